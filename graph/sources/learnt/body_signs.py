"""The signs by which a model tells who owns a project, who takes part, and who is only named.

The signs of a body are those of all places where the page names it: the words around
(`surroundings.py`), its kind, and what it is named together with.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from graph.sources.learnt.named_bodies import Enumeration, NamedBody, enumerations
from graph.sources.learnt.surroundings import TOKEN, around, headings, stem
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, sentence_at

_MOST = 6  # bodies of an enumeration that are counted
_KINDS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("employment", r"arbetsförmedl"),
        ("insurance", r"försäkringskass"),
        ("association", r"samordningsförb|finsam"),
        ("county-board", r"länsstyrelse"),
        ("region", r"^region|landsting|regionen|regionförbund"),
        ("municipality", r"(?:kommuns?|stads?)$"),
        ("municipalities", r"kommun(?:al)?förbund|kommuner"),
        ("university", r"universitet|högskola"),
        ("folk-high-school", r"folkhögskol"),
        ("fund", r"esf|socialfond|\beu\b|europeisk|tillväxtverk"),
        ("union", r"förbundet$|facket|^(?:lo|tco|kommunal|vision)$"),
        ("agency", r"verket$|myndighet|styrelse"),
        ("company", r"\bab\b"),
        ("society", r"förening|studieför|\babf\b"),
    )
)


@dataclass(slots=True)
class SignedBody:
    """A body with its signs, and the first place that names it with the sentence around."""

    body: NamedBody
    sentence: tuple[int, int]
    signs: set[str] = field(default_factory=set)


def signed_bodies(
    page: Page, units: Sequence[Unit], names: Iterable[str], known: Collection[str] = ()
) -> dict[str, SignedBody]:
    """The bodies that `units` name, by key, but for the `known` ones; `names` are the project's."""
    named = list(enumerations(page, units))
    times = Counter(body.key for enumeration in named for body in enumeration.bodies)
    most = max(times.values(), default=0)
    found: dict[str, SignedBody] = {}
    folded = [name.casefold() for name in names if name]
    above = headings(units)
    for enumeration in named:
        wanted = [n for n, body in enumerate(enumeration.bodies) if body.key not in known]
        if not wanted:
            continue
        unit = enumeration.unit
        sentence = sentence_at(page.text, unit, enumeration.start)
        shared = around(
            page.text, enumeration.start, enumeration.end, unit, sentence, above[unit.start]
        )
        shared.add(f"enumerated={min(len(enumeration.bodies), _MOST - 1)}")
        written = page.text[slice(*sentence)].casefold()
        if any(name in written for name in folded):
            shared.add("named")
        start, end = units[0].start, units[-1].end
        shared.add(f"at={(enumeration.start - start) * 4 // (end - start)}")
        kinds = [_kind(body) for body in enumeration.bodies]
        for number in wanted:
            body = enumeration.bodies[number]
            one = found.setdefault(body.key, SignedBody(body, sentence))
            one.signs |= shared
            one.signs |= _own(page.text, enumeration, number, kinds, shared)
            if body.form == "unlisted":
                one.signs |= _of_name(body.name, folded)
    for key, one in found.items():
        one.signs |= {f"times={min(times[key], 4)}", f"bodies={min(len(times) // 2, 6)}"}
        if times[key] == most:
            one.signs.add("most")
    return found


def _own(
    text: str, enumeration: Enumeration, number: int, kinds: list[str], shared: set[str]
) -> set[str]:
    """The signs of one body of an enumeration: its kind, and what it is named together with."""
    body, kind = enumeration.bodies[number], kinds[number]
    count = min(len(kinds), 3)
    signs = {f"k={kind}", f"k={kind}&n={count}"}
    signs.update(f"k={kind}&{sign}" for sign in shared if sign == "named" or sign[:3] == "b1=")
    if body.genitive:
        after = TOKEN.search(text, body.end + 1)
        signs |= {"genitive", f"genitive&a={stem(after.group()) if after else '$'}"}
    if number == 0:
        signs.add("first")
    for other in {*kinds[:number], *kinds[number + 1 :]}:
        signs.add(f"with={other}")
    listed = sum(one.form != "unlisted" for one in enumeration.bodies)
    if body.form == "unlisted":
        signs.add(f"unlisted&listed={min(listed, 2)}")
        signs.update(f"unlisted&{sign}" for sign in shared if sign[:3] in ("b1=", "a1="))
    return signs


def _of_name(name: str, project: list[str]) -> set[str]:
    """The signs of an unlisted name: its length, its shape, and whether the project has it."""
    words = name.split()
    signs = {f"words={min(len(words), 4)}", f"shape={'A' if name.isupper() else 'Aa'}"}
    signs |= {f"last={stem(words[-1])}", f"looks={looks_like_body(name)}"}
    folded = name.casefold()
    if any(folded in one or one in folded for one in project):
        signs.add("project")
    return signs


def _kind(body: NamedBody) -> str:
    if body.form == "place":
        return "place"
    kind = next((kind for kind, pattern in _KINDS if pattern.search(body.name)), "other")
    return kind if body.form == "known" else f"unlisted-{kind}"
