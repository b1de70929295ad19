"""How likely the candidates of a page are names of projects, by the models fitted on pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import exp

from graph.merging import same_name
from graph.sources.body import body_of
from graph.sources.learnt.classifier import LinearClassifier, shares, shipped
from graph.sources.learnt.name_candidates import Candidate, candidates
from graph.sources.learnt.name_signs import signs_of, surroundings
from graph.sources.likely_names import is_publisher
from graph.sources.page import Page
from graph.sources.project_names import NameFound

NAME, OTHER = "name", "other"  # classes of the model


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


def candidates_of(page: Page) -> dict[str, Candidate]:
    """What may be a name on a page, by its key, found once."""
    return page.reader.once("name candidates", lambda: candidates(page, body_of(page)))


def ranked_names(page: Page) -> list[LikelyName]:
    """All candidates of a page by how likely they are names, likeliest first."""

    def ranked() -> list[LikelyName]:
        found = candidates_of(page)
        return rank(page, found, found.values(), "names")

    return page.reader.once("learnt names", ranked)


def chosen_names(page: Page) -> list[LikelyName]:
    """All candidates of a page, by how likely each is the one name where no rule finds it."""

    def choose() -> list[LikelyName]:
        found = [
            one
            for one in candidates_of(page).values()
            if not is_publisher(page.text, page.units, one.name)
        ]
        scores = [_score(shipped("naming"), signs) for signs in _signs(page, found)]
        likely = [LikelyName(one, share) for one, share in zip(found, shares(scores), strict=True)]
        return sorted(likely, key=lambda one: -one.chance)

    return page.reader.once("chosen names", choose)


def _signs(page: Page, asked: Iterable[Candidate]) -> Iterator[frozenset[str]]:
    """The signs of candidates of a page, each worked out once."""
    found, units = candidates_of(page), body_of(page)
    known: dict[str, frozenset[str]] = page.reader.once("signs of names", dict)
    around = page.reader.once("around names", lambda: surroundings(page, units, found))
    for one in asked:
        signs = known.get(one.key)
        if signs is None:
            signs = known[one.key] = signs_of(page, units, found, around, one)
        yield signs


def rank(
    page: Page, found: Mapping[str, Candidate], asked: Iterable[Candidate], model: str
) -> list[LikelyName]:
    """The candidates `asked` about, of those `found`, likeliest first, as a `model` weighs them."""
    weights = shipped(model)
    if found is candidates_of(page):
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
    found = candidates_of(page)
    keys = [same_name(name) for name in names]
    asked = [found[key] for key in dict.fromkeys(keys) if key in found]
    likely = {one.candidate.key: one.chance for one in rank(page, found, asked, "names")}
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
