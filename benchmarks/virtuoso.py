"""A Virtuoso of our own: started in a folder, on free ports of this machine, and stopped after.

Needs Debian's package `virtuoso-opensource`, whose program is `virtuoso-t`. Its first database has
the user `dba` with the password `dba`; it listens on the loopback address only.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2

from graph.endpoint import Address

PROGRAM = "virtuoso-t"
PACKAGE = "virtuoso-opensource"
START_SECONDS = 60.0

_INI = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
FileExtend = 200

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
CheckpointInterval = 0
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
MaxClientConnections = 20
MaxSortedTopRows = 1100000
MaxQueryMem = 2G
ThreadsPerQuery = 2
CaseMode = 2
DirsAllowed = .

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 16
MaxClientConnections = 16
EnabledDavVSP = 0

[SPARQL]
ResultSetMaxRows = {rows}
MaxQueryExecutionTime = {seconds}
"""


class VirtuosoMissing(Exception):
    """Virtuoso is not installed; the message says how to mend it."""


@contextmanager
def virtuoso(
    folder: Path, *, rows: int = 1_000_000, seconds: int = 600, buffers: int = 40_000
) -> Iterator[Address]:
    """The address of an empty Virtuoso whose files are in a folder.

    `rows` is the largest answer that it gives, `seconds` the longest that a query may take by its
    own estimate, `buffers` its memory in pages of 8 KiB. Raises `VirtuosoMissing`.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise VirtuosoMissing(f"{PROGRAM} is missing: apt-get install {PACKAGE}")
    folder.mkdir(parents=True, exist_ok=True)
    sql, http = _free_port(), _free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(
        _INI.format(
            sql=sql, http=http, rows=rows, seconds=seconds, buffers=buffers, dirty=buffers * 3 // 4
        ),
        encoding="utf-8",
    )
    base = f"http://127.0.0.1:{http}"
    with (folder / "output.txt").open("wb") as output:
        process = subprocess.Popen(
            [program, "+foreground", "+configfile", str(ini)],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
        try:
            _wait(f"{base}/sparql", process, folder)
            yield Address(
                query=f"{base}/sparql",
                update=f"{base}/sparql-auth",
                graph_store=f"{base}/sparql-graph-crud-auth",
                user="dba",
                password="dba",  # noqa: S106 - of a database made a moment ago
            )
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=5)
            if process.poll() is None:
                process.kill()
                process.wait()


def _wait(url: str, process: subprocess.Popen[bytes], folder: Path) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with suppress(httpx2.TransportError):
            if httpx2.get(url, params={"query": "ASK { }"}, trust_env=False).is_success:
                return
        time.sleep(0.1)
    said = (folder / "output.txt").read_text(encoding="utf-8", errors="replace")[-2000:]
    raise RuntimeError(f"Virtuoso does not start: {said}")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
