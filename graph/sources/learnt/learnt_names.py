"""Names of projects that no rule finds: the likeliest candidates, by a model fitted on pages.

A page that the rules find no name on gets the likeliest; a name that is a body's or a place's
gives way to one that is likely; and a page that speaks of several projects, of which the rules
found one, gets the others, where its sentences tell something of them. The models are fitted on
pages with answers (`name_training.py`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp

from rapidfuzz import fuzz

from graph.merging import same_name
from graph.records import Role
from graph.sources.body import body_of, read_sentence, summarise
from graph.sources.drafts import Draft
from graph.sources.learnt.classifier import LinearClassifier, shares, shipped
from graph.sources.learnt.name_candidates import (
    Candidate,
    candidates,
    is_like_body,
    may_be_name,
    uses_of,
)
from graph.sources.learnt.name_signs import SMALL, signs_of, surroundings
from graph.sources.likely_names import is_publisher
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, sentence_at, split_sentences
from graph.sources.project_names import NameFound, is_called_so
from graph.sources.screening import screened

NAME, OTHER = "name", "other"  # classes of the model
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
_FURTHER = 0.4  # least probability of a further project of which sentences tell something
_LISTED = 2  # likely names in a list of projects, at the least, and
_OF_LIST = 0.2  # least probability of any other in it
_SURE = 0.8  # and of one of which they tell nothing
_ALIKE = 75.0  # likeness (0-100) of two names of one project
# What a page says of a project of its own: "projektet", "ett nytt ESF-projekt"
_PROJECT = re.compile(
    r"projekt(?:et|s)|\bett\s+(?:[\w-]+\s+){0,3}?[\w-]*projekt\b|(?<=[\w-])projekt\b|förstudie|satsning|"
    r"\bESF\b|socialfond|REACT-EU|\bEU-(?:medel|pengar|stöd)|\bAMIF\b",
    re.IGNORECASE,
)
_OUTRIGHT = frozenset({"called", "quoted"})
# Rules by which a page states the names of all its projects
_STATED = ("label.", "heading.", "table.")
_SEVERAL = screened(
    r"\bprojekten\b|"
    r"\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|flera|olika|följande|några|alla|nya)\s+(?:[\w-]+\s+){0,2}"
    r"(?:\w*projekt|förstudier|satsningar)\b|\bandra\s+projekt",
    re.IGNORECASE,
    beginning_only=True,
)


@dataclass(frozen=True, slots=True)
class LikelyName:
    """A candidate with the probability that it is the name of a project."""

    candidate: Candidate
    chance: float

    @property
    def found(self) -> NameFound:
        """The name where it stands first."""
        place = self.candidate.places[0]
        return NameFound(self.candidate.name, place.start, place.end, place.start)


def learnt_name(page: Page, *, titled: bool = False) -> NameFound | None:
    """The likeliest name of a page on which no wording names a project, if it is likely enough.

    It must be likelier where the page is `titled`: its title may stand for a name.
    """
    if _PROJECT.search(page.text) is None:
        return None
    ranked, share = _by_kin(_chosen(page))
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
    if not is_like_body(found.name) and is_called_so(page.text, found):
        return found
    if weighed or _is_doubtful(page, found.name):
        other = _likelier(page, found, weighed=weighed)
        if other is not None:
            return other
    mentions = page.reader.mentions
    if may_be_name(found.name, mentions) and not looks_like_body(found.name):
        return found
    ranked = _ranked(page)
    key = same_name(found.name)
    own = max((one.chance for one in ranked if one.candidate.key == key), default=0.0)
    if not ranked or ranked[0].chance < _LIKELY or own > _UNLIKELY:
        return found
    return found if _among(ranked[0].candidate, [_Known.of(found.name)]) else ranked[0].found


def _is_doubtful(page: Page, name: str) -> bool:
    """Whether what a rule took for a name may be none: it is long, small, a body's, or met once."""
    return len(name) > _LONG or page.text.count(name) < _TWICE or is_like_body(name)


