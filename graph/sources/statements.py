"""Statements of roles in sentences: which party takes part how, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.records import Party, Role
from graph.sources.anaphora import meant_by
from graph.sources.asides import PRECURSOR, is_aside
from graph.sources.bracketed_roles import role_in_brackets
from graph.sources.certain_names import (
    has_capitals,
    is_body_alone,
    is_certain_body,
    is_long_name,
    is_speaker,
    is_subject_in_words,
)
from graph.sources.cue_parties import OF_SEVERAL, OWNED_BY, parties_of_cue
from graph.sources.cue_reach import after_cue, before_cue, inserted
from graph.sources.cues import CUE_BITS, Cue, cues_in, extent_of
from graph.sources.denials import NOBODY, SERVING, is_denied
from graph.sources.enumerations import JOINT, OPENING_OWNER, enumerated, joining_of
from graph.sources.memberships import tells_of_members
from graph.sources.parties import PartyReader
from graph.sources.party_names import Named, looks_like_body
from graph.sources.passive_subjects import is_of_other_thing
from graph.sources.purposes import (
    WORDS_OF_COLLABORATION,
    is_general,
    is_help_to_others,
    is_of_another_group,
    is_of_project,
    is_standing,
    is_wish,
)
from graph.sources.role_rules import FUND, FUND_WITHIN
from graph.sources.role_words import TAKES, RoleRule
from graph.sources.screening import promised, screened
from graph.sources.sentence_links import (
    ANAPHORIC,
    WHO_ALL,
    after_clause,
    is_at_event,
    names_begin,
    role_before,
)

# "Metoden togs fram av A tillsammans med B", "varken A eller B deltar"
_OTHER_SUBJECT = screened(
    r"\s*(?:Metoden|Modellen|Rapporten|Studien|Handboken|Boken|Konceptet|Verktyget)\b(?![^.]*projekt)|"
    r"\s*varken\s+(?-i:[A-ZÅÄÖ])",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"[\s,]*(?:som|vilk(?:en|et))\s")
_TOLD_BEFORE = re.compile(
    rf"\b(?:{TAKES}|ska\s+(?:delta|medverka))\b[^.]*\bprojekt\w*\b[^.]*\.\s+$|"
    r"\b[Pp]rojektet\s+(?:har|hade|drivs\s+av|genomförs\s+av)\s+(?:\w+\s+)?parter\.\s+$"
)
_DECIDES = re.compile(
    r"\s*(?:Strukturfondspartnerskapet|Partnerskapet|(?:Svenska\s+)?ESF-rådet)\b[^.;:–]*",
    re.IGNORECASE,
)
_WIDE = frozenset(
    {
        "participant.joins",
        "participant.works-in",
        "participant.inverted",
        "participant.includes",
        "participant.takes-part",
        "owner.answers-for",
        "owner.drives-with",
        "owner.drives-inverted",
        "owner.granted-with",
        "owner.granted-project",
    }
)
# What the subject is or who owns it; of a body that tells who its members or owners are
_OF_SUBJECT = frozenset({OWNED_BY, "partner.joint-project"})
# "I förbundet ingår A och B" tells who its members are
_OF_BODY = re.compile(
    r"\s*(?:I|Inom)\s+(?:(?!projekt|\bdel(?:en)?\b|insats|satsning)[^.;:])*?\b\w*(?:förbund(?:et|en)?|föreningen|bolaget|koncernen|"
    r"organisationen|regionen|nätverket|collegets?|länet)(?:\s+i)?(?:\s+[A-ZÅÄÖ][\w-]+)*"
    r"(?:\s+län)?\s*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*,?\s*(?:och|samt|tillsammans\s+med)\s+|\s*,\s+(?=[A-ZÅÄÖ])")
_BRACKETED = "owner.in-parenthesis"
_SUM_GRANTED = "owner.granted-sum-of-fund"
_BEFORE_NAME = re.compile(r"[,;:]\s+|\s(?:och|samt|är|var|med|av|mellan|deltar|ingår|medverkar)\s+")
_LIKEWISE = "participant.likewise"
_SHARES = frozenset({"cofinancier.share", "cofinancier.share-behind"})
_FUNDING = frozenset({"funder.by", "funder.is", "funder.finances"})
_PAYS = re.compile(
    r"finansiera\w*\b|\b(?:bidrar|bidrog|går\s+in|gick\s+in)(?:$|\s+med\s+\d)|"
    r"\b(?:står|stod|svarar)\s+för\s+(?:\d|en\b|två\b|hälften)|\b(?:betalar|bekostar)\b",
    re.IGNORECASE,
)


# Without any of these a sentence states no role.
_TELLING = CUE_BITS | JOINT.bit | OPENING_OWNER.bit


@dataclass(frozen=True, slots=True)
class Stated:
    """A role that a passage states, with the range that proves it."""

    named: Named
    role: Role
    rule: str
    start: int
    end: int
    extent: str | None = None


def in_sentence(
    reader: PartyReader, start: int, end: int, project: str | None = None
) -> list[Stated]:
    """The roles that the sentence `start..end` states; `project` is the one it tells of.

    They are kept for the next who asks; nobody may change them.
    """
    if project and project.partition(" ")[0].casefold() not in reader.text[start:end].casefold():
        project = None  # no name in the sentence is the project's
    return reader.once_of_text(
        ("stated", start, end, project), lambda: _stated_in(reader, start, end, project)
    )


def _stated_in(reader: PartyReader, start: int, end: int, project: str | None) -> list[Stated]:
    text = reader.text
    likely = promised(text, start, end, _TELLING)
    if not likely or _OTHER_SUBJECT.match(text, start, end):
        return []
    if PRECURSOR.search(text, start, end) and not _has_word(text[start:end], project):
        return []
    if text[end - 1] == "?":
        return []  # who asks states nothing
    if is_aside(text, start, end) or tells_of_members(text, start, end):
        return []
    cues = cues_in(text, start, end, likely, project)
    found = list(_owners_in_brackets(reader, start, end, cues))
    cues = [
        (rule, match)
        for rule, match in cues
        if rule.name != _BRACKETED
        and not is_of_other_thing(rule, text, start, match.start())
        and (rule.name not in _SHARES or _PAYS.search(text, start, match.start()) is not None)
    ]
    cues = [
        cue
        for position, cue in enumerate(cues)
        if cue[0].name != _LIKEWISE or any(one[0].side == "before" for one in cues[:position])
    ]  # "A, liksom B, samverkar": B is part of the subject
    for position, (rule, match) in enumerate(cues):
        previous = cues[position - 1] if position else None
        following = cues[position + 1] if position + 1 < len(cues) else None
        told_next = following is not None and following[0].name in WHO_ALL
        if told_next and rule.role in _JOINED_AFTER and rule.side == "after" and not rule.single:
            continue  # "tillsammans med A och B, som båda är partner" tells what they are
        if rule.side == "after":
            left, right = after_cue(text, match.end(), end, following)
            if project and (stop := text.find(f" i {project}", left, right)) > left:
                right = stop  # "Dessutom deltar A och B i X"
        else:
            at, before = match.start(), previous
            if previous is not None and previous[0].side == "after":
                verb = inserted(text, previous[1].end())
                if verb is not None:
                    at, before = verb, cues[position - 2] if position > 1 else None
            owner = rule.role is Role.OWNER
            relative = rule.name not in WHO_ALL and _RELATIVE.match(match.group()) is not None
            if rule.name in WHO_ALL and before is not None and before[0].side == "after":
                left, right = max(start, before[1].end()), at
            else:
                left, right = before_cue(text, start, at, before, owner=owner, relative=relative)
        if rule.name in _TOO and (previous is None or previous[0].name not in _TOO[rule.name]):
            continue
        if rule.name in WHO_ALL:
            left = names_begin(text, left, right)
        if left >= right or (rule.role in SERVING and is_denied(text, start, match.span(), end)):
            continue
        ranges = [(left, right)]
        if rule.side == "after" and (rest := _after_owner(text, following, cues, position, end)):
            ranges.append(rest)
        elif rule.side == "after" and rule.role in _JOINED_AFTER:
            ranges += after_clause(text, right, end)
        if rule.name in _OF_SUBJECT and is_body_alone(reader, start, match.start()):
            continue  # "Exempelskolan drivs av A" tells of the school
        careful = rule.name in WORDS_OF_COLLABORATION or rule.name == "participant.these-are"
        if careful and _is_no_party(rule, text, start, match, end):
            continue
        same = role_before(rule.name, text, start) if rule.name in ANAPHORIC else rule.role
        if same is None:
            continue
        if rule.name == "participant.together":
            same = _role_of_joined(text, match, previous, following) or same
        wish = careful and is_wish(text, start, match.start())
        another = any(cue.name == "owner.as" for cue, _ in cues[position + 1 :])
        named_in = [item for span in ranges for item in parties_of_cue(reader, rule, *span, start)]
        if not named_in and (rule.name in _OF_THOSE_BEFORE or rule.role is Role.COFINANCIER):
            named_in = meant_by(reader, start, left, right)
        first = ""
        for number, named in enumerate(named_in):
            role = same
            if (wish or _reads_as_words(rule, named)) and not is_certain_body(reader, named):
                continue
            sure = rule.name in _OF_BODIES_ONLY
            if (sure or rule.name in _CAREFUL) and not (
                is_certain_body(reader, named) or (not sure and has_capitals(named))
            ):
                continue
            if rule.side == "before" and is_speaker(reader, named):
                continue
            if rule.role in _PAID_OR_PAYING and (
                NOBODY.match(named.party.name)
                or (rule.side == "before" and is_subject_in_words(reader, named))
            ):
                continue
            if role is Role.OWNER and number and named.party.name == first:
                continue  # "A kommun, socialförvaltningen"
            first = first or named.party.name
            if role is Role.OWNER and number:
                role = Role.PARTICIPANT  # "A, B och C driver projektet": the first answers for it
            name = named.party.name
            if rule.name in OF_SEVERAL and (number or (another and rule.name == OWNED_BY)):
                if not (is_certain_body(reader, named) or is_long_name(named)):
                    break
                role = Role.PARTICIPANT
            if rule.name == "owner.led-by" and not (
                reader.mentions.key_of(name) or looks_like_body(name)
            ):
                continue  # a person may lead a project
            if rule.name == _SUM_GRANTED and (
                text[named.end : match.start()].strip()
                or not (is_certain_body(reader, named) or text.lstrip().startswith(name))
            ):
                continue  # a project may get money as well; who publishes the page is none
            if rule.name == _LIKEWISE:
                if previous is None or previous[0].side != "before":
                    continue
                role = previous[0].role
            if role is Role.OWNER and FUND.match(name):
                continue  # who pays owns nothing
            if role is Role.OWNER and project and project.casefold().startswith(name.casefold()):
                continue  # "projektet A leder till B" is a name
            if fund := FUND.match(named.party.name):
                named = replace(named, party=Party(fund.group()))
            elif rule.name == "funder.grants":
                continue  # a board that decides is not who pays
            elif (
                rule.name in _FUNDING
                and FUND_WITHIN.search(text, start, max(right, named.end))
                and not FUND_WITHIN.search(text, named.start, named.end)
            ):
                role = Role.COFINANCIER  # "finansieras av Europeiska socialfonden och A"
            if FUND.match(named.party.name):
                if role in _NO_FUND:
                    continue
                role = Role.FUNDER if role is Role.COFINANCIER else role
            if role in (Role.PARTICIPANT, Role.PARTNER):
                role = role_in_brackets(text, named.start, named.end) or role
            extent = extent_of(match) or named.extent
            found.append(Stated(named, role, rule.name, start, end, extent))
    if all(item.role is Role.OWNER for item in found):
        owners = [(item.named.start, item.named.end) for item in found]
        found += [
            Stated(named, *joining_of(text, start, named), start, end)
            for named in enumerated(reader, start, end, owners)
        ]
    return found


def _has_word(sentence: str, project: str | None) -> bool:
    """Whether a sentence has the first word of the project's name, as a word."""
    first = project.partition(" ")[0] if project else ""
    return bool(first) and re.search(rf"(?<!\w){re.escape(first)}(?!\w)", sentence) is not None


