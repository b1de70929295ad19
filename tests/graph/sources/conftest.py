"""What the reader tests share: a small name list, the pages, the real documents."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.records import ProjectRecord
from graph.sources.documents import read_document
from graph.sources.text import TextDocument

PAGES = Path(__file__).parent / "pages"
ROOT = Path(__file__).parents[3]

BODIES = (
    "Region Värmland",
    "Arbetsförmedlingen",
    "Försäkringskassan",
    "Kriminalvården",
    "Kommunal",
    "Teknikföretagen",
    "Region Skåne",
    "Region Gävleborg",
    "Region Västmanland",
    "Region Örebro län",
    "Region Kronoberg",
    "Västra Götalandsregionen",
    "Högskolan Väst",
    "Fyrbodals kommunalförbund",
    "Samordningsförbundet Exempeldalen",
    "Svenska ESF-rådet",
    "ESF",
)
MUNICIPALITIES = (
    "Arboga",
    "Köping",
    "Sala",
    "Fagersta",
    "Norberg",
    "Kungsör",
    "Gävle",
    "Kumla",
    "Trosa",
    "Borlänge",
    "Falun",
    "Falu",
    "Säter",
    "Åmål",
    "Mellerud",
    "Dals-Ed",
    "Trollhättan",
    "Vänersborg",
    "Växjö",
    "Alvesta",
    "Ljungby",
    "Lilla Edet",
)


@pytest.fixture(scope="session")
def mentions() -> Mentions:
    names = {body: body.casefold() for body in BODIES}
    for name in MUNICIPALITIES:
        for form in (name, f"{name}s"):
            names[f"{form} kommun"] = names[f"{form} stad"] = name.casefold()
    return Mentions(names)


@pytest.fixture(scope="session")
def real_documents() -> Path:
    """The folder of the real pages, which are not part of the repository."""
    shared = Path(os.environ.get("SAMVERKAN_SHARED", ROOT.parent / "shared"))
    folder = shared / "sources"
    if not folder.is_dir():
        pytest.skip(f"no real documents at {folder}; set SAMVERKAN_SHARED to the folder above them")
    return folder


@pytest.fixture(scope="session")
def real_mentions(real_documents: Path) -> Mentions:
    """The names of the reference tables of the repository."""
    folder = ROOT / "data" / "reference"
    if not (folder / "municipalities.csv").is_file():
        pytest.skip(f"no reference tables at {folder}")
    return Mentions(Gazetteer.load(folder).surface_forms())


@pytest.fixture(scope="session")
def reading() -> Callable[[str], tuple[ProjectRecord, ...]]:
    """What is read of a text with the names of the repository's reference tables."""
    mentions = Mentions(Gazetteer.load(ROOT / "data" / "reference").surface_forms())

    def read(text: str) -> tuple[ProjectRecord, ...]:
        document = TextDocument(Path("page.txt"), text, "0" * 64)
        return read_document(document, mentions, "page").records

    return read