def _likelier(page: Page, found: NameFound, *, weighed: bool) -> NameFound | None:
    """The name chosen, where its share is as `_NAMED` or `_WEIGHED` says.

    `found` must have less than a part of that share, and be no other spelling of it.
    """
    least = _WEIGHED if weighed else _NAMED
    ranked, share = _by_kin(_chosen(page))
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
    if all(word in SMALL for word in small) or _is_stated([draft]):
        return
    found = _candidates(page)
    asked = [one for one in found.values() if one.key in key or key in one.key]
    ranked = _rank(page, found, asked, "names")
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


def further_projects(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Projects beside the one of `drafts`, on a page that speaks of several.

    None where more are read already. They stand in a list, or are named outright. What their own
    sentences say of them is read; one named outright of which nothing is said must be quite sure.
    """
    if len(drafts) != 1 or _SEVERAL.search(page.text, 0, len(page.text)) is None:
        return []
    if _is_stated(drafts):
        return []
    known = [_Known.of(name) for draft in drafts for name in _names(draft)]
    units = body_of(page)
    found = candidates(page, units, outright=True)
    unknown = [one for one in found.values() if not _among(one, known)]
    ranked = [one for one in _rank(page, found, unknown, "further") if one.chance >= _OF_LIST]
    further: list[Draft] = []
    taken: set[int] = set()  # items that name a project found
    listed = _listed(ranked, units)
    for one in ranked:
        rows = {place.unit for place in one.candidate.places if units[place.unit].bullet}
        if rows & taken or _among(one.candidate, known):
            continue
        if not (rows & listed):
            ways = {way for place in one.candidate.places for way in place.ways}
            if one.chance < _FURTHER or not ways & _OUTRIGHT:
                continue
        draft = _read(page, one.found, one.candidate.uses)
        if rows & listed or one.chance >= _SURE or _is_told(draft):
            further.append(draft)
            known.append(_Known.of(draft.name))
            taken |= rows
    return further


def _is_told(draft: Draft) -> bool:
    """Whether a period, a sum or who takes part is known of a project."""
    stated = (draft.start, draft.end, draft.grant, draft.total_budget)
    return any(stated) or any(part.role is not Role.FUNDER for part in draft.parts)


def _listed(ranked: Sequence[LikelyName], units: Sequence[Unit]) -> set[int]:
    """The items of lists in which two at the least are likely to name a project."""
    likely = {
        place.unit
        for one in ranked
        if one.chance >= _FURTHER
        for place in one.candidate.places
        if units[place.unit].bullet
    }
    rows: set[int] = set()
    at = 0
    while at < len(units):
        last = at
        while last < len(units) and units[last].bullet:
            last += 1
        if sum(row in likely for row in range(at, last)) >= _LISTED:
            rows.update(range(at, last))
        at = last + 1
    return rows


def _read(page: Page, found: NameFound, uses: Sequence[tuple[int, int]]) -> Draft:
    """A draft with what the sentences that name it say of it."""
    draft = Draft(page.citer, found.name)
    units = body_of(page)
    starts = [unit.start for unit in units]
    sentences: dict[tuple[int, int], None] = {}
    for at in [found.start, *(use[0] for use in uses)]:
        unit = units[max(0, bisect_right(starts, at) - 1)]
        for span in split_sentences(page.text, unit.start, unit.end):
            if span[0] <= at < span[1]:
                sentences[span] = None
    told = sorted(sentences)
    named = next((s for s in told if s[0] <= found.start < s[1]), (found.start, found.end))
    draft.prove("name", page.citer.cite(*named, "name.learnt", (found.start, found.end)))
    for span in told:
        read_sentence(page, draft, *span)
    summarise(page, draft, told, "summary.section")
    return draft


def _is_stated(drafts: Sequence[Draft]) -> bool:
    """Whether a label, a numbered heading or a table says what one of the projects is called."""
    rules = (item.evidence.rule for one in drafts for item in one.evidence if item.field == "name")
    return any(rule.startswith(_STATED) for rule in rules)


def _candidates(page: Page) -> dict[str, Candidate]:
    return page.reader.once("name candidates", lambda: candidates(page, body_of(page)))


def _ranked(page: Page) -> list[LikelyName]:
    """All candidates of a page by how likely they are names, likeliest first."""

    def rank() -> list[LikelyName]:
        found = _candidates(page)
        return _rank(page, found, found.values(), "names")

    return page.reader.once("learnt names", rank)


def _chosen(page: Page) -> list[LikelyName]:
    """All candidates of a page, by how likely each is the one name where no rule finds it."""

    def choose() -> list[LikelyName]:
        found = [
            one
            for one in _candidates(page).values()
            if not is_publisher(page.text, page.units, one.name)
        ]
        scores = [_score(shipped("naming"), signs) for signs in _signs(page, found)]
        likely = [LikelyName(one, share) for one, share in zip(found, shares(scores), strict=True)]
        return sorted(likely, key=lambda one: -one.chance)

    return page.reader.once("chosen names", choose)


def _signs(page: Page, asked: Iterable[Candidate]) -> Iterator[frozenset[str]]:
    """The signs of candidates of a page, each worked out once."""
    found, units = _candidates(page), body_of(page)
    known: dict[str, frozenset[str]] = page.reader.once("signs of names", dict)
    around = page.reader.once("around names", lambda: surroundings(page, units, found))
    for one in asked:
        signs = known.get(one.key)
        if signs is None:
            signs = known[one.key] = signs_of(page, units, found, around, one)
        yield signs


def _rank(
    page: Page, found: Mapping[str, Candidate], asked: Iterable[Candidate], model: str
) -> list[LikelyName]:
    weights = shipped(model)
    if found is _candidates(page):
        asked = list(asked)
        signed = zip(asked, _signs(page, asked), strict=True)
        likely = [LikelyName(one, _chance(weights, signs)) for one, signs in signed]
    else:
        units = body_of(page)
        around = surroundings(page, units, found)
        likely = [
            LikelyName(one, _chance(weights, signs_of(page, units, found, around, one)))
            for one in asked
        ]
    return sorted(likely, key=lambda one: -one.chance)


def chances_of(page: Page, names: Iterable[str]) -> list[float]:
    """How likely each of `names` is the name of a project (0 to 1); 0 where it is no candidate."""
    found = _candidates(page)
    keys = [same_name(name) for name in names]
    asked = [found[key] for key in dict.fromkeys(keys) if key in found]
    likely = {one.candidate.key: one.chance for one in _rank(page, found, asked, "names")}
    return [likely.get(key, 0.0) for key in keys]


def _chance(model: LinearClassifier, signs: Iterable[str]) -> float:
    """The probability of a name, as `probabilities` gives it, in fewer steps for two classes."""
    return 1 / (1 + exp(-_score(model, signs)))


def _score(model: LinearClassifier, signs: Iterable[str]) -> float:
    """How much more the signs tell of a name than of none, as a logarithm of odds."""
    name = model.classes.index(NAME)
    total = model.intercept[name] - model.intercept[1 - name]
    for sign in signs:
        weights = model.weights.get(sign)
        if weights is not None:
            total += weights[name] - weights[1 - name]
    return total


def _names(draft: Draft) -> list[str]:
    related = (*draft.alternative_names, *draft.predecessors, *draft.successors)
    return [draft.name, *related, *(part.party.name for part in draft.parts)]


@dataclass(frozen=True, slots=True)
class _Known:
    """A name that is known on a page: with letters and digits only, and in small letters."""

    key: str
    name: str

    @classmethod
    def of(cls, name: str) -> _Known:
        return cls(same_name(name), name.lower())


def _among(one: Candidate, known: Sequence[_Known]) -> bool:
    """Whether a candidate is a known name, holds one, is held by one, or has the same words."""
    key, name = one.key, one.name.lower()
    return any(key in other.key or other.key in key for other in known) or any(
        fuzz.token_set_ratio(name, other.name, score_cutoff=_ALIKE) > 0 for other in known
    )
