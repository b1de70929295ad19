"""What the reader of county groups holds of counties is what the reference tables hold."""

from __future__ import annotations

from collections import Counter

from graph.gazetteer import Gazetteer
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
