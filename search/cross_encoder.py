"""A cross-encoder, which reads a query and a text together: slower than vectors, and surer.

None is used unless one is named. The first hits of a search are read with the query again, and what
the model says is added to their scores:

    score = dense + lexical + weight · relevance,    relevance 0 to 1

Only the first hits gain, and none loses: a hit that is not read again never passes one that is.
"""

import logging
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from search.embedder import composed, no_loading_bars
from search.errors import ModelLoadError
from search.index import Hit
from search.text import ProjectText, embedding_text

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

logger = logging.getLogger(__name__)

CROSS_ENCODER: Final = "cross_encoder"
"""Name of the part of a score."""
READ_AGAIN: Final = 20
"""Hits of a search that are read with the query."""
WEIGHT: Final = 0.5
"""What a text that is surely relevant gains: the first hits of a query differ by less than this."""
BATCH: Final = 8


class Reranker(Protocol):
    """Says how relevant texts are to a query."""

    def relevance(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """(texts,) from 0, not relevant, to 1."""


class CrossEncoderReranker:
    """Any cross-encoder of sentence-transformers, by folder or hub id; loaded at the first use.

    A folder never reaches for the network. Relevance is the sigmoid of the model's one output, or
    the probability of the last class where it has several, as models of natural language inference
    and of grades have. Threads may share it: the model is used by one at a time.
    """

    def __init__(self, model: str | Path) -> None:
        self._source = str(model)
        self._is_folder = Path(model).is_dir()
        self._lock = threading.Lock()
        self._model: CrossEncoder | None = None

    def __repr__(self) -> str:
        return f"CrossEncoderReranker({self._source!r})"

    def load(self) -> "CrossEncoder":
        """The model. Raises `ModelLoadError` where it cannot be had."""
        with self._lock:
            if self._model is None:
                import torch
                from sentence_transformers import CrossEncoder
                from torch import nn

                torch.set_num_threads(1)  # as search.embedder tells
                try:
                    with no_loading_bars():
                        model = CrossEncoder(self._source, local_files_only=self._is_folder)
                except Exception as error:  # the library raises many kinds, with no common base
                    raise ModelLoadError(
                        f"The cross-encoder {self._source} cannot be loaded: {error} Name a folder "
                        "that sentence-transformers saved, or a model id of a hub that can be "
                        "reached, or name none: search does without."
                    ) from error
                # Logits, whatever the model's own settings say of them: made relevance below.
                model.activation_fn = nn.Identity()
                self._model = model
                logger.info("Loaded cross-encoder %s", self._source)
            return self._model

    def relevance(self, query: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """(texts,) from 0, not relevant, to 1."""
        if not texts:
            return np.zeros(0)
        model = self.load()
        pairs = [(composed(query), composed(text)) for text in texts]
        with self._lock:
            found = model.predict(pairs, batch_size=BATCH, show_progress_bar=False)
        logits = np.asarray(found, dtype=np.float64).reshape(len(texts), -1)
        if logits.shape[1] == 1:
            return np.asarray(1 / (1 + np.exp(-np.clip(logits[:, 0], -500, 500))))
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        return np.asarray(odds[:, -1] / odds.sum(axis=1))


@dataclass(frozen=True, slots=True)
class SecondReading:
    """The first hits of a search, read again with the query; ``titles`` are by project."""

    reranker: Reranker
    titles: Mapping[str, str]
    first: int = READ_AGAIN
    weight: float = WEIGHT

    def ranked(self, query: str, hits: Sequence[Hit]) -> list[Hit]:
        """The hits with what the model adds, best first, equal scores by project key."""
        read = hits[: self.first]
        relevance = self.reranker.relevance(query, [self._text(hit) for hit in read])
        found = [
            replace(hit, score=hit.score + gain, evidence=(*hit.evidence, (CROSS_ENCODER, gain)))
            for hit, gain in zip(read, (self.weight * relevance).tolist(), strict=True)
        ]
        found.sort(key=lambda hit: (-hit.score, hit.project))
        return [*found, *hits[len(read) :]]

    def _text(self, hit: Hit) -> str:
        """The project's title and the passage nearest in meaning, as passages are embedded."""
        title = self.titles.get(hit.project, "")
        return embedding_text(ProjectText(hit.project, title), hit.passage)
