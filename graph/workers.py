"""Query workers: processes that evaluate SPARQL and can be stopped at a deadline.

An evaluation in process cannot be interrupted, and one runaway would hold its thread for ever; a
worker process is killed and replaced.

A cheap query must not wait behind runaways, and nobody can tell one from the other beforehand. So
every query first runs in whatever process is free. One that takes longer than a short span is a
long one from then on: it goes on at a low priority, and only so many may run at a time, fewer
than there are processes. Those beyond are stopped, and wait for their turn to begin anew; the
process is then free for the next query. A query known to be long waits for its turn at once.

Process pools have no such lanes: pebble, which this replaces, looks at its workers ten times a
second and does not say which process runs what.
"""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Iterator
from concurrent.futures import Future, InvalidStateError
from contextlib import contextmanager, suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

from graph.engines import Limits, QueryEngine
from graph.errors import (
    GraphError,
    QueryInvalid,
    QueryMemory,
    QueryOverload,
    QueryTimeout,
    ReleaseError,
)
from graph.evaluation import Answer, Request, Task, serve

__all__ = ["Answer", "Limits", "QueryPool", "Request"]

logger = logging.getLogger(__name__)

QUICK_SECONDS = 0.1
"""How long a query runs before it counts as a long one."""
START_SECONDS = 60.0
"""How long a process may take to open the store."""
PATIENCE = 1.5
"""How long a query waits for its turn, in multiples of its deadline."""
REMEMBERED = 1000
"""Long queries that are remembered as such."""
_LOW = 10  # of setpriority(2); at the lowest, 19, any other work on the machine starves queries


class _Job:
    """A query under way, from the moment it is submitted until its future is done."""

    def __init__(self, request: Request, seconds: float) -> None:
        self.request = request
        self.seconds = seconds
        self.patient_until = time.monotonic() + PATIENCE * seconds
        self.future: Future[Answer] = Future()
        asked = request.query, request.default_graphs, request.named_graphs, request.bindings
        self.key = hashlib.sha256(repr(asked).encode("utf-8", "replace")).digest()

    def fail(self, error: BaseException) -> None:
        """End the job with an error, unless it has been given up already."""
        with suppress(InvalidStateError):
            self.future.set_exception(error)

    def succeed(self, answer: Answer) -> None:
        """End the job with an answer, unless it has been given up already."""
        with suppress(InvalidStateError):
            self.future.set_result(answer)


