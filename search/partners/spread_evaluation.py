"""What it costs in recall that a list of suggestions is spread out, and how varied it becomes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from search.partners.features import Numbers
from search.partners.measures import FIRST
from search.partners.ranking import PartnerFinder
from search.partners.ranks import Asked
from search.partners.spreading import spread_out

SPREADS: Final = (0.0, 0.25, 0.5, 0.75, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class SpreadMeasure:
    """Of the first ten: recall; means over questions of how many types of bodies there are, and of
    the most that are of one type and county."""

    spread: float
    recall: float
    types: float
    crowd: float


def measure_spread(
    finder: PartnerFinder, asked: Sequence[Asked], weight: Numbers
) -> tuple[SpreadMeasure, ...]:
    """A row for each of ``SPREADS``, by one set of weights."""
    return tuple(_measured(finder, asked, weight, spread) for spread in SPREADS)


def _measured(
    finder: PartnerFinder, asked: Sequence[Asked], weight: Numbers, spread: float
) -> SpreadMeasure:
    experience, views = finder.bodies.direct, finder.catalogue.organisations
    hits, types, crowds = [], [], []
    for one in asked:
        scores = one.values @ weight
        order = np.argsort(-scores, kind="stable").tolist()
        places = spread_out(experience, one.found.bodies, scores, order, spread, FIRST)
        hits.append(one.answer in {place.number for place in places})
        found = [views[one.found.bodies[place.number]] for place in places]
        types.append(len({view.types[0] for view in found}))
        alike = Counter((view.types[0], view.county.code) for view in found if view.county)
        crowds.append(max(alike.values(), default=0))
    return SpreadMeasure(
        spread, float(np.mean(hits)), float(np.mean(types)), float(np.mean(crowds))
    )
