"""What a page calls its one project: headings taken up, forms of a name, and odd names."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.records import ProjectRecord
from graph.sources.documents import read_document
from graph.sources.text import TextDocument

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
OWNED = "Projektägare är Tranås kommun och stöd kommer från Europeiska socialfonden."
HEADINGS = (
    "60 nya lärlingar",
    "Steget vidare",
    "Unga – ut i skogen",
    "Klara, färdiga, gå",
    "Jobb & hälsa",
    "Vuxen+",
    "#framåt",
    "Hållbart lärande i förskolan",
    "Kompetens för framtidens sågverk",
    "ARENA 24",
    "eHälsa för alla",
)
TAKEN_UP = (
    "I det här projektet ska vi pröva nya sätt att möta arbetslösa.",
    "Projektet vänder sig till unga som varken arbetar eller studerar.",
    "Målet är att korta vägen till arbete. I projektet samarbetar vi med näringslivet.",
    "Detta är ett treårigt ESF-projekt för den som varit sjukskriven länge.",
    "Under tre år ska vi inom projektet ge hundra personer en egen handledare.",
    "Genom projektet vill Tranås kommun korta vägen till arbete.",
)
# Texts that name their project, or tell of it as new, below a headline
HEADLINES = ("Fler unga i arbete", "Ny chans för långtidssjukskrivna")
NAMED_BELOW = (
    "Tranås kommun har fått 3 miljoner kronor till projektet Stegen. Projektet ska ge unga stöd.",
    "Projektet Stegen ska ge unga stöd.",
    "Tranås kommun startar ett projekt för unga. Projektet heter Stegen.",
    "I projektet, som heter Stegen, får unga stöd.",
    "Med Stegen vill Tranås kommun nå fler. Projektet startade i maj. Stegen finansieras av ESF.",
)
ODD = (
    "Klara, färdiga, gå",
    "Unga - ut i skogen",
    "Arbete & hälsa",
    "Vuxen+",
    "#framåt",
    "KLIV 2.0",
    "Mitt i livet!",
    "3 steg",
    "eHälsa",
    "Rätt väg?",
)
QUOTED = (
    "Nytt om arbete\n\nTranås kommun driver projektet ”{}” med stöd av ESF.",
    "Nytt om arbete\n\nTranås kommuns ”{}” är ett ESF-projekt som får 3 miljoner kronor.",
    "Nytt om arbete\n\nVi driver sedan i våras ESF-projektet '{}' för unga.",
    "Nytt om arbete\n\nI »{}«, ett ESF-projekt, får unga stöd.",
    "Nytt om arbete\n\nESF har beviljat Tranås kommun 3 miljoner kronor till “{}”.",
    "{0}\n\nProjektet {0} startade 2019 med stöd av ESF.",
)
# A page, what it mainly calls its project, and other forms of the name
FORMS = (
    (
        "I ESF-projektet SAMBA – samverkan i Bergslagen får unga stöd. Projektet SAMBA pågår.",
        "SAMBA – samverkan i Bergslagen",
        "SAMBA",
    ),
    (
        "Vi har fått medel till projektet SAMBA för samverkan i Bergslagen. SAMBA-projektet pågår.",
        "SAMBA",
        "SAMBA för samverkan i Bergslagen",
    ),
    (
        "KIN, Kraft i norr\n\nGenom projektet Kraft i norr får vi stöd. I Kraft i norr är vi 50.",
        "Kraft i norr",
        "KIN",
    ),
    (
        "KIN (Kraft i norr)\n\nKIN är ett projekt för arbetslösa. KIN pågår till 2022.",
        "KIN",
        "Kraft i norr",
    ),
    ("Kraft i norr (KIN)\n\nProjektet Kraft i norr ger stöd.", "Kraft i norr", "KIN"),
    (
        "Namnet på projektet är VinnA – vägar in på arbetsmarknaden.",
        "VinnA – vägar in på arbetsmarknaden",
        "VinnA",
    ),
    (
        "I projektet VinnA, Vägar in på arbetsmarknaden, får unga stöd. VinnA-projektet pågår.",
        "VinnA",
        "Vägar in på arbetsmarknaden",
    ),
    (
        "VinnA – en förkortning av Vägar in på arbetsmarknaden – är ett ESF-projekt.",
        "VinnA",
        "Vägar in på arbetsmarknaden",
    ),
    ("Jobblyftet – så får fler arbete\n\nJobblyftet är ett projekt.", "Jobblyftet", None),
)
CUT = (
    ("Projektet Norra Landgångens övergripande mål är fler jobb.", "Norra Landgången"),
    ("Projektet Kompass mål är fler jobb. Kompass startade 2019.", "Kompass"),
    ("Slutkonferens – Vindspelet\n\nProjektet pågick till 2019.", "Vindspelet"),
    ("Hälsning från oss i Vindspelet!\n\nVindspelet började i maj med stöd av ESF.", "Vindspelet"),
    ("Gröna Stigen-projektet ger fler jobb. Gröna Stigen är öppen för alla.", "Gröna Stigen"),
)


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REFERENCE).surface_forms())


def read(text: str, mentions: Mentions) -> ProjectRecord:
    document = TextDocument(Path("page.txt"), f"{text} {OWNED}", "0" * 64)
    (record,) = read_document(document, mentions, "page").records
    return record


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("sentence", TAKEN_UP)
def test_a_heading_that_the_text_takes_up_is_the_name(
    heading: str, sentence: str, mentions: Mentions
) -> None:
    assert read(f"Tranås kommun\n\n{heading}\n\n{sentence}", mentions).name == heading


@pytest.mark.parametrize("heading", HEADLINES)
@pytest.mark.parametrize("text", NAMED_BELOW)
def test_a_headline_above_a_name_is_none(heading: str, text: str, mentions: Mentions) -> None:
    assert read(f"{heading}\n\n{text}", mentions).name == "Stegen"


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("text", QUOTED)
def test_odd_names_are_read_whole(name: str, text: str, mentions: Mentions) -> None:
    assert read(text.format(name), mentions).name == name


@pytest.mark.parametrize(("text", "name", "other"), FORMS)
def test_forms_of_a_name_are_kept_together(
    text: str, name: str, other: str | None, mentions: Mentions
) -> None:
    record = read(text, mentions)
    assert record.name == name
    assert other is None or other in record.alternative_names


@pytest.mark.parametrize(("text", "name"), CUT)
def test_a_name_begins_and_ends_where_it_does(text: str, name: str, mentions: Mentions) -> None:
    assert read(text, mentions).name == name
