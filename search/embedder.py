"""Embedders: texts to float32 vectors of length one.

A query and a passage may be embedded differently (E5 models want ``query: `` and ``passage: ``
before the text); the model's own prompts say how.
"""

import logging
import os
import threading
import unicodedata
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from search.analysis import INVISIBLE
from search.errors import EmptyTextError, ModelLoadError, VectorError
from search.fingerprint import folder_fingerprint
from search.words_in_context import Reading, words_in_context

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

logger = logging.getLogger(__name__)

Vectors = NDArray[np.float32]
Progress = Callable[[int, int], None]
"""Called with (texts done, texts in all)."""

T = TypeVar("T")

BATCH: Final = 8  # on two cores 4 to 16 are alike; 32 took a third more time
QUERY_PROMPTS: Final = ("query",)
PASSAGE_PROMPTS: Final = ("passage", "document")


class Embedder(Protocol):
    """Turns texts into vectors. Texts without any token raise ``EmptyTextError``."""

    @property
    def model_id(self) -> str:
        """Name and content of the model: equal ids give equal vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    @property
    def max_tokens(self) -> int:
        """Tokens the model reads of one text; what follows is cut off."""

    def tokenizer(self) -> "Tokenizer | None":
        """The model's tokenizer without truncation, or None when it has no fast one."""

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """(n, dimension) vectors of what someone looks for, L2-normalised."""

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """(n, dimension) vectors of what can be found, L2-normalised."""


