"""Answers sent in pieces, so that a client that reads slowly costs one piece of memory at a time.

A large body handed to the server whole is copied into the buffer of the connection. In pieces, the
next is handed over when the one before has been read. An answer that nobody reads is kept in
memory: so there may only be so many bytes being sent, and only for so long.
"""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import problem

PIECE = 65_536
LARGE = 1_000_000
"""Bytes of a body from which on it is counted."""
MOST_SENDING = 500_000_000
"""Bytes of all large bodies that are being sent."""
GRACE_SECONDS = 60.0
LEAST_RATE = 20_000
"""Bytes a second that a client must read, once the grace is over."""


class Pace:
    """ASGI middleware that sends bodies in pieces, not too many at a time, and not for ever."""

    def __init__(
        self, app: ASGIApp, most_sending: int = MOST_SENDING, grace: float = GRACE_SECONDS
    ) -> None:
        self._app = app
        self._most = most_sending
        self._grace = grace
        self._sending = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] == "HEAD":
            await self._app(scope, receive, send)
            return
        answer = _Answer(send, self._grace)
        counted = 0

        async def paced(message: Message) -> None:
            nonlocal counted
            size = len(message.get("body", b""))
            if size > LARGE and not answer.is_begun and self._sending + size > self._most:
                answer.is_given_up = True
                refusal = problem(
                    429,
                    "Too many large answers are being sent. Try again in a moment.",
                    "query-overload",
                    headers={"Retry-After": "5"},
                )
                await refusal(scope, receive, send)
            elif size > LARGE:
                counted += size
                self._sending += size
            await answer.send(message)

        try:
            await self._app(scope, receive, paced)
        finally:
            self._sending -= counted


class _Answer:
    """An answer that is being sent."""

    def __init__(self, send: Send, grace: float) -> None:
        self._send = send
        self._grace = grace
        self._start: Message | None = None
        self._began = 0.0
        self._sent = 0
        self.is_begun = False
        self.is_given_up = False

    async def send(self, message: Message) -> None:
        """Send a message, its body in pieces; nothing more where the client is too slow."""
        if self.is_given_up:
            return
        if message["type"] == "http.response.start":
            self._start = message  # until the body is there, which may be too large
            return
        if self._start is not None:
            await self._send(self._start)
            self._start, self.is_begun, self._began = None, True, time.monotonic()
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        body = memoryview(message.get("body", b""))
        more = bool(message.get("more_body"))
        for at in range(0, max(1, len(body)), PIECE):
            piece = bytes(body[at : at + PIECE])
            is_last = at + PIECE >= len(body)
            await self._send(
                {"type": message["type"], "body": piece, "more_body": more or not is_last}
            )
            self._sent += len(piece)
            if time.monotonic() - self._began > self._grace + self._sent / LEAST_RATE:
                self.is_given_up = True  # the server then closes the connection
                return
