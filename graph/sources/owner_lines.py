"""The line below a project's title that holds its owner alone, as pages of a project bank have it.

"Exempelvägen", below it "Föreningen Exempel", below that the labels: nothing says what the body is
to the project, but for its place.
"""

from __future__ import annotations

from graph.records import Role
from graph.sources.drafts import Draft
from graph.sources.likely_names import acts_as_body
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.party_words import COMMA_UNIT
from graph.sources.passages import MASK, Unit
from graph.sources.role_rules import FUND

_LONGEST = 90  # characters of a line with a body alone


def is_body_line(page: Page, unit: Unit) -> bool:
    """Whether a line names a body and nothing else, with a department of it or without."""
    line = unit.text.strip(" #*")
    name, comma, rest = line.partition(", ")
    if len(line) > _LONGEST or line.endswith((".", "!", "?")) or ":" in line or MASK in line:
        return False
    if comma and not COMMA_UNIT.match(rest):
        return False
    return is_of_body(page, name) or acts_as_body(page.text, name, unit.end)


def is_of_body(page: Page, name: str) -> bool:
    """Whether a name is a body's by the gazetteer or by its form, and no bare place's."""
    mentions = page.reader.mentions
    known = mentions.key_of(name) is not None and not mentions.is_municipality(name)
    return known or looks_like_body(name)


def take_owner_line(page: Page, draft: Draft, title: Unit, first: int) -> None:
    """Make the body that stands alone right below the `title` the owner, above the row `first`."""
    below = next((unit for unit in page.units if unit.first > title.last), None)
    if below is None or below.last >= first or not is_body_line(page, below):
        return
    named = page.reader.one(below.start, below.end)
    if named is not None and not FUND.match(named.party.name):
        draft.take_named(named, Role.OWNER, "owner.below-title", (below.start, below.end))