def _after_owner(
    text: str,
    following: Cue | None,
    cues: list[Cue],
    position: int,
    end: int,
) -> tuple[int, int] | None:
    """The names that go on after "mellan A som projektägare och": the cue before A names them."""
    if following is None or following[0].name not in ("owner.as", "owner.noun-before"):
        return None
    joint = _GOES_ON.match(text, following[1].end(), end)
    if joint is None:
        return None
    beyond = cues[position + 2] if position + 2 < len(cues) else None
    left, right = after_cue(text, joint.end(), end, beyond)
    return (left, right) if left < right else None


# "Båda är samverkansparter", "De två sistnämnda är medsökande"
_OF_THOSE_BEFORE = frozenset(
    {
        "partner.as",
        "partner.as-some",
        "partner.counts-as",
        "participant.as",
        "participant.are-parties",
        "participant.counts-as",
        "participant.lends-staff",
        "participant.puts-in-staff",
        "participant.does-part",
    }
)
# "A går in med en coach och B med en handläggare": what is left out stands before
_TOO = {
    "participant.puts-in-too": {"participant.puts-in-staff", "participant.puts-in-too"},
    "participant.does-part-too": {"participant.does-part", "participant.does-part-too"},
}
_JOINED_AFTER = frozenset({Role.PARTNER, Role.PARTICIPANT})
_PAID_OR_PAYING = SERVING | {Role.FUNDER}
_NO_FUND = _JOINED_AFTER | {Role.INITIATOR}


