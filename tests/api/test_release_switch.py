"""A release is published while a real server answers: who began with the old one ends with it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import httpx2
import pyoxigraph as ox
import pytest

from api.build import BuildReport
from graph.release import MANIFEST, Release, Releases

NEW = ox.NamedNode("urn:new")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
SLOW = """SELECT (COUNT(*) AS ?n) {
  { SELECT ?a { ?a ?b ?c } LIMIT 1200 } { SELECT ?d { ?d ?e ?f } LIMIT 1200 }
  FILTER(STRLEN(CONCAT(STR(?a), STR(?d))) > 0)
}"""
ON_DISK = 3


@contextmanager
def server(var: Path) -> Iterator[tuple[httpx2.Client, int]]:
    """A service in a process of its own: a client of it, and its number."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    environment = {
        **os.environ,
        "SAMVERKAN_VAR": str(var),
        "SAMVERKAN_MODEL": "hashing",
        "SAMVERKAN_PORT": port,
        "SAMVERKAN_FOLLOW_SECONDS": "0.1",
        "SAMVERKAN_QUERY_SECONDS": "60",
        "SAMVERKAN_QUERY_WORKERS": "1",
        "SAMVERKAN_QUERY_QUICK": "1",
        "SAMVERKAN_LOG_LEVEL": "ERROR",
    }
    command = [sys.executable, "-c", "from api.cli import main; main()", "serve"]
    with (
        subprocess.Popen(command, env=environment) as process,
        httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client,
    ):
        try:
            while True:
                assert process.poll() is None, "the server did not start"
                try:
                    client.get("/health/live")
                    break
                except httpx2.TransportError:
                    time.sleep(0.05)
            yield client, process.pid
        finally:
            process.terminate()
            process.wait(30)


def published(
    releases: Releases, before: Release, number: int, *, with_more: bool = False
) -> Release:
    """Another release, with a statement more or as it was."""
    with releases.draft() as draft:
        for path in before.folder.rglob("*"):
            place = draft / path.relative_to(before.folder)
            if path.is_dir():
                place.mkdir()
            elif path.parent == before.store and with_more:
                shutil.copy(path, place)
            elif path.name != MANIFEST:
                place.hardlink_to(path)
        if with_more:
            store = ox.Store(str(draft / "store"))
            store.add(ox.Quad(NEW, LABEL, ox.Literal("ny")))
            store.flush()
            del store
        manifest = replace(before.manifest, id=f"20991231T00000{number}Z-ffffffff")
        return releases.publish(draft, manifest)


def opened_in(folder: Path, pid: int) -> list[str]:
    """Files of a folder that a process has open."""
    found = []
    for handle in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.append(str(handle.readlink()))
        except OSError:
            continue
    return [name for name in found if name.startswith(str(folder))]


def children(pid: int) -> int:
    """Processes that a process has started, and those that these have."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            text = status.read_text(encoding="utf-8")
        except OSError:
            continue
        parents[int(status.parent.name)] = int(text.partition("PPid:")[2].split()[0])
    found, generation = set[int](), {pid}
    while generation := {child for child, parent in parents.items() if parent in generation}:
        found |= generation
    return len(found)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="reads /proc")
def test_a_release_is_published_in_the_middle_of_everything(
    built: BuildReport, tmp_path: Path
) -> None:
    first = tmp_path / "releases" / built.release.folder.name
    shutil.copytree(built.release.folder, first)
    (tmp_path / "releases" / "current").symlink_to(first.name)
    releases = Releases(tmp_path / "releases")
    old = releases.required()
    with server(tmp_path) as (client, pid), httpx2.Client(base_url=client.base_url) as idle:
        assert idle.get("/api/projects").status_code == 200  # and keeps its connection
        seen: list[tuple[int, str]] = []
        ended = threading.Event()

        def ask() -> None:
            times = 0
            with httpx2.Client(base_url=client.base_url, timeout=60) as other:
                while not ended.is_set():
                    times += 1
                    query = f"/sparql?query=ASK{{}}%23{times}"
                    for path in ("/health/ready", "/api/projects", query):
                        reply = other.get(path)
                        seen.append((reply.status_code, reply.headers.get("samverkan-release", "")))
                    time.sleep(0.02)

        slow: list[httpx2.Response] = []
        threads = [
            threading.Thread(target=ask),
            threading.Thread(
                target=lambda: slow.append(client.get("/sparql", params={"query": SLOW}))
            ),
        ]
        count = client.get("/sparql", params={"query": COUNT})
        processes = children(pid)
        whole_graph = client.build_request(
            "GET",
            "/rdf-graphs/service?default",
            headers={"Accept": "application/n-triples", "Accept-Encoding": "identity"},
        )
        with closing(client.send(whole_graph, stream=True)) as download:
            parts = download.iter_raw(4096)
            content = [next(parts)]
            for thread in threads:
                thread.start()
            time.sleep(0.3)
            new = published(releases, old, 1, with_more=True)
            while new.manifest.id not in {release for _, release in seen}:
                assert threads[0].is_alive()
                time.sleep(0.05)

            assert not slow, "the slow query is still under way"

            # Later requests see the new release, also with the ETag of the old one.
            again = client.get(
                "/sparql", params={"query": COUNT}, headers={"If-None-Match": count.headers["etag"]}
            )
            assert again.status_code == 200
            assert again.headers["etag"] != count.headers["etag"]
            assert number(again) == number(count) + 1
            assert client.get("/api/citation").json()["release"] == new.manifest.id

            # The download goes on, and keeps its release on disk however many follow.
            for more in range(2, ON_DISK + 2):
                newest = published(releases, new, more)
            assert first.is_dir()
            content += parts
        assert download.status_code == 200
        assert download.headers["samverkan-release"] == old.manifest.id
        whole = b"".join(content)
        assert len(whole) == int(download.headers["content-length"])
        assert whole.count(b" .\n") == number(count)
        assert b"<urn:new>" not in whole

        threads[1].join(60)
        assert (slow[0].status_code, number(slow[0])) == (200, 1200**2)
        assert slow[0].headers["samverkan-release"] == old.manifest.id

        while client.get("/health/ready").json()["release"] != newest.manifest.id:
            time.sleep(0.05)
        ended.set()
        threads[0].join(60)
        assert {status for status, _ in seen} == {200}
        order = [release for _, release in seen if release]
        assert order == sorted(order, key=list(dict.fromkeys(order)).index), "never back again"

        # What nobody uses any longer is let go, and the next build removes it.
        until = time.monotonic() + 120  # of a machine that has much else to do
        while opened_in(first, pid) or opened_in(new.folder, pid) or children(pid) != processes:
            assert time.monotonic() < until, (opened_in(first, pid), children(pid), processes)
            time.sleep(0.1)
        published(releases, newest, ON_DISK + 2)
        assert not first.exists()


def number(reply: httpx2.Response) -> int:
    """The one number that a query gave."""
    return int(reply.json()["results"]["bindings"][0]["n"]["value"])
