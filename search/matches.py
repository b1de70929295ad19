"""Where in a text the words of a query stand: what is marked in a passage that was found.

By the analysis of the word index (`search.analysis`): a word of the text matches if it shares
pieces with a word of the query that make up enough of either, so that *kompetens* is found in
*kompetensförsörjning*, *chefer* in *chefernas*, and *utbildning* not in *försörjning* for its
ending. Offsets count characters of the text as it is given: NFC, NFD, capitals.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from search.analysis import WORD, folded, pieces
from search.small_words import asked_words, is_small_word, is_telling_word, telling_words

Span = tuple[int, int]
"""Start and end of what matches, in characters of the text; the end is not part of it."""

SHORTEST: Final = 4
"""Letters that a part of a word must share; at the beginning of both, ``SHORTEST_START``."""
SHORTEST_START: Final = 3
SHARE: Final = 0.5
"""Of the letters of the shorter word that must be shared."""
REST: Final = 3
"""Letters of a query's compound before the part that a word shares: *bland* holds no *land*."""
LONG: Final = 6
"""Letters that are no chance at the beginning of two words."""
LEAST_INSIDE: Final = 0.6
"""Of the letters of a query's word that must stand inside another."""
ENDINGS: Final = frozenset(
    {"", "a", "e", "n", "s", "t", "an", "ar", "as", "at", "de", "en", "er", "es", "et", "na", "or"}
    | {"ad", "are", "ade", "ens", "ets", "nas", "rna", "ts", "r", "te"}
)
_GROWING: Final = re.compile("[ßẞİ]")
"""The letters that are more than one when folded."""
ENDING: Final = 3
"""Letters after what is shared that are taken for an ending, and belong to the match."""


class WordMatcher:
    """The words of a query, to be found in texts; made once for all passages of an answer.

    Small words match only where they are asked for. With ``telling`` those of the query that say
    nothing of what it is about match nothing: for texts that someone wrote for another purpose.

    >>> text = "Strategisk KOMPETENSFÖRSÖRJNING i vården"
    >>> [text[start:end] for start, end in WordMatcher("kompetens för vård").spans(text)]
    ['KOMPETENS', 'vården']
    """

    def __init__(self, query: str, *, telling: bool = False) -> None:
        self._telling = telling
        found = telling_words(query) if telling else asked_words(query)
        self._words = tuple(dict.fromkeys(found))
        self._places: dict[str, list[tuple[int, int]]] = {}
        for number, word in enumerate(self._words):
            for at, piece in enumerate(pieces(word)):
                self._places.setdefault(piece, []).append((number, at))
        self._found: dict[str, Span | None] = {}

    def spans(self, text: str) -> list[Span]:
        """Spans of the text that match, in order, not overlapping: one of a word at most."""
        small, places, ends = _folded_with_places(text)
        found: list[Span] = []
        taken = 0
        for word in WORD.finditer(small):
            own = word.group()
            if own not in self._found:
                passed = not is_telling_word(own) if self._telling else is_small_word(own)
                passed = passed and own not in self._words
                self._found[own] = None if passed else self._shared(own)
            if span := self._found[own]:
                first, last = word.start() + span[0], word.start() + span[1] - 1
                # One character may be several when folded, even parts of two words.
                start, end = max(places[first], taken), ends[last]
                if start < end:
                    found.append((start, end))
                    taken = end
        return found

    def _shared(self, word: str) -> Span | None:
        """The longest run of letters that the word shares with one of the query's, if it counts."""
        runs: dict[tuple[int, int], int] = {}
        best: tuple[int, int, Span] | None = None
        own = pieces(word)
        for at, piece in enumerate(own):
            # A run goes on where the piece before was shared at the place before.
            runs = {
                (number, place): runs.get((number, place - 1), 0) + 1
                for number, place in self._places.get(piece, ())
            }
            for (number, place), length in runs.items():
                span = self._counts(word, number, at, place, length, len(piece))
                if span and (best is None or span[1] - span[0] > best[0]):
                    best = span[1] - span[0], number, span
        return best[2] if best else None

    def _counts(
        self, word: str, number: int, at: int, place: int, length: int, size: int
    ) -> Span | None:
        """The letters of a run that ends at these pieces, where they are enough to be a match."""
        asked = self._words[number]
        first, first_asked = at - length + 1, place - length + 1
        end = at + size - 1  # edged words have one character before their letters
        start, end = max(0, first - 1), min(len(word), end)
        start_asked, end_asked = max(0, first_asked - 1), min(len(asked), place + size - 1)
        letters = end - start
        begins_both = start == start_asked == 0 and first == first_asked == 0
        enough = letters >= (SHORTEST_START if begins_both else SHORTEST)
        whole = word == asked
        # Parts of compounds begin or end them: the query's stands in the text's, or the text's ends
        # the query's. What begins inside of both is chance (*fortbildning*, *utbildning*).
        # A rest of one or two letters is no part of a compound, unless much is shared (*ohälsa*).
        ends = end_asked == len(asked) and (start_asked >= REST or letters > SHORTEST)
        # Nor are endings more than that (*grannkommuner*, *kommunen*).
        left = len(asked) - end_asked
        ends = ends or (left <= ENDING and start_asked >= REST and letters > SHORTEST)
        at_edge = start_asked == 0 or (start == 0 and ends)
        share = letters / min(len(word), len(asked))
        if not whole and not (enough and at_edge and share >= SHARE):
            return None
        # Where both begin alike and go on, the shorter with no ending, it is chance (*vård*,
        # *våren*); so is the beginning of a word inside another (*ensamkommande*, *kommuner*).
        if not whole and begins_both and letters < LONG and not _ends(word, asked, letters):
            return None
        if start > 0 and letters < LEAST_INSIDE * len(asked):
            return None
        return start, len(word) if len(word) - end <= ENDING else end


def _ends(word: str, asked: str, letters: int) -> bool:
    """Whether the rest of the shorter of two words that begin alike is an ending."""
    return min(word, asked, key=len)[letters:] in ENDINGS


def _folded_with_places(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text folded, and where in the text what each of its characters is of begins and ends."""
    composed = unicodedata.is_normalized("NFC", text) and not any(map(unicodedata.combining, text))
    if composed and not _GROWING.search(text):
        whole = folded(text)
        if len(whole) == len(text):
            return whole, range(len(text)), range(1, len(text) + 1)
    small: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, letter in _letters(text):
        made = folded(letter)
        small.append(made)
        starts += [start] * len(made)
        ends += [start + len(letter)] * len(made)
    return "".join(small), starts, ends


def _letters(text: str) -> Iterator[tuple[int, str]]:
    """Each character with the accents that follow it, and its place."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not unicodedata.combining(text[at]):
            if start < at:
                yield start, text[start:at]
            start = at
