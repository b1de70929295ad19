"""Projects of which a page tells under heads that are alike, with what each stretch tells.

A series of headings, items or paragraphs that open with names counts where the page speaks of
several projects, or where most of what stands below is said of a project.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from statistics import fmean

from graph.merging import same_name
from graph.records import Role
from graph.sources.body import body_of
from graph.sources.counted_heads import counted_heads
from graph.sources.drafts import Draft
from graph.sources.headed_drafts import draft_of, facts_of, share_publisher, take_only_sum
from graph.sources.item_runs import QUOTE, SAYS
from graph.sources.learnt.name_chances import chances_of
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import Unit, sentence_at
from graph.sources.project_heads import (
    LINE,
    PART,
    PARTED,
    Head,
    heads_of,
    is_projects_name,
    stops_between,
)
from graph.sources.project_names import names_in
from graph.sources.screening import screened
from graph.sources.stretches import STATUS, FieldReader, stretches, tell_stretch

_FEW = 2
# What says that a page tells of several projects
_SEVERAL = screened(
    r"(?im)\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|\d{1,2}|flera|följande|dessa|några|alla|nya|våra|ett\s+antal|olika|"
    r"beviljade|prioriterade|godkända|pågående|avslutade|aktuella|kommunens|förbundets|skolans|exempel\s+på)\s+"
    r"(?:[\w-]+\s+){0,3}?(?:(?:[\w-]*projekt|förstudie)(?:en|r|rna)?|[\w-]*ansökningar(?:na)?|satsningar(?:na)?)\b|"
    r"\b(?:projekten|förstudierna)\b|\bprojekt\s+som\b|^[^.!?\n]{0,60}[\w-]*projekt\W*$|\bprojekt\s+(?:vi|inom|i)\s|"
    r"\b(?:de[tmn]?|dessa)\s+som\s+(?:nu\s+)?(?:har\s+)?(?:nu\s+)?(?:fått|får|fick|beviljats|beviljas)\b[^.\n]{0,40}(?:finns|är|märks)\b"
)
_OTHERS = re.compile(
    r"(?i)\b(?:liknande|andra|närliggande|tidigare|syster|del)\s*(?:[\w-]+\s+)?projekt"
)
# A project named as another's like or forerunner
_ANOTHER = re.compile(
    r"(?i)\b(?:tidigare|föregående|avslutade|liknande|förra|syster\w*|förprojekt|bygger\s+(?:vidare\s+)?på|fortsättning\w*|"
    r"erfarenhet\w*|uppföljare|efterföljare|testades|kallat|andra\s+projekt|ett\s+annat)\b"
)
# A page on money that projects have been granted
_GRANTED = screened(
    r"(?i)\b(?:bevilja\w*|prioritera[dts]\w*|tilldela\w*|får|fått|fick|fördela\w*|EU-(?:miljoner|pengar|stöd|medel)|ESF-(?:stöd|medel)|"
    r"klartecken|godkän\w+|miljoner\s+(?:till|från))\b"
)
# Rules by which a page on one project names it
_OF_ONE = frozenset({"name.page", "name.title", "name.surer", "name.learnt"})
_TWO_SENTENCES = ". "  # in what was taken for the name of a body
_BADLY_CUT = re.compile(r"^\W|[.”\"“]\s|^\w+:\s")  # of a name: "▼ X", "X” Vi ska", "Pågående: X"
_RICH = 1.5  # kinds of facts that each stretch of a series tells in the mean
_SURE = 0.3  # least mean probability of names that stand among others
_LIKELY = 0.08  # least mean probability of the names of a series
_FAR_LIKELIER = 0.15  # more likely names in the mean, where they are fewer
_WORTH = 0.05  # least mean probability of names that no words announce
_SECOND = 0.15  # and least of the second likeliest of them: else they are parts of one project
_POSSIBLE = 0.02  # and least of one that is the subject of a sentence, or stands with one other


def or_headed(
    page: Page, drafts: list[Draft], read_fields: FieldReader | None = None
) -> list[Draft]:
    """The projects that a series of heads names, where they are more than `drafts`.

    A few less count where they are far likelier names.

    Where they are as many they count if they are the same and the page was read as one on the
    first, if they are likelier names, or cut better, or if `drafts` have an owner of theirs for a
    name. What is known of one by the same name is added.
    """
    may_count = partial(_may_count, page, drafts)
    least = max(_FEW, len(drafts) - len(drafts) // 3)
    headed = read_headed(page, read_fields, least, may_count)
    if len(headed) < _FEW:
        return drafts
    names = [one.name for one in headed]
    if len(headed) < len(drafts) and _ahead(page, drafts, names) < _FAR_LIKELIER:
        return drafts
    known = {same_name(draft.name): draft for draft in drafts}
    if _granted_beside(drafts, headed):
        further = [one for one in headed if not _is_known(same_name(one.name), known)]
        return [*drafts, *(one for one in further if one.has(Role.OWNER))]
    if len(headed) == len(drafts):
        owners = {same_name(part.party.name) for one in headed for part in one.parts}
        same = known.keys() == {same_name(draft.name) for draft in headed} and any(
            one.evidence.rule in _OF_ONE for draft in drafts for one in draft.evidence
        )
        cut = not all(draft.name[0].isalnum() for draft in drafts) or (
            known.keys() != {same_name(one.name) for one in headed}
            and all(any(_cuts(one, draft.name) for draft in drafts) for one in headed)
        )
        garbled = any(map(_is_garbled, drafts))
        likelier = _ahead(page, drafts, names) > _LIKELY
        if not (same or cut or likelier or garbled) and not known.keys() & owners:
            return drafts
    if len(drafts) > 1:
        for draft in headed:
            _complete(draft, known.get(same_name(draft.name)))
    return headed


def _is_known(key: str, known: Iterable[str]) -> bool:
    return any(key in other or other in key for other in known)


def _is_whole(draft: Draft) -> bool:
    """Whether an owner and a grant are known of a project, and names hold nothing but names."""
    return (
        draft.has(Role.OWNER)
        and draft.grant is not None
        and _BADLY_CUT.search(draft.name) is None
        and not _is_garbled(draft)
    )


def _is_garbled(draft: Draft) -> bool:
    """Whether what was taken for the name of a body goes over the end of a sentence."""
    return any(_TWO_SENTENCES in part.party.name for part in draft.parts)


def _may_count(page: Page, drafts: Sequence[Draft], names: list[str]) -> bool:
    """Whether projects of these names could go before `drafts`, as far as names alone tell."""
    if len(names) > len(drafts):
        return True
    if all(map(_is_whole, drafts)):
        return False
    told = [draft.name for draft in drafts]
    ahead = _ahead(page, drafts, names)
    if len(names) < len(drafts):
        return ahead >= _FAR_LIKELIER
    return (
        ahead > _LIKELY
        or {*map(same_name, names)} == {*map(same_name, told)}
        or any(name in one for one in told for name in names)
        or not all(name[0].isalnum() for name in told)
        or any(map(_is_garbled, drafts))
        or any(map(looks_like_body, told))
        or any(map(page.reader.mentions.key_of, told))
    )


def _granted_beside(drafts: Sequence[Draft], headed: Sequence[Draft]) -> bool:
    """Whether sentences on grants name a project of a series, and one that is not in it."""
    names = {same_name(draft.name) for draft in headed}
    beside = [draft for draft in drafts if same_name(draft.name) not in names]
    if len(beside) == len(drafts):
        return False
    named = (one.evidence for draft in beside for one in draft.evidence if one.field == "name")
    return any(evidence.rule == "grant.sentence" for evidence in named)


def _cuts(draft: Draft, name: str) -> bool:
    """Whether a name is the draft's with no more than its owner or its status beside it."""
    if draft.name not in name:
        return False
    rest = name.replace(draft.name, "", 1).strip(" –—-:|/,()")
    owners = {part.party.name for part in draft.parts if part.role is Role.OWNER}
    return not rest or rest in owners or re.fullmatch(STATUS, rest) is not None


