"""Contexts of the pages, made from the same functions that answer the API."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup
from rdflib import Graph, URIRef

from api import structured
from api.citation import address_of, citation
from api.composition import Service
from api.contexts.page import Choice, ErrorPage, Fact, Format, Linked
from api.contexts.search import HomePage, Results
from api.contexts.things import (
    OrganisationPage,
    Part,
    PredictedTag,
    ProjectPage,
    RoleParts,
    RoleProjects,
    SimilarProject,
    ThingPage,
)
from api.dependencies import MAX_TEXT
from api.explanations.models import SharedModel
from api.facets.pages import range_fields
from api.models import EvidenceModel, OrganisationModel, ThingModel
from api.organisation_models import ChangeModel, PartnerModel
from api.presentation import hit_models, organisation_model, project_model
from api.project_facts import project_facts, related_facts
from api.project_models import ParticipationModel, ProjectModel
from api.properties import facts_of, listings_of, title_of
from api.rdf import QUADS, TRIPLES, RdfFormat
from api.reader import Reader
from api.themes.grounds import grounds_of
from api.translations import LANGUAGES, Language, Translator
from graph.catalogue import sort_key
from graph.filters import Filters
from graph.periods import STATUS_LABELS, Status
from graph.records import Role
from graph.views import Concept, Place, ProjectView
from ontology import terms

SIMILAR: Final = 5
FIRST_PARTNERS: Final = 15
LEAST_SURE: Final = 0.9
"""A link of a name to an organisation with a lower score is shown as uncertain."""

COUNTS: Final = (
    "projects",
    "organisations_taking_part",
    "participations",
    "municipalities",
    "evidence",
)


@dataclass(frozen=True, slots=True)
class Pages:
    """Makes the contexts of pages for one reader."""

    service: Service
    reader: Reader
    version: str

    def home(
        self,
        text: str,
        chosen: Mapping[str, str],
        results: Results | None,
        posted: bool = False,
    ) -> HomePage:
        """The start page, with the search form as it was filled in, and what was found."""
        counts = self.service.release.manifest.counts
        return HomePage(
            **self.frame(
                text[:80] if text and results else self.reader.t("home.title"), cited=not posted
            ),
            counts=tuple((name, counts[name]) for name in COUNTS if name in counts),
            text=text,
            longest=MAX_TEXT,
            choices=tuple(
                Choice(name, options, chosen.get(name, ""))
                for name, options in self.options().items()
            ),
            ranges=range_fields(chosen),
            results=results,
            posted=posted,
        )

    def project(self, view: ProjectView) -> ProjectPage:
        """The page about a project."""
        t = self.reader.t
        project = project_model(self.service, view)
        evidence: dict[str, list[EvidenceModel]] = defaultdict(list)
        for passage in project.evidence:
            evidence[passage.property].append(passage)
        sources = {
            source.id: Linked(source.title, self.reader.urls.thing(source.iri), "sv")
            for source in project.sources
        }
        return ProjectPage(
            **self.frame(
                project.name,
                project.iri,
                f"projects/{project.id}",
                structured.embedded(*structured.project(project, t.lang)),
            ),
            project=project,
            facts=tuple(project_facts(self.reader, view, project, evidence)),
            summary=Fact.of(
                t("fact.summary"),
                [Linked(project.summary or "", None, "sv")],
                evidence[str(terms.SCHEMA_DESCRIPTION)],
            ),
            related=related_facts(self.reader, project, evidence),
            roles=self._role_parts(project),
            themes=tuple(
                Linked(
                    theme.label if t.lang == "sv" else theme.label_en,
                    self.reader.urls.thing(theme.iri),
                )
                for theme in project.themes
            ),
            predicted=tuple(
                PredictedTag(
                    Linked(
                        theme.label if t.lang == "sv" else theme.label_en,
                        self.reader.urls.thing(theme.iri),
                    ),
                    t("themes.probability", score=t.score(theme.probability)),
                    grounds_of(theme, t),
                )
                for theme in project.predicted_themes
                if theme.accepted and not theme.stated
            ),
            similar=self._similar(view),
            sources=tuple(sources.values()),
            source_names=sources,
        )

    def organisation(self, key: str) -> OrganisationPage:
        """The page about an organisation."""
        organisation = organisation_model(self.service, key)
        partners = [PartnerModel.of(view) for view in self.service.catalogue.partners_of(key)]
        return OrganisationPage(
            **self.frame(
                organisation.name,
                organisation.iri,
                f"organisations/{organisation.id}",
                structured.embedded(*structured.organisation(organisation)),
            ),
            organisation=organisation,
            facts=tuple(self._organisation_facts(key)),
            roles=tuple(
                RoleProjects(self._role(role.value), tuple(organisation.projects[role.value]))
                for role in Role
                if organisation.projects.get(role.value)
            ),
            direct=tuple(partner for partner in partners if partner.connection == "direct"),
            through=tuple(partner for partner in partners if partner.connection != "direct"),
            first=FIRST_PARTNERS,
        )

    def thing(self, iri: str, graph: Graph) -> ThingPage:
        """The page about any other thing, from the graph that describes it."""
        kind, key = self.service.identifiers.key_of(iri) or ("", iri)
        t = self.reader.t
        projects, organisations = listings_of(self.service, self.reader.urls, kind, key)
        return ThingPage(
            **self.frame(title_of(graph, URIRef(iri), t, key), iri, None, self._concept(kind, key)),
            kind=t(f"kind.{kind}"),
            facts=tuple(facts_of(self.service, self.reader.urls, t, URIRef(iri), graph)),
            projects=projects,
            organisations=organisations,
        )

    def error(self, status: int, detail: str) -> ErrorPage:
        """The page for an error."""
        t = self.reader.t
        key = f"error.{status}" if status in (404, 422) else "error.other"
        return ErrorPage(
            **self.frame(t("error.title", status=status), cited=False),
            heading=t(key),
            explanation=t(f"{key}_about"),
            detail=detail,
        )

    def frame(
        self,
        title: str,
        iri: str | None = None,
        api: str | None = None,
        about: Markup | None = None,
        *,
        cited: bool = True,
    ) -> dict[str, Any]:
        """What every page has. `iri` is the thing that it is about, `api` its address in the API,
        `about` what schema.org says of it.

        A page that is not `cited` is an error, or answers a text that stands in no address.
        """
        reader = self.reader
        other: Language = next(lang for lang in LANGUAGES if lang != reader.t.lang)
        formats = [
            Format(item.label, reader.urls.data(iri, item.name), item.media_type)
            for item in (*TRIPLES, *QUADS)
            if iri
        ]
        if api:
            formats.append(Format("JSON", reader.urls.api(api), "application/json"))
        return {
            "t": reader.t,
            "urls": reader.urls,
            "title": title,
            "version": self.version,
            "release": self.service.release.manifest.id,
            "other_language": Translator(other),
            "other_url": reader.urls.translated(reader.path, reader.query, other),
            "formats": tuple(formats),
            "citation": citation(
                self.service, title, address_of(self.service, reader.path, reader.query)
            )
            if cited
            else None,
            "structured": about,
        }

    def formats(self, path: str, offered: Iterable[RdfFormat]) -> tuple[Format, ...]:
        """A document at a path on this host, in each of some formats."""
        return tuple(
            Format(item.label, f"{path.partition('?')[0]}?format={item.name}", item.media_type)
            for item in offered
        )

    def _concept(self, kind: str, key: str) -> Markup | None:
        """A theme, role or type of organisation in terms of schema.org; None for other things."""
        catalogue = self.service.catalogue
        concepts: Mapping[str, Mapping[str, Concept]] = {
            "theme": catalogue.themes,
            "role": catalogue.roles,
            "organisation_type": catalogue.organisation_types,
        }
        for concept in concepts.get(kind, {}).values():
            if concept.id == key:
                scheme = str(self.service.identifiers.scheme(kind))
                return structured.embedded(
                    *structured.concept(concept.iri, concept.labels, scheme, None)
                )
        return None

    def options(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Values of each filter, by name in the language of the page."""
        catalogue = self.service.catalogue
        t = self.reader.t
        projects = catalogue.projects.values()
        stated = {theme.id for project in projects for theme in project.themes}
        stated |= {key for theme in stated for key in catalogue.themes[theme].broader}
        programmes = {p.programme.id: p.programme.name for p in projects if p.programme}

        def concepts(found: Iterable[tuple[str, Concept]]) -> tuple[tuple[str, str], ...]:
            return _by_name((key, t.label(concept.labels)) for key, concept in found)

        def places(found: Mapping[str, Place]) -> tuple[tuple[str, str], ...]:
            return _by_name((key, place.name) for key, place in found.items())

        sets = self.service.finder.sets
        municipalities = {key: catalogue.municipalities[key] for key in sets.municipalities}
        return {
            "region": places(catalogue.regions),
            "county": places(catalogue.counties),
            "municipality": places(municipalities),
            "theme": concepts((key, catalogue.themes[key]) for key in stated),
            "programme": _by_name(programmes.items()),
            "year": tuple((str(year), str(year)) for year in sorted(sets.years, reverse=True)),
            "status": tuple((status.value, t.label(STATUS_LABELS[status])) for status in Status),
            "organisation_type": concepts(catalogue.organisation_types.items()),
            "role": concepts(catalogue.roles.items()),
        }

    def _role_parts(self, project: ProjectModel) -> tuple[RoleParts, ...]:
        parts: dict[str, list[Part]] = defaultdict(list)
        for item in project.participations:
            parts[item.role].append(
                Part(
                    item.organisation,
                    item.unit,
                    item.extent,
                    self._type(item.organisation.type),
                    self._doubt(item),
                    tuple(item.evidence),
                )
            )
        return tuple(RoleParts(self._role(role), tuple(found)) for role, found in parts.items())

    def _doubt(self, part: ParticipationModel) -> str | None:
        t = self.reader.t
        if part.organisation.type == "unknown":
            return t("project.unlinked")
        if part.organisation.type == "group" or part.link_score is None:
            return None
        if part.link_score < LEAST_SURE:
            return t("project.uncertain", score=t.score(part.link_score))
        return None

    def _similar(self, view: ProjectView) -> tuple[SimilarProject, ...]:
        hits = self.service.similar(view, SIMILAR, Filters())
        return tuple(
            SimilarProject(hit, tuple(self._shared(hit.shared)) if hit.shared else ())
            for hit in hit_models(self.service, hits, view)
        )

    def _shared(self, shared: SharedModel) -> Iterable[Fact]:
        t, urls = self.reader.t, self.reader.urls
        english = t.lang == "en"
        rows: list[tuple[str, list[Linked]]] = [
            (
                "themes",
                [
                    Linked(theme.name_en, urls.thing(theme.iri))
                    if english and theme.name_en
                    else Linked(theme.name, urls.thing(theme.iri), "sv" if english else None)
                    for theme in shared.themes
                ],
            ),
            (
                "organisations",
                [
                    Linked(body.name, urls.organisation(body.id), "sv")
                    for body in shared.organisations
                ],
            ),
            (
                "places",
                [Linked(place.name, urls.thing(place.iri), "sv") for place in shared.places],
            ),
            ("target_groups", [Linked(group, None, "sv") for group in shared.target_groups]),
        ]
        for name, values in rows:
            fact = Fact.of(t(f"why.shared_{name}"), values)
            if fact:
                yield fact

    def _organisation_facts(self, key: str) -> Iterable[Fact]:
        t, urls = self.reader.t, self.reader.urls
        body = organisation_model(self.service, key)
        wikidata = urls.external(body.wikidata)
        rows: list[tuple[str, list[Linked]]] = [
            ("organisation.type", [Linked(self._type(name)) for name in body.types]),
            (
                "fact.alternative_names",
                [Linked(name, None, "sv") for name in body.alternative_names],
            ),
            (
                "organisation.number",
                [Linked(body.organisation_number)] if body.organisation_number else [],
            ),
            (
                "organisation.municipality",
                self.reader.places([body.municipality] if body.municipality else []),
            ),
            ("organisation.county", self.reader.places([body.county] if body.county else [])),
            ("organisation.parent", self._bodies([body.parent] if body.parent else [])),
            ("organisation.units", self._bodies(body.units)),
            ("organisation.renamed_from", self._changes(body.renamed_from)),
            ("organisation.renamed_to", self._changes(body.renamed_to)),
            (
                "organisation.wikidata",
                [Linked(wikidata.rpartition("/")[2], wikidata)] if wikidata else [],
            ),
        ]
        for label, values in rows:
            fact = Fact.of(t(label), values)
            if fact:
                yield fact

    def _bodies(self, bodies: Iterable[OrganisationModel | ThingModel]) -> list[Linked]:
        return [Linked(body.name, self.reader.urls.organisation(body.id), "sv") for body in bodies]

    def _changes(self, changes: Iterable[ChangeModel]) -> list[Linked]:
        return [
            Linked(
                change.organisation.name + (f" ({change.year})" if change.year else ""),
                self.reader.urls.organisation(change.organisation.id),
                "sv",
            )
            for change in changes
        ]

    def _role(self, notation: str) -> str:
        return self.reader.t.label(self.service.catalogue.roles[notation].labels)

    def _type(self, notation: str) -> str:
        return self.reader.t.label(self.service.catalogue.organisation_types[notation].labels)


def _by_name(options: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(options, key=lambda option: sort_key(option[1])))
