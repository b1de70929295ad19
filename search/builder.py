"""Builds the index of a collection of projects: compose, embed what is new, index."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from search.analysis import name_of
from search.context import ContextIndex
from search.embedder import Embedder, Progress, Vectors, composed
from search.english import english_offset
from search.hubness import SAMPLE, hubness
from search.hybrid import HybridIndex, Names
from search.index import VectorIndex
from search.lexical import LexicalIndex
from search.likeness import Likeness
from search.parameters import Parameters
from search.sentences import SentenceIndex
from search.text import (
    Passage,
    ProjectText,
    embedding_text,
    passage_splitter,
    passages,
    word_text,
)
from search.vectors import EmbedReport, VectorCache, embed_missing, read_missing
from search.words_in_context import WordsInContext

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Material:
    """What an index is made of; several can be made of it, with other parameters.

    ``documents`` has a text per project, in the order in which the projects appear in ``passages``;
    ``names`` has places in that order, ``themes`` and ``target_groups`` have a row per project.
    ``examples`` are titles embedded as queries, of the projects ``titled``. ``words`` are those of
    each passage in context, ``asked`` those of some titles as queries; none of either where the
    embedder gives none.
    """

    model_id: str
    passages: tuple[Passage, ...]
    vectors: Vectors
    examples: Vectors
    titled: tuple[str, ...]
    documents: tuple[str, ...]
    names: Names
    themes: tuple[tuple[str, ...], ...] = ()
    target_groups: tuple[tuple[str, ...], ...] = ()
    words: tuple[WordsInContext, ...] = ()
    asked: tuple[WordsInContext, ...] = ()

    def vector_index(self, whitening: float, fingerprint: str = "") -> VectorIndex:
        """The part of the index that finds by meaning."""
        return VectorIndex.build(
            self.vectors,
            self.passages,
            model_id=self.model_id,
            query_examples=self.examples,
            fingerprint=fingerprint,
            whitening=whitening,
        )

    def context_index(self) -> ContextIndex | None:
        """The part of the index that compares words in context, where there are any."""
        if not self.words:
            return None
        places: dict[str, int] = {}
        owners = [places.setdefault(p.project, len(places)) for p in self.passages]
        return ContextIndex.build(self.words, owners, len(places), self.asked)

    def index(self, parameters: Parameters, fingerprint: str = "") -> HybridIndex:
        """The whole index."""
        lexical = LexicalIndex.build(
            self.documents, k1=parameters.k1, b=parameters.b, rare=parameters.rare
        )
        vectors = self.vector_index(parameters.whitening, fingerprint)
        hubs = hubness(vectors, self.examples, self.titled)
        likeness = Likeness.build(lexical, self.themes, self.target_groups)
        context = self.context_index()
        return HybridIndex(
            vectors, lexical, hubs, parameters, self.names, likeness, context=context
        )


def gather(
    projects: Iterable[ProjectText],
    embedder: Embedder,
    cache: VectorCache,
    progress: Progress | None = None,
) -> tuple[Material, EmbedReport]:
    """Passages, vectors and texts of projects; what is not in the cache is embedded.

    Titles are embedded as queries too: their mean centres the queries that will come, and tells
    which projects are hubs. A project with nothing to read is left out and named in the log.
    """
    splitter = passage_splitter(embedder)
    found, texts = [], []
    titles: dict[str, str] = {}
    documents: dict[str, str] = {}
    read: list[ProjectText] = []
    names: Names = {}
    places: dict[str, int] = {}
    for project in projects:
        pieces = passages(project, splitter)
        if not pieces:
            logger.warning("Project %s has no text and cannot be found by search", project.key)
            continue
        found += pieces
        texts += [embedding_text(project, piece) for piece in pieces]
        if title := composed(project.title):
            titles[project.key] = title
        place = places.setdefault(project.key, len(places))
        documents[project.key] = word_text(project)
        read.append(project)
        for name in {name_of(text) for text in (project.title, *project.names)} - {""}:
            names.setdefault(name, []).append(place)
    words, read_now = read_missing(embedder, texts, cache, progress)
    some = list(titles.values())[:: -(-len(titles) // SAMPLE) or 1]
    asked, _ = read_missing(embedder, some, cache, kind="query")
    vectors, report = embed_missing(embedder, texts, cache, progress)
    if now := read_now.embedded:  # their vectors came with them
        report = EmbedReport(report.embedded + now, report.reused - now)
    examples, _ = embed_missing(embedder, list(titles.values()), cache, kind="query")
    material = Material(
        model_id=embedder.model_id,
        passages=tuple(found),
        vectors=vectors,
        examples=examples,
        titled=tuple(titles),
        documents=tuple(documents.values()),
        names=dict(sorted(names.items())),
        themes=tuple(project.themes for project in read),
        target_groups=tuple(project.target_groups for project in read),
        words=words,
        asked=asked,
    )
    return material, report


def build_index(
    projects: Iterable[ProjectText],
    embedder: Embedder,
    cache: VectorCache,
    *,
    fingerprint: str = "",
    progress: Progress | None = None,
    parameters: Parameters | None = None,
) -> tuple[HybridIndex, EmbedReport]:
    """The index, and how many passages were embedded or found in the cache."""
    material, report = gather(projects, embedder, cache, progress)
    index = material.index(parameters or Parameters(), fingerprint)
    index.sentences = SentenceIndex.build(
        material.passages, embedder, cache, index.vectors.whitening, progress
    )
    index.english = english_offset(embedder, cache)
    return index, report
