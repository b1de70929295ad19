"""Names that the part of an e-mail address before its "@" spells."""

from __future__ import annotations

import re

from graph.sources import person_words as wording
from graph.sources.folded_words import letters_of

_SIGN = re.compile(r"[._+]")
_WORD_OF_NAME = re.compile(r"\S+")


def spells(tokens: list[str], local: str) -> bool:
    """Whether the letters of a name are those of an address before its "@".

    >>> spells(["test", "testsson"], "test.testsson"), spells(["test", "testsson"], "info")
    (True, False)
    """
    if local in wording.GENERIC_LOCALS:
        return False
    parts = [letters_of(part) for part in _SIGN.split(local)]
    parts = [part for part in parts if part]
    ends = [tokens[0], tokens[-1]]
    if len(parts) >= 2:
        if parts in (tokens, tokens[::-1], ends, ends[::-1]):
            return True
        first, last = parts[0], parts[-1]
        return (len(last) == 1 and first == ends[0] and ends[1].startswith(last)) or (
            len(first) == 1 and last == ends[1] and ends[0].startswith(first)
        )
    joined = letters_of(local)
    if len(joined) < 5:
        return False
    return joined in (
        "".join(tokens),
        "".join(ends),
        ends[1] + ends[0],
        ends[0][0] + ends[1],
        ends[0] + ends[1][0],
    )


def span_of(written: str, words: int) -> int:
    """Length of the first `words` words of `written`, with the white space between them."""
    found = list(_WORD_OF_NAME.finditer(written))
    return found[words - 1].end()
