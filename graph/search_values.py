"""Values in a search block: what each kind of term may be, and how it is told that it is not.

Each takes the name of the term and what stands after it, and raises `SearchTermInvalid`, which
names the place.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from graph.search_blocks import Term

MAX_TEXT = 20_000
"""Characters of a text to search for."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float", "int"))
_TEXTS = frozenset({_XSD + "string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"})


def constant(name: str, term: Term, wanted: str) -> ox.NamedNode | ox.Literal:
    """A term that is no variable."""
    if isinstance(term.value, ox.Variable):
        hint = (
            " For what is like projects that the query finds, use search:similarTo."
            if name == "query"
            else ""
        )
        raise term.place.error(
            f"search:{name} needs {wanted}, not the variable {term.place.text}: the search is made "
            "before the rest of the query, so a variable counts only with a list of its own, "
            f"VALUES {term.place.text} {{ … }}.{hint}"
        )
    return term.value


def text(name: str, term: Term, wanted: str) -> str:
    """A text in quotes."""
    value = constant(name, term, wanted)
    if not isinstance(value, ox.Literal) or value.datatype.value not in _TEXTS:
        raise term.place.error(f"search:{name} needs {wanted}, not {term.place.text[:80]}.")
    if len(value.value) > MAX_TEXT:
        raise term.place.error(
            f"the text of search:{name} has {len(value.value)} characters; at most {MAX_TEXT} "
            "are read."
        )
    if not value.value.strip():
        raise term.place.error(f"the text of search:{name} holds no words. Give at least one.")
    return value.value


def number(name: str, term: Term, wanted: str) -> Decimal:
    """A finite number, however it is written."""
    value = constant(name, term, wanted)
    try:
        if isinstance(value, ox.Literal) and value.datatype.value in _NUMBERS:
            found = Decimal(value.value)
            if found.is_finite():
                return found
    except InvalidOperation:
        pass
    raise term.place.error(f"search:{name} needs {wanted}, not {term.place.text[:80]}.")


def thing(name: str, term: Term) -> str:
    """A thing by its IRI, its key or its name."""
    value = constant(name, term, "an IRI, a key or a name in quotes")
    if isinstance(value, ox.NamedNode):
        return value.value
    return text(name, term, "an IRI, a key or a name in quotes")


def day(name: str, term: Term) -> date:
    """A day as ISO 8601 has it."""
    wanted = 'a day such as "2017-01-31"'
    value = constant(name, term, wanted)
    try:
        return date.fromisoformat(value.value)
    except ValueError as error:
        raise term.place.error(
            f"search:{name} needs {wanted}, not {term.place.text[:80]}."
        ) from error


def year(name: str, term: Term) -> int:
    """A year of four digits."""
    wanted = "a year such as 2017"
    value = constant(name, term, wanted)
    written = value.value if isinstance(value, ox.Literal) else ""
    if len(written) != 4 or not (written.isascii() and written.isdecimal()) or written == "0000":
        raise term.place.error(f"search:{name} needs {wanted}, not {term.place.text[:80]}.")
    return int(written)


def amount(name: str, term: Term) -> Decimal:
    """An amount of money."""
    wanted = "an amount in SEK, 0 or more"
    found = number(name, term, wanted)
    if found < 0:
        raise term.place.error(f"search:{name} needs {wanted}, not {term.place.text[:80]}.")
    return found
