"""Texts of the pages in Swedish and English: one table, and how a language is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, get_args

from api.explanations import texts as explanation_texts
from api.facets import texts as facet_texts
from api.linked import texts as linked_texts
from api.network import texts as network_texts
from api.organisations import texts as organisation_texts
from api.partners import texts as partner_texts
from api.projects import texts as project_texts
from api.queries import texts as query_texts
from api.search import texts as search_texts
from api.sparql import texts as sparql_texts
from api.themes import texts as theme_texts

Language = Literal["sv", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)

NO_BREAK_SPACE: Final = "\N{NO-BREAK SPACE}"

TEXTS: Final[Mapping[str, Mapping[Language, str]]] = {
    # Frame
    "site.name": {"sv": "Samverkansgrafen", "en": "Samverkansgrafen"},
    "site.skip": {"sv": "Hoppa till innehållet", "en": "Skip to content"},
    "site.navigation": {"sv": "Huvudmeny", "en": "Main menu"},
    "site.search": {"sv": "Sök", "en": "Search"},
    "site.api": {"sv": "API", "en": "API"},
    "site.language": {"sv": "Svenska", "en": "English"},
    "site.unknown": {
        "sv": "Ett värde som saknas är okänt: ingen källa anger det.",
        "en": "A missing value is unknown: no source states it.",
    },
    "site.release": {"sv": "Datautgåva {release}", "en": "Data release {release}"},
    "site.formats": {"sv": "Samma uppgifter som data", "en": "The same facts as data"},
    # Start page and search
    "home.title": {
        "sv": "Samverkan i Europeiska socialfondens projekt",
        "en": "Collaboration in European Social Fund projects",
    },
    "home.lead": {
        "sv": "Hitta svenska ESF-projekt som liknar ert, och organisationer som har gjort det "
        "förut. Uppgifterna visas med de ställen i källorna som de bygger på.",
        "en": "Find Swedish ESF projects like yours, and organisations that have done it before. "
        "Facts are shown with the passages that they rest on.",
    },
    "home.counts": {"sv": "Detta finns i utgåvan", "en": "What this release holds"},
    "count.projects": {"sv": "projekt", "en": "projects"},
    "count.organisations_taking_part": {
        "sv": "organisationer som medverkar",
        "en": "organisations taking part",
    },
    "count.participations": {"sv": "medverkanden", "en": "participations"},
    "count.municipalities": {"sv": "kommuner", "en": "municipalities"},
    "count.themes_stated": {"sv": "angivna teman", "en": "stated themes"},
    "count.evidence": {"sv": "belägg", "en": "pieces of evidence"},
    "form.heading": {"sv": "Sök projekt", "en": "Search projects"},
    "form.text": {
        "sv": "Skriv några ord, eller klistra in ett utkast",
        "en": "Write a few words, or paste a draft",
    },
    "form.hint": {
        "sv": "Sökningen går på innebörd, på svenska eller engelska. Texten sparas inte.",
        "en": "The search is by meaning, in Swedish or English. The text is not kept.",
    },
    "form.filters": {"sv": "Begränsa", "en": "Narrow down"},
    "form.region": {"sv": "ESF-region", "en": "ESF region"},
    "form.county": {"sv": "Län", "en": "County"},
    "form.theme": {"sv": "Tema", "en": "Theme"},
    "form.programme": {"sv": "Program", "en": "Programme"},
    "form.organisation_type": {"sv": "Typ av organisation", "en": "Type of organisation"},
    "form.any": {"sv": "Alla", "en": "Any"},
    "form.submit": {"sv": "Sök", "en": "Search"},
    "form.clear": {"sv": "Rensa", "en": "Clear"},
    "results.heading": {"sv": "Projekt", "en": "Projects"},
    "results.ranked": {
        "sv": "De {shown} närmaste av {total} projekt, det mest lika först. Jämför bara poäng "
        "inom en och samma sökning.",
        "en": "The {shown} nearest of {total} projects, the most similar first. Only compare "
        "scores within one search.",
    },
    "results.listed": {
        "sv": "Visar {shown} av {total} projekt, i bokstavsordning.",
        "en": "Showing {shown} of {total} projects, in alphabetical order.",
    },
    "results.none": {
        "sv": "Inga projekt uppfyller villkoren. Ta bort något av dem.",
        "en": "No project meets the conditions. Remove one of them.",
    },
    "results.passage": {"sv": "Närmast i texten", "en": "Nearest in the text"},
    "results.organisations": {
        "sv": "Organisationer med liknande namn",
        "en": "Organisations by name",
    },
    "results.matched": {"sv": "även {name}", "en": "also {name}"},
    # Other things
    "thing.properties": {"sv": "Egenskaper", "en": "Properties"},
    "thing.property": {"sv": "Egenskap", "en": "Property"},
    "thing.value": {"sv": "Värde", "en": "Value"},
    "thing.projects": {"sv": "Projekt", "en": "Projects"},
    "thing.organisations": {"sv": "Organisationer", "en": "Organisations"},
    "thing.shown": {"sv": "Visar {shown} av {total}.", "en": "Showing {shown} of {total}."},
    "kind.project": {"sv": "Projekt", "en": "Project"},
    "kind.organisation": {"sv": "Organisation", "en": "Organisation"},
    "kind.municipality": {"sv": "Kommun", "en": "Municipality"},
    "kind.county": {"sv": "Län", "en": "County"},
    "kind.esf_region": {"sv": "ESF-region", "en": "ESF region"},
    "kind.theme": {"sv": "Tema", "en": "Theme"},
    "kind.role": {"sv": "Roll", "en": "Role"},
    "kind.organisation_type": {"sv": "Organisationstyp", "en": "Type of organisation"},
    "kind.programme": {"sv": "Program", "en": "Programme"},
    "kind.call": {"sv": "Utlysning", "en": "Call"},
    "kind.participation": {"sv": "Medverkan", "en": "Participation"},
    "kind.source": {"sv": "Källa", "en": "Source"},
    "kind.evidence": {"sv": "Belägg", "en": "Evidence"},
    "kind.change": {"sv": "Organisationsändring", "en": "Change of organisation"},
    "kind.membership": {"sv": "Medlemskap", "en": "Membership"},
    "kind.amount": {"sv": "Belopp", "en": "Amount"},
    "kind.grant": {"sv": "Stöd", "en": "Grant"},
    "kind.point": {"sv": "Punkt på kartan", "en": "Point on the map"},
    "kind.dataset": {"sv": "Datamängd", "en": "Dataset"},
    "kind.graph": {"sv": "Namngiven graf", "en": "Named graph"},
    "kind.similarity": {"sv": "Likhet", "en": "Similarity"},
    "kind.computation": {"sv": "Beräkning", "en": "Computation"},
    # Money
    "money.sek": {"sv": "{sum} kr", "en": "SEK {sum}"},
    "money.drygt": {"sv": "drygt {sum}", "en": "just over {sum}"},
    "money.knappt": {"sv": "knappt {sum}", "en": "just under {sum}"},
    "money.cirka": {"sv": "cirka {sum}", "en": "about {sum}"},
    **explanation_texts.TEXTS,
    **facet_texts.TEXTS,
    **linked_texts.TEXTS,
    **network_texts.TEXTS,
    **search_texts.TEXTS,
    **sparql_texts.TEXTS,
    **organisation_texts.TEXTS,
    **partner_texts.TEXTS,
    **project_texts.TEXTS,
    **query_texts.TEXTS,
    **theme_texts.TEXTS,
    # Errors
    "error.title": {"sv": "Fel {status}", "en": "Error {status}"},
    "error.404": {"sv": "Sidan finns inte", "en": "There is no such page"},
    "error.404_about": {
        "sv": "Adressen leder inte till något i denna utgåva. Kontrollera den, eller sök.",
        "en": "The address leads to nothing in this release. Check it, or search.",
    },
    "error.422": {"sv": "Frågan kunde inte besvaras", "en": "The request could not be answered"},
    "error.422_about": {
        "sv": "Något värde i adressen eller formuläret är inte giltigt.",
        "en": "Some value in the address or the form is not valid.",
    },
    "error.other": {"sv": "Något gick fel", "en": "Something went wrong"},
    "error.other_about": {
        "sv": "Försök igen om en stund, eller börja om från startsidan.",
        "en": "Try again in a while, or begin again from the start page.",
    },
    "error.detail": {"sv": "Teknisk upplysning", "en": "Technical detail"},
    "error.home": {"sv": "Till startsidan och sökningen", "en": "To the start page and search"},
}
"""Key to text by language; `{name}` is filled in."""


@dataclass(frozen=True, slots=True)
class Translator:
    """Texts, numbers and money in one language.

    >>> Translator("en")("evidence.many", n=3)
    '3 pieces of evidence'
    """

    lang: Language

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key with its values filled in; raises KeyError for an unknown key."""
        text = TEXTS[key][self.lang]
        return text.format(**values) if values else text

    def known(self, key: str, otherwise: str) -> str:
        """The text of a key that depends on data, else the data itself."""
        return TEXTS[key][self.lang] if key in TEXTS else otherwise

    def counted(self, key: str, n: int) -> str:
        """A text with a number, in singular or plural."""
        return self(f"{key}.one") if n == 1 else self(f"{key}.many", n=self.number(n))

    def label(self, labels: Mapping[str, str]) -> str:
        """The label in this language."""
        return labels[self.lang]

    @staticmethod
    def heading(text: str) -> str:
        """A label as a heading, with a capital first.

        >>> Translator.heading("ESF-region"), Translator.heading("tema")
        ('ESF-region', 'Tema')
        """
        return text[:1].upper() + text[1:]

    def number(self, value: Decimal | float) -> str:
        """A number as the language writes it.

        >>> Translator("sv").number(0.5), Translator("en").number(3133746)
        ('0,5', '3,133,746')
        """
        written = f"{value:,}"
        if self.lang == "sv":
            return written.replace(",", NO_BREAK_SPACE).replace(".", ",")
        return written

    def score(self, value: float) -> str:
        """A score with two decimals."""
        written = f"{value:.2f}"
        return written.replace(".", ",") if self.lang == "sv" else written

    def part(self, value: float) -> str:
        """A part of a score, with three decimals."""
        written = f"{value:.3f}"
        return written.replace(".", ",") if self.lang == "sv" else written

    def money(self, value: Decimal, qualifier: str | None) -> str:
        """A sum in SEK with the hedge of the source."""
        written = value.to_integral_value() if value == value.to_integral_value() else value
        text = self("money.sek", sum=self.number(written)).replace(" ", NO_BREAK_SPACE)
        if not qualifier:
            return text
        key = f"money.{qualifier}"
        return self(key, sum=text) if key in TEXTS else f"{qualifier} {text}"

    def period(self, start: str | None, end: str | None) -> str | None:
        """A period of ISO dates; None where neither end is stated."""
        if start and end:
            return f"{start} – {end}"
        if start:
            return self("period.from", start=start)
        return self("period.until", end=end) if end else None

    def status(self, written: str) -> str:
        """The status of a membership, as the reference table writes it."""
        for key in ("merged into", "renamed"):
            if written.startswith(f"{key} "):
                return self(f"status.{key}", name=written.removeprefix(f"{key} "))
        return self.known(f"status.{written}", written)


def language_of(asked: str | None, accept_language: str | None) -> Language:
    """The language asked for, else the one the browser prefers, else Swedish.

    >>> language_of(None, "de, en-GB;q=0.8, sv;q=0.5")
    'en'
    """
    for language in LANGUAGES:
        if asked == language:
            return language
    wanted: dict[Language, float] = {}
    for part in (accept_language or "").split(","):
        tag, _, parameters = part.partition(";")
        for language in LANGUAGES:
            if tag.strip().lower().partition("-")[0] == language:
                wanted[language] = max(wanted.get(language, 0), _quality(parameters))
    accepted = [language for language in wanted if wanted[language]]
    return max(accepted, key=lambda language: wanted[language]) if accepted else "sv"


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    try:
        return float(value) if name.strip() == "q" else 1.0
    except ValueError:
        return 0.0
