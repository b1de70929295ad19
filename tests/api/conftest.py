"""A client of the whole application over the real data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.build import BuildReport
from api.settings import Settings
from graph.lifecycle import Gone
from tests.api.live import serving

REASON = {"sv": "Fanns två gånger.", "en": "Stood there twice."}
OUT_OF_USE = {
    gone.path: gone
    for gone in (
        Gone("projekt/borttaget", "withdrawn", "2026-11-01", (), "Å <i>&", REASON, "r1"),
        Gone(
            "projekt/delat",
            "split",
            "2026-11-01",
            ("projekt/2017-00453", "projekt/2019-00035"),
            "Delat",
            REASON,
        ),
        Gone("projekt/sammanslaget", "merged", "2026-11-01", ("projekt/2017-00453",)),
        Gone("projekt/utbytt", "replaced", "2026-11-01", ("projekt/2017-00453",)),
    )
}


@pytest.fixture(scope="session")
def client(settings: Settings, built: BuildReport) -> Iterator[TestClient]:
    """A client whose server has started; worker processes and all."""
    app = create_app(settings)
    with TestClient(app, follow_redirects=False) as client:
        # Of a first release nothing is out of use; tests/api/test_lifecycle.py has real ones.
        service = app.state.releases.current.service
        service.__dict__["changes"] = replace(service.changes, gone=OUT_OF_USE)
        yield client


@pytest.fixture(scope="session")
def server(settings: Settings, built: BuildReport) -> Iterator[str]:
    """Address of the application behind a real server."""
    with serving(settings) as address:
        yield address
