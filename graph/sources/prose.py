"""Pages in prose and press releases: sentences and lists to project records."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from graph.mentions import Mentions
from graph.records import Party, Problem, ProjectRecord, Role
from graph.sources.drafts import Citer, Draft
from graph.sources.facts import esf_named, read_facts, successions
from graph.sources.furniture import body_end, is_furniture, is_page_date
from graph.sources.grants import Grant, further_grants, grant_in_line, grant_in_sentence
from graph.sources.parties import PartyReader, looks_like_body, municipality_named
from graph.sources.passages import (
    MASK,
    Line,
    Unit,
    split_lines,
    split_sentences,
    split_units,
    squeeze,
)
from graph.sources.project_names import NameFound, from_heading, main_name, names_in
from graph.sources.role_rules import FUND
from graph.sources.statements import Stated, in_sentence, limit_in, lists, parties_of

_TARGET_LINE = re.compile(
    r"^(?:Målgrupp|Deltagargrupp)\s*\d*\s*[:;–-]\s*(?P<group>\S.*)$", re.IGNORECASE
)
_CONTACTS_AT = re.compile(
    r"^(?:Kontaktpersone?r?|Kontakter|Kontakt)\s+(?:på|hos|vid)\s+(?P<body>.+?)\s*:?$",
    re.IGNORECASE,
)
# Who drives a project owns it, unless another sentence says who does.
_UNSURE_OWNER = frozenset({"owner.drives", "owner.led-by"})
_SURE_OWNER = frozenset({"owner.is", "owner.as", "owner.noun-before", "owner.owned-by"})
_SUM = re.compile(r"\d\s*(?:kronor|kr|mkr|tkr|miljoner)\b", re.IGNORECASE)
_TAKING_PART = frozenset({Role.OWNER, Role.PARTICIPANT, Role.PARTNER})
_FUNDER_SUM = re.compile(r"\bprojekt\b|\binvestera|\bsatsa|\bbevilja|\bfördela", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """A document cut into passages, with what reads its parties."""

    citer: Citer
    reader: PartyReader
    lines: list[Line]
    units: list[Unit]

    @classmethod
    def of(cls, source: str, text: str, mentions: Mentions) -> Page:
        """The page of `text`, whose personal data is blacked out."""
        lines = split_lines(text)
        units = [unit for unit in split_units(text, lines) if not is_furniture(unit.text)]
        return cls(Citer(source, text), PartyReader(text, mentions), lines, units)

    @property
    def text(self) -> str:
        """The text that all offsets count in."""
        return self.citer.text


def read_prose(
    page: Page, read_fields: Callable[[Draft], None] | None = None
) -> tuple[list[ProjectRecord], list[Problem]]:
    """The projects of a page in prose: those it grants money, else the one it is about."""
    grants = find_grants(page)
    if len(grants) > 1:
        drafts = _read_grants(page, grants)
    else:
        drafts = _read_one(page, grants[0] if grants else None, read_fields)
    for draft in drafts:
        draft.drop_echoes_of_owner()
        add_places(page, draft)
    return [draft.record() for draft in drafts], []


def add_places(page: Page, draft: Draft) -> None:
    """Add the municipalities that own the project or take part in it, where a page lists none.

    A project is carried out where they are; the table of gathered facts counts them so too.
    """
    if any(item.evidence.rule == "label.municipalities" for item in draft.evidence):
        return
    mentions = page.reader.mentions
    known = {mentions.key_of(f"{name} kommun") or name for name in draft.municipalities}
    for part in sorted(draft.parts, key=lambda part: part.role is not Role.OWNER):
        name = municipality_named(mentions, part.party.name)
        if part.role in _TAKING_PART and name is not None:
            key = mentions.key_of(f"{name} kommun") or name
            if key not in known:
                draft.add_municipality(name, part.evidence[0])
                known.add(key)


def find_grants(page: Page) -> list[Grant]:
    """Each grant on the page, one a project."""
    found: dict[str, Grant] = {}
    for unit in page.units:
        line = grant_in_line(page.reader, unit)
        stated = [line] if line else []
        if line is None:
            for start, end in split_sentences(page.text, unit.start, unit.end):
                first = grant_in_sentence(page.reader, start, end)
                stated += further_grants(page.reader, first) if first else []
        for grant in stated:
            key = squeeze(page.text[slice(*grant.name)]).casefold()
            if MASK not in key:
                found.setdefault(key, grant)
    return sorted(found.values(), key=lambda grant: grant.name)


# --- press releases -----------------------------------------------------------------------------


def _read_grants(page: Page, grants: list[Grant]) -> list[Draft]:
    drafts: list[Draft] = []
    lines = all(grant.rule != "grant.sentence" for grant in grants)
    # Lines of grants with a paragraph below each: the paragraphs tell of the projects above them.
    told = lines and all(
        _told_below(page, grant, following.start) for grant, following in pairwise(grants)
    )
    for number, grant in enumerate(grants):
        stop = grants[number + 1].start if number + 1 < len(grants) else len(page.text)
        block = _block(page, grant, stop)
        if told:
            block += _told_below(page, grant, stop)
        draft = _granted(page, grant)
        for start, end in block:
            _read_sentence(page, draft, start, end)
        if grant.rule == "grant.sentence" or len(block) > 1:
            _summarise(page, draft, block, "summary.grant")
        drafts.append(draft)
    _read_further(page, drafts, grants)
    _share_funder(page, drafts, grants)
    return drafts


def _read_further(page: Page, drafts: list[Draft], grants: list[Grant]) -> None:
    """Sentences below the list of grants that name one of the projects again."""
    by_name = {draft.name.casefold(): draft for draft in drafts}
    for unit in page.units:
        if unit.start <= grants[-1].start or unit.end <= grants[-1].end:
            continue
        for start, end in split_sentences(page.text, unit.start, unit.end):
            named = {found.name.casefold() for found in names_in(page.text, start, end)}
            named |= {
                draft.name.casefold()
                for draft in drafts
                if re.search(rf"(?<!\w){re.escape(draft.name)}(?!\w)", page.text[start:end])
            }
            known = [by_name[name] for name in named if name in by_name]
            if len(named) == 1 and known and start > grants[-1].end:
                _read_sentence(page, known[0], start, end)


def _granted(page: Page, grant: Grant) -> Draft:
    citer = page.citer
    draft = Draft(citer, squeeze(page.text[slice(*grant.name)]))
    draft.prove("name", citer.cite(grant.start, grant.end, grant.rule, grant.name))
    draft.grant = grant.amount.value
    draft.prove(
        "grant",
        citer.cite(grant.start, grant.end, grant.rule, (grant.amount.start, grant.amount.end)),
    )
    if grant.owner is not None:
        focus = (grant.owner.start, grant.owner.end)
        draft.take_part(
            grant.owner.party, Role.OWNER, citer.cite(grant.start, grant.end, grant.rule, focus)
        )
        for other in grant.others:
            focus = (other.start, other.end)
            evidence = citer.cite(grant.start, grant.end, grant.rule, focus)
            draft.take_part(other.party, Role.PARTICIPANT, evidence)
    return draft


def _block(page: Page, grant: Grant, stop: int) -> list[tuple[int, int]]:
    """The sentences that tell of a granted project: its paragraph from the grant on.

    A grant under a heading of its own takes the paragraphs up to the next heading or quotation.
    """
    own = next(unit for unit in page.units if unit.start <= grant.start < unit.end)
    sentences = [
        s
        for s in split_sentences(page.text, own.start, own.end)
        if s[0] >= grant.start and s[0] < stop
    ]
    at = page.units.index(own)
    headed = (
        at > 0
        and len(page.units[at - 1].text) < 90
        and not page.units[at - 1].text.endswith((".", ":"))
    )
    name = squeeze(page.text[slice(*grant.name)]).casefold()
    if headed and name in page.units[at - 1].text.casefold():
        for unit in page.units[at + 1 :]:
            if unit.start >= stop or len(unit.text) < 90 or unit.bullet or unit.text[0] in '–—-”"':
                break
            sentences += split_sentences(page.text, unit.start, unit.end)
    return sentences


def _told_below(page: Page, grant: Grant, stop: int) -> list[tuple[int, int]]:
    """The sentences of the paragraph that follows the line of a grant."""
    unit = next((unit for unit in page.units if unit.start >= grant.end), None)
    if unit is None or unit.start >= stop or not unit.text.endswith((".", "!")):
        return []
    return split_sentences(page.text, unit.start, unit.end)


def _share_funder(page: Page, drafts: list[Draft], grants: list[Grant]) -> None:
    """A fund that the release names for all its projects funds each of them."""
    first = grants[0].start
    for unit in page.units:
        for start, end in split_sentences(page.text, unit.start, unit.end):
            if start >= first:
                return
            for stated in in_sentence(page.reader, start, end):
                if (
                    stated.role == Role.FUNDER
                    and FUND.match(stated.named.party.name)
                    and _FUNDER_SUM.search(page.text[start:end])
                ):
                    for draft in drafts:
                        if not draft.has(Role.FUNDER):
                            evidence = page.citer.cite(
                                start,
                                end,
                                "funder.document",
                                (stated.named.start, stated.named.end),
                            )
                            draft.take_part(stated.named.party, Role.FUNDER, evidence)
                    return


# --- pages about one project --------------------------------------------------------------------


def _read_one(
    page: Page, grant: Grant | None, read_fields: Callable[[Draft], None] | None
) -> list[Draft]:
    draft = _granted(page, grant) if grant is not None else _named(page)
    relatives = _relatives(page, draft)
    if relatives and draft is None:
        draft = relatives.pop()
    if draft is None:
        return []
    if read_fields is not None:
        read_fields(draft)
    footer = body_end(page.text, ((line.start, line.text) for line in page.lines))
    units = [unit for unit in page.units if unit.start < footer]
    body = read_body(page, draft, units, {relative.name: relative for relative in relatives})
    _summarise(page, draft, body, "summary.page")
    if not draft.has(Role.OWNER):
        _owner_by_contacts(page, draft)
    return [draft, *relatives]


def _owner_by_contacts(page: Page, draft: Draft) -> None:
    """Where no sentence names an owner: the known body that has the project's contact persons."""
    for line in page.lines:
        found = _CONTACTS_AT.match(line.text)
        if found and page.reader.mentions.key_of(found["body"]) is not None:
            focus = (line.start + found.start("body"), line.start + found.end("body"))
            evidence = page.citer.cite(line.start, line.end, "owner.contacts-at", focus)
            draft.take_part(Party(squeeze(found["body"])), Role.OWNER, evidence)
            return


