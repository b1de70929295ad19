"""Questions with known answers for the suggestion of partners: one partner of a project hidden.

Each participation that is not the owner's is hidden in turn. The project itself is no evidence
then, and neither, unless a scenario says so, are its relatives: predecessors, successors, and
projects that look like another edition of it. The other partners are no mistakes: they are left out
of the ranking, as they are where they are on board.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from graph.linking import fold
from graph.views import ProjectView
from search.errors import EvaluationError
from search.index import Hit
from search.partners.draft import DraftReader, Named, informed
from search.partners.experience import OWNER, Bodies
from search.partners.features import PartnerQuery
from search.service import SearchService

_EDITION: Final = re.compile(
    r"\b(?:\d+|i|ii|iii|vidare|fortsattning|implementering|forstudie|projekt|namn|ej|angivet)\b"
)
LEAST_NAME: Final = 4
"""Letters that a first word must have to tell that two projects share it by no chance."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is known when a partner is asked for.

    ``draft``: the summary stands for a draft, else the project is asked about by key. ``board``:
    all others that take part are on board. ``place``: its places are known, only its region
    ("region"), or nothing (""). ``own_place``: also the municipality that the hidden partner is.
    ``relatives``: its other editions are evidence. ``earlier``: only older projects are.
    """

    name: str
    draft: bool = False
    board: bool = True
    place: str = "all"
    own_place: bool = False
    relatives: bool = False
    earlier: bool = False


HEADLINE: Final = Scenario("project, others on board")
FITTED: Final = (
    HEADLINE,
    Scenario("draft, region, others on board", draft=True, place="region"),
    Scenario("draft, region", draft=True, board=False, place="region"),
    Scenario("draft alone", draft=True, board=False, place=""),
    Scenario("draft, places", draft=True, board=False),
    Scenario("project, all its places known", own_place=True),
)
"""What the parameters are fitted to, each as much."""
SCENARIOS: Final = (
    *FITTED,
    Scenario("project, relatives are evidence", relatives=True),
    Scenario("project, older projects only", earlier=True),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A question: which body, of all that may be suggested, is the hidden one?"""

    project: str
    hidden: str
    query: PartnerQuery


class Cases:
    """Makes the questions of every scenario; what is like a project is searched for once."""

    def __init__(self, bodies: Bodies, search: SearchService, reader: DraftReader) -> None:
        self._bodies = bodies
        self._search = search
        self._reader = reader
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self.projects = tuple(
            key
            for key in sorted(bodies.catalogue.projects)
            if key in search.index and any(self._hidden(key))
        )
        if len(self.projects) < 2:
            raise EvaluationError(
                "Fewer than two projects have a partner to hide. Evaluate a release with more."
            )
        self.relatives = relatives(bodies)

    def of(self, scenario: Scenario) -> list[Case]:
        """The questions of a scenario, by project."""
        return [
            Case(key, hidden, self._query(scenario, key, hidden))
            for key in self.projects
            for hidden in self._hidden(key)
        ]

    def _hidden(self, project: str) -> Iterator[str]:
        for body, roles in sorted(self._bodies.of_project(project).items()):
            if OWNER not in roles:
                yield body

    def _query(self, scenario: Scenario, key: str, hidden: str) -> PartnerQuery:
        bodies = self._bodies
        projects = bodies.catalogue.projects
        project = projects[key]
        unseen = {key}
        if not scenario.relatives:
            unseen |= self.relatives.get(key, frozenset())
        year = bodies.year_of(project)
        if scenario.earlier:
            unseen |= {
                other
                for other, view in projects.items()
                if year is None or (bodies.year_of(view) or year) >= year
            }
        others = frozenset(bodies.of_project(key)) - {hidden}
        own = bodies.catalogue.organisations[hidden].municipality
        municipalities = {place.code for place in project.municipalities}
        if own and not scenario.own_place:
            municipalities.discard(own.code)
        if scenario.place != "all":
            municipalities = set()
        board = others if scenario.board else frozenset()
        region = project.region.code if project.region and scenario.place else None
        query = PartnerQuery(
            tuple(hit for hit in self._like(project, scenario.draft) if hit.project not in unseen),
            frozenset(municipalities),
            regions=frozenset({region} if region else ()),
            on_board=board,
            left_out=others,
            unseen=frozenset(unseen),
            year=year,
        )
        named = self._reader.read(_asked(project, scenario.draft))
        if not scenario.draft:
            named = Named(kinds=named.kinds)  # its places are stated
        elif own and not scenario.own_place:
            named = replace(named, municipalities=named.municipalities - {own.code})
        return located(bodies, informed(query, self._reader.within(named, query)))

    def _like(self, project: ProjectView, draft: bool) -> tuple[Hit, ...]:
        text = _asked(project, draft)
        if text not in self._hits:
            found = self._search.by_text(text, len(self._search.index), in_context=False)
            self._hits[text] = tuple(found)
        return self._hits[text]


def _asked(project: ProjectView, draft: bool) -> str:
    """The text that is asked with: the summary alone for a draft, if there is one."""
    return (draft and (project.summary or "").strip()) or draft_of(project)


def draft_of(project: ProjectView) -> str:
    """A project's name and summary, as if they were a draft.

    What projects have in common beside their text, such as partners, must not tell what is like it:
    those that are asked for would speak for themselves.
    """
    return f"{project.name}\n\n{project.summary or ''}".strip()


def located(bodies: Bodies, query: PartnerQuery) -> PartnerQuery:
    """The query with the counties that its municipalities, and those on board, lie in.

    The regions are those of the counties where none is given.
    """
    catalogue = bodies.catalogue
    counties = set(query.counties)
    for code in query.municipalities:
        place = catalogue.municipalities.get(code)
        if place and place.within:
            counties.add(place.within)
    for body in query.on_board:
        seat = catalogue.organisations[body].county
        if seat:
            counties.add(seat.code)
    regions = query.regions or {catalogue.counties[code].within or "" for code in counties}
    return replace(query, counties=frozenset(counties), regions=frozenset(regions))


def relatives(bodies: Bodies) -> Mapping[str, frozenset[str]]:
    """Projects by each project that they may be another edition of, so that one tells the other.

    Those that a source calls predecessor or successor; those with the same name but for numbers and
    words such as "vidare"; and those with a body in common whose names begin with the same word.
    """
    found: dict[str, set[str]] = defaultdict(set)
    projects = bodies.catalogue.projects
    names: dict[str, list[str]] = defaultdict(list)
    first: dict[str, list[str]] = defaultdict(list)
    for key, project in projects.items():
        for linked in (*project.preceded_by, *project.succeeded_by):
            _tie(found, key, linked.id)
        for name in {_name(text) for text in (project.name, *project.alternative_names)} - {""}:
            names[name].append(key)
            if len(word := name.split()[0]) >= LEAST_NAME:
                first[word].append(key)
    for keys in names.values():
        for one in keys:
            for other in keys:
                _tie(found, one, other)
    taken = {key: frozenset(bodies.of_project(key)) for key in projects}
    for keys in first.values():
        for one in keys:
            for other in keys:
                if taken[one] & taken[other]:
                    _tie(found, one, other)
    return {key: frozenset(others) for key, others in found.items()}


def _tie(found: dict[str, set[str]], one: str, other: str) -> None:
    if one != other:
        found[one].add(other)
        found[other].add(one)


def _name(text: str) -> str:
    return " ".join(re.findall(r"\w+", _EDITION.sub(" ", _letters(fold(text)))))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.translate(str.maketrans("åäöé", "aaoe")))
