"""Items of a list cut at their sums, and what tells a name of a project from a body in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.records import Amount
from graph.sources.amounts import find_amounts, may_have_sum
from graph.sources.grant_words import QUOTES
from graph.sources.labels import PATTERN
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import MASK, squeeze
from graph.sources.screening import screened
from graph.sources.values import Found

Span = tuple[int, int]

_LONGEST_HEAD = 230  # characters of an item before its sum or its verb
_LONGEST_NAME = 160
LONGEST_LINE = 170  # characters of an item that is a line, if no stop ends it
_NEAR_SUM = 2  # blanks and marks before a sum
_MONEY = (
    r"(?:(?:beviljat|beviljade|beviljas|sökt|ansökt|prioriterat|tilldelat|total\w*)\s+)?(?:(?:EU|ESF|ERUF)-?)?"
    r"(?:projekt|social\w*|regional\w*)?(?:stöd|bidrag|medel|belopp|summa|finansiering)"
)
_WHOLE = (
    r"(?:total\w*\s+)?(?:projekt)?(?:budget|kostnad|omslutning)|total\w*|"
    r"total\w*\s+(?:belopp|finansiering|kostnad|budget)"
)
_GETS = (
    r"(?:beviljas|beviljades|beviljats|får|fick|fått|tilldelas|tilldelades|tilldelats|erhåller|"
    r"prioriteras|prioriterades|prioriterats)"
)
_HEDGE = (
    r"(?:(?:drygt|knappt|cirka|ca\.?|omkring|runt|nästan|närmare|över|totalt|sammanlagt|hela|"
    r"maximalt|högst)\s+)?"
)
# What stands between the names of an item and its sum
_GAP = re.compile(
    rf"[”\"»]?\s*(?:(?:[,.;:](?=\s)|[(/\n]|(?<=\s)[–—-]|(?<=\w)\)[,:]?)\s*"
    rf"(?:(?P<whole>{_WHOLE})\s*(?::|på|om|är)?\s*|(?:{_MONEY})(?:\s+(?:från|av|ur)\s+[\w-]+)?\s*(?::|på|om|är)?\s*)?|"
    rf",?\s+(?:som\s+)?(?:har\s+)?(?:nu\s+)?{_GETS}(?:\s+(?:nu|även|också))*"
    rf"(?:\s+(?:{_MONEY})\s+(?:om|på|med)|\s+med|\s+om)?\s+)"
    rf"(?=\(?\s*{_HEDGE}(?:\d|SEK\s|en\s|ett\s|två\s|tre\s|fyra\s|fem\s|sex\s|sju\s|åtta\s|nio\s|tio\s))",
    re.IGNORECASE,
)
# The sum that ends a line: "X 4 000 000 kr"
_LAST_SUM = re.compile(
    r"\s+(?=(?:\d{1,3}(?:[ .\u00a0]\d{3})+|\d{1,9}(?:,\d{1,2})?)\s?"
    r"(?:kronor|kr|SEK|mkr|mnkr|tkr|miljoner(?:\s+kr(?:onor)?)?)\.?\s*$)",
    re.IGNORECASE,
)
# The verb that ends what an item without a sum names: "X – A ska ge …"
_VERB = re.compile(
    r"\s(?:ska|skall|kommer|vill|syftar|handlar|är|var|har|får|riktar|vänder|innebär|bidrar|arbetar|erbjuder|"
    r"genomför|utvecklar|stärker|skapar|stöttar|hjälper|ger|driver|satsar|blir|bygger|pågår)\s"
)
_STOP = re.compile(r"(?<=[\w)”\"»])\.(?=\s+[A-ZÅÄÖ”\"“]|\s*$)")
# "X Projektägare: A Kontaktperson: …" within a paragraph
OWNER_WITHIN = screened(
    r"(?<=\s)(?:Projektägare|Sökande|Stödmottagare|Huvudman|Stödsökande)\s*:\s+"
)
_LABEL_WITHIN = re.compile(r"\s+(?=[A-ZÅÄÖ][\w/-]{2,28}(?:\s[a-zåäö]{2,20}){0,2}\s*:\s)")
# Words that name a part of a project or of its budget, or what a page says of all
_NO_NAME = re.compile(
    r"(?:del)?projekt(?:et|en|ledare|ägare|stöd|medel|period|tid|budget|nummer)?s?\b(?!\s+[A-ZÅÄÖ”\"“])|"
    r"(?:totalt|summa|total\w*|varav|resten|övrig\w*|offentlig\w*|privat\w*|värde|egen|med)\b|"
    r"(?:personal|lön|löner|lokal|lokaler|resor|utrustning|material|administration|indirekta|externa?|"
    r"köp|kostnad\w*|intäkt\w*|overhead|moms|utvärdering|information|kontakt\w*|telefon|tel|"
    r"EU|ESF|ERUF|EU-\w+|ESF-\w+|region\w*fonden|social\w*fonden|stöd|bidrag|medel|medfinansiering|"
    r"(?:det|den)\s+(?:ena|andra|första|tredje|fjärde|sista)|ett\s+(?:annat|av)|"
    r"bland\s+annat|dessutom|därutöver|även|också|likaså|(?:allra\s+|näst\s+)?(?:mest|störst|högst|minst)\s+(?:stöd|pengar|bidrag|summa|belopp|andel)|"
    r"insatsområde|programområde|utlysning\w*|steg|fas|etapp|år|läs|se|syftet|målet|pengarna|pågår|pågick)\b(?!-)",
    re.IGNORECASE,
)
# "Den som saknar körkort": people that a project is for
_WHO = re.compile(r"\bsom\s+(?:vill|saknar|har|är|ska|behöver|kan|inte|redan|söker|bor|får)\b")
# "Halländska projekt"
_KINDS = re.compile(
    r"(?:[\w-]+\s+){0,2}[\w-]*(?:projekt(?:en)?|förstudier(?:na)?|kommuner(?:na)?|aktörer(?:na)?|ansökningar(?:na)?|"
    r"miljoner|kronor)",
    re.IGNORECASE,
)
# Bodies of lists of local projects, that running text would not show to be ones: "Åby IF"
_LOCAL_BODY = re.compile(
    r"[A-ZÅÄÖ][\w-]+(?:\s[\w-]+){0,2}\s(?:A?IF|GIF|GoIF|BK|FK|FF|IK|SK|OK|RK|byalag|\w+klubb)|"
    r"(?:Coompanion|Almi|IUC|ABF|LRF|Energikontor|Winnet|Byalaget|(?:Rid|Golf|Ski|Båt)klubben)\s[A-ZÅÄÖ]\w+"
    r"(?:\s[A-ZÅÄÖ]\w+)?"
)
_MONTH = re.compile(r"(?:\d{1,2}\s+\w+\s+)?\d{4}|\d{1,2}\s+\w+")
PLACE_AFTER = re.compile(r",\s+(?P<place>[A-ZÅÄÖ][\w-]+)\s*$")
_LETTERS = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True, slots=True)
class Cut:
    """An item cut at its sum, or at the verb or the stop that ends what it names."""

    start: int
    end: int
    head: Span
    tail: Span  # what follows the sum in the same sentence
    amount: Found[Amount] | None = None
    whole: bool = False  # whether the sum is the budget, not the grant
    bullet: bool = False


def cut_below(page: Page, name: Span, sums: Span) -> Cut | None:
    """The item of a line with a name and a line with its sum below it."""
    amount = next(find_amounts(page.text, *sums), None)
    return Cut(name[0], sums[1], name, (amount.end, sums[1]), amount) if amount else None


def is_labelled_within(text: str, start: int, end: int) -> bool:
    """Whether a paragraph has the owner of a project behind a label, and more labels after it."""
    return OWNER_WITHIN.search(text, start, end) is not None and _labelled(text, start, end) > 0


def _labelled(text: str, start: int, end: int) -> int:
    """Where the value of the label of the owner ends within a paragraph; 0 where it has none."""
    label = OWNER_WITHIN.search(text, start + 2, min(end, start + _LONGEST_HEAD))
    if label is None:
        return 0
    following = _LABEL_WITHIN.search(text, label.end(), min(end, label.end() + _LONGEST_HEAD))
    return following.start() if following else 0


def cut_item(page: Page, start: int, end: int, *, bullet: bool = False) -> Cut | None:
    """The item `start..end` cut at its first sum, or at the first verb."""
    text = page.text
    limit = min(end, start + _LONGEST_HEAD + 60)
    if stop_at := _labelled(text, start, end):
        return Cut(start, end, (start, stop_at), (stop_at, stop_at), bullet=bullet)
    if may_have_sum(text, start, end):
        for gap in _before_sums(text, start + 2, end, limit):
            amount = next(find_amounts(text, gap.end(), min(end, gap.end() + 60)), None)
            if amount is None or amount.start - gap.end() > _NEAR_SUM:
                continue
            tail = _STOP.search(text, amount.end, end)
            last = tail.start() if tail else end
            head, whole = (start, gap.start()), bool(gap.groupdict().get("whole"))
            return Cut(start, end, head, (amount.end, last), amount, whole, bullet)
    line = end - start <= LONGEST_LINE and text[end - 1] not in ".!?"
    verb = None if line else _VERB.search(text, start, limit)
    stop = _STOP.search(text, start, verb.start() if verb else limit)
    last = min(verb.start() if verb else end, stop.start() if stop else end)
    if last - start > _LONGEST_HEAD:
        return None
    return Cut(start, end, (start, last), (last, last), bullet=bullet)


def _before_sums(text: str, start: int, end: int, limit: int) -> Iterator[re.Match[str]]:
    """What may stand before sums up to `limit`; last the blank before a sum that ends the item."""
    yield from _GAP.finditer(text, start, limit)
    last_sum = _LAST_SUM.search(text, start, end) if end <= limit else None
    if last_sum is not None:
        yield last_sum


def is_owner(page: Page, span: Span) -> bool:
    """Whether a part of an item is the name of a body, at the most with its place or unit."""
    text = page.text
    start, end = trim(text, *span)
    written = squeeze(text[start:end])
    if (
        not written
        or len(written) > _LONGEST_NAME
        or not (written[0].isupper() or written[0].isdigit())
    ):
        return False
    mentions = page.reader.mentions
    if mentions.key_of(written) is not None or mentions.is_municipality(written):
        return True
    if (place := PLACE_AFTER.search(written)) and mentions.is_municipality(place["place"]):
        return is_owner(page, (start, start + text[start:end].rfind(","))) or len(written) < 80
    known = [one for one in page.reader.beginning_in(start, start + 1) if one.end <= end]
    if known and (known[-1].end == end or text[known[-1].end] in ",("):
        return True
    return looks_like_body(written) or _LOCAL_BODY.fullmatch(written) is not None


def trim(text: str, start: int, end: int) -> Span:
    """The range without blanks, marks and quotation marks around it."""
    while start < end and (text[start] in QUOTES or text[start] in "\n\t\u00a0,;:–—"):
        start += 1
    while end > start and (text[end - 1] in QUOTES or text[end - 1] in "\n\t\u00a0,;:–—-."):
        end -= 1
    return start, end


def is_name(page: Page, span: Span) -> bool:
    """Whether a part of an item may be the name of a project."""
    name = page.text[slice(*span)]
    if not 2 <= len(name) <= _LONGEST_NAME or MASK in name or _LETTERS.search(name) is None:
        return False
    if not (name[0].isupper() or name[0].isdigit() or name[1:2].isupper()):
        return False
    label = PATTERN.match(name)
    if label and name[label.end() :].lstrip()[:1] in ("", ":"):
        return False
    if _NO_NAME.match(name) or _MONTH.fullmatch(name) or _KINDS.fullmatch(name):
        return False
    if _WHO.search(name):
        return False
    return not page.reader.mentions.is_municipality(name)
