"""The gazetteer: Swedish public organisations and places, from the tables in data/reference.

It holds entities and their names; resolving a mention to one of them is `graph.linking`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel

from graph.public_bodies import County, Municipality, Organisation, Stay
from graph.records import Problem, Source, earliest_day, latest_day
from graph.reference_rows import (
    AgencyRow,
    AssociationPeriodRow,
    AssociationRow,
    CountyRow,
    MunicipalityRow,
    RegionRow,
)
from graph.tables import Table, read_table
from ontology.identifiers import slugify

LANDSTING = "landsting"
# "Region Värmland (kommunalförbund 2007–2018)": a name, and when it was a federation's
_IN_YEARS = re.compile(r"(.+) \((?:kommunal|region)förbund (\d{4})–(\d{4})\)")
# "Samordningsförbundet i Ale" is "Samordningsförbundet Ale" too, and the other way round
_ASSOCIATION_OF = re.compile(r"(Samordningsförbundet|Finsam) (i )?([A-ZÅÄÖ].*)")
STATE_MEMBERS = frozenset({"forsakringskassan", "arbetsformedlingen"})


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entities by their keys: organisations by slug, places by SCB code."""

    organisations: Mapping[str, Organisation]
    municipalities: Mapping[str, Municipality]
    counties: Mapping[str, County]
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Gazetteer:
        """Read the six tables of `folder`; raises `UnreadableSource` when one is missing."""
        counties = read_table(folder / "counties.csv", CountyRow)
        municipalities = read_table(folder / "municipalities.csv", MunicipalityRow)
        regions = read_table(folder / "regions.csv", RegionRow)
        associations = read_table(folder / "coordination_associations.csv", AssociationRow)
        periods = read_table(
            folder / "association_periods.csv",
            AssociationPeriodRow,
            _period_check(associations),
        )
        agencies = read_table(folder / "agencies.csv", AgencyRow)
        drafts = [
            *_region_bodies(row.value for row in regions.rows),
            *_municipal_bodies(row.value for row in municipalities.rows),
            *_association_bodies(
                (row.value for row in associations.rows), [row.value for row in periods.rows]
            ),
            *_agency_bodies(
                (row.value for row in agencies.rows),
                frozenset(
                    form.casefold()
                    for name in (
                        *(row.value.short_name for row in counties.rows),
                        *(row.value.name for row in municipalities.rows),
                    )
                    for form in (name, name if name.endswith(("s", "x", "z")) else f"{name}s")
                ),
                {row.value.name: row.value.region_since for row in regions.rows},
            ),
        ]
        tables: tuple[Table[BaseModel], ...] = (
            counties,  # type: ignore[assignment]
            municipalities,
            regions,
            associations,
            periods,
            agencies,
        )
        return cls(
            organisations={body.slug: body for body in _identified(drafts)},
            municipalities={
                row.value.code: Municipality(
                    code=row.value.code,
                    name=row.value.name,
                    official_name=row.value.official_name,
                    genitive=row.value.genitive,
                    kommun_form=row.value.kommun_form,
                    county_code=row.value.county_code,
                    latitude=row.value.latitude,
                    longitude=row.value.longitude,
                    wikidata=row.value.wikidata,
                )
                for row in municipalities.rows
            },
            counties={
                row.value.code: County(
                    code=row.value.code,
                    name=row.value.name,
                    short_name=row.value.short_name,
                    esf_region=row.value.esf_region,
                    nuts3=row.value.nuts3,
                    wikidata=row.value.wikidata,
                )
                for row in counties.rows
            },
            sources=tuple(_source(table) for table in tables),
            problems=tuple(problem for table in tables for problem in table.problems),
        )

    @property
    def esf_regions(self) -> tuple[str, ...]:
        """Names of the eight ESF regions, in alphabetical order."""
        return tuple(sorted({county.esf_region for county in self.counties.values()}))

    def names_of(self, body: Organisation) -> tuple[str, ...]:
        """Every name that means this body by itself, the main one first.

        A municipality's are its name, genitive and kommun_form before "kommun" and "stad".
        """
        names = [body.name, *body.alternative_names]
        place = self.municipalities.get(body.municipality_code or "")
        if place and "municipality" in body.types:
            forms = (place.name, place.genitive, place.kommun_form)
            names += [f"{form} {kind}" for kind in ("kommun", "stad") for form in forms]
        return tuple(dict.fromkeys(names))

    def members_of(self, association: Organisation) -> tuple[Organisation, ...]:
        """Members of a samordningsförbund: its municipalities and, by the act on financial
        coordination (2003:1210), Försäkringskassan, Arbetsförmedlingen and the county's region.
        """
        municipal = set(association.members)
        counties = {code[:2] for code in municipal} or {association.county_code or ""}
        return tuple(
            body
            for body in self.organisations.values()
            if body.slug in STATE_MEMBERS
            or (body.municipality_code in municipal and "municipality" in body.types)
            or (
                body.types[0] == "region" and body.valid_to is None and body.county_code in counties
            )
        )

    def stay_of(self, association: Organisation, member: Organisation) -> Stay | None:
        """Since when and until when a body is a member of a samordningsförbund, where known."""
        of_all = of_member = None
        for stay in association.stays:
            if stay.municipality is None:
                of_all = stay
            elif stay.municipality == member.municipality_code and "municipality" in member.types:
                of_member = stay
        if of_member is None or of_all is None:
            return of_member or of_all
        return Stay(
            of_member.municipality, of_member.start or of_all.start, of_member.end or of_all.end
        )

    def surface_forms(self) -> dict[str, str]:
        """Every name → a slug, for finding names in running text.

        A name that two bodies have had, each in its time, is found as the one of today; which of
        them a text means is for `graph.linking` to say.
        """
        forms: dict[str, str] = {}
        for body in sorted(self.organisations.values(), key=lambda b: b.valid_to is not None):
            for name in self.names_of(body):
                forms.setdefault(name, body.slug)
        for name, slug in list(forms.items()):
            if association := _ASSOCIATION_OF.fullmatch(name):
                kind, joint, of = association.groups()
                forms.setdefault(f"{kind} {of}" if joint else f"{kind} i {of}", slug)
        return forms


