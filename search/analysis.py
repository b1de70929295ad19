"""Swedish words for the lexical index: normalised, stop words left out, cut into 4-grams.

Swedish writes compounds as one word: *kompetensförsörjning* holds *kompetens*, and no stemmer finds
it there. Overlapping pieces of four characters do, forgive endings and misspellings as well, and
need no word list. Words keep their bounds (``_sfi_``), so an acronym or a number matches itself
better than a part of another word.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

SIZE: Final = 4
EDGE: Final = "_"
REMEMBERED_WORDS: Final = 100_000
WORD: Final = re.compile(r"[^\W_]+")
# Soft hyphens, joiners and other marks that no reader sees, as texts out of PDF files have.
INVISIBLE: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), "")
_SPELT: Final = str.maketrans({"æ": "ä", "ø": "ö", "ß": "ss"}) | INVISIBLE
# Letters of their own in Swedish; every other accent is left off (idé, Müller).
_KEPT: Final = frozenset({"a\u030a", "a\u0308", "o\u0308"})


def folded(text: str) -> str:
    """The text in small letters and NFC, without accents but those of å, ä and ö.

    >>> folded("IDÉ Ångström Mül\u00adler")
    'ide ångström muller'
    """
    text = unicodedata.normalize("NFC", text).lower().translate(_SPELT)
    return text if text.isascii() else "".join(map(_folded, unicodedata.normalize("NFC", text)))


@cache
def _folded(character: str) -> str:
    parts = unicodedata.normalize("NFD", character)
    if len(parts) == 1 or parts in _KEPT:
        return character
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return unicodedata.normalize("NFC", bare)


def words(text: str) -> list[str]:
    """The words in order, folded; what is no letter or digit parts them.

    >>> words("Studie- och yrkesvägledning (dnr 2017/00453)")
    ['studie', 'och', 'yrkesvägledning', 'dnr', '2017', '00453']
    """
    return WORD.findall(folded(text))


def name_of(text: str) -> str:
    """A text as names are compared: its words, parted by single spaces.

    >>> name_of("2017/00453") == name_of(" 2017-00453")
    True
    """
    return " ".join(words(text))


def content_words(text: str) -> list[str]:
    """The words that are no stop words; all words when there are no others."""
    found = words(text)
    stopped = _stop_words()
    return [word for word in found if word not in stopped] or found


def is_stop_word(word: str) -> bool:
    """Whether a folded word says nothing of what a text is about.

    >>> is_stop_word("för"), is_stop_word("företag")
    (True, False)
    """
    return word in _stop_words()


def grams(text: str) -> list[str]:
    """The 4-grams of the content words, with the words' bounds.

    >>> grams("SFI och vård")
    ['_sfi', 'sfi_', '_vår', 'vård', 'ård_']
    """
    return [gram for word in content_words(text) for gram in pieces(word)]


@lru_cache(maxsize=REMEMBERED_WORDS)
def pieces(word: str) -> tuple[str, ...]:
    """The 4-grams of one folded word with its bounds; a number is one piece.

    >>> pieces("vård"), pieces("00453")
    (('_vår', 'vård', 'ård_'), ('_00453_',))
    """
    edged = f"{EDGE}{word}{EDGE}"
    if word.isdecimal():  # another number with the same digits is no near miss
        return (edged,)
    return tuple(edged[at : at + SIZE] for at in range(max(1, len(edged) - SIZE + 1)))


@cache
def _stop_words() -> frozenset[str]:
    """Swedish stop words as bm25s has them, folded."""
    from bm25s.stopwords import STOPWORDS_SWEDISH

    return frozenset(map(folded, STOPWORDS_SWEDISH))
