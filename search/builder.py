"""Builds the index of a collection of projects: compose, embed what is new, index."""

import logging
from collections.abc import Iterable

from search.embedder import Embedder, Progress, composed
from search.index import VectorIndex
from search.text import ProjectText, embedding_text, passage_splitter, passages
from search.vectors import EmbedReport, VectorCache, embed_missing

logger = logging.getLogger(__name__)


def build_index(
    projects: Iterable[ProjectText],
    embedder: Embedder,
    cache: VectorCache,
    *,
    fingerprint: str = "",
    progress: Progress | None = None,
) -> tuple[VectorIndex, EmbedReport]:
    """The index, and how many passages were embedded or found in the cache.

    Titles are embedded as queries too: their mean centres the queries that will come. A project
    with nothing to read is left out of the index and named in the log.
    """
    splitter = passage_splitter(embedder)
    found, texts, titles = [], [], []
    for project in projects:
        pieces = passages(project, splitter)
        if not pieces:
            logger.warning("Project %s has no text and cannot be found by search", project.key)
            continue
        found += pieces
        texts += [embedding_text(project, piece) for piece in pieces]
        titles.append(composed(project.title))
    vectors, report = embed_missing(embedder, texts, cache, progress)
    examples, _ = embed_missing(embedder, [t for t in titles if t], cache, kind="query")
    index = VectorIndex.build(
        vectors,
        found,
        model_id=embedder.model_id,
        query_examples=examples,
        fingerprint=fingerprint,
    )
    return index, report
