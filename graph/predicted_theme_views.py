"""Predicted themes as the graph has them, by project and by theme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, Self

from graph.library import query
from graph.predicted_themes import FIELDS, PredictedTheme, ThemeEvidence
from graph.store import TripleStore
from ontology.identifiers import Identifiers

Verdict = Literal["right", "wrong", "unjudged"]


@dataclass(frozen=True, slots=True)
class ThemePredictions:
    """Predictions by project key, the most probable first; read once, threads may share it."""

    by_project: Mapping[str, tuple[PredictedTheme, ...]]

    @classmethod
    def load(cls, store: TripleStore, identifiers: Identifiers) -> Self:
        """All predictions of a release; none where it was built without a model."""
        found: dict[tuple[str, str], PredictedTheme] = {}
        for row in query("internal/theme-predictions").run(store):
            project, theme = identifiers.key_of(row["project"]), identifiers.key_of(row["theme"])
            if project is None or theme is None:
                continue
            ground = ThemeEvidence(
                field=FIELDS[row["property"]],
                text=row["text"],
                start=int(row["start"]),
                end=int(row["end"]),
                quote=row["quote"],
                label=row.get("label"),
            )
            right = row.get("right")
            key = project[1], theme[1]
            known = found.get(key) or PredictedTheme(
                theme[1],
                float(row["probability"]),
                (),
                None if right is None else right in ("true", "1"),
            )
            found[key] = replace(known, evidence=(*known.evidence, ground))
        by_project: dict[str, list[PredictedTheme]] = defaultdict(list)
        for (project_key, _), prediction in found.items():
            by_project[project_key].append(prediction)
        return cls(
            {
                key: tuple(sorted(themes, key=lambda theme: (-theme.score, theme.theme)))
                for key, themes in by_project.items()
            }
        )

    def of(self, project: str) -> tuple[PredictedTheme, ...]:
        """The predictions of a project, those for review included."""
        return self.by_project.get(project, ())

    def accepted(self, project: str) -> tuple[PredictedTheme, ...]:
        """Those that count as predicted."""
        return tuple(found for found in self.of(project) if found.accepted)

    def themes(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the themes that count as predicted, by project."""
        return {
            key: tuple(found.theme for found in themes if found.accepted)
            for key, themes in self.by_project.items()
        }

    def each(self) -> Iterator[tuple[str, PredictedTheme]]:
        """Every project key with every prediction of it."""
        for key, themes in self.by_project.items():
            for theme in themes:
                yield key, theme


def verdict_of(prediction: PredictedTheme) -> Verdict:
    """What a person judged.

    >>> verdict_of(PredictedTheme("unga", 0.5, (), right=False))
    'wrong'
    """
    if prediction.right is None:
        return "unjudged"
    return "right" if prediction.right else "wrong"
