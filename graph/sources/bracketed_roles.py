"""Roles that stand in brackets with a name: "A (utvärdering)", "B – medfinansiär"."""

from __future__ import annotations

import re

from graph.records import Role
from graph.sources.quick_patterns import quick

_BRACKETED = quick(
    r"\s*[(–-]\s*(?:(?:extern|upphandlad|projektets)\s+)?(?:(?P<evaluator>utvärder(?:are|ing)|följeforsk(?:are|ning))|"
    r"(?P<cofinancier>medfinansiär|medfinansiering)|(?P<supplier>\w*leverantör)|(?P<initiator>initiativtagare))\s*"
    r"(?:\)|(?=\s*(?:\n|$)))",
    re.IGNORECASE,
)
_ROLES = {
    "evaluator": Role.EVALUATOR,
    "cofinancier": Role.COFINANCIER,
    "supplier": Role.SUPPLIER,
    "initiator": Role.INITIATOR,
}


def role_in_brackets(text: str, start: int, end: int) -> Role | None:
    """The role that stands in brackets with or behind a name: "A (utvärdering)"."""
    told = _BRACKETED.search(text, start, min(len(text), end + 40))
    if told is None or told.lastgroup is None or told.start() > end:
        return None
    return _ROLES[told.lastgroup]
