"""Documents to readings: choose the layout of each page, and read its projects.

A document that cannot be read becomes a reading with a problem; the others are read all the same.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator
from pathlib import Path

from slugify import slugify

from graph.errors import UnreadableSource
from graph.mentions import Mentions
from graph.records import Problem, ProjectRecord, Reading, Source
from graph.sources.fields import find_fields, is_labelled
from graph.sources.furniture import is_furniture, page_date
from graph.sources.labelled import read_labelled
from graph.sources.passages import MASK, squeeze
from graph.sources.prose import Page, find_grants, read_prose
from graph.sources.redaction import redact
from graph.sources.text import MAX_BYTES, TextDocument, document_paths, read_text

logger = logging.getLogger(__name__)


def read_documents(
    paths: Iterable[Path], mentions: Mentions, *, max_bytes: int = MAX_BYTES
) -> Iterator[Reading]:
    """A reading for each document at `paths` (files, or folders of them), in a stable order.

    `mentions` holds the names of known organisations and places; without any, names are read by
    the wording around them alone.
    """
    taken: set[str] = set()
    for found in document_paths(paths):
        if isinstance(found, Problem):
            yield Reading(_missing(Path(found.file), taken), (), (found,))
            continue
        try:
            document = read_text(found, max_bytes)
            reading = read_document(document, mentions, source_id(found, taken))
        except UnreadableSource as error:
            message = str(error).removeprefix(f"{found}: ")
            what, _, remedy = message.partition(". ")
            problem = Problem(str(found), f"{what}.".replace("..", "."), remedy)
            reading = Reading(_missing(found, taken), (), (problem,))
        except Exception as error:
            # One page that trips a rule must not cost the build the other pages.
            # No traceback: the message of an error may quote what redaction had not yet removed.
            logger.error("Reading %s failed: %s", found, type(error).__name__)
            problem = Problem(
                str(found),
                f"The document could not be read ({type(error).__name__}).",
                "Report it with the document; the other documents were read.",
            )
            reading = Reading(_missing(found, taken), (), (problem,))
        yield reading


def source_id(path: Path, taken: set[str]) -> str:
    """A slug of the file's name, unlike those in `taken`, to which it is added.

    >>> source_id(Path("Över gränsen.txt"), {"over-gransen"})
    'over-gransen-2'
    """
    stem = slugify(path.stem) or "dokument"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name)
    return name


def read_document(document: TextDocument, mentions: Mentions, source: str) -> Reading:
    """What one document says of projects; `source` is its identifier."""
    file = str(document.path)
    text = redact(document.text, [(m.start, m.end) for m in mentions.find(document.text)])
    page = Page.of(source, text, mentions)
    fields = find_fields(page)
    records: list[ProjectRecord] = []
    problems: list[Problem] = []
    if is_labelled(fields):
        records, problems = read_labelled(page, fields)
    if not records:
        records, _ = read_prose(page)
    elif len(records) == 1 and len(find_grants(page)) > 1:
        # A press release may carry a fact box; its own projects count for more.
        granted, _ = read_prose(page)
        if len(granted) > len(records):
            records, problems = granted, []
    if not records and not problems:
        problems = [
            Problem(
                file,
                "No project was found in this document.",
                "Name the project in a heading or after the word “projektet”.",
                severity="warning",
            )
        ]
    located = tuple(_in_file(problem, file) for problem in problems)
    return Reading(_source(document, page, records, source), tuple(records), located)


def _in_file(problem: Problem, file: str) -> Problem:
    return Problem(
        file, problem.message, problem.remedy, problem.line, problem.column, problem.severity
    )


def _source(
    document: TextDocument, page: Page, records: list[ProjectRecord], source: str
) -> Source:
    dates = dict(
        reversed([found for line in page.lines if (found := page_date(line.text)) is not None])
    )
    return Source(
        id=source,
        kind="document",
        title=_title(page, records, document.path),
        sha256=document.sha256,
        issued=dates.get("issued"),
        modified=dates.get("modified"),
    )


def _title(page: Page, records: list[ProjectRecord], path: Path) -> str:
    """The first line that is a heading of the page; else the project's name, the file's name."""
    for line in page.lines[:40]:
        title = squeeze(line.text).lstrip("# ").strip()
        if not title or is_furniture(title) or page_date(title) or MASK in title:
            continue
        if len(title) > 200 or title.endswith(":"):
            break
        return title
    return records[0].name if records else path.stem


def _missing(path: Path, taken: set[str]) -> Source:
    """The source of a document without a readable text."""
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    except OSError:
        digest = ""
    return Source(id=source_id(path, taken), kind="document", title=path.name, sha256=digest)
