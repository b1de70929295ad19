"""Lists of projects read by their build: whatever parts names from owners, one record an item.

The pages are invented; bodies are public ones. A page on one project stays one, whatever it lists.
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
from graph.sources.documents import read_document
from graph.sources.text import TextDocument, normalise

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
# Names with å ä ö, é, a hyphen, a number with a stop, capitals, a genitive, a comma
NAMES = (
    "Snabbspåret på Öland",
    "VÄGEN IN",
    "Café-lyftet 2.0",
    "Arméns överskott",
    "Lärande, bildning och hälsa",
)
OWNERS = (
    "Falu kommun",
    "Högskolan i Borås",
    "Stiftelsen Älgens väl",
    "Region Jämtland Härjedalen",
    "Träbygget i Åmål AB",
)
SUMS = ("4 000 000 kr", "912 500 kronor", "1,5 miljoner kr", "drygt 2 mkr", "350 tkr")
AMOUNTS = (4_000_000, 912_500, 1_500_000, 2_000_000, 350_000)
ITEMS = tuple(zip(NAMES, OWNERS, SUMS, strict=True))
INTRO = "Nya pengar\n\nPartnerskapet har prioriterat fem projekt i länet.\n\nProjekten är:\n\n"
MENTIONS = Mentions(Gazetteer.load(REFERENCE).surface_forms())


def records(text: str) -> tuple[ProjectRecord, ...]:
    document = TextDocument(Path("page.txt"), normalise(text), "0" * 64)
    return read_document(document, MENTIONS, "page").records


def owner(record: ProjectRecord) -> str | None:
    return next((p.party.name for p in record.participations if p.role is Role.OWNER), None)


def told(text: str) -> list[tuple[str, str | None, int | None]]:
    return [
        (one.name, owner(one), int(one.grant.value) if one.grant else None) for one in records(text)
    ]


SUMMED = [
    "• {name}, {owner}, {sum}",
    "• {name}/{owner} ({sum})",
    "• {name} ({sum}), {owner}.",
    "• {name} ({owner}), {sum}",
    "• {name} – {owner}: {sum}",
    "• {name} av {owner}, {sum}",
    "• ”{name}”, som drivs av {owner}: {sum}",
    "• {owner}: {name} ({sum})",
    "1. {name}, {owner}, {sum}",
    "{name}, {owner} – {sum}\n",
    "{name}. {owner}. EU-stöd: {sum}. Insatserna riktas till unga som vill lära sig mer.\n",
    "{name}, {owner}, beviljas {sum} för att köpa böcker till alla.\n",
]


@pytest.mark.parametrize("form", SUMMED)
@pytest.mark.parametrize("unicode_form", ["NFC", "NFD"])
def test_items_with_sums_are_cut_as_most_of_them_are(
    form: str, unicode_form: Literal["NFC", "NFD"]
) -> None:
    items = [item for item in ITEMS if not (", " in item[0] and ", {owner}" not in form)]
    page = INTRO + "\n".join(form.format(name=n, owner=o, sum=s) for n, o, s in items)
    wanted = [
        (name, body, amount)
        for (name, body, _), amount in zip(ITEMS, AMOUNTS, strict=True)
        if any(name == item[0] for item in items)
    ]
    assert told(unicodedata.normalize(unicode_form, page)) == wanted


@pytest.mark.parametrize("form", ["• {name}, {owner}", "• {name} ({owner})", "{name} - {owner}"])
def test_items_without_sums_need_words_that_announce_projects(form: str) -> None:
    lines = "\n".join(form.format(name=n, owner=o) for n, o, _ in ITEMS[:4])
    assert told(INTRO + lines) == [(name, body, None) for name, body, _ in ITEMS[:4]]
    assert len(records("Här är de som talade:\n\n" + lines)) < 2


def test_an_unknown_owner_stands_where_the_known_ones_do() -> None:
    items = "• Norrsken, Biofuel Region, 2 000 000 kr\n• Glöd, Falu kommun, 1 000 000 kr\n"
    items += "• Forsen, Umeå universitet, 3 000 000 kr\n• Ån, Kluster Rörvik, 500 000 kr\n"
    assert [(name, body) for name, body, _ in told(INTRO + items)] == [
        ("Norrsken", "Biofuel Region"),
        ("Glöd", "Falu kommun"),
        ("Forsen", "Umeå universitet"),
        ("Ån", "Kluster Rörvik"),
    ]


def test_lines_of_a_name_and_a_sum_with_one_sum_below_its_name() -> None:
    page = (
        "Regionen beviljar stöd\n\nFöljande projekt har beviljats medel.\n\n"
        "Åkerbruk i kyla 4 000 000 kr\n\nUnga röster 500 000 kr\n\n"
        "Ljusare nätter – en årskrönika 2015-2027\n\n2 250 000 kr\n\n"
        "Fjällteknik 2.0 625 675 kr\n"
    )
    assert told(page) == [
        ("Åkerbruk i kyla", None, 4_000_000),
        ("Unga röster", None, 500_000),
        ("Ljusare nätter – en årskrönika 2015-2027", None, 2_250_000),
        ("Fjällteknik 2.0", None, 625_675),
    ]


def test_counted_items_need_no_more_than_a_name() -> None:
    intro = "Vårens besked\n\nRegionen ger klartecken till tre av de beviljade projekten:\n\n"
    items = "• Takomläggarna\n• Varm vardag\n• Åkrar och ängar\n"
    names = [name for name, _, _ in told(intro + items)]
    assert names == ["Takomläggarna", "Varm vardag", "Åkrar och ängar"]
    assert len(records(intro.replace("tre av", "fyra av") + items)) < 2


def test_brackets_may_name_who_takes_part() -> None:
    page = (
        "Programmet beviljar medel till två projekt från Småland.\n\nProjekten är:\n\n"
        "• GRÄS (svenska partners: Linnéuniversitetet)\n"
        "• VATTEN (svenska partners: Västerviks kommun, Jordbruksverket)\n"
    )
    read = records(page)
    assert [one.name for one in read] == ["GRÄS", "VATTEN"]
    assert {(p.party.name, p.role) for p in read[1].participations} >= {
        ("Västerviks kommun", Role.PARTNER),
        ("Jordbruksverket", Role.PARTNER),
    }


def test_blocks_of_an_owner_and_a_quoted_name() -> None:
    page = (
        "Beviljade projekt\n\nHär är de projekt som fått stöd.\n\n"
        "Åsele hembygdsförening\n\n”Kvarnhjulet” Projektet ska laga ett gammalt hjul.\n\n"
        "Norrskenet AB\n\n”Mer ljus!” Projektet ska sätta upp lampor i alla byar.\n"
    )
    assert [(name, body) for name, body, _ in told(page)] == [
        ("Kvarnhjulet", "Åsele hembygdsförening"),
        ("Mer ljus!", "Norrskenet AB"),
    ]


def test_blocks_of_a_heading_and_sums_tell_the_share_from_the_whole() -> None:
    page = (
        "Visa inlägg\n\nIsbanan\n\nByn har fått en bana där barn och äldre åker skridskor. "
        "Finansiering: 420 000 kr varav 190 500 kr i projektstöd.\n\n"
        "Visa inlägg\n\nÅngbåtens väg\n\nEn brygga och en kiosk har byggts vid sjön i söder. "
        "Finansiering: 700 000 kr varav 450 000 kr från byn och 250 000 kr i projektstöd.\n"
    )
    read = records(page)
    assert [
        (one.name, int(one.grant.value), int(one.total_budget.value))
        for one in read
        if one.grant and one.total_budget
    ] == [
        ("Isbanan", 190_500, 420_000),
        ("Ångbåtens väg", 250_000, 700_000),
    ]


def test_paragraphs_with_labels_within() -> None:
    paragraph = (
        "{number} {name} Projektägare: {owner} Kontaktperson: finns på kansliet "
        "Projektbeskrivning: Byn ska få mer att göra. Projektbudget: {sum} i kontanter.\n\n"
    )
    page = (
        "Projekt\n\n"
        + paragraph.format(
            number="2012-B-31",
            name="Ny brygga",
            owner="Åsele Hembygdsförening",
            sum="37 125 kronor",
        )
        + paragraph.format(
            number="2011-B-15",
            name="Älgstigen",
            owner="Bygderådet Ån",
            sum="12 000 kronor",
        )
    )
    assert [(one.name, one.number, owner(one)) for one in records(page)] == [
        ("Ny brygga", "2012-B-31", "Åsele Hembygdsförening"),
        ("Älgstigen", "2011-B-15", "Bygderådet Ån"),
    ]


def test_prose_that_tells_of_projects_in_turn() -> None:
    ordinals = (
        "Högskolan Kristianstad har beviljats 17 miljoner kronor för att driva tre nya projekt.\n\n"
        "Det ena är Ström Energi som görs ihop med Högskolan i Borås. Det andra är "
        "Ström Vetenskap som ska mäta mer.\n\nDet tredje projektet, med en budget på 11 "
        "miljoner kr, är Värmeväxlaren. Det går ut på att spara.\n"
    )
    assert [(name, body) for name, body, _ in told(ordinals)] == [
        ("Ström Energi", "Högskolan Kristianstad"),
        ("Ström Vetenskap", "Högskolan Kristianstad"),
        ("Värmeväxlaren", "Högskolan Kristianstad"),
    ]
    breath = "Stöd går till tre projekt – SJÖGÅNG, Kloka Kajer och Ö för Å – som ska bygga."
    assert [one.name for one in records(breath)] == ["SJÖGÅNG", "Kloka Kajer", "Ö för Å"]
    quoted = (
        "Två projekt får stöd\n\nStörst är Hylte kommuns projekt ”Kraft för Hylte” som tilldelas "
        "nästan åtta miljoner kronor.\n\nÄven projektet ”Unga vidare” prioriterades, med 14 mkr.\n"
    )
    assert told(quoted) == [
        ("Kraft för Hylte", "Hylte kommun", 8_000_000),
        ("Unga vidare", None, 14_000_000),
    ]


ONE = "Projektet Ljuspunkten\n\nFalu kommun äger projektet Ljuspunkten, som finansieras av ESF.\n\n"
ONE_PROJECT = [
    "De fem delprojekten:\n\n• Yrkesvux, Ludvika kommun\n• Språkstöd, Mora kommun\n",
    "Projektet samverkar med liknande projekt:\n\n• Vägen, Mora kommun\n• Stegen, Ludvika kommun\n",
    "Budget\n\n• Personal, 2 000 000 kr\n• Lokaler, 300 000 kr\n• Utvärdering, 150 000 kr\n",
    "Medfinansiering\n\nFalu kommun, 1 000 000 kr\nMora kommun, 500 000 kr\n",
    "Deltagande kommuner:\n\n• Mora kommun\n• Ludvika kommun\n• Orsa kommun\n",
    "Aktiviteter i projektet:\n\n• Besök, Dalarnas museum\n• Prov, Högskolan Kristianstad\n",
    "I projektet prövas två metoder. Den första är Stegen. Den andra är Bryggan.\n",
    "Projektstöd från EU-fond\n\n712 000 kronor\n\nStöd från LAG\n\n188 000 kronor\n",
    "De fyra kommunerna i projektet – Falun, Mora, Orsa och Ludvika – möts varje månad.\n",
]


@pytest.mark.parametrize(
    "item", ["{0}, {1}, {2}", "{1}: {0} {2}", "{0} ({1}), {2}", "{0} – {1}, {2}"]
)
def test_clubs_and_village_associations_own_projects(item: str) -> None:
    items = (
        ("Ny belysning", "Åby IF"),
        ("Skidor för alla", "Röbäcks SK"),
        ("Byns café", "Håls byalag"),
        ("Rasta här!", "Sångarna i Ås"),
    )
    lines = [item.format(name, body, "250 000 kr") for name, body in items]
    text = "Nya pengar\n\nLeader beviljade stöd till fyra projekt.\n\n• " + "\n• ".join(lines)
    assert told(text + "\n") == [(name, body, 250_000) for name, body in items]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_both_projects_of_a_page_that_tells_mostly_of_one(form: Literal["NFC", "NFD"]) -> None:
    text = (
        "Örtagården ett projekt som öppnade dörrar\n\n"
        "Arbetet började år 2009 med pilotprojektet Lärstugan Åby, som sedan följdes upp med "
        "Örtagården som pågick från 2011 till 2013. Båda projekten var ESF-projekt. Örtagården "
        "lät unga odla, sälja och räkna.\n"
    )
    found = records(unicodedata.normalize(form, text))
    assert sorted(one.name for one in found) == ["Lärstugan Åby", "Örtagården"]


def test_both_projects_need_names_of_their_own() -> None:
    text = (
        "Projektet Örtagården drivs av Falu kommun och liknar ett annat projekt i Borlänge. "
        "Båda projekten är ESF-projekt.\n"
    )
    assert [one.name for one in records(text)] == ["Örtagården"]


def test_a_sum_of_the_page_is_not_of_the_first_project_of_its_list() -> None:
    text = (
        "Nya projekt i länet\n\nRegionens stöd gör insatser för totalt 146 miljoner kronor möjliga."
        "\n\nDe fem beviljade projekten är:\n\n"
        + "".join(f"• {name}, projektägare {body}\n" for name, body, _ in ITEMS)
    )
    assert told(text) == [(name, body, None) for name, body, _ in ITEMS]


@pytest.mark.parametrize("more", ONE_PROJECT)
def test_a_page_on_one_project_stays_one(more: str) -> None:
    assert [one.name for one in records(ONE + more)] == ["Ljuspunkten"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["• ", "", "1. ", "- "]),
            st.text("abåäöÉ ,.:;()/–-”\n0123456789kr", max_size=60),
            st.sampled_from(["", ", 2 mkr", " (300 000 kr)", " Projektägare: Falu kommun Mål: ny"]),
        ),
        max_size=8,
    )
)
def test_whatever_is_listed_names_stand_in_the_text(items: list[tuple[str, str, str]]) -> None:
    page = INTRO + "\n".join(bullet + words + end for bullet, words, end in items)
    text = " ".join(normalise(page).split())
    for record in records(page):
        assert record.name in text
        assert all(one.evidence.quote for one in record.evidence)
