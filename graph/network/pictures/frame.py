"""What stands round every picture: title, legend, notes and citation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from graph.network.model import Network
from graph.network.pictures.canvas import FAINT, About, Page
from graph.network.pictures.drawing import Drawing
from graph.network.pictures.lettering import legible, wrapped
from graph.network.pictures.texts import number, text, weight_label
from graph.network.provenance import Provenance

MARGIN: Final = 24.0
LEGEND: Final = 186.0
"""Width of the legend in points."""
_TITLE, _SMALL, _LINE = 13.0, 7.0, 8.0


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of the page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


@dataclass
class Legend:
    """Lines of a legend, drawn from the top; each has a mark on its left and words beside it."""

    rows: list[tuple[float, Callable[[Page, float, float], None] | None, str, bool]] = field(
        default_factory=list
    )

    def heading(self, words: str) -> None:
        """A line in bold."""
        self.rows.append((0.0, None, words, True))

    def entry(
        self, mark: Callable[[Page, float, float], None] | None, words: str, room: float = 9.0
    ) -> None:
        """A mark, drawn by a function of the page and its middle, `room` points high, and words."""
        self.rows.append((room, mark, words, False))

    def height(self) -> float:
        """How much it takes of the page from top to bottom, in points."""
        return sum(self._step(room, words, bold) for room, _, words, bold in self.rows)

    def draw(self, page: Page, left: float, top: float) -> None:
        """Draw it below a height."""
        for room, mark, words, bold in self.rows:
            step = self._step(room, words, bold)
            lines = self._lines(words, bold)
            if bold:
                page.paragraph(left, top - 5, words, _LINE, LEGEND - 8, bold=True)
            else:
                middle = top - step / 2
                if mark is not None:
                    mark(page, left + 14, middle)
                start = middle + len(lines) * 1.25 * _LINE / 2 + 0.22 * _LINE
                page.paragraph(left + 34, start, words, _LINE, LEGEND - 40, name="legend")
            top -= step

    @staticmethod
    def _lines(words: str, bold: bool) -> list[str]:
        most = LEGEND - 8 if bold else LEGEND - 40
        return wrapped(legible(words, bold), most, _LINE, bold)

    def _step(self, room: float, words: str, bold: bool) -> float:
        lines = len(self._lines(words, bold))
        return lines * 1.25 * _LINE + 9 if bold else max(room + 2, lines * 1.25 * _LINE + 2)


def framed(
    network: Network,
    provenance: Provenance,
    drawing: Drawing,
    size: tuple[float, float],
    legend: Legend,
    notes: Sequence[str],
) -> tuple[Page, Area]:
    """A page with everything but the picture, and the area that is left for it.

    `size` is the least that the picture itself gets; the page is made to hold legend and notes.
    """
    language = drawing.language
    width = size[0] + LEGEND + 3 * MARGIN
    most = width - 2 * MARGIN
    title = wrapped(legible(provenance.title[language], True), most, _TITLE, True, 3)
    below = [*notes, coverage_line(provenance, language), provenance.citation(language)]
    feet = sum(len(wrapped(legible(line), most, _SMALL)) * 1.25 * _SMALL + 2 for line in below)
    head = len(title) * 1.25 * _TITLE + 1.25 * _LINE + 8
    body = max(size[1], legend.height() + 20)
    page = Page(width, body + head + feet + 2 * MARGIN + 14)
    top = page.height - MARGIN
    for line in title:
        top -= 1.25 * _TITLE
        page.text(MARGIN, top, line, _TITLE, bold=True)
    counts = text(
        "counts",
        language,
        nodes=len(network.nodes),
        edges=len(network.edges),
        weight=weight_label(network, language),
    )
    top = page.paragraph(MARGIN, top - 2, counts, _LINE, most, colour=FAINT) - 6
    bottom = MARGIN + feet
    page.rule(MARGIN, bottom + 2, most)
    for line in below:
        bottom = page.paragraph(MARGIN, bottom, line, _SMALL, most, colour=FAINT) - 2
    legend.draw(page, page.width - MARGIN - LEGEND, top)
    area = Area(MARGIN, MARGIN + feet + 10, page.width - 2 * MARGIN - LEGEND, top)
    return page, area


def coverage_line(provenance: Provenance, language: str) -> str:
    """How many projects the picture rests on, and how many say nothing.

    From the facts `projects`, `projects_stating` and `projects_silent` of the provenance.
    """
    found: dict[str, Any] = {
        name: provenance.facts.get(fact)
        for name, fact in (
            ("projects", "projects"),
            ("stating", "projects_stating"),
            ("silent", "projects_silent"),
        )
    }
    if any(not isinstance(value, int) for value in found.values()):
        return text("coverage_unknown", language)
    return text("coverage", language, **found)


def about(
    network: Network,
    provenance: Provenance,
    drawing: Drawing,
    picture: str,
    notes: Sequence[str],
    names: Sequence[str],
) -> About:
    """What the file says of itself; `names` are those of the nodes with most ties."""
    language = drawing.language
    parts = [
        text(
            "described",
            language,
            picture=text(picture, language).capitalize(),
            nodes=len(network.nodes),
            edges=len(network.edges),
        )
    ]
    if names:
        parts.append(text("most", language, names=", ".join(names)))
    parts += [*notes, coverage_line(provenance, language), provenance.citation(language)]
    return About(
        language,
        provenance.title[language],
        " ".join(parts),
        provenance.address,
        provenance.licence,
    )


def counted(label: str, count: int, language: str) -> str:
    """A label with how many there are."""
    return f"{label} ({number(count, language)})"
