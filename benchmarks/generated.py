"""A graph of as many projects as wanted, with the shape of the real one; a seed makes it.

Each project is made after a real one, drawn at random: which fields it has, how many bodies take
part, in which roles and of which types, its period, programme, themes, length of texts and money
are those of its model, so they have the joint distribution of the real data. Who takes part, and
where, is drawn anew:

- The project moves to a county. What lay in the county of its model lies in the new one, so that
  collaborations stay as local as they are.
- A body of the gazetteer is drawn from those of its type, by how often the real projects have it;
  so the most common ones stay as dominant.
- Bodies known by name alone come from a two-parameter Poisson-Dirichlet process (Pitman and Yor,
  1997), whose discount is estimated by the share of names that occur once. Their number so grows
  with that of the projects as it does in the real data.

Triples are made by the program's own `graph.triples.Describer`. Passages, which are five times as
many triples as all the rest and which no query on partnerships reads, are made on request.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate, chain
from pathlib import Path
from typing import Generic, TypeVar

from graph.assembly import Collection, collect, vocabulary_graph
from graph.ingested import ReadingFolder
from graph.links import GROUP, UNKNOWN
from graph.projects import Body, Part, Project
from graph.records import Amount, Cell, Evidence, Role
from graph.terms import Triple
from graph.triples import Describer
from ontology.identifiers import Identifiers, slugify
from ontology.vocabulary import concepts

T = TypeVar("T", bound=Hashable)

UNSEEN = 0.25
"""Weight of a thing that no real project has, where one that one project has weighs 1."""
KEPT_THEME = 0.7
"""Chance that a project has a theme of its model, and not one drawn from all projects'."""
SPREAD = 0.5
"""Standard deviation of the logarithm of an amount around that of its model."""
_STRENGTH = 1.0  # of the process that makes names; matters only for the first few
_TRIES = 20


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a generated graph is a function of, beside the tables and the program."""

    projects: int
    seed: int = 1
    passages: bool = False

    @property
    def name(self) -> str:
        """For people and files."""
        return f"{self.projects}-{self.seed}{'-passages' if self.passages else ''}"


class _Weighted(Generic[T]):
    """Draws things by weight."""

    def __init__(self, weights: dict[T, float]) -> None:
        self._things = tuple(weights)
        self._sums = tuple(accumulate(weights.values()))

    def draw(self, chance: random.Random) -> T:
        return chance.choices(self._things, cum_weights=self._sums)[0]

    def __bool__(self) -> bool:
        return bool(self._things)


class _Names:
    """Bodies known by name alone: a new one now and then, else one drawn by how often it came."""

    def __init__(self, kind: str, real: Counter[str]) -> None:
        self._kind = kind
        self._discount = min(0.95, sum(n == 1 for n in real.values()) / max(1, len(real)))
        # Begins with the names of the real projects, or the first few drawn would have too large
        # a part of all.
        self._counts = list(real.values())
        self._drawn = [number for number, count in enumerate(self._counts) for _ in range(count)]

    def draw(self, chance: random.Random) -> Body:
        discount, total = self._discount, len(self._drawn)
        new = (_STRENGTH + discount * len(self._counts)) / (_STRENGTH + total)
        if chance.random() < new:
            number = len(self._counts)
            self._counts.append(0)
        else:
            while True:  # by count less the discount
                number = chance.choice(self._drawn)
                if chance.random() * self._counts[number] < self._counts[number] - discount:
                    break
        self._counts[number] += 1
        self._drawn.append(number)
        word = "Grupp" if self._kind == GROUP else "Förening"
        return Body(f"{slugify(word)}-nr-{number}", f"{word} nr {number}", self._kind)


class Generator:
    """Makes projects after those of a collection."""

    def __init__(self, collection: Collection, recipe: Recipe) -> None:
        self._recipe = recipe
        self._models = collection.projects
        self._gazetteer = gazetteer = collection.gazetteer
        seen = Counter(part.body.slug for model in self._models for part in model.parts)
        by_type: dict[tuple[str, str | None], dict[str, float]] = defaultdict(dict)
        for body in gazetteer.organisations.values():
            weight = seen[body.slug] or UNSEEN
            for county in {None, body.county_code}:
                by_type[body.types[0], county][body.slug] = weight
        self._bodies = {key: _Weighted(weights) for key, weights in by_type.items()}
        places = Counter(code for model in self._models for code in model.municipalities)
        by_county: dict[str | None, dict[str, float]] = defaultdict(dict)
        for code, place in gazetteer.municipalities.items():
            for county in (None, place.county_code):
                by_county[county][code] = places[code] or UNSEEN
        self._places = {county: _Weighted(weights) for county, weights in by_county.items()}
        homes = Counter(home for model in self._models if (home := self._home(model)))
        self._homes = _Weighted({code: homes[code] or UNSEEN for code in gazetteer.counties})
        themes = Counter(theme for model in self._models for theme in model.themes)
        self._themes = _Weighted({c.slug: themes[c.slug] or UNSEEN for c in concepts("themes")})
        self._names = {
            kind: _Names(kind, Counter(_slugs(self._models, kind))) for kind in (UNKNOWN, GROUP)
        }

    def projects(self) -> Iterator[tuple[Project, dict[str, str]]]:
        """Each project, with the keys of those before and after it by the names that it gives."""
        chance = random.Random(self._recipe.seed)  # noqa: S311 - no secret
        for number in range(self._recipe.projects):
            model = chance.choice(self._models)
            # Most predecessors of real projects are not in the data either.
            related = {
                name: _key(chance.randrange(number))
                for name in (*model.predecessors, *model.successors)
                if number and chance.random() < 0.5
            }
            yield self._like(model, number, chance), related

    def _like(self, model: Project, number: int, chance: random.Random) -> Project:
        key = _key(number)
        old, new = self._home(model), self._homes.draw(chance)
        municipalities = self._drawn_places(model, old, new, chance)
        return replace(
            model,
            key=key,
            name=f"{model.name} {number}",
            records=(),
            number=f"{2007 + number % 18}/{number:06d}" if model.number else None,
            municipalities=municipalities,
            total_budget=_amount(model.total_budget, chance),
            grant=_amount(model.grant, chance),
            themes=self._drawn_themes(model, chance),
            parts=tuple(self._drawn_parts(model, old, new, number, chance)),
            pages=tuple(f"https://example.org/projekt/{key}" for _ in model.pages[:1]),
            evidence=tuple(
                replace(item, evidence=_moved(item.evidence, key, number))
                for item in model.evidence
                if self._recipe.passages
            ),
        )

    def _home(self, model: Project) -> str | None:
        """The county that a project lies in: that of its first municipality, else of its owner."""
        for code in model.municipalities:
            return self._gazetteer.municipalities[code].county_code
        for part in model.owners():
            body = self._gazetteer.organisations.get(part.body.slug)
            if body is not None and body.county_code:
                return body.county_code
        return None

    def _drawn_places(
        self, model: Project, old: str | None, new: str, chance: random.Random
    ) -> tuple[str, ...]:
        counties = [
            new if self._gazetteer.municipalities[code].county_code == old else None
            for code in model.municipalities
        ]
        return _distinct(lambda at: self._places[counties[at]].draw(chance), len(counties))

    def _drawn_themes(self, model: Project, chance: random.Random) -> tuple[str, ...]:
        def draw(at: int) -> str:
            return model.themes[at] if chance.random() < KEPT_THEME else self._themes.draw(chance)

        return _distinct(draw, len(model.themes))

    def _drawn_parts(
        self, model: Project, old: str | None, new: str, number: int, chance: random.Random
    ) -> Iterator[Part]:
        taken: set[tuple[str, Role]] = set()
        for part in model.parts:
            for _ in range(_TRIES):
                body = self._drawn_body(part.body, old, new, chance)
                if (body.slug, part.role) not in taken:
                    break
            else:
                continue
            taken.add((body.slug, part.role))
            unit = part.unit
            if unit is not None:
                unit = replace(unit, slug=slugify(f"{body.name} {unit.name}"))
            key = _key(number)
            evidence = tuple(
                _moved(item, key, number) for item in part.evidence if self._recipe.passages
            )
            yield replace(part, body=body, unit=unit, evidence=evidence)

    def _drawn_body(self, body: Body, old: str | None, new: str, chance: random.Random) -> Body:
        if body.type in self._names:
            return self._names[body.type].draw(chance)
        known = self._gazetteer.organisations.get(body.slug)
        if known is None:
            return body
        local = known.county_code is not None and known.county_code == old
        bodies = self._bodies.get((known.types[0], new)) if local else None
        found = self._gazetteer.organisations[
            (bodies or self._bodies[known.types[0], None]).draw(chance)
        ]
        return Body(found.slug, found.name, found.types[0])


def generated(
    collection: Collection,
    recipe: Recipe,
    identifiers: Identifiers,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Triple]:
    """The default graph of a release of generated projects; a triple may come more than once."""
    describer = Describer(identifiers, collection.gazetteer)
    vocabulary = sorted(vocabulary_graph(identifiers), key=repr)
    sources = (describer.source(source) for source in collection.sources)
    yield from chain(vocabulary, describer.reference(), *sources)
    for done, (project, related) in enumerate(Generator(collection, recipe).projects()):
        yield from describer.project(project, related, derived=True)
        if done % 1000 == 0:
            progress(done, recipe.projects)
    progress(recipe.projects, recipe.projects)


def models(data: Path) -> Collection:
    """The projects of the tables; documents on one machine must not change what a seed makes."""
    return collect(data, ReadingFolder(data / "no documents"))


def fingerprint(collection: Collection, recipe: Recipe, identifiers: Identifiers) -> str:
    """Of what the graph of a recipe is made of and by, in hex."""
    digest = hashlib.sha256(f"{collection.fingerprint} {recipe} {identifiers.base}".encode())
    root = Path(__file__).parent.parent
    for path in (
        *(root / "graph" / f"{name}.py" for name in ("assembly", "linking", "merging", "triples")),
        *sorted((root / "ontology").glob("*.*")),
        Path(__file__),
    ):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def _key(number: int) -> str:
    return f"p-{number:06d}"


def _slugs(projects: Sequence[Project], kind: str) -> Iterator[str]:
    return (part.body.slug for p in projects for part in p.parts if part.body.type == kind)


def _distinct(draw: Callable[[int], str], count: int) -> tuple[str, ...]:
    """As many different things as wanted; fewer where they do not come in some tries."""
    found: dict[str, None] = {}
    for at in range(count):
        for _ in range(_TRIES):
            thing = draw(at)
            if thing not in found:
                found[thing] = None
                break
    return tuple(found)


def _amount(model: Amount | None, chance: random.Random) -> Amount | None:
    if model is None:
        return None
    value = Decimal(round(float(model.value) * chance.lognormvariate(0, SPREAD)))
    return replace(model, value=max(Decimal(1), value))


def _moved(evidence: Evidence, key: str, number: int) -> Evidence:
    """Evidence in a row, or at a place in the text, of its own."""
    page = evidence.page and f"https://example.org/projekt/{key}"
    if evidence.cell is not None:
        cell = Cell(number + 2, evidence.cell.column)
        return replace(evidence, cell=cell, page=page)
    start = evidence.start + number * 10_000
    return replace(evidence, start=start, end=start + len(evidence.quote), page=page)
