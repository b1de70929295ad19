"""Documents to readings: choose the layout of each page, and read its projects.

A document that cannot be read becomes a reading with a problem; the others are read all the same.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from slugify import slugify

from graph.errors import UnreadableSource
from graph.mentions import Mentions
from graph.records import Problem, ProjectRecord, Reading, Source
from graph.sources.archives import problem_of
from graph.sources.cell_tables import is_cell_table
from graph.sources.drafts import Draft
from graph.sources.fields import Field, find_fields, is_labelled
from graph.sources.furniture import is_furniture, page_date
from graph.sources.inputs import Input, find_inputs, read_input
from graph.sources.item_lists import read_item_list
from graph.sources.labelled import comes_after_prose, read_labelled, read_values
from graph.sources.name_forms import with_forms
from graph.sources.page import Page
from graph.sources.passages import MASK, squeeze, without_mark
from graph.sources.prose import read_prose
from graph.sources.redaction import redact
from graph.sources.releases import find_grants
from graph.sources.screening import ScannedText
from graph.sources.stated_names import stated_names
from graph.sources.text import MAX_BYTES, TextDocument, normalise

logger = logging.getLogger(__name__)

# A mask that takes part of a word leaves a word that the text did not have.
_GLUED = re.compile(rf"{MASK}(?:(?<=\w.)|(?=\w))")


# The page of a call for projects states what is offered, and no field that only a project has.
_OFFERED = "Utlyst belopp"
_CALL = re.compile(rf"^[ \t|]*{_OFFERED}\b", re.MULTILINE)
_OF_PROJECT = frozenset({"owner", "number", "grant", "budget"})


def read_documents(
    paths: Iterable[Path],
    mentions: Mentions,
    *,
    max_bytes: int = MAX_BYTES,
    reserved: Iterable[str] = (),
) -> Iterator[Reading]:
    """A reading for each document at `paths` (files, folders, zip archives), in a stable order.

    `mentions` holds the names of known organisations and places; without any, names are read by
    the wording around them alone. No document gets one of the `reserved` identifiers.
    """
    taken = set(reserved)
    first: dict[str, Path] = {}
    for found in find_inputs(paths):
        if isinstance(found, Problem):
            yield Reading(_missing(PurePath(Path(found.file).name), taken), (), (found,))
        else:
            yield _read(found, mentions, source_id(found.name, taken), max_bytes, first)


def _read(
    found: Input, mentions: Mentions, source: str, max_bytes: int, first: dict[str, Path]
) -> Reading:
    """The reading of one input; `first` tells where each content was met first."""
    file, digest = str(found.path), ""
    try:
        document = read_input(found, max_bytes)
        digest = document.sha256
        if digest in first:
            problem = Problem(
                file,
                f"The same document as {first[digest]}; it is read once.",
                "Remove one of the two.",
                severity="warning",
            )
        else:
            first[digest] = found.path
            return read_document(document, mentions, source)
    except UnreadableSource as error:
        problem = problem_of(error, found.path)
    except Exception as error:
        # One page that trips a rule must not cost the build the other pages.
        # No traceback: the message of an error may quote what redaction had not yet removed.
        logger.error("Reading %s failed: %s", found.path, type(error).__name__)
        problem = Problem(
            file,
            f"The document could not be read ({type(error).__name__}).",
            "Report it with the document; the other documents were read.",
        )
    return Reading(Source(source, "document", found.path.name, digest), (), (problem,))


def source_id(name: PurePath, taken: set[str]) -> str:
    """A slug of a document's name, unlike those in `taken`, to which it is added.

    The name has the folders that the document was found in below the path that was given.

    >>> source_id(PurePath("Över gränsen.txt"), {"over-gransen"})
    'over-gransen-2'
    >>> source_id(PurePath("pressrum/2018/sida.html"), set())
    'pressrum-2018-sida'
    """
    stem = slugify(name.with_suffix("").as_posix(), max_length=150) or "dokument"
    slug, number = stem, 1
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    taken.add(slug)
    return slug


def page_of(document: TextDocument, mentions: Mentions, source: str) -> Page:
    """The page of a document, with the personal data of contact persons blacked out."""
    scanned = ScannedText(document.text)
    candidates = mentions.candidates(document.text)
    found = mentions.among(candidates, document.text)
    known = [(mention.start, mention.end) for mention in found]
    text = redact(scanned, _joined(known, stated_names(document.text)), mentions.is_municipality)
    if text == document.text:
        return Page.of(source, scanned, mentions, found)
    if _GLUED.search(text):
        return Page.of(source, text, mentions)
    return Page.of(source, scanned.rewritten(text), mentions, mentions.among(candidates, text))


def read_document(document: TextDocument, mentions: Mentions, source: str) -> Reading:
    """What one document says of projects; `source` is its identifier."""
    file = str(document.path)
    page = page_of(document, mentions, source)
    text = page.text
    fields = _fields_of(page)
    records: list[ProjectRecord] = []
    problems: list[Problem] = []
    called = (
        _OFFERED in text
        and _CALL.search(text) is not None
        and not any(field.kind in _OF_PROJECT for field in fields)
        and not find_grants(page)
    )
    tabled = is_cell_table(page)
    labelled = not (called or tabled) and is_labelled(fields)
    if labelled and not comes_after_prose(page, fields):
        records, problems = read_labelled(page, fields)
    if called:
        pass  # what may be applied for is no project yet
    elif not records:
        records, _ = read_prose(page, _read_labels)
        if labelled and not records:  # prose that names no project, over the labels of one
            records, problems = read_labelled(page, fields)
    elif len(records) == 1 and (
        len(find_grants(page)) > 1
        or read_item_list(page)
        or sum(field.kind == "owner" for field in fields) > 1
    ):
        # A press release or a list may carry a fact box; its own projects count for more.
        granted, _ = read_prose(page, _read_labels)
        if len(granted) > len(records):
            records, problems = granted, []
    records = with_forms(page, records)
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
    return Reading(_source(document, page, records, source), tuple(records), located, text)


def _fields_of(page: Page) -> list[Field]:
    return page.reader.once("fields", lambda: find_fields(page))


def _read_labels(page: Page, draft: Draft) -> None:
    read_values(page, _fields_of(page), draft)


def _joined(known: list[tuple[int, int]], stated: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of names that no person has; of two that overlap the stated one."""
    if not stated:
        return known
    apart = [
        (start, end)
        for start, end in known
        if not any(start < right and left < end for left, right in stated)
    ]
    return sorted([*apart, *stated])