def _source(table: Table[BaseModel]) -> Source:
    return Source(
        id=f"referens-{slugify(table.path.stem)}",
        kind="reference",
        title=f"Referenstabell {table.path.name}",
        sha256=table.sha256,
        licence="https://creativecommons.org/publicdomain/zero/1.0/"
        if table.path.stem != "counties"
        else "https://github.com/whosonfirst-data/whosonfirst-data/blob/master/LICENSE.md",
    )


def _region_bodies(rows: Iterable[RegionRow]) -> Iterator[Organisation]:
    for row in rows:
        both = row.county_code == "09"  # Region Gotland is a municipality and a region in one
        # A region that was merged of several county councils was itself a landsting in law.
        merged = len(row.former_name) > 1
        older = tuple(n for n in row.alternative_names if _names_landsting(n) and not merged)
        yield Organisation(
            slug="",
            name=row.name,
            types=("region", "municipality") if both else ("region",),
            alternative_names=tuple(n for n in row.alternative_names if n not in older),
            county_code=row.county_code,
            municipality_code="0980" if both else None,
            org_number=row.org_number,
            wikidata=row.wikidata,
            valid_from=row.region_since,
        )
        for position, former in enumerate(row.former_name):
            yield Organisation(
                slug="",
                name=former,
                types=("municipality",) if both else ("region",),
                alternative_names=older if position == 0 else (),
                county_code=row.county_code,
                valid_to=row.region_since - 1,
                successor=row.name,
                changed=row.region_since,
            )


def _names_landsting(name: str) -> bool:
    """Whether a name is of the former county council: "… landsting", or initials like SLL, LiV."""
    initials = re.fullmatch(r"[A-ZÅÄÖ][A-Za-zÅÄÖ]{1,3}", name)
    return LANDSTING in name.casefold() or (initials is not None and "R" not in name)


def _municipal_bodies(rows: Iterable[MunicipalityRow]) -> Iterator[Organisation]:
    for row in rows:
        if row.official_name.startswith("Region "):
            continue  # stands in regions.csv
        yield Organisation(
            slug="",
            name=row.official_name,
            types=("municipality",),
            alternative_names=row.alternative_names,
            county_code=row.county_code,
            municipality_code=row.code,
            # An inferred number is nobody's statement, so it is not published.
            org_number=None if row.org_number_basis == "inferred" else row.org_number,
        )


