"""Search requests: what the triples of a search block ask for.

Each subject of a block is one search. Its terms are those of ontology/search.ttl.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, Literal

import pyoxigraph as ox

from graph.filters import Filters
from graph.periods import today
from graph.search_blocks import Block, Place, Statement, Term
from graph.search_values import amount, day, number, text, thing, year
from graph.similarity import NEAREST
from ontology import terms as t
from ontology.namespaces import SEARCH

DEFAULT_LIMIT = 10
MAX_LIMIT = 1000
"""Hits of one search."""

Kind = Literal["query", "similarTo", "name"]

_KINDS: Mapping[str, Kind] = {"query": "query", "similarTo": "similarTo", "name": "name"}
_ANSWERS = ("score", "rank", "passage")
_FILTERS = {
    "owner": "owner",
    "partner": "partner",
    "organisationType": "organisation_type",
    "role": "role",
    "theme": "theme",
    "region": "region",
    "county": "county",
    "municipality": "municipality",
    "programme": "programme",
    "status": "status",
}
_YEARS = {"year": "year"}
_DAYS = {
    "activeFrom": "active_from",
    "activeTo": "active_to",
    "startFrom": "start_from",
    "startTo": "start_to",
    "endFrom": "end_from",
    "endTo": "end_to",
    "statusOn": "status_on",
}
_AMOUNTS = {
    "budgetMin": "budget_min",
    "budgetMax": "budget_max",
    "grantMin": "grant_min",
    "grantMax": "grant_max",
}
_ALTERNATIVES = _FILTERS | _YEARS
"""Filters that take several values."""
_ALL_FILTERS = _FILTERS | _YEARS | _DAYS | _AMOUNTS
TERMS = (*_KINDS, *_ANSWERS, "limit", "minScore", *_ALL_FILTERS)
"""Local names of all terms, in the order of search.ttl."""
_CLASSES: Mapping[Kind, frozenset[str]] = {
    "query": frozenset({str(t.SAMV_PROJECT)}),
    "similarTo": frozenset({str(t.SAMV_PROJECT)}),
    "name": frozenset({str(t.ORG_ORGANIZATION_CLASS), str(t.ORG_FORMAL_ORGANIZATION)}),
}


Given = Mapping[str, tuple[Term, ...]]
"""Values that a query lists for variables."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search of projects by text, of projects like one, or of organisations by name.

    `text` is the text, the IRI of the project, or the name. Hits that score less than
    `min_score` are left out.
    """

    kind: Kind
    text: str
    limit: int = DEFAULT_LIMIT
    min_score: Decimal | None = None
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A search for the precomputed neighbours of whatever a variable stands for."""

    variable: str
    limit: int
    min_score: Decimal | None


@dataclass(frozen=True, slots=True)
class Search:
    """One search of a block: what is asked for, and the variables that take the answer.

    `requests` are the requests, each with the value that the variable "text" has for it where the
    text is a variable with a list of values. `columns` maps "subject", "text", "score", "rank" and
    "passage" to names of variables. `places` says where each term stands.
    """

    requests: tuple[tuple[ox.Literal | None, SearchRequest], ...] | Neighbours
    columns: Mapping[str, str]
    places: Mapping[str, Place]


def searches(block: Block, given: Given) -> list[Search]:
    """The searches of a block, by subject; raises `SearchTermInvalid` where one cannot be made.

    `given` are the values that the query lists for variables. One value stands for a constant
    anywhere; several make a search each, as texts to search for; none leave a filter out.
    """
    subjects: dict[str, list[Statement]] = {}
    for statement in block.statements:
        if not isinstance(statement.subject.value, ox.Variable):
            raise statement.subject.place.error(
                f"{statement.subject.place.text} cannot be searched for: the subject of a search "
                "is a variable. Write ?project, and compare it in a FILTER after the block."
            )
        subjects.setdefault(statement.subject.value.value, []).append(statement)
    if not subjects:
        raise block.place.error(
            "the search block is empty. Write what to find: "
            '{ ?project search:query "…" ; search:score ?score }.'
        )
    return [_search(variable, found, given) for variable, found in subjects.items()]


def _search(subject: str, statements: list[Statement], given: Given) -> Search:
    values: dict[str, list[Term]] = {}
    places: dict[str, Place] = {}
    for statement in statements:
        name = _name(statement.predicate)
        values.setdefault(name, []).append(statement.object)
        places.setdefault(name, statement.predicate.place)
        if len(values[name]) > 1 and name not in _ALTERNATIVES and name != "a":
            raise statement.predicate.place.error(
                f"{_written(name)} is given twice for ?{subject}."
            )
    kinds = [name for name in _KINDS if name in values]
    if not kinds:
        raise statements[0].subject.place.error(
            f"the search for ?{subject} lacks what to search for. Add search:query with a text, "
            "search:similarTo with a project, or search:name with the name of an organisation."
        )
    if len(kinds) > 1:
        raise places[kinds[1]].error(
            f"search:{kinds[1]} cannot stand with search:{kinds[0]}: give a search one of them, "
            "and another one a variable of its own."
        )
    kind = _KINDS[kinds[0]]
    _check_class(kind, values.get("a", []))
    columns = {"subject": subject}
    main = values[kind][0]
    texts = _values_of(main, given) if kind != "similarTo" else None
    if texts:
        columns["text"] = str(getattr(main.value, "value", ""))
    columns |= {name: _variable(name, values[name][0]) for name in _ANSWERS if name in values}
    taken: set[str] = set()
    for name, variable in columns.items():
        if variable in taken:
            raise (places.get(name) or places[kind]).error(
                f"?{variable} stands twice in one search. Give each term a variable of its own."
            )
        taken.add(variable)
    if kind == "similarTo" and isinstance(main.value, ox.Variable):
        return Search(_neighbours(main.value.value, values, places), columns, places)
    for name in ("limit", "minScore", *_ALL_FILTERS):
        if name in values:
            found = [_single(name, term, given) for term in values[name]]
            values[name] = [term for term in found if term is not None]
            if not values[name]:
                del values[name]
    requests = tuple(
        (
            term.value if texts and isinstance(term.value, ox.Literal) else None,
            SearchRequest(
                kind,
                _main(kind, term),
                _limit(values, MAX_LIMIT, DEFAULT_LIMIT),
                _min_score(values),
                _filters(values, places),
            ),
        )
        for term in texts or (main,)
    )
    return Search(requests, columns, places)


