"""Errors of the graph layer; each message says what is wrong, where, and how to mend it."""

from __future__ import annotations


class GraphError(Exception):
    """Base of every error that graph raises on purpose."""


class UnreadableSource(GraphError):
    """A document or table that cannot be read at all."""


class ReleaseError(GraphError):
    """A release that is missing, incomplete, damaged or of another format."""


class BuildError(GraphError):
    """A build that cannot go on; the release being served stays as it was."""


class QueryRefused(GraphError):
    """A SPARQL request that is never evaluated: an update, or a `SERVICE` clause."""


class QueryInvalid(GraphError):
    """A SPARQL query that does not parse; `line` and `column` count from 1 where they are known."""

    line: int | None = None
    column: int | None = None


class QueryTimeout(GraphError):
    """A SPARQL query that was stopped at its deadline."""


class QueryMemory(GraphError):
    """A SPARQL query that needed more memory than a query may have."""

    @classmethod
    def of(cls, limit: int) -> QueryMemory:
        """The error for a limit in bytes."""
        return cls(
            f"The query needed more than the {limit // 1_000_000} MB of memory that a query may "
            "have. Make it narrower: join by a shared variable, or sort and group less."
        )


class QueryOverload(GraphError):
    """More SPARQL queries are waiting than the service accepts."""


class ResultTooLarge(GraphError):
    """A SPARQL result over the size that the service returns."""


class FormatUnfit(GraphError):
    """A result that the format asked for has no way to write."""


class UnknownQuery(GraphError):
    """A name that no query of the library has."""


class ParameterInvalid(GraphError):
    """A value that a parameter of a query cannot have; the message names both."""


class EngineUnavailable(GraphError):
    """A SPARQL endpoint that cannot be reached, or does not answer in time."""


class EngineFault(GraphError):
    """A SPARQL endpoint that answers with an error of its own, or with what cannot be read."""
