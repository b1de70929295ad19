"""What ties the names of a sentence to words before them: a clause between, the sentence before.

"A, som ska handleda lärarna, och B", "… ordnas av A och B, som båda är partner", "Så är också C".
"""

from __future__ import annotations

import re

from graph.records import Role
from graph.sources.cue_reach import after_cue
from graph.sources.evaluation_rules import EVALUATING_TASK
from graph.sources.role_words import PARTNER_NOUN, TAKES

# "A, som ska handleda skolorna, och föreningen B": the names go on after what is told of A
_TOLD_OF_ONE = re.compile(
    r",\s+(?:som|vilket|vilken|vilka|där)\s[^.;:]{3,140}?,\s+(?:och|samt)\s+"
    r"(?:även\s+|också\s+|dessutom\s+)?(?:(?P<again>med|av|från|hos)\s+)?"
    r"(?=(?:[a-zåäö]{4,}(?:en|et|an|n)\s+)?[A-ZÅÄÖ])"
)
_NAMES_ALONE = re.compile(
    r"(?:[a-zåäö]{4,}(?:en|et|an|n)\s+)?[A-ZÅÄÖ][\w&/-]*(?:\s+(?:i|på|och|samt|för|av|kommun|stad|"
    r"läns?|universitet|folkhögskola|\w*förbund|\w*förening|ekonomisk|[A-ZÅÄÖ&][\w&/-]*))*"
    r"(?=\s*(?:[.,;]|$))"
)
# "… ordnas av A och B, som båda är partner": the names begin after the word that brings them in
WHO_ALL = frozenset(
    {"partner.who-all", "participant.who-all", "partner.who-are", "participant.who-are"}
)
_NAMED_BY = re.compile(
    r"\b(?:av|med|från|hos|via|genom|är|finns|har|annat|andra)\s+"
    r"(?=[A-ZÅÄÖ]|(?:(?:de|länets)\s+(?:\w+\s+)?)?(?:kommunerna|företagen|bolaget|föreningen)[\s,])"
)
_EVALUATION_BEFORE = re.compile(r"utvärder|följeforsk", re.IGNORECASE)
ANAPHORIC = frozenset({EVALUATING_TASK, "partner.so-is", "participant.so-does"})
_LOOK_BACK = 250  # characters in which the sentence before stands
_PARTNER_BEFORE = re.compile(rf"\b(?:{PARTNER_NOUN}|samverka\w*|samarbet\w*)\b", re.IGNORECASE)
_PART_BEFORE = re.compile(
    rf"\b(?:{TAKES}|deltagande|medverkande|medsökande|parter|"
    r"(?:bidrar|bidrog|går\s+in|gick\s+in|ställer\s+upp|ställde\s+upp)\s+(?:\w+\s+){0,3}?med|lånar\s+ut|avsätter)\b",
    re.IGNORECASE,
)
# "Där medverkade A": where the sentence before tells of a meeting
_AT_EVENT = re.compile(r"\s*(?:Där|Då)\s*$")
_EVENT = re.compile(
    r"(?:träff(?:en|ar|arna)?|konferens(?:en)?|seminari(?:um|et)|\w+dag(?:en|arna)?|möte(?:t|n)?|"
    r"webb?inari(?:um|et)|mässan?|invigning(?:en)?|workshops?|föreläsning(?:en|ar)?|frukost(?:en)?)\b",
    re.IGNORECASE,
)


def after_clause(text: str, right: int, end: int) -> list[tuple[int, int]]:
    """The names that go on after a clause on the last one: "A, som bidrar med X, och B"."""
    clause = _TOLD_OF_ONE.match(text, right, end)
    if clause is None:
        return []
    if clause["again"]:
        return [after_cue(text, clause.end(), end, None)]
    alone = _NAMES_ALONE.match(text, clause.end(), end)
    return [alone.span()] if alone else []


def names_begin(text: str, left: int, right: int) -> int:
    """Where the names of "… av A och B, som båda" begin: after the last word that brings them in.

    >>> text = "Platser ordnas av Exempel AB och Exempel HB"
    >>> text[names_begin(text, 0, len(text)) :]
    'Exempel AB och Exempel HB'
    """
    return max((named.end() for named in _NAMED_BY.finditer(text, left, right)), default=left)


def role_before(rule: str, text: str, start: int) -> Role | None:
    """The role that the sentence before `start` gives, for "Så är också A"."""
    before = _sentence_before(text, start)
    if rule == EVALUATING_TASK:
        return Role.EVALUATOR if _EVALUATION_BEFORE.search(before) else None
    if _PARTNER_BEFORE.search(before):
        return Role.PARTNER
    return Role.PARTICIPANT if _PART_BEFORE.search(before) else None


def is_at_event(text: str, start: int, cue: int) -> bool:
    """Whether "Där medverkade A" tells of who came to what the sentence before speaks of."""
    opens = _AT_EVENT.match(text, start, cue) is not None
    return opens and _EVENT.search(_sentence_before(text, start)) is not None


def _sentence_before(text: str, start: int) -> str:
    """The sentence that ends right before `start`, as far as it stands near."""
    near = text[max(0, start - _LOOK_BACK) : start].rstrip()
    return re.split(r"[.!?]\s+|\n", near)[-1]
