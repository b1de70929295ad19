"""The pool of query workers: takes queries, and has slots evaluate them in the order of lanes.

An evaluation in process cannot be interrupted, and one runaway would hold its thread for ever; a
worker process is killed and replaced. A query first runs in whatever process is free. One that
turns out to be long goes on at a low priority, and only so many may run at a time, fewer than there
are processes; those beyond are stopped, and wait for their turn to begin anew. `Lanes` has the
order in which queries go.

Process pools have no such lanes: pebble, which this replaces, looks at its workers ten times a
second and does not say which process runs what.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future
from pathlib import Path

from graph.engines import Limits, QueryEngine
from graph.evaluation import Answer, Request
from graph.workers.jobs import Job
from graph.workers.lanes import Lanes
from graph.workers.process import ProcessStarter, unavailable
from graph.workers.slots import Slot


class QueryPool(QueryEngine):
    """Worker processes over one store; close it when done."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._limits = limits
        self._changed = threading.Condition()
        self._lanes = Lanes(limits)
        self._idle: list[Slot] = []
        self._closed = False
        starter = ProcessStarter(store, limits)
        self._slots = [Slot(self, starter) for _ in range(limits.workers + limits.quick)]
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
        job = Job(request, min(seconds or self._limits.seconds, self._limits.seconds))
        with self._changed:
            if self._closed:
                raise unavailable()
            self._lanes.drop_impatient()
            self._lanes.add(job, free=sum(slot.job is None for slot in self._slots))
            self._changed.notify_all()
        job.future.add_done_callback(self._given_up)
        return job.future

    def close(self) -> None:
        """Stop every worker, whatever it is doing."""
        with self._changed:
            self._closed = True
            left = self._lanes.clear()
            self._changed.notify_all()
        for job in left:  # or whoever waits for it would wait for ever
            job.fail(unavailable())
        for slot in self._slots:
            slot.stop()
        for slot in self._slots:
            slot.join(timeout=5)

    def _given_up(self, future: Future[Answer]) -> None:
        """Let go of a query that nobody waits for any longer."""
        if not future.cancelled():
            return
        with self._changed:
            for job in [job for job in self._lanes if job.future is future]:
                self._lanes.remove(job)
            for slot in self._slots:
                if slot.job is not None and slot.job.future is future:
                    slot.kill()

    # What the slots call

    @property
    def answer_bytes(self) -> int:
        """Bytes of the largest answer."""
        return self._limits.answer_bytes

    def trial_seconds(self, job: Job) -> float:
        """How much processor time a query has now before it counts as a long one."""
        with self._changed:
            return self._lanes.trial_seconds(job)

    def take(self, slot: Slot) -> Job | None:
        """The next query for a process that is free; None when the pool is closed.

        Of the free processes the one that worked last goes first: each has a cache of the store's
        blocks of its own, and one that has not seen a query's blocks takes up to three times as
        long.
        """
        with self._changed:
            if slot not in self._idle:
                self._idle.append(slot)
            while not self._closed:
                self._lanes.drop_impatient()
                if self._idle[-1] is not slot or not self._lanes.has_next(len(self._idle)):
                    self._changed.wait(self._lanes.next_impatience())
                    continue
                self._idle.pop()
                slot.job, slot.is_long = self._lanes.next()
                if self._lanes.has_next(len(self._idle)):
                    self._changed.notify_all()
                return slot.job
            return None

    def outlasted(self, slot: Slot, job: Job) -> bool:
        """Count a query as a long one; whether it may go on. If not, it waits for its turn."""
        with self._changed:
            slot.is_long = self._lanes.outlasted(job)
            if not slot.is_long:
                slot.job = None
            return slot.is_long

    def ended(self, slot: Slot, job: Job, *, quickly: bool = False, ready: bool = False) -> None:
        """A process is done with a query; if `ready`, it may begin another at once."""
        with self._changed:
            slot.job = None
            if ready:
                self._idle.append(slot)
            was_long, slot.is_long = slot.is_long, False
            self._lanes.ended(job, was_long=was_long, quickly=quickly)
            if was_long:
                self._changed.notify_all()