def _in_file(problem: Problem, file: str) -> Problem:
    return Problem(
        file, problem.message, problem.remedy, problem.line, problem.column, problem.severity
    )


def _source(
    document: TextDocument, page: Page, records: list[ProjectRecord], source: str
) -> Source:
    dates = dict(
        reversed(
            [
                found
                for line in page.lines
                if line.text and (found := page_date(line.text)) is not None
            ]
        )
    )
    return Source(
        id=source,
        kind="document",
        title=_stated_title(document) or _title(page, records, document.path),
        sha256=document.sha256,
        url=document.url,
        issued=document.issued or dates.get("issued"),
        modified=document.modified or dates.get("modified"),
    )


def _title(page: Page, records: list[ProjectRecord], path: Path) -> str:
    """The first line that is a heading of the page; else the project's name, the file's name."""
    for line in page.lines[:40]:
        title = without_mark(squeeze(line.text))
        if not title or is_furniture(title) or page_date(title) or MASK in title:
            continue
        if len(title) > 200 or title.endswith(":"):
            break
        return title
    return records[0].name if records else path.stem


def _stated_title(document: TextDocument) -> str | None:
    """The title that the document states of itself, unless it tells of a person."""
    if document.title is None:
        return None
    title = squeeze(redact(normalise(document.title)))
    return title if title and MASK not in title else None


def _missing(name: PurePath, taken: set[str]) -> Source:
    """The source of what could not be opened."""
    return Source(source_id(name, taken), "document", name.name or "dokument", "")
