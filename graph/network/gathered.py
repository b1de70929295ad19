"""What an edge says of its days, its sureness and its evidence, gathered part by part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from graph.network.affiliations import Affiliation
from graph.network.model import Spell, Value
from graph.network.selection import Confidence

Evidence = Mapping[str, tuple[str, ...]]
"""Sentences by the IRI of the participation that they are the evidence of."""

_SURENESS = tuple(Confidence)
_UNSTATED = Spell(None, None)


class Gathered:
    """Takes in the parts of an edge, and then says what holds for all of them."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._least_sure = -1
        self._score: float | None = None
        self._sentences: dict[str, None] = {}
        self.spells: set[Spell] = set()

    def add(self, part: Affiliation, what: str = "") -> None:
        """Take in a part; `what` goes before its sentences."""
        score = part.participation.link_score
        if score is not None and (self._score is None or score < self._score):
            self._score = score
        if part.membership is not None:
            sureness = _SURENESS.index(Confidence(part.membership.confidence))
            self._least_sure = max(self._least_sure, sureness)
        if self._evidence:
            found = self._evidence.get(part.participation.iri, ())
            self._sentences |= dict.fromkeys(f"{what}{sentence}" for sentence in found)

    def put_into(self, values: dict[str, Value]) -> None:
        """Add what is known to the values of the edge."""
        starts = [spell.start for spell in self.spells if spell.start]
        ends = [spell.end for spell in self.spells if spell.end]
        if starts:
            values["first"] = min(starts)
        if ends:
            values["last"] = max(ends)
        if self._least_sure >= 0:
            values["confidence"] = _SURENESS[self._least_sure].value
        if self._score is not None:
            values["link_score"] = self._score
        if self._sentences:
            values["evidence"] = tuple(self._sentences)


def spells_of(spells: Iterable[Spell]) -> tuple[Spell, ...]:
    """Spells in order, those that overlap as one; those of which nothing is stated left out."""
    known = set(spells) - {_UNSTATED}
    if len(known) < 2:
        return tuple(known)
    order = sorted(known, key=lambda spell: (spell.start or date.min, spell.end or date.max))
    merged: list[Spell] = []
    for spell in order:
        last = merged[-1] if merged else None
        if (
            last
            and last.start
            and last.end
            and spell.start
            and spell.end
            and spell.start <= last.end
        ):
            merged[-1] = Spell(last.start, max(last.end, spell.end))
        else:
            merged.append(spell)
    return tuple(merged)
