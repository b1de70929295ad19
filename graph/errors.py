"""Errors of the graph layer; each message says what is wrong, where, and how to mend it."""


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
    """A SPARQL query that does not parse; the message has line and column."""


class QueryTimeout(GraphError):
    """A SPARQL query that was stopped at its deadline."""


class QueryOverload(GraphError):
    """More SPARQL queries are waiting than the service accepts."""


class ResultTooLarge(GraphError):
    """A SPARQL result over the size that the service returns."""
