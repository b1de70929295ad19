"""Contexts of the pages, made from the same functions that answer the API."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup
from rdflib import Graph, URIRef

from api.composition import Service
from api.contexts.page import Choice, ErrorPage, Format
from api.contexts.search import HomePage, Results
from api.contexts.things import (
    ThingPage,
)
from api.dataset.citation import address_of, citation
from api.dependencies import MAX_TEXT
from api.facets.pages import range_fields, theme_basis_choice
from api.linked import structured
from api.linked.properties import facts_of, listings_of, title_of
from api.linked.rdf import QUADS, TRIPLES, RdfFormat
from api.reader import Reader
from api.translations import LANGUAGES, Language, Translator
from graph.catalogue import sort_key
from graph.periods import STATUS_LABELS, Status
from graph.views import Concept, Place

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
            choices=(
                *(
                    Choice(name, options, chosen.get(name, ""))
                    for name, options in self.options().items()
                ),
                theme_basis_choice(self.reader.t, chosen),
            ),
            ranges=range_fields(chosen),
            results=results,
            posted=posted,
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
            "theme": concepts((key, catalogue.themes[key]) for key in sets.all_themes),
            "programme": _by_name(programmes.items()),
            "year": tuple((str(year), str(year)) for year in sorted(sets.years, reverse=True)),
            "status": tuple((status.value, t.label(STATUS_LABELS[status])) for status in Status),
            "organisation_type": concepts(catalogue.organisation_types.items()),
            "role": concepts(catalogue.roles.items()),
        }

    def role_label(self, notation: str) -> str:
        return self.reader.t.label(self.service.catalogue.roles[notation].labels)

    def type_label(self, notation: str) -> str:
        return self.reader.t.label(self.service.catalogue.organisation_types[notation].labels)


def _by_name(options: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(options, key=lambda option: sort_key(option[1])))
