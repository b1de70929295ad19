"""The title of a page that gives its project no other name."""

from __future__ import annotations

import re

from graph.sources.drafts import Draft
from graph.sources.furniture import page_date
from graph.sources.grants import sum_granted
from graph.sources.labels import PATTERN
from graph.sources.likely_names import is_publisher
from graph.sources.page import Page
from graph.sources.party_names import looks_like_body
from graph.sources.passages import MASK, Unit, split_sentences, squeeze, without_mark
from graph.sources.place_names import is_place

_PROJECT_NAMED = re.compile(
    r"\b(?:\w+-)?(?:projektets?|projekttiden|projektägare|förstudien?|ett\s+(?:\w+\s+){0,3}?\w*projekt)\b",
    re.IGNORECASE,
)

_STUDY = re.compile(
    r"(?:ESF\+?[\s-]+)?(?=(?:Förstudie|Projekt)\s+(?:för|om|kring)\s)", re.IGNORECASE
)
_REPORTS = (
    r"(?:slut|lärande\s)?utvärdering(?:srapport)?|"
    r"slutrapport|delrapport|slutredovisning|lägesrapport"
)
# "Utvärdering av X", "Slutrapport för projektet X": what the page reports on
_REPORT = re.compile(
    rf"(?:{_REPORTS}|slutkonferens|projektbeskrivning|projektplan)(?:\s+(?:av|för|från|om|gällande))?:?\s+"
    r"(?:(?:ESF-|EU-)?projekt(?:et)?\s+)?(?=\S)",
    re.IGNORECASE,
)
# "SLUTRAPPORT (utdrag)": the line below has what it reports on
_REPORT_ALONE = re.compile(
    rf"(?:{_REPORTS})(?:\s*\([^()]{{2,30}}\)|[\s,–-]+(?:19|20)\d\d)?", re.IGNORECASE
)
# "Sök pengar för projekt i skolan": a page of what may be applied for
_INVITES = re.compile(
    r"(?:(?:Nu|Här)\s+kan\s+(?:du|ni|man)\s+|Dags\s+att\s+|Så\s+)?(?:Sök|Ansök(?:\s+om)?|söka?|ansöka\s+om|söker\s+du)\s+"
    r"(?:[a-zåäö-]+\s+){0,2}(?:pengar|\w*stöd|\w*bidrag|\w*medel|utlysning\w*)\b",
)
_SUBTITLED = re.compile(r"(?P<head>[A-ZÅÄÖ][\w-]{3,}(?:\s[\w-]+){0,3}?)\s+[–—-]\s+(?=[a-zåäö])")
_SUM_OF_FUND = re.compile(
    r"\d\s*(?:miljoner\s+kronor|miljoner|mkr|kronor)\s+(?:från|ur|av)\s+(?:den\s+)?[Ee]uropeiska\s+[Ss]ocialfonden"
)
_SUM_FIRST = re.compile(
    r"(?:(?:drygt|knappt|cirka|ca|över|nästan)\s+)?(?:\d[\d ,.]*|\w+)\s"
    r"(?:miljon(?:er)?|mkr|mnkr|kronor)\b",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"[?!]\s+[A-ZÅÄÖ]")
# A line at the head of a page that is no title: the site's owner, a date, a mark of its own
_SITE = re.compile(
    r"\d{4}-\d\d-\d\d(?:\s+\d\d[:.]\d\d)?|"
    r"\S*\d\S*[a-zåäö]{2,}\S*|"
    r"(?:(?:mån|tis|ons|tors|fre|lör|sön)dag\w*\s+)?\d{1,2}\s+\w+,?\s+\d{4}.*|\[.*\]|"
    r"(?:[A-ZÅÄÖ][\w-]*\s+){0,3}(?:AB|\w*kommun|\w*förbundet|\w*kammaren(?:\s[A-ZÅÄÖ]\w+)?|"
    r"\w*högskolan?|\w*universitetet)|"
    r"(?:Till|Hoppa\s+till|Gå\s+till)\s+(?:sidans\s+)?(?:huvud)?innehåll\w*|"
    r"Nyhet\s+\d.*|(?:Nyhet(?:er)?|Aktuellt|Press\w*|Artik\w+|Blogg|Projekt|Inrikes|Lokalt|\w*publicera\w*.*)\s*"
)
# The name of a newspaper, a local partnership, a page of news
_PUBLISHER = re.compile(
    r"(?:Leader\s.{2,40}|[^.:]{0,40}(?:tidning(?:en)?|tidskrift(?:en)?|nyheter|posten|bladet|allehanda|kuriren|"
    r"pressrum|nyhetsbrev|folkhögskola|museum|utgåva|nyheter\sfrån\s[^.:]{3,40})|"
    r"(?:Nyheter|Aktuellt)\s[^.:]{3,30}|Nyhetsbrev\b.*|(?:Kära|Hej|Bästa)\s.{2,40}|(?-i:[a-zåäö]+(?:-[a-zåäö]+)*))",
    re.IGNORECASE,
)
# What the publisher may write of itself above the title
_ADDRESS = re.compile(
    r"(?:telefon|tel|fax|e-post\w*|mejl|växel|besöksadress|postadress)\b.{0,5}[:.█ ]|"
    r"\d{3} ?\d{2}\s+[A-ZÅÄÖ]|"
    r"(?:.*\s)?Lämna\s+dina\s+synpunkter$",
    re.IGNORECASE,
)
_HEAD = 8  # units at the head of a page that may be an address


