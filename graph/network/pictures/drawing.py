"""What a picture is asked to show, and why one cannot be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.errors import GraphError
from graph.network.provenance import LANGUAGES

MOST_LABELS: Final = 1000


class NetworkError(GraphError):
    """A picture that cannot be drawn; `parameter` names what to change."""

    def __init__(self, parameter: str, message: str) -> None:
        super().__init__(message)
        self.parameter = parameter


@dataclass(frozen=True, slots=True)
class Drawing:
    """How a network is to be drawn.

    `language` is sv or en. `seed` is that of the layout and of communities. `size_by` is a number
    of the nodes: an attribute that they have, or a measure, which is then made; None draws all
    alike. `colour_by` is "type", "community", or any attribute of text or whole numbers. `labels`
    is how many names at most; None is as many as find room. Raises `NetworkError`.
    """

    language: str = "sv"
    seed: int = 1
    size_by: str | None = "degree"
    colour_by: str = "type"
    labels: int | None = None

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise NetworkError(
                "language", f"language={self.language!r} is not known. Use sv or en."
            )
        if not 0 <= self.seed < 2**32:
            raise NetworkError("seed", f"seed={self.seed} must be 0 or more and below 2^32.")
        if self.labels is not None and not 0 <= self.labels <= MOST_LABELS:
            raise NetworkError("labels", f"labels={self.labels} must be 0 to {MOST_LABELS}.")
