"""What the sentences and lists of a page add to the project that they tell of."""

from __future__ import annotations

import re
from bisect import bisect_right

from graph.records import Party, Role
from graph.sources.certain_names import is_certain_body
from graph.sources.clause_values import FINITE
from graph.sources.cues import limit_in
from graph.sources.drafts import Draft
from graph.sources.facts import esf_named, read_facts
from graph.sources.furniture import body_end, is_page_date
from graph.sources.listed_parties import lists
from graph.sources.page import Page, is_of_other_fund
from graph.sources.party_names import municipality_named
from graph.sources.passages import MASK, Unit, sentence_at, split_sentences, squeeze
from graph.sources.place_lists import read_named_places
from graph.sources.place_names import FUND_REGION, region_name
from graph.sources.project_names import NameFound, names_in
from graph.sources.screening import Screened, screened
from graph.sources.statements import Stated, in_sentence, parties_of
from graph.sources.successions import successions

_TARGET_LINE = re.compile(
    r"^(?:Målgrupp|Deltagargrupp)\s*\d*\s*[:;–-]\s*(?P<group>\S.*)$", re.IGNORECASE
)
# "Delprojektledare, A kommun" among who is to be asked
_LOCAL_LEADER = re.compile(
    r"(?:Delprojektledare|Lokal\s+(?:projektledare|projektsamordnare|samordnare))\b[^.:\n]{0,40}?[,:]\s*"
    r"(?P<body>[A-ZÅÄÖ][^,█\n]{2,60}?)\s*$"
)
# Who drives a project owns it, unless another sentence says who does.
_UNSURE_OWNER = frozenset(
    {"owner.drives", "owner.drives-named", "owner.led-by", "owner.located-at", "owner.in-heading"}
)
_SURE_OWNER = frozenset(
    {
        "owner.is",
        "owner.as",
        "owner.noun-before",
        "owner.owned-by",
        "owner.answers-for",
        "owner.cleft",
    }
)
# Rules that ask for a word like "projektägare": what they say goes before what is done or got
_SAID_OUTRIGHT = frozenset(
    {
        "label.owner",
        "list.owner",
        "owner.is",
        "owner.as",
        "owner.as-stands",
        "owner.noun-before",
        "owner.is-inverted",
        "owner.has-as",
        "owner.has-been",
        "owner.apposition",
        "owner.in-parenthesis",
        "owner.part-of",
    }
)
_CLAUSE = re.compile(rf"[.!?]\s|{FINITE.pattern}", re.IGNORECASE)
_SUM = re.compile(r"\d\s*(?:kronor|kr|mkr|tkr|miljoner)\b", re.IGNORECASE)
_NEXT = 25  # characters from a body in the genitive to the name of its project
_AMPERSAND = re.compile(r"\s*&\s*")
_TAKING_PART = frozenset({Role.OWNER, Role.PARTICIPANT, Role.PARTNER})
_OF_PLACE = _TAKING_PART | {Role.COFINANCIER}  # who pays for a project does so where it works
# "Strukturfondspartnerskapet Skåne-Blekinge"; "Stockholm" only where it decides something
_REGION_BESIDE = screened(
    r"\b(?:[Ss]trukturfondspartnerskapet|ESF-rådet|ESF|[Ss]ocialfonden|ESF-regionen)\s+"
    r"(?:(?:i|för)\s+)?(?:region\s+)?(?P<region>Skåne[ -]Blekinge|Skåne\s+och\s+Blekinge|"
    r"Småland\s+&\s+[Öö]arna|Stockholm(?=\s+(?:har|ger|gav|beviljar|beviljade|beslutade|sade|sa|"
    r"säger|godkände|godkänner|prioriterade|prioriterar|fördelar|delar\s+ut|satsar)\b))(?![\w-])"
)
# "IF Metall Mellersta Norrland", "företag i Västsverige": no region of the fund
_IN_NAME = re.compile(
    r"(?<=\s)(?!ESF|Svenska|Region\b|[A-ZÅÄÖa-zåäö-]*(?:[Ss]trukturfond|[Pp]artnerskap))[A-ZÅÄÖ][\w-]*[a-zåäö]\s$|"
    r"(?<![\w-])(?!(?:i|för|inom|från|till|av|hos|på|och|samt|region|regionen|mellan|eller|utanför|ur|över|kring|"
    r"runt|hela|nämligen|delen|norra|södra|ESF-\w+|är)\b)[a-zåäö]+\s$|"
    r"(?<!\d\s)\b(?:företag(?:en)?|arbetsgivare|skolor|kommuner|industri(?:n|er)?|organisationer)\s+i\s$"
)
_ON_PROJECTS = screened(
    r"projekt|utlys|region:|ansök|strukturfond|\bESF|socialfond|EU-m|miljoner|bevilja",
    re.IGNORECASE,
)


