"""Parts of an HTML page that belong to the site: menus, notices, share links, footers.

They are known by their elements and roles, by the words of their classes, and by being lists of
nothing but links. A part is kept whatever it is called when it holds the page's heading, two known
labels of projects, or the greater part of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.sources.furniture import page_date
from graph.sources.labels import LABELS, ROLES, TELLING
from graph.sources.passages import squeeze

if TYPE_CHECKING:
    from lxml.etree import _Element

NEVER_TEXT = frozenset({
    "script", "style", "noscript", "template", "svg", "math", "iframe", "frame", "object",
    "embed", "canvas", "audio", "video", "map", "select", "option", "textarea", "input",
    "datalist", "head", "title", "meta", "link", "base", "img", "picture", "source",
})  # fmt: skip
_OF_THE_SITE = frozenset({"nav", "footer", "aside", "header", "dialog", "menu", "search"})
_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar",
    "complementary", "toolbar", "tablist",
})  # fmt: skip
_WORDS = frozenset({
    "cookie", "cookies", "cookiebar", "cookiebanner", "cookieconsent", "cookienotice", "consent",
    "gdpr", "kakor", "covid", "covid19", "corona", "coronavirus", "krisinformation", "emergency",
    "alert", "notice", "breadcrumb", "breadcrumbs", "brodsmula", "brodsmulor", "menu", "menus",
    "submenu", "topmenu", "leftmenu", "mainmenu", "megamenu", "meny", "huvudmeny", "undermeny",
    "sidomeny", "toppmeny", "nav", "navbar", "navigation", "subnav", "topnav", "sidenav", "share",
    "sharing", "sharer", "social", "socialmedia", "sociala", "dela", "addthis", "sharethis",
    "footer", "sidfot", "pagefooter", "sitefooter", "skiplink", "skiplinks", "skip", "related",
    "relaterat", "relaterade", "pagination", "pager", "comments", "kommentarer", "newsletter",
    "nyhetsbrev", "login", "searchbox", "searchform", "sokruta", "skrivut", "feedback", "rating",
    "readspeaker", "lyssna", "advert", "ads", "annons", "sidebar",
})  # fmt: skip
_FOOT = frozenset({"footer", "sidfot", "pagefooter", "sitefooter"})
_SEE_ALSO = re.compile(
    r"(?:läs\s+(?:mer|också|även)|se\s+(?:även|också)|relatera(?:t|de)\b.*|liknande\s+projekt|"
    r"(?:andra|fler)\s+(?:projekt|nyheter)|senaste\s+nytt|senaste\s+nyheterna|aktuellt|genvägar|"
    r"(?:relaterade\s+)?länkar|mer\s+information|nyheter|dela(?:\s+.*)?|följ\s+oss.*|"
    r"i\s+sociala\s+medier|hjälpte\s+.*|om\s+webbplatsen)\s*:?",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:.{0,80}\banvänder\s+(?:sig\s+av\s+)?(?:kakor|cookies)\b|(?:kakor|cookies)\s+på\b|"
    r"(?:uppdaterad\s+)?information\s+(?:med\s+anledning\s+av|om)\s+(?:corona|covid|pandemin)|"
    r"dela\s+(?:sidan|artikeln|på|via|med)\b.{0,60}$|(?:öppna|stäng)\s+(?:meny|sök)|"
    r"hjälpte\s+informationen\b|hade\s+du\s+nytta\s+av)",
    re.IGNORECASE | re.DOTALL,
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOTICE_LENGTH = 600
_MENU_ITEM = 50  # characters of an entry of a menu, on the average, at most
_BLOCKS = frozenset({"p", "div", "section", "ul", "li", "form", "fieldset", *_HEADINGS})
_LONGEST_LABEL = 60
# Sets of labels are kept as bits, as each element has one.
_BIT_OF: dict[str, int] = {
    kind: 1 << number
    for number, kind in enumerate(sorted((TELLING - {"region", "name"}) | set(ROLES)))
}
_ROLE_KINDS = sum(_BIT_OF[kind] for kind in ROLES)


@dataclass(slots=True)
class _Measures:
    """Of each element: characters of text, those in links, heading within, labels within."""

    size: dict[_Element, int] = field(default_factory=dict)
    linked: dict[_Element, int] = field(default_factory=dict)
    headed: set[_Element] = field(default_factory=set)
    labels: dict[_Element, int] = field(default_factory=dict)


def remove_boilerplate(root: _Element) -> None:
    """Take the parts that belong to the site out of the tree."""
    for element in list(root.iter()):
        never = not isinstance(element.tag, str) or element.tag in NEVER_TEXT
        if never and element is not root:
            drop(element)
    body = root.find("body")
    top = root if body is None else body
    measures = _measure(top)
    total = measures.size[top]
    if total == 0:
        return
    _around_main(top, measures, total)
    _by_markup(top, measures, total)
    _above_heading(top, measures, total)
    _link_lists(top, measures)


def drop(element: _Element) -> None:
    """Remove an element, leaving the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _measure(top: _Element) -> _Measures:
    found = _Measures()
    sizes, links, labels, headed = found.size, found.linked, found.labels, found.headed
    for element in reversed(list(top.iter())):
        written = (element.text or "").strip()
        size, linked, mask, has_heading = len(written), 0, 0, False
        if written:
            mask = _label_bit(written)
        for child in element:
            size += sizes[child]
            if child.tail and (after := child.tail.strip()):
                size += len(after)
                mask |= _label_bit(after)
            linked += links[child]
            mask |= labels[child]
            has_heading = has_heading or child in headed
        sizes[element] = size
        links[element] = size if element.tag == "a" else linked
        labels[element] = mask
        if has_heading or (element.tag == "h1" and size > 2):
            headed.add(element)
    return found