def _named(page: Page) -> Draft | None:
    mentions = page.reader.mentions

    def is_body(name: str) -> bool:
        known = mentions.key_of(name) is not None or mentions.is_municipality(name)
        return known or looks_like_body(name)

    found, others = main_name(page.text, page.units, is_body)
    if found is None:
        return None
    draft = Draft(page.citer, found.name, alternative_names=others)
    line = next(unit for unit in page.units if unit.start <= found.start < unit.end)
    start, end = next(
        s for s in split_sentences(page.text, line.start, line.end) if s[0] <= found.start < s[1]
    )
    draft.prove("name", page.citer.cite(start, end, "name.page", (found.start, found.end)))
    _, number = from_heading(line.text)
    if number is not None and line.text.find(number) >= 0:
        draft.number = number
        at = line.start + line.text.find(number)
        draft.prove(
            "number",
            page.citer.cite(line.start, line.end, "number.heading", (at, at + len(number))),
        )
    return draft


def _relatives(page: Page, draft: Draft | None) -> list[Draft]:
    """Projects that the page's project follows; those it tells more of become drafts."""
    found: list[Draft] = []
    for unit in page.units:
        for succession in (
            s
            for span in split_sentences(page.text, unit.start, unit.end)
            for s in successions(page.text, *span)
        ):
            span = (succession.start, succession.end)
            old = _spelled(page, succession.old)
            new = _spelled(page, succession.new) or (draft.name if draft else None)
            if old is None or new is None or old == new:
                continue
            older = Draft(page.citer, old, successors=[new])
            main = draft
            if draft is None or draft.name.casefold() == old.casefold():
                main = Draft(page.citer, new)
                main.prove("name", page.citer.cite(*span, succession.rule, succession.new))
                if draft is not None:
                    draft.successors.append(new)
                    draft.prove(
                        "successors", page.citer.cite(*span, succession.rule, succession.new)
                    )
                    main.predecessors.append(old)
                    main.prove(
                        "predecessors", page.citer.cite(*span, succession.rule, succession.old)
                    )
                    found.append(main)
                    continue
            if main is None:
                continue
            main.predecessors.append(old)
            main.prove("predecessors", page.citer.cite(*span, succession.rule, succession.old))
            if succession.described:
                older.prove("name", page.citer.cite(*span, succession.rule, succession.old))
                older.prove("successors", page.citer.cite(*span, succession.rule, succession.new))
                found.append(older)
            if draft is None:
                return [*found, main]
    return found


