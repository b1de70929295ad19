"""Names of projects that no rule finds: the likeliest candidates, by a model fitted on pages.

A page that the rules find no name on gets the likeliest, and a name that is a body's or a place's
gives way to one that is likely. The models are fitted on pages with answers (`name_training.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from graph.merging import same_name
from graph.sources.drafts import Draft
from graph.sources.learnt.known_names import KnownName, has_stated_name, is_among
from graph.sources.learnt.name_candidates import (
    Candidate,
    is_like_body,
    may_be_name,
    uses_of,
)
from graph.sources.learnt.name_chances import (
    LikelyName,
    candidates_of,
    chosen_names,
    rank,
    ranked_names,
)
from graph.sources.learnt.name_signs import SMALL
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import sentence_at
from graph.sources.project_names import NameFound, is_called_so

_LIKELY = 0.25  # least probability of the name of a page's one project
_CHOSEN = 0.22  # and where no rule finds one, beside the other candidates
_CHOSEN_TITLED = 0.3  # and where the title may stand for it
# Least share of a name to take the place of one that a rule found, and most of it that one has
_NAMED = (0.35, 0.2)
_WEIGHED = (0.18, 0.7)
_KIN = 12  # candidates that are looked at for kin, and
_SHORTER = 0.2  # least part of a longer one's share that the shorter has, and
_AS_LIKELY = 0.7  # of one that the page has but once as well
_TWICE = 2
_LONG = 50  # characters of a name that may have been cut too late
_LIKE_BODY = 0.2  # least share of a name to take the place of one that is built like a body's
_SPELLED_ALIKE = 85.0  # likeness (0-100) of two spellings
_UNLIKELY = 0.1  # most probability of a name that gives way to it
_WRONG = 0.05  # most probability of a name that is cut otherwise, and
_RIGHT = 0.6  # least probability of what it is cut to
# What a page says of a project of its own: "projektet", "ett nytt ESF-projekt"
_PROJECT = re.compile(
    r"projekt(?:et|s)|\bett\s+(?:[\w-]+\s+){0,3}?[\w-]*projekt\b|(?<=[\w-])projekt\b|förstudie|satsning|"
    r"\bESF\b|socialfond|REACT-EU|\bEU-(?:medel|pengar|stöd)|\bAMIF\b",
    re.IGNORECASE,
)


def learnt_name(page: Page, *, titled: bool = False) -> NameFound | None:
    """The likeliest name of a page on which no wording names a project, if it is likely enough.

    It must be likelier where the page is `titled`: its title may stand for a name.
    """
    if _PROJECT.search(page.text) is None:
        return None
    ranked, share = _by_kin(chosen_names(page))
    if not ranked:
        return None
    if _is_line(ranked[0].candidate):
        share = ranked[0].chance  # what begins a line is no kin of it
        titled = True
    if share < (_CHOSEN_TITLED if titled else _CHOSEN):
        return None
    if _is_line(ranked[0].candidate):  # what is used as a name goes before a line that is not
        used = (one for one in ranked if not _is_line(one.candidate))
        first = next(used, None)
        if first is not None and first.chance >= _CHOSEN_TITLED:
            return first.found
    return _without_cue(ranked).found


def _by_kin(ranked: Sequence[LikelyName]) -> tuple[list[LikelyName], float]:
    """`ranked` with the best of the likeliest kin first, and the share of these together.

    Kin are candidates of which one begins with the other, as "X" and "X – vägen till arbete": the
    shorter goes before, where the page has it more often and the longer goes on in small letters.
    """
    if not ranked:
        return [], 0.0
    few = ranked[:_KIN]

    def kin(one: LikelyName) -> list[LikelyName]:
        key = one.candidate.key
        keys = ((other, other.candidate.key) for other in few)
        return [other for other, its in keys if its.startswith(key) or key.startswith(its)]

    likeliest = max(few, key=lambda one: sum(other.chance for other in kin(one)))
    members = kin(likeliest)
    share = sum(other.chance for other in members)
    first = max(members, key=lambda one: one.chance)
    first = next((other for other in members if _is_cut_of(other, first)), first)
    return [first, *(one for one in ranked if one is not first)], share


def _is_cut_of(one: LikelyName, longer: LikelyName) -> bool:
    """Whether a name is how a longer one begins, which the page has but once."""
    rest = longer.candidate.name[len(one.candidate.name) :].lstrip(" ,:–-")
    least = _SHORTER if len(one.candidate.uses) > 1 else _AS_LIKELY
    return (
        longer.candidate.key.startswith(one.candidate.key)
        and rest[:1].islower()
        and len(longer.candidate.uses) == 1
        and one.chance >= least * longer.chance
    )


def _is_line(candidate: Candidate) -> bool:
    """Whether a candidate stands on a page once only, as a whole line."""
    return len(candidate.uses) < 2 and all("heading-whole" in at.ways for at in candidate.places)


def goes_by_title(page: Page, draft: Draft) -> bool:
    """Whether a project is called by a whole line that the page has once: more must tell of it."""
    named = next((one.evidence for one in draft.evidence if one.field == "name"), None)
    if named is None or named.rule != "name.learnt" or page.text.count(draft.name) > 1:
        return False
    key = same_name(draft.name)
    return any(
        unit.start <= named.start < unit.end and same_name(unit.text) == key for unit in page.units
    )


def _without_cue(ranked: Sequence[LikelyName]) -> LikelyName:
    """The likeliest name; of a whole heading what follows "utvärdering av" and the like in it."""
    first = ranked[0].candidate.places[0]
    if "heading-whole" in first.ways:
        for one in ranked:
            for place in one.candidate.places:
                if place.unit == first.unit and "heading-cue" in place.ways:
                    return one
    return ranked[0]


def surer_name(page: Page, found: NameFound, *, weighed: bool = False) -> NameFound:
    """`found`, or the likeliest name where that is much likelier.

    It need not be as much likelier where `found` was only `weighed`, or is a body's or a place's.
    """
    if found.titled or (not is_like_body(found.name) and is_called_so(page.text, found)):
        return found
    if weighed or _is_doubtful(page, found.name):
        other = _likelier(page, found, weighed=weighed)
        if other is not None:
            return other
    mentions = page.reader.mentions
    if may_be_name(found.name, mentions) and not looks_like_body(found.name):
        return found
    ranked = ranked_names(page)
    key = same_name(found.name)
    own = max((one.chance for one in ranked if one.candidate.key == key), default=0.0)
    if not ranked or ranked[0].chance < _LIKELY or own > _UNLIKELY:
        return found
    return found if is_among(ranked[0].candidate, [KnownName.of(found.name)]) else ranked[0].found


def _is_doubtful(page: Page, name: str) -> bool:
    """Whether what a rule took for a name may be none: it is long, small, a body's, or met once."""
    return len(name) > _LONG or page.text.count(name) < _TWICE or is_like_body(name)


