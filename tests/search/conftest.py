"""Shared parts of the search tests: the real model, once per session, and the shared texts."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from search.embedder import Embedder, HashingEmbedder, load_embedder

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def model_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A cache folder of half a gigabyte once the model is in it, removed after the session."""
    folder = tmp_path_factory.mktemp("models")
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def real(model_cache: Path) -> Embedder:
    """The bundled model."""
    return load_embedder(None, model_cache, threads=min(2, os.cpu_count() or 1))


@pytest.fixture
def hashing() -> HashingEmbedder:
    """The embedder without a model."""
    return HashingEmbedder(64)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of test texts that are not part of the repository."""
    folder = Path(os.environ.get("SAMVERKAN_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "evaluation").is_dir():
        pytest.skip(f"no shared texts at {folder}; set SAMVERKAN_SHARED to their folder")
    return folder