def normalise(vectors: NDArray[np.floating]) -> Vectors:
    """The rows as float32 of length one. A row that is zero or not finite raises."""
    rows = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    if not np.isfinite(lengths).all() or np.any(lengths == 0):
        raise VectorError(
            "A vector is zero or not finite, so it has no direction. The model or the vectors it "
            "gave are broken: load another model, or delete the vector cache and build again."
        )
    return np.asarray(rows / lengths, dtype=np.float32)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by folder or hub id; loaded at the first use.

    A folder never reaches for the network; a hub id follows the settings of ``huggingface_hub``.
    Threads may share one embedder: it serves one at a time. ``threads`` is how many batches of a
    call are embedded at a time, each by one core; None for as many as there are cores.

    One operation is never shared between cores, so torch is told to use one thread, for the whole
    process: its threads spin while they wait for each other, after each of some hundred operations
    of a text. On two cores with other work, 64 sentences took 13 to 27 s in that way, and take 1 to
    3 s in this.
    """

    def __init__(
        self,
        model: str | Path,
        *,
        name: str | None = None,
        batch_size: int = BATCH,
        threads: int | None = None,
    ) -> None:
        self._folder = Path(model) if Path(model).is_dir() else None
        if self._folder is None and isinstance(model, Path):
            raise ModelLoadError(f"There is no model folder {model}. Set another, or a hub id.")
        self._source = str(model)
        self._name = name or (self._folder.resolve().name if self._folder else self._source)
        self._batch_size = batch_size
        self._threads = threads or _cores()
        self._lock = threading.RLock()
        self._model: SentenceTransformer | None = None
        self._model_id: str | None = None
        self._tokenizer: Tokenizer | None = None

    def __repr__(self) -> str:
        return f"SentenceTransformerEmbedder({self._source!r})"

    @property
    def model_id(self) -> str:
        """``name@fingerprint of the folder``, or ``hub id@commit``."""
        with self._lock:
            if self._model_id is None:
                if self._folder:
                    version = folder_fingerprint(self._folder)
                else:
                    # Only the loaded configuration knows which commit of the hub was read.
                    network = getattr(self._load()[0], "auto_model", None)
                    version = getattr(getattr(network, "config", None), "_commit_hash", None) or ""
                self._model_id = f"{self._name}@{version}" if version else self._name
            return self._model_id

    @property
    def dimension(self) -> int:
        """Length of a vector, as the model states it."""
        size = self._load().get_embedding_dimension()
        if size is None:
            raise ModelLoadError(f"Model {self._source} does not state the size of its vectors.")
        return size

    @property
    def max_tokens(self) -> int:
        """The model's maximum sequence length; 512 when it states none."""
        return self._load().max_seq_length or 512

    def tokenizer(self) -> "Tokenizer | None":
        """A copy of the model's fast tokenizer without truncation and padding."""
        with self._lock:
            if self._tokenizer is None:
                from tokenizers import Tokenizer

                file = self._folder / "tokenizer.json" if self._folder else None
                if file and file.is_file():
                    copy = Tokenizer.from_file(str(file))
                else:
                    fast = getattr(self._load().tokenizer, "backend_tokenizer", None)
                    if fast is None:
                        return None
                    copy = Tokenizer.from_str(fast.to_str())
                copy.no_truncation()
                copy.no_padding()
                self._tokenizer = copy
            return self._tokenizer

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """Vectors with the model's prompt for queries, if it has one."""
        return self._embed(texts, QUERY_PROMPTS, None)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Vectors with the model's prompt for passages or documents, if it has one."""
        return self._embed(texts, PASSAGE_PROMPTS, progress)

    def read_queries(self, texts: Sequence[str]) -> list[Reading]:
        """As ``embed_queries``, with the vectors of the words, for the same work."""
        return self._read(texts, QUERY_PROMPTS)

    def read_passages(self, texts: Sequence[str]) -> list[Reading]:
        """As ``embed_passages``, with the vectors of the words, for the same work."""
        return self._read(texts, PASSAGE_PROMPTS)

    def _load(self) -> "SentenceTransformer":
        with self._lock:
            if self._model is None:
                import torch
                from sentence_transformers import SentenceTransformer

                torch.set_num_threads(1)
                try:
                    with no_loading_bars():
                        self._model = SentenceTransformer(
                            self._source, local_files_only=self._folder is not None
                        )
                except Exception as error:  # the library raises many kinds, with no common base
                    raise ModelLoadError(
                        f"Model {self._source} cannot be loaded: {error} "
                        "Name a folder that sentence-transformers saved, a model id of a hub that "
                        "can be reached, or `bundled`."
                    ) from error
                logger.info("Loaded model %s", self._source)
            return self._model

    def _embed(
        self, texts: Sequence[str], prompt_names: Sequence[str], progress: Progress | None
    ) -> Vectors:
        with self._lock:
            clean, prompt = self._prepared(texts, prompt_names)
            model = self._load()
            out = np.empty((len(clean), self.dimension), dtype=np.float32)

            def encoded(rows: list[int]) -> Vectors:
                made: Vectors = model.encode(
                    [clean[i] for i in rows],
                    prompt=prompt,
                    batch_size=self._batch_size,
                    show_progress_bar=False,
                    convert_to_numpy=True,
                )
                return made

            done = 0
            for rows, vectors in self._in_batches(clean, encoded):
                out[rows] = vectors
                done += len(rows)
                if progress:
                    progress(done, len(clean))
        return normalise(out)

    def _read(self, texts: Sequence[str], prompt_names: Sequence[str]) -> list[Reading]:
        with self._lock:
            clean, prompt = self._prepared(texts, prompt_names)
            model, tokenizer = self._load(), self.tokenizer()
            begun = prompt or ""

            def read(rows: list[int]) -> list[Reading]:
                made: Any = model.encode(
                    [clean[i] for i in rows],
                    prompt=prompt,
                    batch_size=self._batch_size,
                    show_progress_bar=False,
                    output_value=None,
                    convert_to_numpy=False,
                )
                return [one(clean[i], each) for i, each in zip(rows, made, strict=True)]

            def one(text: str, made: Any) -> Reading:
                count = int(made["attention_mask"].sum())
                tokens = made["token_embeddings"][:count].float().numpy()
                # Without a tokenizer that tells where its tokens stand, there are no words.
                whole = begun + text
                bounds = tokenizer.encode(whole).offsets if tokenizer else []
                if len(bounds) > count:  # cut off; the last token read is the model's own end
                    bounds = bounds[: count - 1]
                words = words_in_context(whole, tokens, bounds, len(begun))
                return Reading(normalise(made["sentence_embedding"].float().numpy()), words)

            out: list[Reading | None] = [None] * len(clean)
            for rows, found in self._in_batches(clean, read):
                for row, reading in zip(rows, found, strict=True):
                    out[row] = reading
        return [reading for reading in out if reading is not None]

    def _prepared(
        self, texts: Sequence[str], prompt_names: Sequence[str]
    ) -> tuple[list[str], str | None]:
        """The texts as the model is given them, none of them empty, and what comes before each."""
        prompts = self._load().prompts
        clean = [composed(text) for text in texts]
        for text in clean:
            self._refuse_empty(text)
        return clean, next((p for n in prompt_names if (p := prompts.get(n))), None)

    def _in_batches(
        self, clean: Sequence[str], encoded: Callable[[list[int]], T]
    ) -> Iterator[tuple[list[int], T]]:
        """The places of texts that share a batch, and what they are encoded to.

        Texts of like length share one, so that little padding is computed.
        """
        order = sorted(range(len(clean)), key=lambda i: (len(clean[i]), i))
        size = self._batch_size
        batches = [order[start : start + size] for start in range(0, len(order), size)]
        # The first one goes alone: it sets how the tokenizer pads and cuts off, which two threads
        # may read together, but not change.
        for rows in batches[:1]:
            yield rows, encoded(rows)
        if len(batches) > 1:
            with ThreadPoolExecutor(min(self._threads, len(batches) - 1)) as pool:
                yield from zip(batches[1:], pool.map(encoded, batches[1:]), strict=True)

    def _refuse_empty(self, text: str) -> None:
        if any(character.isalnum() for character in text):
            return
        tokenizer = self.tokenizer()
        if not text or (
            tokenizer is not None and not tokenizer.encode(text, add_special_tokens=False).ids
        ):
            raise EmptyTextError(_EMPTY)


