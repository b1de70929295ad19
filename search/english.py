"""English questions to Swedish texts: told from Swedish ones, and put into Swedish word by word.

The model reads both languages, but a small one does not see that *waste heat* is *spillvärme*, and
no word of the question stands in the texts. `english.tsv` has the vocabulary of the field: lines of
English words or phrases, a tab, and Swedish ones, the best first. The longest phrases win; plurals
are read as singulars, and what is then not there by its stem (Snowball's English stemmer, which has
one stem for *manager* and *management*).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from ontology.vocabulary import concepts
from search.analysis import folded, is_stop_word, words
from search.embedder import Embedder, Vectors, normalise
from search.vectors import VectorCache, embed_missing

if TYPE_CHECKING:
    from collections.abc import Callable

FILE: Final = "english.tsv"
LONGEST: Final = 200
"""Words that are read to tell the language of a long text."""
MORE_STOP_WORDS: Final = frozenset(
    {"across", "among", "amongst", "towards", "upon", "via", "within"}
)
SWEDISH_LETTERS: Final = frozenset("åäö")


@dataclass(frozen=True, slots=True)
class Glossary:
    """Swedish by English words and by their stems; ``swedish`` are the words of its other side."""

    phrases: dict[tuple[str, ...], str]
    stems: dict[tuple[str, ...], str]
    longest: int
    swedish: frozenset[str]


def is_english(text: str) -> bool:
    """Whether more words of a text are English than Swedish; words of both languages do not count.

    >>> is_english("skills shortage in industry"), is_english("kompetensbrist inom industrin")
    (True, False)
    >>> is_english("film"), is_english("2017-00453")
    (False, False)
    """
    known = glossary()
    stem, english_stops = _stemmer(), english_stop_words()
    tally = 0
    for word in words(text)[:LONGEST]:
        swedish = is_stop_word(word) or word in known.swedish or bool(SWEDISH_LETTERS & set(word))
        english = word in english_stops or (stem(word),) in known.stems
        tally += english - swedish
    return tally > 0


def in_swedish(text: str) -> str:
    """What the glossary has of an English text, in Swedish; other words as they are.

    English stop words are left out.

    >>> in_swedish("Waste heat from the Kalix data centres")
    'spillvärme kalix datacenter'
    """
    return " ".join(_translated(text))


def read_as(text: str) -> str:
    """The text whose words are looked for: an English one in Swedish, another as it is."""
    return (in_swedish(text) or text) if is_english(text) else text


def english_offset(embedder: Embedder, cache: VectorCache) -> Vectors:
    """How far English questions lie from Swedish ones that mean the same: a (dimension,) vector.

    The mean over the labels of the theme thesaurus, which has them in both languages.
    """
    pairs = [concept.labels for concept in concepts("themes")]
    swedish, _ = embed_missing(embedder, [pair["sv"] for pair in pairs], cache, kind="query")
    english, _ = embed_missing(embedder, [pair["en"] for pair in pairs], cache, kind="query")
    return np.asarray(english.mean(axis=0) - swedish.mean(axis=0), dtype=np.float32)


def joined(english: Vectors, swedish: Vectors, offset: Vectors | None) -> Vectors:
    """The vector of a question from those of its English and Swedish words, of length one.

    What English questions have in common is taken off; both then count the same.
    """
    moved = english if offset is None else english - offset
    length = float(np.linalg.norm(moved))
    return normalise(swedish + (moved / length if length else 0))


def _translated(text: str) -> Iterator[str]:
    known, stem, stops = glossary(), _stemmer(), english_stop_words()
    own = words(text)
    single, stems = [_singular(word) for word in own], [stem(word) for word in own]
    at = 0
    while at < len(own):
        for size in range(min(known.longest, len(own) - at), 0, -1):
            found = known.phrases.get(tuple(single[at : at + size]))
            found = found or known.stems.get(tuple(stems[at : at + size]))
            if found is not None:
                yield found
                at += size
                break
        else:
            if own[at] not in stops:
                yield own[at]
            at += 1


@cache
def glossary() -> Glossary:
    """The glossary, read at the first use."""
    stem = _stemmer()
    phrases: dict[tuple[str, ...], str] = {}
    stems: dict[tuple[str, ...], str] = {}
    swedish: set[str] = set()
    text = resources.files("search").joinpath(FILE).read_text("utf-8")
    for line in text.splitlines():
        sources, _, targets = line.partition("\t")
        best, *_ = targets.split(",")
        swedish.update(words(targets))
        for source in sources.split(","):
            target = folded(best.strip())
            phrases.setdefault(tuple(map(_singular, words(source))), target)
            stems.setdefault(tuple(map(stem, words(source))), target)
    return Glossary(phrases, stems, max(map(len, phrases)), frozenset(swedish))


def _singular(word: str) -> str:
    """An English noun without the ending of its plural."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and re.search("[^aiosu]s$", word) else word


@cache
def english_stop_words() -> frozenset[str]:
    """English stop words as bm25s has them, and some more."""
    from bm25s.stopwords import STOPWORDS_EN_PLUS

    return frozenset(STOPWORDS_EN_PLUS) | MORE_STOP_WORDS


@cache
def _stemmer() -> "Callable[[str], str]":
    import snowballstemmer

    stemmer: Any = snowballstemmer.stemmer("english")

    @cache
    def stem(word: str) -> str:
        return str(stemmer.stemWord(word))

    return stem