def _likelier(page: Page, found: NameFound, *, weighed: bool) -> NameFound | None:
    """The name chosen, where its share is as `_NAMED` or `_WEIGHED` says.

    `found` must have less than a part of that share, and be no other spelling of it.
    """
    least = _WEIGHED if weighed else _NAMED
    ranked, share = _by_kin(chosen_names(page))
    if not ranked or share < least[0]:
        return None
    first, key = ranked[0], same_name(found.name)
    own = max((one.chance for one in ranked if one.candidate.key == key), default=0.0)
    if is_like_body(first.candidate.name) and not first.candidate.key.startswith(key):
        return None
    if _is_line(first.candidate) and key not in first.candidate.key:
        return None
    if key in first.candidate.key and len(first.candidate.uses) < _TWICE and not weighed:
        return None
    if is_like_body(found.name) and share > _LIKE_BODY and first.candidate.key != key:
        return _without_cue(ranked).found
    if own >= least[1] * first.chance or fuzz.ratio(key, first.candidate.key) > _SPELLED_ALIKE:
        return None
    return _without_cue(ranked).found


def settle_name(page: Page, draft: Draft) -> None:
    """Rename a project whose name was cut too late or too early, where the right cut is likely.

    Asked are names with words in small letters, as what follows a name may be taken for a part.
    """
    key = same_name(draft.name)
    small = (word for word in draft.name.split() if word[0].islower())
    if all(word in SMALL for word in small) or has_stated_name([draft]):
        return
    found = candidates_of(page)
    asked = [one for one in found.values() if one.key in key or key in one.key]
    ranked = rank(page, found, asked, "names")
    own = max((one.chance for one in ranked if one.candidate.key == key), default=0.0)
    if own > _WRONG or not ranked or ranked[0].chance < _RIGHT:
        return
    if len(ranked[0].candidate.uses) <= sum(1 for _ in uses_of(page.text, draft.name)):
        return  # the page never writes it otherwise
    name = ranked[0].found
    draft.name = name.name
    unit = next(unit for unit in page.units if unit.start <= name.start < unit.end)
    sentence = sentence_at(page.text, unit, name.start)
    draft.prove("name", page.citer.cite(*sentence, "name.learnt", (name.start, name.end)))
