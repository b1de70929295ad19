"""A worker process as the service sees it: started, asked, watched, and killed."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from types import ModuleType

from graph.engines import Limits
from graph.errors import GraphError, QueryInvalid, QueryMemory, QueryTimeout, ReleaseError
from graph.evaluation import serve

logger = logging.getLogger(__name__)

START_SECONDS = 60.0
"""How long a process may take to open the store."""
LOW = 10
"""Priority of setpriority(2) of long queries; at 19, the lowest, any other work starves them."""
_CLOCK_OF_PROCESS = 2  # CPUCLOCK_SCHED of Linux


class ProcessStarter:
    """Starts worker processes over one store."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._store = store
        self._memory_bytes = limits.memory_bytes
        self._starting = threading.Lock()  # multiprocessing keeps a list of processes, unguarded
        self._context: ForkServerContext = multiprocessing.get_context("forkserver")
        # Processes are forked from one that has loaded what they need, and so start at once.
        self._context.set_forkserver_preload(["graph.evaluation", "pyoxigraph"])

    def start(self) -> WorkerProcess:
        """A new process, which has opened the store; raises `ReleaseError`."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve,
            args=(theirs, str(self._store), self._memory_bytes),
            name="samverkan-query",
            daemon=True,
        )
        worker = WorkerProcess(process, ours, self._memory_bytes, self._starting)
        try:
            with self._starting, _without_main():
                process.start()
            theirs.close()
            if not ours.poll(START_SECONDS):
                raise EOFError("it did not start in time")
            fault = ours.recv()
        except (OSError, EOFError) as error:
            theirs.close()
            worker.end()
            raise unavailable() from error
        if fault is not None:
            worker.end()
            logger.error("A query worker cannot open the store: %s", fault)
            raise unavailable()
        return worker


class WorkerProcess:
    """A process that evaluates one query after another."""

    def __init__(
        self,
        process: ForkServerProcess,
        connection: Connection,
        memory_bytes: int,
        starting: threading.Lock,
    ) -> None:
        self.connection = connection
        self.is_doomed = False
        self._process = process
        self._memory_bytes = memory_bytes
        self._starting = starting

    @property
    def is_fit(self) -> bool:
        """Whether it may be asked again."""
        return not self.is_doomed and self._process.is_alive()

    def processor_seconds(self) -> float:
        """Processor time used until now, as clock_getcpuclockid(3) has it; else a clock's time."""
        try:
            return time.clock_gettime((~(self._process.pid or 0) << 3) | _CLOCK_OF_PROCESS)
        except (AttributeError, OSError):  # not Linux; ended
            return time.monotonic()

    def renice(self, priority: int) -> bool:
        """Change its priority; whether that was allowed."""
        try:
            os.setpriority(os.PRIO_PROCESS, self._process.pid or 0, priority)
        except OSError:
            return False
        return True

    def kill(self) -> None:
        """Have it end, whatever it is doing."""
        self.is_doomed = True
        self._process.kill()

    def end(self) -> None:
        """Kill it and let go of all that it had."""
        self.connection.close()
        with self._starting:
            if self._process.pid is not None:
                self._process.kill()
                self._process.join()
            self._process.close()

    def why_ended(self) -> GraphError:
        """Why it ended in the middle of a query."""
        self._process.join(5)
        code = self._process.exitcode or 0
        if code == -signal.SIGABRT or (code == -signal.SIGKILL and not self.is_doomed):
            return QueryMemory.of(self._memory_bytes)
        if code == -signal.SIGXCPU:
            return QueryTimeout("The query was stopped: it used too much processor time.")
        if code == -signal.SIGSEGV:
            return QueryInvalid(
                "The query ended the process that evaluated it: it is nested too deeply. Make it "
                "simpler."
            )
        return unavailable()


@contextmanager
def _without_main() -> Iterator[None]:
    """Start a process that does not import the program's main module, which it has no use for.

    Multiprocessing has every new process import it, which takes ten times as long as the rest.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def unavailable() -> ReleaseError:
    """The error for a store that cannot be asked."""
    return ReleaseError(
        "The triple store cannot be queried now. Try again; if that does not help, run "
        "`samverkan build` and start the service again."
    )
