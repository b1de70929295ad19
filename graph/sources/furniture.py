"""What stands on pages besides their content: menus, notices, dates of publication, footers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.sources.periods import find_date
from graph.sources.quick_patterns import beginning, quick

# Of lines in small letters
_FURNITURE = quick(
    r"^(?:logotyp\b.*|publicerad:|ikon\s+för\s+.{3,50}|mall\s+för\s+bild\.?|(?:uppdaterad\s+)?information\s+med\s+anledning\s+av\b.*|hoppa\s+(?:till|"
    r"över)\b.*|gå\s+direkt\s+till\b.*|direkt\s+till\s+(?:sidans\s+)?(?:huvud)?innehåll(?:et)?\b.*|till\s+(?:startsidan|innehållet|toppen)\b.*|"
    r"(?:huvud)?meny|sök(?:\s+på\s+(?:webbplatsen|sidan))?|lyssna(?:\s+på\s+sidan)?|"
    r"dela(?:\s+(?:sidan|artikeln|på\b.*))?|skriv\s+ut(?:\s+sidan)?|"
    r"(?:hantera\s+)?(?:kakor|cookies)\b.*|vi\s+använder\s+(?:kakor|cookies)\b.*|"
    r"tillbaka(?:\s+till\b.*)?|start(?:sida)?|hem|du\s+är\s+här\b.*|logga\s+in|"
    r"twitter|facebook|linkedin|youtube|instagram|rss|prenumerera\b.*|nyhetsbrev|"
    r"skriv\s+ut\s+projektsidan|in\s+english|english|lättläst|"
    r"kontakta?\s+oss|kontakt|om\s+webbplatsen|tillgänglighet\w*|om\s+oss|nyheter|"
    r"pressmeddelande(?:n)?|gå\s+till\s+\w+|läs\s+mer\b.{0,40}|sök\s+projekt|"
    r"projektbank(?:en)?|resultat|covid-19\b.*|visa\s+(?:mer|alla|mindre)|"
    r"öppnas\s+i\s+nytt\s+fönster|inloggning|skip\s+to\s+(?:main\s+)?content|©.*|copyright\b.*)$"
)
_LOGOTYPE = re.compile(r".{2,40}s\s+logotyp$", re.IGNORECASE)  # "Exempelrådets logotyp"
_OPENS_DATE = frozenset("pdsuägPDSUÄG")  # the first letters of its words; most lines lack them
_PAGE_DATE = quick(
    r"^(?:(?P<issued>publicera(?:d|t|s|de)|publicerings?datum|datum|publicering)|"
    r"(?P<modified>(?:senast\s+)?(?:uppdatera(?:d|t|s|de)|ändra(?:d|t)|granska(?:d|t))|"
    r"senast\s+(?:uppdaterad|ändrad|granskad)|uppdateringsdatum))"
    r"\b\s*(?:den|av\s+[^\d:]{2,40})?\s*[:\s]\s*",
    re.IGNORECASE,
)


_CONTACT = re.compile(
    r"^(?:kontakt(?:person(?:er)?|uppgifter|information)?|kontakta\s+oss|"
    r"(?:för\s+)?mer\s+information|presskontakt|"
    r"pressekontakt|fakta\s+om\s+(?:organisationen|oss))\b[^.]{0,60}:?$",
    re.IGNORECASE,
)


# What parts the entries of a menu, and the steps of the way to a page
_DIVIDED = re.compile(r"\s+[|/>›»•·]\s+|\s{2,}|\t+")
_WAY = re.compile(r"\s[>›»]\s")  # parts the steps of the way to a page, and nothing else
_DASHES = re.compile(r"\s[–—-]\s")
_MANY = 4  # entries between dashes, at the least
_IS_DIVIDED = beginning(_DIVIDED.pattern)
_NO_ENTRY = re.compile(
    r"\d{3}|[:;?!]|[.]\s|\b(?:kronor|kr|mkr)\b|ägare|[Pp]eriod|[Bb]elopp|[Bb]udget|[Nn]amn\b|[Bb]eviljat|[Dd]iarie"
)
_ENTRY = quick(
    r"(?:start(?:sida(?:n)?)?|hem|nyhet(?:er)?(?:\s.{2,30})?|aktuellt|om\s+(?:oss|esf|skolan|webbplatsen|projektet|\w{2,5})|kontakt(?:a\s+oss)?|"
    r"press(?:rum(?:met)?|meddelanden)?|projekt|(?:våra|alla|pågående|beviljade)\s+projekt|(?:våra\s+)?insatser|pågående|"
    r"kalender|kalendarium|sök(?:\s+stöd|\s+medel)?|ansök\s+om\s+\w+|bli\s+medlem|student|forskning|forskningsprojekt|"
    r"kurser|utbildning(?:ar)?|medarbetarportalen|kommun\s+och\s+politik|lokalt|blogg(?:en)?|evenemang|filmer|"
    r"lediga\s+jobb|bygga(?:\s.{2,30})?|boende|skola\s+och\s+\w+|omsorg\s+och\s+\w+|leaderprojekt|eu-projekt|"
    r"esf-projekt|tjänster|in\s+english|sv/en|dela|tipsa(?:\s+en\s+vän)?|kommentera|skriv\s+ut|prenumerera|följ\s+oss|jobba\s+hos\s+oss|medlem(?:skap)?|publicera[dt]\b.{0,30}|handlingar|protokoll|samarbeten|få\s+hjälp|engagera\s+dig|"
    r"näringsliv(?:\s+och\s+arbete)?|arbete|arkiv|publikationer|vår(?:a|t)?\s+(?:arbete|verksamhet(?:er)?))",
    re.IGNORECASE,
)
_LONGEST_MENU = 200
_LONGEST_ENTRY = 60
_FEW = 2
_OPENS_CONTACT = frozenset("kfmpKFMP\u212a")
_OF_EACH = 3  # contacts that a page of several projects has at least, or
_OF_EACH_BESIDE = 2  # such with who they are on the line: "Kontakt: enheten, 0000-00"


def body_end(text: str, lines: Iterable[tuple[int, str]]) -> int:
    """Offset at which the text about the project ends and the page's footer begins.

    `lines` are offsets and texts. A date of change or a contact heading in the second half of
    the page begins the footer: what follows tells of the publisher. Where each of several
    projects has a contact of its own, the last of them does.
    """
    half = len(text) // 2
    contacts = beside = 0
    end = len(text)
    for start, line in lines:
        if line[:1] in _OPENS_CONTACT and _CONTACT.match(line):
            contacts += 1
            beside += not line.rstrip().endswith(":") and ":" in line
            of_each = contacts >= _OF_EACH or beside >= _OF_EACH_BESIDE
            if start > half and (end == len(text) or of_each):
                end = start
        elif start > half and end == len(text) and (page_date(line) or ("",))[0] == "modified":
            return start
    return end


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the site rather than to the page.

    >>> is_furniture("Logotyp på utskrifter"), is_furniture("Logistikvägen")
    (True, False)
    """
    if is_menu(line):
        return True
    line = line.strip(" >»|*#")
    if line.endswith(("p", "P")) and _LOGOTYPE.match(line):
        return True
    return _FURNITURE.match(line.lower()) is not None


