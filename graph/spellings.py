"""Spellings: names of the gazetteer that a misspelt name is near to.

A name that was looked up in vain is compared in three steps: letters only (a hyphen or a space
too many), words without genitive s, diacritics and old spelling, in any order; then word by word
with a slip in some. Only names that share a rare word with it, up to a letter or two, are
compared at all: an index of words with letters left out (as in SymSpell) finds them, so the cost
grows with the length of the name and not with the gazetteer.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from rapidfuzz import process
from rapidfuzz.distance import OSA

_FILLERS = frozenset({"i", "och", "samt", "på", "pa", "av", "för", "for", "the"})
_COOPERATIVE = re.compile(r"\bek(?:onomisk)?\.?\s*f(?:ör|ören|örening)?\b\.?")
_SHORTEST = 5  # letters of the shortest word that is compared with slips
_SHORT = 6  # letters of a word that little may change
_LONGEST_NAME = 150  # characters; what is longer is no name
_LONG = 12  # letters of a word that two slips may leave recognisable
_DIACRITICS = "diacritics"
_COMMON = 60  # names that share a word which tells nothing ("kommun")
_WORDS = re.compile(r"\w+")
# Each slip counts nearly double: one letter in six makes 0.70, one in five 0.64.
_SLIP_WEIGHT = 1.8
_SLIP_MOST = 0.95
_SLIPS = 2  # most slips in a word
_ENDINGS = frozenset({"ar", "er", "or", "en", "et", "na"})
_DEFINITE = 0.8  # "Högskola" for "Högskolan", or a slip in "kommun"
_OTHER_ORDER = 0.9
_MUCH_CHANGED = 0.65  # "Torsa" may be Torsås, or Trosa
_OTHER_INITIAL = 0.2  # slips are rare at the head of a word, other names are not
_RIVAL = 0.1  # how near another entity may come without making the mention ambiguous
_AMBIGUOUS = 0.6  # a mention as near to two entities is of neither
_NEAREST = 0.5  # what scores less is no candidate
_LEGAL_FORMS = {
    "aktiebolag": "ab",
    "aktiebolaget": "ab",
    "handelsbolag": "hb",
    "kommanditbolag": "kb",
}
_OLD = (
    (re.compile(r"fv|hv|w"), "v"),
    (re.compile(r"qv|qu"), "kv"),
    (re.compile(r"^elf"), "älv"),  # Elfsborg, Elfdalen
    (re.compile(r"(?<=[lrä])f(?=[bdgvs]|$)"), "v"),
    (re.compile(r"^ver(?=mland)"), "vär"),  # after w
    (re.compile(r"^s[öo]rm(?=land)"), "söderman"),  # the county has both names
    (re.compile(r"^c(?=[aoulr])"), "k"),
    (re.compile(r"th(?=[aeoruåäö])"), "t"),
    (re.compile(r"ph"), "f"),
)


@dataclass(frozen=True, slots=True)
class Guess:
    """A listed name that is near, with the keys of the entities it means; `score` in [0, 1]."""

    keys: tuple[str, ...]
    name: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Listed:
    keys: tuple[str, ...]
    name: str
    words: tuple[str, ...]
    written: tuple[str, ...]


class Spellings:
    """An index of names; `names` gives each with the keys of its entities."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._listed: list[_Listed] = []
        self._by_letters: dict[str, list[int]] = defaultdict(list)
        self._by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
        holders: dict[str, list[int]] = defaultdict(list)
        for name, keys in names.items():
            words, written = words_of(name), _written(name)
            if not words or len("".join(words)) < _SHORTEST:
                continue  # an acronym is right or wrong as a whole
            number = len(self._listed)
            self._listed.append(_Listed(keys, name, words, written))
            self._by_letters[letters_of(name)].append(number)
            self._by_words[tuple(sorted(words))].append(number)
            for word in set(words):
                holders[word].append(number)
        self._known = frozenset(holders)
        self._by_part: dict[str, list[str]] = defaultdict(list)
        self._common = frozenset(w for w, held in holders.items() if len(held) > _COMMON)
        self._holders = {w: held for w, held in holders.items() if len(held) <= _COMMON}
        for word in self._holders:
            for part in _parts(word):
                self._by_part[part].append(word)

    def guesses(self, name: str) -> list[Guess]:
        """Entities that `name` may be a misspelling of, the likeliest first.

        An entity that has a rival as near as itself scores below any threshold.
        """
        words = words_of(name) if len(name) <= _LONGEST_NAME else ()
        if not words or len("".join(words)) < _SHORTEST:
            return []
        found = list(self._exact(name, words)) or list(self._near(words))
        guesses = sorted(found, key=lambda guess: (-guess.score, guess.name))
        return [_beside(guess, guesses) for guess in guesses]

    def _exact(self, name: str, words: tuple[str, ...]) -> Iterator[Guess]:
        for number in self._by_letters.get(letters_of(name), ()):
            listed = self._listed[number]
            reason = f"letters of “{listed.name}”, spaced otherwise"
            yield Guess(listed.keys, listed.name, _SLIP_MOST, reason)
        alike = [self._listed[number] for number in self._by_words.get(tuple(sorted(words)), ())]
        changed = [
            (listed, *_changed(_written(name), listed.written))
            for listed in alike
            if listed.words == words
        ]
        # "Håbo kommuns" is Håbo, which has the same marks, and not Habo.
        marked = [item for item in changed if _DIACRITICS not in item[2]]
        for listed, score, changes in marked or changed:
            yield Guess(listed.keys, listed.name, score, f"“{listed.name}” but for {changes}")
        for listed in alike:
            if listed.words != words:
                reason = f"words of “{listed.name}” in another order"
                yield Guess(listed.keys, listed.name, _OTHER_ORDER, reason)

    def _near(self, words: tuple[str, ...]) -> Iterator[Guess]:
        numbers = {
            number
            for word in words
            for known in self._words_like(word)
            for number in self._holders[known]
            if len(self._listed[number].words) == len(words)
        }
        joined = " ".join(sorted(words))
        choices = {number: " ".join(sorted(self._listed[number].words)) for number in numbers}
        near = process.extract(
            joined, choices, scorer=OSA.normalized_similarity, score_cutoff=0.5, limit=20
        )
        for _, _, number in near:
            listed = self._listed[number]
            score = self._likeness(words, listed.words)
            if score >= _NEAREST:
                yield Guess(listed.keys, listed.name, score, f"spelt like “{listed.name}”")

    def _words_like(self, word: str) -> set[str]:
        """Rare words of the list that are this one, up to a slip or two."""
        if len(word) < _SHORTEST:
            return {word} & self._holders.keys()
        return {known for part in _parts(word) for known in self._by_part.get(part, ())}

    def _likeness(self, words: tuple[str, ...], listed: tuple[str, ...]) -> float:
        """The least likeness of a word to its partner, in the order that suits best."""
        best = self._worst_word(words, listed)
        if best < _NEAREST and 2 <= len(words) <= 4:
            best = max(
                (self._worst_word(order, listed) - 0.05 for order in permutations(words)),
                default=0.0,
            )
        return round(best, 2)

    def _worst_word(self, words: tuple[str, ...], listed: tuple[str, ...]) -> float:
        worst = _SLIP_MOST
        for word, other in zip(words, listed, strict=True):
            worst = min(worst, self._word(word, other))
            if worst < _NEAREST:
                return 0.0
        return worst

    def _word(self, word: str, other: str) -> float:
        """How like a word is to one of the list; a word that the list has is no slip for another.

        >>> round(Spellings({})._word("skelefteå", "skellefteå"), 2)
        0.82
        """
        if word == other:
            return 1.0
        if any(character.isdigit() for character in word + other):
            return 0.0
        if _same_but_definite(word, other):
            return _DEFINITE
        if word in self._known:
            return 0.0
        if other in self._common and len(other) > 2 and OSA.distance(word, other) == 1:
            return _DEFINITE
        if _other_ending(word, other) or OSA.distance(word, other) > _SLIPS:
            return 0.0
        likeness = 1 - _SLIP_WEIGHT * (1 - OSA.normalized_similarity(word, other))
        return likeness - (_OTHER_INITIAL if word[:1] != other[:1] else 0)


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: plain letters, no genitive s, no fillers.

    >>> words_of("Wermlands läns landsting"), words_of("Samhall Aktiebolag")
    (('varmland', 'lan', 'landsting'), ('samhall', 'ab'))
    """
    return tuple(_plain(word) for word in _written(name))


def _written(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, legal forms made one, no fillers."""
    folded = _COOPERATIVE.sub("ekför", unicodedata.normalize("NFC", name).casefold())
    words = (_LEGAL_FORMS.get(word, word) for word in _WORDS.findall(folded))
    return tuple(word for word in words if word not in _FILLERS)


