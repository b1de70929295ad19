"""Weights of edges: how much one project adds to the tie between two bodies.

`n` is the number of bodies that take part in the project, after every condition of the query.

- **projects**: 1. The weight is the number of shared projects.
- **newman**: 1 / (n - 1). Newman, "Scientific collaboration networks. II", Phys. Rev. E 64, 016132
  (2001), doi 10.1103/PhysRevE.64.016132, equation 3: a body divides itself evenly between the
  others of the project, so the weights of its edges sum to the number of projects that it shares.
- **budget**: the project's total budget in SEK over the number of ties that it makes, which for n
  bodies is n (n - 1) / 2. The weights of all edges sum to the budgets of the projects that make a
  tie: fractional counting, of money. **grant**: the same with the fund's grant.

Where samordningsförbund stand as their members, a member has the tie of its samordningsförbund, by
Newman's weight in full, and in money an even part of it, so that money is not multiplied. A tie of
two members within one samordningsförbund weighs 1 / (k - 1) by Newman's weight, k being the members
that stand for it in the project, and has no part in the money.

A project without a stated amount has no share, which is not a share of 0: an edge that rests on
such projects alone is left out, and what is left out is counted (`graph.network.coverage`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from graph.network.selection import Weight
from graph.views import ProjectView


def amount_of(project: ProjectView, weight: Weight) -> float | None:
    """The money in SEK that a weight divides; None where no source states it."""
    money = project.total_budget if weight is Weight.BUDGET else project.grant
    return None if money is None else float(money.value)


def share(project: ProjectView, weight: Weight, bodies: int, ties: float) -> float | None:
    """What a project adds to one of its ties; None where it has no stated amount.

    `bodies` is n, at least 2; `ties` is how many the project's money is divided over, infinite for
    a tie that has no part in it.
    """
    if weight is Weight.PROJECTS:
        return 1.0
    if weight is Weight.NEWMAN:
        return 1 / (bodies - 1)
    amount = amount_of(project, weight)
    return None if amount is None or math.isinf(ties) else amount / ties


LABELS: Mapping[Weight, Mapping[str, str]] = {
    Weight.PROJECTS: {"sv": "gemensamma projekt", "en": "shared projects"},
    Weight.NEWMAN: {"sv": "Newmans samarbetsvikt", "en": "Newman's collaboration weight"},
    Weight.BUDGET: {"sv": "andel av budgeten, SEK", "en": "share of the budget, SEK"},
    Weight.GRANT: {"sv": "andel av ESF-stödet, SEK", "en": "share of the ESF grant, SEK"},
}
