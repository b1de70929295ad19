"""A page on which pictures are drawn, in points, and the file that it becomes.

Matplotlib draws it without pyplot. Its settings and its fonts' caches are of the whole process, so
one page is drawn at a time, with the library's own defaults and not those of whoever runs it.
"""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from graph.network.pictures.lettering import FAMILY, font, legible, wrapped

INK: Final = "#1a1a1a"
FAINT: Final = "#595959"
RESOLUTION: Final = 150
"""Dots to the inch of a PNG, fewer where the page is so large that it would exceed `_MOST_DOTS`."""
_MOST_DOTS: Final = 5000
_SVG: Final = "http://www.w3.org/2000/svg"
_SETTINGS: Final[Mapping[Any, Any]] = {
    "svg.fonttype": "none",  # text stays text: it can be searched, read aloud and edited
    "svg.hashsalt": "samverkansgrafen",  # ids that are the same each time
    "font.family": [FAMILY],
    "path.simplify": False,
    "text.parse_math": False,
    "text.hinting": "none",  # letters are as wide in a PNG as they were measured to be
}
_ALONE = threading.RLock()

Points = NDArray[np.float64]


@contextmanager
def matplotlib_alone() -> Iterator[ModuleType]:
    """Matplotlib with settings of its own, for one caller at a time."""
    import matplotlib

    with _ALONE, matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_SETTINGS)
        yield matplotlib


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of itself beside what is seen: for screen readers, and as metadata."""

    language: str
    title: str
    description: str
    source: str
    rights: str


@dataclass
class Page:
    """A page of a size in points; (0, 0) is its lower left corner.

    `told` are texts for screen readers by the id of what they describe.
    """

    width: float
    height: float
    told: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.figure: Any = Figure(figsize=(self.width / 72, self.height / 72), facecolor="white")
        FigureCanvasAgg(self.figure)
        self.axes: Any = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set_xlim(0, self.width)
        self.axes.set_ylim(0, self.height)
        self.axes.axis("off")
        self.axes.set_autoscale_on(False)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        bold: bool = False,
        colour: str = INK,
        across: str = "left",
        along: str = "baseline",
        name: str | None = None,
        turned: bool = False,
        above: float = 5,
    ) -> None:
        """Write a line; `across` is what x is of it, `along` what y is, `turned` by 90 degrees."""
        self.axes.text(
            x,
            y,
            legible(text, bold),
            fontproperties=font(size, bold),
            color=colour,
            ha=across,
            va=along,
            gid=name,
            rotation=90 if turned else 0,
            rotation_mode="anchor",
            zorder=above,
            parse_math=False,
        )

    def paragraph(
        self, x: float, top: float, text: str, size: float, most: float, **style: Any
    ) -> float:
        """Write lines of at most a width below a height; returns the height that is left."""
        bold = style.get("bold", False)
        for line in wrapped(legible(text, bold), most, size, bold):
            top -= 1.25 * size
            self.text(x, top, line, size, **style)
        return top

    def polygons(self, shapes: Sequence[Points], above: float, **style: Any) -> None:
        """Draw filled shapes, each an array of corners."""
        from matplotlib.collections import PolyCollection

        if shapes:
            self.axes.add_collection(PolyCollection(shapes, zorder=above, **style), autolim=False)

    def lines(self, lines: Sequence[Points], above: float, **style: Any) -> None:
        """Draw lines, each an array of points."""
        from matplotlib.collections import LineCollection

        if lines:
            self.axes.add_collection(LineCollection(lines, zorder=above, **style), autolim=False)

    def marker(
        self,
        x: float,
        y: float,
        shape: Any,
        radius: float,
        colour: str,
        name: str | None = None,
        told: str = "",
    ) -> None:
        """Draw a shape as large as a circle of that radius; `told` describes it."""
        from matplotlib.lines import Line2D

        self.axes.add_line(
            Line2D(
                [x],
                [y],
                marker=shape,
                markersize=2 * radius * scale_of(shape),
                markerfacecolor=colour,
                markeredgecolor=INK,
                markeredgewidth=0.5,
                linestyle="none",
                zorder=4,
                gid=name,
            )
        )
        if name:
            self.told[name] = told

    def rule(self, x: float, y: float, length: float) -> None:
        """Draw a thin line across."""
        self.lines([np.array([[x, y], [x + length, y]])], 1, colors="#bfbfbf", linewidths=0.6)

    def file(self, image: str, about: About) -> bytes:
        """The page as svg or png, the same bytes for the same page."""
        made = io.BytesIO()
        if image == "png":
            inches = max(self.width, self.height) / 72
            self.figure.savefig(
                made,
                format="png",
                dpi=min(RESOLUTION, _MOST_DOTS / inches),
                metadata={
                    "Software": None,
                    "Title": about.title,
                    "Description": about.description,
                    "Source": about.source,
                    "Copyright": about.rights,
                },
            )
            return made.getvalue()
        self.figure.savefig(
            made,
            format="svg",
            metadata={
                "Date": None,
                "Creator": None,
                "Title": about.title,
                "Description": about.description,
                "Source": about.source,
                "Rights": about.rights,
                "Language": about.language,
            },
        )
        return _described(made.getvalue(), about, self.told)


@cache
def scale_of(shape: Any) -> float:
    """By how much a shape is enlarged to have the area of a circle of the same size."""
    x, y = _corners(shape).T
    area = abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2
    return float(np.sqrt(np.pi / 4 / area))


@cache
def reach_of(shape: Any) -> float:
    """How far a shape goes from its middle, for one with the area of a circle of radius 1."""
    return float(np.hypot(*_corners(shape).T).max() * 2 * scale_of(shape))


def _corners(shape: Any) -> Points:
    """The outline of a marker of size 1, as rows (x, y), the last as the first."""
    from matplotlib.markers import MarkerStyle

    style = MarkerStyle(shape)
    path = style.get_path().transformed(style.get_transform())
    return np.asarray(path.to_polygons()[0], dtype=np.float64)


def _described(svg: bytes, about: About, told: Mapping[str, str]) -> bytes:
    """The SVG with a title and a description for screen readers (SVG Accessibility API Mappings).

    Each node has a title, which a browser shows under the pointer.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    root = etree.fromstring(svg, parser)
    root.set("role", "img")
    root.set("aria-labelledby", "picture-title picture-description")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", about.language)
    for twice in root.findall(f"{{{_SVG}}}title"):
        root.remove(twice)
    for place, (tag, text) in enumerate((("title", about.title), ("desc", about.description))):
        child = etree.Element(f"{{{_SVG}}}{tag}")
        child.set("id", "picture-title" if tag == "title" else "picture-description")
        child.text = text
        root.insert(place, child)
    for line in root.iter(f"{{{_SVG}}}text"):
        # Letters of about the same width, where the font is not there.
        style = line.get("style", "")
        line.set("style", style.replace(f"'{FAMILY}'", f"'{FAMILY}', Verdana, sans-serif"))
    for group in root.iter(f"{{{_SVG}}}g"):
        words = told.get(group.get("id", ""))
        if words is not None:
            child = etree.Element(f"{{{_SVG}}}title")
            child.text = words
            group.insert(0, child)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return written + b"\n"
