"""The municipalities of a county, named together: their number, and the words for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from graph.gazetteer import Gazetteer
from graph.records import ProjectRecord
from graph.sources.county_groups import _SIZES
from tests.conftest import REPOSITORY


def test_the_sizes_are_those_of_the_tables() -> None:
    tables = Gazetteer.load(REPOSITORY / "data" / "reference")
    counts = Counter(place.county_code for place in tables.municipalities.values())
    sizes = {
        county.name.removesuffix(" län").removesuffix("s"): counts[code]
        for code, county in tables.counties.items()
    }
    held = {name.removesuffix("s"): size for name, size in _SIZES.items()}
    assert held == {name: size for name, size in sizes.items() if size > 1}


ALL = (
    "samtliga av länets kommuner",
    "länets alla kommuner",
    "alla länets tio kommuner",
    "samtliga tio kommuner",
    "alla kommunerna i länet",
    "samtliga kommuner i Gävleborgs län",
    "Gävleborgs tio kommuner",
    "Gävleborgs läns samtliga kommuner",
    "alla tio kommunerna i Gävleborg",
    "länets tio kommuner",
    "samtliga kommuner i regionen",
)
TOLD = (
    "Satsningen drivs av Region Gävleborg och involverar {}.",
    "Projektet drivs av Region Gävleborg i samverkan med {}.",
    "Region Gävleborg äger projektet. I projektet medverkar {}.",
    "Projektägare är Region Gävleborg och projektet omfattar {}.",
    "Projektägare är Region Gävleborg. Projektet genomförs i {}.",
    "Projektägare är Region Gävleborg. I projektet ingår {} som partner.",
    "Det är ett länsövergripande projekt där {} enas. Projektägare är Region Gävleborg.",
    "Projektägare är Region Gävleborg. Bakom satsningen står också {}.",
)


@pytest.mark.parametrize("group", ALL)
@pytest.mark.parametrize("told", TOLD)
def test_the_municipalities_of_a_county(
    group: str, told: str, reading: Callable[[str], tuple[ProjectRecord, ...]]
) -> None:
    (record,) = reading(
        "Projektet IDIS får 28 miljoner kronor ur Europeiska socialfonden (ESF). "
        f"{told.format(group)}\n\nMålgruppen är personer med försörjningsstöd i Gävleborg.\n"
    )
    named = [*record.municipalities, *(part.party.name for part in record.participations)]
    assert any("kommuner i G" in name for name in named)
