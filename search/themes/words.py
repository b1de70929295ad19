"""Labels of concepts in a text, with where they stand: Swedish endings and compounds.

A label matches word by word: endings are taken off by Snowball's Swedish stemmer, case and accents
other than those of å, ä and ö by `search.analysis.folded`. A label of one word also matches as the
first or last part of a compound, which Swedish writes as one word (*arbetsmiljöfrågor*,
*långtidsarbetslöshet*). Of matches in one another the longest stands, the others are marked as
within it: *psykisk ohälsa* speaks less for *ohälsa*. Acronyms match in capitals only. What is
denied ("inte missbruk") is marked.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from ontology.vocabulary import Concept
from search.analysis import folded

if TYPE_CHECKING:
    from snowballstemmer.basestemmer import BaseStemmer

How = Literal["whole", "part", "within"]

SHORTEST_PART: Final = 5
"""Letters of the shortest label that is sought inside compounds; shorter ones meet by chance."""
SHORTEST_REST: Final = 3
"""Letters that a compound has besides the label: *ohälsa* is no compound with *hälsa*."""
LONGEST_ACRONYM: Final = 5
REACH: Final = 4
"""Words that a denial reaches over."""
CLAUSE: Final = 40
"""Words before "utan" in which the denial that it answers may stand."""
REMEMBERED: Final = 100_000
_DEFINITE: Final = re.compile(r"(?<=\w{3})ans?$")

# A letter may be followed by accents of its own: what is decomposed is still one word.
_WORD: Final = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
_SENTENCE_ENDS: Final = re.compile(r"[.!?\n]")
_CLAUSE_ENDS: Final = re.compile(r"[.;:!?,()\n]")
_DENIALS: Final = frozenset(
    {"inte", "ej", "icke", "aldrig", "utan", "varken", "ingen", "inget", "inga", "utom"}
    | {"förutom", "oavsett", "oberoende", "exklusive", "without", "not", "excluding", "except"}
)
_PLAIN_DENIALS: Final = frozenset({"inte", "ej", "icke"})
# "Inte bara missbruk" affirms; so does what follows "utan" after a denial: "inte A utan B".
_NO_DENIAL_BEFORE: Final = frozenset(
    {"bara", "endast", "enbart", "minst", "sällan", "only", "just"}
)
_ADVERSATIVE: Final = "utan"
_ALSO: Final = frozenset({"även", "också", "snarare", "tvärtom"})
_COVERS: Final = frozenset({"ingår", "omfattas", "avses", "berörs", "ingick", "omfattades"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``text[start:end]``, folded and without its ending."""

    start: int
    end: int
    folded: str
    stem: str
    capitals: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A label in a text: ``text[start:end]`` is how it stands there.

    ``how`` says whether the label is whole words, a part of a compound, or whole words within a
    longer label of another concept.
    """

    concept: str
    label: str
    start: int
    end: int
    how: How
    exact: bool
    denied: bool


@dataclass(frozen=True, slots=True)
class _Label:
    concept: str
    label: str
    words: tuple[str, ...]
    stems: tuple[str, ...]
    acronym: bool
    parted: bool  # holds a comma, as "prison and probation, crime prevention" does


class LabelFinder:
    """Finds every label of the concepts in texts. Immutable once made."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._by_first: dict[str, list[_Label]] = defaultdict(list)
        self._heads: dict[str, _Label] = {}
        self._tails: dict[str, _Label] = {}
        for concept in concepts:
            for spelling in dict.fromkeys(concept.spellings()):
                self._add(concept.slug, spelling)
        for labels in self._by_first.values():
            labels.sort(key=lambda label: (-len(label.stems), label.label))

    def _add(self, concept: str, spelling: str) -> None:
        found = words_of(spelling)
        if not found:
            return
        acronym = len(found) == 1 and found[0].capitals and len(spelling) <= LONGEST_ACRONYM
        label = _Label(
            concept,
            spelling,
            tuple(word.folded for word in found),
            tuple(word.stem for word in found),
            acronym,
            _parted(spelling, found),
        )
        self._by_first[label.stems[0]].append(label)
        if len(found) == 1 and not acronym and len(label.words[0]) >= SHORTEST_PART:
            self._heads.setdefault(label.words[0], label)
            if len(label.stems[0]) >= SHORTEST_PART:
                self._tails.setdefault(label.stems[0], label)

    def find(self, text: str) -> list[Match]:
        """The matches in the order of the text."""
        found = words_of(text)
        whole = _ranked(list(self._whole(text, found)))
        covered = [(match.start, match.end) for match in whole]
        parts = [
            match
            for match in self._parts(text, found)
            if not any(start <= match.start and match.end <= end for start, end in covered)
        ]
        return sorted((*whole, *parts), key=lambda match: (match.start, match.end, match.concept))

    def _whole(self, text: str, found: Sequence[Word]) -> Iterator[Match]:
        for at, word in enumerate(found):
            for label in self._by_first.get(word.stem, ()):
                run = found[at : at + len(label.stems)]
                if tuple(each.stem for each in run) != label.stems:
                    continue
                if label.acronym and not word.capitals:
                    continue
                if _parted(text, run) and not label.parted:
                    continue
                exact = tuple(each.folded for each in run) == label.words
                denied = _denied(text, found, at, at + len(run))
                yield Match(
                    label.concept, label.label, run[0].start, run[-1].end, "whole", exact, denied
                )

    def _parts(self, text: str, found: Sequence[Word]) -> Iterator[Match]:
        for at, word in enumerate(found):
            for label in self._within(word):
                denied = _denied(text, found, at, at + 1)
                yield Match(label.concept, label.label, word.start, word.end, "part", False, denied)

    def _within(self, word: Word) -> list[_Label]:
        """The longest label that the word begins with, and the longest that it ends with."""
        found = []
        for size in range(len(word.folded) - SHORTEST_REST, SHORTEST_PART - 1, -1):
            if label := self._heads.get(word.folded[:size]):
                found.append(label)
                break
        for start in range(SHORTEST_REST, len(word.stem) - SHORTEST_PART + 1):
            if label := self._tails.get(word.stem[start:]):
                if label.concept not in {other.concept for other in found}:
                    found.append(label)
                break
        return found


