"""Checking a release: files against checksums, counts by SPARQL, graph against shapes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from api.settings import Settings
from graph.assembly import counts
from graph.release import Releases
from graph.store import Store
from graph.validation import Report
from graph.validation import validate as validate_graph
from ontology.vocabulary import load


@dataclass(frozen=True, slots=True)
class Check:
    """What a check found; `miscounted` maps a name to (in the manifest, in the store)."""

    release: str
    damaged: tuple[str, ...]
    miscounted: Mapping[str, tuple[int, int]]
    report: Report

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not self.damaged and not self.miscounted and self.report.conforms


def check(settings: Settings, progress: Callable[[str, int, int], None]) -> Check:
    """Check the current release; raises `ReleaseError` when there is none."""
    release = Releases(settings.releases).required()
    progress("Checking files", 0, 1)
    damaged = tuple(release.damaged())
    progress("Checking files", 1, 1)
    store = Store(release.store)
    found = counts(store)
    stated = release.manifest.counts
    miscounted = {
        name: (stated.get(name, 0), found.get(name, 0))
        for name in {*stated, *found}
        if stated.get(name) != found.get(name)
    }
    progress("Checking the graph against the shapes", 0, 1)
    report = validate_graph(store.default_graph(), load("shapes", release.manifest.base))
    progress("Checking the graph against the shapes", 1, 1)
    return Check(release.manifest.id, damaged, miscounted, report)
