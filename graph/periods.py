"""Periods of projects: the days that bound them, the years they touch, and whether they are over.

Dates are known to the day or the month, and half of the projects state none at all. What is said
here is said by filters, facets and the command line alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from graph.records import earliest_day, latest_day
from graph.views import ProjectView

# Days between which costs were eligible: regulations (EC) 1083/2006 art. 56, (EU) 1303/2013
# art. 65 as amended, and (EU) 2021/1060 art. 63. They bound a project whose start or end is not
# stated. (Costs paid after a programme was handed in to the Commission, late in the year before its
# first, were eligible too, but no project had begun.)
FIRST_DAY_OF_PROGRAMME: Mapping[str, date] = {
    "ESF 2007-2013": date(2007, 1, 1),
    "ESF 2014-2020": date(2014, 1, 1),
    "ESF+ 2021-2027": date(2021, 1, 1),
}
FIRST_DAY = date(1995, 1, 1)
"""Of Sweden in the Social Fund; before it no project began, whatever its programme."""
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

    A stated month counts whole. Where only the start or only the end is stated, the programme's
    days bound the other. Without a programme a start that is not stated is taken to be any day of
    Sweden's in the fund, and an end to be the stated day.
    """
    programme = project.programme.name if project.programme else ""
    if project.start is None:
        if project.end is None:
            return None
        ended = earliest_day(project.end)
        first = min(FIRST_DAY_OF_PROGRAMME.get(programme, FIRST_DAY), ended)
        return first, latest_day(project.end)
    starts = earliest_day(project.start)
    if project.end:
        return starts, latest_day(project.end)
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


def years_of(project: ProjectView) -> range:
    """The years that a project's `span` touches; none where there is no span."""
    bounds = span(project)
    return range(bounds[0].year, bounds[1].year + 1) if bounds else range(0)