def named_by_title(page: Page) -> Draft | None:
    """A project that the page gives no name: it goes by the title of the page.

    The page must call it a project; that someone owns it is asked for later.
    """
    granted_some = any(
        sum_granted(page.reader, *span)
        for unit in page.units[:8]
        for span in split_sentences(page.text, unit.start, unit.end)
    )
    of_project = _PROJECT_NAMED.search(page.text) or _SUM_OF_FUND.search(page.text)
    of_report = any(_REPORT_ALONE.fullmatch(unit.text) for unit in page.units[:2])
    if not (granted_some or of_project or of_report):
        return None
    if any(_INVITES.match(unit.text) for unit in page.units[:_HEAD]):
        return None  # who may apply has no project yet
    reported = False  # whether the line above says no more than that this is a report
    for unit in _below_address(page)[:4]:
        title = without_mark(squeeze(unit.text))
        if _REPORT_ALONE.fullmatch(title):
            reported = True
            continue
        if is_place(page.reader.mentions, title):
            continue  # the place line of a news item
        if (
            _PUBLISHER.fullmatch(title)
            or page.reader.mentions.key_of(title)
            or is_publisher(page.text, page.units, title)
            or _SITE.fullmatch(title)
            or _is_placed_body(page, title)
            or page_date(title)
        ):
            continue  # the name of the site, or no words at all
        if title.count(" | ") > 1:
            continue  # a menu
        if _SUM_FIRST.match(title):
            continue  # "Åtta miljoner från ESF"
        label = PATTERN.match(title)
        if study := _STUDY.match(title):
            title = title[study.end() :].rstrip(".")
        report = _REPORT.match(title)
        if report is not None and len(title) - report.end() > 3:
            title = _as_written(page.text, title[report.end() :])
        if (
            title.endswith((".", ":", ";"))
            or _TWO_SENTENCES.search(title)
            or (label and not report and title[label.end() :].lstrip()[:1] in ("", ":"))
        ):
            continue
        if (3 if report else 8) < len(title) < 130 and MASK not in title:
            headed = _SUBTITLED.match(title)
            if headed and not page.reader.mentions.is_municipality(headed["head"]):
                head = headed["head"].casefold()
                if page.text.casefold().count(head) > 1:
                    title = headed["head"]
            draft = Draft(page.citer, title)
            rule = "name.report-title" if report or reported else "name.title"
            draft.prove("name", page.citer.cite(unit.start, unit.end, rule))
            return draft
    return None


def _is_placed_body(page: Page, title: str) -> bool:
    """Whether a line is a body and where it is: "Exempels folkhögskola, Exempelstad"."""
    name, comma, place = (part.strip() for part in title.partition(","))
    if not comma or not page.reader.mentions.is_municipality(place):
        return False
    return looks_like_body(name) or _PUBLISHER.fullmatch(name) is not None


def _as_written(text: str, title: str) -> str:
    """A title in capitals as the text writes it elsewhere: "EXEMPELVÄGEN" as "Exempelvägen"."""
    if not title.isupper():
        return title
    same = re.search(rf"(?<!\w){re.escape(title.capitalize())}(?!\w)", text)
    return same.group() if same else title


def _below_address(page: Page) -> list[Unit]:
    """The page's units from where its title may stand: below the address of its publisher."""
    head = page.units[:_HEAD]
    last = max((at for at, unit in enumerate(head) if _ADDRESS.match(unit.text)), default=-1)
    return page.units[last + 1 :]
