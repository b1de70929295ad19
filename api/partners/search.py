"""Suggestion of partners as it is asked for: names resolved, answers as models.

The same function serves the API, the page and the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from api.composition import Service
from api.models import OrganisationModel, PlaceModel, ThingModel
from api.partners.models import (
    NamedInDraft,
    PartnerPlaces,
    PartnerRequest,
    PartnerSuggestions,
    ShownProject,
    SuggestionModel,
    TieModel,
)
from api.projects.models import PeriodModel
from api.search.models import PassageModel
from graph.catalogue import DIRECT_ROLES, sort_key
from graph.filter_values import UnknownValue, concepts_named
from graph.filters import Filters
from graph.named_things import PlacesApart, UnknownProject, organisation_named
from graph.periods import today
from graph.views import Place, ProjectView, Reference
from search.partners.cases import draft_of, located
from search.partners.draft import Named, informed
from search.partners.features import PartnerQuery
from search.partners.ranking import Shown, Suggestion, Tie


def suggest(service: Service, request: PartnerRequest) -> PartnerSuggestions:
    """Partners for what is asked.

    Raises `UnknownValue`, `UnknownOrganisation`, `AmbiguousOrganisation`, `PlacesApart`,
    `UnknownProject`, or `EmptyTextError` for a text without words.
    """
    project = _project(service, request.project) if request.project is not None else None
    query, named = partner_query(service, request, project)
    spread = request.spread
    if spread is None and query.types:
        spread = 0.0  # bodies of one sort were asked for
    found = service.partners.suggest(query, request.limit, spread)
    return PartnerSuggestions(
        asked=_asked(service, query, project, named),
        total=found.total,
        direct=[_suggestion(service, one) for one in found.direct],
        total_through=found.total_through,
        through=[_suggestion(service, one) for one in found.through],
    )


def partner_query(
    service: Service, request: PartnerRequest, project: ProjectView | None
) -> tuple[PartnerQuery, Named]:
    """The question with everything that it names resolved, and what of it the text names.

    Places of those on board count too.
    """
    bodies, catalogue = service.partners.bodies, service.catalogue
    text = request.text or ""
    year: int | None = today().year
    own: frozenset[str] = frozenset()
    if project is not None:
        text = draft_of(project)
        year = bodies.year_of(project) or year
        own = frozenset(bodies.of_project(project.id))
    municipalities, counties, regions = _places(service, request, project)
    on_board = own | {
        bodies.joined(organisation_named(catalogue, service.finder, name))
        for name in request.on_board
    }
    roles = concepts_named("role", request.role, catalogue.roles)
    for role in sorted(roles - DIRECT_ROLES):
        raise UnknownValue("role", role, sorted(DIRECT_ROLES))
    # How alike each project is counts against the spread over all, so all are scored alike.
    hits = service.search.by_text(text, len(service.search.index), in_context=False)
    query = PartnerQuery(
        tuple(hit for hit in hits if project is None or hit.project != project.id),
        municipalities,
        counties,
        regions,
        on_board=on_board,
        unseen=frozenset({project.id} if project else ()),
        types=concepts_named(
            "organisation_type", request.organisation_type, catalogue.organisation_types
        ),
        roles=roles,
        year=year,
        newcomers=request.newcomers,
    )
    named = _named(service, request, query, text)
    return located(bodies, informed(query, named)), named


def _named(service: Service, request: PartnerRequest, query: PartnerQuery, text: str) -> Named:
    """What the text names; of a project whose places are stated, only types."""
    if not request.read:
        return Named()
    reader = service.partners.reader
    named = reader.within(reader.read(text), query)
    return named if request.project is None else Named(kinds=named.kinds)


def _project(service: Service, key: str) -> ProjectView:
    view = service.project(key)
    if view is None:
        raise UnknownProject(key)
    return view


def _places(
    service: Service, request: PartnerRequest, project: ProjectView | None
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Codes of municipalities, counties and regions; those of the project where none is given."""
    if project is not None and not (request.region or request.county or request.municipality):
        return (
            frozenset(place.code for place in project.municipalities),
            frozenset(place.code for place in project.counties),
            frozenset({project.region.code} if project.region else ()),
        )
    filters = Filters(
        region=tuple(request.region),
        county=tuple(request.county),
        municipality=tuple(request.municipality),
    )
    finder, catalogue = service.finder, service.catalogue
    municipalities = finder.municipalities_named(filters)
    counties, regions = finder.counties_named(filters), finder.regions_named(filters)
    if counties:
        for code in sorted(municipalities):
            _within(catalogue.municipalities[code], counties, catalogue.counties)
    if regions:
        for code in sorted(counties | _counties(service, municipalities)):
            _within(catalogue.counties[code], regions, catalogue.regions)
    return municipalities, counties, regions


