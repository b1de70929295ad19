"""Measures are defined once: the documentation and the code that counts them agree with it."""

from __future__ import annotations

import re
from pathlib import Path

import networkx
import pytest

from graph.network.definitions import Measure, Of, measures
from graph.network.measures import fitting, measured
from tests.graph.network.drawn import network_of, summary

DOCUMENT = Path(__file__).parents[3] / "docs" / "network.md"
HEAD = "| Measure | Of | Networks | Meaning | Source | Library |\n|---|---|---|---|---|---|"


def row(measure: Measure) -> str:
    source = measure.reference
    if measure.doi:
        source += f", [doi:{measure.doi}](https://doi.org/{measure.doi})"
    cells = (
        f"`{measure.name}`",
        measure.of,
        measure.fit,
        measure.attribute.definition["en"],
        source,
        measure.library,
    )
    return f"| {' | '.join(cells)} |"


def test_the_documentation_has_the_table_of_all_measures() -> None:
    table = "\n".join([HEAD, *(row(measure) for measure in measures().values())])
    assert table in DOCUMENT.read_text(encoding="utf-8")


@pytest.mark.parametrize("measure", measures().values(), ids=measures().keys())
def test_a_measure_says_what_it_means_in_both_languages(measure: Measure) -> None:
    column = measure.attribute
    assert re.fullmatch("[a-z_]+", measure.name)
    for texts in (column.labels, column.definition):
        assert set(texts) == {"sv", "en"}
        assert all(text.strip() == text and text for text in texts.values())
    assert column.definition["sv"] != column.definition["en"]
    assert "|" not in "".join(column.definition.values())
    assert measure.doi is None or re.fullmatch(r"10\.\d{4,9}/\S+", measure.doi)
    assert measure.library in {"NumPy", "SciPy", "NetworKit", "NetworkX"}


def test_every_measure_is_counted() -> None:
    directed = network_of(networkx.DiGraph([(1, 2), (2, 3), (3, 1), (1, 3)]))
    names = (*fitting(directed, Of.NODE), *fitting(directed, Of.EDGE))
    found = measured(directed, names)
    assert {name for name, measure in measures().items() if measure.of is not Of.NETWORK} == {
        column.name for column in (*found.node_attributes, *found.edge_attributes)
    }
    whole = summary(directed, ["type"])
    assert {*whole.values, "assortativity"} == {*fitting(directed, Of.NETWORK)}