def _ahead(page: Page, drafts: Sequence[Draft], names: Sequence[str]) -> float:
    """How much likelier `names` are in the mean than those of `drafts`."""
    told = chances_of(page, (draft.name for draft in drafts))
    return fmean(chances_of(page, names)) - fmean(told)


def _complete(draft: Draft, known: Draft | None) -> None:
    """Add the owner and the grant that another reader knows of a project."""
    if known is None:
        return
    if draft.grant is None and known.grant is not None:
        draft.grant = known.grant
        for one in known.evidence:
            if one.field == "grant":
                draft.prove("grant", one.evidence)
    if not draft.has(Role.OWNER):
        for part in known.parts:
            if part.role is Role.OWNER and _TWO_SENTENCES not in part.party.name:
                draft.take_part(part.party, Role.OWNER, part.evidence[0])


def read_headed(
    page: Page,
    read_fields: FieldReader | None = None,
    least: int = _FEW,
    may_count: Callable[[list[str]], bool] = bool,
) -> list[Draft]:
    """The projects of the longest series of heads of one kind; none where no series counts.

    Only a series of at `least` so many heads is read, whose names `may_count`.
    """
    units = body_of(page)
    if len(units) < _FEW:
        return []
    of_kind: dict[str, list[Head]] = {}
    heads = list(heads_of(page, units))
    for head in heads:
        if not head.kind.endswith(PART):
            of_kind.setdefault(head.kind, []).append(head)
    for kind in ("line", "item"):  # what most lines are parted into holds of the others
        parted = of_kind.pop(f"{kind}{PARTED}", [])
        sure = of_kind.get(f"{kind}-owner-first", [])
        if len(sure) >= _FEW and len(parted) <= len(sure):
            of_kind[f"{kind}-owner-first"] = sorted([*sure, *parted], key=lambda one: one.at)
    if named := _named(page, units, least):
        of_kind["named"] = named
    best: list[Draft] = []
    counted = counted_heads(page.text, units, heads)
    names = [head.name_in(page.text) for head in counted]
    if len({*map(same_name, names)}) >= least and may_count(names):
        best = _told(page, units, counted[0].kind, counted, read_fields, counted=True)
    for kind, found in of_kind.items():
        series = _series(page, units, found) if len(found) >= least else []
        if len(series) < least or len(series) <= len(best):
            continue
        if not may_count([head.name_in(page.text) for head in series]):
            continue
        drafts = _told(page, units, kind, series, read_fields)
        if len(drafts) > len(best):
            best = drafts
    return best


