"""Lists of bodies below a line that introduces them in running words."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.sources.documents import read_document
from graph.sources.text import TextDocument

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
PAGE = "# Vindspelet\n\nVindspelet är ett ESF-projekt för unga.\n\n{}\n{}\n\nMer om vad som görs.\n"
LISTS = (
    "  • Haninge kommun\n  • Arbetsförmedlingen\n  • ABF Örebro län",
    "- Haninge kommun\n- Arbetsförmedlingen\n- ABF Örebro län",
    "\n* Haninge kommun\n\n* Arbetsförmedlingen\n\n* ABF Örebro län",
)
PARTICIPANTS = (
    "Projektet genomförs av:",
    "Med i projektet är:",
    "I teamet arbetar personal från:",
    "Projektet omfattar:",
    "De medverkande är:",
    "Dessa kommuner deltar:",
    "Projektet startade i mars. Det genomförs av följande parter:",
)
PARTNERS = (
    "Projektet är ett samarbete mellan:",
    "Insatsen sker i samverkan mellan:",
    "Projektet drivs i nära samarbete med",
    "Vi har ett nära samarbete med:",
    "Som samarbetspartners har vi:",
)
PAYING = ("Medfinansiering kommer från:", "Projektet medfinansieras av")
NOBODY = (
    "I styrgruppen sitter:",
    "På mötet deltog:",
    "Deltagarna anvisas av:",
    "Du kan söka via:",
    "Kontakta oss på:",
)


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REFERENCE).surface_forms())


def roles(mentions: Mentions, intro: str, below: str) -> dict[str, str]:
    document = TextDocument(Path("page.txt"), PAGE.format(intro, below), "0" * 64)
    (record,) = read_document(document, mentions, "page").records
    return {part.party.name: str(part.role) for part in record.participations}


@pytest.mark.parametrize("below", LISTS)
@pytest.mark.parametrize(
    ("role", "intros"),
    [("participant", PARTICIPANTS), ("partner", PARTNERS), ("cofinancier", PAYING)],
)
def test_each_item_has_the_part_that_the_words_above_give(
    mentions: Mentions, role: str, intros: tuple[str, ...], below: str
) -> None:
    wanted = dict.fromkeys(("Haninge kommun", "Arbetsförmedlingen", "ABF Örebro län"), role)
    wrong = [
        (intro, found)
        for intro in intros
        if not wanted.items() <= (found := roles(mentions, intro, below)).items()
    ]
    assert wrong == []


@pytest.mark.parametrize("below", LISTS)
def test_who_is_listed_for_something_else_has_no_part(mentions: Mentions, below: str) -> None:
    wrong = [
        (intro, found)
        for intro in NOBODY
        if (found := roles(mentions, intro, below)) != {"ESF": "funder"}
    ]
    assert wrong == []


def test_the_line_above_a_list_is_read_too(mentions: Mentions) -> None:
    found = roles(mentions, "Projektet drivs av Falu kommun i samarbete med:", LISTS[0])
    assert found["Falu kommun"] == "owner"


HEADINGS = (
    "Deltagande stift, från norr till söder:",
    "Deltagande bolag:",
    "Deltagande verksamheter",
    "Medverkande församlingar:",
    "Ingående kommuner och bolag:",
    "Samverkande parter, i bokstavsordning:",
    "De deltagande skolorna är:",
    "Följande organisationer är med:",
    "Projektets parter",
    "Vilka är med?",
    "Vi som driver projektet:",
    "Samverkan sker med:",
    "Så här ser partnerskapet ut:",
    "Konsortiet:",
    "Projektgruppen består av medarbetare från:",
    "Projektdeltagare (organisationer):",
    "Samarbetsparter i projektet",
)


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("mark", ["- ", "• ", ""])
def test_lists_below_headings(mentions: Mentions, heading: str, mark: str) -> None:
    bodies = ("Haninge kommun", "Region Dalarna", "Folkuniversitetet")
    below = "\n".join(f"{mark}{body}" for body in bodies)
    found = roles(mentions, f"Det drivs av Falu kommun med stöd av ESF.\n\n{heading}", below)
    assert found.pop("Falu kommun") == "owner"
    found.pop("ESF", None)
    assert set(found) == set(bodies)
    assert set(found.values()) <= {"participant", "partner"}
