"""Fits the model of project names to pages with answers, and measures it on pages held out.

Pages that share the name of a project are held out together, so that no name is tried that the
model has met.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from graph.merging import same_name
from graph.sources.body import body_of
from graph.sources.learnt.classifier import Example, LinearClassifier, fit, fit_choice
from graph.sources.learnt.common_words import CommonWords
from graph.sources.learnt.name_candidates import candidates
from graph.sources.learnt.name_chances import NAME, OTHER
from graph.sources.learnt.name_signs import signs_of, surroundings
from graph.sources.learnt.training import Answered, HeldOut, chances_held_out

_STRENGTH = 0.3
_LEAST_PAGES = 4
_PENALTY = 5.0
_CUE = r"(?:projekt|förstud|satsnin|insatse|heter|kallas|namnet|initiat)"
# Signs of the wordings that the rules know
_KNOWN = re.compile(
    rf"way=(?:called|quoted|heading-cue|item-cue|before-kind)|b1={_CUE}|b12=.*_{_CUE}|"
    r"b12=(?:projekt|förstud)|B=(?:projekt|förstud)|project-before|before-kind|"
    r"b1=[”\"“:]|b12=.*_[”\"“:]|a1=”|a12=”"
)


@dataclass(frozen=True, slots=True)
class NameExamples:
    """Candidates as examples; `groups` are pages that share a project, `names` those to find."""

    candidates: list[Example] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    names: int = 0


def name_examples(pages: Iterable[Answered], *, outright: bool = False) -> NameExamples:
    """What pages with answers teach of the names of projects; `outright` as of `candidates`."""
    examples: list[Example] = []
    groups: list[str] = []
    common = CommonWords(_LEAST_PAGES)
    joined: dict[str, str] = {}  # the group of each name
    count = 0
    for one in pages:
        names = {same_name(project.name) for project in one.projects}
        count += len(names)
        source = one.page.citer.source
        known = sorted({joined[name] for name in names if name in joined})
        group = known[0] if known else source
        joined |= dict.fromkeys(names, group)
        if len(known) > 1:  # this page joins groups that had nothing in common
            groups = [group if other in known else other for other in groups]
            joined = {name: group if of in known else of for name, of in joined.items()}
        common.meet(one.page.text)
        units = body_of(one.page)
        found = candidates(one.page, units, outright=outright)
        around = surroundings(one.page, units, found)
        for candidate in found.values():
            signs = signs_of(one.page, units, found, around, candidate)
            examples.append(Example(signs, NAME if candidate.key in names else OTHER, source))
            groups.append(group)
    return NameExamples(common.kept(examples), groups, count)


def fit_names(examples: NameExamples) -> LinearClassifier:
    """The model that tells names from other candidates."""
    return _fit(examples.candidates)


def fit_naming(examples: NameExamples) -> LinearClassifier:
    """The model that chooses the name of a page on which no rule finds one.

    Each page counts twice: as it is, and without the wordings that the rules know.
    """
    without = [
        replace(one, signs=frozenset(filter(_is_unknown, one.signs)), page=f"{one.page} without")
        for one in examples.candidates
    ]
    return fit_choice(
        [*examples.candidates, *without], NAME, penalty=_PENALTY, least_pages=2 * _LEAST_PAGES
    )


def _is_unknown(sign: str) -> bool:
    return _KNOWN.match(sign) is None


def held_out_names(examples: NameExamples) -> HeldOut:
    """Names as candidates likelier than not, in cross-validation by project."""
    chances = chances_held_out(examples.candidates, examples.groups, _fit)
    told = [one[NAME] > one[OTHER] for one in chances]
    right = sum(
        said and one.label == NAME for said, one in zip(told, examples.candidates, strict=True)
    )
    return HeldOut(NAME, examples.names, sum(told), right)


def _fit(candidates: Sequence[Example]) -> LinearClassifier:
    return fit(candidates, strength=_STRENGTH, least_pages=_LEAST_PAGES)
