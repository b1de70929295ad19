"""The gold set, and measures with known answers."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from api.build import project_texts
from graph.assembly import collect
from graph.ingested import ReadingFolder
from ontology.vocabulary import concepts
from search.embedder import HashingEmbedder
from search.errors import EvaluationError
from search.themes.agreement import agreement, kappa
from search.themes.evaluation import evaluate_themes
from search.themes.features import FEATURES
from search.themes.gold import MOST_PRIMARY, GoldThemes, read_theme_gold
from search.themes.ways import best_threshold, calibrated, micro_f1
from search.vectors import VectorCache

DATA = Path(__file__).resolve().parents[3] / "data"
THEMES = concepts("themes")
SLUGS = {concept.slug for concept in THEMES}


def test_the_gold_set_is_a_hundred_projects_of_the_tables(tmp_path: Path) -> None:
    gold = read_theme_gold(DATA / "evaluation" / "themes.csv", SLUGS)
    known = {project.key for project in collect(DATA, ReadingFolder(tmp_path)).projects}
    assert len(gold) == 100
    assert set(gold) <= known
    assert all(len(themes.primary) <= MOST_PRIMARY for themes in gold.values())
    assert all(themes.primary or not themes.further for themes in gold.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("project_id,primary\na,unga\n", "columns must be"),
        ("project_id,primary,further\na,ungaa,\n", "no theme 'ungaa'"),
        ("project_id,primary,further\na,unga,unga\n", "no theme twice"),
        ("project_id,primary,further\na,unga|halsa|skola|samer,\n", "at most 3"),
        ("project_id,primary,further\na,unga,\na,skola,\n", "already"),
        ("project_id,primary,further\n", "no rows"),
    ],
)
def test_a_faulty_gold_set_says_where(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "themes.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(EvaluationError, match=said):
        read_theme_gold(path, SLUGS)


def test_a_gold_set_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="cannot be read"):
        read_theme_gold(tmp_path / "themes.csv", SLUGS)


def test_f1_and_threshold_by_hand() -> None:
    right = np.array([[True, True, False], [False, False, True]])
    scores = np.array([[0.9, 0.42, 0.41], [0.1, 0.2, 0.7]])
    assert micro_f1(scores >= 0.5, right) == pytest.approx(2 * 2 / (2 + 3))
    assert best_threshold(scores, right) == 0.25
    assert micro_f1(np.zeros((1, 1), bool), np.zeros((1, 1), bool)) == 1.0


def test_the_evaluation_compares_ways_on_projects_kept_out(tmp_path: Path) -> None:
    collection = collect(DATA, ReadingFolder(tmp_path / "documents"))
    gold = read_theme_gold(DATA / "evaluation" / "themes.csv", SLUGS)
    few = dict(list(gold.items())[:30])
    texts = [project for project in project_texts(collection) if project.key in few]
    found = evaluate_themes(
        texts,
        {project.key: project.themes for project in collection.projects},
        few,
        THEMES,
        HashingEmbedder(64),
        VectorCache(tmp_path / "vectors.sqlite"),
        repeats=1,
    )
    by_name = {result.name: result for result in found.results["keywords"]}
    shipped, baseline = by_name["words + meaning"], by_name["preferred labels"]
    assert 0 < baseline.micro_f1 < by_name["stated"].micro_f1 < shipped.micro_f1
    assert shipped.precision_at_3 > baseline.precision_at_3 + 0.2
    assert shipped.p_f1 is not None
    assert shipped.p_f1 < 0.05
    assert shipped.precision_at_3 <= found.ceiling
    assert sum(each.count for each in shipped.reliability) == 30 * len(THEMES)
    assert shipped.calibration is not None
    assert shipped.calibration < 0.05
    raw = by_name["words + meaning, uncalibrated"]
    assert raw.precision_at_3 == shipped.precision_at_3, "the order stays"
    assert shipped.brier is not None
    assert raw.brier is not None
    assert shipped.brier < raw.brier + 0.001
    assert by_name["stated or predicted"].micro_recall >= shipped.micro_recall
    assert found.agreement is None
    hidden = {result.name: result for result in found.results["keywords hidden"]}
    assert hidden["words + meaning"].micro_f1 < shipped.micro_f1
    assert found.fitted["keywords hidden"].weights["keyword"] == 0
    for wrong in found.wrong:
        assert wrong.evidence
    assert set(found.fitted["keywords"].weights) == set(FEATURES)


def test_two_readings_of_the_gold_agree() -> None:
    gold = read_theme_gold(DATA / "evaluation" / "themes.csv", SLUGS)
    again = read_theme_gold(DATA / "evaluation" / "themes-again.csv", SLUGS)
    found = agreement(gold, again, sorted(SLUGS))
    assert found.projects == 15
    assert found.both <= min(found.first, found.again)
    assert found.interval[0] < found.kappa < found.interval[1]
    assert found.kappa > 0.8
    assert 0.6 < found.kappa_primary < found.kappa
    with pytest.raises(EvaluationError, match="not in the gold set"):
        agreement({}, again, sorted(SLUGS))


def test_kappa_by_hand() -> None:
    yes, no = [True] * 3, [False] * 3
    one, other = np.array([*yes, *no]), np.array([True, True, False, True, False, False])
    assert kappa(one, other) == pytest.approx((4 / 6 - 0.5) / 0.5)
    assert kappa(one, one) == 1.0
    assert kappa(one, ~one) == -1.0
    assert kappa(np.array(no), np.array(no)) == 1.0


def test_a_calibration_never_turns_the_order_round() -> None:
    """Right answers that go against the features, and such as are all alike."""
    random = np.random.default_rng(1)
    features = random.normal(size=(20, 5, len(FEATURES)))
    for right in (features[..., 0] < 0, random.random((20, 5)) < 0.5):
        weights = calibrated(features, right)
        assert min(weights.calibration[:2]) >= 0
        raw = replace(weights, calibration=(1.0, 1.0, 0.0)).probabilities(features).ravel()
        order = np.argsort(raw)
        assert (np.diff(weights.probabilities(features).ravel()[order]) >= -1e-12).all()


def test_gold_of_no_known_project_is_refused(tmp_path: Path) -> None:
    gold = {"finns-inte": GoldThemes(frozenset({"unga"}), frozenset())}
    with pytest.raises(EvaluationError, match="finns-inte"):
        evaluate_themes(
            [], {}, gold, THEMES, HashingEmbedder(16), VectorCache(tmp_path / "v.sqlite")
        )