def _counties(service: Service, municipalities: Iterable[str]) -> set[str]:
    places = (service.catalogue.municipalities[code] for code in municipalities)
    return {place.within for place in places if place.within}


def _within(place: Place, around: frozenset[str], known: Mapping[str, Place]) -> None:
    if place.within and place.within not in around:
        given = ", ".join(known[code].name for code in sorted(around))
        raise PlacesApart(place.name, known[place.within].name, given)


def _asked(
    service: Service, query: PartnerQuery, project: ProjectView | None, named: Named
) -> PartnerPlaces:
    catalogue = service.catalogue

    def places(codes: Iterable[str], known: Mapping[str, Place]) -> list[PlaceModel]:
        found = [known[code] for code in codes if code in known]
        return [PlaceModel.of(place) for place in sorted(found, key=lambda p: sort_key(p.name))]

    return PartnerPlaces(
        project=ThingModel.of(Reference(project.id, project.iri, project.name))
        if project
        else None,
        municipalities=places(query.municipalities, catalogue.municipalities),
        counties=places(query.counties, catalogue.counties),
        regions=places(query.regions, catalogue.regions),
        on_board=sorted(
            (_body(service, body) for body in query.on_board),
            key=lambda body: (sort_key(body.name), body.id),
        ),
        named=NamedInDraft(
            municipalities=places(named.municipalities, catalogue.municipalities),
            counties=places(named.counties, catalogue.counties),
            organisation_types=sorted(named.kinds),
        ),
    )


def _suggestion(service: Service, one: Suggestion) -> SuggestionModel:
    view = service.catalogue.organisations[one.body]
    score, parts = round(one.score, 3), _rounded(one)
    return SuggestionModel(
        organisation=OrganisationModel.of(view.reference),
        municipality=PlaceModel.of(view.municipality) if view.municipality else None,
        county=PlaceModel.of(view.county) if view.county else None,
        score=score,
        parts=parts,
        projects=[_shown(service, shown) for shown in one.shown],
        project_count=one.project_count,
        ties=[_tie(service, tie) for tie in one.ties],
        brings=one.brings,
        known_as=[_body(service, body) for body in one.known_as],
        crowding=round(one.crowding, 3),
    )


def _rounded(one: Suggestion) -> dict[str, float]:
    """The parts, rounded so that they add up to the score as it is shown: the largest gives way."""
    parts = {name: rounded for name, value in one.parts.items() if (rounded := round(value, 3))}
    if parts:
        largest = max(parts, key=lambda name: parts[name])
        rest = sum(parts.values()) - parts[largest]
        parts[largest] = round(round(one.score, 3) - rest, 3)
    return parts


def _shown(service: Service, shown: Shown) -> ShownProject:
    view = service.catalogue.projects[shown.project]
    passage = shown.hit.passage
    return ShownProject(
        project=_thing(view),
        period=PeriodModel(start=view.start, end=view.end),
        region=view.region.name if view.region else None,
        roles=list(shown.roles),
        similarity=round(shown.hit.score, 4),
        counted=round(shown.counted, 3),
        passage=PassageModel(text=passage.text, start=passage.start, end=passage.end),
        through=_body(service, shown.through) if shown.through else None,
    )


def _tie(service: Service, tie: Tie) -> TieModel:
    projects = service.catalogue.projects
    return TieModel(
        organisation=_body(service, tie.body),
        projects=[_thing(projects[key]) for key in tie.projects],
        associations=[_body(service, key) for key in tie.associations],
    )


def _thing(view: ProjectView) -> ThingModel:
    return ThingModel.of(Reference(view.id, view.iri, view.name))


def _body(service: Service, key: str) -> OrganisationModel:
    return OrganisationModel.of(service.catalogue.organisations[key].reference)