def _named(page: Page, units: Sequence[Unit], least: int) -> list[Head]:
    """Paragraphs that call a project by its name, each another one: "projektet X", "projekt Y".

    None where they are fewer than `least`.
    """
    heads: dict[str, Head] = {}
    for at, unit in enumerate(units):
        if len(unit.text) <= LINE or QUOTE.match(unit.text) or SAYS.search(unit.text):
            continue
        names = {same_name(one.name): one for one in names_in(page.text, unit.start, unit.end)}
        if len(names) != 1:
            continue
        key, one = next(iter(names.items()))
        if key in heads:
            continue
        sentence = sentence_at(page.text, unit, one.start)
        if not _ANOTHER.search(page.text, *sentence) and is_projects_name(
            page, (one.start, one.end)
        ):
            heads[key] = Head(at, "named", (one.start, one.end))
    found = list(heads.values())
    if len(found) < least:
        return []
    chances = chances_of(page, (head.name_in(page.text) for head in found))
    return [head for head, chance in zip(found, chances, strict=True) if chance >= _SURE]


def _announces(page: Page, units: Sequence[Unit]) -> bool:
    """Whether words say that a page tells of several projects."""
    return any(
        _SEVERAL.search(page.text, unit.start, unit.end) and not _OTHERS.search(unit.text)
        for unit in units
    )


