"""Clients that send or read slowly, or not at all: they end, and nobody waits for them."""

from __future__ import annotations

import asyncio
import gc
import json
import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, suppress
from urllib.parse import quote, urlsplit

import httpx2
import pytest
from starlette.types import Message, Receive, Scope, Send

from api import limits
from api.build import BuildReport
from api.serving.pace import LARGE, PIECE, Pace
from api.settings import Settings
from graph.evaluation import Answer
from tests.api.live import serving

LOOK = 0.25
MOST = 30
Messages = list[Message]
EVERYTHING = "SELECT * { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture(scope="module")
def impatient(settings: Settings, built: BuildReport) -> Iterator[str]:
    """A server that looks at its connections often, and has few processes and connections."""
    few = settings.model_copy(
        update={"query_workers": 1, "query_quick": 0, "answer_bytes": 12_000_000}
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "BODY_SECONDS", 0.5)
        with serving(few, look_seconds=LOOK, most_connections=MOST) as address:
            yield address


def connected(address: str, sent: bytes = b"") -> socket.socket:
    place = urlsplit(address)
    connection = socket.create_connection((place.hostname or "", place.port or 0), timeout=10)
    connection.sendall(sent)
    return connection


def answers(address: str) -> bool:
    """Whether the service answers a query at once."""
    began = time.monotonic()
    query = f"ASK {{ ?s ?p ?o FILTER(?o != <urn:{began}>) }}"
    with httpx2.Client(base_url=address, timeout=10) as client:
        found = client.get("/sparql", params={"query": query}).json()
    return bool(found["boolean"]) and time.monotonic() - began < 5


def dripped(connection: socket.socket, text: bytes) -> bytes:
    """What comes back when a text is sent a byte at a time; ends with the connection."""
    connection.settimeout(0.02)
    came = b""
    for byte in text:
        with suppress(ConnectionError):  # what had come before can still be read
            connection.send(bytes([byte]))
        try:
            part = connection.recv(65_536)
        except TimeoutError:
            continue
        except ConnectionError:
            break
        if not part:
            break
        came += part
    return came


def test_headers_that_come_a_byte_at_a_time(impatient: str) -> None:
    with closing(connected(impatient)) as connection:
        came = dripped(connection, b"GET / HTTP/1.1\r\nX: " + b"a" * 500)
    head, _, body = came.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 408 Request Timeout")
    assert b"Content-Type: application/problem+json" in head
    assert json.loads(body)["type"].endswith("/problem/request-timeout")
    assert answers(impatient)


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_body_that_comes_a_byte_at_a_time(impatient: str, method: str) -> None:
    head = (
        f"{method} /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
        "Content-Length: 5000\r\n\r\n"
    )
    with closing(connected(impatient, head.encode())) as connection:
        came = dripped(connection, b"A" * 500)
    assert came.startswith(b"HTTP/1.1 408 Request Timeout")
    assert b"/problem/request-timeout" in came
    assert answers(impatient)


def test_a_body_after_an_answer_that_did_not_wait_for_it(impatient: str) -> None:
    """GET has no body that counts; one that is announced holds the connection, and not for long."""
    head = b"GET /health/live HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n"
    with closing(connected(impatient, head)) as connection:
        came = dripped(connection, b"A" * 500)
    assert came.startswith(b"HTTP/1.1 200 OK")


def test_a_connection_without_a_request(impatient: str) -> None:
    with closing(connected(impatient)) as connection:
        began = time.monotonic()
        with suppress(ConnectionError):
            assert connection.recv(1) == b""
        assert time.monotonic() - began < 20 * LOOK


