"""Names that are known of a page's projects, which no further project has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from graph.merging import same_name
from graph.sources.drafts import Draft
from graph.sources.learnt.name_candidates import Candidate

_ALIKE = 75.0  # likeness (0-100) of two names of one project
# Rules by which a page states the names of all its projects
_STATED = ("label.", "heading.", "table.")


def has_stated_name(drafts: Sequence[Draft]) -> bool:
    """Whether a label, a numbered heading or a table says what one of the projects is called."""
    rules = (item.evidence.rule for one in drafts for item in one.evidence if item.field == "name")
    return any(rule.startswith(_STATED) for rule in rules)


def names_of(draft: Draft) -> list[str]:
    """The names of a project, of those before and after it, and of its parties."""
    related = (*draft.alternative_names, *draft.predecessors, *draft.successors)
    return [draft.name, *related, *(part.party.name for part in draft.parts)]


@dataclass(frozen=True, slots=True)
class KnownName:
    """A name that is known on a page: with letters and digits only, and in small letters."""

    key: str
    name: str

    @classmethod
    def of(cls, name: str) -> KnownName:
        return cls(same_name(name), name.lower())


def is_among(one: Candidate, known: Sequence[KnownName]) -> bool:
    """Whether a candidate is a known name, holds one, is held by one, or has the same words."""
    key, name = one.key, one.name.lower()
    return any(key in other.key or other.key in key for other in known) or any(
        fuzz.token_set_ratio(name, other.name, score_cutoff=_ALIKE) > 0 for other in known
    )
