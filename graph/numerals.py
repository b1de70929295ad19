"""Swedish numerals in words."""

from __future__ import annotations

_FROM_TWO = (
    "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
    "fjorton", "femton", "sexton",
)  # fmt: skip


def numerals(least: int, most: int) -> dict[str, int]:
    """The numerals of two numbers from 2 to 16 and those between, with what they mean.

    >>> numerals(3, 5)
    {'tre': 3, 'fyra': 4, 'fem': 5}
    """
    return {word: n for n, word in enumerate(_FROM_TWO, 2) if least <= n <= most}
