"""Who several projects share, told once: "A har beviljats medel för tre projekt ihop med B"."""

from __future__ import annotations

import re

from graph.records import Role
from graph.sources.body import body_of
from graph.sources.drafts import Draft
from graph.sources.grants import sum_granted
from graph.sources.item_cuts import is_owner
from graph.sources.page import Page
from graph.sources.party_names import Named
from graph.sources.party_words import NO_NAME
from graph.sources.passages import split_sentences
from graph.sources.project_counts import APPLICATIONS, COUNT, COUNTED, PLURAL, number
from graph.sources.role_rules import FUND
from graph.sources.screening import screened
from graph.sources.statements import in_sentence

_SEVERAL = 2
_SHARED = frozenset({Role.PARTICIPANT, Role.PARTNER})
_BODY = r"(?P<body>[A-ZÅÄÖ][^.;,:]{2,60}?)"
# "A har beviljats 22 miljoner kronor för att genomföra fyra projekt", "A ska bedriva tre av dem"
_WHO_GETS = re.compile(
    rf"{_BODY}\s+(?:har\s+|ska\s+|kommer\s+att\s+)?(?:(?:nu|redan|just\s+nu|under\s+(?:19|20)\d\d)\s+)?"
    r"(?:beviljats|beviljas|beviljades|får|fått|tilldelas|tilldelats|driver|driva|drivit|genomför|genomföra|genomfört|"
    r"startar|starta|startat|äger|äga|bedriver|bedriva|bedrivit|ansvarar\s+för|håller\s+i|"
    r"(?:arbetar|arbetat|arbetade)\s+med)\s"
)
# "ESF har beviljat A medel till tre projekt", "Fonden ger A klartecken för tre projekt"
_GIVEN = re.compile(
    rf"\s(?:beviljat|beviljar|beviljade|gett|ger|gav|tilldelat|tilldelar|tilldelade)\s+{_BODY}\s+"
    r"(?:(?:ekonomiskt|sammanlagt|totalt)\s+)?(?:medel|\w*stöd|pengar|bidrag|klartecken|ja|grönt\s+ljus|finansiering|EU-\w+)\s"
)
# "Tre projekt kommer att genomföras av A"
_RUN_BY = re.compile(
    r"\s(?:genomföras|genomförs|drivas|drivs|bedrivas|bedrivs|ägs|ägas|startas|har\s+sökts)\s+av\s+"
    r"(?P<body>[A-ZÅÄÖ][^.;,:]{2,60}?)(?=\s+(?:med|och|under|i\s+samverkan|i\s+samarbete|inom)\s|[.,:;]|\s*\Z)"
)
# "Tre av A kommuns projekt", "A kommuns tre projekt"
_POSSESSED = re.compile(
    rf"(?:{COUNT}\s+av\s+{_BODY}s\s+(?:[\w-]+\s+){{0,2}}?{PLURAL}|"
    rf"(?P<owner>[A-ZÅÄÖ][^.;,:]{{2,60}}?)s\s+(?:{COUNT.replace('count', 'many')})\s+"
    rf"(?:[\w-]+\s+){{0,2}}?{PLURAL})",
    re.IGNORECASE,
)
# "A äger dem alla", "Kommunen är projektägare för samtliga"
_OWNS_THEM = screened(
    rf"{_BODY}\s+(?:äger|är\s+(?:också\s+)?(?:projekt)?ägare\s+(?:för|till|av|i)|driver)\s+"
    r"(?:dem|projekten|förstudierna|alla|samtliga|båda|bägge|de\s+(?:tre|två|fyra|fem))\b"
)
# "tre ansökningar som A lämnade in"
_APPLIED = re.compile(
    rf"\bsom\s+{_BODY}\s+(?:har\s+)?(?:lämna(?:de|t)\s+in|skicka(?:de|t)\s+in|sökt|sökte)\b"
)
_TAKES_PART = re.compile(r"(?i)\b(?:deltar|deltog|medverkar|ingår|är\s+med)\b")


def share_owner(page: Page, drafts: list[Draft]) -> None:
    """Give projects without an owner the one that a sentence which counts them all names.

    Where some have an owner it must be the same: "A har beviljats medel för tre projekt".
    """
    ownerless = [draft for draft in drafts if not draft.has(Role.OWNER)]
    if len(drafts) < _SEVERAL or not ownerless:
        return
    for unit in body_of(page):
        for sentence in split_sentences(page.text, unit.start, unit.end):
            owner = _owner_of_all(page, sentence, len(drafts))
            if owner is not None and _is_only_owner(page, owner, drafts):
                for draft in ownerless:
                    draft.take_named(owner, Role.OWNER, "owner.of-several", sentence)
                return


def share_parties(page: Page, drafts: list[Draft]) -> None:
    """Give projects who takes part by a sentence that counts them: "två projekt med A och B"."""
    if len(drafts) < _SEVERAL:
        return
    for unit in body_of(page):
        for sentence in split_sentences(page.text, unit.start, unit.end):
            count = COUNTED.search(page.text, *sentence)
            if count is None or number(count["count"]) != len(drafts):
                continue
            for stated in in_sentence(page.reader, *sentence):
                if stated.role in _SHARED:
                    for draft in drafts:
                        draft.take_named(
                            stated.named, stated.role, f"{stated.role.value}.of-several", sentence
                        )


def _owner_of_all(page: Page, sentence: tuple[int, int], least: int) -> Named | None:
    """The body that a sentence says owns the projects it counts, or gets the money for them."""
    text = page.text
    if (them := _OWNS_THEM.match(text, *sentence)) is not None:
        return _body(page, them.span("body"))
    found = (count.search(text, *sentence) for count in (COUNTED, APPLICATIONS))
    count = next(filter(None, found), None)
    if count is None or number(count["count"]) < least:
        return None
    if count.re is APPLICATIONS.pattern and _TAKES_PART.search(text, *sentence):
        return None  # "A deltar i två ansökningar"
    owners = [s.named for s in in_sentence(page.reader, *sentence) if s.role is Role.OWNER]
    granted = sum_granted(page.reader, *sentence, of_fund=False)
    owners += [granted[0]] if granted is not None else []
    for told in (
        _APPLIED.search(text, *sentence),
        _WHO_GETS.match(text, *sentence),
        _GIVEN.search(text, sentence[0], count.start()),
        _RUN_BY.search(text, *sentence),
        _POSSESSED.match(text, *sentence),
    ):
        if told is not None:
            span = told.span("body") if told["body"] else told.span("owner")
            owners += [named] if (named := _body(page, span)) else []
    return next((one for one in owners if not NO_NAME.match(one.party.name)), None)


def _body(page: Page, span: tuple[int, int]) -> Named | None:
    if not is_owner(page, span):
        return None
    named = next(iter(page.reader.listed(*span)), None)
    return None if named is None or FUND.match(named.party.name) else named


def _is_only_owner(page: Page, owner: Named, drafts: list[Draft]) -> bool:
    key = page.body_key(owner.party.name)
    parts = (part for draft in drafts for part in draft.parts if part.role is Role.OWNER)
    return all(page.body_key(part.party.name) == key for part in parts)
