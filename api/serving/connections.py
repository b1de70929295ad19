"""Connections with patience that ends: who sends or reads too slowly must not hold up others.

Uvicorn closes a connection that is idle after an answer. It waits for ever for the first request,
for the end of its headers, and for a client to read. Here every connection has to get on: now and
then it is looked at, and closed where a request has not begun to be answered since it was last
looked at, or where for some time hardly anything of an answer has been read. And there may only be
so many: where more come, the one that has been idle for longest goes.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from collections import OrderedDict
from http import HTTPStatus
from typing import ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

from api.errors import MEDIA_TYPE, problem

LOOK_SECONDS = 10.0
"""How often a connection is looked at; a request has twice that time to begin."""
LEAST_READ = 10_000
"""Bytes of an answer that a client must read in that time, or all that there is."""
PAUSES = 6
"""How often in a row it may read less."""
MOST_CONNECTIONS = 5000


class GuardedConnection(H11Protocol):
    """A connection of HTTP/1.1 that is closed when its client is too slow."""

    look_seconds: ClassVar[float] = LOOK_SECONDS
    most_connections: ClassVar[int] = MOST_CONNECTIONS
    # Those that wait for a request, the first for longest; a class of its own for each server.
    idle: ClassVar[OrderedDict[GuardedConnection, None]] = OrderedDict()

    _looking: asyncio.TimerHandle | None = None
    _was_waiting = False
    _unread = 0
    _pauses = 0
    _resumed = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, and close another where there are too many."""
        super().connection_made(transport)
        self.idle[self] = None
        if len(self.connections) > self.most_connections:
            oldest = next(iter(self.idle))  # at least this one is idle
            oldest._abort()
        self._look_again()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        self.idle.pop(self, None)
        if self._looking is not None:
            self._looking.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a part of a request."""
        super().data_received(data)
        if not self._is_waiting:
            self._was_waiting = False
            self.idle.pop(self, None)

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self._was_waiting = False
        if not self.transport.is_closing():
            self.idle[self] = None
        super().on_response_complete()
        if not self._is_waiting:  # it had come already
            self.idle.pop(self, None)

    def resume_writing(self) -> None:
        """Most of what was to be read has been read."""
        self._resumed = True
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        self._refuse(HTTPStatus.BAD_REQUEST, "bad-request", msg)

    @property
    def _is_waiting(self) -> bool:
        """Whether no request is being answered."""
        return self.cycle is None or self.cycle.response_complete

    def _look_again(self) -> None:
        self._looking = self.loop.call_later(self.look_seconds, self._look)

    def _look(self) -> None:
        """Close the connection if its client was too slow since it was last looked at."""
        unread = self.transport.get_write_buffer_size()
        pauses = unread > 0 and self._unread - unread < LEAST_READ and not self._resumed
        self._pauses = self._pauses + 1 if pauses else 0
        self._unread, self._resumed = unread, False
        if self._pauses > PAUSES:
            self._reset()
        elif self._is_waiting and not unread:
            if self.transport.is_closing():
                self._abort()
            elif self._was_waiting:
                if self.conn.trailing_data[0]:
                    self._refuse(
                        HTTPStatus.REQUEST_TIMEOUT,
                        "request-timeout",
                        "The headers of the request did not come in time.",
                    )
                else:
                    self._abort()
            self._was_waiting = True
        self._look_again()

    def _abort(self) -> None:
        self.idle.pop(self, None)
        self.transport.abort()

    def _reset(self) -> None:
        """Drop also what the kernel holds for a client that does not read (SO_LINGER of 0)."""
        transport_socket = self.transport.get_extra_info("socket")
        if transport_socket is not None:
            now = struct.pack("ii", 1, 0)
            transport_socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
        self._abort()

    def _refuse(self, status: HTTPStatus, kind: str, detail: str) -> None:
        """Send a problem instead of an answer, and close the connection."""
        content = problem(status.value, detail, kind).body
        self.transport.write(
            b"HTTP/1.1 %d %b\r\nContent-Type: %b\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            % (status.value, status.phrase.encode(), MEDIA_TYPE.encode(), len(content))
            + content
        )
        self.transport.close()


def guarded(
    look_seconds: float = LOOK_SECONDS, most_connections: int = MOST_CONNECTIONS
) -> type[GuardedConnection]:
    """The connections of one server."""
    return type(
        "GuardedConnection",
        (GuardedConnection,),
        {
            "look_seconds": look_seconds,
            "most_connections": most_connections,
            "idle": OrderedDict(),
        },
    )
