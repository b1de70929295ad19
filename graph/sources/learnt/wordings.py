"""Short pages with their answers in one file, as `tests/graph/sources/wordings.txt` has them.

Pages stand between lines of "====". The last line of each, after ">>", is the answer: O owner,
P participant, S collaboration partner, C co-financier, E evaluator, I initiator, L supplier and
N name, with a number and a dot before it where the page tells of several projects. A file of
traps has a sentence a line that names bodies which take no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from graph.gold import GoldPartner, GoldProject
from graph.records import Role

_ITEM = re.compile(r"(?:(?P<number>\d)\.)?(?P<code>[A-Z]):(?P<value>.+)")
_NAMED = re.compile(r"[Pp]rojektet\s+(?P<name>[A-ZÅÄÖ]\w+)")
ROLES = {
    "P": Role.PARTICIPANT,
    "S": Role.PARTNER,
    "C": Role.COFINANCIER,
    "E": Role.EVALUATOR,
    "I": Role.INITIATOR,
    "L": Role.SUPPLIER,
}


def read_wordings(path: Path) -> Iterator[tuple[str, list[GoldProject]]]:
    """Each page of a file of wordings and the projects it tells of."""
    for page in path.read_text(encoding="utf-8").strip().split("\n====\n"):
        text, _, answer = page.rpartition("\n>>")
        items: dict[str, list[tuple[str, str]]] = {}
        for item in map(_ITEM.fullmatch, answer.strip().split("; ")):
            if item is not None:
                told = items.setdefault(item["number"] or "1", [])
                told.append((item["code"], item["value"]))
        yield text, [_project(text, told) for told in items.values()]


def _project(text: str, told: list[tuple[str, str]]) -> GoldProject:
    of = dict(told)
    named = _NAMED.search(text)
    return GoldProject(
        name=of.get("N") or (named["name"] if named else ""),
        owner=of.get("O"),
        partners=tuple(
            GoldPartner(name=value, role=ROLES[code]) for code, value in told if code in ROLES
        ),
    )


def read_traps(path: Path) -> Iterator[tuple[str, list[GoldProject]]]:
    """Pages for each sentence of a file of traps, on a project that only its owner is part of.

    The sentence stands once below that on the owner and once above it: its place says nothing.
    """
    project = GoldProject(name="Mixa", owner="Nordmalings kommun")
    owned = "Nordmalings kommun äger projektet Mixa."
    for sentence in path.read_text(encoding="utf-8").strip().splitlines():
        for told in ((owned, sentence), (sentence, owned)):
            yield "\n\n".join(("Projektet Mixa", *told)), [project]