def test_an_answer_that_is_not_read(impatient: str) -> None:
    """The one process there is is free when the answer is made, and the connection is closed."""
    request = f"GET /sparql?query={quote(EVERYTHING)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
    with closing(connected(impatient)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(request)
        assert connection.recv(12) == b"HTTP/1.1 200"
        assert answers(impatient)
        waiting = select.poll()
        waiting.register(connection, select.POLLHUP)
        assert waiting.poll(20_000), "the connection was reset, though nothing was read"


def test_more_connections_than_there_may_be(impatient: str) -> None:
    """The idle ones make place, the first before the others."""
    with ExitStack() as stack:
        held = [stack.enter_context(closing(connected(impatient))) for _ in range(2 * MOST)]
        assert answers(impatient)
        held[0].settimeout(LOOK)
        with suppress(ConnectionError):
            assert held[0].recv(1) == b""


def test_what_is_no_http(impatient: str) -> None:
    with closing(connected(impatient, b"nonsense\r\n\r\n")) as connection:
        came = connection.recv(65_536)
    assert came.startswith(b"HTTP/1.1 400 Bad Request")
    assert b"/problem/bad-request" in came


def test_answers_are_not_kept_in_memory(impatient: str) -> None:
    """None is part of a circle of references, which would wait for the garbage collector."""

    def large() -> int:
        return sum(
            isinstance(found, Answer) and len(found.content) > LARGE for found in gc.get_objects()
        )

    gc.collect()
    before = large()
    gc.disable()
    try:
        with httpx2.Client(base_url=impatient, timeout=30) as client:
            for number in range(3):
                query = f"{EVERYTHING} # {number}"
                assert client.post("/sparql", data={"query": query}).status_code == 200
            client.get("/sparql", params={"query": "ASK {}"})
        remembered = 64_000_000 // 12_000_000
        assert large() <= max(before, remembered)
    finally:
        gc.enable()


# The middleware by itself


async def sent_by(pace: Pace, bodies: list[bytes], wait: asyncio.Event | None = None) -> Messages:
    """What an application's body becomes; with `wait`, a client that reads when it is set."""
    messages: Messages = []

    async def send(message: Message) -> None:
        messages.append(message)
        if wait is not None and message["type"] == "http.response.body":
            await wait.wait()

    async def receive() -> Message:
        return {"type": "http.request"}

    scope: Scope = {"type": "http", "method": "GET", "bodies": bodies}
    await pace(scope, receive, send)
    return messages


async def answering(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that sends the bodies of the scope."""
    bodies: list[bytes] = scope["bodies"]
    await send({"type": "http.response.start", "status": 200, "headers": []})
    for number, body in enumerate(bodies, 1):
        more = number < len(bodies)
        await send({"type": "http.response.body", "body": body, "more_body": more})


@pytest.mark.parametrize(
    "bodies", [[b""], [b"a"], [b"a" * PIECE], [b"ab" * PIECE, b"", b"c"], [b"a" * (PIECE + 1)]]
)
def test_bodies_are_sent_in_pieces(bodies: list[bytes]) -> None:
    start, *pieces = asyncio.run(sent_by(Pace(answering), bodies))
    assert start["status"] == 200
    assert b"".join(piece["body"] for piece in pieces) == b"".join(bodies)
    assert all(len(piece["body"]) <= PIECE for piece in pieces)
    assert [piece["more_body"] for piece in pieces] == [True] * (len(pieces) - 1) + [False]


def test_only_so_much_is_sent_at_a_time() -> None:
    body = b"a" * (LARGE + 1)

    async def run() -> list[Messages]:
        pace, read = Pace(answering, most_sending=2 * len(body)), asyncio.Event()
        slow = [asyncio.create_task(sent_by(pace, [body], read)) for _ in range(2)]
        await asyncio.sleep(0)
        refused = await sent_by(pace, [body])
        small = await sent_by(pace, [b"small"])
        read.set()
        return [refused, small, *await asyncio.gather(*slow), await sent_by(pace, [body])]

    refused, *others = asyncio.run(run())
    assert refused[0]["status"] == 429
    assert (b"retry-after", b"5") in refused[0]["headers"]
    assert [messages[0]["status"] for messages in others] == [200] * 4


def test_an_answer_is_not_sent_for_ever() -> None:
    body = b"a" * (3 * PIECE)
    messages = asyncio.run(sent_by(Pace(answering, grace=-100.0), [body]))
    assert len(messages) == 2
    assert messages[-1]["more_body"], "the server closes the connection of an answer without end"
