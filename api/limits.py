"""Bounds on request bodies, declared or streamed: how large, and how long they may take."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import problem

MAX_BODY = 1_000_000
BODY_SECONDS = 20.0
_CLOSE = {"Connection": "close"}


class BodyLimit:
    """ASGI middleware: 413 for a body of more than `MAX_BODY` bytes, 408 for one that is late."""

    def __init__(self, app: ASGIApp, seconds: float | None = None) -> None:
        self._app = app
        self._seconds = BODY_SECONDS if seconds is None else seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        messages: list[Message] = []
        refusal = None
        try:
            async with asyncio.timeout(self._seconds):
                if not await _received(receive, messages):
                    detail = f"The body is larger than {MAX_BODY} bytes."
                    refusal = problem(413, detail, "too-large", headers=_CLOSE)
        except TimeoutError:
            detail = f"The body did not come within {self._seconds:g} seconds."
            refusal = problem(408, detail, "request-timeout", headers=_CLOSE)
        if refusal is not None:
            await refusal(scope, receive, send)
            return

        async def replay() -> Message:
            return messages.pop(0) if messages else await receive()

        await self._app(scope, replay, send)


async def _received(receive: Receive, messages: list[Message]) -> bool:
    """Take the messages of a body; False where it is too large."""
    size = 0
    while True:
        message = await receive()
        messages.append(message)
        size += len(message.get("body", b""))
        if size > MAX_BODY:
            return False
        if message["type"] != "http.request" or not message.get("more_body"):
            return True