def words_of(text: str) -> list[Word]:
    """The words of a text in order, with their places in it.

    >>> [(word.start, word.end, word.stem) for word in words_of("Unga i SKOLAN")]
    [(0, 4, 'ung'), (5, 6, 'i'), (7, 13, 'skol')]
    """
    found = []
    for match in _WORD.finditer(text):
        written = match.group()
        low = folded(written)
        found.append(Word(match.start(), match.end(), low, stem_of(low), written.isupper()))
    return found


@lru_cache(maxsize=REMEMBERED)
def stem_of(word: str) -> str:
    """A folded word without its ending.

    Snowball's list of endings lacks the definite -an (*skolan*), and takes a genitive off a plural
    (*organisationers*) without the plural's own ending.

    >>> stem_of("skolans") == stem_of("skolan") == stem_of("skola")
    True
    >>> stem_of("organisationers") == stem_of("organisation")
    True
    """
    word = _DEFINITE.sub("a", word)
    stemmed: str = _stemmer().stemWord(word)
    if word == f"{stemmed}s":  # only a genitive was taken off: organisationers
        stemmed = _stemmer().stemWord(stemmed)
    return stemmed


@lru_cache(maxsize=1)
def _stemmer() -> "BaseStemmer":
    from snowballstemmer import stemmer

    return stemmer("swedish")


def _ranked(matches: list[Match]) -> list[Match]:
    """Those within a longer one marked so; of those that span the same, the exact ones if any.

    The matches are in the order of their starts.
    """
    starts = [match.start for match in matches]
    longest = max((match.end - match.start for match in matches), default=0)
    kept = []
    for match in matches:
        # Only these can hold it: a long text that repeats a label costs no more for each.
        first = bisect_left(starts, match.end - longest)
        near = matches[first : bisect_right(starts, match.start)]
        around = [
            other
            for other in near
            if match.end <= other.end and other.end - other.start > match.end - match.start
        ]
        same = [m for m in near if (m.start, m.end) == (match.start, match.end)]
        if not match.exact and any(other.exact for other in same):
            continue
        if any(
            other.concept == match.concept and other.label < match.label
            for other in same
            if other.exact == match.exact
        ):
            continue
        if any(other.concept == match.concept for other in around):
            continue
        kept.append(replace(match, how="within") if around else match)
    return kept


def _parted(text: str, run: Sequence[Word]) -> bool:
    """Whether the end of a clause stands between the words of a run."""
    return len(run) > 1 and bool(_CLAUSE_ENDS.search(text, run[0].end, run[-1].start))


def _denied(text: str, found: Sequence[Word], first: int, after: int) -> bool:
    """Whether the words from ``first`` up to ``after`` are denied in their clause."""
    for at in range(first - 1, max(-1, first - 1 - REACH), -1):
        if _CLAUSE_ENDS.search(text, found[at].end, found[first].start):
            break
        if found[at].folded in _DENIALS:
            return not _affirms(text, found, at)
    for at in range(after, min(len(found) - 1, after + 2)):
        if _CLAUSE_ENDS.search(text, found[after - 1].end, found[at + 1].start):
            break
        if found[at].folded in _COVERS and found[at + 1].folded in {"inte", "ej"}:
            return True
    return False


def _affirms(text: str, found: Sequence[Word], at: int) -> bool:
    """Whether the denial at a place denies nothing after all."""
    following = found[at + 1].folded if at + 1 < len(found) else ""
    if following in _NO_DENIAL_BEFORE or following in _ALSO:
        return True
    if found[at].folded != _ADVERSATIVE:
        return False
    for earlier in range(at - 1, max(-1, at - 1 - CLAUSE), -1):
        if _SENTENCE_ENDS.search(text, found[earlier].end, found[earlier + 1].start):
            break
        if found[earlier].folded in _PLAIN_DENIALS:
            return True
    return False