class HashingEmbedder:
    """Vectors from hashed character n-grams: no model, no download, the same on every machine.

    It sees spelling, not meaning. It is for tests and trials that need the whole chain in
    milliseconds: texts with common word parts are near, equal texts are equal. Every n-gram of
    3 to 5 characters of a word (with its edges) adds +1 or -1 to the cell that its CRC-32 names.
    """

    def __init__(self, dimension: int = 256) -> None:
        if dimension < 1:
            raise VectorError(f"A vector needs at least one dimension, not {dimension}.")
        self._dimension = dimension

    @property
    def model_id(self) -> str:
        """Names the recipe and its dimension."""
        return f"hashing-3-5-v1-{self._dimension}"

    @property
    def dimension(self) -> int:
        """Length of a vector, as given."""
        return self._dimension

    @property
    def max_tokens(self) -> int:
        """As an ordinary model has; nothing is cut off here."""
        return 512

    def tokenizer(self) -> "Tokenizer | None":
        """None: it has no tokens."""
        return None

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """The same as ``embed_passages``."""
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Normalised sums of signed n-grams."""
        out = np.zeros((len(texts), self._dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            if not composed(text):
                raise EmptyTextError(_EMPTY)
            for word in composed(text).casefold().split():
                edged = f"<{word}>"
                for size in (3, 4, 5):
                    for at in range(max(1, len(edged) - size + 1)):
                        code = zlib.crc32(edged[at : at + size].encode("utf-8", "surrogatepass"))
                        out[row, code // 2 % self._dimension] += 1.0 if code % 2 else -1.0
            if not out[row].any():
                out[row, 0] = 1.0  # every n-gram met its opposite
            if progress:
                progress(row + 1, len(texts))
        return normalise(out)


_EMPTY: Final = (
    "A text to embed holds no words: it is empty, or white space and control characters only. "
    "Leave it out, or give at least one word."
)


@contextmanager
def no_loading_bars() -> Iterator[None]:
    """Keeps transformers from drawing a bar for each model that it loads."""
    from transformers.utils import logging as transformers_logging

    bars = transformers_logging.is_progress_bar_enabled()
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if bars:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def composed(text: str) -> str:
    """The text in Unicode NFC without white space at its ends: å is one character.

    Without soft hyphens and other marks that no reader sees, too.
    """
    return unicodedata.normalize("NFC", text).translate(INVISIBLE).strip()


def load_embedder(setting: str | None, cache: Path, threads: int | None = None) -> Embedder:
    """The embedder that a setting names.

    None or ``bundled``: the model of ``search.bundled_model``, materialised under ``cache``.
    ``hashing``: ``HashingEmbedder``. Else a folder or hub id for sentence-transformers.
    """
    if setting is None or setting == "bundled":
        from search.bundled_model import MODEL_NAME, materialise

        folder = materialise(cache)
        return SentenceTransformerEmbedder(folder, name=MODEL_NAME, threads=threads)
    if setting == "hashing":
        return HashingEmbedder()
    return SentenceTransformerEmbedder(setting, threads=threads)