def read_predecessors(page: Page, draft: Draft, start: int, end: int) -> None:
    """Add the projects that the sentence `start..end` says the draft's project continues."""
    for succession in successions(page.text, start, end):
        old = _spelled(page, succession.old)
        if old is not None and succession.new is None and old.casefold() != draft.name.casefold():
            draft.predecessors.append(old)
            draft.prove(
                "predecessors", page.citer.cite(start, end, succession.rule, succession.old)
            )


def _spelled(page: Page, span: tuple[int, int] | None) -> str | None:
    return squeeze(page.text[slice(*span)]) if span is not None else None


def read_body(
    page: Page, draft: Draft, units: list[Unit], relatives: dict[str, Draft]
) -> list[tuple[int, int]]:
    """Read every sentence and list of `units`; returns the sentences that tell of the project."""
    text = page.text
    listed = list(lists(page.reader, page.lines))
    taken = {
        row
        for _, _, first, last in listed
        # a paragraph that ends in the words that open the list is read as one
        for row in range(
            first + (re.search(r"[.!?]\s", page.lines[first].text) is not None), last + 1
        )
    }
    sentences: list[tuple[int, int]] = []
    first_row = units[0].first if units else 0
    for unit in units:
        if unit.first in taken:
            if _SUM.search(unit.text):  # "Europeiska socialfonden: 6 300 000 kr"
                read_facts(draft, unit.start, unit.end)
            continue
        if target := _TARGET_LINE.match(unit.text):
            focus = (unit.start + target.start("group"), unit.end)
            if MASK not in target["group"]:
                draft.target_groups.append(squeeze(target["group"]).rstrip(" .;"))
                draft.prove(
                    "target_groups",
                    page.citer.cite(unit.start, unit.end, "target-group.line", focus),
                )
            sentences.append((unit.start, unit.end))
            continue
        previous: list[Stated] = []
        for start, end in split_sentences(text, unit.start, unit.end):
            if is_page_date(text[start:end]):
                continue
            previous = _read_sentence(page, draft, start, end, relatives, previous)
            sentences.append((start, end))
    for _, stated, first, _ in listed:
        if first >= first_row:
            for item in stated:
                _add(page, draft, item)
    if not draft.has(Role.FUNDER):
        for unit in units:
            span = esf_named(text, unit.start, unit.end)
            if span is not None:
                start, end = next(
                    s for s in split_sentences(text, unit.start, unit.end) if s[0] <= span[0] < s[1]
                )
                draft.take_part(
                    Party("ESF"),
                    Role.FUNDER,
                    page.citer.cite(start, end, "funder.esf-project", span),
                )
                break
    return sentences


