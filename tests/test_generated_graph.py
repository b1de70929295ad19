"""The graph of the benchmark: a function of its seed, and of the shape of the real one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rdflib import Graph

from benchmarks.generated import Generator, Recipe, generated, models
from benchmarks.generated_release import generated_release
from benchmarks.peers import Direct, Engine, our_service, rows
from benchmarks.sparql import DIRECT, OURS, QUESTIONS, geometric_mean, measure, questions
from graph.assembly import Collection
from graph.projects import Project
from graph.store import Store
from graph.validation import validate
from ontology.identifiers import DEFAULT_BASE, Identifiers
from ontology.vocabulary import load
from tests.conftest import REPOSITORY

DATA = REPOSITORY / "data"


@pytest.fixture(scope="module")
def real() -> Collection:
    return models(DATA)


def test_a_seed_makes_the_same_bytes(real: Collection) -> None:
    def lines(seed: int) -> bytes:
        triples = generated(real, Recipe(200, seed=seed), Identifiers())
        return "\n".join(" ".join(term.n3() for term in triple) for triple in triples).encode()

    assert lines(1) == lines(1)
    assert lines(1) != lines(2)


def test_the_shapes_hold(real: Collection) -> None:
    graph = Graph()
    for triple in generated(real, Recipe(100, passages=True), Identifiers()):
        graph.add(triple)
    report = validate(graph, load("shapes", DEFAULT_BASE))
    assert report.count("Violation") == 0, report.turtle[:2000]


def test_projects_are_like_the_real_ones(real: Collection) -> None:
    made = [project for project, _ in Generator(real, Recipe(3000)).projects()]

    def per_project(projects: list[Project]) -> dict[str, float]:
        parts = [part for project in projects for part in project.parts]
        counts = {
            "parts": len(parts),
            "owners": sum(len(project.owners()) for project in projects),
            "alone": sum(len(project.parts) < 2 for project in projects),
            "many": sum(len(project.parts) > 7 for project in projects),
            "themes": sum(len(project.themes) for project in projects),
            "municipalities": sum(len(project.municipalities) for project in projects),
            "grants": sum(project.grant is not None for project in projects),
            "Arbetsförmedlingen": sum(part.body.slug == "arbetsformedlingen" for part in parts),
            "in municipalities": sum(part.body.type == "municipality" for part in parts),
            "by name alone": sum(part.body.type == "unknown" for part in parts),
        }
        return {name: count / len(projects) for name, count in counts.items()}

    assert per_project(made) == pytest.approx(per_project(list(real.projects)), rel=0.3)
    assert len({project.key for project in made}) == 3000


def test_bodies_become_more_and_stay_unequal(real: Collection) -> None:
    made = [project for project, _ in Generator(real, Recipe(3000)).projects()]

    def bodies(projects: list[Project]) -> Counter[str]:
        return Counter(part.body.slug for project in projects for part in project.parts)

    few, many = bodies(made[:300]), bodies(made)
    assert len(many) > 3 * len(few)
    ten = sum(count for _, count in many.most_common(10))
    assert ten > 0.1 * many.total()


def test_collaborations_stay_local(real: Collection) -> None:
    """A part of the bodies of a project, like that of the real ones, lies in its county."""
    gazetteer = real.gazetteer

    def share(projects: list[Project]) -> float:
        inside = [
            gazetteer.organisations[part.body.slug].county_code
            == gazetteer.municipalities[project.municipalities[0]].county_code
            for project in projects
            if project.municipalities
            for part in project.parts
            if part.body.type == "municipality"
        ]
        return sum(inside) / len(inside)

    made = [project for project, _ in Generator(real, Recipe(3000)).projects()]
    assert share(made) == pytest.approx(share(list(real.projects)), abs=0.1)


def test_our_service_answers_all_questions_as_the_engine_itself_does(tmp_path: Path) -> None:
    said: list[str] = []
    recipe = Recipe(150)
    graph = generated_release(
        DATA, tmp_path, recipe, DEFAULT_BASE, lambda step, done, total: said.append(step)
    )
    again = generated_release(
        DATA, tmp_path, recipe, DEFAULT_BASE, lambda step, done, total: said.append("made again")
    )
    assert again.release.manifest == graph.release.manifest
    assert "made again" not in said
    assert len(Graph().parse(graph.dump)) == graph.release.manifest.counts["triples"]
    store = Store(graph.release.store)
    with our_service(graph, seconds=60) as ours:
        engines: dict[str, Engine] = {DIRECT: Direct(graph.release.store), OURS: ours}
        timings = list(measure(questions(store, Identifiers()), engines, seconds=60))
    assert len(timings) == len(QUESTIONS) == 10
    assert [timing.differ for timing in timings] == [[]] * 10
    assert sum(timing.rows for timing in timings) > 50
    for timing in timings:
        assert timing.ratio(DIRECT) is not None


def test_rows_compare_lists_without_order() -> None:
    def answer(text: str) -> bytes:
        value = f'{{"type": "literal", "value": "{text}"}}'
        return (
            f'{{"head": {{"vars": ["a", "b"]}}, "results": {{"bindings": [{{"a": {value}}}]}}}}'
        ).encode()

    assert rows(answer("Åre | Älv")) == rows(answer("Älv | Åre"))
    assert rows(answer("Åre")) != rows(answer("Are"))
    assert list(rows(answer("Åre"))) == [("Åre", "")]


def test_the_geometric_mean_leaves_out_what_was_stopped() -> None:
    assert geometric_mean([2.0, None, 8.0]) == pytest.approx(4.0)
    assert geometric_mean([None]) is None