def is_menu(line: str) -> bool:
    """Whether a line is a menu, or the way to the page: "Hem / Projekt / Exempelvägen".

    >>> is_menu("Kurser • Om skolan • Aktuellt"), is_menu("Gävle kommun | Falun | Umeå")
    (True, False)
    """
    if len(line) > _LONGEST_MENU:
        return False
    if _IS_DIVIDED.search(line) is None:
        dashed = _DASHES.split(line)
        short = len(dashed) >= _MANY and all(len(one.split()) <= _FEW + 1 for one in dashed)
        return short and any(_ENTRY.fullmatch(one) for one in dashed)
    parts = _DIVIDED.split(line.strip(" >›»|•·/*#\t"))
    if any(len(part) > _LONGEST_ENTRY or _NO_ENTRY.search(part) for part in parts):
        return False
    entries = sum(_ENTRY.fullmatch(part) is not None for part in parts)
    if parts[0].casefold() == "projekt" and entries == 1:
        return False  # the head of a table
    if len(parts) > _FEW:
        return entries > ("\t" in line) or len(_WAY.findall(line)) >= _FEW
    return len(parts) == _FEW and entries > 0 and "|" not in line and "\t" not in line


def is_page_date(line: str) -> bool:
    """Whether a line tells when the page was published or changed."""
    return page_date(line) is not None


def page_date(line: str) -> tuple[str, str] | None:
    """ "issued" or "modified" and the ISO date, of a line that tells one.

    >>> page_date("Senast uppdaterad: 2020-02-18")
    ('modified', '2020-02-18')
    """
    first = line[:1]
    if first not in _OPENS_DATE and not first.isspace():
        return None
    line = line.strip()
    if len(line) > 120 or line[:1] not in _OPENS_DATE:
        return None
    match = _PAGE_DATE.match(line)
    if match is None:
        return None
    found = find_date(line, match.end())
    if found is None or found.start - match.end() > 12:
        return None
    return ("issued" if match["issued"] else "modified"), found.value
