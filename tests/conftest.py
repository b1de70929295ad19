"""Shared parts of all tests: a release of the real data, the real model, the shared texts.

What is slow is made once a run, however many processes share it (pytest-xdist). The release uses
the hashing embedder, which needs no model; `real` is the bundled model, for tests of what search
finds.
"""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from filelock import FileLock

from api.build import BuildReport, build
from api.settings import Settings
from search.embedder import Embedder, load_embedder

# A test says what is right, not how fast: a busy machine is no fault of the program.
# And the same program gives the same result; `make explore` looks for what nobody thought of.
hypothesis.settings.register_profile("explore", deadline=None)
hypothesis.settings.register_profile("repeatable", deadline=None, derandomize=True)
hypothesis.settings.load_profile("repeatable")

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session", autouse=True)
def _no_settings_from_outside() -> Iterator[None]:
    """Settings of the developer's shell must not change what the tests see."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("SAMVERKAN_") and name != "SAMVERKAN_SHARED":
                patch.delenv(name)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, so that no process is left with it alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Remove the models, half a gigabyte, which pytest would keep for three runs."""
    factory = getattr(session.config, "_tmp_path_factory", None)
    if factory is not None and not hasattr(session.config, "workerinput"):
        shutil.rmtree(factory.getbasetemp() / "models", ignore_errors=True)


@pytest.fixture(scope="session")
def run(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of temporary files that all processes of a run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(pytestconfig, "workerinput") else own


@pytest.fixture(scope="session")
def settings(run: Path) -> Settings:
    """Settings of a service over the real tables and no documents, with a release built."""
    return Settings(var=run / "var", model="hashing", query_seconds=30, follow_seconds=3600)


@pytest.fixture(scope="session")
def built(run: Path, settings: Settings) -> BuildReport:
    """The build of the release in `settings`."""
    report = run / "built.pickle"
    with FileLock(run / "built.lock"):
        if not report.exists():
            report.write_bytes(pickle.dumps(build(settings)))
        made: BuildReport = pickle.loads(report.read_bytes())  # noqa: S301 - our own, of this run
        return made


@pytest.fixture(scope="session")
def model_cache(run: Path) -> Path:
    """A cache folder for the model; there is a lock on it while the model is put there."""
    return run / "models"


@pytest.fixture(scope="session")
def real(model_cache: Path) -> Embedder:
    """The bundled model."""
    return load_embedder(None, model_cache)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts that are not part of the repository."""
    folder = Path(os.environ.get("SAMVERKAN_SHARED", REPOSITORY.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared texts at {folder}; set SAMVERKAN_SHARED to their folder")
    return folder
