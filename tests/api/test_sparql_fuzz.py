"""Queries by a grammar, spoilt: none is a fault of the service, hangs, or costs it a worker.

`make fuzz` sends 10,000.
"""

from __future__ import annotations

import time

import httpx2
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from tests.api.query_grammar import ACCEPTS, QUERIES


@examples(
    max_examples=80,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(query=QUERIES, accept=ACCEPTS, method=st.sampled_from(["GET", "POST"]))
def test_no_query_is_a_fault_of_the_service(
    server: str, query: str, accept: str | None, method: str
) -> None:
    headers = {"Accept": accept} if accept else {}
    asked = {"query": query, "timeout": "0.5"}
    start = time.perf_counter()
    with httpx2.Client(base_url=server, headers=headers, timeout=30) as client:
        response = (
            client.get("/sparql", params=asked)
            if method == "GET"
            else client.post("/sparql", data=asked)
        )
    assert time.perf_counter() - start < 20
    assert response.status_code < 500 or "query-timeout" in response.text, response.text


def test_the_service_is_whole_afterwards(server: str) -> None:
    with httpx2.Client(base_url=server, timeout=30) as client:
        for _ in range(20):
            assert client.get("/sparql", params={"query": "ASK {}"}).json()["boolean"] is True