def _read_sentence(
    page: Page,
    draft: Draft,
    start: int,
    end: int,
    relatives: dict[str, Draft] | None = None,
    previous: list[Stated] | None = None,
) -> list[Stated]:
    """Read one sentence; returns what it states, for a limit in the next."""
    text = page.text
    limit = limit_in(text[start:end])
    if limit is not None and previous:
        draft.limit(parties_of(previous), limit, page.citer.cite(start, end, "limit.next-sentence"))
        return []
    turning = next(
        (s for s in successions(text, start, end) if s.described and s.old and s.new), None
    )
    stated = in_sentence(page.reader, start, end, draft.name)
    other = _other_project(text, draft, start, end)
    for item in stated:
        target = draft
        if turning is not None and turning.old and relatives:
            older = relatives.get(squeeze(text[slice(*turning.old)]))
            if older is not None and turning.new and item.named.start < turning.new[0]:
                target = older
        elif other is not None and other.start < item.named.start:
            continue
        if item.named.party.name.casefold() != draft.name.casefold():
            _add(page, target, item)
    if other is None or turning is not None:
        read_facts(draft, start, end)
    return stated


def _other_project(text: str, draft: Draft, start: int, end: int) -> NameFound | None:
    """A project other than the draft's that the sentence is about."""
    own = {name.casefold() for name in (draft.name, *draft.alternative_names)}
    for found in names_in(text, start, end):
        name = found.name.casefold()
        if not any(
            name.startswith(mine) or mine.startswith(name) or mine.endswith(name) for mine in own
        ):
            return found
    return None


def _add(page: Page, draft: Draft, item: Stated) -> None:
    focus = (item.named.start, item.named.end)
    evidence = page.citer.cite(item.start, item.end, item.rule, focus)
    if item.role == Role.OWNER and draft.has(Role.OWNER) and item.rule != "list.owner":
        if item.rule in _SURE_OWNER:
            draft.yield_ownership(_UNSURE_OWNER)
        if draft.has(Role.OWNER):
            return
    draft.take_part(item.named.party, item.role, evidence, item.extent)
    place = item.named.municipality
    if (
        place is None
        and item.rule == "participant.municipalities-that"
        and "kommuner" in page.text[item.start : item.named.start]
    ):
        place = item.named.party.name
    if place is not None and item.role in (Role.PARTICIPANT, Role.PARTNER):
        draft.add_municipality(place, evidence)


def _summarise(page: Page, draft: Draft, sentences: list[tuple[int, int]], rule: str) -> None:
    """The sentences without personal data, a paragraph for each unit."""
    text = page.text
    paragraphs: list[str] = []
    for unit in page.units:
        inside = [s for s in sentences if unit.start <= s[0] < unit.end]
        clean = [s for s in inside if MASK not in text[slice(*s)]]
        if not inside or (len(clean) < len(inside) and unit.text[:1] in '–—-”"'):
            continue
        if len(unit.text) < 60 and not unit.text.endswith((".", "!", "?", ":")) and not unit.bullet:
            continue
        if clean:
            paragraphs.append(" ".join(squeeze(text[slice(*s)]) for s in clean))
            draft.prove(
                "summary",
                page.citer.cite(
                    clean[0][0], clean[0][1] if len(clean) < len(inside) else clean[-1][1], rule
                ),
            )
    draft.summary = "\n\n".join(paragraphs) or None
