"""Search blocks of a query: where they stand, and the triples in them.

The whole query is split into the terminals of SPARQL 1.1, so that what looks like a block inside a
string, a comment or an IRI is none. The grammar of a block is that of triples without blank nodes,
lists and paths. Terms are read by Oxigraph's Turtle parser, whose strings, numbers, IRIs and
prefixed names are those of SPARQL.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NoReturn

import pyoxigraph as ox

from graph.errors import QueryInvalid

if TYPE_CHECKING:
    from lark import Lark, Token, Tree

# https://www.w3.org/TR/sparql11-query/#sparqlGrammar, productions 139 to 173. The number after a
# name is its priority. Repetitions are possessive, and a prefix has a bound: a hostile text costs
# no more than one pass.
_GRAMMAR = r"""
block: (_triples ("." _triples)* "."?)?
_triples: same_subject
same_subject: term properties
properties: property (";" property?)*
property: term objects
objects: term ("," term)*
term: VARIABLE | IRI | NAME | WORD | NUMBER | literal
literal: STRING (LANGUAGE | _TYPED (IRI | NAME))?
elsewhere: (BLANK | QUOTE | OTHER | "{" | "}")*

_TYPED.8: "^^"
COMMENT.9: /#[^\n\r]*+/
SPACE.9: /[ \t\r\n]++/
STRING.8: /"{3}(?:"{0,2}+(?:[^"\\]|\\.))*+"{3}|'{3}(?:'{0,2}+(?:[^'\\]|\\.))*+'{3}
          |"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+'/xs
IRI.8: /<(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+>/
VARIABLE.8: /[?$][\w\u00b7\u0300-\u036f\u203f\u2040]++/
BLANK.8: /_:[\w\u00b7\u0300-\u036f\u203f\u2040-]++/
LANGUAGE.8: /@[A-Za-z]++(?:-[A-Za-z0-9]++)*+/
NAME.7: /(?:[^\W\d_](?:\.*+[\w\u00b7\u0300-\u036f\u203f\u2040-]){0,100}+)?:
         (?:\.*+(?:[\w:\u00b7\u0300-\u036f\u203f\u2040-]|%[0-9A-Fa-f]{2}
         |\\[_~.\-!$&'()*+,;=\/?\#@%]))*+/x
NUMBER.6: /[+-]?(?:\d++\.\d*+[eE][+-]?\d++|\.?\d++[eE][+-]?\d++|\d*+\.\d++|\d++)/
WORD.5: /[^\W\d](?:[\w\u00b7\u0300-\u036f-])*+/
QUOTE.-1: /["']/
OTHER.-2: /./s
%ignore COMMENT
%ignore SPACE
"""


class SearchTermInvalid(QueryInvalid):
    """Something in a search block that cannot be answered; says where, which term, and why."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the query: line and column from 1, and its text."""

    line: int
    column: int
    text: str

    def error(self, message: str) -> SearchTermInvalid:
        """The error that says what is wrong at this place."""
        return SearchTermInvalid(f"Line {self.line}, column {self.column}: {message}")


@dataclass(frozen=True, slots=True)
class Term:
    """A variable, without its question mark, or an IRI or literal; and where it stands."""

    place: Place
    value: ox.Variable | ox.NamedNode | ox.Literal


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple of a block."""

    subject: Term
    predicate: Term
    object: Term


@dataclass(frozen=True, slots=True)
class Block:
    """A search block: the span of characters it takes up, and what it says."""

    start: int
    end: int
    silent: bool
    place: Place
    statements: tuple[Statement, ...]


def blocks(query: str, services: Collection[str], prefixes: Mapping[str, str]) -> Iterator[Block]:
    """The blocks `SERVICE <…> { … }` that ask one of the services, in order.

    `prefixes` are those declared from the start. Raises `SearchTermInvalid` for a block that holds
    anything but triples of plain terms. Any other SERVICE, and all else in the query, is passed
    over, whatever it is.
    """
    tokens = _tokens(query)
    reader, position = _prologue(tokens, prefixes)
    while position < len(tokens):
        if _is(tokens[position], "service"):
            head = position
            position += 1
            silent = position < len(tokens) and _is(tokens[position], "silent")
            position += silent
            if _asks(tokens[position : position + 2], services, reader):
                opening = position + 1
                position = _end(tokens, opening)
                yield Block(
                    start=_offset(tokens[head]),
                    end=_offset(tokens[position]) + 1,
                    silent=silent,
                    place=_place(tokens[head]),
                    statements=tuple(
                        _statements(tokens[opening + 1 : position], tokens[position], reader)
                    ),
                )
        position += 1


def given_values(query: str, prefixes: Mapping[str, str]) -> Mapping[str, tuple[Term, ...]]:
    """Variables that the query gives values, by `VALUES ?text { "…" "…" }`, with the values.

    UNDEF is no value. A variable that has two such lists is left out: which of them holds at a
    block would depend on where they stand.
    """
    tokens = _tokens(query)
    reader, position = _prologue(tokens, prefixes)
    found: dict[str, tuple[Term, ...]] = {}
    twice = set()
    for start in range(position, len(tokens) - 3):
        if not (
            _is(tokens[start], "values")
            and [token.type for token in tokens[start + 1 : start + 3]] == ["VARIABLE", "LBRACE"]
        ):
            continue
        name = tokens[start + 1][1:]
        twice |= {name} & found.keys()
        found[name] = tuple(_listed(tokens[start + 3 :], reader))
    return {name: values for name, values in found.items() if name not in twice}


def variables(query: str) -> frozenset[str]:
    """Names of the variables that a query mentions."""
    return frozenset(token[1:] for token in _tokens(query) if token.type == "VARIABLE")


class _Reader:
    """Reads terms, with the base and prefixes that the query declares."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = dict(prefixes)
        self._base: str | None = None

    def set_base(self, token: Token) -> None:
        """Take the IRI as the base of the relative ones that follow."""
        self._base = self._turtle(str(token)).value

    def set_prefix(self, name: Token, token: Token) -> None:
        """Take the IRI for what a prefix stands for."""
        self._prefixes[str(name)[:-1]] = self._turtle(str(token)).value

    def iri(self, token: Token) -> str | None:
        """The IRI of a token, or None where it is none that can be read."""
        try:
            return str(self.term(token).value.value)
        except SearchTermInvalid:
            return None

    def term(self, token: Token, suffix: str = "") -> Term:
        """The term of a token, and of the language or datatype that follows it."""
        place = _place(token)
        if token.type == "VARIABLE":
            return Term(place, ox.Variable(token[1:]))
        if token.type == "WORD" and token.lower() not in ("a", "true", "false"):
            raise place.error(f"{_short(token)} is no term. {_ONLY_TRIPLES}")
        if str(token) == "a":
            return Term(place, ox.NamedNode(_RDF_TYPE))
        prefix = token.partition(":")[0] if token.type == "NAME" else None
        if prefix is not None and prefix not in self._prefixes:
            raise place.error(f'the prefix "{prefix}:" is not declared.')
        text = token.lower() if token.type == "WORD" else str(token)
        try:
            return Term(place, self._turtle(text + suffix, prefix))
        except SyntaxError as error:
            if token.type == "IRI" and self._base is None:
                raise place.error(
                    f"{_short(token)} is no absolute IRI. Write the whole IRI."
                ) from error
            reason = error.msg.rpartition("columns ")[2].partition(": ")[2]
            raise place.error(f"{_short(token)} cannot be read. {reason or error.msg}.") from error

    def suffix(self, token: Token) -> str:
        """The language of a literal, or its datatype as an IRI in full."""
        return str(token) if token.type == "LANGUAGE" else f"^^<{self.term(token).value.value}>"

    def _turtle(self, text: str, prefix: str | None = None) -> ox.NamedNode | ox.Literal:
        head = "" if prefix is None else f"@prefix {prefix}: <{self._prefixes[prefix]}> .\n"
        document = f"{head}<s:s> <s:p> {text} ."
        triples = ox.parse(document, format=ox.RdfFormat.TURTLE, base_iri=self._base)
        value = next(iter(triples)).object
        assert isinstance(value, ox.NamedNode | ox.Literal)  # noqa: S101
        return value


_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_ONLY_TRIPLES = (
    "A search block holds triples of search terms only; write filters and other patterns "
    "after the block."
)


@cache
def _grammar() -> Lark:
    from lark import Lark

    return Lark(_GRAMMAR, parser="lalr", lexer="basic", start=["block", "elsewhere"])


def _tokens(query: str) -> list[Token]:
    """Everything in a query but white space and comments, up to a string that does not end."""
    found: list[Token] = []
    for token in _grammar().lex(query):
        if token.type == "QUOTE":
            break
        found.append(token)
    return found


def _prologue(tokens: Sequence[Token], prefixes: Mapping[str, str]) -> tuple[_Reader, int]:
    """A reader with what the query declares, and the number of the first token after that."""
    reader = _Reader(prefixes)
    position = 0
    try:
        while position < len(tokens):
            following = tokens[position + 1 : position + 3]
            types = [token.type for token in following]
            if _is(tokens[position], "base") and types[:1] == ["IRI"]:
                reader.set_base(following[0])
                position += 2
            elif _is(tokens[position], "prefix") and types == ["NAME", "IRI"]:
                reader.set_prefix(following[0], following[1])
                position += 3
            else:
                break
    except SyntaxError:  # the engine will say what is wrong
        position = len(tokens)
    return reader, position


def _asks(tokens: Sequence[Token], services: Collection[str], reader: _Reader) -> bool:
    return (
        [token.type for token in tokens[1:]] == ["LBRACE"]
        and tokens[0].type in ("IRI", "NAME")
        and reader.iri(tokens[0]) in services
    )


def _end(tokens: Sequence[Token], opening: int) -> int:
    for position in range(opening + 1, len(tokens)):
        if tokens[position].type == "RBRACE":
            return position
        if tokens[position].type == "LBRACE":
            raise _place(tokens[position]).error(f"'{{' cannot stand here. {_ONLY_TRIPLES}")
    raise _place(tokens[opening]).error("the search block that begins here does not end.")


def _statements(tokens: Sequence[Token], closing: Token, reader: _Reader) -> Iterator[Statement]:
    from lark.exceptions import UnexpectedToken

    parser = _grammar().parse_interactive(start="block")
    try:
        for token in tokens:
            if token.type in ("OTHER", "BLANK") or (
                token.type == "WORD" and token.lower() not in ("a", "true", "false")
            ):
                _unexpected(token)
            parser.feed_token(token)
        tree: Tree[Token] = parser.feed_eof(closing)  # type: ignore[no-untyped-call]
    except UnexpectedToken as error:
        _unexpected(closing if error.token.type == "$END" else error.token)
    for subject, properties in _pairs(tree):
        for predicate, objects in _pairs(properties):
            for value in objects.children:
                yield Statement(
                    _term(subject, reader),
                    _term(predicate, reader),
                    _term(value, reader),  # type: ignore[arg-type]
                )


def _listed(tokens: Sequence[Token], reader: _Reader) -> Iterator[Term]:
    """The terms up to the closing brace."""
    for number, token in enumerate(tokens):
        if token.type == "RBRACE":
            return
        if token.type in ("IRI", "NAME", "STRING", "NUMBER") or str(token) in ("true", "false"):
            following = tokens[number + 1 : number + 3]
            types = [after.type for after in following]
            suffix = ""
            if token.type == "STRING" and types[:1] == ["LANGUAGE"]:
                suffix = reader.suffix(following[0])
            elif token.type == "STRING" and types[:1] == ["_TYPED"]:
                suffix = reader.suffix(following[1])
            previous = tokens[number - 1].type if number else ""
            if previous != "_TYPED":
                yield reader.term(token, suffix)


def _pairs(tree: Tree[Token]) -> Iterator[tuple[Tree[Token], Tree[Token]]]:
    """The two parts of each child: a subject and its properties, or a term and its objects."""
    for child in tree.children:
        first, second = child.children  # type: ignore[union-attr]
        yield first, second  # type: ignore[misc]


def _term(tree: Tree[Token], reader: _Reader) -> Term:
    """A term: one token, or those of a literal."""
    tokens = list(tree.scan_values(lambda _: True))
    return reader.term(tokens[0], "".join(map(reader.suffix, tokens[1:])))


def _unexpected(token: Token) -> NoReturn:
    if token.type == "RBRACE":
        raise _place(token).error(
            "the search block ends too early: a triple has a subject, a term and a value."
        )
    raise _place(token).error(f"{_short(token)} cannot stand here. {_ONLY_TRIPLES}")


def _is(token: Token, word: str) -> bool:
    return token.type == "WORD" and token.lower() == word


def _offset(token: Token) -> int:
    assert token.start_pos is not None  # noqa: S101 - only tokens made by hand have none
    return token.start_pos


def _place(token: Token) -> Place:
    return Place(token.line or 1, token.column or 1, str(token))


def _short(text: str) -> str:
    return repr(str(text) if len(text) <= 40 else f"{text[:40]}…")
