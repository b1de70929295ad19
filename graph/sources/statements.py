"""Statements of roles in sentences: which party takes part how, and where it says so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from graph.records import Party, Role
from graph.sources.bracketed_roles import role_in_brackets
from graph.sources.cue_reach import after_cue, before_cue, inserted
from graph.sources.denials import NOBODY, SERVING, is_denied
from graph.sources.enumerations import JOINT, OPENING_OWNER, enumerated
from graph.sources.parties import PartyReader
from graph.sources.party_names import Named, looks_like_body
from graph.sources.party_words import HOUSE
from graph.sources.passages import squeeze
from graph.sources.purposes import (
    WORDS_OF_COLLABORATION,
    is_general,
    is_help_to_others,
    is_of_another_group,
    is_standing,
    is_wish,
)
from graph.sources.role_rules import (
    DRIVES,
    FUND,
    FUND_WITHIN,
    LIMITING,
    PART_IN,
    RULES,
    drives,
    part_in,
)
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
_TOLD_BEFORE = re.compile(
    rf"\b(?:{TAKES}|ska\s+(?:delta|medverka))\b[^.]*\bprojekt\w*\b[^.]*\.\s+$"
)
_DECIDES = re.compile(
    r"\s*(?:Strukturfondspartnerskapet|Partnerskapet|(?:Svenska\s+)?ESF-rådet)\b[^.;:–]*",
    re.IGNORECASE,
)
_CONDITIONAL = screened(
    r"\b(?:bjuds?\s+in|bjuda\s+in|bjudas\s+in|inbjudan|"
    r"skickas\s+(?:ut\s+)?till|(?<!geografiska\s)(?<!geografisk\s)spridning\w*|(?:riks)?konferens\w*(?!\s+(?:AB|HB)\b)|studiebesök|"
    r"(?:deltar|deltog|medverkar|medverkade|talar|talade)\s+(?:\w+\s+)?(?:på|under|vid)\s+(?:\w+\s+)?\w*(?:dagen|dagarna|träffen|mötet|mässan|kvällen|lunchen|frukosten|invigningen)|"
    r"ansökan\s+(?:avslogs|fick\s+nej|avslås)|har\s+däremot\s+(?:valt|avstått|tackat|inte)|i\s+så\s+fall|kan\s+komma\s+att\s+(?:omfatta|utökas|delta|medverka|ansluta|ingå)|"
    r"(?:ett|pris|årets|fick)\s+pris(?:et)?|utmärkelse\w*|besök(?:te|er|tes|t)|gästa(?:r|de)|tacka(?:r|de)?\b(?!\s+ja\b)|(?:ett\s+)?stort\s+tack|tackat?\s+nej|"
    r"visa(?:t|r|de)\s+intresse|inspireras|inspirerat|liknande\s+(?:projekt|satsning|insats|modell)\w*|systerprojekt\w*|ett\s+annat\s+projekt|"
    r"parallellt\s+(?:driver|drivs|pågår|pågick)|driver\s+parallellt|inbjud(?:na|en)|bjudits\s+in|"
    r"(?:en|dess|projektets)\s+föregångare|(?:lämnat|skrivit)\s+(?:på\s+)?en\s+avsiktsförklaring|drog\s+sig\s+ur|fick\s+avslag|"
    r"fått\s+avslag|seminari\w+|web+inari\w+|uppstartsmöte\w*|slutkonferens\w*|är\s+inte\s+part|"
    r"valt\s+att\s+stå\s+utanför|inbjudits|(?:ett|det)\s+tidigare\s+projekt(?:et)?|ett\s+motsvarande\s+projekt|(?:vid|på)\s+invigningen|inte\s+att\s+(?:delta|medverka|vara\s+med)|som\s+inte\s+(?:deltar|medverkar|ingår|är\s+med)|"
    r"förebild(?:en)?\s+(?:är|var|har))\b",
    re.IGNORECASE,
)

# "A har tillsammans med B fått …": who the verb's own cue would take for its subject is B.
_WITH_OTHERS = frozenset(
    {"owner.drives-with", "owner.granted-with", "owner.drives-inverted", "owner.gets-inverted"}
)
_ECHOES = frozenset({"owner.granted", "owner.drives"})
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
# "I förbundet ingår A och B" tells who its members are
_OF_BODY = re.compile(
    r"\s*(?:I|Inom)\s+(?:(?!projekt)[^.;:])*?\b\w*(?:förbund(?:et|en)?|föreningen|bolaget|koncernen|"
    r"organisationen|regionen|nätverket|collegets?|länet)(?:\s+i)?(?:\s+[A-ZÅÄÖ][\w-]+)*"
    r"(?:\s+län)?\s*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"\s*,?\s*(?:och|samt|tillsammans\s+med)\s+|\s*,\s+(?=[A-ZÅÄÖ])")
_BRACKETED = "owner.in-parenthesis"
_OWNED_BY = "owner.owned-by"  # "drivs av A, B och C": who stands first, or "med C som projektägare"
_SUM_GRANTED = "owner.granted-sum-of-fund"
# … "Nu har A och B startat ett projekt" as well
_OF_SEVERAL = frozenset({_OWNED_BY, "owner.drives-inverted", "owner.is"})
_BEFORE_NAME = re.compile(r"[,;:]\s+|\s(?:och|samt|är|var|med|av|mellan|deltar|ingår|medverkar)\s+")
_LONGEST_NAME = 60
_IN_A_CLAUSE = re.compile(r"(?i)\b(?:och|av|som|är|har|\w*projekt\w*|satsning\w*|insats\w*)\b")
_PLURAL_OR_VERB = re.compile(r"(?:er|ar|or|na|are|ade|nde)$")
_WORD = re.compile(r"\w+")
_AND = re.compile(r"\b(?:och|samt)\b")
_SHARE = "cofinancier.share"
_FUNDING = frozenset({"funder.by", "funder.is", "funder.finances"})
_PAYS = re.compile(
    r"(?:finansiera\w*\b|\b(?:bidrar|bidrog|går\s+in|gick\s+in)(?:$|\s+med\s+\d))", re.IGNORECASE
)


_RULE_BITS = sum(rule.pattern.bit for rule in RULES)
_OWNER_WORD = screened(r"\bprojektägare\b", re.IGNORECASE)

# Without any of these a sentence states no role.
_TELLING = _RULE_BITS | PART_IN.bit | DRIVES.bit | JOINT.bit | OPENING_OWNER.bit


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
    """The roles that the sentence `start..end` states; `project` is the one it tells of."""
    text = reader.text
    likely = promised(text, start, end, _TELLING)
    if not likely or _OTHER_SUBJECT.match(text, start, end):
        return []
    if text[end - 1] == "?":
        return []  # who asks states nothing
    if is_aside(text, start, end):
        return []
    further: tuple[RoleRule, ...] = ()
    if project and text.find(project, start, end) >= 0:
        if PART_IN.search(text, start, end):
            further = (part_in(project),)
        if DRIVES.search(text, start, end):
            further = (*further, drives(project))
    cues = _cues(text, start, end, (*_rules_of(likely & _RULE_BITS), *further))
    if any(rule.name in _WITH_OTHERS for rule, _ in cues):
        cues = [cue for cue in cues if cue[0].name not in _ECHOES]
    found = list(_owners_in_brackets(reader, start, end, cues))
    cues = [
        (rule, match)
        for rule, match in cues
        if rule.name != _BRACKETED
        and (rule.name != _SHARE or _PAYS.search(text, start, match.start()) is not None)
    ]
    for position, (rule, match) in enumerate(cues):
        previous = cues[position - 1] if position else None
        following = cues[position + 1] if position + 1 < len(cues) else None
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
            relative = rule.name not in WHO_ALL and match.group().lstrip(" ,").startswith("som ")
            left, right = before_cue(text, start, at, before, owner=owner, relative=relative)
        if rule.name in WHO_ALL:
            left = names_begin(text, left, right)
        if left >= right or (rule.role in SERVING and is_denied(text, start, match.span(), end)):
            continue
        ranges = [(left, right)]
        if rule.side == "after" and (rest := _after_owner(text, following, cues, position, end)):
            ranges.append(rest)
        elif rule.side == "after" and rule.role in _JOINED_AFTER:
            ranges += after_clause(text, right, end)
        if rule.name == _OWNED_BY and _is_body_alone(reader, start, match.start()):
            continue  # "Exempelskolan drivs av A" tells of the school
        careful = rule.name in WORDS_OF_COLLABORATION or rule.name == "participant.these-are"
        if careful and _is_no_party(rule, text, start, match, end):
            continue
        same = role_before(text, start) if rule.name in ANAPHORIC else rule.role
        if same is None:
            continue
        if rule.name == "participant.together":
            same = _role_of_joined(text, match, previous, following) or same
        wish = careful and is_wish(text, start, match.start())
        another = any(cue.name == "owner.as" for cue, _ in cues[position + 1 :])
        named_in = (item for span in ranges for item in _parties(reader, rule, *span, start))
        first = ""
        for number, named in enumerate(named_in):
            role = same
            if (wish or _reads_as_words(rule, named)) and not is_certain_body(reader, named):
                continue
            if rule.name in _CAREFUL and not (
                is_certain_body(reader, named) or _has_capitals(named)
            ):
                continue
            if rule.side == "before" and _is_speaker(reader, named):
                continue
            if rule.role in SERVING and (
                NOBODY.match(named.party.name)
                or (rule.side == "before" and _is_subject_in_words(reader, named))
            ):
                continue
            if role is Role.OWNER and number and named.party.name == first:
                continue  # "A kommun, socialförvaltningen"
            first = first or named.party.name
            if role is Role.OWNER and number:
                role = Role.PARTICIPANT  # "A, B och C driver projektet": the first answers for it
            name = named.party.name
            if rule.name in _OF_SEVERAL and (number or (another and rule.name == _OWNED_BY)):
                if not (is_certain_body(reader, named) or _is_long_name(named)):
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
            if rule.name == "participant.likewise":
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
            if role in (
                Role.COFINANCIER,
                Role.FUNDER,
                Role.PARTNER,
                Role.PARTICIPANT,
            ) and FUND.match(named.party.name):
                if role in (Role.PARTNER, Role.PARTICIPANT):
                    continue
                role = Role.FUNDER
            if role in (Role.PARTICIPANT, Role.PARTNER):
                role = role_in_brackets(text, named.start, named.end) or role
            extent = _extent(match) or named.extent
            found.append(Stated(named, role, rule.name, start, end, extent))
    if all(item.role is Role.OWNER for item in found):
        owners = [(item.named.start, item.named.end) for item in found]
        found += [
            Stated(named, Role.PARTICIPANT, "participant.enumerated", start, end)
            for named in enumerated(reader, start, end, owners)
        ]
    return found


def _is_body_alone(reader: PartyReader, start: int, end: int) -> bool:
    """Whether a passage is the name of a body, and nothing else."""
    name = squeeze(reader.text[start:end])
    return reader.mentions.key_of(name) is not None or (
        0 < len(name) < _LONGEST_NAME
        and (looks_like_body(name) or HOUSE.search(name) is not None)
        and _IN_A_CLAUSE.search(name) is None
    )


def is_aside(text: str, start: int, end: int) -> bool:
    """Whether a sentence is about a visit, an invitation, a conference or another's project."""
    return (
        _CONDITIONAL.search(text, start, end) is not None
        and _OWNER_WORD.search(text, start, end) is None
    )


