"""The name beside or below a label of its own, on a page with too few labels to be read by them."""

from __future__ import annotations

from collections.abc import Callable

from graph.sources.passages import MASK, squeeze
from graph.sources.project_names import GENERIC, NameFound
from graph.sources.screening import screened

# "Projektnamn: X", "Projekttitel<tab>X", "Projektets namn" above "X"; "Titel" and "Namn" alone
# are labels of other things as well
_LABELLED = screened(
    r"(?:^|\n)[ \t•*]*(?:Projektnamn|Projekttitel|Projektbenämning|"
    r"Projektets[ ](?:namn|titel|benämning)|"
    r"(?:Projektets[ ])?[Bb]enämning|Namn[ ]på[ ](?:projekt(?:et)?|insats(?:en)?)|Insatsens[ ]namn)"
    r"[ \t]*(?::[ \t]*\n?|\t+|\n)[ \t]*(?P<name>[^\s:;][^\n\t:;]{1,88}[^\s:;,])[ \t]*(?=\n|\t|$)",
)


def labelled_name(text: str, is_body: Callable[[str], bool]) -> NameFound | None:
    """What the one label for the name of a project on a page has beside it or below."""
    found = list(_LABELLED.finditer(text, 0, len(text)))
    names = {squeeze(match["name"]).strip(' .”"“»«') for match in found}
    if len(names) != 1:
        return None
    (name,) = names
    if MASK in name or GENERIC.match(name) or is_body(name) or len(name) < 3:
        return None
    start = text.index(name, found[0].start("name"))
    return NameFound(name, start, start + len(name), found[0].start("name"), titled=True)
