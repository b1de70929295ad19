"""The page that suggests partners: the form as it was filled in, and the answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from api.contexts.page import Choice, Linked
from api.contexts.partners import (
    PartnerAnswer,
    PartnerProject,
    PartnerRow,
    PartnersPage,
    PartnerTie,
)
from api.dependencies import MAX_TEXT
from api.models import OrganisationModel, ThingModel
from api.pages import Pages
from api.partners.models import PartnerSuggestions, ShownProject, SuggestionModel, TieModel
from api.projects.models import PeriodModel
from graph.catalogue import DIRECT_ROLES, sort_key

PATH: Final = "/partners"
CHOICES: Final = ("region", "county", "municipality", "organisation_type", "role")
SETTINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "spread": {
        "": "partners.spread_usual",
        "0": "partners.spread_0",
        "2": "partners.spread_2",
    },
    "newcomers": {"": "partners.newcomers_usual", "no": "partners.newcomers_no"},
}
"""Fields that say how to suggest, with their values and what these are called; "" is what the
release, or the API, does."""


def partners_page(
    pages: Pages,
    given: Mapping[str, str],
    found: PartnerSuggestions | None,
    fault: str | None,
    *,
    posted: bool,
) -> PartnersPage:
    """The page; with what was found, or what is wrong, where it was asked."""
    t, urls = pages.reader.t, pages.reader.urls
    key = given.get("project", "")
    view = pages.service.project(key) if key else None
    options = _options(pages)
    return PartnersPage(
        **pages.frame(t("partners.title"), cited=fault is None and not posted),
        text=given.get("q", ""),
        longest=MAX_TEXT,
        project=Linked(view.name, urls.project(view.id), "sv") if view else None,
        project_key=view.id if view else "",
        choices=tuple(Choice(name, options[name], given.get(name, "")) for name in CHOICES),
        settings=tuple(
            Choice(
                name,
                tuple((value, t(key)) for value, key in values.items()),
                given.get(name, ""),
            )
            for name, values in SETTINGS.items()
        ),
        on_board=given.get("on_board", ""),
        answer=_answer(pages, found) if found is not None else None,
        fault=fault,
        posted=posted,
    )


def _options(pages: Pages) -> dict[str, tuple[tuple[str, str], ...]]:
    catalogue, t = pages.service.catalogue, pages.reader.t

    def named(found: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
        return tuple(sorted(found, key=lambda item: sort_key(item[1])))

    types, roles = catalogue.organisation_types, catalogue.roles
    return {
        "region": named((key, place.name) for key, place in catalogue.regions.items()),
        "county": named((key, place.name) for key, place in catalogue.counties.items()),
        "municipality": named((key, p.name) for key, p in catalogue.municipalities.items()),
        "organisation_type": named((key, t.label(one.labels)) for key, one in types.items()),
        "role": named((key, t.label(roles[key].labels)) for key in DIRECT_ROLES if key in roles),
    }


def _answer(pages: Pages, found: PartnerSuggestions) -> PartnerAnswer:
    asked, t = found.asked, pages.reader.t
    types = pages.service.catalogue.organisation_types
    places = asked.municipalities + asked.counties + asked.regions
    return PartnerAnswer(
        near=tuple(pages.reader.places(places)),
        on_board=tuple(_body(pages, body) for body in asked.on_board),
        read=tuple(
            [place.name for place in (*asked.named.municipalities, *asked.named.counties)]
            + [t.label(types[kind].labels) for kind in asked.named.organisation_types]
        ),
        direct=tuple(_row(pages, one) for one in found.direct),
        through=tuple(_row(pages, one) for one in found.through),
    )


def _row(pages: Pages, one: SuggestionModel) -> PartnerRow:
    t, catalogue = pages.reader.t, pages.service.catalogue
    parts = sorted(one.parts.items(), key=lambda part: (-part[1], part[0]))
    place = one.municipality or one.county
    return PartnerRow(
        suggestion=one,
        type=t.label(catalogue.organisation_types[one.organisation.type].labels),
        places=tuple(pages.reader.places([place] if place else [])),
        parts=tuple((t(f"part.{name}"), t.score(value)) for name, value in parts),
        projects=tuple(_project(pages, shown) for shown in one.projects),
        ties=tuple(_tie(pages, tie) for tie in one.ties),
    )


def _project(pages: Pages, shown: ShownProject) -> PartnerProject:
    t, roles = pages.reader.t, pages.service.catalogue.roles
    labels = ", ".join(t.label(roles[role].labels) for role in shown.roles)
    about = (
        t("partners.role_in", roles=labels),
        _period(pages, shown.period),
        shown.region or "",
        t("partners.counted", share=t.score(shown.counted)),
    )
    return PartnerProject(
        project=_thing(pages, shown.project),
        about=" · ".join(item for item in about if item),
        through=_body(pages, shown.through) if shown.through else None,
        passage=shown.passage.text,
    )


def _period(pages: Pages, period: PeriodModel) -> str:
    if period.start and period.end:
        return f"{period.start} – {period.end}"
    if period.start:
        return pages.reader.t("period.from", start=period.start)
    return pages.reader.t("period.until", end=period.end) if period.end else ""


def _tie(pages: Pages, tie: TieModel) -> PartnerTie:
    return PartnerTie(
        body=_body(pages, tie.organisation),
        projects=tuple(_thing(pages, project) for project in tie.projects),
        associations=tuple(_body(pages, body) for body in tie.associations),
    )


def _body(pages: Pages, body: OrganisationModel) -> Linked:
    return Linked(body.name, pages.reader.urls.organisation(body.id), "sv")


def _thing(pages: Pages, project: ThingModel) -> Linked:
    return Linked(project.name, pages.reader.urls.project(project.id), "sv")
