"""Text folded to letters without case and diacritics, and where words stand in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import cache, lru_cache

import ahocorasick

Span = tuple[int, int]

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_JOINER = re.compile(r"[-’'](?<![-’'].)(?![-’'])", re.DOTALL)


class FoldedWords:
    """Where words stand in a folded text, all found in one reading.

    A dash or apostrophe may stand between any two letters: "annakarin" is in "anna-karin".
    """

    def __init__(self, text: str, words: Collection[str]) -> None:
        self.text = text
        self._spans: dict[str, dict[int, int]] = {word: {} for word in words}
        if not words:
            return
        automaton = ahocorasick.Automaton()
        for word in words:
            automaton.add_word(word, word)
        automaton.make_automaton()
        joiners = [found.start() for found in _JOINER.finditer(text)]
        # of each joiner, the offset that it would have without those before it
        shifts = [at - number for number, at in enumerate(joiners)]
        for last, word in automaton.iter(_JOINER.sub("", text) if joiners else text):
            first = last - len(word) + 1
            start = first + bisect_right(shifts, first)
            self._spans[word][start] = last + bisect_right(shifts, last) + 1

    def in_sequence(self, words: Sequence[str]) -> Iterator[Span]:
        """Where `words` stand in order, one to three signs or spaces between them."""
        for start, end in self._spans[words[0]].items():
            if start and self.text[start - 1].isalnum():
                continue
            for word in words[1:]:
                following = end
                while following - end < 4 and not self._is_letter(following):
                    following += 1
                if not 0 < following - end < 4 or following not in self._spans[word]:
                    break
                end = self._spans[word][following]
            else:
                yield from self._whole(start, end)

    def after_initial(self, initial: str, word: str) -> Iterator[Span]:
        """Where `word` stands after an initial, with or without its dot."""
        for start, end in self._spans[word].items():
            at = start - 1
            while at > 0 and start - at < 6 and not self._is_letter(at):
                at -= 1
            between = start - at - 1
            dotted = between == 4 and self.text[at + 1] == "."
            if at < 0 or self.text[at] != initial or not (0 < between < 4 or dotted):
                continue
            if at == 0 or not self._is_letter(at - 1):
                yield from self._whole(at, end)

    def alone(self, word: str) -> Iterator[Span]:
        """Where `word` stands whole, and is no part of one with a dash."""
        for start, end in self._spans[word].items():
            if start and self._is_letter(start - 1):
                continue
            if start > 1 and self.text[start - 1] == "-" and self._is_word(start - 2):
                continue
            for left, right in self._whole(start, end, apostrophe=False):
                if self.text[right : right + 1] != "-" or not self._is_word(right + 1):
                    yield left, right

    def _whole(self, start: int, end: int, *, apostrophe: bool = True) -> Iterator[Span]:
        """The range with a genitive s, where nothing follows that makes the word longer."""
        genitive = end
        if apostrophe and self.text[end : end + 1] in ("'", "’"):
            genitive += 1
        if self.text[genitive : genitive + 1] == "s" and not self._is_letter(genitive + 1):
            yield start, genitive + 1
        elif not self._is_letter(end):
            yield start, end

    def _is_letter(self, at: int) -> bool:
        return at < len(self.text) and self.text[at].isalnum()

    def _is_word(self, at: int) -> bool:
        return at < len(self.text) and (self.text[at].isalnum() or self.text[at] == "_")


def fold_letters(text: str) -> str:
    """`text` in lower case without diacritics, character by character: the length is kept."""
    if text.isascii():
        return text.lower()
    folded = text
    for character in set(_NOT_ASCII.findall(text)):
        folded = folded.replace(character, _fold_letter(character))
    lower = folded.lower()
    return lower if len(lower) == len(text) else "".join(map(_fold_letter, text))


@cache
def _fold_letter(character: str) -> str:
    if character.isascii():
        return character.lower()
    special = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "a", "Æ": "a", "ß": "s"}
    if character in special:
        return special[character]
    base = unicodedata.normalize("NFD", character)[0]
    lower = base.lower()
    return lower if len(lower) == 1 else character


@lru_cache(maxsize=8192)
def letters_of(word: str) -> str:
    """The letters of a word, folded."""
    folded = fold_letters(word)
    return folded if folded.isalpha() else "".join(filter(str.isalpha, folded))
