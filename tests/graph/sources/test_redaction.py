"""Personal data is gone before anything reads a page; names of bodies and projects stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.mentions import Mentions
from graph.sources.folded_words import fold_letters
from graph.sources.redaction import redact
from graph.sources.stated_names import stated_names

# Invented persons, some with names that are also places, and some foreign to any list.
PEOPLE = (
    ("Testa", "Provsson"),
    ("Åsna", "Lundbergson"),
    ("Zkira", "Ebrahimzadeh"),
    ("Prov-Lisa", "Öberghed"),
    ("Karin", "Sala"),
)


def address(first: str, last: str) -> str:
    return f"{fold_letters(first)}.{fold_letters(last)}@exempel.example"


def hidden(text: str, mentions: Mentions) -> str:
    known = [(m.start, m.end) for m in mentions.find(text)]
    result = redact(text, known, mentions.is_municipality)
    assert len(result) == len(text)
    return result


FRAMES = (
    "Kontaktperson: {f} {l}",
    "Kontaktperson\n{f} {l}\nE-post\n{mail}",
    "Kontaktperson{f} {l}\nTelefon08-123 45 67",
    "Kontaktpersoner på Provbolaget\n\n{f} {l}\n\n{f} {l}\n0708-12 34 56",
    "Projektledare {f} {l}, 070-123 45 67",
    "Huvudprojektledare\n{f} {l}, utvecklingsenheten Region Skåne, {mail}",
    "Projektägare\nEnhetschef {f} {l}, utvecklingsenheten Region Skåne   {mail}",
    "Handläggare: {f} {l}",
    "Ansvarig\n{f} {l}",
    "Presskontakt: {f} {l}",
    "Pressekontakt\n{f} {l}, kommunikatör",
    "– Det går bra, säger {f} {l}, ordförande i Provnämnden.",
    "Det går bra, säger {f} {l}.",
    "{f} {l} ordförande i Provnämnden tackade.",
    "Verksamhetschef {f} {l} leder arbetet.",
    "– Det går bra, säger Provkammaren Mälardalens VD {f} {l}.",
    "Vid frågor kontakta projektsamordnare {f} {l}.",
    "Skriv till {mail}. {f} {l} svarar. {f} {l}s rum är stängt.",
    "Projektledare: {f} {l}\n\nI dag arbetar {f} med mer. {l} är nöjd.",
)


@pytest.mark.parametrize(("first", "last"), PEOPLE)
@pytest.mark.parametrize("frame", FRAMES)
def test_persons_are_blacked_out(frame: str, first: str, last: str, mentions: Mentions) -> None:
    text = frame.format(f=first, l=last, mail=address(first, last))
    result = hidden(text, mentions)
    assert first not in result
    assert f"{first} {last}" not in result
    if not mentions.is_municipality(last):
        assert last not in result
    assert "@" not in result
    for body in ("Region Skåne", "Provbolaget", "Provnämnden"):
        assert (body in result) == (body in text)


def test_capitals_hide_no_person(mentions: Mentions) -> None:
    text = "KONTAKTPERSON\nTESTA PROVSSON\nPROJEKTÄGARE\nGÄVLE KOMMUN\nE-POST\nTESTA.PROVSSON@X.SE"
    result = hidden(text, mentions)
    assert "PROVSSON" not in result
    assert "GÄVLE KOMMUN" in result


@pytest.mark.parametrize(
    "number",
    [
        "0708-12 34 56",
        "+46 70 123 45 67",
        "08-123 45 67",
        "0520-12 34 56",
        "070 123 45 67",
        "0701234567",
        "+46 (0)8 123 456 78",
        "070/1234567",
    ],
)
def test_telephone_numbers_are_blacked_out(number: str) -> None:
    result = redact(f"Ring {number} i dag")
    assert not any(character.isdigit() for character in result)
    assert result.endswith("i dag")


@pytest.mark.parametrize(
    "text",
    [
        "2017/00453",
        "2013-3020018",
        "22-014-S05",
        "3 133 746",
        "5 108 772 kr",
        "212000-2890",
        "2018-03-01 - 2020-02-29",
        "2017-10-01-2019-11-30",
        "20180301-20200229",
        "drygt 6000",
        "Från 3 maj 2018 till 30 juni 2021",
        "1 097 personer, varav 961 kvinnor",
        "Kontakta Lilla Edets kommun",
        "Heja Vardagen",
        "projektet Starka Steg",
        "Region Skåne",
        "Samordningsförbundet Exempeldalen",
        "Projektägare\nStiftelsen Provhuset",
        "Marie Exempel högskola",
        "projektägaren Testa Bygg AB",
        "Projektledare Region Skåne",
        "Slutrapport Projektnamn Starka ledare Diarienr 2012-3010099",
        "säger Provkammaren Mälardalen på torsdagen",
        "Om projektet Heja Vardagen\n\nKontakt\nHeja Vardagen",
        "kommunerna Sala, Kumla och Lilla Edet",
    ],
)
def test_other_names_and_numbers_stay(text: str, mentions: Mentions) -> None:
    assert hidden(text, mentions) == text


def test_a_personal_identity_number_is_blacked_out_and_a_register_number_is_not() -> None:
    assert redact("800101-1234 och 212000-2890").endswith("212000-2890")
    assert "800101" not in redact("800101-1234 och 212000-2890")


@given(st.text(max_size=200))
def test_the_length_is_kept_for_any_text(text: str) -> None:
    result = redact(text)
    assert len(result) == len(text)
    assert result.count("\n") == text.count("\n")


def test_folding_keeps_the_length() -> None:
    assert fold_letters("ÅsaÖrnß") == "asaorns"


def test_the_person_beside_a_body_in_a_list_of_contacts_is_blacked_out() -> None:
    text = (
        "Delprojekt och kontaktpersoner\nExempelstads kommun – Rut Påhitt\nProvköping – Kaj Låt\n"
    )
    result = redact(text)
    assert "Påhitt" not in result
    assert "Låt" not in result
    assert "Exempelstads kommun" in result


def test_the_place_before_a_persons_name_stays() -> None:
    result = redact("säger kommunstyrelsens ordförande i Tyresö Fredrik Påhitt (M). Tyresö växer.")
    assert "Påhitt" not in result
    assert "Fredrik" not in result
    assert result.count("Tyresö") == 2


def test_a_heading_over_prose_below_a_contact_stays() -> None:
    prose = "Projektet ska bidra till ökad kompetens hos anställda på landsbygden i länet. " * 2
    text = f"Kontaktperson: Rut Påhitt, 08-123 45 67\n\nVÄGSKÄL\n{prose.strip()}\n"
    assert "VÄGSKÄL" in redact(text)
    assert "Påhitt" not in redact(text)
    listed = redact("Kontaktperson: Rut Påhitt, 08-123 45 67\n\nKaj Låtsson\nSara Exempelsson\n")
    assert "Låtsson" not in listed


def test_a_body_that_an_address_spells_stays(mentions: Mentions) -> None:
    text = "Region Gotland\nE-post: regiongotland@exempel.se\n\nGotlands företag växer."
    assert "Region Gotland" in hidden(text, mentions)
    assert "Gotlands företag" in hidden(text, mentions)


def test_a_project_in_capitals_that_is_said_to_be_one_is_no_person(mentions: Mentions) -> None:
    text = "Delprojektet i MIA Vidare växer.\n\nMIA Vidare är ett stort projekt i länet."
    assert [text[slice(*span)] for span in stated_names(text)] == ["MIA Vidare", "MIA Vidare"]


@pytest.mark.parametrize(
    "text",
    [
        "Kontakt: 0123-45 67 89\nTrygga Steg\nProjektägare: Falu kommun\n",
        "Kontakt\ninfo@exempel.se\n\nTrygga Steg\nProjektägare: Falu kommun\n",
        "Kontaktperson: Rut Påhitt\nTrygga Steg\nProjektägare: Falu kommun\n",
        "Kontakt:\nProjektledare, 0123-45 67 89\nTrygga Steg\nTrygga Steg är ett projekt.\n",
    ],
)
def test_the_name_of_a_project_below_a_contact_stays(text: str) -> None:
    assert text.count("Trygga Steg") == redact(text).count("Trygga Steg")
    assert "Påhitt" not in redact(text)
    assert "exempel" not in redact(text)


def test_a_person_below_a_contact_goes_before_fields_of_a_project_too() -> None:
    assert "Låtsson" not in redact("Kontakt\n0123-45 67 89\nKaj Låtsson\nProjektägare: Falu kommun")
    assert "Låtsson" not in redact("Kontaktperson\nTirzan Låtsson\nProjektägare\nFalu kommun\n")


def test_a_project_written_like_an_address_stays_where_it_is_said_to_be_one() -> None:
    text = "Projektet ord@arbete växer. Skriv till rut@exempel eller rut@exempel.se om ord@arbete."
    result = redact(text)
    assert result.count("ord@arbete") == 2
    assert "rut" not in result


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("– Bra, säger Rut Påhitt, huvudsekreterare SFP Skåne-Blekinge.", "SFP Skåne-Blekinge"),
        ("MIA VIDARE\n\nMIA Vidare är ett projekt.\n", "MIA VIDARE"),
        ("Alla får en coach, Case Manager (CM), som stöd. Case Management ges.", "Case Management"),
        ("Vi drev projektet, Integration Hylte, och det gick bra.\nI Hylte bor 9 000.", "I Hylte"),
        ("Bra, säger IUC Provs vd Rut Påhitt. IUC Provs styrelse är nöjd.", "IUC Provs styrelse"),
        ("RISKER\nAtt handläggare byts ut. Att regler ändras.", "RISKER\nAtt"),
        ("Kontaktperson: Rut Påhitt\n\nProjektbeskrivning\nVi lär.\n", "Projektbeskrivning"),
        ("Presskontakt\nRut Påhitt, kommunikatör", "Presskontakt"),
        ("Kom gjorde landshövdingen, Norrköpings Hamn, Falu kommun m.fl.", "Norrköpings Hamn"),
    ],
)
def test_what_is_no_person_stays(text: str, stays: str, mentions: Mentions) -> None:
    result = hidden(text, mentions)
    assert stays in result
    assert "Påhitt" not in result
