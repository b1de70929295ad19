"""Predicted themes: probabilities, evidence, and that nothing stated is looked at."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.vocabulary import concepts
from search.embedder import Embedder, HashingEmbedder
from search.sentences import sentence_bounds
from search.text import ProjectText
from search.themes.features import FEATURES, gather_themes
from search.themes.prediction import (
    KEPT,
    LEAST,
    WITH_KEYWORDS,
    WITHOUT_KEYWORDS,
    Weights,
    predict_themes,
    probabilities,
)
from search.vectors import VectorCache

THEMES = concepts("themes")
PROJECTS = [
    ProjectText(
        "a",
        "Vägen till hälsa",
        "Chefer i Åre lär sig möta psykisk ohälsa. Missbruk ingår inte.",
        ("chefer",),
        ("psykisk ohälsa", "ledarskap"),
    ),
    ProjectText("b", "Ung i Östersund", "Unga som varken arbetar eller studerar får praktik."),
    ProjectText("c", "Projekt Å", ""),
    ProjectText("d", "", ""),
]


@pytest.fixture
def cache(tmp_path: Path) -> VectorCache:
    return VectorCache(tmp_path / "vectors.sqlite")


def test_labels_give_themes_with_the_place_where_they_stand(
    hashing: HashingEmbedder, cache: VectorCache
) -> None:
    found, _ = predict_themes(PROJECTS, THEMES, hashing, cache)
    by_key = dict(found)
    assert list(by_key) == ["a", "b", "c"], "a project without text gets none"
    best = {theme.theme: theme for theme in by_key["a"]}
    assert best["psykisk-ohalsa"].score > 0.85
    assert best["psykisk-ohalsa"].accepted
    texts = {ground.field: ground.text for ground in best["psykisk-ohalsa"].evidence}
    assert texts["summary"] == "Chefer i Åre lär sig möta psykisk ohälsa.", "of it the sentence"
    assert set(texts) == {"keyword", "summary"}
    for ground in best["psykisk-ohalsa"].evidence:
        assert ground.text[ground.start : ground.end] == ground.quote == "psykisk ohälsa"
    assert "missbruk" not in {theme.theme for theme in by_key["a"] if theme.accepted}
    assert by_key["b"][0].theme in {"uvas", "arbetstraning-och-praktik"}


def test_every_project_gets_some_and_all_have_grounds(
    hashing: HashingEmbedder, cache: VectorCache
) -> None:
    found, _ = predict_themes(PROJECTS, THEMES, hashing, cache)
    for _, themes in found:
        scores = [theme.score for theme in themes]
        assert len(themes) >= LEAST
        assert scores == sorted(scores, reverse=True)
        assert all(score >= KEPT for score in scores[LEAST:])
        for theme in themes:
            assert theme.evidence
            for ground in theme.evidence:
                assert ground.text[ground.start : ground.end] == ground.quote
                assert len(sentence_bounds(ground.text)) <= 1


def test_what_a_source_states_predicts_nothing(
    hashing: HashingEmbedder, cache: VectorCache
) -> None:
    stated = [replace(project, themes=("romer och romsk inkludering",)) for project in PROJECTS]
    assert (
        predict_themes(PROJECTS, THEMES, hashing, cache)[0]
        == predict_themes(stated, THEMES, hashing, cache)[0]
    )


def test_a_text_is_embedded_once(hashing: HashingEmbedder, cache: VectorCache) -> None:
    _, first = predict_themes(PROJECTS, THEMES, hashing, cache)
    _, second = predict_themes(PROJECTS, THEMES, hashing, cache)
    assert first.embedded > 0
    assert (second.embedded, second.reused) == (0, first.embedded + first.reused)


def test_verdicts_are_of_judged_projects_only(hashing: HashingEmbedder, cache: VectorCache) -> None:
    judged = {"a": frozenset({"psykisk-ohalsa"})}
    found = dict(predict_themes(PROJECTS, THEMES, hashing, cache, judged=judged)[0])
    for theme in found["a"]:
        assert theme.right is (theme.theme == "psykisk-ohalsa")
    assert {theme.right for theme in found["b"]} == {None}


def test_weights_depend_on_whether_there_are_keywords(
    hashing: HashingEmbedder, cache: VectorCache
) -> None:
    material, _ = gather_themes(PROJECTS, THEMES, hashing, cache)
    given = probabilities(material)
    np.testing.assert_allclose(given[0], WITH_KEYWORDS.probabilities(material.features[0]))
    np.testing.assert_allclose(given[1], WITHOUT_KEYWORDS.probabilities(material.features[1]))
    assert WITHOUT_KEYWORDS.weights["keyword"] == 0


def test_a_calibration_by_hand() -> None:
    """ln(1/2) = -0.693: 2 ln p - ln(1 - p) + 1 = -0.693 + 1."""
    weights = Weights(0, dict.fromkeys(FEATURES, 0.0), (2.0, 1.0, 1.0))
    found = weights.probabilities(np.zeros(len(FEATURES)))
    assert found == pytest.approx(1 / (1 + np.exp(np.log(2) - 1)))


@given(st.lists(st.floats(-50, 50), min_size=len(FEATURES), max_size=len(FEATURES)))
def test_a_probability_is_one(values: list[float]) -> None:
    for weights in (WITH_KEYWORDS, WITHOUT_KEYWORDS, Weights(0, dict.fromkeys(FEATURES, 0.0))):
        found = weights.probabilities(np.array(values))
        assert 0 <= found <= 1


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=120), st.lists(st.text(max_size=30), max_size=3))
def test_any_text_gives_sound_features(title: str, summary: str, keywords: list[str]) -> None:
    class Forgetful(VectorCache):
        def get(self, *_: object) -> dict[str, object]:  # type: ignore[override]
            return {}

        def put(self, *_: object) -> None:
            return None

    embedder = HashingEmbedder(16)
    project = ProjectText("x", title, summary, (), tuple(keywords))
    material, _ = gather_themes([project, PROJECTS[0]], THEMES[:5], embedder, Forgetful(Path()))
    assert np.isfinite(material.features).all()
    for number, _ in enumerate(material.keys):
        for concept in range(5):
            for ground in material.evidence(number, concept):
                assert ground.text[ground.start : ground.end] == ground.quote


def test_meaning_finds_what_no_label_says(real: Embedder, tmp_path: Path) -> None:
    project = ProjectText(
        "x", "Ny start", "Deltagare som suttit i fängelse får stöd att leva utan kriminalitet."
    )
    others = [ProjectText("y", "Odla", "Grönsaker och djur på gården ger arbete i jordbruket.")]
    slugs = {"kriminalvard", "grona-naringar", "skola"}
    chosen = [theme for theme in THEMES if theme.slug in slugs]
    found, _ = predict_themes([project, *others], chosen, real, VectorCache(tmp_path / "v.sqlite"))
    assert {key: themes[0].theme for key, themes in found} == {
        "x": "kriminalvard",
        "y": "grona-naringar",
    }
