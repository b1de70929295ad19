"""Bytes to text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableSource
from graph.sources.text import decode, read_text

SWEDISH = "Projektägare är Östra Provköpings kommun. Åtgärder för hälsa på arbetsplatsen – “nu”.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encodings_of_saved_pages_are_read(encoding: str) -> None:
    assert decode(SWEDISH.encode(encoding), "page.txt") == SWEDISH


def test_line_ends_and_decomposed_letters_become_one_kind() -> None:
    data = unicodedata.normalize("NFD", "Å\r\nÄ\rÖ\u2028e\u00adn").encode()
    assert decode(data, "page.txt") == "Å\nÄ\nÖ\nen"


def test_a_file_cut_inside_a_letter_is_read_up_to_it() -> None:
    assert decode("Malmö få".encode()[:-1], "page.txt") == "Malmö f"


def test_some_damaged_bytes_do_not_spoil_the_rest() -> None:
    assert decode(b"\xff " + (SWEDISH * 3).encode(), "page.txt").endswith(SWEDISH)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x00\x01\x02binary", "binary"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "office"),
        (b"a" * 101, "limit"),
        (b"\x81\x8d\x8f\x90\x9d", "neither"),
    ],
)
def test_what_is_no_text_says_so_and_how_to_mend_it(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message) as raised:
        decode(data, "page.txt", max_bytes=100)
    assert str(raised.value).startswith("page.txt: ")
    assert str(raised.value).count(". ") >= 1


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_clear_refusal(data: bytes) -> None:
    try:
        text = decode(data, "page.txt")
    except UnreadableSource:
        return
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_byte_order_mark_is_read(order: str) -> None:
    assert decode(SWEDISH.encode(order), "page.txt") == SWEDISH


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_truncated_utf16_is_refused(encoding: str) -> None:
    with pytest.raises(UnreadableSource, match="damaged UTF-16"):
        decode(SWEDISH.encode(encoding)[:-1], "page.txt")


@given(st.text(min_size=20, max_size=200), st.sampled_from(["utf-16-le", "utf-16-be", "cp1252"]))
def test_text_in_other_encodings_is_text_or_a_clear_refusal(text: str, encoding: str) -> None:
    message = "page.txt: "
    try:
        decode(text.encode(encoding, "replace"), "page.txt")
    except UnreadableSource as error:
        message = str(error)
    assert message.startswith("page.txt: ")


def test_a_file_over_the_limit_is_not_read_on(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("a" * 50)
    with pytest.raises(UnreadableSource, match="over the limit of 10"):
        read_text(path, 10)


def test_a_file_that_vanished_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="No such file"):
        read_text(tmp_path / "gone.txt")
