"""A vector index as a folder: written whole or not at all, read without copying the vectors."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import numpy as np

from search.embedder import Embedder
from search.errors import IndexFormatError
from search.fresh_folder import fresh_folder
from search.index import VectorIndex
from search.text import Passage

FORMAT: Final = 2
MANIFEST: Final = "index.json"
FAISS_FILE: Final = "passages.faiss"
PASSAGES: Final = "passages.jsonl"
PROJECTS: Final = "projects.npy"
CENTRES: Final = "centres.npy"
WHITENING: Final = "whitening.npy"


def save_index(index: VectorIndex, folder: Path) -> None:
    """Writes the index to a folder that is not there yet, or is empty, by one rename."""
    import faiss

    with fresh_folder(folder) as fresh:
        faiss.write_index(index.faiss_index, str(fresh / FAISS_FILE))
        np.save(fresh / PROJECTS, index.project_vectors)
        np.save(fresh / CENTRES, index.centres)
        np.save(fresh / WHITENING, index.whitening)
        with (fresh / PASSAGES).open("w", encoding="utf-8") as lines:
            for passage in index.passages:
                lines.write(json.dumps(asdict(passage), ensure_ascii=False) + "\n")
        manifest = {
            "format": FORMAT,
            "model_id": index.model_id,
            "dimension": index.dimension,
            "count": len(index.passages),
            "projects": len(index),
            "fingerprint": index.fingerprint,
        }
        (fresh / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", "utf-8")


def load_index(folder: Path, embedder: Embedder | None = None, *, mmap: bool = True) -> VectorIndex:
    """The index in a folder, checked against its manifest and the embedder's model.

    With ``mmap`` the vectors stay in the file, and processes share them.
    """
    import faiss

    manifest = _manifest(folder)
    try:
        flags = faiss.IO_FLAG_MMAP_IFC if mmap else 0
        flat = faiss.read_index(str(folder / FAISS_FILE), flags)
        projects = np.load(folder / PROJECTS, mmap_mode="r" if mmap else None)
        centres = np.load(folder / CENTRES)
        whitening = np.load(folder / WHITENING)
        with (folder / PASSAGES).open(encoding="utf-8") as lines:
            passages = [Passage(**json.loads(line)) for line in lines]
    except (OSError, EOFError, ValueError, TypeError, RuntimeError) as error:
        raise _broken(folder, str(error)) from error
    dimension, count = manifest["dimension"], manifest["count"]
    keys = {passage.project for passage in passages}
    shapes = projects.shape, centres.shape, whitening.shape
    held = (flat.d, flat.ntotal, len(passages), *shapes, len(keys))
    number = manifest["projects"]
    wanted = (number, dimension), (2, dimension), (dimension, dimension)
    stated = (dimension, count, count, *wanted, number)
    if held != stated:
        raise _broken(folder, f"its files hold {held}, its manifest states {stated}")
    index = VectorIndex(
        faiss_index=flat,
        passages=passages,
        projects=projects,
        centres=centres,
        whitening=whitening,
        model_id=manifest["model_id"],
        fingerprint=manifest["fingerprint"],
    )
    if embedder is not None:
        index.require_model(embedder)
    return index


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    except OSError as error:
        raise _broken(folder, f"{MANIFEST} cannot be read ({error.strerror})") from error
    except ValueError as error:
        raise _broken(folder, f"{MANIFEST} is not JSON ({error})") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        found = manifest.get("format") if isinstance(manifest, dict) else manifest
        raise _broken(folder, f"it has format {found!r}, this version reads {FORMAT}")
    kinds = {"model_id": str, "dimension": int, "count": int, "projects": int, "fingerprint": str}
    for name, kind in kinds.items():
        if not isinstance(manifest.get(name), kind):
            raise _broken(folder, f"{MANIFEST} lacks {name}")
    return manifest


def _broken(folder: Path, reason: str) -> IndexFormatError:
    return IndexFormatError(f"The index in {folder} cannot be used: {reason}. Build it again.")
