"""What every error must look like."""

from __future__ import annotations

from typing import Any

from httpx2 import Response


def assert_problem(response: Response, status: int, kind: str | None = None) -> dict[str, Any]:
    """Check that a response is a problem of RFC 9457, and give its body."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    if kind is None:
        assert body["type"] == "about:blank"
    else:
        assert body["type"].endswith(f"/problem/{kind}")
    assert "Traceback" not in response.text
    return body
