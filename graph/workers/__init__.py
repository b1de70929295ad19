"""Query workers: processes that evaluate SPARQL and can be stopped at a deadline."""

from graph.engines import Limits
from graph.evaluation import Answer, Request
from graph.workers.pool import QueryPool

__all__ = ["Answer", "Limits", "QueryPool", "Request"]
