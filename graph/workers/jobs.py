"""Queries under way, and what makes two of them the same kind of query."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from functools import cached_property

from graph.evaluation import Answer, Request
from graph.sparql import TOKEN

PATIENCE = 1.5
"""How long a query waits for its turn, in multiples of its deadline."""


class Job:
    """A query under way, from the moment it is submitted until its future is done."""

    def __init__(self, request: Request, seconds: float) -> None:
        self.request = request
        self.seconds = seconds
        self.patient_until = time.monotonic() + PATIENCE * seconds
        self.future: Future[Answer] = Future()

    @cached_property
    def kind(self) -> bytes:
        """The same for queries that differ in layout, names of variables or texts alone."""
        request = self.request
        parts = (*shape(request.query), request.default_graphs, request.named_graphs)
        asked = repr((parts, request.bindings))
        return hashlib.sha256(asked.encode("utf-8", "replace")).digest()

    def fail(self, error: BaseException) -> None:
        """End the job with an error, unless it has been given up already."""
        with suppress(InvalidStateError):
            self.future.set_exception(error)

    def succeed(self, answer: Answer) -> None:
        """End the job with an answer, unless it has been given up already."""
        with suppress(InvalidStateError):
            self.future.set_result(answer)


def shape(query: str) -> Iterator[str]:
    """The tokens of a query, without comments, texts, and the names of variables.

    >>> " ".join(shape("select * { ?å ?p 'x' } # 1")) == " ".join(shape("SELECT*{$s ?t 'y'}"))
    True
    """
    names: dict[str, str] = {}
    for token in TOKEN.finditer(query):
        kind, text = token.lastgroup, token[0]
        if kind == "comment" or text.isspace():
            continue
        if kind == "variable":
            yield names.setdefault(text[1:], f"?{len(names)}")
        elif kind == "string":
            yield "''"
        elif kind == "word":
            yield text.lower()
        else:
            yield text
