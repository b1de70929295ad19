"""Bounds on how text is written, so that reading it takes a time that grows with its length.

Unicode's normal forms sort combining characters, and `unicodedata.normalize` takes a time that
grows with the square of how many stand in a row: three minutes for a million of them. No writing
has more than a few. The bound is that of the Stream-Safe Text Format
(https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format).
"""

from __future__ import annotations

import unicodedata

MOST_MARKS = 30
"""Combining characters in a row."""


def is_stream_safe(text: str) -> bool:
    """Whether no more than `MOST_MARKS` combining characters stand in a row.

    >>> is_stream_safe("a\\u030a"), is_stream_safe("a" + "\\u030a" * 31)
    (True, False)
    """
    if text.isascii():
        return True
    marks = 0
    for character in text:
        marks = marks + 1 if character > "\u02ff" and unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            return False
    return True
