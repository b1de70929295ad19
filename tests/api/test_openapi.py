"""The API against its own description: fuzzed by schemathesis, no input is a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from schemathesis.checks import not_a_server_error

from api.app import create_app
from api.build import BuildReport
from api.settings import Settings

OPERATIONS = [
    (path, method)
    for path, operations in create_app(Settings()).openapi()["paths"].items()
    for method in operations
]


@pytest.fixture(scope="module")
def app(settings: Settings, built: BuildReport) -> FastAPI:
    """An application of its own: the fuzzer starts and stops it, with its worker processes."""
    return create_app(settings)


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_no_request_is_a_fault_of_the_service(app: FastAPI, path: str, method: str) -> None:
    described = schemathesis.openapi.from_asgi("/openapi.json", app)
    operation = described[path][method.upper()]

    @given(case=operation.as_strategy())
    @examples(
        max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    def check(case: Any) -> None:
        response = case.call()
        if response.status_code == 503:  # a query that ran into its deadline, or a full queue
            assert response.headers["content-type"] == ["application/problem+json"]
            return
        case.validate_response(response, checks=[not_a_server_error])

    check()


def test_every_operation_is_described(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    paths = description["paths"]
    for path in (
        "/api/projects",
        "/api/projects/{id}",
        "/api/projects/{id}/similar",
        "/api/similar",
        "/api/search",
        "/api/organisations",
        "/api/organisations/{id}",
        "/api/organisations/{id}/partners",
        "/sparql",
        "/health/live",
        "/health/ready",
    ):
        assert path in paths
        for operation in paths[path].values():
            assert operation["summary"]
            assert operation["description"]
    body = description["components"]["schemas"]["SimilarRequest"]
    assert body["examples"]
