"""Cursors: opaque positions in a list, valid for one list of one release."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from api.errors import Problem

T = TypeVar("T")


def page(
    items: Sequence[T],
    limit: int,
    cursor: str | None,
    scope: object,
    key: Callable[[T], str],
) -> tuple[list[T], str | None]:
    """`limit` items from the cursor on, and the cursor after them.

    `scope` is what the list is of: a cursor of another one is refused. `key` tells items apart.
    """
    mark = hashlib.sha256(repr(scope).encode()).hexdigest()[:16]
    start = 0
    if cursor is not None:
        last = _decoded(cursor, mark)
        positions = {key(item): position for position, item in enumerate(items)}
        if last not in positions:
            raise _refused()
        start = positions[last] + 1
    part = list(items[start : start + limit])
    if start + limit >= len(items):
        return part, None
    return part, _encoded(key(part[-1]), mark)


def _encoded(last: str, mark: str) -> str:
    text = json.dumps([mark, last], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decoded(cursor: str, mark: str) -> str:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        found, last = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, TypeError) as error:
        raise _refused() from error
    if found != mark or not isinstance(last, str):
        raise _refused()
    return last


def _refused() -> Problem:
    return Problem(
        400,
        "invalid-cursor",
        "The cursor is not of this list. Use `next` of the same request, or start without one.",
    )
