"""Words and their pieces, in every way that Swedish text is written."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis import EDGE, SIZE, content_words, folded, grams, words


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Åre, Älvdalen och ÖREBRO", ["åre", "älvdalen", "och", "örebro"]),
        ("idé IDÉN Müller Brønnøy", ["ide", "iden", "muller", "brönnöy"]),
        ("Försäkringskassans", ["försäkringskassans"]),
        ("studie- och yrkesvägledning", ["studie", "och", "yrkesvägledning"]),
        ("2017/00453 2017-00453", ["2017", "00453", "2017", "00453"]),
        ("ESF+ a_b", ["esf", "a", "b"]),
        ("…!?", []),
    ],
)
def test_words_are_folded(text: str, expected: list[str], form: str) -> None:
    assert words(unicodedata.normalize(form, text)) == expected  # type: ignore[arg-type]


def test_stop_words_are_left_out_unless_nothing_else_is_there() -> None:
    assert content_words("en väg för alla till arbete") == ["väg", "arbete"]
    assert content_words("Vi för alla") == ["vi", "för", "alla"]


def test_compounds_share_pieces_with_their_parts() -> None:
    parts, whole = set(grams("kompetens")), set(grams("kompetensförsörjning"))
    assert len(parts & whole) == len(parts) - 1  # all but the end of the word
    assert "_sfi" in grams("SFI")
    assert grams("dnr 2017/00453")[-2:] == ["_2017_", "_00453_"]
    assert not set(grams("SFI")) & set(grams("misfit"))


@given(st.text())
def test_any_text_is_cut_into_small_pieces(text: str) -> None:
    for gram in grams(text):
        whole = gram[0] == gram[-1] == EDGE
        assert len(gram) == SIZE or (whole and (len(gram) < SIZE or gram[1:-1].isdecimal()))
    assert folded(folded(text)) == folded(text)
    assert grams(unicodedata.normalize("NFD", text)) == grams(unicodedata.normalize("NFC", text))
