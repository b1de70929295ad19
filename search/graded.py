"""Graded queries over a corpus, as TREC writes them: what a ranking is measured against."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from search.errors import EvaluationError
from search.text import ProjectText

# Names of the fields id, title and text: ours, and those of Tillväxtverket's project bank.
FIELDS: Final = (
    ("id", "title", "text"),
    ("ärende-id", "projektnamn", "projektbeskrivning"),
)


@dataclass(frozen=True, slots=True)
class GradedQueries:
    """Texts, queries by id, and grades by query and text: 0 not relevant, higher more so."""

    corpus: tuple[ProjectText, ...]
    queries: dict[str, str]
    grades: dict[str, dict[str, int]]


def read_graded(corpus: Path, queries: Path, qrels: Path) -> GradedQueries:
    """The three files: texts as a JSON list, queries as ``id<tab>text``, grades in TREC's format.

    A text has id, title and text, or the names that ``FIELDS`` has. A grade is a line of query, a
    field that is not read, text and grade, parted by white space. Queries without any grade above 0
    are refused: no measure is defined for them.
    """
    texts = _corpus(corpus)
    asked = dict(_query(queries, number, line) for number, line in _lines(queries))
    grades: dict[str, dict[str, int]] = {query: {} for query in asked}
    known = {text.key for text in texts}
    for number, line in _lines(qrels):
        query, text, grade = _grade(qrels, number, line)
        if query in grades and text in known:
            grades[query][text] = grade
    without = sorted(query for query, own in grades.items() if max(own.values(), default=0) < 1)
    if without or not asked:
        raise EvaluationError(
            f"{qrels} has no relevant text for {', '.join(without) or 'any query'}. Grade at least "
            f"one text of {corpus.name} above 0 for each query of {queries.name}."
        )
    return GradedQueries(texts, asked, grades)


def _corpus(path: Path) -> tuple[ProjectText, ...]:
    try:
        rows = json.loads(_text(path))
    except ValueError as error:
        raise EvaluationError(f"{path} is not JSON: {error}. Give a JSON list.") from error
    if not isinstance(rows, list) or not rows:
        raise EvaluationError(f"{path} is no list of texts. Give a JSON list of objects.")
    found = [_project(path, place, row) for place, row in enumerate(rows, 1)]
    keys = [project.key for project in found]
    if len(set(keys)) < len(keys):
        twice = next(key for key in keys if keys.count(key) > 1)
        raise EvaluationError(f"{path} has the id {twice} twice. Give each text its own.")
    return tuple(found)


def _project(path: Path, place: int, row: Any) -> ProjectText:
    for key, title, text in FIELDS:
        if isinstance(row, dict) and key in row:
            return ProjectText(str(row[key]), row.get(title) or "", row.get(text) or "")
    raise EvaluationError(
        f"{path}, object {place}, has no id. Give each the fields {', '.join(FIELDS[0])}, "
        f"or {', '.join(FIELDS[1])}."
    )


def _query(path: Path, number: int, line: str) -> tuple[str, str]:
    key, tab, text = line.partition("\t")
    if not tab or not key.strip() or not text.strip():
        raise EvaluationError(f"{path}:{number} is no query. Write its id, a tab and its text.")
    return key.strip(), text.strip()


def _grade(path: Path, number: int, line: str) -> tuple[str, str, int]:
    fields = line.split()
    if len(fields) != 4 or not fields[3].lstrip("-").isdecimal():
        raise EvaluationError(
            f"{path}:{number} is no grade. Write query, 0, text and grade, parted by spaces."
        )
    return fields[0], fields[2], int(fields[3])


def _lines(path: Path) -> list[tuple[int, str]]:
    return [
        (number, line) for number, line in enumerate(_text(path).split("\n"), 1) if line.strip()
    ]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path} cannot be read: {error}. Give a UTF-8 file.") from error
