"""Content negotiation by the Accept header (RFC 9110, 12.5.1), with python-mimeparse."""

from __future__ import annotations

from collections.abc import Sequence

import mimeparse

from api.errors import Problem


def negotiated(accept: str | None, offered: Sequence[str]) -> str:
    """The offered media type that fits best; the first one where the client does not care.

    Raises a 406 problem where none is acceptable, and 400 for a header that cannot be read.
    """
    if not accept or not accept.strip():
        return offered[0]
    try:
        # On a tie mimeparse takes the last one, and ours are in order of preference.
        best = mimeparse.best_match(list(reversed(offered)), accept.lower())
    except (mimeparse.MimeTypeParseException, ValueError) as error:
        raise Problem(
            400, "invalid-request", f"The Accept header cannot be read: {accept[:200]!r}."
        ) from error
    if not best:
        raise Problem(406, "not-acceptable", f"None of these is acceptable: {', '.join(offered)}.")
    return str(best)
