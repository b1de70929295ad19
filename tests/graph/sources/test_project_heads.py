"""Pages of several projects: series of headings, items and paragraphs, and what belongs to each.

The pages are invented; bodies are public ones. A page on one project stays one.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.records import ProjectRecord, Role
from graph.sources.documents import page_of, read_document
from graph.sources.drafts import Draft
from graph.sources.page import Page
from graph.sources.stretches import page_of_units, stretches
from graph.sources.text import TextDocument, normalise

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
MENTIONS = Mentions(Gazetteer.load(REFERENCE).surface_forms())
Form = Literal["NFC", "NFD"]
INTRO = "EU-projekt i länet\n\nHär är de tre projekt som pågår just nu.\n\n"
# Names with å ä ö, é, a hyphen, capitals, a number with a stop, a genitive
NAMES = ("Språkbron på Öland", "CAFÉ-LYFTET 2.0", "Arméns överskott")
OWNERS = ("Mörbylånga kommun", "Åre kommun", "Region Jämtland Härjedalen")
PARTIES = ("Borgholms kommun", "Ängelholms kommun", "Östersunds kommun")
SUMS = (4_250_000, 912_500, 1_500_000)


def document(text: str, form: Form = "NFC") -> TextDocument:
    return TextDocument(Path("page.txt"), normalise(unicodedata.normalize(form, text)), "0" * 64)


def records(text: str, form: Form = "NFC") -> tuple[ProjectRecord, ...]:
    return read_document(document(text, form), MENTIONS, "page").records


def page(text: str) -> Page:
    return page_of(document(text), MENTIONS, "page")


def bodies(record: ProjectRecord, *roles: Role) -> list[str]:
    return [part.party.name for part in record.participations if part.role in roles]


def told(text: str, form: Form = "NFC") -> list[tuple[str, list[str], list[str], int | None]]:
    return [
        (
            one.name,
            bodies(one, Role.OWNER),
            bodies(one, Role.PARTICIPANT, Role.PARTNER),
            int(one.grant.value) if one.grant else None,
        )
        for one in records(text, form)
    ]


def sentence(number: int, *, owned: bool = True) -> str:
    owner = f"{OWNERS[number]} är projektägare. " if owned else ""
    return (
        f"Personer utan arbete får en egen coach. {owner}{PARTIES[number]} deltar i arbetet. "
        f"Projektet får {SUMS[number]} kronor från Europeiska socialfonden."
    )


ALL = [
    (name, [owner], [party], amount)
    for name, owner, party, amount in zip(NAMES, OWNERS, PARTIES, SUMS, strict=True)
]
HEADS = {
    "headings": lambda n: f"{NAMES[n]}\n{sentence(n)}",
    "headings with marks": lambda n: f"▼ {NAMES[n]}\n{sentence(n)}",
    "numbered headings": lambda n: f"{n + 1}. {NAMES[n]}\n\n{sentence(n)}",
    "headings with status": lambda n: f"Pågående: {NAMES[n]}\n{sentence(n)}",
    "headings with owners": lambda n: f"{OWNERS[n]}: {NAMES[n]}\n{sentence(n, owned=False)}",
    "owners behind": lambda n: f"{NAMES[n]} – {OWNERS[n]}\n{sentence(n, owned=False)}",
    "bullets": lambda n: f"• {NAMES[n]}\n{sentence(n)}",
    "paragraphs": lambda n: f"{NAMES[n]}: {sentence(n)}",
    "paragraphs with a stop": lambda n: f"{NAMES[n]}. {sentence(n)}",
    "quotations": lambda n: f"”{NAMES[n]}” {sentence(n)}",
}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("build", HEADS)
def test_each_project_of_a_series_has_what_its_own_stretch_tells(build: str, form: Form) -> None:
    text = INTRO + "\n\n".join(HEADS[build](number) for number in range(3)) + "\n"
    assert told(text, form) == ALL


def test_sums_in_headings_are_grants() -> None:
    text = (
        "Tre projekt får pengar\n\nPengarna från Socialfonden räcker till tre projekt.\n\n"
        "10,2 miljoner till ”Ljusa dagar”\nFalu kommun äger projektet. Säters kommun deltar.\n\n"
        "2,5 miljoner till ”Mörka nätter”\nBakom projektet står Mora kommun. Orsa kommun deltar.\n"
    )
    assert told(text) == [
        ("Ljusa dagar", ["Falu kommun"], ["Säters kommun"], 10_200_000),
        ("Mörka nätter", ["Mora kommun"], ["Orsa kommun"], 2_500_000),
    ]


def test_paragraphs_with_owners_and_sums_before_the_names() -> None:
    text = (
        "Pengar till länet\n\nSocialfonden satsar på tre projekt. Så fördelas pengarna:\n\n"
        "Gävle kommun – 18,3 miljoner kronor. I projektet Stegen ska 60 personer få hjälp till "
        "jobb. Arbetsförmedlingen deltar.\n\n"
        "Ockelbo kommun – 2,2 miljoner kronor till Wij-modellen, där arbetslösa odlar.\n\n"
        "Söderhamns kommun – 9,1 miljoner kronor. Projektet heter Framåt Söderhamn och är för "
        "unga arbetslösa i kommunen som behöver stöd.\n"
    )
    assert [(name, owner, amount) for name, owner, _, amount in told(text)] == [
        ("Stegen", ["Gävle kommun"], 18_300_000),
        ("Wij-modellen", ["Ockelbo kommun"], 2_200_000),
        ("Framåt Söderhamn", ["Söderhamns kommun"], 9_100_000),
    ]


def test_projects_enumerated_with_brackets() -> None:
    text = (
        "Beslut i Skåne\n\nBeviljades gjorde projekten Öppna dörrar (Landskrona stad, 10 459 000 "
        "kr), Rätt fot före (Ystads kommun) och Tolkens röst (Region Skåne, 1 998 000 kr).\n\n"
        "I Öppna dörrar deltar Bjuvs kommun och Svalövs kommun.\n"
    )
    assert told(text) == [
        ("Öppna dörrar", ["Landskrona stad"], ["Bjuvs kommun", "Svalövs kommun"], 10_459_000),
        ("Rätt fot före", ["Ystads kommun"], [], None),
        ("Tolkens röst", ["Region Skåne"], [], 1_998_000),
    ]


def test_a_project_that_an_ordinal_stands_beside_is_one_of_those_counted() -> None:
    text = (
        "ESF-projekt vid skolan\n\nJust nu är skolan med i två ESF-projekt.\n\n"
        "Det ena är Vägval Kalmar, som Kalmar kommun äger. Nybro kommun ingår i projektet.\n\n"
        "Det andra, Mötesplats Öland, drivs av Borgholms kommun i samarbete med Mörbylånga "
        "kommun.\n"
    )
    assert told(text) == [
        ("Vägval Kalmar", ["Kalmar kommun"], ["Nybro kommun"], None),
        ("Mötesplats Öland", ["Borgholms kommun"], ["Mörbylånga kommun"], None),
    ]


ON_ONE = {
    "parts in places": (
        "Projektet Vägen ut\n\nVägen ut är ett ESF-projekt som Sundsvalls kommun driver "
        "tillsammans med Timrå kommun.\n\nDelprojekt Sundsvall\nI Sundsvall arbetar vi med hälsa "
        "och kost.\n\nSpår Friskvård\nHär ingår promenader och matlagning i grupp.\n\nTidsplan\n"
        "Projektet pågår från den 1 april 2018 till den 31 mars 2021.\n"
    ),
    "activities": (
        "Projektet Solrosen\n\nSolrosen är ett projekt som Luleå kommun äger. Projektet har tre "
        "aktiviteter.\n\nMatlagning i grupp\nDeltagarna lagar mat en dag i veckan.\n\nSvenska i "
        "köket\nLärare från Komvux undervisar.\n\nPromenader\nVi går ut varje morgon.\n"
    ),
    "forerunner": (
        "Projektet Kronljus\n\nKronljus ägs av Ystads kommun och bygger på erfarenheter från "
        "projektet Stearin, som drevs av Tomelilla kommun 2012–2014 och fick 2 miljoner kronor.\n"
    ),
}


@pytest.mark.parametrize("text", ON_ONE.values(), ids=ON_ONE)
def test_a_page_on_one_project_stays_one(text: str) -> None:
    assert len(records(text)) == 1


def test_what_names_all_projects_or_another_one_belongs_to_none() -> None:
    one = page(
        "Två projekt\n\nStigen\nStigen ägs av Falu kommun. Stigen och Leden har samma ledare. "
        "Leden är ett annat projekt.\n\nLeden\nLeden ägs av Mora kommun.\n\nKontakta oss\n"
        "Växeln i Rättvik.\n"
    )
    drafts = [Draft(one.citer, "Stigen"), Draft(one.citer, "Leden")]
    texts = [[unit.text for unit in units] for units in stretches(one, drafts)]
    assert texts == [
        ["Stigen", "Stigen ägs av Falu kommun."],
        ["Leden", "Leden ägs av Mora kommun."],
    ]


def test_a_part_of_a_page_keeps_its_offsets_and_line_numbers() -> None:
    whole = page("Rubrik\n\nFalu kommun deltar.\n\nMora kommun deltar.\n")
    part = page_of_units(whole, whole.units[2:])
    assert part.text == whole.text
    assert [line.text for line in part.lines] == ["", "", "", "", "Mora kommun deltar.", ""]
    assert [(line.start) for line in part.lines] == [line.start for line in whole.lines]
    assert part.reader.once("body", list) == whole.units[2:]
    assert whole.reader.once("body", list) == []


@settings(max_examples=25)
@given(st.lists(st.sampled_from(list(HEADS)), min_size=3, max_size=3), st.permutations(range(3)))
def test_any_mixture_of_heads_gives_no_project_the_owner_of_another(
    builds: list[str], order: list[int]
) -> None:
    heads = [HEADS[build](number) for build, number in zip(builds, order, strict=True)]
    own = {name.casefold(): owner for name, owner in zip(NAMES, OWNERS, strict=True)}
    for record in records(INTRO + "\n\n".join(heads) + "\n"):
        of_others = {owner for name, owner in own.items() if name != record.name.casefold()}
        if record.name.casefold() in own:
            assert not of_others & set(bodies(record, Role.OWNER))


def test_paragraphs_below_a_table_tell_of_the_projects_of_its_rows() -> None:
    text = (
        "Fyra projekt får medel\n\n"
        "Projekt\tProjektägare\tÖvriga deltagande\tBeviljat belopp\n"
        "Hela vägen\tArvika kommun\tEda kommun\t4 812 000 kr\n"
        "Omställning\tHagfors kommun\tForshaga kommun\t6 230 500 kr\n\n"
        "Hela vägen riktar sig till unga. Projektet görs i samverkan med Säffle kommun.\n\n"
        "I Omställning medverkar Sunne kommun. Det pågår från den 1 mars 2019.\n"
    )
    assert told(text) == [
        ("Hela vägen", ["Arvika kommun"], ["Eda kommun", "Säffle kommun"], 4_812_000),
        ("Omställning", ["Hagfors kommun"], ["Forshaga kommun", "Sunne kommun"], 6_230_500),
    ]


def test_applications_counted_with_who_sent_them_in_share_the_owner() -> None:
    text = (
        "Ja till två ansökningar\n\nAv de tre ansökningar till Socialfonden som Linköpings kommun "
        "lämnade in har två beviljats.\n\nDen ena är Nybyggarna, som rör unga vuxna. Nybyggarna "
        "får 4,1 miljoner kronor.\n\nDen andra ansökan gäller Reda Pengar, som Mjölby kommun "
        "deltar i. Reda Pengar får 890 000 kronor från ESF.\n"
    )
    assert [(name, owner) for name, owner, _, _ in told(text)] == [
        ("Nybyggarna", ["Linköpings kommun"]),
        ("Reda Pengar", ["Linköpings kommun"]),
    ]


def test_projects_that_numbers_tell_apart_have_a_stretch_each() -> None:
    text = (
        "Avslutade projekt\n\nKunskap på höjden\n\nOckelbo kommun har drivit projektet Kunskap på "
        "höjden i två omgångar. Den första, Kunskap på höjden 1, pågick 2009-03-01–2011-02-28. Då "
        "deltog Gävle kommun.\n\nFortsättningen, Kunskap på höjden 2, pågick 2011-09-01–"
        "2014-01-31. Då deltog Hofors kommun.\n\nKunskap på höjden 1 fick 5,1 miljoner kronor och "
        "Kunskap på höjden 2 fick 8,7 miljoner kronor från Europeiska socialfonden.\n"
    )
    assert told(text) == [
        ("Kunskap på höjden 1", ["Ockelbo kommun"], ["Gävle kommun"], 5_100_000),
        ("Kunskap på höjden 2", ["Ockelbo kommun"], ["Hofors kommun"], 8_700_000),
    ]


def test_a_project_named_by_its_number_only_in_passing_is_none_of_the_page() -> None:
    text = (
        "Fortsättning\n\nSvenska ESF-rådet har beviljat Ockelbo kommun stöd till projektet Steget "
        "2. Steget 2 startar den 1 maj 2016. Hofors kommun deltar i Steget 2.\n\nSteget 1 fick "
        "mycket goda omdömen.\n"
    )
    assert [(name, owner) for name, owner, _, _ in told(text)] == [("Steget 2", ["Ockelbo kommun"])]


def test_a_sum_is_no_projects_that_another_paragraph_begins_with() -> None:
    text = (
        "Två projekt\n\nStigen ägs av Falu kommun. Stigen startar i maj 2019.\n\n"
        "Leden ägs av Mora kommun.\n\nStödet till Stigen är 2 miljoner kronor. Region Dalarna "
        "medfinansierar.\n"
    )
    one = page(text)
    drafts = [Draft(one.citer, "Stigen"), Draft(one.citer, "Leden")]
    assert [unit.text[:12] for unit in stretches(one, drafts)[1]] == ["Leden ägs av"]


def test_money_that_the_next_sentence_gives_a_project() -> None:
    text = (
        "Tre projekt får stöd från asyl-, migrations- och integrationsfonden\n\n"
        "Projektet Första ån är Säters kommuns. Kommunen beviljas 6 873 000 kronor för att bygga."
        "\n\nGävle kommun beviljas 5 940 000 kronor till Åter, ett projekt för familjer.\n\n"
        "Hofors kommun beviljas 4 415 000 kronor. I projektet Rätt från början ska den bygga.\n"
    )
    assert [(name, owner, grant) for name, owner, _, grant in told(text)] == [
        ("Första ån", ["Säters kommun"], 6_873_000),
        ("Åter", ["Gävle kommun"], 5_940_000),
        ("Rätt från början", ["Hofors kommun"], 4_415_000),
    ]