def add_region(page: Page, draft: Draft) -> None:
    """The one region of the fund that sentences on projects name, where none is stated as such."""
    if draft.region is not None:
        return
    found = page.reader.once("fund regions", lambda: _fund_regions(page))
    if len({match["region"].casefold() for match, _ in found}) == 1:
        match, span = found[0]
        draft.region = region_name(match["region"])
        evidence = page.citer.cite(*span, "region.of-fund", match.span("region"))
        draft.prove("region", evidence)


def _fund_regions(page: Page) -> list[tuple[re.Match[str], tuple[int, int]]]:
    """The regions of the fund that sentences on projects name, each with its sentence.

    What the fund's partnership is named after counts where no region is: Skåne-Blekinge decides
    for Sydsverige.
    """
    return _regions(page, FUND_REGION) or _regions(page, _REGION_BESIDE)


def _regions(page: Page, pattern: Screened) -> list[tuple[re.Match[str], tuple[int, int]]]:
    if not pattern.may_match(page.text, 0, len(page.text)):
        return []
    return [
        (match, span)
        for unit in body_of(page)
        if pattern.may_match(page.text, unit.start, unit.end)
        for span in split_sentences(page.text, unit.start, unit.end)
        for match in pattern.finditer(page.text, *span)
        if page.text[span[1] - 1] != "?"
        and _ON_PROJECTS.search(page.text, *span)
        and not _IN_NAME.search(page.text, span[0], match.start("region"))
    ]


def body_of(page: Page) -> list[Unit]:
    """The units above the page's footer."""
    return page.reader.once("body", lambda: _above_footer(page))


def _above_footer(page: Page) -> list[Unit]:
    footer = body_end(page.text, ((line.start, line.text) for line in page.lines))
    return [unit for unit in page.units if unit.start < footer and not is_of_other_fund(unit.text)]


def add_places(page: Page, draft: Draft) -> None:
    """Add the municipalities that own the project, take part or pay, where a page lists none.

    A project is carried out where they are; the table of gathered facts counts them so too.
    """
    if any(item.evidence.rule == "label.municipalities" for item in draft.evidence):
        return
    mentions = page.reader.mentions
    known = {mentions.key_of(f"{name} kommun") or name for name in draft.municipalities}
    for part in sorted(draft.parts, key=lambda part: part.role is not Role.OWNER):
        if part.role not in _OF_PLACE:
            continue
        name = municipality_named(mentions, part.party.name)
        if name is not None:
            key = mentions.key_of(f"{name} kommun") or name
            if key not in known:
                draft.add_municipality(name, part.evidence[0])
                known.add(key)


def read_body(
    page: Page, draft: Draft, units: list[Unit], relatives: dict[str, Draft]
) -> list[tuple[int, int]]:
    """Read every sentence and list of `units`; returns the sentences that tell of the project."""
    text = page.text
    listed = list(lists(page.reader, page.lines))
    taken = {
        row
        for _, _, first, last in listed
        # a paragraph or clause that ends in the words that open the list is read as one
        for row in range(first + (_CLAUSE.search(page.lines[first].text) is not None), last + 1)
    }
    sentences: list[tuple[int, int]] = []
    first_row = units[0].first if units else 0
    for unit in units:
        if unit.first in taken:
            if _SUM.search(unit.text):  # "Europeiska socialfonden: 6 300 000 kr"
                read_facts(draft, unit.start, unit.end)
            continue
        if local := _LOCAL_LEADER.match(text, unit.start, unit.end):
            named = page.reader.one(*local.span("body"))
            if named is not None and is_certain_body(page.reader, named):
                whole = (unit.start, unit.end)
                draft.take_named(named, Role.PARTICIPANT, "participant.local-leader", whole)
        if target := _TARGET_LINE.match(unit.text):
            focus = (unit.start + target.start("group"), unit.end)
            if MASK not in target["group"]:
                draft.target_groups.append(squeeze(target["group"]).rstrip(" .;"))
                draft.prove(
                    "target_groups",
                    page.citer.cite(unit.start, unit.end, "target-group.line", focus),
                )
            read_facts(draft, unit.start, unit.end)
            sentences.append((unit.start, unit.end))
            continue
        previous: list[Stated] = []
        for start, end in split_sentences(text, unit.start, unit.end):
            if is_page_date(text[start:end]):
                continue
            previous = read_sentence(page, draft, start, end, relatives, previous)
            sentences.append((start, end))
    for _, stated, first, _ in listed:
        if first >= first_row:
            for item in stated:
                _add(page, draft, item)
    if not draft.has(Role.FUNDER):
        for unit in units:
            span = esf_named(text, unit.start, unit.end)
            if span is not None:
                start, end = sentence_at(text, unit, span[0])
                draft.take_part(
                    Party("ESF"),
                    Role.FUNDER,
                    page.citer.cite(start, end, "funder.esf-project", span),
                )
                break
    return sentences


