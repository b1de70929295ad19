"""Zip archives: the documents in them, read one at a time and never unpacked to disk.

An archive in an archive is read too, to a depth of two. What an archive declares is not believed:
sizes are counted as the members are read.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from graph.errors import UnreadableSource
from graph.records import Problem

MAX_DEPTH = 2
MAX_MEMBERS = 20_000
MAX_ARCHIVE_BYTES = 200_000_000
MAX_UNPACKED_BYTES = 1_000_000_000
_CHUNK = 1 << 16
# What browsers add to "name" for the folder of the frames and pictures of the page "name.html".
_BESIDE_PAGE = ("_files", "-filer", "_filer", ".files")
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    OverflowError,
    IndexError,
    KeyError,
)


@dataclass(slots=True)
class Budget:
    """Bytes that all members of one archive, and of those within, may still unpack to."""

    left: int = MAX_UNPACKED_BYTES
    members: int = MAX_MEMBERS


@dataclass(frozen=True, slots=True)
class Member:
    """A document in an archive; `path` is the archive's path with the member's name added."""

    path: Path
    name: PurePosixPath
    """The names of the archives within, then the member's, for its identifier."""
    read: Callable[[int], bytes] = field(repr=False)
    """What it holds, of at most so many bytes; raises UnreadableSource."""


def open_archive(
    path: Path, is_document: Callable[[PurePosixPath], bool]
) -> Iterator[Member | Problem]:
    """The documents in the archive at `path`, in the order of their names, and what is wrong.

    A member must be read before the next one is asked for: the archive is closed at the end.
    """
    try:
        with path.open("rb") as file:
            size = file.seek(0, io.SEEK_END)
            if size > MAX_ARCHIVE_BYTES:
                yield _too_large(path)
                return
            yield from _members(file, path, PurePosixPath(), is_document, 1, Budget())
    except OSError as error:
        yield Problem(
            str(path),
            f"The archive cannot be read: {error.strerror or error}.",
            "Check the path and its permissions.",
        )


def _members(
    file: io.BufferedIOBase | io.BufferedReader,
    path: Path,
    within: PurePosixPath,
    is_document: Callable[[PurePosixPath], bool],
    depth: int,
    budget: Budget,
) -> Iterator[Member | Problem]:
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGE as error:
        yield Problem(
            str(path),
            f"This is not a zip archive, or it is damaged ({type(error).__name__}).",
            "Make the archive again, or give the files themselves.",
        )
        return
    with archive:
        seen: set[str] = set()
        pages = {
            PurePosixPath(name).with_suffix("").as_posix()
            for name in archive.namelist()
            if name.lower().endswith((".html", ".htm"))
        }
        found = 0
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            place = path / info.filename.replace("\\", "/").lstrip("/")
            if info.is_dir() or _is_furniture(info.filename, pages):
                continue
            nested = info.filename.lower().endswith(".zip")
            if not nested and not is_document(PurePosixPath(info.filename)):
                continue
            found += 1
            budget.members -= 1
            if budget.members < 0:
                yield Problem(
                    str(path),
                    f"The archive holds more than {MAX_MEMBERS} documents; the rest is not read.",
                    "Split it into smaller ones.",
                )
                return
            problem = _refusal(info, place, seen)
            seen.add(info.filename)
            if problem is not None:
                yield problem
                continue
            name = within / info.filename.replace("\\", "/")
            reader = _reader(archive, info, place, budget)
            if not nested:
                yield Member(place, name, reader)
            elif depth >= MAX_DEPTH:
                yield Problem(
                    str(place),
                    f"An archive more than {MAX_DEPTH} archives deep is not opened.",
                    "Unpack the outer archive and give its files.",
                )
            else:
                try:
                    content = reader(MAX_ARCHIVE_BYTES // 4)
                except UnreadableSource as error:
                    yield problem_of(error, place)
                    continue
                inner = name.with_suffix("")
                yield from _members(
                    io.BytesIO(content), place, inner, is_document, depth + 1, budget
                )
        if not found:
            yield Problem(
                str(path),
                "The archive holds no documents that can be read.",
                "Put text, HTML or PDF files in it.",
                severity="warning",
            )


def _is_furniture(name: str, pages: set[str]) -> bool:
    """Whether a member is what systems and browsers save besides the files; `pages` are pages."""
    place = PurePosixPath(name.replace("\\", "/"))
    return (
        any(part.startswith(".") and part not in (".", "..") for part in place.parts)
        or "__MACOSX" in place.parts
        or any(beside_page(folder.as_posix(), pages) for folder in place.parents)
    )


def beside_page(folder: str, pages: Collection[str]) -> bool:
    """Whether a folder holds the frames and pictures of a saved page, by their names.

    >>> beside_page("nya-vagar_files", {"nya-vagar"})
    True
    """
    return any(folder.endswith(end) and folder.removesuffix(end) in pages for end in _BESIDE_PAGE)


def _refusal(info: zipfile.ZipInfo, place: Path, seen: set[str]) -> Problem | None:
    name = info.filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or name[1:3] == ":/" or "\x00" in name:
        return Problem(
            str(place),
            "The name of this member leads out of the archive; it is not read.",
            "Make the archive again with names below its own folder.",
        )
    if info.filename in seen:
        return Problem(
            str(place),
            "The archive holds two members of this name; only the first is read.",
            "Give each a name of its own.",
            severity="warning",
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        return Problem(
            str(place),
            "This member is a symbolic link; it is not followed.",
            "Put the file itself into the archive.",
        )
    if info.flag_bits & 1:
        return Problem(
            str(place),
            "This member is encrypted.",
            "Make the archive again without a password.",
        )
    return None


def _reader(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, place: Path, budget: Budget
) -> Callable[[int], bytes]:
    def read(limit: int) -> bytes:
        bound = min(limit, budget.left)
        if info.file_size > bound:
            raise _over(place, info.file_size, limit, budget)
        content = bytearray()
        try:
            with archive.open(info) as member:
                while chunk := member.read(_CHUNK):
                    content += chunk
                    if len(content) > bound:
                        raise _over(place, len(content), limit, budget)
        except UnreadableSource:
            raise
        except _DAMAGE as error:
            raise UnreadableSource(
                f"{place}: this member of the archive is damaged ({type(error).__name__}). "
                "Make the archive again, or give the file itself."
            ) from error
        finally:
            budget.left -= len(content)
        return bytes(content)

    return read


def _over(place: Path, size: int, limit: int, budget: Budget) -> UnreadableSource:
    if size > limit:
        return UnreadableSource(
            f"{place}: unpacks to more than the limit of {limit} bytes for one document. "
            "Split it, or save only the text of the page."
        )
    return UnreadableSource(
        f"{place}: the archive unpacks to more than {MAX_UNPACKED_BYTES} bytes in all. "
        "Split it into smaller archives."
    )


def _too_large(path: Path) -> Problem:
    return Problem(
        str(path),
        f"The archive is over the limit of {MAX_ARCHIVE_BYTES} bytes.",
        "Split it into smaller archives, or give a folder.",
    )


def problem_of(error: UnreadableSource, place: Path) -> Problem:
    """The problem that an error about the document at `place` tells of."""
    what, _, remedy = str(error).removeprefix(f"{place}: ").partition(". ")
    return Problem(str(place), f"{what[:1].upper()}{what[1:]}.".replace("..", "."), remedy)
