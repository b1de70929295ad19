"""Releases: made whole or not at all, whatever happens while they are made or read."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import BuildError, ReleaseError
from graph.release import FORMAT, KEPT, MANIFEST, Manifest, Release, Releases
from graph.store import Store, StoreWriter
from ontology import terms as t

REPOSITORY = Path(__file__).resolve().parents[2]

EMPTY = Manifest(
    format=FORMAT,
    id="20260101T000000Z-00000000",
    created="2026-01-01T00:00:00+00:00",
    fingerprint="0" * 64,
    base="http://127.0.0.1:8000",
    version="0",
    model="hashing",
    dimension=64,
    sources=({"id": "fakta"},),
    counts={"triples": 1},
    validation={"violations": 0},
    problems=0,
    files={},
)


def manifest(number: int) -> Manifest:
    return replace(EMPTY, id=f"20260101T0000{number:02}Z-00000000")


def make(releases: Releases, number: int = 0) -> Release:
    """A release with a real store of one triple."""
    with releases.draft() as draft:
        writer = StoreWriter(draft / "store")
        writer.add([(t.SAMV_PROJECT, t.RDF_TYPE, t.SAMV_PROJECT)])
        writer.close()
        (draft / "shacl-report.ttl").write_text("# å", encoding="utf-8")
        return releases.publish(draft, manifest(number))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {".lock"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "releases"


@pytest.fixture
def releases(folder: Path) -> Releases:
    return Releases(folder)


def test_there_is_none_at_first(releases: Releases, folder: Path) -> None:
    assert releases.current() is None
    assert not folder.exists()


def test_a_release_is_published(releases: Releases, folder: Path) -> None:
    made = make(releases)
    current = releases.current()
    assert current == made
    assert names(folder) == {"current", EMPTY.id}
    assert (folder / "current").is_symlink()
    assert str((folder / "current").readlink()) == EMPTY.id, "relative, so the folder may be moved"
    assert made.damaged() == []
    assert len(Store(made.store)) == 1
    assert "shacl-report.ttl" in made.manifest.files
    assert any(name.startswith("store/") for name in made.manifest.files)
    assert json.loads((made.folder / MANIFEST).read_text(encoding="utf-8"))["format"] == FORMAT


def test_a_release_may_be_moved(releases: Releases, folder: Path) -> None:
    make(releases)
    folder.rename(folder.with_name("elsewhere"))
    moved = Releases(folder.with_name("elsewhere")).current()
    assert moved is not None
    assert moved.damaged() == []


def test_reading_a_store_does_not_damage_it(releases: Releases) -> None:
    made = make(releases)
    for _ in range(3):
        assert Store(made.store).count("?s ?p ?o") == 1
    assert made.damaged() == []


def test_a_build_that_fails_changes_nothing(releases: Releases, folder: Path) -> None:
    make(releases)
    before = names(folder)

    def fail() -> None:
        with releases.draft() as draft:
            (draft / "half").write_text("x", encoding="utf-8")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert names(folder) == before
    current = releases.current()
    assert current is not None
    assert current.damaged() == []


def test_a_build_that_publishes_nothing_leaves_nothing(releases: Releases, folder: Path) -> None:
    with releases.draft() as draft:
        assert draft.is_dir()
    assert names(folder) == set()
    assert releases.current() is None


KILLED = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from graph.release import Releases
    from graph.store import StoreWriter
    from ontology import terms as t

    with Releases(Path(sys.argv[1])).draft() as draft:
        writer = StoreWriter(draft / "store")
        writer.add([(t.SAMV_PROJECT, t.RDF_TYPE, t.SAMV_PROJECT)])
        (draft / "manifest.json").write_text("{}")
        print("half", flush=True)
        time.sleep(60)
    """
)