def read_sentence(
    page: Page,
    draft: Draft,
    start: int,
    end: int,
    relatives: dict[str, Draft] | None = None,
    previous: list[Stated] | None = None,
) -> list[Stated]:
    """Read one sentence; returns what it states, for a limit in the next."""
    text = page.text
    limit = limit_in(text[start:end]) if previous else None
    if limit is not None and previous:
        draft.limit(parties_of(previous), limit, page.citer.cite(start, end, "limit.next-sentence"))
        return []
    turning = None
    for one in successions(text, start, end):
        if one.described and one.old and one.new:
            turning = one
            break
    stated = in_sentence(page.reader, start, end, draft.name)
    other = other_project(text, draft, start, end)
    for item in stated:
        target = draft
        if turning is not None and turning.old and relatives:
            older = relatives.get(squeeze(text[slice(*turning.old)]))
            if older is not None and turning.new and item.named.start < turning.new[0]:
                target = older
        elif other is not None and (
            (item.rule == "owner.genitive" and 0 < other.start - item.named.end < _NEXT)
            or other.start < item.named.start
            or (item.role is Role.OWNER and draft.name not in text[start:end])
        ):
            continue
        if item.named.party.name.casefold() != draft.name.casefold():
            _add(page, target, item)
    if other is None or turning is not None:
        read_facts(draft, start, end)
        read_named_places(page, draft, start, end)
    return stated


def other_project(text: str, draft: Draft, start: int, end: int) -> NameFound | None:
    """A project other than the draft's that the sentence is about."""
    named = names_in(text, start, end)
    if not named:
        return None
    own = {_spelling(name) for name in (draft.name, *draft.alternative_names)}
    for found in named:
        name = _spelling(found.name)
        if not any(
            name.startswith(mine)
            or mine.startswith(name)
            or mine.endswith(name)
            or name.endswith(mine)
            for mine in own
        ):
            return found
    return None


def _spelling(name: str) -> str:
    """A project's name without what differs between spellings of it: "A & B", "A och B"."""
    return (_AMPERSAND.sub(" och ", name) if "&" in name else name).casefold().replace(" i ", " ")


def _add(page: Page, draft: Draft, item: Stated) -> None:
    focus = (item.named.start, item.named.end)
    evidence = page.citer.cite(item.start, item.end, item.rule, focus)
    if item.role == Role.OWNER and draft.has(Role.OWNER) and item.rule != "list.owner":
        if item.rule in _SURE_OWNER and draft.lengthen_owner(item.named.party, evidence):
            return
        if item.rule in _SAID_OUTRIGHT and _owns(page, draft, item.named.party):
            return
        if item.rule in _SURE_OWNER:
            draft.yield_ownership(_UNSURE_OWNER.__contains__)
        if item.rule in _SAID_OUTRIGHT:
            draft.yield_ownership(_is_told_by_the_way)
        if draft.has(Role.OWNER):
            return
    members = _members_in(page, item.named.party.unit) if item.role in _TAKING_PART else []
    party = Party(item.named.party.name) if members else item.named.party
    draft.take_part(party, item.role, evidence, item.extent)
    for member in members:
        draft.add_municipality(member, evidence)
    place = item.named.municipality
    if (
        place is None
        and item.rule == "participant.municipalities-that"
        and "kommuner" in page.text[item.start : item.named.start]
    ):
        place = item.named.party.name
    if place is not None and item.role in (Role.PARTICIPANT, Role.PARTNER):
        draft.add_municipality(place, evidence)


def _owns(page: Page, draft: Draft, party: Party) -> bool:
    """Whether a party is the draft's owner by another of its names."""
    key = page.body_key(party.name)
    return any(
        part.role is Role.OWNER and page.body_key(part.party.name) == key for part in draft.parts
    )


def _is_told_by_the_way(rule: str) -> bool:
    """Whether a rule takes for the owner who does or gets something, without a word for it."""
    return rule not in _SAID_OUTRIGHT


def _members_in(page: Page, unit: str | None) -> list[str]:
    """The municipalities that stand in brackets after a body: "Förbundet A (B, C och D)"."""
    if unit is None or ("," not in unit and " och " not in unit):
        return []
    places = re.split(r"\s*,\s*|\s+(?:och|samt)\s+", unit.removesuffix(" kommuner"))
    return places if all(map(page.reader.mentions.is_municipality, places)) else []


def summarise(page: Page, draft: Draft, sentences: list[tuple[int, int]], rule: str) -> None:
    """The sentences without personal data, a paragraph for each unit."""
    text = page.text
    paragraphs: list[str] = []
    starts = [unit.start for unit in page.units]
    by_unit: dict[int, list[tuple[int, int]]] = {}
    for span in sentences:
        by_unit.setdefault(bisect_right(starts, span[0]) - 1, []).append(span)
    for number, spans in sorted(by_unit.items()):
        inside = [span for span in spans if number >= 0 and span[0] < page.units[number].end]
        if not inside:
            continue
        unit = page.units[number]
        clean = [s for s in inside if MASK not in text[slice(*s)]]
        if len(clean) < len(inside) and unit.text[:1] in '–—-”"':
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