def _values_of(term: Term, given: Given) -> tuple[Term, ...] | None:
    """The values that the query lists for a variable; None for any other term."""
    return given.get(term.value.value) if isinstance(term.value, ox.Variable) else None


def _single(name: str, term: Term, given: Given) -> Term | None:
    """A term, or the one value listed for it; None where the list holds no value."""
    listed = _values_of(term, given)
    if listed is None:
        return term
    if len(listed) > 1:
        raise term.place.error(
            f"search:{name} takes one value, and {term.place.text} has {len(listed)}."
        )
    return replace(listed[0], place=term.place) if listed else None


def _name(predicate: Term) -> str:
    """Local name of a term of search, or `a`."""
    value = predicate.value
    if isinstance(value, ox.NamedNode):
        if value.value == str(t.RDF_TYPE):
            return "a"
        name = value.value.removeprefix(str(SEARCH))
        if name != value.value and name in TERMS:
            return name
        if name != value.value:
            near = get_close_matches(name, TERMS, n=1)
            hint = f" Did you mean search:{near[0]}?" if near else ""
            raise predicate.place.error(
                f"{predicate.place.text} is no term of search.{hint} The terms are "
                f"{', '.join(f'search:{term}' for term in TERMS)}."
            )
    raise predicate.place.error(
        f"{predicate.place.text} cannot stand in a search block, which knows only the terms of "
        f"<{SEARCH}>. Write this triple after the block."
    )


def _written(name: str) -> str:
    return "a" if name == "a" else f"search:{name}"


def _check_class(kind: Kind, classes: Iterable[Term]) -> None:
    for term in classes:
        if getattr(term.value, "value", None) not in _CLASSES[kind]:
            found = "organisations (org:Organization)" if kind == "name" else "projects"
            raise term.place.error(
                f"{term.place.text} is not what search:{kind} finds, which is {found}."
            )


def _variable(name: str, term: Term) -> str:
    if not isinstance(term.value, ox.Variable):
        raise term.place.error(
            f"search:{name} gives a value, so it needs a variable, not {term.place.text}. "
            f"Write ?{name}, and compare it in a FILTER after the block."
        )
    return term.value.value


def _main(kind: Kind, term: Term) -> str:
    if kind != "similarTo":
        return text(kind, term, "a text in quotes")
    if not isinstance(term.value, ox.NamedNode):
        raise term.place.error(
            f"search:similarTo needs the IRI of a project or a variable, not {term.place.text}."
        )
    return term.value.value


def _limit(values: Mapping[str, list[Term]], most: int, default: int) -> int:
    if "limit" not in values:
        return default
    term = values["limit"][0]
    wanted = f"a whole number from 1 to {most}"
    found = number("limit", term, wanted)
    if found != found.to_integral_value() or not 1 <= found <= most:
        raise term.place.error(f"search:limit needs {wanted}, not {term.place.text[:80]}.")
    return int(found)


def _min_score(values: Mapping[str, list[Term]]) -> Decimal | None:
    if "minScore" not in values:
        return None
    return number("minScore", values["minScore"][0], "a number")


def _neighbours(
    variable: str, values: Mapping[str, list[Term]], places: Mapping[str, Place]
) -> Neighbours:
    for name in (*_ALL_FILTERS, "passage"):
        if name in values:
            raise places[name].error(
                f"search:{name} cannot stand with search:similarTo of a variable, which reads the "
                f"neighbours that were computed before. Name the project, or say it in a pattern "
                "after the block."
            )
    return Neighbours(variable, _limit(values, NEAREST, NEAREST), _min_score(values))


def _filters(values: Mapping[str, list[Term]], places: Mapping[str, Place]) -> Filters:
    given: dict[str, Any] = {}
    for name, parameter in _FILTERS.items():
        if name in values:
            given[parameter] = tuple(thing(name, term) for term in values[name])
    for name, parameter in _DAYS.items():
        if name in values:
            given[parameter] = day(name, values[name][0])
    for name, parameter in _YEARS.items():
        if name in values:
            given[parameter] = tuple(year(name, term) for term in values[name])
    for name, parameter in _AMOUNTS.items():
        if name in values:
            given[parameter] = amount(name, values[name][0])
    filters = Filters(**given)
    if filters.fault:
        where, message = filters.fault
        words = (
            f"search:{term_of(word)}" if word in given else word for word in message[:-1].split()
        )
        raise places[term_of(where)].error(f"{' '.join(words)}.")
    # Answers are remembered, so a search for a status says of which day.
    return filters.on(today()) if filters.status else filters


def term_of(parameter: str) -> str:
    """The term that sets a filter on projects.

    >>> term_of("organisation_type")
    'organisationType'
    """
    return next((name for name, known in _ALL_FILTERS.items() if known == parameter), parameter)
