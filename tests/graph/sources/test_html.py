"""Saved HTML pages: what is kept of them, in what form, and what they state of themselves."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableSource
from graph.mentions import Mentions
from graph.sources.documents import read_documents
from graph.sources.html import decode_html, looks_like_html, read_html
from graph.sources.page_metadata import PageMetadata, clean_address
from graph.sources.passages import MASK

SITE = """<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8">
<title>Friskare provår - Projektbanken - Provverket</title>
<meta property="og:site_name" content="Provverket">
<link rel="canonical" href="https://www.example.se/projektbanken/friskare?mejl=a.b%40example.se">
<meta property="article:published_time" content="2019-03-04T10:00:00+01:00">
<script type="application/ld+json">
{{"@graph": [{{"@type": "Article", "dateModified": "2020-01-02", "url": "https://x.example/"}}]}}
</script></head><body class="has-menu cookie-accepted">
<a class="skip" href="#main">Hoppa till innehåll</a>
<div id="cookie-banner"><p>Vi använder kakor på webbplatsen.</p><button>Godkänn</button></div>
<div class="alert"><p>Information med anledning av coronaviruset</p></div>
<header><nav><ul><li><a href="/">Start</a></li><li><a href="/om">Om Provverket</a></li></ul></nav>
</header>
<ol class="breadcrumb"><li><a href="/">Start</a></li><li>Friskare provår</li></ol>
{body}
<aside><h2>Relaterade projekt</h2><ul><li><a href="/x">Annat provprojekt</a></li></ul></aside>
<div class="social-share">Dela på <a href="#">Facebook</a></div>
<footer><p>Provverket, Box 1, Provköping</p></footer></body></html>"""
OF_THE_SITE = (
    "Hoppa", "kakor", "Godkänn", "corona", "Start", "Om Provverket", "Relaterade",
    "Annat provprojekt", "Facebook", "Box 1",
)  # fmt: skip


def page(body: str) -> str:
    return read_html(SITE.format(body=body).encode(), "page.html")[0]


def metadata(head: str, body: str = "<h1>Provsidan</h1><p>Text.</p>") -> PageMetadata:
    return read_html(f"<head>{head}</head><body>{body}</body>".encode(), "page.html")[1]


@pytest.mark.parametrize("wrapper", ["main", "div", "article", 'div class="content"'])
def test_the_sites_own_parts_go_and_the_page_stays(wrapper: str) -> None:
    text = page(
        f"<{wrapper}><h1>Friskare provår</h1><p>Projektet stärker hälsan.</p>"
        f"<h2>Vilka är med?</h2><ul><li>Provköpings kommun</li></ul></{wrapper.split()[0]}>"
    )
    assert text == (
        "Friskare provår\n\nProjektet stärker hälsan.\n\nVilka är med?\n\n- Provköpings kommun\n"
    )
    assert not any(words in text for words in OF_THE_SITE)


def test_a_list_of_linked_partners_is_no_menu() -> None:
    links = "".join(f'<li><a href="https://example.se/{n}">Part {n}</a></li>' for n in range(4))
    body = f"<h1>Friskare provår</h1><p>Ett projekt.</p><h2>Samverkansparter</h2><ul>{links}</ul>"
    assert "Samverkansparter\n- Part 0\n- Part 1\n- Part 2\n- Part 3" in page(body)
    menu = page(f"<ul>{links}</ul><h1>Friskare provår</h1><p>Ett projekt.</p>")
    assert "Part" not in menu


@pytest.mark.parametrize(
    "box",
    [
        "<p>Budget: 12 mnkr<br>Projektperiod: 2017–2019</p>",
        "<h3>Samverkansparter</h3><ul><li><a href=x>Alfa AB</a></li></ul>",
    ],
)
def test_a_box_beside_the_text_stays_where_it_tells_of_the_project(box: str) -> None:
    text = page(f"<main><h1>Friskare provår</h1><p>Ett projekt.</p></main><aside>{box}</aside>")
    assert "12 mnkr\nProjektperiod" in text or "Samverkansparter\n- Alfa AB" in text


@pytest.mark.parametrize("foot", ["footer", "div class=site-footer", "nav"])
def test_partners_at_the_foot_of_a_page_are_the_sites(foot: str) -> None:
    body = f"<h1>Friskare provår</h1><p>Ett projekt.</p><{foot}><h3>Partners</h3><p>Alfa AB</p>"
    assert page(f"{body}</{foot.split()[0]}>") == "Friskare provår\n\nEtt projekt.\n"


def test_a_box_of_facts_stays_whatever_it_is_called() -> None:
    body = (
        "<main><h1>Friskare provår</h1><p>Ett projekt om hälsa i arbetslivet.</p></main>"
        '<aside class="sidebar related"><h2>Fakta</h2><dl><dt>Projektägare</dt>'
        "<dd>Provköpings kommun</dd><dt>Projektnummer:</dt><dd>2017/00999</dd></dl></aside>"
    )
    assert "Projektägare: Provköpings kommun\nProjektnummer: 2017/00999" in page(body)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        (
            (
                "<table><tr><th>Projektägare</th><td>Provköpings kommun</td></tr>"
                "<tr><td>Total budget</td><td>3&nbsp;133&nbsp;746 kr</td></tr></table>"
            ),
            "Projektägare: Provköpings kommun\nTotal budget: 3\u00a0133\u00a0746 kr",
        ),
        (
            "<table><tr><td>Samverkansparter<td><ul><li>Alfa AB<li>Beta AB</ul></table>",
            "Samverkansparter:\n- Alfa AB\n- Beta AB",
        ),
        (
            (
                "<table><thead><tr><th>Projekt<th>Projektägare<th>Beviljat stöd</thead>"
                "<tr><td>Vägen in<td>Ale<td>27 000 kr<tr><td>Kliv fram<td>Bro<td>10 000 kr</table>"
            ),
            (
                "Projekt: Vägen in\nProjektägare: Ale\nBeviljat stöd: 27 000 kr\n\n"
                "Projekt: Kliv fram\nProjektägare: Bro\nBeviljat stöd: 10 000 kr"
            ),
        ),
        ("<table><tr><td>Ort<td>År<tr><td>Ale<td>2017</table>", "Ort | År\nAle | 2017"),
        (
            (
                "<table><tr><td><h2>Rubrik</h2><p>Ett stycke.</p></td>"
                "<td><table><tr><th>Region<td>Sydsverige</table></td></tr></table>"
            ),
            "Rubrik\n\nEtt stycke.\n\nRegion: Sydsverige",
        ),
        (
            "<dl><dt>Medsökande</dt><dd>Alfa AB</dd><dd>Beta AB</dd><dt>Region<dd>Väst</dl>",
            "Medsökande:\n- Alfa AB\n- Beta AB\n\nRegion: Väst",
        ),
        ("<div><span>Utlysning</span><span>2016/00739</span></div>", "Utlysning: 2016/00739"),
        (
            "<p><b>Projektägare</b> Ale<br><b>Region:</b> Väst</p>",
            "Projektägare: Ale\nRegion: Väst",
        ),
        ("<p>Stödet till <b>projektägare</b> ökar.</p>", "Stödet till projektägare ökar."),
        (
            (
                "<ul><li><p>Alfa AB</p></li><li><img src=x alt=Logotyp></li>"
                "<li>Beta AB<ul><li>Gamma AB</li></ul></li></ul><p>Text.</p>"
            ),
            "- Alfa AB\n- Beta AB\n- Gamma AB\n\nText.",
        ),
        (
            "<h3>Samverkansparter</h3><p>Alfa AB</p><p>Beta AB</p><p>Projektet är nytt.</p>",
            "Samverkansparter\nAlfa AB\nBeta AB\n\nProjektet är nytt.",
        ),
        ("<pre>Region: Väst\nProjektägare: Ale</pre>", "Region: Väst\nProjektägare: Ale"),
        ("<h2>Nya vägar</h2><dl><dt>Region<dd>Väst</dl>", "Nya vägar\nRegion: Väst"),
        ("<div>Specifikt mål</div><div>1.1</div>", "Specifikt mål\n1.1"),
        (
            "<p>Ett\n  <i>sned</i>streck<sup>2</sup> och <a href=x>en länk</a>.</p>",
            "Ett snedstreck2 och en länk.",
        ),
        (
            "<h2><button>Fakta om oss</button></h2><div hidden>Dold text.</div>",
            "Fakta om oss\n\nDold text.",
        ),
    ],
)
def test_elements_become_lines(html: str, text: str) -> None:
    head = "<h1>Friskare provår</h1><p>Ett projekt.</p>"
    assert page(f"<main>{head}{html}</main>") == f"Friskare provår\n\nEtt projekt.\n\n{text}\n"


def test_labels_and_values_of_a_table_are_read_as_a_record(
    tmp_path: Path, mentions: Mentions
) -> None:
    body = (
        "<main><h1>Friskare provår</h1><table><tr><th>Projektägare</th><td>Arboga kommun</td></tr>"
        "<tr><th>Projektnummer</th><td>2017/00999</td></tr><tr><th>Projektperiod</th>"
        "<td>2017-12-01 – 2020-02-28</td></tr><tr><th>Total budget</th><td>3 133 746 kr</td></tr>"
        "<tr><th>Samverkansparter</th><td><a href='/'>Region Skåne</a><br>Kriminalvården</td></tr>"
        "</table></main>"
    )
    path = tmp_path / "friskare.html"
    path.write_text(SITE.format(body=body), encoding="utf-8")
    (reading,) = read_documents([path], mentions)
    (record,) = reading.records
    assert (record.name, record.number) == ("Friskare provår", "2017/00999")
    assert {(part.party.name, part.role) for part in record.participations} == {
        ("Arboga kommun", "owner"),
        ("Region Skåne", "partner"),
        ("Kriminalvården", "partner"),
    }
    assert reading.source.url == "https://www.example.se/projektbanken/friskare"
    assert reading.source.title == "Friskare provår"
    assert (reading.source.issued, reading.source.modified) == ("2019-03-04", "2020-01-02")
    text = read_html(path.read_bytes(), "friskare.html")[0]
    for part in record.participations:
        for found in part.evidence:
            assert text[found.start : found.end] == found.quote


def test_mail_and_telephone_links_do_not_survive(tmp_path: Path, mentions: Mentions) -> None:
    path = tmp_path / "sida.html"
    path.write_text(
        "<title>Fråga testa.provsson@example.se</title><h1>Fråga testa.provsson@example.se</h1>"
        "<p>Projektet Nya vägar drivs av Arboga kommun. Testa Provsson vet mer.</p>"
        '<p><a href="mailto:testa.provsson@example.se?subject=Hej">Mejla Testa Provsson</a>, '
        '<a href="tel:+46520123456">ring</a> <a href="mailto:?subject=Nya">Tipsa</a></p>',
        encoding="utf-8",
    )
    (reading,) = read_documents([path], mentions)
    said = repr(reading)
    assert reading.records
    assert not any(word in said for word in ("Testa", "Provsson", "testa", "@", "520", "Tipsa"))
    assert MASK not in reading.source.title


@pytest.mark.parametrize(
    ("declared", "actual"),
    [
        ("utf-8", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("iso-8859-1", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("macintosh", "mac-roman"),
        ("utf-8", "utf-16"),
        ("no-such-charset", "utf-8"),
        ("hex", "cp1252"),
        ("utf-16", "utf-8"),
        ("shift_jis", "utf-8"),
    ],
)
def test_the_bytes_count_for_more_than_the_declared_charset(declared: str, actual: str) -> None:
    html = f'<html><head><meta charset="{declared}"></head><body><p>Åtgärder för Malmö å älv</p>'
    text, _ = read_html(html.encode(actual), "page.html")
    assert text == "Åtgärder för Malmö å älv\n"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:url" content="https://example.se/a">', ("url", "https://example.se/a")),
        ('<link rel="canonical" href="/a">', ("url", None)),
        ('<link rel="canonical" href="javascript:alert(1)">', ("url", None)),
        ('<!-- saved from url=(0020)https://example.se/b -->', ("url", "https://example.se/b")),
        ('<meta name="dcterms.issued" content="2018-02-30">', ("issued", None)),
        ('<meta name="DC.Date.Issued" content="20180203">', ("issued", "2018-02-03")),
        ('<meta name="dcterms.modified" content="2018-02-03 10:00">', ("modified", "2018-02-03")),
        ('<script type="application/ld+json">[{"datePublished":"2018-05-06"}]</script>',
         ("issued", "2018-05-06")),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", ("issued", None)),
    ],
)  # fmt: skip
def test_what_a_page_states_of_itself(head: str, expected: tuple[str, str | None]) -> None:
    assert getattr(metadata(head), expected[0]) == expected[1]


def test_days_in_time_elements_need_a_word_that_says_what_they_are() -> None:
    body = (
        '<h1>Provsidan</h1><p>Publicerad: <time datetime="2018-05-03">i fjol</time></p>'
        '<p>Senast uppdaterad <time datetime="2019-05-03T12:00">nyss</time></p>'
        '<p>Mötet hålls <time datetime="2020-01-01">på nyårsdagen</time></p>'
    )
    found = metadata("", body)
    assert (found.issued, found.modified) == ("2018-05-03", "2019-05-03")


def test_the_title_heads_a_page_without_headings() -> None:
    html = "<title>Friskare provår | Provverket</title><p>Ett projekt i Provköping.</p>"
    text, found = read_html(html.encode(), "page.html")
    assert text == "Friskare provår\n\nEtt projekt i Provköping.\n"
    assert found.title == "Friskare provår"


@pytest.mark.parametrize(
    "address", ["https://", "ftp://example.se", "https://a b/", "https://[", "https://e.se/a@b.se"]
)
def test_addresses_that_are_not_kept(address: str) -> None:
    assert clean_address(address) is None


@pytest.mark.parametrize("levels", [10_000, 300_000])
@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ul><li", "b", "dl><dd"])
def test_a_page_nested_too_deeply_is_refused_and_ends_nothing(levels: int, tag: str) -> None:
    # In a process of its own: an exhausted stack could not be caught in this one.
    script = (
        "import re\n"
        "from graph.sources.html import read_html\n"
        "from graph.errors import UnreadableSource\n"
        f"data = b'<html><body>' + b'<{tag}>' * {levels} + b'Text om projektet'\n"
        "try:\n    read_html(data, 'deep.html')\n"
        "except UnreadableSource as error:\n    print(error)\n"
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
    )
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    message, kilobytes = done.stdout.splitlines()
    assert "nested more than 2,000 levels" in message
    assert "plain text" in message
    assert int(kilobytes) < 400_000
    assert time.monotonic() - begun < 30


def test_a_page_nested_as_deeply_as_real_ones_is_read() -> None:
    html = "<div>" * 600 + "<p>Djup text om projektet</p>"
    assert read_html(html.encode(), "page.html")[0] == "Djup text om projektet\n"


def test_a_page_over_the_limit_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="over the limit"):
        read_html(b"<html>" + b"a" * 50_000_000, "page.html")


@pytest.mark.parametrize("html", ["", "<html></html>", "<script>alert()</script>", "<!-- a -->"])
def test_a_page_without_text_is_refused(html: str) -> None:
    with pytest.raises(UnreadableSource, match=r"page\.html: "):
        read_html(html.encode(), "page.html")


def test_html_is_known_by_its_beginning() -> None:
    assert looks_like_html("\ufeff<!DOCTYPE html>".encode())
    assert looks_like_html("<html>".encode("utf-16"))
    assert looks_like_html(b"<!-- a --><HTML lang=sv>")
    assert not looks_like_html(b"Om <html> i text")
    assert decode_html(b"<p>a", "page.html") == "<p>a"


def text_or_refusal(data: bytes) -> str:
    try:
        return read_html(data, "page.html")[0]
    except UnreadableSource as error:
        message = str(error)
    assert re.match(r"page\.html: .*\. [A-Z].*\.$", message)
    return message


_NAMES = "table tr td th dl dt dd ul li p div span b a h1 h2 nav main time br button caption"
_TAGS = _NAMES.split()


@given(
    st.lists(
        st.one_of(
            st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS]),
            st.sampled_from(['<a href="mailto:a@b.se">', '<time datetime="2018-01-01">', "<!--"]),
            st.sampled_from(["Projektägare", "Region:", "text", "Publicerad "]),
            st.text(max_size=5),
        ),
        max_size=40,
    )
)
@settings(deadline=None)
def test_any_tags_in_any_order_are_a_page_or_a_clear_refusal(parts: list[str]) -> None:
    text = text_or_refusal("".join(parts).encode("utf-8", "replace"))
    assert text.strip()
    assert "<table>" not in text


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_a_page_or_a_clear_refusal(data: bytes) -> None:
    for prefix in (b"", b"<html><meta charset=utf-7><p>"):
        assert text_or_refusal(prefix + data).strip()
