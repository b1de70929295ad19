"""Health: whether the process lives, and whether it can answer."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel

from api.dependencies import ServiceDep

router = APIRouter(prefix="/health", tags=["health"])


class Live(BaseModel):
    """The process answers."""

    status: Literal["live"] = "live"


class Ready(BaseModel):
    """The release being served, and its counts."""

    status: Literal["ready"] = "ready"
    release: str
    created: str
    model: str
    counts: dict[str, int]


@router.get("/live")
def live() -> Live:
    """Whether the process lives."""
    return Live()


@router.get("/ready")
def ready(service: ServiceDep) -> Ready:
    """Whether a release is open, with its model loaded; the service starts only then."""
    manifest = service.release.manifest
    return Ready(
        release=manifest.id,
        created=manifest.created,
        model=manifest.model,
        counts=dict(manifest.counts),
    )