def start_build(folder: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(folder)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "half\n"
    return process


def test_a_killed_build_changes_nothing_and_the_next_cleans_up(
    releases: Releases, folder: Path
) -> None:
    make(releases)
    with start_build(folder) as process:
        process.send_signal(signal.SIGKILL)
    left = names(folder) - {"current", EMPTY.id}
    assert len(left) == 1
    current = releases.current()
    assert current is not None
    assert (current.manifest.id, current.damaged()) == (EMPTY.id, [])
    make(releases, 1)
    assert names(folder) == {"current", EMPTY.id, manifest(1).id}


def test_a_killed_first_build_leaves_no_release(releases: Releases, folder: Path) -> None:
    with start_build(folder) as process:
        process.kill()
    assert releases.current() is None
    assert make(releases) == releases.current()


def test_one_build_at_a_time(releases: Releases, folder: Path) -> None:
    with start_build(folder) as process:
        with pytest.raises(BuildError, match="another build is running"), releases.draft():
            pytest.fail("two builds at once")
        process.kill()
    assert make(releases) == releases.current()
    with releases.draft(), pytest.raises(BuildError), Releases(folder).draft():
        pytest.fail("two builds at once")


def test_old_releases_are_removed_but_not_the_current(releases: Releases, folder: Path) -> None:
    for number in range(KEPT + 2):
        make(releases, number)
    kept = {manifest(number).id for number in range(2, KEPT + 2)}
    assert names(folder) == {"current", *kept}


def test_a_release_that_is_served_stays_however_many_follow(
    releases: Releases, folder: Path
) -> None:
    served = make(releases, 0)
    with served.in_use(), served.in_use():  # by two services
        for number in range(1, KEPT + 3):
            make(releases, number)
        assert served.damaged() == []
        assert len(names(folder)) == KEPT + 2  # with the link
    make(releases, KEPT + 3)
    assert not served.folder.exists()


def test_a_clock_that_went_back(releases: Releases, folder: Path) -> None:
    for number in (10, 11, 12, 13):
        make(releases, number)
    made = make(releases, 1)
    assert releases.current() == made
    assert len(names(folder)) == KEPT + 1


def test_a_file_that_is_no_release_stays(releases: Releases, folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "notes").mkdir()
    for number in range(KEPT + 1):
        make(releases, number)
    assert {"notes.txt", "notes"} <= names(folder)


def change(path: Path, edit: Callable[[dict[str, object]], object]) -> None:
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(content)
    path.write_text(json.dumps(content), encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "cannot be read"),
        (b"{", "cannot be read"),
        (b"[]", "cannot be read"),
        (b"{}", "cannot be read"),
        (b"\xff", "cannot be read"),
        (b'{"format": 0}', "has format 0, this program reads"),
        (b'{"format": 999}', "has format 999"),
        (b'{"format": 2}', "lacks or has unknown fields"),
    ],
)
def test_a_manifest_that_is_none(releases: Releases, content: bytes, message: str) -> None:
    made = make(releases)
    (made.folder / MANIFEST).write_bytes(content)
    with pytest.raises(ReleaseError, match=message) as raised:
        releases.current()
    assert "samverkan build" in str(raised.value)


@pytest.mark.parametrize("key", sorted(set(Manifest.__dataclass_fields__) - {"format"}))
def test_a_manifest_that_lacks_a_field(releases: Releases, key: str) -> None:
    made = make(releases)
    change(made.folder / MANIFEST, lambda content: content.pop(key))
    with pytest.raises(ReleaseError, match="samverkan build"):
        releases.current()


def test_a_manifest_with_an_unknown_field(releases: Releases) -> None:
    made = make(releases)
    change(made.folder / MANIFEST, lambda content: content.update(colour="blue"))
    with pytest.raises(ReleaseError, match="colour"):
        releases.current()


def test_a_manifest_that_is_missing(releases: Releases) -> None:
    made = make(releases)
    (made.folder / MANIFEST).unlink()
    with pytest.raises(ReleaseError, match=r"there is no release here\. Run `samverkan build`"):
        releases.current()


def test_a_link_to_nowhere(releases: Releases) -> None:
    shutil.rmtree(make(releases).folder)
    with pytest.raises(ReleaseError, match="samverkan build"):
        releases.current()
    make(releases, 1)
    assert releases.current() is not None


def test_a_missing_file(releases: Releases) -> None:
    made = make(releases)
    (made.folder / "shacl-report.ttl").unlink()
    with pytest.raises(ReleaseError, match=r"1 files are missing.*shacl-report.ttl.*--force"):
        releases.current()
    assert made.damaged() == ["shacl-report.ttl"]


def test_a_flipped_byte_in_any_file_is_found(releases: Releases) -> None:
    made = make(releases)
    checked = 0
    for name in made.manifest.files:
        path = made.folder / name
        content = path.read_bytes()
        if not content:
            continue
        middle = len(content) // 2
        flipped = bytes([content[middle] ^ 1])
        path.write_bytes(content[:middle] + flipped + content[middle + 1 :])
        assert made.damaged() == [name]
        path.write_bytes(content)
        checked += 1
    assert checked > 3
    assert made.damaged() == []


def test_the_real_release_is_undamaged(release: Release) -> None:
    assert release.damaged() == []
    assert release.report.is_file()


def test_a_store_that_cannot_be_opened(releases: Releases, tmp_path: Path) -> None:
    made = make(releases)
    for path in made.store.glob("MANIFEST-*"):
        path.write_bytes(b"")
    with pytest.raises(ReleaseError, match="cannot be opened"):
        Store(made.store)
    with pytest.raises(ReleaseError, match="samverkan build"):
        Store(tmp_path / "none")


def test_reading_while_releases_are_switched(releases: Releases) -> None:
    make(releases)
    stop = threading.Event()
    failures: list[BaseException] = []
    seen: set[str] = set()

    def read() -> None:
        while not stop.is_set():
            try:
                current = releases.current()
                assert current is not None
                assert len(Store(current.store)) == 1
                assert current.folder.name == current.manifest.id
                seen.add(current.manifest.id)
            except BaseException as error:  # what happens in a thread must reach the test
                failures.append(error)
                return

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 12):
        make(releases, number)
        time.sleep(0.05)
    stop.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert len(seen) > 3
