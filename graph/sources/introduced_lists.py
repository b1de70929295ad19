"""Lists of bodies that a sentence introduces in words that no heading has: "Vi genomför det med:".

The sentence is read as running text with the bodies behind it, so every wording of prose counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from graph.sources.certain_names import is_certain_body
from graph.sources.list_rules import INTRODUCED
from graph.sources.parties import PartyReader
from graph.sources.party_names import Named
from graph.sources.screening import ScannedText
from graph.sources.statements import Stated, in_sentence

_FEWEST = 2
_LONGEST = 240  # characters of the sentence
_LONGEST_ITEM = 80
_FOLLOWING = re.compile(r"\bföljande\s+\w+(?:er|ar|or|en|na|ner|ag|nd|part)\b", re.IGNORECASE)
_ENDS = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])")


def opens_list(line: str) -> bool:
    """Whether a line may introduce a list below it: it ends with a colon, or breaks off."""
    return line.endswith(":") and " " in line


def introduced(
    reader: PartyReader, line: str, items: Sequence[tuple[Named, tuple[int, int]]]
) -> list[Stated]:
    """The parts that a `line` gives the bodies below it, each with the range of its item.

    All must be bodies by a list or their own words, but for one, and the sentence must tell of
    every one of them; else none has a part.
    """
    sentence = line[max((end.end() for end in _ENDS.finditer(line)), default=0) :].rstrip(": ")
    if len(items) < _FEWEST or len(sentence) > _LONGEST:
        return []
    known = [is_certain_body(reader, named) for named, _ in items]
    if not known[0] or sum(known) < len(known) - 1:
        return []
    names = [named.party.name for named, _ in items]
    if any(len(name) > _LONGEST_ITEM for name in names):
        return []
    named = f"{', '.join(names[:-1])} och {names[-1]}"
    text = ScannedText(_with_names(sentence, named) + ".")
    read = PartyReader(text, reader.mentions)
    told = {one.named.party.name: one for one in in_sentence(read, 0, len(text))}
    if any(name not in told for name in names):
        return []
    return [
        Stated(one, told[one.party.name].role, INTRODUCED.name, *span, one.extent)
        for one, span in items
    ]


def _with_names(sentence: str, named: str) -> str:
    """A sentence with the bodies for "följande parter", or behind it."""
    following = _FOLLOWING.search(sentence)
    if following is None:
        return f"{sentence} {named}"
    return sentence[: following.start()] + named + sentence[following.end() :]
