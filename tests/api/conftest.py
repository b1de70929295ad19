"""A client of the whole application over the real data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.build import BuildReport
from api.settings import Settings


@pytest.fixture(scope="session")
def client(settings: Settings, built: BuildReport) -> Iterator[TestClient]:
    """A client whose server has started; worker processes and all."""
    with TestClient(create_app(settings), follow_redirects=False) as client:
        yield client