_CAREFUL = frozenset(
    {"participant.goes-in", "participant.so-does", "partner.so-is", "owner.lies-with"}
)
# "Ansvarig för projektet är …": a person as often as a body
_OF_BODIES_ONLY = frozenset(
    {"owner.responsible-is", "owner.is-responsible", "owner.project-granted"}
)


def _role_of_joined(
    text: str,
    match: re.Match[str],
    previous: Cue | None,
    following: Cue | None,
) -> Role | None:
    """The role of who pays together with another, joined to it by the cue `match`."""
    if following and following[0].role in SERVING and inserted(text, match.end()) is not None:
        return following[0].role  # "A tillsammans med B står för medfinansieringen"
    if (
        previous
        and previous[0].name == "funder.by"
        and FUND.fullmatch(text[previous[1].end() : match.start()].strip()) is not None
    ):
        return Role.COFINANCIER  # "finansieras av ESF tillsammans med A"
    return None


def _is_no_party(rule: RoleRule, text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether words of collaboration tell how things are, or of help that participants get."""
    if "projekt" in match.group().casefold():
        return False  # "ett samverkansprojekt mellan A och B" is the project itself
    if rule.name == "participant.these-are":
        return _TOLD_BEFORE.search(text, max(0, start - 250), start) is None
    if "samråd" in match.group() and (
        _DECIDES.fullmatch(text, start, match.start()) or not is_of_project(text, start, end)
    ):
        return True  # "Partnerskapet har i samråd med A beslutat", "Lättläst material tas fram i …"
    if rule.name == "cofinancier.support":
        return is_help_to_others(text, start, match.start())
    if rule.name == "participant.inverted" and is_at_event(text, start, match.start()):
        return True
    if rule.name == "participant.inverted":
        return _OF_BODY.match(text, start, match.start()) is not None or is_of_another_group(
            text, start, match.start()
        )
    return is_general(text, match.end(), end) or is_standing(text, start, match.start())


def _reads_as_words(rule: RoleRule, named: Named) -> bool:
    """Whether what a wide cue found reads as a phrase, as no name of a body does."""
    words = named.party.name.split()
    lower = [word for word in words if word.islower() and len(word) > 3]
    return rule.name in _WIDE and named.party.name[:1].isupper() and len(lower) > 1


def _owners_in_brackets(
    reader: PartyReader, start: int, end: int, cues: list[Cue]
) -> Iterator[Stated]:
    """The body right before "(projektägare)", wherever in an enumeration it stands."""
    for rule, match in cues:
        if rule.name != _BRACKETED:
            continue
        at = match.start()
        known = [m for m in reader.beginning_in(start, at) if m.end == at]
        if known:
            named = reader.one(known[-1].start, at)
        else:
            before = list(_BEFORE_NAME.finditer(reader.text, start, at))
            items = reader.listed(before[-1].end() if before else start, at)
            named = items[-1] if items else None
        if named is not None:
            yield Stated(named, Role.OWNER, rule.name, start, end)


def parties_of(stated: list[Stated]) -> list[Party]:
    """The parties, in order."""
    return [item.named.party for item in stated]