class QueryPool(QueryEngine):
    """Worker processes over one store; close it when done."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._store = store
        self._limits = limits
        self._changed = threading.Condition()
        self._fresh: deque[_Job] = deque()
        self._waiting: deque[_Job] = deque()
        self._idle: list[_Slot] = []
        self._long_running = 0
        self._known_long: OrderedDict[bytes, None] = OrderedDict()
        self._closed = False
        self._starting = threading.Lock()  # multiprocessing keeps a list of processes, unguarded
        self._context = multiprocessing.get_context("forkserver")
        # Processes are forked from one that has loaded what they need, and so start at once.
        self._context.set_forkserver_preload(["graph.evaluation", "pyoxigraph"])
        self._slots = [_Slot(self) for _ in range(limits.workers + limits.quick)]
        for slot in self._slots:
            slot.start()

    @property
    def limits(self) -> Limits:
        """The bounds in force."""
        return self._limits

    def submit(self, request: Request, seconds: float | None = None) -> Future[Answer]:
        """The answer, to come; cancelling the future stops the query.

        Raises `QueryOverload` when too many queries wait. The future raises `QueryTimeout`,
        `QueryOverload`, `QueryInvalid`, `QueryMemory`, `ResultTooLarge` or `ReleaseError`.
        """
        job = _Job(request, min(seconds or self._limits.seconds, self._limits.seconds))
        with self._changed:
            if self._closed:
                raise _unavailable()
            self._drop_impatient()
            if job.key in self._known_long:
                queue, free = self._waiting, self._limits.workers - self._long_running
            else:
                queue, free = self._fresh, sum(slot.job is None for slot in self._slots)
            if len(queue) >= self._limits.waiting + free:
                raise self._overload()
            queue.append(job)
            self._changed.notify_all()
        job.future.add_done_callback(lambda _: self._given_up(job))
        return job.future

    def close(self) -> None:
        """Stop every worker, whatever it is doing."""
        with self._changed:
            self._closed = True
            left = [*self._fresh, *self._waiting]
            self._fresh.clear()
            self._waiting.clear()
            self._changed.notify_all()
        for job in left:  # or whoever waits for it would wait for ever
            job.fail(_unavailable())
        for slot in self._slots:
            slot.stop()
        for slot in self._slots:
            slot.join(timeout=5)

    # What the slots call

    def take(self, slot: _Slot) -> _Job | None:
        """The next query for a process that is free; None when the pool is closed.

        Of the free processes the one that worked last goes first: each has a cache of the store's
        blocks of its own, and one that has not seen a query's blocks takes up to three times as
        long.
        """
        with self._changed:
            if slot not in self._idle:
                self._idle.append(slot)
            while not self._closed:
                self._drop_impatient()
                if self._idle[-1] is not slot or not self._has_work():
                    self._changed.wait(self._next_impatience())
                    continue
                self._idle.pop()
                if self._fresh:
                    slot.job = self._fresh.popleft()
                else:
                    slot.job = self._waiting.popleft()
                    slot.is_long = True
                    self._long_running += 1
                if self._has_work():
                    self._changed.notify_all()
                return slot.job
            return None

    def _has_work(self) -> bool:
        """Whether there is a query that a free process may begin."""
        return bool(self._fresh or (self._waiting and self._long_running < self._limits.workers))

    def outlasts(self, slot: _Slot, job: _Job) -> bool:
        """Count a query as a long one; whether it may go on. If not, it waits for its turn."""
        with self._changed:
            self._known_long[job.key] = None
            self._known_long.move_to_end(job.key)
            while len(self._known_long) > REMEMBERED:
                self._known_long.popitem(last=False)
            if self._long_running < self._limits.workers:
                self._long_running += 1
                slot.is_long = True
                return True
            slot.job = None
            if len(self._waiting) >= self._limits.waiting:
                job.fail(self._overload())
            else:
                self._waiting.append(job)
            return False

    def ended(self, slot: _Slot, job: _Job, quickly: bool = False, ready: bool = False) -> None:
        """A process is done with a query; if `ready`, it may begin another at once."""
        with self._changed:
            slot.job = None
            if ready:
                self._idle.append(slot)
            if quickly:
                self._known_long.pop(job.key, None)
            if slot.is_long:
                slot.is_long = False
                self._long_running -= 1
                self._changed.notify_all()

    def _given_up(self, job: _Job) -> None:
        """Let go of a query that nobody waits for any longer."""
        if not job.future.cancelled():
            return
        with self._changed:
            for queue in (self._fresh, self._waiting):
                with suppress(ValueError):
                    queue.remove(job)
            for slot in self._slots:
                if slot.job is job:
                    slot.kill()

    def _drop_impatient(self) -> None:
        now = time.monotonic()
        for queue in (self._fresh, self._waiting):
            for job in [job for job in queue if job.patient_until <= now]:
                queue.remove(job)
                job.fail(
                    QueryOverload(
                        f"The query waited {PATIENCE * job.seconds:g} seconds for its turn, behind "
                        "others. Try again in a moment."
                    )
                )

    def _next_impatience(self) -> float | None:
        soonest = min((j.patient_until for j in (*self._fresh, *self._waiting)), default=None)
        return None if soonest is None else max(0.0, soonest - time.monotonic()) + 0.01

    def _overload(self) -> QueryOverload:
        return QueryOverload(
            f"{self._limits.waiting} queries are waiting already. Try again in a moment."
        )

    def start_process(self) -> tuple[BaseProcess, Connection]:
        """A new worker process, which has opened the store; raises `ReleaseError`."""
        ours, theirs = self._context.Pipe()
        process = self._context.Process(
            target=serve,
            args=(theirs, str(self._store), self._limits.memory_bytes),
            name="samverkan-query",
            daemon=True,
        )
        try:
            with self._starting, _without_main():
                process.start()
            theirs.close()
            if not ours.poll(START_SECONDS):
                raise EOFError("it did not start in time")
            fault = ours.recv()
        except (OSError, EOFError) as error:
            theirs.close()
            self.end_process(process, ours)
            raise _unavailable() from error
        if fault is not None:
            self.end_process(process, ours)
            logger.error("A query worker cannot open the store: %s", fault)
            raise _unavailable()
        return process, ours

    def end_process(self, process: BaseProcess, connection: Connection) -> None:
        """Kill a worker process and let go of all that it had."""
        connection.close()
        with self._starting:
            if process.pid is not None:
                process.kill()
                process.join()
            process.close()


class _Slot(threading.Thread):
    """A place for one worker process: gives it queries, watches the clock, and replaces it."""

    def __init__(self, pool: QueryPool) -> None:
        super().__init__(name="samverkan-query-slot", daemon=True)
        self._pool = pool
        self._lock = threading.Lock()
        self._worker: tuple[BaseProcess, Connection] | None = None
        self._doomed = False
        self._stopped = False
        self._priority = os.getpriority(os.PRIO_PROCESS, 0)
        # Both are changed by the pool, under its lock.
        self.job: _Job | None = None
        self.is_long = False

    def run(self) -> None:
        """Work until the pool is closed."""
        while not self._stopped:
            with suppress(ReleaseError):  # the query that comes is told
                self._ready()
            job = self._pool.take(self)
            if job is None:
                break
            try:
                self._evaluate(job)
            except GraphError as error:
                self._pool.ended(self, job)
                job.fail(error)
            except Exception:
                logger.exception("A query worker could not be used")
                self._discard()
                self._pool.ended(self, job)
                job.fail(_unavailable())
        self._discard()

    def stop(self) -> None:
        """Have the thread end, and its process with it."""
        self._stopped = True
        self.kill()

    def kill(self) -> None:
        """End the process; the thread notices, and starts another."""
        with self._lock:
            if self._worker is not None:
                self._doomed = True
                self._worker[0].kill()

    def _ready(self) -> tuple[BaseProcess, Connection]:
        if self._worker is not None and (self._doomed or not self._worker[0].is_alive()):
            self._discard()
        if self._worker is None:
            worker = self._pool.start_process()
            with self._lock:
                self._worker = worker
            if self._stopped:
                self.kill()
            return worker
        return self._worker

    def _discard(self) -> None:
        with self._lock:
            worker, self._worker = self._worker, None
            self._doomed = False
        if worker is not None:
            self._pool.end_process(*worker)

    def _evaluate(self, job: _Job) -> None:
        """Have a query answered, or given back to the pool."""
        process, connection = self._ready()
        began = time.monotonic()
        end = began + job.seconds
        try:
            connection.send(Task(job.request, job.seconds, self._pool.limits.answer_bytes))
            if (
                not self.is_long
                and not connection.poll(min(QUICK_SECONDS, job.seconds))
                and time.monotonic() < end
                and not self._pool.outlasts(self, job)
            ):
                self._discard()
                return
            if self.is_long:
                self._renice(process, _LOW)
            if not connection.poll(max(0.0, end - time.monotonic())):
                self._discard()
                raise QueryTimeout(
                    f"The query was stopped after {job.seconds:g} seconds. Make it narrower, or "
                    "use LIMIT."
                )
            quickly = time.monotonic() - began < QUICK_SECONDS
            outcome = connection.recv()
            if isinstance(outcome, Answer):
                outcome = replace(outcome, content=connection.recv_bytes())
        except (EOFError, OSError) as error:
            raise self._explained(process) from error
        if self.is_long and not self._renice(process, self._priority):
            self._discard()  # not everybody may raise a priority again
        if isinstance(outcome, GraphError):
            if isinstance(outcome, QueryMemory):
                self._discard()
            raise outcome
        # First free, then answered: whoever asks again at once finds this process.
        self._pool.ended(self, job, quickly, ready=self._worker is not None)
        job.succeed(outcome)

    def _explained(self, process: BaseProcess) -> GraphError:
        """Why a process ended in the middle of a query."""
        process.join(5)
        code = process.exitcode or 0
        doomed = self._doomed
        self._discard()
        if code == -signal.SIGABRT or (code == -signal.SIGKILL and not doomed):
            return QueryMemory.of(self._pool.limits.memory_bytes)
        if code == -signal.SIGXCPU:
            return QueryTimeout("The query was stopped: it used too much processor time.")
        if code == -signal.SIGSEGV:
            return QueryInvalid(
                "The query ended the process that evaluated it: it is nested too deeply. Make it "
                "simpler."
            )
        return _unavailable()

    @staticmethod
    def _renice(process: BaseProcess, priority: int) -> bool:
        try:
            os.setpriority(os.PRIO_PROCESS, process.pid or 0, priority)
        except OSError:
            return False
        return True


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


def _unavailable() -> ReleaseError:
    return ReleaseError(
        "The triple store cannot be queried now. Try again; if that does not help, run "
        "`samverkan build` and start the service again."
    )
