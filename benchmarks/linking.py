"""Linking: precision and recall over thresholds, and names a second.

Every name of the gazetteer is changed as typists, scanners and registers change names; and names
that no table has are linked against it: those of the tables of projects that stay unlinked, and
each name of the gazetteer against the gazetteer without it.
"""

from __future__ import annotations

import random
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from graph.gazetteer import Gazetteer
from graph.linking import Linker
from graph.names import fold, is_group
from graph.records import Party

LETTERS = "abcdefghijklmnoprstuvyåäö"
FOLDS = 8
THRESHOLDS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
Change = Callable[[str, random.Random], str]


@dataclass(frozen=True, slots=True)
class Trial:
    """A name as given, the bodies it means (none: no table has it), and the best candidate."""

    kind: str
    name: str
    meant: frozenset[str]
    found: str | None
    score: float


@dataclass(frozen=True, slots=True)
class Quality:
    """Precision and recall of linking whatever scores `threshold` or more."""

    threshold: float
    precision: float
    recall: float


def _inner(name: str) -> list[int]:
    """Where a letter stands that is not the first of its word."""
    return [at for at in range(1, len(name)) if name[at].isalpha() and name[at - 1].isalpha()]


def _without_letter(name: str, chance: random.Random) -> str:
    at = chance.choice(_inner(name))
    return name[:at] + name[at + 1 :]


def _swapped(name: str, chance: random.Random) -> str:
    places = [at for at in _inner(name) if name[at - 1 : at + 1].islower()]
    at = chance.choice(places) if places else len(name)
    return name[: at - 1] + name[at : at + 1] + name[at - 1 : at] + name[at + 1 :]


def _replaced(name: str, chance: random.Random) -> str:
    at = chance.choice(_inner(name))
    other = chance.choice([letter for letter in LETTERS if letter != name[at].lower()])
    return name[:at] + other + name[at + 1 :]


def _doubled(name: str, chance: random.Random) -> str:
    at = chance.choice(_inner(name))
    return name[:at] + name[at] + name[at:]


def _hyphenated(name: str, chance: random.Random) -> str:
    at = chance.choice(_inner(name))
    return f"{name[:at]}-{name[at:]}"


def _in_ascii(name: str, _: random.Random) -> str:
    decomposed = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _genitive(name: str, _: random.Random) -> str:
    return name if name.endswith(("s", "x", "z")) else f"{name}s"


def _without_genitives(name: str, _: random.Random) -> str:
    *words, last = name.split(" ")
    bare = [word[:-1] if len(word) > 4 and word.endswith("s") else word for word in words]
    return " ".join((*bare, last))


CHANGES: dict[str, Change] = {
    "letter dropped": _without_letter,
    "letters swapped": _swapped,
    "letter replaced": _replaced,
    "letter doubled": _doubled,
    "hyphen inserted": _hyphenated,
    "no diacritics": _in_ascii,
    "decomposed": lambda name, _: unicodedata.normalize("NFD", name),
    "upper case": lambda name, _: name.upper(),
    "genitive": _genitive,
    "no genitive inside": _without_genitives,
}


def trials(gazetteer: Gazetteer, linker: Linker, every: int = 1) -> Iterator[Trial]:
    """Each change made to the name of each body, or of `every` so many."""
    meant: dict[str, set[str]] = {}
    for body in gazetteer.organisations.values():
        for name in gazetteer.names_of(body):
            meant.setdefault(fold(name), set()).add(body.slug)
    for kind, change in CHANGES.items():
        chance = random.Random(kind)  # noqa: S311
        for name in _names(gazetteer)[::every]:
            changed = change(name, chance)
            yield _trial(kind, changed, frozenset(meant[fold(name)]), linker)


def held_out(gazetteer: Gazetteer) -> Iterator[Trial]:
    """Each body's name against the gazetteer without a part of the bodies, its own among them."""
    bodies = list(gazetteer.organisations.items())
    known = set(_names(gazetteer))
    for part in range(FOLDS):
        rest = {slug: body for at, (slug, body) in enumerate(bodies) if at % FOLDS != part}
        linker = Linker(replace(gazetteer, organisations=rest))
        listed = {fold(name) for body in rest.values() for name in gazetteer.names_of(body)}
        for _, body in bodies[part::FOLDS]:
            # "Region Halland" is also a former body's name
            if body.name in known and fold(body.name) not in listed:
                yield _trial("held out", body.name, frozenset(), linker)


def strangers(names: Iterable[str], linker: Linker) -> Iterator[Trial]:
    """Names that no table has."""
    for name in names:
        if not is_group(name):
            yield _trial("in no table", name, frozenset(), linker)


def quality(found: Iterable[Trial], threshold: float) -> Quality:
    """Precision and recall at a threshold."""
    known = linked = right = 0
    for trial in found:
        known += bool(trial.meant)
        if trial.found is not None and trial.score >= threshold:
            linked += 1
            right += trial.found in trial.meant
    return Quality(threshold, right / max(linked, 1), right / max(known, 1))


def names_a_second(linker: Linker, names: list[str]) -> float:
    """Names resolved a second, on one core, after the first that was looked up in vain."""
    linker.link(Party("Namn som ingen tabell har"))
    started = time.process_time()
    for name in names:
        linker.link(Party(name))
    return len(names) / (time.process_time() - started)


def larger(gazetteer: Gazetteer, factor: int) -> Gazetteer:
    """A gazetteer with bodies of other places besides, `factor` times as many in all."""
    added = {
        f"{slug}-{number}": replace(
            body,
            slug=f"{slug}-{number}",
            name=_elsewhere(body.name, number),
            alternative_names=tuple(_elsewhere(name, number) for name in body.alternative_names),
            municipality_code=None,
        )
        for number in range(1, factor)
        for slug, body in gazetteer.organisations.items()
    }
    return replace(gazetteer, organisations={**gazetteer.organisations, **added})


def _elsewhere(name: str, number: int) -> str:
    """The name of such a body in a place that does not exist."""
    chance = random.Random(f"{name}{number}")  # noqa: S311
    place = "".join(chance.choice(LETTERS) for _ in range(9))
    first, *rest = name.split(" ")
    return " ".join((first if rest else name, place, *rest[1:]))


def _names(gazetteer: Gazetteer) -> list[str]:
    """Main names that a page may write: without years in them, and no acronyms."""
    return [
        body.name
        for body in gazetteer.organisations.values()
        if len(body.name) > 4 and not any(letter.isdigit() for letter in body.name)
    ]


def _trial(kind: str, name: str, meant: frozenset[str], linker: Linker) -> Trial:
    link = linker.link(Party(name))
    best = link.candidates[0] if link.candidates else None
    return Trial(kind, name, meant, best.slug if best else None, best.score if best else 0.0)
