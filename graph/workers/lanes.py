"""Which query goes next: what is known of its kind decides, and what is not known is tried.

Nobody can tell a cheap query from a runaway by looking at it, so what counts is how long a query
of the same kind took (`Job.kind`). There are three lanes:

- quick: queries of a kind that was quick. They go before all others.
- new: queries of which nothing is known. They are tried, the newest first: of a hundred runaways
  that come at once, none holds up who comes after them. Where too many wait, the oldest is refused.
- long: queries of a kind that took long. Only so many run at a time, the others wait.

A new query that takes longer than a short span is a long one from then on. Where others wait to be
tried, that span is shorter.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import suppress

from graph.engines import Limits
from graph.errors import QueryOverload
from graph.workers.jobs import PATIENCE, Job

TRIAL_SECONDS = 0.1
"""Processor time after which a query counts as a long one."""
CROWDED_SECONDS = 0.02
"""The same for a query of which nothing is known, where others wait to be tried."""
REMEMBERED = 10_000
"""Kinds of queries of which it is remembered how long they took."""


class Lanes:
    """Queries that wait, by what is known of them. Not for use by several threads at a time."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._quick: deque[Job] = deque()
        self._new: deque[Job] = deque()
        self._long: deque[Job] = deque()
        self._running_long = 0
        self._was_long: OrderedDict[bytes, bool] = OrderedDict()

    def __iter__(self) -> Iterator[Job]:
        yield from (*self._quick, *self._new, *self._long)

    def trial_seconds(self, job: Job) -> float:
        """How much processor time a query has now before it counts as a long one."""
        if not (self._new or self._quick) or self._was_long.get(job.kind) is False:
            return TRIAL_SECONDS
        return CROWDED_SECONDS

    def add(self, job: Job, free: int) -> None:
        """Have a query wait, where `free` processes have nothing to do.

        Raises `QueryOverload` where too many of its lane wait.
        """
        was_long = self._was_long.get(job.kind) if self._was_long else None
        if was_long:
            room = self._limits.workers - self._running_long
            if len(self._long) >= self._limits.waiting + room:
                raise self._overload()
            self._long.append(job)
        elif was_long is None:
            if len(self._new) >= self._limits.waiting + free:
                self._new.popleft().fail(self._overload())
            self._new.append(job)
        else:
            if len(self._quick) >= self._limits.waiting + free:
                raise self._overload()
            self._quick.append(job)

    def has_next(self, idle: int) -> bool:
        """Whether one of `idle` processes may begin a query.

        The last one is kept for queries that are known to be quick, unless there are too few.
        """
        if self._quick:
            return True
        if idle < 2 and self._limits.quick > 1:
            return False
        return bool(self._new) or bool(self._long and self._running_long < self._limits.workers)

    def next(self) -> tuple[Job, bool]:
        """The query to begin, and whether it runs as a long one; `has_next` says if there is."""
        if self._quick:
            return self._quick.popleft(), False
        if self._new:
            return self._new.pop(), False
        self._running_long += 1
        return self._long.popleft(), True

    def outlasted(self, job: Job) -> bool:
        """Count a query as a long one; whether it may go on. If not, it waits for its turn.

        Those of its kind that wait to be tried need not be tried any longer.
        """
        self._remember(job, was_long=True)
        alike = [other for other in (*self._quick, *self._new) if other.kind == job.kind]
        for other in alike:
            self.remove(other)
        goes_on = self._running_long < self._limits.workers
        if goes_on:
            self._running_long += 1
        for other in alike if goes_on else [job, *alike]:
            if len(self._long) >= self._limits.waiting:
                other.fail(self._overload())
            else:
                self._long.append(other)
        return goes_on

    def ended(self, job: Job, *, was_long: bool, quickly: bool) -> None:
        """A query has ended, which ran as a long one or not, and was answered quickly or not."""
        if was_long:
            self._running_long -= 1
        if quickly:
            self._remember(job, was_long=False)

    def remove(self, job: Job) -> None:
        """Let go of a query, if it waits."""
        for lane in (self._quick, self._new, self._long):
            with suppress(ValueError):
                lane.remove(job)

    def drop_impatient(self) -> None:
        """Refuse the queries that have waited too long for their turn."""
        now = time.monotonic()
        for job in [job for job in self if job.patient_until <= now]:
            self.remove(job)
            job.fail(
                QueryOverload(
                    f"The query waited {PATIENCE * job.seconds:g} seconds for its turn, behind "
                    "others. Try again in a moment."
                )
            )

    def next_impatience(self) -> float | None:
        """Seconds until a query will have waited too long; None where none waits."""
        soonest = min((job.patient_until for job in self), default=None)
        return None if soonest is None else max(0.0, soonest - time.monotonic()) + 0.01

    def clear(self) -> list[Job]:
        """Take out all queries."""
        left = list(self)
        for lane in (self._quick, self._new, self._long):
            lane.clear()
        return left

    def _remember(self, job: Job, *, was_long: bool) -> None:
        self._was_long[job.kind] = was_long
        self._was_long.move_to_end(job.kind)
        while len(self._was_long) > REMEMBERED:
            self._was_long.popitem(last=False)

    def _overload(self) -> QueryOverload:
        return QueryOverload(
            f"{self._limits.waiting} queries are waiting already. Try again in a moment."
        )
