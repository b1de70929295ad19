"""What a draft says of its own consortium: places that it names, and types of bodies.

"Kommunerna i Kalmar län och samordningsförbundet" names a county and two types. Municipalities and
counties are found by name as they are in documents (`graph.mentions`), types by the labels of
ontology/organisation-types.ttl, with Swedish endings and as parts of compounds
(`search.themes.words`): *grannkommuner* and *kommunanställda* name municipalities. What is denied
("utan kommunen") is not named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from graph.catalogue import Catalogue
from graph.mentions import Mentions
from ontology.vocabulary import concepts
from search.partners.experience import NAMED_BY_PROJECTS
from search.partners.features import PartnerQuery
from search.themes.words import LabelFinder

_COUNTY: Final = " län"
_NO_KIND: Final = NAMED_BY_PROJECTS | {"other"}


@dataclass(frozen=True, slots=True)
class Named:
    """Codes of places, and types (notations), that a text names."""

    municipalities: frozenset[str] = frozenset()
    counties: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()


class DraftReader:
    """Reads drafts; made once for a catalogue, threads may share it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._places = Mentions(dict(_names_of(catalogue)))
        known = [each for each in concepts("organisation-types") if each.notation not in _NO_KIND]
        self._types = {each.slug: each.notation or each.slug for each in known}
        self._labels = LabelFinder(known)

    def read(self, text: str) -> Named:
        """What a text names."""
        found = {mention.key for mention in self._places.find(text)}
        return Named(
            frozenset(key for key in found if key in self._catalogue.municipalities),
            frozenset(key for key in found if key in self._catalogue.counties),
            frozenset(
                self._types[match.concept] for match in self._labels.find(text) if not match.denied
            ),
        )

    def within(self, named: Named, query: PartnerQuery) -> Named:
        """What is named, less the places outside the counties, or else regions, asked for."""
        catalogue = self._catalogue
        counties = set(query.counties)
        for code in query.municipalities:
            if around := catalogue.municipalities[code].within:
                counties.add(around)

        def lies(county: str | None) -> bool:
            if counties:
                return county in counties
            return not query.regions or bool(
                county and catalogue.counties[county].within in query.regions
            )

        return replace(
            named,
            municipalities=frozenset(
                code for code in named.municipalities if lies(catalogue.municipalities[code].within)
            ),
            counties=frozenset(filter(lies, named.counties)),
        )


def informed(query: PartnerQuery, named: Named) -> PartnerQuery:
    """The query with what the draft names."""
    return replace(
        query,
        municipalities=query.municipalities | named.municipalities,
        counties=query.counties | named.counties,
        kinds=query.kinds | named.kinds,
    )


def _names_of(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Names of municipalities and counties, with their codes.

    A county is also known by its short name (Skåne of Skåne län, Hallands län), where no
    municipality has it: "Kalmar" alone is the town.
    """
    taken = set()
    for code, place in catalogue.municipalities.items():
        taken.add(place.name)
        yield place.name, code
        yield f"{place.name} kommun", code
    for code, place in catalogue.counties.items():
        yield place.name, code
        short = place.name.removesuffix(_COUNTY)
        if short not in taken and (short := short.removesuffix("s")) not in taken:
            yield short, code
