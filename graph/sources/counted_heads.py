"""Heads of projects that are as many as the words right above them say that there are projects.

"Två projekt …" above two headings, two numbered lines or two paragraphs that open with a name in
quotation marks: so many heads of one kind are projects, though nothing else says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.sources.passages import Unit
from graph.sources.project_counts import COUNT, OF_THEM, PLURAL, number
from graph.sources.project_heads import PART, PARTED, Head
from graph.sources.screening import screened

_COUNT = screened(
    rf"(?i)(?<![\w.,-]){COUNT}\s+(?:{OF_THEM}|"
    r"(?:(?!andra\b|liknande\b|tidigare\b|närliggande\b)[\w+-]+\s+){0,3}?"
    rf"(?:{PLURAL}|[\w-]*ansökningar(?:na)?|satsningar(?:na)?|exempel)(?![\w-]))"
)
_NEAR = 3  # units between the words and the first head
_WITHIN = 8  # heads of one kind looked at beyond as many as are counted


def counted_heads(text: str, units: Sequence[Unit], heads: Sequence[Head]) -> list[Head]:
    """The heads of one kind below the words that count projects, where they are as many."""
    for at, unit in enumerate(units):
        for counted in _COUNT.finditer(text, unit.start, unit.end):
            count = number(counted["count"])
            below: dict[str, list[Head]] = {}
            for head in heads:
                if at < head.at and not head.kind.endswith(PARTED):
                    below.setdefault(head.kind.removesuffix(PART), []).append(head)
            for found in below.values():
                if series := _as_many(found, count, at + _NEAR):
                    return series
    return []


def _as_many(found: Sequence[Head], count: int, last: int) -> list[Head]:
    """`count` of the heads `found`: all of them, or all but those that may open a page's part."""
    if len(found) > count + _WITHIN:
        return []
    for heads in (
        found,
        [head for head in found if not head.kind.endswith(PART)],
        [head for head in found if not (head.doubtful or head.kind.endswith(PART))],
    ):
        if len(heads) == count and heads[0].at <= last:
            return list(heads)
    return []
