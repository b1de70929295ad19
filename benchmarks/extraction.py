"""Reading documents: how many a second on one core, and how the time grows.

The documents are the pages of tests/gold/pages, put together until they have the length asked for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.sources.documents import read_document
from graph.sources.text import TextDocument

DOCUMENTS = 60
CHARACTERS = 3000


@dataclass(frozen=True, slots=True)
class Speed:
    """Documents of a length read per second, with a gazetteer of so many names."""

    characters: int
    names: int
    per_second: float


def measure(pages: Path, reference: Path) -> Iterator[Speed]:
    """Lengths of 1, 2, 4 and 8 times 3,000 characters, then a gazetteer ten times as large."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(pages.glob("*.txt"))]
    names = Gazetteer.load(reference).surface_forms()
    for factor in (1, 2, 4, 8):
        yield _speed(texts, CHARACTERS * factor, names)
    many = {f"{name} {number}": key for name, key in names.items() for number in range(2, 11)}
    yield _speed(texts, CHARACTERS, names | many)


def _speed(texts: list[str], characters: int, names: dict[str, str]) -> Speed:
    mentions = Mentions(names)
    documents = [_document(texts, start, characters) for start in range(DOCUMENTS)]
    read_document(documents[0], mentions, "warm")
    started = time.process_time()
    for number, document in enumerate(documents):
        read_document(document, mentions, f"page-{number}")
    return Speed(characters, len(names), DOCUMENTS / (time.process_time() - started))


def _document(texts: list[str], start: int, characters: int) -> TextDocument:
    text = ""
    while len(text) < characters:
        text += texts[start % len(texts)] + "\n\n"
        start += 1
    return TextDocument(Path("page.txt"), text[:characters], "0" * 64)
