"""The gold set of themes: projects that a person read and gave themes to (data/evaluation)."""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from search.errors import EvaluationError

COLUMNS: Final = ("project_id", "primary", "further")
MOST_PRIMARY: Final = 3


@dataclass(frozen=True, slots=True)
class GoldThemes:
    """The themes of a project: what it is mainly about, and what it is also about."""

    primary: frozenset[str]
    further: frozenset[str]

    @property
    def right(self) -> frozenset[str]:
        """Every theme that is right."""
        return self.primary | self.further


def read_theme_gold(path: Path, themes: Collection[str]) -> dict[str, GoldThemes]:
    """The gold themes by project; ``themes`` are the slugs of all concepts.

    Raises ``EvaluationError`` where the file cannot be read, a row is not as data/README.md
    says, or a theme is unknown.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise EvaluationError(f"{path}: the gold themes cannot be read ({error}).") from error
    found: dict[str, GoldThemes] = {}
    for line, row in enumerate(rows, 2):
        where = f"{path}:{line}"
        if tuple(row) != COLUMNS or None in row.values():
            raise EvaluationError(f"{where}: the columns must be {', '.join(COLUMNS)}.")
        primary, further = (_slugs(row[name]) for name in COLUMNS[1:])
        unknown = sorted((set(primary) | set(further)) - set(themes))
        if unknown:
            raise EvaluationError(
                f"{where}: there is no theme {unknown[0]!r}. ontology/themes.ttl has them all."
            )
        if len(primary) > MOST_PRIMARY or len({*primary, *further}) < len(primary + further):
            raise EvaluationError(
                f"{where}: give at most {MOST_PRIMARY} primary themes, and no theme twice."
            )
        if row["project_id"] in found:
            raise EvaluationError(f"{where}: {row['project_id']} stands in the file already.")
        found[row["project_id"]] = GoldThemes(frozenset(primary), frozenset(further))
    if not found:
        raise EvaluationError(f"{path}: the file has no rows.")
    return found


def _slugs(cell: str) -> list[str]:
    return [slug.strip() for slug in cell.split("|") if slug.strip()]
