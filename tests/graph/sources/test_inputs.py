"""Which files are read, in what form, and what becomes of those that cannot be."""

from __future__ import annotations

import os
import quopri
import zipfile
from pathlib import Path, PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableSource
from graph.mentions import Mentions
from graph.records import Problem
from graph.sources.documents import read_documents
from graph.sources.inputs import Input, find_inputs, read_input
from graph.sources.text import TextDocument
from tests.graph.sources.pdf_files import make_pdf

TEXT = "Projektet Nya vägar drivs av Arboga kommun.\n"
HTML = f"<!DOCTYPE html><h1>Nya vägar</h1><p>{TEXT}"
MHTML = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.se/nya\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
    b"--x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + quopri.encodestring(HTML.encode())
    + b"\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
)


def names_and_problems(*paths: Path) -> list[str]:
    return [
        found.name.as_posix() if isinstance(found, Input) else f"{found.severity}: {found.message}"
        for found in find_inputs(paths)
    ]


def test_folders_are_walked_without_readme_and_hidden_files(tmp_path: Path) -> None:
    for folder in ("inner", ".hidden", "f_files", "f-filer", "g_files"):
        (tmp_path / folder).mkdir()
    for path in (
        *("b.txt", "a.md", "README.md", "c.csv", ".d.txt", "inner/e.TEXT", ".hidden/f.txt"),
        *("f.html", "f_files/frame.html", "f-filer/frame.html", "g_files/g.htm", "h.PDF"),
    ):
        (tmp_path / path).write_text("text")
    assert names_and_problems(tmp_path, tmp_path / "b.txt") == [
        *("a.md", "b.txt", "f.html", "g_files/g.htm", "h.PDF", "inner/e.TEXT"),
    ]


def test_a_path_to_nothing_is_a_problem_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "table.csv").write_text("a")
    found = list(find_inputs([tmp_path / "none.txt", tmp_path / "empty", tmp_path / "table.csv"]))
    assert [(one.severity, bool(one.remedy)) for one in found if isinstance(one, Problem)] == [
        ("error", True),
        ("warning", True),
        ("error", True),
    ]


def test_links_and_what_is_no_file_are_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "c.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "ring").symlink_to(tmp_path)
    (tmp_path / "d.txt").mkdir()
    os.mkfifo(tmp_path / "e.txt")
    assert names_and_problems(tmp_path) == [
        "a.txt",
        *["warning: This is a symbolic link; links in folders are not followed."] * 2,
        "error: This is not a file.",
    ]
    assert names_and_problems(tmp_path / "b.txt", tmp_path / "a.txt") == ["b.txt"]
    assert names_and_problems(tmp_path / "e.txt") == ["error: This is neither a file nor a folder."]


def document_at(path: Path) -> TextDocument:
    """The one document that is found at a path."""
    (found,) = find_inputs([path])
    assert isinstance(found, Input)
    return read_input(found)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", TEXT.encode()),
        ("a.html", HTML.encode("cp1252")),
        ("a.txt", HTML.encode("utf-16")),
        ("a.htm", TEXT.encode()),
        ("a.mhtml", MHTML),
        ("a.pdf", make_pdf([[TEXT.strip()]])),
        ("a.txt", make_pdf([[TEXT.strip()]])),
    ],
)
def test_what_a_file_is_shows_in_its_bytes(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert TEXT.strip() in document_at(path).text


def test_a_web_archive_tells_where_it_was_saved_from(tmp_path: Path) -> None:
    path = tmp_path / "a.mht"
    path.write_bytes(MHTML)
    document = document_at(path)
    assert (document.title, document.url) == ("Nya vägar", "https://example.se/nya")
    path.write_bytes(b"Content-Type: multipart/mixed; boundary=x\n\n" * 3000)
    with pytest.raises(UnreadableSource, match="no page"):
        document_at(path)
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    path.write_bytes(nested)
    with pytest.raises(UnreadableSource, match=r"damaged|no page"):
        document_at(path)


def test_every_broken_input_gives_one_message_and_the_others_are_read(
    tmp_path: Path, mentions: Mentions
) -> None:
    broken = {
        "binary.txt": b"\x00\x01\x02\x03" * 100,
        "binary.html": b"\x00\x01\x02\x03" * 100,
        "cut.txt": TEXT.encode("utf-16")[:-1],
        "deep.html": b"<div>" * 10_000 + b"text",
        "empty.txt": b"",
        "image.html": b"\x89PNG\r\n\x1a\n" + b"\x00" * 50,
        "large.html": b"<p>" + b"a" * 50_000_000,
        "locked.pdf": make_pdf([[TEXT]], encrypted=True),
        "noarchive.zip": b"no archive",
        "office.txt": b"PK\x03\x04" + b"\x00" * 50,
        "scan.pdf": make_pdf([[]]),
        "text.pdf": TEXT.encode(),
    }
    for name, data in broken.items():
        (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("large.txt", b"a" * 20_000_000)
        archive.writestr("sound.txt", TEXT.replace("vägar", "broar"))
    (tmp_path / "sound.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "sound-copy.txt").write_text(TEXT, encoding="utf-8")
    readings = list(read_documents([tmp_path, tmp_path / "gone.txt"], mentions))
    failed = {reading.problems[0].file: reading for reading in readings if reading.problems}
    names = [Path(file).name for file in failed]
    assert sorted(names) == sorted([*broken, "large.txt", "sound.txt", "gone.txt"])
    for reading in failed.values():
        (problem,) = reading.problems
        assert not reading.records
        assert problem.message.endswith(".")
        assert problem.remedy.endswith(".")
        assert str(tmp_path) not in problem.message.replace(str(tmp_path / "sound-copy.txt"), "")
    read = [reading.source.id for reading in readings if reading.records]
    assert read == ["sound-copy", "z-sound"]
    assert len({reading.source.id for reading in readings}) == len(readings)


def test_a_file_that_vanishes_after_it_was_found(tmp_path: Path, mentions: Mentions) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT + "Projektet pågår.")
    readings = read_documents([tmp_path], mentions)
    assert next(readings).records
    (tmp_path / "b.txt").unlink()
    (problem,) = next(readings).problems
    assert "No such file" in problem.message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    assert "cannot be read" in "".join(names_and_problems(tmp_path))


def test_inputs_bound_what_is_read(tmp_path: Path) -> None:
    limits: list[int] = []

    def read(limit: int) -> bytes:
        limits.append(limit)
        raise UnreadableSource("a.txt: as asked.")

    for name in ("a.txt", "a.html", "a.pdf"):
        with pytest.raises(UnreadableSource):
            read_input(Input(Path(name), PurePath(name), read), 1000)
    assert limits == [1000, 1000, 30_000_000]


@given(
    st.sampled_from(
        [b"", b"<html>", b"\xff\xfe", b"\xfe\xff<", b"PK\x03\x04", b"<?xml encoding='"]
    ),
    st.binary(max_size=300),
    st.sampled_from([".txt", ".md", ".html", ".xhtml", ".mhtml", ".pdf"]),
)
@settings(deadline=None)
def test_any_bytes_under_any_name_are_a_document_or_a_clear_refusal(
    beginning: bytes, rest: bytes, suffix: str
) -> None:
    path = PurePath(f"page{suffix}")
    message = f"{path}: "
    try:
        document = read_input(Input(Path(path), path, lambda limit: beginning + rest))
        assert document.text.strip()
    except UnreadableSource as error:
        message = str(error)
    assert message.startswith(f"{path}: ")
