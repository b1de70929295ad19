"""Web archives (MHTML, RFC 2557): the page in a file that a browser saved with its pictures."""

from __future__ import annotations

from email import message_from_bytes, policy

from graph.errors import UnreadableSource


def page_of(data: bytes, where: str) -> tuple[bytes, str | None]:
    """The HTML of the page in the web archive `data`, and the address it was saved from.

    Raises UnreadableSource, which names `where`, for what holds no page.
    """
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                content = part.get_payload(decode=True)
                address = message["Snapshot-Content-Location"] or part["Content-Location"]
                if isinstance(content, bytes) and content.strip():
                    return content, str(address) if address else None
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableSource(
            f"{where}: the web archive is damaged ({type(error).__name__}). "
            "Save the page as HTML and try again."
        ) from error
    raise UnreadableSource(
        f"{where}: the web archive holds no page. Save the page as HTML and try again."
    )
