"""Lists of places that a sentence counts: "fem av länets kommuner deltar", and five lines below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.numerals import numerals
from graph.records import Party, Role
from graph.sources.county_groups import county_group
from graph.sources.drafts import Draft
from graph.sources.page import Page
from graph.sources.party_words import ALL_IN_COUNTY
from graph.sources.passages import BULLET, squeeze
from graph.sources.place_runs import read_place_runs
from graph.sources.screening import may_match, screened

_NUMBERS = numerals(3, 15)
_COUNTED = screened(
    rf"\b(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(?:av\s+\w+\s+(?:\w+\s+)?)?kommuner(?:na)?\b"
    r"[^.:;\n]{0,60}?\b(?:deltar|deltog|medverkar|medverkade|ingår|ingick|är\s+med|var\s+med|"
    r"omfattas|samarbetar|samverkar)\b",
    re.IGNORECASE,
)

_WORKS_IN = screened(
    r"\b(?:(?P<who>(?:personer|deltagare|ungdomar|unga|vuxna|individer|kvinnor|män|akademiker|nyanlända|utrikesfödda|hyresgäster|"
    r"föräldrar|elever|familjer|\w*(?:arbetslösa|sjukskrivna|arbetssökande|arbetare|medarbetare|anställda|chefer|företagare|sköterskor|biträden|lärare))"
    r"(?:\s+(?:i|på|inom|hos|vid)\s+\w*(?:företag|arbetsplatser|verksamheter|skolor|förskolor|boenden|butiker|hotell)(?:en|na)?)?)"
    r"\s+i\s+(?:kommunerna\s+)?(?=(?-i:[A-ZÅÄÖ]))|"
    r"(?:kurser(?:na)?|\w*utbildning(?:en|ar|arna)?|\w*rådgivning(?:en)?|undervisning(?:en)?|träffar(?:na)?|praktik(?:en)?|coachning(?:en)?)\s+"
    r"(?:(?:kommer\s+att|ska|har)\s+)?(?P<verb2>hålls|hölls|hållas|hållits|ges|gavs|getts|anordnas|anordnades|bedrivs|erbjuds|genomförs|äger\s+rum)\s+"
    r"(?!också\b)(?:[a-zåäö]+\s+){0,2}?i\s+(?:kommunerna\s+)?(?=(?-i:[A-ZÅÄÖ]))|"
    r"(?:folkbokförda?|bosatta?|bor|boende)\s+i\s+(?:(?:någon|en)\s+av\s+)?(?:kommunerna\s+)?(?=(?-i:[A-ZÅÄÖ]))|"
    r"(?P<verb>finns|fanns|bedrivs|bedrevs|pågår|pågick|genomförs|genomfördes|drivs|drevs|erbjuds|"
    r"drivas|bedrivas|genomföras|sker|skedde|ligger|arrangeras)\s+"
    r"(?:(?:nu|även|idag)\s+)?(?:projektet\s+)?(?:[”\"“]?(?-i:[A-ZÅÄÖ])\w+[”\"“]?\s+)?i\s+"
    r"(?:kommunerna\s+)?(?=(?-i:[A-ZÅÄÖ]))|"
    r"(?:delprojekt\w*|verksamhet\w*|projektet|arbetet)\s[^.;:]{0,60}?\b(?:orter|platser|kommuner)(?:na)?"
    r"(?:\s*[:,]|\s+[–-])\s+(?:nämligen\s+)?(?=(?-i:[A-ZÅÄÖ]))|"
    r"(?:(?<=[.!?]\s)|(?<=\n))(?-i:I)\s+(?=(?-i:[A-ZÅÄÖ])[^.;:]{2,80}?\s(?:kommer|erbjuds|får|ska|skall|deltar)\s[^.;]{0,60}?"
    r"(?:delta|deltagare|personer|ungdomar|individer)\b)|"
    r"(?:projektet|teamet|vi|satsningen)\s+(?:har|öppnar|hade|öppnade)\s+(?:\w+\s+)?(?:lokaler|mötesplatser|mottagningar|verkstäder|team|kontor)\s+i\s+"
    r"(?=(?-i:[A-ZÅÄÖ]))|"
    r"omfattar\s+projektet\s+(?:kommunerna\s+)?(?=(?-i:[A-ZÅÄÖ]))|"
    r"projektet\s+(?:samlar|involverar|engagerar|stöttar|utbildar|når)\s+(?:\w+\s+){1,3}?i\s+(?:kommunerna\s+)?(?=(?-i:[A-ZÅÄÖ]))|"
    r"(?-i:Företag|Arbetsplatser|Verksamheter|Skolor|Förskolor|Föreningar)\s+i\s+(?=(?-i:[A-ZÅÄÖ])[^.;:]{5,80}?\s(?:deltar|medverkar|ingår|är\s+med)\b)|"
    r"kommuner(?:na)?\s+som\s+(?:berörs|omfattas)\s+av\s+(?:denna\s+)?(?:ansökan|projektet|förstudien)\s+"
    r"är\s+(?=(?-i:[A-ZÅÄÖ]))|"
    r"(?:deltagande|medverkande)\s+(?:\w+\s+)?(?:företag|arbetsplatser|verksamheter|organisationer)\w*\s[^.;:]{0,90}?\si\s+"
    r"(?=(?-i:[A-ZÅÄÖ])))",
    re.IGNORECASE,
)
# What stands between any of these and the first place
_PLACE_AHEAD = re.compile(r"(?:\b[iIPp]å?|\bkommunerna|\bär|[:,–-])\s+(?:nämligen\s+)?[A-ZÅÄÖ]")
# "utbildningen sker på orterna A, B och C", "… vid fabrikerna i A, B och C"
_ON_SITES = screened(
    r"\b(?:(?:i|på)\s+(?:orterna|kommunerna|städerna)|(?:på|vid)\s+(?:fabrikerna|produktionsenheterna)\s+i)\s+"
    r"(?=[A-ZÅÄÖ])"
)
_OF_WORK = re.compile(
    r"(?<!\w)(?:kompetens|vidare)?(?:utbildning|utveckling|projektet|insats|delprojekt|arbetet|verksamhet)\w*"
    r"\s[^.;:]{0,60}$",
    re.IGNORECASE,
)
_CARRIED_OUT = re.compile(
    r"\b(?:projektet|verksamheten|insatserna|aktiviteterna|satsningen)\s+(?:\w+\s+){0,4}$",
    re.IGNORECASE,
)
# "… ett projekt som ska ge arbetslösa i A och B praktik"
_FOR_WHOM = re.compile(
    r"\b(?:projekt(?:et)?|satsning(?:en)?|insats(?:en)?|som)\s+(?:som\s+)?(?:[a-zåäö]+\s+)?(?:ska|skall|kommer\s+att)?\s*(?:ge|ger|hjälpa|hjälper|stötta|stöttar|stödja|stödjer|"
    r"erbjuda|erbjuder|utbilda|utbildar|rusta|rustar|nå|når|vänder\s+sig\s+till|riktar\s+sig\s+till|riktat\s+till|för)\s+"
    r"(?:[^\W\d][\w-]*\s+|\d[\d ]*\s+){0,4}$",
    re.IGNORECASE,
)
# "Liknande projekt finns i A, B och C", "Arbetslösheten är hög bland unga i A, B och C"
_ELSEWHERE = re.compile(
    r"(?:\b(?:liknande|andra|tidigare|motsvarande|övriga|samma)\s+(?:\w+\s+)?(?:projekt|satsning|modell|metod|verksamhet|arbet)\w*\s[^.;:]*|"
    r"\b(?:arbetslöshet\w*|sjuktal\w*|sjukfrånvaro\w*|andelen|statistik\w*|bristen)\s+(?:är|var|har|på|bland)\s[^.;:]*)$",
    re.IGNORECASE,
)
_NEAR = 120  # characters before the words that places follow
_KIND = re.compile(r"\s+(?:kommun|stad)$")
_PLACE = re.compile(
    r"(?P<name>(?:(?:Västra|Östra|Norra|Lilla|Stora)\s|Upplands[\s-])?"
    r"[A-ZÅÄÖ][a-zåäöé]+)"
)
_OF_PROJECT = re.compile(r"\bprojektet\s+[”\"“]?$", re.IGNORECASE)
_BESIDE = re.compile(r"[”\"“]?(?P<compound>-projektet)?\s+i\s+")
# "Projektet arbetar i sex exempelska kommuner": all of the county
_IN_GROUP = screened(
    r"\b(?:projektet|satsningen|verksamheten|insatserna)\s[^.;:]{0,160}?\b(?:i|inom)\s+"
    r"(?P<group>(?:\w+\s+){1,6}?kommuner(?:na)?"
    r"(?:\s+i\s+(?:länet|regionen|(?-i:[A-ZÅÄÖ])[a-zåäö]+(?:\s+Götaland(?:s)?)?(?:\s+län)?))?)\b",
    re.IGNORECASE,
)
# "I Exempelstad omfattar projektet unga": where a page tells of its own part
_HERE = screened(
    r"(?:I|På)\s+(?=[A-ZÅÄÖ][\w-]+(?:\s+kommun)?\s+(?:omfattar|drivs|bedrivs|genomförs|riktar|vänder|"
    r"arbetar|pågår|startar|har)\s+(?:\w+\s+){0,2}?(?:projektet|satsningen)\b)"
)
# Without any of these a sentence names no place, unless beside the project's name
_TELLING = sum(pattern.bit for pattern in (_WORKS_IN, _ON_SITES, _IN_GROUP, _HERE))
_JOINT = re.compile(
    r"(?:\s+kommun)?\s*(?:,\s*(?:och|samt)?|/|\s(?:och|samt|eller)\s)\s*", re.IGNORECASE
)


def read_counted_places(page: Page, draft: Draft) -> None:
    """Add the municipalities of a list as long as a sentence of the page says it is."""
    counted = _COUNTED.search(page.text, 0, len(page.text))
    if counted is None:
        return
    written = counted["count"].casefold()
    count = int(written) if written.isdigit() else _NUMBERS[written]
    for run in _runs(page):
        if len(run) != count:
            continue
        for start, end in run:
            named = page.reader.one(start, end)
            if named is None:
                continue
            evidence = page.citer.cite(start, end, "list.counted-places")
            draft.take_part(Party(named.party.name), Role.PARTICIPANT, evidence)


def read_named_places(page: Page, draft: Draft, start: int, end: int) -> None:
    """Add the places that the sentence `start..end` says the project works in.

    "… hjälpa 400 personer i A, B och C", "delprojekt på sex orter: A, B och C"; one place only
    beside the project's name ("projektet X i A som …").
    """
    if may_match(page.text, _TELLING, start, end):
        _read_worked_in(page, draft, start, end)
        _read_groups(page, draft, start, end)
    read_place_runs(page, draft, start, end)
    text, mentions = page.text, page.reader.mentions
    at = text.find(draft.name, start, end)
    beside = _BESIDE.match(text, at + len(draft.name), end) if at >= 0 else None
    if beside is None or not (
        beside["compound"] or _OF_PROJECT.search(text[max(start, at - 20) : at])
    ):
        return
    place = _PLACE.match(text, beside.end(), end)
    if place is not None and mentions.is_municipality(place["name"]):
        span = place.span("name")
        evidence = page.citer.cite(start, end, "places.beside-name", span)
        draft.add_municipality(place["name"], evidence)


def _read_groups(page: Page, draft: Draft, start: int, end: int) -> None:
    """Add all municipalities of a county where a sentence says that the project works in them."""
    text = page.text
    for cue in _IN_GROUP.finditer(text, start, end):
        written = squeeze(cue["group"])
        group = county_group(written, text) or (written if ALL_IN_COUNTY.match(written) else None)
        if group is not None:
            span = cue.span("group")
            draft.add_municipality(group, page.citer.cite(start, end, "places.county", span))


def _read_worked_in(page: Page, draft: Draft, start: int, end: int) -> None:
    """Add the places of a sentence after words that say that the project works there.

    One that asks ("Är du företagare i A, B eller C?") says so of none.
    """
    text, mentions = page.text, page.reader.mentions
    if text[end - 1] == "?":
        return
    if _PLACE_AHEAD.search(text, start, end) is None:
        return
    sites = [
        site
        for site in _ON_SITES.finditer(text, start, end)
        if _OF_WORK.search(text[start : site.start()])
    ]
    for cue in [*_WORKS_IN.finditer(text, start, end), *sites]:
        before = text[max(start, cue.start() - _NEAR) : cue.start()]
        if _ELSEWHERE.search(before):
            continue
        places = []
        at = cue.end()
        while place := _PLACE.match(text, at, end):
            bare = place["name"].removesuffix("s")
            if bare != place["name"] and mentions.is_municipality(bare):
                places.append((place.start("name"), place.start("name") + len(bare)))
            elif mentions.is_municipality(place["name"]):
                places.append(place.span("name"))
            else:
                break
            joint = _JOINT.match(text, place.end(), end)
            if joint is None:
                break
            at = joint.end()
        groups = cue.groupdict()
        carried_out = (
            groups.get("verb2")
            or (groups.get("verb") and _CARRIED_OUT.search(text, start, cue.start()))
            or (groups.get("who") and _FOR_WHOM.search(before))
        )
        if len(places) > (1 if carried_out else 2):
            for span in places:
                draft.add_municipality(
                    text[slice(*span)], page.citer.cite(start, end, "places.sentence", span)
                )
    if here := _HERE.match(text, start, end):
        place = _PLACE.match(text, here.end(), end)
        if place is not None and mentions.is_municipality(place["name"]):
            span = place.span("name")
            evidence = page.citer.cite(start, end, "places.here", span)
            draft.add_municipality(place["name"], evidence)


def _runs(page: Page) -> Iterator[list[tuple[int, int]]]:
    """Lines below one another that are each the name of a municipality and nothing else."""
    run: list[tuple[int, int]] = []
    for line in page.lines:
        bullet = BULLET.match(line.text)
        start = line.start + (bullet.end() if bullet else 0)
        name = _KIND.sub("", page.text[start : line.end])
        if line.text and page.reader.mentions.is_municipality(name):
            run.append((start, line.end))
        elif line.text:
            if run:
                yield run
            run = []
    if run:
        yield run
