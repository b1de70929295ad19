"""Places for worker processes: each gives its process queries, watches the clock, replaces it."""

from __future__ import annotations

import logging
import os
import threading
import time
from contextlib import suppress
from dataclasses import replace
from typing import Protocol

from graph.errors import GraphError, QueryMemory, QueryTimeout, ReleaseError
from graph.evaluation import Answer, Task
from graph.workers.jobs import Job
from graph.workers.lanes import TRIAL_SECONDS
from graph.workers.process import LOW, ProcessStarter, WorkerProcess, unavailable

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.01
"""How often a query that is being tried is looked at."""
STALLED_SECONDS = 0.5
"""After so long a query is a long one, also if it has had hardly any processor time."""


class Work(Protocol):
    """What a slot asks of its pool."""

    @property
    def answer_bytes(self) -> int:
        """Bytes of the largest answer."""

    def trial_seconds(self, job: Job) -> float:
        """How much processor time a query has before it counts as a long one."""

    def take(self, slot: Slot) -> Job | None:
        """The next query; None when there will be no more."""

    def outlasted(self, slot: Slot, job: Job) -> bool:
        """Count a query as a long one; whether it may go on."""

    def ended(self, slot: Slot, job: Job, *, quickly: bool = False, ready: bool = False) -> None:
        """The process is done with a query; if `ready`, it may begin another at once."""


class Slot(threading.Thread):
    """A place for one worker process; `job` and `is_long` are changed by the pool."""

    def __init__(self, pool: Work, starter: ProcessStarter) -> None:
        super().__init__(name="samverkan-query-slot", daemon=True)
        self.job: Job | None = None
        self.is_long = False
        self._pool = pool
        self._starter = starter
        self._lock = threading.Lock()
        self._worker: WorkerProcess | None = None
        self._stopped = False
        self._priority = os.getpriority(os.PRIO_PROCESS, 0)

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
                job.fail(unavailable())
            del job  # and its answer, which may be large
        self._discard()

    def stop(self) -> None:
        """Have the thread end, and its process with it."""
        self._stopped = True
        self.kill()

    def kill(self) -> None:
        """End the process; the thread notices, and starts another."""
        with self._lock:
            if self._worker is not None:
                self._worker.kill()

    def _ready(self) -> WorkerProcess:
        if self._worker is not None and not self._worker.is_fit:
            self._discard()
        if self._worker is None:
            worker = self._starter.start()
            with self._lock:
                self._worker = worker
            if self._stopped:
                self.kill()
            return worker
        return self._worker

    def _discard(self) -> None:
        with self._lock:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.end()

    def _evaluate(self, job: Job) -> None:
        """Have a query answered, or given back to the pool."""
        worker = self._ready()
        end = time.monotonic() + job.seconds
        used = worker.processor_seconds()
        try:
            worker.connection.send(Task(job.request, job.seconds, self._pool.answer_bytes))
            if not self.is_long and not self._tried(worker, job, used, end):
                self._discard()
                return
            if self.is_long:
                worker.renice(LOW)
            if not worker.connection.poll(max(0.0, end - time.monotonic())):
                self._discard()
                raise QueryTimeout(
                    f"The query was stopped after {job.seconds:g} seconds. Make it narrower, or "
                    "use LIMIT."
                )
            quickly = worker.processor_seconds() - used < TRIAL_SECONDS
            outcome = worker.connection.recv()
            if isinstance(outcome, Answer):
                outcome = replace(outcome, content=worker.connection.recv_bytes())
        except (EOFError, OSError) as error:
            reason = worker.why_ended()
            self._discard()
            raise reason from error
        if self.is_long and not worker.renice(self._priority):
            self._discard()  # not everybody may raise a priority again
        if isinstance(outcome, GraphError):
            if isinstance(outcome, QueryMemory):
                self._discard()
            raise outcome
        # First free, then answered: whoever asks again at once finds this process.
        self._pool.ended(self, job, quickly=quickly, ready=self._worker is not None)
        job.succeed(outcome)

    def _tried(self, worker: WorkerProcess, job: Job, used: float, end: float) -> bool:
        """Wait for a query until it is answered, or may go on as a long one; False if it may not.

        What counts is processor time: on a busy machine a quick query takes long, too.
        """
        began = time.monotonic()
        while not worker.connection.poll(min(LOOK_SECONDS, max(0.0, end - time.monotonic()))):
            now = time.monotonic()
            if now >= end:
                return True
            is_long = worker.processor_seconds() - used >= self._pool.trial_seconds(job)
            if is_long or now - began >= STALLED_SECONDS:
                return self._pool.outlasted(self, job)
        return True
