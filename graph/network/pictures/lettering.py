"""Names as they are written in a picture: cleaned, measured in points, cut to a width."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

_BIDI: Final = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufe0e\ufe0f]")
ELLIPSIS: Final = "…"
FAMILY: Final = "DejaVu Sans"


@cache
def _charmap(bold: bool) -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont(font(1, bold))).get_charmap())


@lru_cache(maxsize=256)
def font(size: float, bold: bool = False) -> Any:
    """DejaVu Sans of a size in points, from the library's own file: the same on every machine."""
    import matplotlib
    from matplotlib.font_manager import FontProperties

    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return FontProperties(
        family=[FAMILY],
        size=size,
        weight="bold" if bold else "normal",
        fname=Path(matplotlib.get_data_path()) / "fonts" / "ttf" / name,
    )


def legible(text: str, bold: bool = False) -> str:
    """A text in one line that the font can write.

    Line ends and tabs become spaces, marks that turn the direction of what follows are left out,
    and letters that the font lacks (emoji, Chinese) become U+FFFD; the picture's descriptions for
    screen readers have the text as it is.
    """
    line = " ".join(_BIDI.sub("", unicodedata.normalize("NFC", text)).split())
    known = _charmap(bold)
    return "".join(
        letter if ord(letter) in known and unicodedata.category(letter) != "Cc" else "\ufffd"
        for letter in line
    )


@lru_cache(maxsize=5_000)
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a legible text is, in points."""
    from matplotlib.textpath import text_to_path

    return float(text_to_path.get_text_width_height_descent(text, font(size, bold), False)[0])


def height(size: float) -> float:
    """How high a line is from the lowest to the highest letter (g to Å), in points."""
    return 1.17 * size


def fitted(text: str, most: float, size: float, bold: bool = False) -> str:
    """A legible text cut to a width in points, with … where something was cut off."""
    if width(text, size, bold) <= most:
        return text
    low, high = 0, min(len(text), 8 + int(10 * most / size))  # no letter is a tenth as wide as high
    while low < high:  # the longest beginning that fits
        middle = (low + high + 1) // 2
        if width(text[:middle].rstrip() + ELLIPSIS, size, bold) <= most:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def wrapped(text: str, most: float, size: float, bold: bool = False, lines: int = 100) -> list[str]:
    """A legible text in lines of at most a width in points, the last cut where more would follow.

    Words that are too long are broken.
    """
    found: list[str] = []
    rest = text
    while rest and len(found) < lines - 1 and width(rest, size, bold) > most:
        cut = len(fitted(rest, most, size, bold)) - 1
        space = max(rest.rfind(" ", 1, cut + 1), rest.rfind("-", 1, cut) + 1)
        cut = space if space > 0 else max(1, cut)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        found.append(fitted(rest, most, size, bold))
    return found
