"""The review page: the text with what was read marked, the records beside it, nothing private."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.commands.ingest import read, write_review
from api.commands.review import segments
from api.settings import Settings
from tests.api.command import samverkan
from tests.api.test_cli import PAGE


class _Checker(HTMLParser):
    """Collects what a page would fetch, and its plain text."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in {"script", "link", "img", "iframe"}:
            self.fetched.append(tag)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if (values.get("href") or "").startswith("#"):
            self.targets.append((values["href"] or "")[1:])


@pytest.fixture
def page(settings: Settings, tmp_path: Path) -> str:
    (tmp_path / "sida.txt").write_text(PAGE + "\n<script>alert(1)</script> å ä ö\n", "utf-8")
    (tmp_path / "tom.txt").write_bytes(b"")
    readings = read(settings, [tmp_path], keep=False, progress=lambda *_: None)
    write_review(settings, readings, tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def test_the_page_stands_alone_and_its_links_lead_somewhere(page: str) -> None:
    checker = _Checker()
    checker.feed(page)
    assert checker.fetched == []
    assert len(checker.ids) == len(set(checker.ids))
    assert set(checker.targets) <= set(checker.ids)
    assert len(checker.targets) > 10


def test_what_was_read_is_marked_and_listed(page: str) -> None:
    assert "<mark>1 204 500</mark>" in page or "1 204 500</mark>" in page
    assert "pitea-kommun" in page
    assert "Ljusare vardag" in page
    assert "tom.txt" in page


def test_the_text_is_whole_escaped_and_without_persons(page: str) -> None:
    assert "<script>" not in page
    body = re.search(r'<div class="text" lang="sv">(.*?)</div>', page, re.DOTALL)
    assert body
    plain = html.unescape(re.sub(r"<sup>.*?</sup>|</?mark>", "", body[1]))
    assert "<script>alert(1)</script> å ä ö" in plain
    assert "Testberg" not in page
    assert "example.se" not in page
    assert re.sub("█+", "", plain).startswith("2018/00999 - Ljusare vardag")


@given(
    text=st.text("abå\u00e4 \n<&", max_size=40),
    spans=st.lists(
        st.tuples(st.integers(-3, 45), st.integers(-3, 45), st.integers(1, 9)), max_size=8
    ),
)
def test_segments_make_up_the_text(text: str, spans: list[tuple[int, int, int]]) -> None:
    found = segments(text, spans)
    assert "".join(segment.text for segment in found) == text
    position = 0
    for segment in found:
        middle = position
        inside = {
            number
            for start, end, number in spans
            if start < end and max(0, start) <= middle < min(len(text), end)
        }
        assert set(segment.statements) == inside
        position += len(segment.text)


def test_the_command_writes_the_page(settings: Settings, tmp_path: Path) -> None:
    document = tmp_path / "sida.txt"
    document.write_text(PAGE, encoding="utf-8")
    report = tmp_path / "granskning.html"
    samverkan(settings, "ingest", str(document), "--dry-run", "--quiet", "--report", str(report))
    assert "Ljusare vardag" in report.read_text(encoding="utf-8")
