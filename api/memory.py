"""Python's collector of circular garbage, kept from stopping every request for long.

It looks through what is in memory at one stretch, while nobody is served: with 100,000 projects for
more than a second, and again and again while a large network is made.
"""

from __future__ import annotations

import gc
from typing import Final

SELDOM: Final = 1000
"""Collections of what is young for each of all there is; Python's own is 10."""


def settle() -> None:
    """Leave what is in memory now out of all collections; it still goes when nobody has it.

    Collections of everything else become seldom.
    """
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, SELDOM)
    gc.collect(1)  # what is garbage already does not settle
    gc.freeze()


def clear() -> None:
    """Collect all garbage, also what was left out, and leave out what is in memory then."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def unsettle() -> None:
    """Let the collector look through everything again."""
    gc.unfreeze()
