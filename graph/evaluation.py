"""What a query worker does: opens the store, evaluates one request after another, and answers.

It runs in a process of its own, so that a query may be killed, may run out of memory or may crash
the engine without harm to anything else. `graph.workers` starts these processes and speaks with
them.
"""

from __future__ import annotations

import ctypes
import io
import os
import resource
import signal
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from graph.cutting import cut
from graph.datasets import Dataset, are_apart, dataset_of, is_set, merged
from graph.errors import GraphError, QueryInvalid, QueryMemory, ResultTooLarge
from graph.faults import check_xml, fault_of

_CPU_GRACE = 10  # seconds of processor time beyond a deadline, then the kernel ends the process
_NEW_NETWORK = 0x40000000  # CLONE_NEWNET of unshare(2)
_NEW_USER = 0x10000000  # CLONE_NEWUSER


@dataclass(frozen=True, slots=True)
class Request:
    """A query that `graph.sparql.classify` let through, and how to answer it.

    `default_graphs` and `named_graphs` are those of the protocol, which replace those of the
    query's own FROM clauses. With `whole`, an answer that is too large is refused instead of cut.
    """

    query: str
    media_type: str
    gives_graph: bool
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    prefixes: dict[str, str] = field(default_factory=dict)
    bindings: dict[str, str] = field(default_factory=dict)
    """Variables that stand for an IRI."""
    base: str | None = None
    """What relative IRIs are resolved against where the query has no BASE."""
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The bytes of an answer; `cut` where they are only the beginning of it."""

    content: bytes
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """A request as a worker gets it, with its bounds."""

    request: Request
    seconds: float
    answer_bytes: int


def serve(connection: Connection, folder: str, memory_bytes: int) -> None:
    """Answer tasks from a connection until it closes.

    Sends None when ready, or the reason why the store cannot be opened; then for every task an
    `Answer` without its content and then the content, or a `GraphError` and then nothing.
    """
    import pyoxigraph as ox

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a Ctrl-C is for the service, which stops us
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    # The engine writes its stack to standard error when it runs out of memory.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    _leave_the_network()
    try:
        store = ox.Store.read_only(folder)
    except (OSError, RuntimeError) as error:
        connection.send(str(error))
        return
    _bound(resource.RLIMIT_DATA, memory_bytes)
    connection.send(None)
    while True:
        try:
            task: Task = connection.recv()
        except (EOFError, OSError):
            return
        # A last resort for a worker whose service was killed, so that nobody watches it.
        _bound(resource.RLIMIT_CPU, int(time.process_time() + task.seconds + _CPU_GRACE))
        try:
            answer = evaluate(store, task)
        except GraphError as error:
            connection.send(error)
        except MemoryError:
            connection.send(QueryMemory.of(memory_bytes))
            return  # what else has failed, nobody knows
        else:
            connection.send(Answer(b"", answer.cut))
            connection.send_bytes(answer.content)


def evaluate(store: Any, task: Task) -> Answer:
    """The answer to a request from an Oxigraph store.

    Raises `QueryInvalid`, `FormatUnfit`, or `ResultTooLarge` where the answer must be whole.
    """
    import pyoxigraph as ox

    request = task.request
    buffer = _Bounded(task.answer_bytes)
    try:
        store, dataset = _dataset(store, request)
        results = store.query(
            request.query,
            base_iri=request.base,
            prefixes=request.prefixes,
            substitutions={
                ox.Variable(name): ox.NamedNode(iri) for name, iri in request.bindings.items()
            },
            **dataset,
        )
        if request.gives_graph:
            kind = ox.RdfFormat.from_media_type(request.media_type)
            ox.serialize(results, buffer, kind, prefixes=request.prefixes)
        else:
            results.serialize(buffer, ox.QueryResultsFormat.from_media_type(request.media_type))
    except SyntaxError as error:
        raise fault_of(request.query, str(error)) from error
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        if not buffer.full:
            raise QueryInvalid(f"The query cannot be evaluated: {error}") from error
        if request.whole:
            raise ResultTooLarge(
                f"The answer is larger than {task.answer_bytes} bytes, and would be of no use in "
                "part. Use a query with LIMIT and OFFSET, or the dump of the dataset."
            ) from error
        content = cut(buffer.getvalue(), request.media_type)
        return Answer(check_xml(content, request.media_type), cut=True)
    return Answer(check_xml(buffer.getvalue(), request.media_type))


def _dataset(store: Any, request: Request) -> tuple[Any, dict[str, Any]]:
    """The store to ask, and which of its graphs to ask.

    SPARQL 1.1 Protocol 2.1.4: what the protocol says goes before what the query says; where only
    default or only named graphs are given, there are none of the other kind.
    """
    import pyoxigraph as ox

    given = Dataset(request.default_graphs or None, request.named_graphs or None)
    dataset = given
    if not given.is_given:
        dataset = dataset_of(request.query, request.base, request.prefixes)
    try:
        named = [ox.NamedNode(iri) for iri in dataset.named or ()]
        names = tuple(dict.fromkeys(dataset.default or ()))
        default = [ox.NamedNode(iri) for iri in names]
        if dataset.is_merge and not is_set(request.query) and not are_apart(store, names):
            # The engine asks each graph by itself, so a triple of two graphs would count twice.
            store = merged(store, dataset)
            return store, {"default_graph": ox.DefaultGraph(), "named_graphs": named}
        if not given.is_given and not dataset.is_merge:
            return store, {}
    except ValueError as error:
        raise QueryInvalid(f"The name of a graph is no IRI: {error}.") from error
    return store, {"default_graph": default, "named_graphs": named}


class _Bounded(io.BytesIO):
    """A buffer that takes so many bytes and then fails; `full` says that it did."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit
        self.full = False

    def write(self, data: Any) -> int:
        room = self._limit - self.tell()
        if len(data) > room:
            super().write(data[:room])
            self.full = True
            raise OSError("full")
        return super().write(data)


def _bound(kind: int, limit: int) -> None:
    """Lower a limit of this process, never raise it above what it may have."""
    _, hard = resource.getrlimit(kind)
    soft = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    with suppress(ValueError, OSError):  # not every system knows every limit
        resource.setrlimit(kind, (soft, hard))


def _leave_the_network() -> None:
    """Where the kernel lets us, go on without any network: a second wall behind `classify`.

    The file descriptors to the service stay open. Nothing depends on this; many containers forbid
    it.
    """
    if sys.platform != "linux":
        return
    user, group = os.getuid(), os.getgid()
    with suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        # With a user namespace of its own anybody may; it must then say who its user is.
        if libc.unshare(_NEW_NETWORK) != 0 and libc.unshare(_NEW_USER | _NEW_NETWORK) == 0:
            Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
            Path("/proc/self/uid_map").write_text(f"{user} {user} 1", encoding="ascii")
            Path("/proc/self/gid_map").write_text(f"{group} {group} 1", encoding="ascii")
