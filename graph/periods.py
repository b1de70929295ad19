"""Periods of projects: the days that bound them, the years they touch, and whether they are over.

Dates are known to the day or the month, and half of the projects state none at all. What is said
here is said by filters, facets and the command line alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum

from graph.records import earliest_day, latest_day
from graph.views import ProjectView

# Last day for which costs were eligible: regulations (EC) 1083/2006 art. 56, (EU) 1303/2013
# art. 65 as amended, and (EU) 2021/1060 art. 63. It bounds a project whose end is not stated.
LAST_DAY_OF_PROGRAMME: Mapping[str, date] = {
    "ESF 2007-2013": date(2015, 12, 31),
    "ESF 2014-2020": date(2023, 12, 31),
    "ESF+ 2021-2027": date(2029, 12, 31),
}


class Status(StrEnum):
    """Where a project stands on a day."""

    PLANNED = "planned"
    ONGOING = "ongoing"
    FINISHED = "finished"
    UNKNOWN = "unknown"


STATUS_LABELS: Mapping[Status, Mapping[str, str]] = {
    Status.PLANNED: {"sv": "planerat", "en": "planned"},
    Status.ONGOING: {"sv": "pågår", "en": "ongoing"},
    Status.FINISHED: {"sv": "avslutat", "en": "finished"},
    Status.UNKNOWN: {"sv": "okänt", "en": "unknown"},
}


def today() -> date:
    """The day it is where the program runs."""
    return datetime.now().astimezone().date()


def span(project: ProjectView) -> tuple[date, date] | None:
    """First and last day that a project may have been under way; None where no date is stated.

    A stated month counts whole. Where no end is stated the last day of the programme bounds it, and
    without a programme the first day; where no start is stated, nothing does.
    """
    if project.start is None and project.end is None:
        return None
    starts = earliest_day(project.start) if project.start else date.min
    if project.end:
        return starts, latest_day(project.end)
    programme = project.programme.name if project.programme else ""
    return starts, LAST_DAY_OF_PROGRAMME.get(programme, starts)


def status_of(project: ProjectView, day: date) -> Status:
    """Where a project stands on a day, by its `span`.

    Planned before its first day, finished after its last, ongoing between, both included; unknown
    where no date is stated. So a project is ongoing on a day exactly when it is active on it.
    """
    bounds = span(project)
    if bounds is None:
        return Status.UNKNOWN
    first, last = bounds
    if day < first:
        return Status.PLANNED
    return Status.ONGOING if day <= last else Status.FINISHED


def years_of(project: ProjectView, earliest: int) -> range:
    """The years that a project's `span` touches, from `earliest` on; none where there is no span.

    A project without a start may have begun any time: it touches every year from `earliest` on.
    """
    bounds = span(project)
    if bounds is None:
        return range(0)
    return range(max(bounds[0].year, earliest), bounds[1].year + 1)


def first_year(projects: Iterable[ProjectView]) -> int:
    """The first year that any project states."""
    dates = [project.start or project.end for project in projects]
    return min((earliest_day(day).year for day in dates if day), default=date.min.year)
