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
    cannot tell what a long silence means today. It costs nothing there.
    """

    midpoint: float = 1.5
    width: float = 0.35
    experience: float = 2.12
    role: float = 0.94
    region: float = 2.16
    county: float = 0.59
    municipality: float = 1.47
    places: float = 0.22
    recency: float = 0.2
    shared: float = 1.53
    membership: float = 0.78
    association: float = 0.63
    peers: float = 0.94
    bridging: float = 0.0


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
