"""The cues of a sentence: which rules of roles match in it, and where."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.sources.named_owner_rules import BEHIND, DRIVES, behind, drives
from graph.sources.role_rules import LIMITING, PART_IN, RULES, part_in
from graph.sources.role_words import RoleRule

Cue = tuple[RoleRule, re.Match[str]]  # a rule, and where it matches

# "A har tillsammans med B fått …": who the verb's own cue would take for its subject is B.
_WITH_OTHERS = frozenset(
    {"owner.drives-with", "owner.granted-with", "owner.drives-inverted", "owner.gets-inverted"}
)
_ECHOES = frozenset({"owner.granted", "owner.drives"})
# "Därför tog A på sig rollen som projektägare": the body stands within the words of the cue
_HOLDING = frozenset(
    {"owner.takes-on-inverted", "owner.undertakes-inverted", "owner.is-entrusted-inverted"}
)
_RULE_BITS = sum(rule.pattern.bit for rule in RULES)
# Without any of these a sentence has no cue.
CUE_BITS = _RULE_BITS | PART_IN.bit | DRIVES.bit | BEHIND.bit


def limit_in(sentence: str) -> str | None:
    """The limit that a sentence puts on the parties of the sentence before it."""
    match = LIMITING.match(sentence.strip())
    return match["extent"].strip() if match else None


def extent_of(match: re.Match[str]) -> str | None:
    """The limit that the words of a cue put on its parties: "i vissa delar av projektet"."""
    groups = match.groupdict()
    limit = groups.get("extent") or groups.get("extent2")
    if not limit:
        return None
    whole = match.group().strip()
    at = whole.find(limit)
    verb = whole.split()[0]
    return (
        limit
        if at < 0 or " " not in whole
        else f"{verb} {limit}"
        if limit.startswith(("i ", "delvis"))
        else limit
    )


def cues_in(text: str, start: int, end: int, likely: int, project: str | None) -> list[Cue]:
    """The cues of a sentence in order, among the `likely` patterns and those on the `project`.

    Where two overlap, the earlier and longer one counts.
    """
    rules = _rules_of(likely & _RULE_BITS)
    if project and text.find(project, start, end) >= 0:
        if PART_IN.search(text, start, end):
            rules = (*rules, part_in(project))
        if DRIVES.search(text, start, end):
            rules = (*rules, drives(project))
        if BEHIND.search(text, start, end):
            rules = (behind(project), *rules)
    found = [
        (rule, match) for rule in rules for match in rule.pattern.pattern.finditer(text, start, end)
    ]
    found.sort(key=lambda item: (item[1].start() + _indent(item[1]), -item[1].end()))
    kept: list[Cue] = []
    for rule, match in found:
        if kept and match.start() < kept[-1][1].end() - 1:
            continue
        kept.append((rule, match))
    if any(rule.name in _WITH_OTHERS for rule, _ in kept):
        kept = [cue for cue in kept if cue[0].name not in _ECHOES]
    if any(rule.name in _HOLDING for rule, _ in kept):
        kept = [cue for cue in kept if cue[0].name != "owner.as"]
    return kept


@lru_cache(maxsize=4096)
def _rules_of(patterns: int) -> tuple[RoleRule, ...]:
    """The rules whose patterns are among `patterns`, given as bits."""
    return tuple(rule for rule in RULES if rule.pattern.bit & patterns)


def _indent(match: re.Match[str]) -> int:
    """Characters of white space at the beginning of a match."""
    return len(match.group()) - len(match.group().lstrip())