def _period_check(
    associations: Table[AssociationRow],
) -> Callable[[AssociationPeriodRow], str | None]:
    """What is wrong with a period, beside the associations that there are.

    Where one of those could not be read, that is reported, and not its periods too.
    """
    members = {
        row.value.official_name: row.value.member_municipalities for row in associations.rows
    }

    def check(row: AssociationPeriodRow) -> str | None:
        if row.association not in members:
            if associations.problems:
                return None
            return f"{row.association!r} is no association of coordination_associations.csv"
        if row.municipality_code and row.municipality_code not in members[row.association]:
            return f"{row.municipality_code} is no member of {row.association}"
        if row.start is None and row.end is None:
            return "neither a start nor an end is given"
        if row.start and row.end and latest_day(row.end) < earliest_day(row.start):
            return f"the end {row.end} is before the start {row.start}"
        return None

    return check


def _association_bodies(
    rows: Iterable[AssociationRow], periods: Iterable[AssociationPeriodRow]
) -> Iterator[Organisation]:
    stays: dict[str, list[Stay]] = {}
    for period in periods:
        stay = Stay(period.municipality_code, period.start, period.end)
        stays.setdefault(period.association, []).append(stay)
    for row in rows:
        change = re.fullmatch(r"(?:merged into|renamed) (.+)", row.status)
        started = re.search(r"(?:since|formed|started|from)\D{0,12}(\d{4})", row.note or "")
        ended = re.search(r"(?:until|to) (\d{4})", row.note or "")
        yield Organisation(
            slug="",
            name=row.official_name,
            types=("coordination_association",),
            alternative_names=row.alternative_names,
            county_code=row.county_code,
            org_number=row.org_number,
            valid_from=int(started[1]) if started and not change else None,
            valid_to=int(ended[1]) if ended and change else None,
            successor=change[1] if change else None,
            changed=int(ended[1]) if ended and change else None,
            members=row.member_municipalities,
            confidence=row.confidence,
            status=row.status,
            stays=tuple(stays.get(row.official_name, ())),
        )


def _agency_bodies(
    rows: Iterable[AgencyRow], places: frozenset[str], regions: Mapping[str, int]
) -> Iterator[Organisation]:
    """Other bodies. A federation that had the name of a region until the year before the county
    council took it (`regions` by name) is succeeded by that region."""
    for row in rows:
        written = (_IN_YEARS.fullmatch(name) for name in (row.name, *row.alternative_names))
        years = next(filter(None, written), None)
        names = (*row.alternative_names, *((years[1],) if years else ()))
        follows = regions.get(years[1]) if years else None
        renamed = follows if years and follows == int(years[3]) + 1 else None
        yield Organisation(
            slug="",
            name=row.name,
            types=(row.type,),
            alternative_names=tuple(dict.fromkeys(names)),
            county_code=row.county_code,
            org_number=row.org_number,
            wikidata=row.wikidata,
            valid_from=int(years[2]) if years else None,
            valid_to=int(years[3]) if years else None,
            successor=years[1] if years and renamed else None,
            changed=renamed,
            folded=_folded(row, places),
        )


def _folded(row: AgencyRow, places: frozenset[str]) -> tuple[str, ...]:
    """Names of local bodies of a kind, where a row has several: "Göteborgs Stadsmission"."""
    kind = row.name.casefold()[:-2]  # without the article
    local = tuple(
        name
        for name in row.alternative_names
        for first, *_ in (name.casefold().split(),)
        if (first in places or first.endswith("svenska")) and kind in name.casefold()
    )
    return local if len(local) > 1 else ()


def _identified(drafts: list[Organisation]) -> Iterator[Organisation]:
    """Give each body its slug; where two would share one, all of them take their code too."""
    taken = Counter(slugify(body.name) for body in drafts)
    slugs: dict[str, str] = {}
    named: list[Organisation] = []
    for body in drafts:
        slug = slugify(body.name)
        if taken[slug] > 1:
            slug = f"{slug}-{body.municipality_code or body.county_code or body.types[0]}"
        slugs.setdefault(body.name, slug)
        named.append(replace(body, slug=slug))
    for body in named:
        successor = slugs.get(body.successor) if body.successor else None
        yield replace(body, successor=successor)
