"""The words that every match of a pattern must have, worked out of the pattern."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any

# The standard library's parser of patterns, which has no stubs; `sre_parse` until 3.10.
syntax: Any = import_module("re._parser")

_MOST_WORDS = 120  # that one stretch of a pattern is spelled out into
_LONG_ENOUGH = 6  # characters; beyond, longer words tell nothing more
_MOST_WAYS = 40  # in which one pattern can match
_SETS = 3  # of words, that one way asks for

_RARE_SIGN = re.compile(r"[^\w\s,.–—-]")
_REPEATS = frozenset({syntax.MAX_REPEAT, syntax.MIN_REPEAT, syntax.POSSESSIVE_REPEAT})
_SPACE = (syntax.IN, [(syntax.CATEGORY, syntax.CATEGORY_SPACE)])
# Runs of white space but for a lone space: a text is read with each run as one space.
SPACES = re.compile(r"\s(?:(?<=[^ ])\s*|\s+)")
BOUND = "\b"  # in a word that a pattern needs: `\b` stands there
_BOUND_WITHIN = re.compile(f"(?<=[^{BOUND}]){BOUND}+(?=[^{BOUND}])")

Words = frozenset[str]
Way = list[Words]
_EMPTY: Words = frozenset({""})  # the empty string, and no word at all
_NONE: Words = frozenset()


def fold(text: str) -> str:
    """`text` in small letters, where `re.IGNORECASE` takes two letters for one."""
    return text.replace("ſ", "s").replace("ı", "i").replace("İ", "i").lower()


def words_needed(pattern: str, flags: int | re.RegexFlag = 0) -> list[list[Words]]:
    """Ways in which `pattern` can match, each with sets of folded words; none where one is unsure.

    Every match has, for one of the ways, a word of each set. The most telling set stands first.
    `BOUND` at an end of a word says that `\\b` holds there.

    >>> pattern = r"(?:st[öo]ds|stöttas\\s+\\w*\\s*genom|drivs.*av)\\b|kr(?:onor)?\\b"
    >>> [[sorted(words) for words in way] for way in words_needed(pattern)]
    [[['stods', 'stöds']], [['stöttas '], ['genom']], [['drivs']], [['kr\\x08', 'kronor\\x08']]]
    """
    ways = [_telling(way) for way in _ways(syntax.parse(pattern, flags), _EMPTY)]
    return ways if all(ways) else []


def _telling(way: Way) -> Way:
    """The sets that tell most, without those that another makes needless."""
    kept: Way = []
    for words in sorted(dict.fromkeys(way), key=_worth, reverse=True):
        short = _worth(words) < ((_LONG_ENOUGH - 2, -_MOST_WORDS) if kept else (2, -_MOST_WORDS))
        implied = any(all(any(w in k for w in words) for k in known) for known in kept)
        if not short and not implied and len(kept) < _SETS:
            kept.append(words)
    return kept


def _ways(parts: Iterable[tuple[Any, Any]], before: Words) -> list[Way]:
    """The ways of a sequence that stands after one of the words `before`."""
    ways: list[Way] = [[]]
    written = before
    for kind, value in parts:
        spelled = _spelled(kind, value)
        if kind is syntax.ASSERT and value[0] < 0 and written == _EMPTY:
            spelled = _spelled_all(value[1]) or _EMPTY  # what stands before begins the word
        if spelled and len(spelled) * len(written) <= _MOST_WORDS:
            written = _joined(written, spelled)
            continue
        within = _ways_within(kind, value, written)
        if len(ways) * len(within) > _MOST_WAYS:
            within = [_common(within)]
        ways = [[*way, written, *more] for way in ways for more in within]
        if kind is not syntax.ASSERT:
            written = _EMPTY
    return [[words for words in (*way, written) if _worth(words) > (0, 0)] for way in ways]


def _ways_within(kind: Any, value: Any, before: Words) -> list[Way]:
    """The ways of a part that stands for too many strings to be spelled out."""
    if kind is syntax.SUBPATTERN:
        return _ways(value[3], before)
    if kind is syntax.BRANCH:
        return [way for alternative in value[1] for way in _ways(alternative, before)]
    if kind in _REPEATS and value[0] > 0:
        return _ways(value[2], before)
    if kind is syntax.ATOMIC_GROUP:
        return _ways(value, before)
    if kind is syntax.ASSERT:
        return _ways(value[1], before)
    return [[]]


def _common(ways: list[Way]) -> Way:
    """One way for several: the most telling set of each, as one set."""
    best = [max(way, key=_worth, default=_NONE) for way in ways]
    return [_NONE.union(*best)] if all(best) else []


def _spelled(kind: Any, value: Any) -> Words:
    """The strings that a part stands for, where they are sure and few."""
    if kind is syntax.LITERAL:
        return frozenset({SPACES.sub(" ", fold(chr(value)))})
    if (kind, value) == _SPACE or (
        kind is syntax.MAX_REPEAT and value[0] == 1 and list(value[2]) == [_SPACE]
    ):
        return frozenset({" "})
    if kind is syntax.IN and all(each is syntax.LITERAL for each, _ in value):
        return frozenset(SPACES.sub(" ", fold(chr(code))) for _, code in value)
    if kind is syntax.AT and value is syntax.AT_BOUNDARY:
        return frozenset({BOUND})
    if kind in (syntax.AT, syntax.ASSERT_NOT) or (kind is syntax.ASSERT and value[0] < 0):
        return _EMPTY
    if kind is syntax.SUBPATTERN:
        return _spelled_all(value[3])
    if kind is syntax.ATOMIC_GROUP:
        return _spelled_all(value)
    if kind in _REPEATS and value[:2] == (0, 1):
        spelled = _spelled_all(value[2])
        return spelled | _EMPTY if spelled else _NONE
    if kind is syntax.BRANCH:
        alternatives = [_spelled_all(each) for each in value[1]]
        return _NONE.union(*alternatives) if all(alternatives) else _NONE
    return _NONE


def _spelled_all(parts: Iterable[tuple[Any, Any]]) -> Words:
    """The strings that a sequence stands for."""
    written = _EMPTY
    for kind, value in parts:
        spelled = _spelled(kind, value)
        if not spelled or len(spelled) * len(written) > _MOST_WORDS:
            return _NONE
        written = _joined(written, spelled)
    return written


def _joined(heads: Words, tails: Words) -> Words:
    return frozenset(
        SPACES.sub(" ", _BOUND_WITHIN.sub("", head + tail)) for head in heads for tail in tails
    )


def _worth(words: Words) -> tuple[int, int]:
    """How well words tell texts apart: long ones, and few; a rare sign is worth three letters."""
    bare = [word.strip(BOUND) for word in words]
    shortest = min((len(word) + 2 * len(_RARE_SIGN.findall(word)) for word in bare), default=0)
    return (min(shortest, _LONG_ENOUGH), -len(words)) if shortest else (0, 0)
