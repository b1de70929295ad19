"""Shared parts of all tests: a release of the real data, the real model, the shared texts.

What is slow is made once a session. The release uses the hashing embedder, which needs no model;
`real` is the bundled model, for tests of what search finds.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.build import BuildReport, build
from api.settings import Settings
from search.embedder import Embedder, load_embedder

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> Iterator[None]:
    """Settings of the developer's shell must not change what the tests see."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("SAMVERKAN_") and name != "SAMVERKAN_SHARED":
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a service over the real tables and no documents, with a release built."""
    return Settings(var=tmp_path_factory.mktemp("var"), model="hashing", query_seconds=5)


@pytest.fixture(scope="session")
def built(settings: Settings) -> BuildReport:
    """The build of the release in `settings`."""
    return build(settings)


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


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts that are not part of the repository."""
    folder = Path(os.environ.get("SAMVERKAN_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared texts at {folder}; set SAMVERKAN_SHARED to their folder")
    return folder
