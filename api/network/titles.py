"""What a network is, in words: its nodes and ties, round whom, and of which projects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from api.network.question import NetworkQuestion
from api.translations import Language, Translator
from graph.catalogue import Catalogue
from graph.views import Concept, OrganisationReference, Place

FILTERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "owner": "net.owner",
        "partner": "net.partner",
        "organisation": "net.takes_part",
        "organisation_type": "form.organisation_type",
        "role": "form.role",
        "theme": "form.theme",
        "region": "form.region",
        "county": "form.county",
        "municipality": "form.municipality",
        "programme": "form.programme",
        "active_from": "form.active_from",
        "active_to": "form.active_to",
        "q": "net.words",
        "year": "form.year",
        "status": "net.status",
        "status_on": "net.status_on",
        "start_from": "form.start_from",
        "start_to": "form.start_to",
        "end_from": "form.end_from",
        "end_to": "form.end_to",
        "budget_min": "form.budget_min",
        "budget_max": "form.budget_max",
        "grant_min": "form.grant_min",
        "grant_max": "form.grant_max",
    }
)
"""Texts by the name of a filter."""
SIDES: Final[Mapping[str, str]] = MappingProxyType({"before": "net.before", "after": "net.after"})


class Titles:
    """Titles in one language; things that filters name by key are called by their names."""

    def __init__(self, catalogue: Catalogue, lang: Language) -> None:
        self._catalogue = catalogue
        self._t = Translator(lang)

    def network(self, question: NetworkQuestion, ego: OrganisationReference | None = None) -> str:
        """The title of a network."""
        t = self._t
        words = t(f"net.{question.query.projection.value}")
        if ego is not None:
            words = f"{words}, {t('network.around', name=ego.name)}"
        return self.told(words, question.parameters())

    def change(self, common: NetworkQuestion, parameters: Iterable[tuple[str, str]]) -> str:
        """The title of a comparison, whose sides are among the parameters."""
        return self._t("network.change", title=self.told(self.network(common), parameters))

    def told(self, words: str, parameters: Iterable[tuple[str, str]]) -> str:
        """Words, and after them the filters among some parameters."""
        told = "; ".join(self._pair(name, value) for name, value in parameters if _tells(name))
        return f"{words} ({told})" if told else words

    def _pair(self, name: str, value: str) -> str:
        if name in SIDES:
            inner, _, of = value.partition("=")
            return f"{self._label(SIDES[name])}: {self._pair(inner, of)}"
        return f"{self._label(FILTERS[name])}: {self._value(name, value)}"

    def _label(self, text: str) -> str:
        """A label inside a sentence: with a small letter first, unless it is an abbreviation."""
        label = self._t(text)
        return label if label[1:2].isupper() else label[:1].lower() + label[1:]

    def _value(self, name: str, value: str) -> str:
        catalogue = self._catalogue
        places: Mapping[str, Mapping[str, Place]] = {
            "region": catalogue.regions,
            "county": catalogue.counties,
            "municipality": catalogue.municipalities,
        }
        concepts: Mapping[str, Mapping[str, Concept]] = {
            "theme": catalogue.themes,
            "role": catalogue.roles,
            "organisation_type": catalogue.organisation_types,
        }
        if place := places.get(name, {}).get(value):
            return place.name
        if concept := concepts.get(name, {}).get(value):
            return self._t.label(concept.labels)
        if name in ("owner", "partner", "organisation") and value in catalogue.organisations:
            return catalogue.organisations[value].name
        return value


def _tells(name: str) -> bool:
    return name in FILTERS or name in SIDES
