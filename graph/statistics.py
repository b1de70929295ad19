"""Statistics of a data set as VoID counts them (https://www.w3.org/TR/void/#statistics)."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Self

import pyoxigraph as ox

from graph.errors import ReleaseError
from ontology import terms as t

STATISTICS: Final = "statistics.json"

TARGETS: Final[Mapping[str, str]] = {
    "wikidata": "http://www.wikidata.org/entity/",
    "nuts": "http://data.europa.eu/nuts/code/",
}
"""Data sets that are linked to: key and the beginning of their IRIs."""

_LINKS = frozenset(str(term) for term in (t.OWL_SAME_AS, t.SKOS_EXACT_MATCH, t.SKOS_CLOSE_MATCH))


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of the default graph; `graphs` counts the triples of each named graph.

    `classes` counts instances, `properties` triples, `links` triples for each target and property.
    `first_date` and `last_date` are the first start and last end of a project (ISO, or a month).
    """

    triples: int
    quads: int
    entities: int
    subjects: int
    objects: int
    classes: Mapping[str, int]
    properties: Mapping[str, int]
    links: Mapping[str, Mapping[str, int]]
    graphs: Mapping[str, int]
    first_date: str | None
    last_date: str | None

    def write(self, folder: Path) -> None:
        """Write the counts into the folder of a release."""
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / STATISTICS).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """The counts of the release in a folder; raises `ReleaseError` if they cannot be read."""
        try:
            return cls(**json.loads((folder / STATISTICS).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as error:
            raise ReleaseError(
                f"{folder / STATISTICS}: the statistics cannot be read ({error}). "
                "Run `samverkan build --force` to make a new release."
            ) from error


def statistics_of(quads: Iterable[ox.Quad], base: str) -> Statistics:
    """Count the quads of a data set under a base."""
    subjects: set[str] = set()
    objects: set[str] = set()
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    links: dict[str, Counter[str]] = defaultdict(Counter)
    graphs: Counter[str] = Counter()
    days: list[str] = []
    total = 0
    for quad in quads:
        total += 1
        if isinstance(quad.graph_name, ox.NamedNode):
            graphs[quad.graph_name.value] += 1
            continue
        term = quad.predicate.value
        subjects.add(str(quad.subject))
        objects.add(str(quad.object))
        properties[term] += 1
        if term == str(t.RDF_TYPE) and isinstance(quad.object, ox.NamedNode):
            classes[quad.object.value] += 1
        if term in _LINKS and isinstance(quad.object, ox.NamedNode):
            for target, prefix in TARGETS.items():
                if quad.object.value.startswith(prefix):
                    links[target][term] += 1
        if term in _DAYS and isinstance(quad.object, ox.Literal) and _is_project(quad, base):
            days.append(quad.object.value)
    return Statistics(
        triples=total - sum(graphs.values()),
        quads=total,
        entities=sum(subject.startswith(f"<{base}/id/") for subject in subjects),
        subjects=len(subjects),
        objects=len(objects),
        classes=_in_order(classes),
        properties=_in_order(properties),
        links={target: _in_order(found) for target, found in sorted(links.items())},
        graphs=_in_order(graphs),
        first_date=min(days, default=None),
        last_date=max(days, default=None),
    )


_DAYS = frozenset({str(t.SCHEMA_START_DATE), str(t.SCHEMA_END_DATE)})


def _is_project(quad: ox.Quad, base: str) -> bool:
    subject = quad.subject
    return isinstance(subject, ox.NamedNode) and subject.value.startswith(f"{base}/id/projekt/")


def _in_order(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts, the most frequent first."""
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
