"""A hybrid index as a folder: vectors, words, and the parameters that both were made with."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from search.context import ContextIndex
from search.embedder import Embedder
from search.errors import IndexFormatError, VectorError
from search.fresh_folder import fresh_folder
from search.hybrid import HybridIndex, Names
from search.index_folder import load_index, save_index
from search.lexical import LexicalIndex
from search.likeness import Likeness
from search.parameters import Parameters
from search.sentences import SentenceIndex

FORMAT: Final = 3
READ: Final = (1, 2, FORMAT)
"""Formats that are read; the first has neither likenesses nor sentences, the second no words in
context."""
MANIFEST: Final = "search.json"
VECTORS: Final = "vectors"
WORDS: Final = "words"
HUBS: Final = "hubs.npy"
NAMES: Final = "names.json"
LIKENESS: Final = "likeness.npz"
SENTENCES: Final = "sentences.npy"
SENTENCE_PLACES: Final = "sentence_places.npy"
ENGLISH: Final = "english.npy"
CONTEXT: Final = "context.npy"
CONTEXT_PLACES: Final = "context_places.npz"


def save_hybrid(index: HybridIndex, folder: Path) -> None:
    """Writes the index to a folder that is not there yet, or is empty, by one rename."""
    with fresh_folder(folder) as fresh:
        save_index(index.vectors, fresh / VECTORS)
        index.lexical.save(fresh / WORDS)
        np.save(fresh / HUBS, index.hubs)
        (fresh / NAMES).write_text(json.dumps(index.names, ensure_ascii=False) + "\n", "utf-8")
        if index.likeness is not None:
            index.likeness.save(fresh / LIKENESS)
        if index.sentences is not None:
            np.save(fresh / SENTENCES, index.sentences.vectors)
            np.save(fresh / SENTENCE_PLACES, index.sentences.places)
        if index.english is not None:
            np.save(fresh / ENGLISH, index.english)
        if index.context is not None:
            index.context.save(fresh / CONTEXT, fresh / CONTEXT_PLACES)
        manifest = {"format": FORMAT, "parameters": asdict(index.parameters)}
        (fresh / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def load_hybrid(
    folder: Path, embedder: Embedder | None = None, *, mmap: bool = True
) -> HybridIndex:
    """The index in a folder, checked against its manifests and the embedder's model.

    With ``mmap`` vectors and scores stay in the files, and processes share them.
    """
    parameters = _parameters(folder)
    vectors = load_index(folder / VECTORS, embedder, mmap=mmap)
    try:
        hubs = np.load(folder / HUBS)
        words = LexicalIndex.load(folder / WORDS, mmap=mmap)
        names = _names(folder, len(vectors))
        likeness = sentences = None
        if (folder / LIKENESS).exists():
            likeness = Likeness.load(folder / LIKENESS)
        if (folder / SENTENCES).exists():
            halves = np.load(folder / SENTENCES, mmap_mode="r" if mmap else None)
            with (folder / SENTENCE_PLACES).open("rb") as file:
                places = np.load(file)
            sentences = SentenceIndex(halves, places, vectors.passages)
        english = np.load(folder / ENGLISH) if (folder / ENGLISH).exists() else None
        context = None
        if (folder / CONTEXT).exists():
            context = ContextIndex.load(folder / CONTEXT, folder / CONTEXT_PLACES, mmap=mmap)
        return HybridIndex(
            vectors, words, hubs, parameters, names, likeness, sentences, english, context
        )
    except VectorError as error:
        raise IndexFormatError(f"The index in {folder} cannot be used: {error}") from error
    except (OSError, EOFError, ValueError, TypeError, KeyError, BadZipFile) as error:
        raise IndexFormatError(
            f"The index in {folder} cannot be used: {error}. Build it again."
        ) from error


def _parameters(folder: Path) -> Parameters:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        if manifest["format"] not in READ:
            raise ValueError(f"it has format {manifest['format']!r}, this version reads {FORMAT}")
        stated = {name: float(value) for name, value in manifest["parameters"].items()}
        return Parameters(**stated)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexFormatError(
            f"The index in {folder} cannot be used: {MANIFEST}: {error}. Build it again."
        ) from error


def _names(folder: Path, count: int) -> Names:
    names = json.loads((folder / NAMES).read_text("utf-8"))
    if not isinstance(names, dict) or not all(
        isinstance(place, int) and 0 <= place < count for own in names.values() for place in own
    ):
        raise ValueError(f"{NAMES} names none of its {count} projects")
    return names