def _label_bit(written: str) -> int:
    """The bit of the known label that `written` is, or begins with before a colon."""
    label = written.partition(":")[0]
    if len(label) > _LONGEST_LABEL:
        return 0
    return _BIT_OF.get(LABELS.get(squeeze(label).casefold(), ""), 0)


def _is_kept(element: _Element, measures: _Measures, total: int) -> bool:
    return (
        element.tag in ("body", "html", "main")
        or element in measures.headed
        or measures.size[element] * 2 > total
        or _tells_of_project(element, measures)
    )


def _tells_of_project(element: _Element, measures: _Measures) -> bool:
    """Whether a part has labels of projects; a box may hold nothing but the partners."""
    labels = measures.labels[element]
    if labels.bit_count() >= 2:
        return True
    # "Partners" at the foot of a page are the site's.
    at_foot = element.tag in ("nav", "footer") or not _FOOT.isdisjoint(_class_words(element))
    return labels & _ROLE_KINDS != 0 and not at_foot


def _around_main(top: _Element, measures: _Measures, total: int) -> None:
    """Where one element is the main part, what stands around it goes."""
    mains = [e for e in top.iter() if e.tag == "main" or (e.get("role") or "").lower() == "main"]
    if len(mains) != 1 or measures.size[mains[0]] * 10 < total:
        return
    element = mains[0]
    while element is not top:
        parent = element.getparent()
        if parent is None:
            return
        for other in list(parent):
            if (
                other is not element
                and other not in measures.headed
                and not _tells_of_project(other, measures)
            ):
                drop(other)
        element = parent


def _by_markup(top: _Element, measures: _Measures, total: int) -> None:
    waiting = [(child, False, False) for child in reversed(top)]
    while waiting:
        element, in_article, in_heading = waiting.pop()
        if not _is_kept(element, measures, total) and (
            _is_of_the_site(element, in_article, in_heading) or _is_notice(element, measures)
        ):
            drop(element)
            continue
        in_article = in_article or element.tag in ("article", "main")
        in_heading = in_heading or element.tag in _HEADINGS or element.tag == "summary"
        waiting.extend((child, in_article, in_heading) for child in reversed(element))


def _is_of_the_site(element: _Element, in_article: bool, in_heading: bool) -> bool:
    if element.tag in _OF_THE_SITE:
        # The header and footer of an article carry its date and byline.
        return not (in_article and element.tag in ("header", "footer"))
    if (element.get("role") or "").lower() in _ROLES:
        return True
    if element.tag == "button":
        return not in_heading
    return not _WORDS.isdisjoint(_class_words(element))


def _class_words(element: _Element) -> set[str]:
    written = f"{element.get('class') or ''} {element.get('id') or ''}"
    return {word for name in written.split() for word in _words_of(name)}


@lru_cache(maxsize=10_000)
def _words_of(written: str) -> frozenset[str]:
    """The words that a class is made of: "mainMenu" and "main-menu" are "main" and "menu"."""
    parts = re.sub(r"([a-zåäö])([A-ZÅÄÖ])", r"\1 \2", written)
    return frozenset(re.split(r"[\W_]+", f"{parts} {written}".lower()))


def _is_notice(element: _Element, measures: _Measures) -> bool:
    if not 8 < measures.size[element] <= _NOTICE_LENGTH or element.tag not in _BLOCKS:
        return False
    return _NOTICE.match(squeeze("".join(element.itertext()))) is not None


def _above_heading(top: _Element, measures: _Measures, total: int) -> None:
    """What stands above the page's heading is the site's, but for days and labels."""
    heading = next((e for e in top.iter("h1") if measures.size.get(e, 0) > 2), None)
    if heading is None:
        return
    above: list[_Element] = []
    element = heading
    while element is not top:
        above.extend(element.itersiblings(preceding=True))
        parent = element.getparent()
        if parent is None:
            return
        element = parent
    if sum(measures.size.get(each, 0) for each in above) * 2 > total:
        return
    for each in above:
        if measures.labels.get(each, 0) == 0 and not page_date(squeeze("".join(each.itertext()))):
            drop(each)


def _link_lists(top: _Element, measures: _Measures) -> None:
    """Lists of links that nothing introduces, and those under "Läs mer", "Relaterade projekt"."""
    for element in list(top.iter("ul", "ol")):
        size = measures.size.get(element, 0)
        if size == 0 or measures.linked[element] * 10 < size * 9:
            continue
        intro = _introduction(element)
        if intro is None:
            items = sum(1 for _ in element.iter("li"))
            if items >= 3 and size <= items * _MENU_ITEM:
                drop(element)
        elif _SEE_ALSO.fullmatch(squeeze("".join(intro.itertext()))):
            drop(element)
            drop(intro)


def _introduction(element: _Element) -> _Element | None:
    """The nearest element with text before a list, next to it or to what holds nothing else."""
    while True:
        for before in element.itersiblings(preceding=True):
            if "".join(before.itertext()).strip():
                return before if before.tag in (*_HEADINGS, "p", "div", "strong", "b") else None
            if (before.tail or "").strip():
                return before
        parent = element.getparent()
        if parent is None or parent.tag in ("body", "main", "article"):
            return None
        if (parent.text or "").strip():
            return parent if parent.tag in ("p", "div") else None
        element = parent
