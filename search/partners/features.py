"""What speaks for a body as a partner, as numbers: a column for each part of its score.

All are counted over the projects that are evidence, which a query can restrict. Sums go through
log(1 + x): the second project like the draft adds less than the first. A body of the gazetteer that
has no project yet has what its type, seat and samordningsförbund say.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.index import Hit
from search.partners.experience import Bodies, Experience, Flags
from search.partners.parameters import PartnerParameters

Numbers = NDArray[np.float64]

PARTS: Final = tuple(
    field.name
    for field in fields(PartnerParameters)
    if field.name not in ("midpoint", "width", "spread")
)
"""The parts of a score, in the order of the columns."""
FADING: Final = 5.0
"""Years after which the newest project of a body counts 1/e of a new one."""
# A member of more samordningsförbund than this is one of nearly all: the state's agencies are.
WIDESPREAD: Final = 7
FLAT: Final = 1e-9


@dataclass(frozen=True, slots=True)
class PartnerQuery:
    """What partners are wanted for. Bodies are keys of joined bodies, places are codes.

    ``hits`` is every project with its likeness to the draft, ``kinds`` the types of bodies that
    the draft names. ``left_out`` are bodies not to be suggested beside those on board; ``unseen``
    projects that are no evidence. ``year`` is when the draft is for. ``types`` and ``roles``
    (empty: any) say what a body must be, and have been. Without ``newcomers`` only bodies that
    took part in some project are suggested; roles ask for that, too.
    """

    hits: tuple[Hit, ...]
    municipalities: frozenset[str] = frozenset()
    counties: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    on_board: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    year: int | None = None
    kinds: frozenset[str] = frozenset()
    newcomers: bool = True


@dataclass(frozen=True, slots=True)
class Features:
    """(candidates, parts) values before weighting; ``counted`` is the weight of each project."""

    bodies: tuple[str, ...]
    values: Numbers
    counted: Numbers
    projects: Numbers
    """(candidates,) number of projects: the popularity of each."""
    in_counties: Numbers
    """(candidates,) number of projects in the counties asked for, or in the regions if none is."""


def counted(experience: Experience, query: PartnerQuery, parameters: PartnerParameters) -> Numbers:
    """(projects,) how much each project counts as one like the draft, 0 to 1."""
    scores = np.array([hit.score for hit in query.hits], dtype=np.float64)
    found = np.zeros(len(experience.projects), dtype=np.float64)
    if not len(scores) or scores.std() < FLAT:
        return found
    standard = (scores - scores.mean()) / scores.std()
    likeness = 1 / (1 + np.exp(-(standard - parameters.midpoint) / parameters.width))
    for hit, value in zip(query.hits, likeness.tolist(), strict=True):
        if hit.project in experience.place:
            found[experience.place[hit.project]] = value
    return found


def features(
    bodies: Bodies, experience: Experience, query: PartnerQuery, parameters: PartnerParameters
) -> Features:
    """What speaks for every body that may be suggested."""
    seen = np.array([key not in query.unseen for key in experience.projects], dtype=np.bool_)
    rows = seen[experience.project_rows] & _in_roles(experience, query)
    weight = counted(experience, query, parameters) * seen
    near, in_counties = _nearness(bodies, experience, query)
    years = _recency(bodies, experience, query)
    likeness = weight[experience.project_rows] * rows
    size = experience.summed(rows.astype(np.float64))
    newest = np.zeros(len(experience), dtype=np.float64)
    np.maximum.at(newest, experience.body_rows, years[experience.project_rows] * rows)
    columns = {
        "experience": np.log1p(experience.summed(likeness)),
        "role": np.log1p(experience.summed(likeness * experience.partner_rows)),
        "places": np.log1p(
            experience.summed(near[experience.project_rows] * rows * experience.partner_rows)
        ),
        "recency": newest,
        "shared": np.log1p(_shared(bodies, experience, query, seen, rows)),
        **_seats(experience, query),
        **_company(bodies, experience, query),
    }
    may = size > 0
    if query.newcomers and not query.roles:
        may |= experience.known
    chosen = np.flatnonzero(may & _eligible(experience, query))
    return Features(
        bodies=tuple(experience.bodies[number] for number in chosen.tolist()),
        values=np.stack([columns[name] for name in PARTS], axis=1)[chosen],
        counted=weight,
        projects=size[chosen],
        in_counties=experience.summed(in_counties[experience.project_rows] * rows)[chosen],
    )


def _in_roles(experience: Experience, query: PartnerQuery) -> Flags:
    if not query.roles:
        return np.ones(len(experience.parts), dtype=np.bool_)
    return np.array(
        [
            any(part.participation.role in query.roles for part in found)
            for found in experience.parts.values()
        ],
        dtype=np.bool_,
    )


def _eligible(experience: Experience, query: PartnerQuery) -> Flags:
    without = query.on_board | query.left_out
    return np.array(
        [
            view.id not in without and (not query.types or not query.types.isdisjoint(view.types))
            for view in experience.views
        ],
        dtype=np.bool_,
    )


def _nearness(
    bodies: Bodies, experience: Experience, query: PartnerQuery
) -> tuple[Numbers, Numbers]:
    """(projects,) whether each was in any place asked for, and whether in the counties (if none is,
    in the regions)."""
    near = np.zeros(len(experience.projects), dtype=np.float64)
    within = np.zeros(len(experience.projects), dtype=np.float64)
    for number, key in enumerate(experience.projects):
        project = bodies.catalogue.projects[key]
        in_county = any(place.code in query.counties for place in project.counties)
        in_region = bool(project.region and project.region.code in query.regions)
        in_municipality = any(
            place.code in query.municipalities for place in project.municipalities
        )
        near[number] = in_municipality or in_county or in_region
        within[number] = in_county if query.counties else in_region
    return near, within


def _recency(bodies: Bodies, experience: Experience, query: PartnerQuery) -> Numbers:
    """(projects,) 1 for a project of the year asked for, less the longer from it."""
    if query.year is None:
        return np.zeros(len(experience.projects), dtype=np.float64)
    years = (bodies.year_of(bodies.catalogue.projects[key]) for key in experience.projects)
    return np.array(
        [np.exp(-abs(year - query.year) / FADING) if year else 0.0 for year in years],
        dtype=np.float64,
    )


def _seats(experience: Experience, query: PartnerQuery) -> dict[str, Numbers]:
    """Whether a seat is in a municipality, county or region asked for, and a type is named.

    ``kind_nearby`` says both: that the type is named, and that the seat is in the counties asked
    for (in the regions where no county is).
    """
    inside = {
        "municipality": _among(experience.municipalities, query.municipalities),
        "county": _among(experience.counties, query.counties),
        "region": _among(experience.regions, query.regions),
        "kind": np.array([not query.kinds.isdisjoint(view.types) for view in experience.views]),
    }
    nearby = inside["county"] if query.counties else inside["region"]
    inside["kind_nearby"] = inside["kind"] & nearby
    return {name: flags.astype(np.float64) for name, flags in inside.items()}


def _among(codes: NDArray[np.str_], asked: frozenset[str]) -> Flags:
    """Which codes are asked for; none, "", never is."""
    return np.isin(codes, sorted(asked - {""}))


def _shared(
    bodies: Bodies, experience: Experience, query: PartnerQuery, seen: Flags, rows: Flags
) -> Numbers:
    """(bodies,) projects shared with each on board, added up.

    A project shared with a body of n projects counts 1/sqrt(n): nearly everyone has shared one with
    the employment service.
    """
    met = np.zeros(len(experience.projects), dtype=np.float64)
    for body in query.on_board:
        own = bodies.direct.projects_of(body)
        for key in own:
            met[experience.place[key]] += len(own) ** -0.5
    met *= seen
    return experience.summed(met[experience.project_rows] * rows)


def _company(bodies: Bodies, experience: Experience, query: PartnerQuery) -> dict[str, Numbers]:
    """Ties of another sort to the company: those on board, and the municipalities asked for.

    ``membership``: whether the body is a member of a samordningsförbund on board, or one that
    others of the company are members of. ``association``: how many others are members of the same
    ones. ``peers``: how many others are of its type and in its county.
    """
    of = bodies.associations_of
    company = bodies.company(query.on_board, query.municipalities)
    members: Counter[str] = Counter(key for body in company for key in of.get(body, ()))
    kinds: Counter[tuple[str, str]] = Counter()
    for body in company:
        view = bodies.catalogue.organisations[body]
        if view.county:
            kinds[view.types[0], view.county.code] += 1
    membership, together, peers = [], [], []
    for view, county in zip(experience.views, experience.counties.tolist(), strict=True):
        own = of.get(view.id, frozenset())
        itself = view.id in company
        membership.append(bool(own & query.on_board) or view.id in members)
        local = len(own) <= WIDESPREAD
        together.append(max((members[key] - itself for key in own), default=0) if local else 0)
        peers.append(kinds[view.types[0], county] - itself if county else 0)
    return {
        "membership": np.array(membership, dtype=np.float64),
        "association": np.log1p(np.array(together, dtype=np.float64)),
        "peers": np.log1p(np.array(peers, dtype=np.float64)),
    }
