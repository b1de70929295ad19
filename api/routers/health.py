"""Health: whether the process lives, and whether it can answer."""

from __future__ import annotations

from contextlib import suppress
from typing import Final, Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from api.dependencies import PoolDep, ServiceDep
from graph.errors import QueryOverload
from graph.evaluation import Request

ENGINE_SECONDS: Final = 5.0
"""How long another engine may take to say that it is there."""

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
    warm: bool = Field(
        description="Whether model, index and filters are in memory, so that no search waits."
    )
    counts: dict[str, int]


@router.get("/live")
def live() -> Live:
    """Whether the process lives."""
    return Live()


@router.get("/ready")
async def ready(service: ServiceDep, pool: PoolDep) -> Ready:
    """Whether a release is open, with its model loaded; the service starts only then.

    Where another engine has the release: whether it answers. One that is busy does.
    """
    if service.engine is not None:
        with suppress(QueryOverload):
            ask = Request("ASK {}", "application/sparql-results+json", gives_graph=False)
            await pool.answer_soon(ask, ENGINE_SECONDS)
    manifest = service.release.manifest
    return Ready(
        release=manifest.id,
        created=manifest.created,
        model=manifest.model,
        warm=service.is_warm,
        counts=dict(manifest.counts),
    )
