"""Wordings of real pages, a short page each, and sentences that name bodies that take no part.

`wordings.txt` holds pages between lines of "====". The last line of each, after ">>", is what a
careful reader says of it: O owner, P participant, S collaboration partner, C co-financier,
E evaluator, I initiator, L supplier, N name, G grant and B whole budget in kronor,
D planned participants, M municipality, R region of the fund, T period as start/end; with a number
and a dot before it where the page tells of several projects; "nothing" where of none.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.records import ProjectRecord, Role
from graph.sources.documents import read_document
from graph.sources.learnt.wordings import ROLES
from graph.sources.text import TextDocument, normalise

HERE = Path(__file__).parent
REFERENCE = Path(__file__).parents[3] / "data" / "reference"
PAGES = (HERE / "wordings.txt").read_text(encoding="utf-8").strip().split("\n====\n")
TRAPS = (HERE / "trap_sentences.txt").read_text(encoding="utf-8").strip().split("\n")
CODES = {Role.OWNER: "O"} | {role: code for code, role in ROLES.items()}


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REFERENCE).surface_forms())


def records(text: str, mentions: Mentions) -> tuple[ProjectRecord, ...]:
    document = TextDocument(Path("page.txt"), normalise(text), "0" * 64)
    return read_document(document, mentions, "page").records


def told(record: ProjectRecord, wanted: set[str]) -> set[str]:
    """What the record says in the code of the file; values only of the kinds that are wanted."""
    found = {
        f"{CODES[part.role]}:{part.party.name}"
        for part in record.participations
        if part.role in CODES
    }
    kinds = {item[:2] for item in wanted}
    if "N:" in kinds:
        found.add(f"N:{record.name}")
    if "G:" in kinds:
        found.add(f"G:{int(record.grant.value) if record.grant else None}")
    if "B:" in kinds:
        found.add(f"B:{int(record.total_budget.value) if record.total_budget else None}")
    if "D:" in kinds:
        found.add(f"D:{record.planned_participants}")
    if "M:" in kinds:
        found |= {f"M:{name}" for name in record.municipalities}
    if "R:" in kinds:
        found.add(f"R:{record.region}")
    if "T:" in kinds:
        period = record.period
        found.add(f"T:{(period.start or '') + '/' + (period.end or '') if period else None}")
    return found


def test_every_wording_is_read(mentions: Mentions) -> None:
    wrong = []
    for page in PAGES:
        text, expected = page.rsplit("\n>>", 1)
        wanted = set(expected.strip().split("; "))
        read = records(text, mentions)
        parts: list[set[str]]
        if wanted == {"nothing"}:
            parts = []
        elif all(item[0].isdigit() for item in wanted):
            parts = [
                {item[2:] for item in wanted if item.startswith(f"{number}.")}
                for number in range(1, 1 + max(int(item[0]) for item in wanted))
            ]
        else:
            parts = [wanted]
        found = [told(record, part) for record, part in zip(read, parts, strict=False)]
        if len(read) != len(parts) or found != parts:
            wrong.append((text, parts, [told(record, wanted) for record in read]))
    assert wrong == []


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_who_is_named_and_takes_no_part(mentions: Mentions, form: Literal["NFC", "NFD"]) -> None:
    wrong = []
    for trap in TRAPS:
        page = f"Projektet Mixa\n\nNordmalings kommun äger projektet Mixa.\n\n{trap}\n"
        (record,) = records(unicodedata.normalize(form, page), mentions)
        others = {unicodedata.normalize("NFC", item) for item in told(record, set())}
        if others != {"O:Nordmalings kommun"}:
            wrong.append((trap, others))
    assert wrong == []
