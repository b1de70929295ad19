"""The numbers that the suggestion of partners rests on; a release keeps those it was built with."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

from search.errors import IndexFormatError

FILE: Final = "partners.json"


@dataclass(frozen=True, slots=True)
class PartnerParameters:
    """Weights of the parts of a score, and how alike a project must be to count.

    Fitted by `search.partners.evaluation`, cross-validated over projects (docs/partners.md has what
    they give). ``midpoint`` and ``width`` are in standard deviations of the likeness of all
    projects: one as alike as the midpoint counts half, one a width more alike 0.73.

    ``recency`` is by judgement: known projects are asked about in their own time, so that history
    cannot tell what a long silence means today. It costs next to nothing there. So is ``spread``,
    how much what is like the suggestions above it gives way, where nothing else is asked for
    (`search.partners.spreading`).
    """

    midpoint: float = 1.5
    width: float = 0.35
    experience: float = 1.84
    role: float = 1.24
    region: float = 1.65
    county: float = 0.76
    municipality: float = 0.85
    places: float = 0.36
    recency: float = 0.1
    shared: float = 1.03
    membership: float = 1.15
    association: float = 1.3
    peers: float = 0.17
    kind: float = 1.14
    kind_nearby: float = 1.18
    spread: float = 0.75


def save_parameters(parameters: PartnerParameters, folder: Path) -> None:
    """Writes them into the search folder of a release that is being made."""
    (folder / FILE).write_text(json.dumps(asdict(parameters), indent=1) + "\n", "utf-8")


def load_parameters(folder: Path) -> PartnerParameters:
    """Those in the search folder of a release; of a release without any, those of the program."""
    path = folder / FILE
    if not path.exists():
        return PartnerParameters()
    try:
        stated = json.loads(path.read_text("utf-8"))
        known = {field.name for field in fields(PartnerParameters)}
        if set(stated) != known:
            raise ValueError(f"its names are not {', '.join(sorted(known))}")
        return PartnerParameters(**{name: float(value) for name, value in stated.items()})
    except (OSError, ValueError, TypeError) as error:
        raise IndexFormatError(f"{path} cannot be used: {error}. Build the release again.") from (
            error
        )
