"""Fits the models of this package to pages with answers, and measures them on pages held out.

A folder of answers is what `samverkan evaluate extraction` takes. Pages that tell of the same
project are held out together, so that no model is tried on a project that it has met.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.gold import GoldProject, read_gold
from graph.mentions import Mentions
from graph.records import Role
from graph.sources.body import body_of
from graph.sources.documents import page_of
from graph.sources.inputs import Input, find_inputs, read_input
from graph.sources.learnt.body_signs import signed_bodies
from graph.sources.learnt.classifier import Example, LinearClassifier, fit
from graph.sources.learnt.common_words import CommonWords
from graph.sources.learnt.learnt_parts import NEITHER, OWNER, PARTY, PLACE
from graph.sources.learnt.wordings import read_traps, read_wordings
from graph.sources.page import Page
from graph.sources.text import MAX_BYTES, TextDocument, normalise

_STRENGTH = 0.2
_LEAST_PAGES = 4
_PARTIES = frozenset({Role.PARTICIPANT, Role.PARTNER, Role.COFINANCIER})
_FOLDS = 8


@dataclass(frozen=True, slots=True)
class Answered:
    """A page and the projects that a careful reader finds in it."""

    page: Page
    projects: Sequence[GoldProject]


@dataclass(frozen=True, slots=True)
class BodyExamples:
    """Examples of the two models of bodies; `groups` are the projects that `bodies` are of."""

    bodies: list[Example] = field(default_factory=list)
    roles: list[Example] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


def answered(paths: Sequence[Path], mentions: Mentions) -> Iterator[Answered]:
    """The pages with answers at `paths`: folders of gold, and files of wordings or of traps.

    Raises `UnreadableSource` where a folder holds none, or an answer is not as described.
    """
    for path in paths:
        if path.is_dir():
            for gold in read_gold(path):
                for found in find_inputs([gold.text]):
                    if isinstance(found, Input):
                        document = read_input(found, MAX_BYTES)
                        name = str(gold.text)
                        yield Answered(page_of(document, mentions, name), gold.projects)
            continue
        read = read_traps if path.name.startswith("trap") else read_wordings
        for number, (text, projects) in enumerate(read(path)):
            name = f"{path}#{number}"
            document = TextDocument(path, normalise(text), sha256="")
            yield Answered(page_of(document, mentions, name), projects)


def body_examples(pages: Iterable[Answered]) -> BodyExamples:
    """What pages with answers teach of owners and parties."""
    found = BodyExamples()
    common = CommonWords(_LEAST_PAGES)
    for one in pages:
        common.meet(one.page.text)
        name = one.page.citer.source
        group = one.projects[0].name.casefold() if one.projects else name
        for signs, label, role in _signed(one):
            found.bodies.append(Example(signs, label, name))
            found.groups.append(group or name)
            if role in (Role.PARTICIPANT, Role.PARTNER):
                found.roles.append(Example(signs, str(role), name))
    return BodyExamples(common.kept(found.bodies), common.kept(found.roles), found.groups)


def _signed(one: Answered) -> Iterator[tuple[frozenset[str], str, Role | None]]:
    """The signs of each body that a page names, class, and part in the answer."""
    page = one.page
    roles: dict[str, Role] = {}
    for project in one.projects:
        for partner in project.partners:
            roles.setdefault(page.body_key(partner.name), partner.role)
    roles |= {page.body_key(each.owner): Role.OWNER for each in one.projects if each.owner}
    places = {page.body_key(name) for each in one.projects for name in each.municipalities}
    names = [project.name for project in one.projects]
    for key, body in signed_bodies(page, body_of(page), names).items():
        role = roles.get(key)
        if role is Role.OWNER:
            label = OWNER
        elif role in _PARTIES:
            label = PARTY
        else:
            label = PLACE if key in places else NEITHER
        yield frozenset(body.signs), label, role


def fit_models(examples: BodyExamples) -> dict[str, LinearClassifier]:
    """The models by the name of their file."""
    return {"bodies": _fit(examples.bodies), "roles": _fit(examples.roles)}


def _fit(examples: Sequence[Example]) -> LinearClassifier:
    return fit(examples, strength=_STRENGTH, least_pages=_LEAST_PAGES)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """How a class is told on pages that the model had not met: counts of bodies."""

    label: str
    expected: int
    found: int
    correct: int


def held_out(examples: BodyExamples) -> list[HeldOut]:
    """The likeliest class of each body, in cross-validation by project."""
    bodies = examples.bodies
    chances = chances_held_out(bodies, examples.groups, _fit)
    told = [max(one, key=lambda label: one[label]) for one in chances]
    return [
        HeldOut(
            label,
            sum(one.label == label for one in bodies),
            sum(one == label for one in told),
            sum(one.label == label == found for one, found in zip(bodies, told, strict=True)),
        )
        for label in (OWNER, PARTY, PLACE)
    ]


def chances_held_out(
    examples: Sequence[Example],
    groups: Sequence[str],
    fit_to: Callable[[Sequence[Example]], LinearClassifier],
) -> list[dict[str, float]]:
    """The probabilities of each example's classes, by a model that met none of its group."""
    from sklearn.model_selection import GroupKFold

    chances: list[dict[str, float]] = [{} for _ in examples]
    for rest, part in GroupKFold(_FOLDS).split(examples, groups=groups):
        model = fit_to([examples[at] for at in rest])
        for at in part:
            chances[at] = model.probabilities(examples[at].signs)
    return chances