def _series(page: Page, units: Sequence[Unit], heads: list[Head]) -> list[Head]:
    """The heads with a name of their own each; none where the page is on another project."""
    if sum(not head.doubtful for head in heads) < _FEW:
        return []
    if heads[0].kind.endswith("driven") and not _announces(page, units[: heads[0].at]):
        return []
    if heads[0].kind.endswith("subject"):
        if not _announces(page, units[: heads[-1].at]):
            return []
        chances = chances_of(page, (head.name_in(page.text) for head in heads))
        heads = [
            head
            for head, chance in zip(heads, chances, strict=True)
            if chance >= _POSSIBLE or page.text.count(page.text[slice(*head.name)]) > _FEW
        ]
    names = {head.name_in(page.text).casefold() for head in heads}
    return heads if len(names) == len(heads) else []


def _told(
    page: Page,
    units: Sequence[Unit],
    kind: str,
    heads: Sequence[Head],
    read_fields: FieldReader | None,
    *,
    counted: bool = False,
) -> list[Draft]:
    """A draft for each head, where words above announce projects or the stretches tell of them.

    Where they are `counted`, likely names are enough, or stretches that each tell something.
    """
    names = [head.name_in(page.text) for head in heads]
    chances = chances_of(page, names)
    first = min(head.at for head in heads)
    announced = counted or _announces(page, units[:first])
    if not announced and not _are_likely(chances):
        return []
    drafts = [draft_of(page, units, head, name) for head, name in zip(heads, names, strict=True)]
    at = [head.at for head in heads]
    stops = stops_between(page, units, at) if kind.startswith("line") else ()
    below = stretches(page, drafts, at, stops)
    for draft, part in zip(drafts, below, strict=True):
        if part:
            tell_stretch(page, draft, part, read_fields)
    if any(_GRANTED.search(page.text, unit.start, unit.end) for unit in units[: first + 1]):
        for draft, part in zip(drafts, below, strict=True):
            take_only_sum(page, draft, part)
    facts = [facts_of(draft) for draft in drafts]
    if counted:
        if not all(facts) and fmean(chances) < _LIKELY:
            return []
        share_publisher(page, units[:first], drafts, below, together=True)
        return drafts
    least = 1 if announced and kind != "named" else 2
    sure = [at for at, head in enumerate(heads) if not head.doubtful]
    kept = [at for at in sure if facts[at] >= least]
    if len(kept) < _FEW:
        return []
    # "Bland dem som fått ja finns:", and a sum of its own in each paragraph below
    opened = announced and units[first - 1].text.endswith(":")
    paid = opened and len({draft.grant for draft in drafts if draft.grant}) == len(drafts)
    owned = paid or any(heads[at].owner is not None for at in kept)
    if len(kept) == _FEW and not owned and any(chances[at] < _POSSIBLE for at in kept):
        return []
    if not announced and not _are_likely([chances[at] for at in kept]):
        return []
    mean = sum(chances[at] for at in kept) / len(kept)
    most = 3 * len(kept) >= 2 * len(sure)
    rich = announced and most and sum(facts[at] for at in sure) >= _RICH * len(sure)
    rich = rich or paid or (most and _is_full([drafts[at] for at in kept]))
    if not (rich or mean >= (_LIKELY if most else _SURE)):
        return []
    if most and (announced or kind == "named"):
        driven = kind.endswith("driven")
        kept = [at for at in sure if driven or facts[at] or chances[at] >= _LIKELY]
    if rich:
        kept += [at for at, head in enumerate(heads) if head.doubtful and facts[at] >= _FEW]
        kept.sort()
    share_publisher(page, units[:first], [drafts[at] for at in kept], [below[at] for at in kept])
    return [drafts[at] for at in kept]


def _are_likely(chances: Sequence[float]) -> bool:
    """Whether names that no words announce are worth a look, and two of them likely."""
    second = sorted(chances)[-_FEW] if len(chances) >= _FEW else 0.0
    return sum(chances) >= _WORTH * len(chances) and second >= _SECOND


def _is_full(drafts: Sequence[Draft]) -> bool:
    """Whether each stretch tells of two kinds of facts or more, and most who owns the project."""
    owned = sum(draft.has(Role.OWNER) for draft in drafts)
    full = all(facts_of(draft) >= _FEW for draft in drafts)
    return full and owned >= _FEW and 3 * owned >= 2 * len(drafts)
