"""Predicted themes as triples: apart from stated ones, sound by the shapes, read as written."""

from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, Graph, Literal

from graph.predicted_theme_views import ThemePredictions
from graph.predicted_themes import (
    ACCEPTED,
    PredictedTheme,
    ThemeEvidence,
    predictions,
    predictions_graph,
    provenance,
)
from graph.store import Store, StoreWriter
from ontology import terms as t
from ontology.identifiers import Identifiers
from ontology.vocabulary import load

IDS = Identifiers("https://example.org")
TEXT = "Chefer möter psykisk ohälsa"
WORDS = ThemeEvidence("summary", TEXT, 13, 27, "psykisk ohälsa", "psykisk ohälsa")
NAME = ThemeEvidence("name", "Vägen – é", 0, 9, "Vägen – é")
PREDICTED = [
    (
        "2017-00453",
        [
            PredictedTheme("psykisk-ohalsa", 0.91234, (WORDS, NAME), right=True),
            PredictedTheme("ledarskap", 0.2, (NAME,), right=False),
        ],
    ),
    ("vagen", [PredictedTheme("unga", ACCEPTED, (NAME,))]),
]


def test_predictions_never_state_a_theme() -> None:
    graph = Graph()
    for triple in predictions(PREDICTED, IDS):
        graph.add(triple)
    assert not list(graph.triples((None, t.DCTERMS_SUBJECT, None)))
    assert {
        str(theme).rsplit("/", 1)[1] for theme in graph.objects(None, t.SAMV_PREDICTED_THEME)
    } == {
        "psykisk-ohalsa",
        "unga",
    }, "what is below the threshold is for review only"
    node = IDS.prediction("2017-00453", "psykisk-ohalsa")
    assert str(graph.value(node, t.SAMV_PROBABILITY)) == "0.912"


def test_the_graph_conforms_to_the_shapes() -> None:
    graph = load("themes", IDS.base)
    for key, _ in PREDICTED:
        graph.add((IDS.project(key), RDF.type, t.SAMV_PROJECT))
    for triple in predictions(PREDICTED, IDS):
        graph.add(triple)
    _, report, text = pyshacl.validate(graph, shacl_graph=load("shapes", IDS.base))
    about = set(graph.subjects(RDF.type, t.SAMV_THEME_PREDICTION))
    about |= set(graph.subjects(RDF.type, t.SAMV_PREDICTION_GROUND))
    assert len(about) == 3 + 4
    assert isinstance(report, Graph)
    focus = {str(node) for node in report.objects() if node in about}
    assert focus == set(), text


@pytest.fixture
def store(tmp_path: Path) -> Store:
    writer = StoreWriter(tmp_path / "store")
    writer.add([(IDS.project("vagen"), RDFS.label, Literal("Vägen", lang="sv"))])
    writer.add(predictions(PREDICTED, IDS), predictions_graph(IDS))
    writer.add(provenance("modell 1", IDS), predictions_graph(IDS))
    writer.close()
    return Store(tmp_path / "store")


def test_what_was_written_is_read(store: Store) -> None:
    found = ThemePredictions.load(store, IDS)
    assert [theme.theme for theme in found.of("2017-00453")] == ["psykisk-ohalsa", "ledarskap"]
    best, second = found.of("2017-00453")
    assert best.evidence == (WORDS, NAME)
    assert (best.right, second.right, found.of("vagen")[0].right) == (True, False, None)
    assert [theme.theme for theme in found.accepted("2017-00453")] == ["psykisk-ohalsa"]
    assert found.of("finns-inte") == ()


def test_a_release_without_predictions_has_none(tmp_path: Path) -> None:
    StoreWriter(tmp_path / "store").close()
    assert ThemePredictions.load(Store(tmp_path / "store"), IDS).by_project == {}