def _after_owner(
    text: str,
    following: tuple[RoleRule, re.Match[str]] | None,
    cues: list[tuple[RoleRule, re.Match[str]]],
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


_JOINED_AFTER = frozenset({Role.PARTNER, Role.PARTICIPANT})


# "…, säger A, som har varit med sedan starten": a person
_SAYS = re.compile(
    r"\b(?:säger|sade|sa|berättar|berättade|menar|förklarar|tycker|konstaterar|undrar|påpekar|tror|hoppas)\s+$"
)
_CAREFUL = frozenset({"participant.goes-in", "participant.so-does", "partner.so-is"})


def _role_of_joined(
    text: str,
    match: re.Match[str],
    previous: tuple[RoleRule, re.Match[str]] | None,
    following: tuple[RoleRule, re.Match[str]] | None,
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


def _is_subject_in_words(reader: PartyReader, named: Named) -> bool:
    """Whether a subject is a phrase with but its first word in capitals: "All undervisning"."""
    first, *others = named.party.name.split() or [""]
    return (
        bool(others)
        and not first.isupper()
        and all(word.islower() for word in others)
        and not others[-1].endswith(("centra", "centrum", "center"))
        and not is_certain_body(reader, named)
    )


def _has_capitals(named: Named) -> bool:
    """Whether a name has two words with capitals at least: "Röda Korset i Exempelstad"."""
    return sum(word[:1].isupper() for word in named.party.name.split()) > 1


def _is_speaker(reader: PartyReader, named: Named) -> bool:
    """Whether a name is of who says what stands before: "…, säger A, som är med i projektet"."""
    before = _SAYS.search(reader.text, max(0, named.start - 16), named.start)
    return before is not None and not is_certain_body(reader, named)


def _is_no_party(rule: RoleRule, text: str, start: int, match: re.Match[str], end: int) -> bool:
    """Whether words of collaboration tell how things are, or of help that participants get."""
    if "projekt" in match.group().casefold():
        return False  # "ett samverkansprojekt mellan A och B" is the project itself
    if rule.name == "participant.these-are":
        return _TOLD_BEFORE.search(text, max(0, start - 250), start) is None
    if "samråd" in match.group() and _DECIDES.fullmatch(text, start, match.start()):
        return True  # "Partnerskapet har i samråd med A beslutat": A decides with it
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


def _is_long_name(named: Named) -> bool:
    """Whether a name has several words, each with a capital: "Exempel Science Park"."""
    words = named.party.name.split()
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def is_certain_body(reader: PartyReader, named: Named) -> bool:
    """Whether a party is known by a list, or a body by a word of its own name."""
    name = named.party.name
    known = reader.mentions.key_of(name) is not None or named.municipality is not None
    return known or reader.mentions.is_municipality(name) or looks_like_body(name)


def _owners_in_brackets(
    reader: PartyReader, start: int, end: int, cues: list[tuple[RoleRule, re.Match[str]]]
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


def limit_in(sentence: str) -> str | None:
    """The limit that a sentence puts on the parties of the sentence before it."""
    match = LIMITING.match(sentence.strip())
    return match["extent"].strip() if match else None


def _extent(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    limit = groups.get("extent") or groups.get("extent2")
    if not limit:
        return None
    whole = match.group().strip()
    at = whole.find(limit)
    verb = whole.split()[0]
    return (
        limit
        if at < 0 or " " not in whole
        else f"{verb} {limit}"
        if limit.startswith(("i ", "delvis"))
        else limit
    )


def _cues(
    text: str, start: int, end: int, rules: tuple[RoleRule, ...]
) -> list[tuple[RoleRule, re.Match[str]]]:
    """The cues of a sentence in order; where two overlap, the earlier and longer one counts."""
    found = [
        (rule, match) for rule in rules for match in rule.pattern.pattern.finditer(text, start, end)
    ]
    found.sort(key=lambda item: (item[1].start() + _indent(item[1]), -item[1].end()))
    kept: list[tuple[RoleRule, re.Match[str]]] = []
    for rule, match in found:
        if kept and match.start() < kept[-1][1].end() - 1:
            continue
        kept.append((rule, match))
    return kept


@lru_cache(maxsize=4096)
def _rules_of(patterns: int) -> tuple[RoleRule, ...]:
    """The rules whose patterns are among `patterns`, given as bits."""
    return tuple(rule for rule in RULES if rule.pattern.bit & patterns)


def _indent(match: re.Match[str]) -> int:
    return len(match.group()) - len(match.group().lstrip())


# "A, B och C driver projektet": the first answers for it, the others take part
_MANY_BEFORE = frozenset(
    {
        "owner.drives",
        "owner.drives-with",
        "owner.granted",
        "owner.granted-with",
        "owner.drives-named",
    }
)


def _parties(
    reader: PartyReader, rule: RoleRule, left: int, right: int, sentence: int
) -> Iterator[Named]:
    if rule.name in ("owner.genitive", "evaluator.genitive"):
        possessors = [
            mention
            for mention in reader.beginning_in(max(left, right - 80), right)
            if mention.genitive and mention.end < right <= mention.end + 2
        ]
        for mention in possessors[-1:]:
            if (possessor := reader.one(mention.start, mention.end)) is not None:
                yield possessor
                return
    items = reader.listed(left, right, groups=rule.groups)
    if rule.name == "owner.who-drives":  # "… på A, som äger projektet": the body right before
        beside = [
            one for one in reader.beginning_in(max(left, right - 80), right) if one.end == right
        ]
        if beside and (named := reader.one(beside[-1].start, beside[-1].end)) is not None:
            yield named
            return
    if rule.side == "before":
        items = [item for item in items if _can_be_subject(reader, item, sentence, len(items))]
        if rule.name in ("owner.genitive", "evaluator.genitive"):
            items = [item for item in map(_without_genitive(reader), items[-1:]) if item]
        elif items and rule.single and rule.name not in _MANY_BEFORE:
            items = items[:1]
    elif rule.single and rule.name not in _OF_SEVERAL:
        items = items[:1]
    elif rule.role is Role.EVALUATOR:
        items = items[:1] + [
            item
            for before, item in pairwise(items)
            if _AND.search(reader.text, before.end, item.start) is not None
        ]  # "utvärderas av A och B", but "av A, institutionen"
    yield from items


def _without_genitive(reader: PartyReader) -> Callable[[Named], Named | None]:
    """Of "Exempelstads kommuns" the body that a list has, which ends with it; else None."""

    def bare(named: Named) -> Named | None:
        for mention in reader.beginning_in(named.start, named.end):
            if mention.genitive and mention.end == named.end - 1:
                return reader.one(mention.start, mention.end)
        name = named.party.name
        known = reader.beginning_in(named.start, named.start + 1)
        local = known and not reader.mentions.is_municipality(known[0].name)  # "ABF Exempelstads"
        body = local or looks_like_body(name[:-1])
        if name.endswith("s") and body and named.party.unit is None:
            return replace(named, party=Party(name[:-1]), end=named.end - 1)
        return None

    return bare


def _can_be_subject(reader: PartyReader, named: Named, sentence: int, count: int) -> bool:
    """A capital at the head of a sentence says nothing, so there more than it is asked for."""
    name = named.party.name
    if named.start > sentence + 3 and name[:1].isupper() and named.start > sentence:
        return True
    if (
        reader.mentions.key_of(name)
        or looks_like_body(name)
        or reader.mentions.is_municipality(name)
    ):
        return True
    words = name.split()
    if (
        count > 1
        or sum(word[:1].isupper() for word in words) > 1
        or any(c.isupper() for c in name[1:])
    ):
        return True
    if _PLURAL_OR_VERB.search(name):
        return False
    return not reader.once(f"common {name}", lambda: _is_in_small_letters(reader, name.lower()))


def _is_in_small_letters(reader: PartyReader, lower: str) -> bool:
    """Whether the page has these words in small letters as well, so that they are no name."""
    words = reader.once("words", lambda: frozenset(_WORD.findall(reader.text)))
    if _WORD.fullmatch(lower):
        return lower in words
    first = _WORD.search(lower)
    if first is not None and first.group() not in words:
        return False
    return re.search(rf"(?<!\w){re.escape(lower)}(?!\w)", reader.text) is not None


def parties_of(stated: list[Stated]) -> list[Party]:
    """The parties, in order."""
    return [item.named.party for item in stated]
