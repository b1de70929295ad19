"""The sentences behind the edges: the passages that say who takes part in what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from graph.library import query
from graph.store import TripleStore
from graph.views import EvidenceView
from ontology.identifiers import Identifiers


def evidence_of_participations(
    store: TripleStore, identifiers: Identifiers
) -> dict[str, tuple[EvidenceView, ...]]:
    """Passages by the IRI of the participation that they state, of a whole release in one query.

    In the order of the sources and of the passages in them.
    """
    found: dict[str, dict[EvidenceView, None]] = defaultdict(dict)
    for row in query("internal/participation-evidence").run(store):
        source = identifiers.key_of(row["source"])
        passage = EvidenceView(
            source=source[1] if source else row["source"],
            quote=row["quote"],
            start=int(row["start"]),
            end=int(row["end"]),
            rule=row["rule"],
            cell=row.get("cell"),
            page=row.get("page"),
        )
        found[row["participation"]][passage] = None
    return {
        participation: tuple(sorted(passages, key=lambda p: (p.source, p.start, p.end, p.rule)))
        for participation, passages in found.items()
    }


def sentences(passages: Mapping[str, tuple[EvidenceView, ...]]) -> dict[str, tuple[str, ...]]:
    """Passages as text, for the `evidence` of an edge: the words, then where they stand.

    >>> passage = EvidenceView("fakta", "Åre kommun", 0, 10, "cell", "cell=5,3", "https://e.org/å")
    >>> sentences({"urn:p": (passage,)})
    {'urn:p': ('“Åre kommun” (fakta, cell=5,3, https://e.org/å)',)}
    """
    return {
        participation: tuple(dict.fromkeys(map(_sentence, found)))
        for participation, found in passages.items()
    }


def _sentence(passage: EvidenceView) -> str:
    at = passage.cell or f"char={passage.start},{passage.end}"  # RFC 7111 and RFC 5147
    where = ", ".join(part for part in (passage.source, at, passage.page) if part)
    return f"“{passage.quote}” ({where})"
