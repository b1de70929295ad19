"""The words of a question that are looked for: telling ones, of an English question in Swedish.

Compounds that are written apart, the commonest of Swedish mistakes, are joined where the joined
word is one of the field: of the glossary or the theme thesaurus.
"""

from functools import cache
from itertools import pairwise
from typing import Final

from ontology.vocabulary import concepts
from search.analysis import words
from search.english import english_stop_words, glossary, read_as
from search.small_words import asked_words, is_small_word

LONGEST_ENDING: Final = 3
"""Letters of an ending that a joined word may have (*äldre omsorgen*)."""
SHORTEST: Final = 8
"""Letters of a compound, and of its parts."""
SHORTEST_PART: Final = 3


def readings(text: str) -> tuple[str, ...]:
    """The texts whose words are looked for: a text as it is, an English one in Swedish first.

    Then as it is, as names of projects are English, too. Small words are left out, unless there are
    no others.

    >>> readings("fler unga i jobb")
    ('unga jobb',)
    >>> readings("Arbets marknaden för äldre")
    ('arbetsmarknaden äldre',)
    >>> readings("a test bed for the wood industry")
    ('testbädd träindustri', 'test bed wood industry')
    """
    swedish = read_as(text)
    first = " ".join(asked_words(_joined(swedish)))
    if swedish == text:
        return (first,)
    stops = english_stop_words()
    return first, " ".join(word for word in words(text) if word not in stops)


def _joined(text: str) -> str:
    """The words of a text, with the parts of compounds that are written apart put together."""
    found = words(text)
    whole: list[str] = []
    passed = False
    for one, other in pairwise([*found, ""]):
        joined = one + other
        if passed:
            passed = False
        elif (
            min(len(one), len(other)) >= SHORTEST_PART
            and not is_small_word(one)  # *för projektet* is no *förprojekt*
            and _is_compound(joined, len(one))
        ):
            whole.append(joined)
            passed = True
        else:
            whole.append(one)
    return " ".join(whole)


def _is_compound(word: str, first: int) -> bool:
    """Whether it is one, with an ending or without, that reaches into its second part."""
    shortest = max(first + SHORTEST_PART, len(word) - LONGEST_ENDING)
    return any(word[:end] in _compounds() for end in range(shortest, len(word) + 1))


@cache
def _compounds() -> frozenset[str]:
    """Long Swedish words of the field."""
    labels = (label for concept in concepts("themes") for label in concept.spellings())
    known = {word for label in labels for word in words(label)} | glossary().swedish
    return frozenset(word for word in known if len(word) >= SHORTEST)
