"""How well partners are suggested: hide one partner of each known project and ask for it.

Weights, and how alike a project must be to count, are chosen on four fifths of the projects and
measured on the rest. A partner that took part in nothing else and is in no reference table cannot
be found by anyone; it counts as missed, for the baselines too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from search.embedder import Progress
from search.partners.cases import FITTED, SCENARIOS, Cases, Scenario
from search.partners.features import PARTS
from search.partners.fitting import FOLDS, KERNELS, fit_to, held_out, parameters_of
from search.partners.measures import Comparison, Group, Measure, compared, groups, measured
from search.partners.parameters import PartnerParameters
from search.partners.ranking import PartnerFinder, weights
from search.partners.ranks import Asked, Ranks, asked_about, ranks_of, same_county
from search.partners.spread_evaluation import SpreadMeasure, measure_spread
from search.service import SearchService

REPEATS: Final = 2


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """``findable`` of the hidden partners are candidates; ``ours`` is held out.

    ``shipped`` is what the parameters of the release give, which were fitted on all of it.
    """

    name: str
    hidden: int
    findable: int
    ours: Measure
    shipped: Measure
    popularity: Comparison
    same_county: Comparison


@dataclass(frozen=True, slots=True)
class PartnerEvaluation:
    """All that was measured. Groups, parts left out and misses are of the first scenario."""

    projects: int
    folds: int
    repeats: int
    fitted: PartnerParameters
    scenarios: tuple[ScenarioResult, ...]
    by_type: tuple[Group, ...]
    by_projects: tuple[Group, ...]
    without: Mapping[str, Measure]
    spreads: tuple[SpreadMeasure, ...]
    """By the shipped weights; only differences between the rows say something."""
    missed: tuple[tuple[str, str, int], ...]
    """Findable partners that stand last: project, partner, rank."""

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)


def evaluate_partners(
    finder: PartnerFinder,
    search: SearchService,
    *,
    scenarios: Sequence[Scenario] = SCENARIOS,
    kernels: Sequence[tuple[float, float]] = KERNELS,
    repeats: int = REPEATS,
    parts_left_out: bool = False,
    progress: Progress | None = None,
) -> PartnerEvaluation:
    """Everything that is measured. ``progress`` counts scenarios made, then fits.

    The first of the scenarios is the one that is looked into; with ``parts_left_out``, also without
    each part of the score, and with the list spread out more and less.
    """
    cases = Cases(finder.bodies, search, finder.reader)
    shipped = finder.parameters
    own = (shipped.midpoint, shipped.width)
    table: dict[Scenario, dict[tuple[float, float], list[Asked]]] = {}
    asked = tuple(dict.fromkeys(scenarios))
    fitted_on = tuple(s for s in FITTED if s in asked) or asked[:1]
    tasks = len(asked) + repeats * FOLDS + 1 + (len(PARTS) * FOLDS if parts_left_out else 0)
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if progress:
            progress(done, tasks)

    for scenario in asked:
        made = cases.of(scenario)
        table[scenario] = {
            kernel: [asked_about(finder, case, kernel) for case in made]
            for kernel in dict.fromkeys((*kernels, own))
        }
        step()
    everything = range(len(PARTS))
    ranks, projects = held_out(table, fitted_on, kernels, everything, repeats, step)
    whole = fit_to(table, fitted_on, kernels, everything, frozenset(cases.projects))
    step()
    first = asked[0]
    without = {}
    for number, name in enumerate(PARTS if parts_left_out else ()):
        rest = [i for i in everything if i != number]
        left, _ = held_out(table, fitted_on, kernels, rest, 1, step, first)
        without[name] = measured(left[first])
    results = tuple(
        _result(scenario, table[scenario][own], ranks[scenario], shipped) for scenario in asked
    )
    looked_into = table[first][own]
    baseline = ranks_of(looked_into, same_county)
    return PartnerEvaluation(
        projects=len(projects),
        folds=FOLDS,
        repeats=repeats,
        fitted=parameters_of(whole),
        scenarios=results,
        by_type=_by_type(finder, looked_into, ranks[first], baseline),
        by_projects=_by_projects(looked_into, ranks[first], baseline),
        without=without,
        spreads=measure_spread(finder, looked_into, weights(shipped)) if parts_left_out else (),
        missed=_missed(looked_into, ranks[first]),
    )


def _result(
    scenario: Scenario, asked: Sequence[Asked], ranks: Ranks, shipped: PartnerParameters
) -> ScenarioResult:
    ours = weights(shipped)
    projects = [one.case.project for one in asked]
    popular = ranks_of(asked, lambda one: one.found.projects)
    county = ranks_of(asked, same_county)
    return ScenarioResult(
        name=scenario.name,
        hidden=len(asked),
        findable=sum(one.answer is not None for one in asked),
        ours=measured(ranks),
        shipped=measured(ranks_of(asked, lambda one: one.values @ ours)),
        popularity=compared(projects, ranks, popular),
        same_county=compared(projects, ranks, county),
    )


def _by_type(
    finder: PartnerFinder, asked: Sequence[Asked], ranks: Ranks, county: Ranks
) -> tuple[Group, ...]:
    organisations = finder.catalogue.organisations
    return groups(asked, ranks, county, lambda one: organisations[one.case.hidden].types[0])


def _by_projects(asked: Sequence[Asked], ranks: Ranks, county: Ranks) -> tuple[Group, ...]:
    def others(one: Asked) -> str:
        count = 0 if one.answer is None else int(one.found.projects[one.answer])
        return next(
            name
            for least, name in ((10, "10+"), (3, "3-9"), (2, "2"), (1, "1"), (0, "0"))
            if count >= least
        )

    return groups(asked, ranks, county, others)


def _missed(asked: Sequence[Asked], ranks: Ranks) -> tuple[tuple[str, str, int], ...]:
    last = sorted(
        (
            (float(ranks[row].mean()), one.case.project, one.case.hidden)
            for row, one in enumerate(asked)
            if one.answer is not None
        ),
        reverse=True,
    )
    return tuple((project, hidden, round(rank)) for rank, project, hidden in last[:20])
