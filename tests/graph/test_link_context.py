"""Linking by what stands around a name; misspellings, traps, candidates and units."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.gazetteer import Gazetteer
from graph.linking import GROUP, UNKNOWN, Link, Linker
from graph.links import LINKED_FROM, Surroundings, surroundings
from graph.names import is_acronym
from graph.records import Cell, Evidence, Participation, Party, Role
from graph.spellings import words_of


def link(linker: Linker, name: str, around: Surroundings | None = None) -> Link:
    return linker.link(Party(name), None, around)


def cases(text: str) -> list[tuple[str, str]]:
    pairs = (line.split(" = ") for line in text.strip().splitlines())
    return [(name, slug) for name, slug in pairs]


MISSPELT = """
Skelefteå kommun = skelleftea-kommun
Skellefteå komun = skelleftea-kommun
SKELEFTEÅ KOMMUN = skelleftea-kommun
Skellefetå kommun = skelleftea-kommun
Förskäringskassan = forsakringskassan
Försäkrings-kassan = forsakringskassan
Försäkrings kassan = forsakringskassan
Försäkringskassa = forsakringskassan
Arbetsförmedlngen = arbetsformedlingen
Arbetsförmed\u00adlingen = arbetsformedlingen
Arbets-\u00a0förmedlingen = arbetsformedlingen
Arbetsförmediingen = arbetsformedlingen
Umea universitet = umea-universitet
Umeå univeristet = umea-universitet
Karlstad universitet = karlstads-universitet
Region Jönköping län = region-jonkopings-lan
Region\u00a0Jönköpings\u00a0län = region-jonkopings-lan
Länsstyrelsen i Västerbotten län = lansstyrelsen-i-vasterbottens-lan
Växjo kommun = vaxjo-kommun
Wäxjö kommun = vaxjo-kommun
Wermlands läns landsting = landstinget-i-varmland
Upsala universitet = uppsala-universitet
Lillaedets kommun = lilla-edets-kommun
Svenska Kommunalarbetarförbundet = svenska-kommunalarbetareforbundet
Hälsinglands Kommunalförbund = kommunalforbundet-halsingland
Norsjö-Skellefteå samordningsförbund = samordningsforbundet-skelleftea-norsjo
Norsjö–Skellefteå samordningsförbund = samordningsforbundet-skelleftea-norsjo
Norsjö och Skellefteås samordningsförbund = samordningsforbundet-skelleftea-norsjo
Samordningsförbundet Skelefteå-Norsjö = samordningsforbundet-skelleftea-norsjo
Samhall Aktiebolag = samhall-ab
Sörmlands läns landsting = landstinget-sormland
Universitetet i Karlstad = karlstads-universitet
Samordningsförbund Göteborg Nordost (DELTA) = samordningsforbundet-goteborg-nordost
GÖTEBORGSREGIONENS KOMMUNALFÖR = goteborgsregionens-kommunalforbund
"""

# Names near a listed one, of other bodies or of none.
TRAPS = """
Alem kommun
Alens kommun
Berga kommun
Bergen kommun
Nya Bergs kommun
Habbo kommun
Marka kommun
Varan kommun
Edan kommun
Mor kommun
Region Skånes kommuner i samverkan
Region Sverige
Regionala Skåne
Landstinget Sverige
Högskolan i Halmköping
Högskolan i Nora
Ale Salem kommun
Umeå universitetssjukhus
Arbetsmedlingen
Stockholms län
Kalmar läns museum
Ystads kommunala bostadsbolag AB
Skellefteå kommun Holding AB
Kvinnojouren i Malmö stad
Örebro Fontänhus
Unioner
Visioner
"""

UNITS = """
Socialförvaltningen i Ystads kommun = ystads-kommun / Socialförvaltningen
Socialförvaltningen Ystads kommun = ystads-kommun / Socialförvaltningen
Vård- och omsorgsförvaltningen Karlstads kommun = karlstads-kommun / Vård- och omsorgsförvaltningen
Karlstad kommun, Vård- och omsorgsförvaltningen = karlstads-kommun / Vård- och omsorgsförvaltningen
Skellefteå Kommun Socialkontoret, Solkraft = skelleftea-kommun / Socialkontoret, Solkraft
Skelefteå kommun, Socialkontoret = skelleftea-kommun / Socialkontoret
Skelefteå kommun Socialkontoret = skelleftea-kommun / Socialkontoret
Västra Götalandsregionen (Närhälsan) = vastra-gotalandsregionen / Närhälsan
Socialtjänsten i Malmö stad = malmo-stad / Socialtjänsten
SFI Malmö stad = malmo-stad / SFI
Arbetsförmedlingen Kalmar = arbetsformedlingen / Kalmar
Försäkringskassan i Värmland = forsakringskassan / Försäkringskassan i Värmland
Försäkringkassan i Värmland = forsakringskassan / Försäkringkassan i Värmland
AF Malmö = arbetsformedlingen / Malmö
FK Värmland = forsakringskassan / Värmland
Göteborgs Stad, SDF Lundby = goteborgs-stad / SDF Lundby
Sigtuna kommun/Arbetsmarknad = sigtuna-kommun / Arbetsmarknad
"""

OF_THEIR_OWN = """
Uminova Innovation AB
Coompanion Kronoberg Ekonomisk Fören
Värmlandskooperativen Ek. För.
Stiftelsen Teknikdalen
Handelsbolaget Prov HB
Kalix folkhögskola
Studieförbundet Prov
Provets ideella förening
SDF Lundby
Lundby stadsdelsförvaltning
Jernkontoret
ALMI Företagspartner Nord AB
Umeå Kommunföretag AB
Handelskammaren Mälardalen
"""


@pytest.mark.parametrize(("name", "slug"), cases(MISSPELT))
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_misspelt_names(linker: Linker, name: str, slug: str, form: str) -> None:
    found = link(linker, unicodedata.normalize(form, name))  # type: ignore[arg-type]
    assert found.slug == slug
    assert LINKED_FROM <= found.score <= 1.0
    assert found.candidates[0].slug == slug


@pytest.mark.parametrize("name", TRAPS.strip().splitlines())
def test_names_near_a_listed_one_are_not_taken_for_it(linker: Linker, name: str) -> None:
    found = link(linker, name)
    assert found.slug is None
    assert all(candidate.score < LINKED_FROM for candidate in found.candidates)


@pytest.mark.parametrize(("name", "expected"), cases(UNITS))
def test_units_of_a_body(linker: Linker, name: str, expected: str) -> None:
    found = link(linker, name)
    assert f"{found.slug} / {found.unit}" == expected


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("kommunerna Ale, Mark och Vara", ["Ale", "Marks", "Vara"]),
        ("Kommunerna Ale och Vara", ["Ale", "Vara"]),
        ("Botkyrka, Huddinge och Salems kommuner", ["Botkyrka", "Huddinge", "Salems"]),
        ("Upplands-Bro samt Upplands Väsby kommuner", ["Upplands-Bro", "Upplands Väsby"]),
        ("kommunerna Habo och Håbo", ["Habo", "Håbo"]),
    ],
)
def test_a_list_of_municipalities_is_each_of_them(
    linker: Linker, name: str, places: list[str]
) -> None:
    links = linker.links(Party(name))
    assert [found.name for found in links] == [f"{place} kommun" for place in places]
    assert all(name in found.reason for found in links)
    assert len(linker.municipalities(name)) == len(places)


@pytest.mark.parametrize(
    "name", ["kommunerna Ale och Provköping", "kommunerna i Ale", "Botkyrka, Huddinge och Salem"]
)
def test_a_list_with_an_unknown_place_is_none(linker: Linker, name: str) -> None:
    assert [found.slug for found in linker.links(Party(name))] == [None]


@pytest.mark.parametrize("name", OF_THEIR_OWN.strip().splitlines())
def test_bodies_of_no_table_stay_under_their_own_name(linker: Linker, name: str) -> None:
    found = link(linker, name)
    assert (found.slug, found.type, found.name, found.unit) == (None, UNKNOWN, name, None)


def test_a_body_whose_name_begins_another_is_a_candidate(linker: Linker) -> None:
    found = link(linker, "Coompanion Kronoberg")
    assert [candidate.slug for candidate in found.candidates] == ["coompanion-sverige"]
    assert found.candidates[0].score < LINKED_FROM


@pytest.mark.parametrize(
    ("name", "slugs"),
    [
        ("Habbo kommun", {"habo-kommun-0643", "habo-kommun-0305"}),
        ("Region Skåhe", {"region-skane"}),
        ("Lycksla", set()),
        ("Kristianstads", {"kristianstads-kommun", "kristianstads-lans-landsting"}),
    ],
)
def test_what_is_not_sure_has_candidates(linker: Linker, name: str, slugs: set[str]) -> None:
    found = link(linker, name)
    assert found.slug is None
    assert {candidate.slug for candidate in found.candidates} == slugs


def test_a_group_has_the_bodies_that_it_may_hold_as_candidates(linker: Linker) -> None:
    found = link(linker, "Samordningsförbunden i Värmland")
    assert (found.slug, found.type) == (None, GROUP)
    slugs = {candidate.slug for candidate in found.candidates}
    assert {"arvika-eda-samordningsforbund", "klaralvdalens-samordningsforbund"} <= slugs


@pytest.mark.parametrize(
    ("name", "linked"),
    [
        ("Stadsmissionen", True),  # the several, as the table has them
        ("Handelskammaren", True),
        ("Stockholms Stadsmission", False),
        ("Göteborgs Stadsmission", False),
        ("Stockholms Handelskammare", False),
        ("Västsvenska Handelskammaren", False),
    ],
)
def test_one_row_for_several_legal_persons_is_none_of_them(
    linker: Linker, name: str, linked: bool
) -> None:
    found = link(linker, name)
    assert (found.slug is not None) == linked
    assert found.candidates[0].score <= LINKED_FROM
    assert "several bodies" in found.reason


def test_only_rows_of_several_legal_persons_are_taken_apart(gazetteer: Gazetteer) -> None:
    folded = {body.name for body in gazetteer.organisations.values() if body.folded}
    assert folded == {"Stadsmissionen", "Handelskammaren"}


MUNICIPALITY = Party("Sundsvalls kommun")


@pytest.mark.parametrize(
    ("name", "around", "slug"),
    [
        ("AF", Surroundings(field=True, beside=(MUNICIPALITY,)), "arbetsformedlingen"),
        ("AF", Surroundings(beside=(MUNICIPALITY,)), "arbetsformedlingen"),
        ("AF", Surroundings(beside=(Party("Socialkontoret, Umeå kommun"),)), "arbetsformedlingen"),
        ("AF", Surroundings(field=True), None),
        ("AF", Surroundings(beside=(Party("FK"),)), None),  # neither says what the other is
        ("AF", Surroundings(beside=(Party("kommunerna i länet"),)), None),
        ("AF", Surroundings(beside=(Party("Provbolaget AB"),)), None),
        ("AF", Surroundings(), None),
        ("LO", Surroundings(), None),
        ("LO", Surroundings(beside=(Party("Unionen"),)), "landsorganisationen-i-sverige"),
        ("TCO", Surroundings(), None),
        ("TCO", Surroundings(field=True), "tjanstemannens-centralorganisation"),
        ("SKR", Surroundings(), None),
        ("SKR", Surroundings(beside=(MUNICIPALITY,)), "sveriges-kommuner-och-regioner"),
        ("SF", Surroundings(field=True, beside=(MUNICIPALITY,)), None),  # in no table
        ("ESF", Surroundings(), "radet-for-europeiska-socialfonden-i-sverige"),
        ("AF", None, "arbetsformedlingen"),
        ("SKR", None, "sveriges-kommuner-och-regioner"),
    ],
)  # fmt: skip
def test_short_acronyms_need_a_body_beside_them(
    linker: Linker, name: str, around: Surroundings | None, slug: str | None
) -> None:
    found = link(linker, name, around)
    assert found.slug == slug
    if slug is None and name != "SF":
        assert found.candidates
        assert found.candidates[0].score < LINKED_FROM
        assert "acronym" in found.reason


def test_an_acronym_is_surest_in_a_field_beside_others(linker: Linker) -> None:
    scores = [
        link(linker, "TCO", around).score
        for around in (
            Surroundings(field=True, beside=(MUNICIPALITY,)),
            Surroundings(beside=(MUNICIPALITY,)),
            Surroundings(field=True),
            Surroundings(),
        )
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_surroundings_are_the_other_parties_and_the_kind_of_passage() -> None:
    def part(name: str, rule: str, cell: Cell | None = None) -> Participation:
        evidence = Evidence("sida", name, 0, len(name), rule, cell)
        return Participation(Party(name), Role.PARTNER, (evidence,))

    parts = (part("AF", "label.partner"), part("Umeå kommun", "partner.with"))
    assert surroundings(parts[0], parts) == Surroundings(True, (Party("Umeå kommun"),))
    assert surroundings(parts[1], parts) == Surroundings(False, (Party("AF"),))
    assert surroundings(part("FK", "table", Cell(2, 3)), ()).field
    fund = Participation(Party("Europeiska socialfonden"), Role.FUNDER, ())
    assert surroundings(parts[0], (parts[0], fund)).beside == ()


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("Region Värmland", 2018, "Region Värmland (kommunalförbund 2007–2018)"),
        ("Region Värmland", 2019, "Region Värmland"),
        ("Regoin Värmland", 2018, "Region Värmland (kommunalförbund 2007–2018)"),
        ("Region Värmlnd", 2019, "Region Värmland"),
        ("Stockholms läns landsting", 2018, "Stockholms läns landsting"),
        ("Stockholms läns landsting", 2020, "Region Stockholm"),
        ("Hallands läns landsting", 2015, "Region Halland"),
        ("Hallands läns landsting", 2009, "Landstinget Halland"),
    ],
)
def test_regions_and_county_councils_by_date(
    linker: Linker, name: str, year: int, expected: str
) -> None:
    found = linker.link(Party(name), date(year, 7, 1))
    assert found.name == expected
    assert found.score >= LINKED_FROM


@pytest.mark.parametrize(
    ("name", "acronym"),
    [("AF", True), ("Af", True), ("TCO", True), ("LiU", True), ("IFAU", True), ("R10", False),
     ("Ale", False), ("Sida", False), ("Almi", False), ("RI.SE", False), ("SLSO-X", False)],
)  # fmt: skip
def test_what_an_acronym_is(name: str, acronym: bool) -> None:
    assert is_acronym(name) is acronym


@pytest.mark.parametrize(
    "name", ["Arbetsförmedlngen" * 3000, "Skelefteå kommun, " * 2000, "Prov i " * 3000]
)
def test_what_is_too_long_for_a_name_is_not_compared(linker: Linker, name: str) -> None:
    found = link(linker, name)
    assert (found.slug, found.candidates) == (None, ())


@given(st.text(max_size=30))
def test_words_are_blind_to_case_and_composition(name: str) -> None:
    words = words_of(name)
    assert words == words_of(unicodedata.normalize("NFD", name))
    assert all(word for word in words)


@given(st.sampled_from(["AF", "FK", "TCO", "SKR", "Umeå kommun", "X"]), st.booleans(), st.data())
def test_any_surroundings_give_a_link_or_candidates_below_it(
    linker: Linker, name: str, field: bool, data: st.DataObject
) -> None:
    names = st.lists(st.sampled_from(["AF", "Umeå kommun", "", "kommunerna", "Prov AB"]))
    beside = tuple(Party(other) for other in data.draw(names))
    found = link(linker, name, Surroundings(field, beside))
    assert (found.slug is None) == all(c.score < LINKED_FROM for c in found.candidates)
