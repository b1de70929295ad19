"""Ranking on graded queries over real Swedish project texts, which stay outside the repository."""

import json
import time
from pathlib import Path

import pytest

from search.builder import build_index
from search.embedder import Embedder
from search.service import SearchService
from search.text import ProjectText
from search.vectors import VectorCache


@pytest.mark.slow
def test_ranking_on_graded_queries(real: Embedder, shared: Path, tmp_path: Path) -> None:
    """374 projects take about 35 s on two cores, hence slow."""
    import ir_measures

    corpus = json.loads((shared / "corpora" / "erdf-2014-2020.json").read_text("utf-8"))
    projects = [
        ProjectText(one["ärende-id"], one["projektnamn"], one["projektbeskrivning"] or "")
        for one in corpus
    ]
    started = time.perf_counter()
    index, report = build_index(projects, real, VectorCache(tmp_path / "v.sqlite"))
    built = time.perf_counter() - started
    service = SearchService(index, real)
    lines = (shared / "evaluation" / "queries-dev.tsv").read_text("utf-8").splitlines()
    queries = dict(line.split("\t", 1) for line in lines)
    started = time.perf_counter()
    run = [
        ir_measures.ScoredDoc(query, hit.project, hit.score)
        for query, text in queries.items()
        for hit in service.by_text(text, 100)
    ]
    asked = (time.perf_counter() - started) / len(queries)
    measures = [ir_measures.nDCG @ 10, ir_measures.R(rel=2) @ 10]
    graded = [
        ir_measures.Qrel(query, project, int(grade))
        for query, _, project, grade in map(
            str.split, (shared / "evaluation" / "qrels-dev.txt").read_text("utf-8").splitlines()
        )
    ]
    figures = ir_measures.calc_aggregate(measures, graded, run)
    summary = {str(measure): round(value, 4) for measure, value in figures.items()}
    print(f"{summary} {report} build {built:.1f} s, query {asked * 1000:.1f} ms")  # noqa: T201
    # Cross-validated 0.87; whole texts and raw cosines reach 0.74.
    assert figures[measures[0]] >= 0.86
    assert figures[measures[1]] >= 0.88
