"""Swedish words that say nothing of what a project is about: small ones, and those of its papers.

A likeness must not rest on them: *fram* and *bland annat* stand in any text, and that two projects
were granted money in a certain autumn makes them no more alike. They are looked for all the same,
where someone asks for them.
"""

from functools import cache
from importlib import resources
from typing import Final

from search.analysis import content_words, is_stop_word, words

FILE: Final = "small_words.txt"


def is_small_word(word: str) -> bool:
    """Whether a folded word stands in any text.

    >>> is_small_word("fram"), is_small_word("ungefär"), is_small_word("ungdomar")
    (True, True, False)
    """
    return word in _lists()[0] or is_stop_word(word)


def asked_words(text: str) -> list[str]:
    """The words that are no small ones, folded, in order; all words when there are no others."""
    found = words(text)
    return [word for word in found if not is_small_word(word)] or found


def telling_words(text: str) -> list[str]:
    """The words that say what a text is about, folded, in order; numbers are none.

    >>> telling_words("Förstudie beviljad hösten 2020 om stöd till ungefär 30 unga")
    ['stöd', 'unga']
    """
    return [word for word in content_words(text) if is_telling_word(word)]


def is_telling_word(word: str) -> bool:
    """Whether a folded word says what a text is about: none of the lists, no number, no letter."""
    return (
        len(word) > 1
        and not word.isdecimal()
        and not is_small_word(word)
        and word not in _lists()[1]
    )


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """Small words, and words of the papers of a project."""
    small: set[str] = set()
    formal: set[str] = set()
    text = resources.files("search").joinpath(FILE).read_text("utf-8")
    for held, part in zip((small, formal), text.split("\n\n"), strict=True):
        for line in part.splitlines():
            if not line.startswith("#"):
                held.update(line.split())
    return frozenset(small), frozenset(formal)
