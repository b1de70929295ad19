"""Zip archives: their documents are read, and nothing in them can harm."""

from __future__ import annotations

import io
import stat
import struct
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableSource
from graph.mentions import Mentions
from graph.records import Problem
from graph.sources import archives
from graph.sources.archives import Member, open_archive
from graph.sources.documents import read_documents

_BUDGET = archives.Budget
TEXT = b"Projektet Nya %b i Arboga kommun.\n"


def make_zip(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def contents(path: Path, limit: int = 1_000_000) -> dict[str, bytes | str]:
    """What each member holds, or the message of what is wrong, by path in the archive."""
    found: dict[str, bytes | str] = {}
    for member in open_archive(path, lambda name: name.suffix == ".txt"):
        if isinstance(member, Problem):
            found[Path(member.file).relative_to(path.parent).as_posix()] = str(member)
            continue
        key = member.path.relative_to(path.parent).as_posix()
        try:
            found[key] = member.read(limit)
        except UnreadableSource as error:
            found[key] = str(error)
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "arkiv.zip"


def test_members_are_documents_with_an_id_from_their_path(place: Path, mentions: Mentions) -> None:
    inner = make_zip({"djup/c.txt": TEXT % b"gator"})
    place.write_bytes(
        make_zip(
            {
                "mapp/b.txt": TEXT % b"stigar",
                "mapp/b.html": b"<h1>Nya broar</h1><p>Projektet Nya broar i Arboga kommun.",
                "inre.zip": inner,
                "__MACOSX/mapp/._b.txt": b"x",
                ".git/a.txt": b"x",
                "mapp/b_files/ram.html": b"x",
                "README.txt": b"x",
                "bild.png": b"x",
            }
        )
    )
    readings = list(read_documents([place], mentions))
    assert [reading.source.id for reading in readings] == [
        "arkiv-inre-djup-c",
        "arkiv-mapp-b",
        "arkiv-mapp-b-2",
    ]
    assert all(reading.records for reading in readings)
    (nested, *_) = readings
    assert nested.source.title == "Projektet Nya gator i Arboga kommun."


def test_an_archive_is_read_beside_other_files_of_a_folder(place: Path, mentions: Mentions) -> None:
    place.write_bytes(make_zip({"a.txt": TEXT % b"vagar"}))
    (place.parent / "b.txt").write_bytes(TEXT % b"stigar")
    ids = [reading.source.id for reading in read_documents([place.parent], mentions)]
    assert ids == ["arkiv-a", "b"]


def test_archives_three_deep_are_not_opened(place: Path) -> None:
    third = make_zip({"c.txt": b"text"})
    place.write_bytes(make_zip({"2.zip": make_zip({"3.zip": third, "b.txt": b"B"}), "a.txt": b"A"}))
    found = contents(place)
    assert found["arkiv.zip/a.txt"] == b"A"
    assert found["arkiv.zip/2.zip/b.txt"] == b"B"
    assert "more than 2 archives deep" in str(found["arkiv.zip/2.zip/3.zip"])


def test_names_that_lead_out_links_duplicates_and_locked_members_are_refused(place: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(place, "w") as archive:
        warnings.simplefilter("ignore")  # of the duplicate
        for name in ("../ut.txt", "/etc/ut.txt", "C:/ut.txt", "a/../../ut.txt"):
            archive.writestr(name, "x")
        link = zipfile.ZipInfo("lank.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/hostname")
        archive.writestr("tva.txt", "en")
        archive.writestr("tva.txt", "två")
        archive.writestr("last.txt", "x")
        archive.writestr("god.txt", "Bra text")
    data = place.read_bytes()
    at = data.rindex(b"last.txt") - 46 + 8
    place.write_bytes(data[:at] + struct.pack("<H", 1) + data[at + 2 :])
    problems = [p for p in open_archive(place, lambda name: True) if isinstance(p, Problem)]
    messages = sorted(problem.message.split(";")[0] for problem in problems)
    assert messages == [
        "The archive holds two members of this name",
        *["The name of this member leads out of the archive"] * 4,
        "This member is a symbolic link",
        "This member is encrypted.",
    ]
    assert all(problem.remedy for problem in problems)
    assert contents(place)["arkiv.zip/god.txt"] == b"Bra text"


def test_a_bomb_is_refused_by_what_it_declares(place: Path) -> None:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("bomb.txt", "w", force_zip64=True) as member:
            chunk = b"\x00" * 10_000_000
            for _ in range(30):
                member.write(chunk)
        archive.writestr("god.txt", "Bra text")
    found = contents(place)
    assert "limit of 1000000 bytes" in str(found["arkiv.zip/bomb.txt"])
    assert found["arkiv.zip/god.txt"] == b"Bra text"


@pytest.mark.parametrize("declared", [10, 900_000])
def test_a_bomb_that_lies_about_its_size_is_stopped_while_it_unpacks(
    place: Path, declared: int
) -> None:
    size = 300_000_000
    data = make_zip({"bomb.txt": b"\x00" * size, "god.txt": b"Bra text"})
    data = data.replace(struct.pack("<I", size), struct.pack("<I", declared))
    place.write_bytes(data)
    tracemalloc.start()
    found = contents(place)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found["arkiv.zip/bomb.txt"], str)
    assert found["arkiv.zip/god.txt"] == b"Bra text"
    assert peak < 5_000_000


def test_all_members_together_have_a_limit(
    place: Path, monkeypatch: pytest.MonkeyPatch, mentions: Mentions
) -> None:
    monkeypatch.setattr(archives, "Budget", lambda: _BUDGET(5000))
    files = {f"{n}.txt": b"Projektet Nya hus %d. " % n * 100 for n in range(5)}
    place.write_bytes(make_zip({"inre.zip": make_zip(files), "sist.txt": b"x"}))
    readings = list(read_documents([place], mentions))
    messages = [problem.message for reading in readings for problem in reading.problems]
    assert any("in all" in message for message in messages)
    assert any(reading.records for reading in readings)


def test_a_ten_gigabyte_bomb_of_archives_stays_within_bounds(place: Path) -> None:
    layer = make_zip({f"{n}.txt": b"a" * 4_000_000 for n in range(50)})
    place.write_bytes(make_zip({f"{n:02}.zip": layer for n in range(50)}))
    tracemalloc.start()
    read = 0
    refused: set[str] = set()
    for member in open_archive(place, lambda name: True):
        if isinstance(member, Member):
            try:
                read += len(member.read(5_000_000))
            except UnreadableSource as error:
                refused.add(str(error).partition(": ")[2])
    assert all("in all" in message for message in refused)
    assert 900_000_000 < read <= 1_000_000_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 60_000_000


def test_more_members_than_the_limit(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "Budget", lambda: _BUDGET(members=2))
    place.write_bytes(make_zip({f"{n}.txt": b"x" for n in range(4)}))
    found = contents(place)
    assert [value for value in found.values() if isinstance(value, bytes)] == [b"x", b"x"]
    assert "more than" in str(found["arkiv.zip"])


def test_a_damaged_member_costs_one_document(place: Path) -> None:
    data = make_zip({"a.txt": b"A" * 50, "b.txt": b"B"}, zipfile.ZIP_STORED)
    place.write_bytes(data.replace(b"A" * 50, b"C" * 50))
    found = contents(place)
    assert "damaged" in str(found["arkiv.zip/a.txt"])
    assert found["arkiv.zip/b.txt"] == b"B"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive"])
def test_what_is_no_archive_says_so(place: Path, data: bytes) -> None:
    place.write_bytes(data)
    assert "not a zip archive" in str(contents(place)["arkiv.zip"])


def test_an_empty_archive_and_one_that_vanished(place: Path) -> None:
    place.write_bytes(make_zip({"bild.png": b"x"}))
    (problem,) = open_archive(place, lambda name: name.suffix == ".txt")
    assert isinstance(problem, Problem)
    assert problem.severity == "warning"
    (problem,) = open_archive(place.with_name("borta.zip"), lambda name: True)
    assert isinstance(problem, Problem)
    assert "No such file" in problem.message


@given(st.binary(max_size=60), st.integers(0, 400))
@settings(deadline=None)
def test_any_bytes_are_an_archive_or_a_clear_refusal(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int
) -> None:
    sound = make_zip({"a.txt": b"Text", "inre.zip": make_zip({"b.txt": b"Text"})})
    path = tmp_path_factory.mktemp("any") / "arkiv.zip"
    path.write_bytes(sound[:at] + noise + sound[at + len(noise) :])
    assert contents(path)
