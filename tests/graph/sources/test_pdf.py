"""PDF files: their text, and what cannot be read of them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableSource
from graph.mentions import Mentions
from graph.sources import pdf
from graph.sources.documents import read_documents
from graph.sources.pdf import looks_like_pdf, read_pdf
from tests.graph.sources.pdf_files import assemble, make_pdf, stream

LINES = [
    "Friskare provår",
    "Projektägare: Arboga kommun",
    "Projektnummer: 2017/00999",
    "Projektperiod: 2017-12-01 – 2020-02-28",
    "Total budget: 3 133 746 kr",
    "Samverkansparter: Region Skåne, Kriminalvården",
]


def test_the_text_of_every_page_is_read_in_order() -> None:
    text, title = read_pdf(make_pdf([LINES, ["Åtgärder på sidan två (forts.)"]]), "a.pdf")
    assert text.splitlines() == [*LINES, "Åtgärder på sidan två (forts.)"]
    assert title is None


def test_a_pdf_file_is_read_as_a_record(tmp_path: Path, mentions: Mentions) -> None:
    path = tmp_path / "friskare.pdf"
    path.write_bytes(make_pdf([LINES], title="Friskare provår, slutrapport", packed=True))
    (reading,) = read_documents([path], mentions)
    (record,) = reading.records
    assert (record.name, record.number) == ("Friskare provår", "2017/00999")
    assert len(record.participations) == 3
    assert reading.source.title == "Friskare provår, slutrapport"
    assert "Provsson" not in repr(reading)
    text, _ = read_pdf(path.read_bytes(), "a.pdf")
    for part in record.participations:
        for found in part.evidence:
            assert text[found.start : found.end] == found.quote


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        ["Provverket 2019", f"Text på sida {word} om projektet.", f"Sida {number} (3)"]
        for number, word in enumerate(("ett", "två", "tre"), 1)
    ]
    text, _ = read_pdf(make_pdf(pages), "a.pdf")
    assert text == "".join(f"Text på sida {word} om projektet.\n" for word in ("ett", "två", "tre"))


def drawn(rows: list[list[tuple[int, int, str]]]) -> bytes:
    """A PDF file of one page with each text at its place."""
    content = b"BT /F1 11 Tf "
    for x, y, text in (place for row in rows for place in row):
        content += b"1 0 0 1 %d %d Tm (%s) Tj " % (x, y, text.encode("cp1252"))
    return assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            stream(content + b"ET"),
            (
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
                b"/Resources << /Font << /F1 3 0 R >> >> /Contents 4 0 R >>"
            ),
        ]
    )


def test_a_label_and_its_value_in_the_next_column_are_kept_apart() -> None:
    rows = [
        [(50, 780, "Projektägare"), (220, 780, "Arboga kommun")],
        [(50, 764, "Region"), (220, 764, "Sydsverige")],
    ]
    assert read_pdf(drawn(rows), "a.pdf")[0] == "Projektägare\tArboga kommun\nRegion\tSydsverige\n"


def test_wrapped_lines_are_joined_and_paragraphs_kept_apart() -> None:
    lines = [
        (780, "Friskare provår"),
        (750, "I projektet deltar Arboga kommun och Köpings kommun samt föreningen Röda"),
        (736, "Korset. Det pågår i tre år."),
        (722, "- Region Skåne är med i den del av projektet som handlar om chefer och"),
        (708, "arbetsledarna, och betalar."),
        (680, "Projektet har sam-"),
        (666, "verkan som mål."),
    ]
    text, _ = read_pdf(drawn([[(50, y, line)] for y, line in lines]), "a.pdf")
    assert text == (
        "Friskare provår\n\n"
        "I projektet deltar Arboga kommun och Köpings kommun samt föreningen Röda Korset. "
        "Det pågår i tre år.\n"
        "- Region Skåne är med i den del av projektet som handlar om chefer och "
        "arbetsledarna, och betalar.\n\n"
        "Projektet har samverkan som mål.\n"
    )


@pytest.mark.parametrize("title", ["Microsoft Word - utkast.docx", "Untitled", "x", ""])
def test_titles_that_programs_make_up_are_not_kept(title: str) -> None:
    assert read_pdf(make_pdf([LINES], title=title), "a.pdf")[1] is None


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (make_pdf([[]]), "no text layer"),
        (make_pdf([]), "damaged|no text layer"),
        (make_pdf([LINES], encrypted=True), "encrypted"),
        (make_pdf([LINES])[:150], "damaged"),
        (b"%PDF-1.7\n" + b"\x00\xff" * 500, "damaged"),
    ],
)
def test_what_cannot_be_read_says_why_and_how_to_mend_it(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message) as raised:
        read_pdf(data, "a.pdf")
    assert str(raised.value).startswith("a.pdf: ")
    assert ". " in str(raised.value)


def test_a_large_pdf_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PDF_BYTES", 1000)
    with pytest.raises(UnreadableSource, match="over the limit of 1000"):
        read_pdf(b"%PDF-1.4" + b" " * 1000, "a.pdf")


def test_a_stream_that_unpacks_to_gigabytes_costs_one_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 20)
    monkeypatch.setattr(pdf, "MEMORY", 600_000_000)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>"
    bomb = stream(b"BT ET", packed=True, blanks=1_000_000_000)
    data = assemble(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            page,
            bomb,
        ]
    )
    assert len(data) < 2_000_000
    begun = time.monotonic()
    with pytest.raises(UnreadableSource, match=r"a\.pdf: .*(?:memory|no text|seconds|damaged)"):
        read_pdf(data, "a.pdf")
    assert time.monotonic() - begun < 25


def test_a_reader_that_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "SECONDS", 0.001)
    with pytest.raises(UnreadableSource, match="took more than"):
        read_pdf(make_pdf([LINES]), "a.pdf")


def test_bytes_before_the_header_are_let_pass() -> None:
    assert looks_like_pdf(b"\r\n%PDF-1.4")
    assert not looks_like_pdf(b"Om %PDF")


@given(st.binary(max_size=200), st.integers(0, 700))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_bytes_are_a_text_or_a_clear_refusal(noise: bytes, at: int) -> None:
    sound = make_pdf([LINES])
    message = "a.pdf: "
    try:
        read_pdf(sound[:at] + noise + sound[at + len(noise) :], "a.pdf")
    except UnreadableSource as error:
        message = str(error)
    assert message.startswith("a.pdf: ")
