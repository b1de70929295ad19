"""Where the words of a query stand in a text, in any spelling of it."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.matches import WordMatcher


def marked(query: str, text: str) -> list[str]:
    return [text[start:end] for start, end in WordMatcher(query).spans(text)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("kompetens", "Kompetensförsörjning och baskompetens", ["Kompetens", "kompetens"]),
        ("kompetensförsörjning", "rätt kompetens", ["kompetens"]),
        ("chefer i kommunen", "Kommunens chefer", ["Kommunens", "chefer"]),
        ("psykisk ohälsa", "PSYKISKA OHÄLSAN, ohälsosam", ["PSYKISKA", "OHÄLSAN", "ohäls"]),
        ("idé", "Idéer och ideer", ["Idéer", "ideer"]),
        ("Åre", "i Åre; are, åren", ["Åre"]),
        ("utbildning", "försörjning, fortbildning, beskrivning", []),
        ("företag", "för företagare", ["företagare"]),
        ("för", "för företag", ["för", "för"]),
        ("2017/00453", "2017/00454 och 00453", ["2017", "00453"]),
        ("SFI", "sfi, SFI-kurs, siffra", ["sfi", "SFI"]),
        ("studie- och yrkesvägledning", "Studievägledning", ["Studie"]),
        ("bland unga", "landets ungas", ["ungas"]),
        ("ohälsa", "hälsan", ["hälsan"]),
        ("", "vård", []),
        ("vård", "våren, vården och sjukvård", ["vården", "vård"]),
        ("unga", "ungefär tio ungdomar", ["ung"]),
        ("kommuner", "ensamkommande i grannkommunerna", ["kommunerna"]),
        ("grannkommuner", "kommunen", ["kommunen"]),
        ("könen", "köns, kön", ["köns", "kön"]),
        ("kompetens", "kom\u00adpetens\u200bbrist", ["kom\u00adpetens"]),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_their_forms_and_parts_of_compounds_are_marked(
    query: str, text: str, found: list[str], form: str
) -> None:
    query, text = (unicodedata.normalize(form, one) for one in (query, text))  # type: ignore[arg-type]
    assert marked(query, text) == [unicodedata.normalize(form, one) for one in found]  # type: ignore[arg-type]


def test_what_says_nothing_of_the_matter_is_not_marked_between_projects() -> None:
    asked = "Förstudie beviljad hösten 2020 om stöd fram till arbete för 30 unga"
    found = "Förstudie hösten 2020: stödet tas fram för ungefär 30 ungdomar"
    spans = WordMatcher(asked, telling=True).spans(found)
    assert [found[start:end] for start, end in spans] == ["stödet", "ung"]


WORDS = st.sampled_from(["vård", "Åldersnära", "IDÉ", "ßtraße", "o\u0308ppen", "2017", "é", "å-ä"])


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS | st.text(max_size=8), max_size=8).map(" ".join), st.text(max_size=20))
def test_spans_lie_in_the_text_in_order_and_part_no_letter_from_its_accents(
    text: str, query: str
) -> None:
    for asked in (query, text):
        end = 0
        for start, stop in WordMatcher(asked).spans(text):
            assert end <= start < stop <= len(text)
            assert not unicodedata.combining(text[start])
            assert stop == len(text) or not unicodedata.combining(text[stop])
            end = stop


def test_a_letter_that_is_two_when_folded_is_marked_whole() -> None:
    assert WordMatcher("gräs").spans("gräßabcdefgh") == [(0, 4)]
