"""Reading documents: how many a second on one core, and how the time grows.

The documents are the pages of tests/gold/pages, put together until they have the length asked for.
No other program reads such pages to records. What has a peer is finding the names of the gazetteer
in the text: spaCy's PhraseMatcher on its Swedish tokenizer, where spaCy is installed
(`pip install spacy`; it needs no model).
"""

from __future__ import annotations

import importlib
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from statistics import linear_regression

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.sources.documents import read_document
from graph.sources.text import TextDocument

DOCUMENTS = 60  # of 3,000 characters; as many characters in all where they are longer
CHARACTERS = 3000
FACTORS = (1, 2, 4, 8, 60)
TIMES = 3  # the best of which counts
# Texts that repeat one thing without end: what rules may come back to again and again.
ODD = (
    "a", "A", "1 ", ".", "(a", "(a) ", "a-", "”", ": ", "\n", " ", "• Falu kommun\n",
    "arbete och stöd ", "PROJEKTET VÄGEN DRIVS AV FALU KOMMUN ", "projektet Vägen ",
    "i samverkan med Falu kommun och ", "Falu kommuns projekt Vägen ", "Falun, Sala, Boden, ",
    "Falu kommun får 3 miljoner kronor till projektet Vägen.\n", "3 miljoner kronor ",
    "Kontaktperson: Test Testsson\n", "Kontakt\n", "Test Testsson ", "a.b@example.org ",
    "Projektägare: Falu kommun\n", "Projektnamn: Vägen\nProjektägare: Falu kommun\n\n",
    "Kontaktperson: Test Testsson, Falu kommun, får 3 mkr till projektet ”Vägen” (ägare). ",
    "De tre kommunerna deltar. ", "Bland dem som fått ja finns:\n",
)  # fmt: skip
ODD_CHARACTERS = (20_000, 80_000)


@dataclass(frozen=True, slots=True)
class Speed:
    """Documents of a length read per second, with a gazetteer of so many names."""

    characters: int
    names: int
    per_second: float


@dataclass(frozen=True, slots=True)
class OddSpeed:
    """Seconds that a text of each of `ODD_CHARACTERS` takes, which repeats `text`."""

    text: str
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """The power of its length that its time grows with."""
        short, long = self.seconds
        return math.log(long / short) / math.log(ODD_CHARACTERS[1] / ODD_CHARACTERS[0])


@dataclass(frozen=True, slots=True)
class NameSpeed:
    """Characters searched per second for the names of the gazetteer; None without the peer."""

    names: int
    ours: float
    peer: float | None


def measure(pages: Path, reference: Path) -> Iterator[Speed]:
    """Lengths of 1 to 60 times 3,000 characters, then a gazetteer ten times as large."""
    texts = _texts(pages)
    names = Gazetteer.load(reference).surface_forms()
    for factor in FACTORS:
        yield _speed(texts, CHARACTERS * factor, names)
    yield _speed(texts, CHARACTERS, larger(names))


def measure_odd(reference: Path) -> Iterator[OddSpeed]:
    """Texts that repeat one thing, in one line or many."""
    mentions = Mentions(Gazetteer.load(reference).surface_forms())
    for text in ODD:
        documents = (
            TextDocument(Path("page.txt"), text * (size // len(text)), "0" * 64)
            for size in ODD_CHARACTERS
        )
        runs = (partial(read_document, document, mentions, "odd") for document in documents)
        yield OddSpeed(text, tuple(_seconds(run) for run in runs))


def larger(names: dict[str, str]) -> dict[str, str]:
    """Ten times as many names: each also with the numbers 2 to 10."""
    return names | {
        f"{name} {number}": key for name, key in names.items() for number in range(2, 11)
    }


def exponent(speeds: Sequence[Speed]) -> float:
    """The power of its length that the time of a document grows with: 1 is in proportion.

    The slope of the least-squares line through the logarithms of length and time.
    """
    lengths = [math.log(speed.characters) for speed in speeds]
    return linear_regression(lengths, [-math.log(speed.per_second) for speed in speeds]).slope


def measure_names(pages: Path, reference: Path) -> Iterator[NameSpeed]:
    """Finding names alone, beside the peer: the gazetteer, then one ten times as large."""
    text = _document(_texts(pages), 0, CHARACTERS * DOCUMENTS).text
    names = Gazetteer.load(reference).surface_forms()
    for many in (names, larger(names)):
        mentions = Mentions(many)
        ours = len(text) / _seconds(partial(mentions.find, text))
        yield NameSpeed(len(mentions), ours, _peer(text, many))


def _peer(text: str, names: dict[str, str]) -> float | None:
    if find_spec("spacy") is None:
        return None
    language = importlib.import_module("spacy").blank("sv")
    language.max_length = len(text) + 1
    matcher = importlib.import_module("spacy.matcher").PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("names", list(language.tokenizer.pipe(names)))
    return len(text) / _seconds(lambda: matcher(language.make_doc(text)))


def _speed(texts: list[str], characters: int, names: dict[str, str]) -> Speed:
    mentions = Mentions(names)
    count = max(1, DOCUMENTS * CHARACTERS // characters)
    documents = [_document(texts, start, characters) for start in range(count)]
    read_document(documents[0], mentions, "warm")

    def read() -> None:
        for number, document in enumerate(documents):
            read_document(document, mentions, f"page-{number}")

    return Speed(characters, len(mentions), count / _seconds(read))


def _seconds(run: Callable[[], object]) -> float:
    """Seconds of one core that `run` takes, at best."""
    best = math.inf
    for _ in range(TIMES):
        started = time.process_time()
        run()
        best = min(best, time.process_time() - started)
    return best


def _texts(pages: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(pages.glob("*.txt"))]


def _document(texts: list[str], start: int, characters: int) -> TextDocument:
    text = ""
    while len(text) < characters:
        text += texts[start % len(texts)] + "\n\n"
        start += 1
    return TextDocument(Path("page.txt"), text[:characters], "0" * 64)