def _changed(words: tuple[str, ...], listed: tuple[str, ...]) -> tuple[float, str]:
    """Score and description of what tells apart names whose words are plainly the same."""
    kinds: set[str] = set()
    score = 1.0
    for word, other in zip(words, listed, strict=True):
        changes = set()
        if word != other:
            if word.endswith("s") != other.endswith("s"):
                changes.add("a genitive")
            bare, bare_other = word.removesuffix("s"), other.removesuffix("s")
            if bare != bare_other:
                same = _without_marks(bare) == _without_marks(bare_other)
                changes.add(_DIACRITICS if same else "spelling")
        if len(changes) > 1 and len(other) <= _SHORT:
            score = min(score, _MUCH_CHANGED)
        kinds |= changes
    return min(score, _SLIP_MOST), " and ".join(sorted(kinds)) or "a filler"


def _beside(guess: Guess, guesses: list[Guess]) -> Guess:
    """A guess, lowered where a name of other entities is about as near."""
    for rival in guesses:
        if not set(rival.keys) & set(guess.keys) and rival.score > guess.score - _RIVAL:
            reason = f"{guess.reason}, but as near to “{rival.name}”"
            return Guess(guess.keys, guess.name, min(guess.score, _AMBIGUOUS), reason)
    return guess


def letters_of(name: str) -> str:
    """The letters and digits of a name, in lower case.

    >>> letters_of("Försäkrings-\\nkassan")
    'försäkringskassan'
    """
    return "".join(_WORDS.findall(unicodedata.normalize("NFC", name).casefold()))


def _plain(word: str) -> str:
    for old, new in _OLD:
        word = old.sub(new, word)
    word = _without_marks(word)
    return word[:-1] if len(word) > 3 and word.endswith("s") else word


def _without_marks(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _same_but_definite(word: str, other: str) -> bool:
    """Whether one is the other with an article ("förbund", "förbundet")."""
    short, long = sorted((word, other), key=len)
    return len(short) >= _SHORTEST and long in {
        short + ending for ending in ("n", "en", "et", "t", "na")
    }


def _other_ending(word: str, other: str) -> bool:
    """Whether two words are one in two inflections: "Unioner" is no slip for "Unionen"."""
    return word[:-2] == other[:-2] and {word[-2:], other[-2:]} <= _ENDINGS


def _parts(word: str) -> set[str]:
    """What a word and one with a slip in it share: all but a letter, or an end of a long one."""
    parts = {word}
    if len(word) >= _SHORTEST - 1:
        parts |= {word[:at] + word[at + 1 :] for at in range(len(word))}
    if len(word) >= _LONG - 1:
        parts |= {f"{word[:6]}…", f"…{word[-6:]}"}
    return parts
