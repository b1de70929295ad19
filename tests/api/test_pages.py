"""Pages for people: what is on them, in which language, and how safe and accessible they are."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import fields
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from jinja2 import UndefinedError, meta, nodes

import api
from api.contexts.page import PageContext
from api.contexts.pages import PAGES
from api.facets.pages import FILTERS
from api.linked.texts import PROPERTIES
from api.templating import environment, rendered
from api.translations import LANGUAGES, TEXTS, language_of
from api.urls import Urls
from ontology.identifiers import SEGMENTS

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
SEARCH = "/?q=psykisk+oh%C3%A4lsa+hos+chefer"
ADDRESSES = [
    "/",
    "/queries",
    "/queries/partners-of-organisation",
    "/queries/partners-of-organisation?organisation=forsakringskassan&theme=psykisk-ohalsa",
    "/queries/roles-by-organisation-type",
    "/partners",
    "/partners?project=2017-00453&county=25&on_board=Lule%C3%A5+kommun",
    "/network?ego=skelleftea-kommun",
    "/network?ego=finns-inte",
    SEARCH,
    "/?theme=psykisk-ohalsa",
    "/res/projekt/2017-00453",
    "/res/projekt/2019-00035",
    "/res/projekt/samma-samverkan-mot-arbete",
    "/res/organisation/forsakringskassan",
    "/res/organisation/samordningsforbundet-ostra-sodertorn",
    "/res/organisation/region-gotland",
    "/res/kommun/2482",
    "/res/lan/17",
    "/res/esf-region/stockholm",
    "/res/tema/psykisk-ohalsa",
    "/res/roll/projektagare",
    "/res/organisationstyp/samordningsforbund",
    "/res/program/esf-2014-2020",
    "/res/program/esf-2014-2020-1-1",
    "/res/kalla/kuraterade",
    "/res/tema",
    "/review/themes",
    "/review/themes?theme=unga&show=wrong&lang=en",
    "/res/graf/teman",
    "/res/roll",
    "/res/organisationstyp",
    "/dataset",
    "/spec/",
    "/sparql",
    "/spec/core",
    "/spec/search",
    "/res/graf/likhet",
    "/res/berakning/likhet",
    "/res/projekt/finns-inte",
    "/?region=finns-inte",
]
OUT_OF_USE = ["/res/projekt/borttaget", "/res/projekt/delat"]
API = Path(api.__file__).parent


class Page(HTMLParser):
    """The elements of a page: name, attributes and text directly in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and self._open:
            self.texts.append((self._open[-1], data.strip()))

    def of(self, *names: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name in names]

    def text(self) -> str:
        return " ".join(text for _, text in self.texts)

    def links(self) -> list[str]:
        return [found["href"] for found in self.of("a")]


def read(client: TestClient, address: str, **headers: str) -> Response:
    return client.get(address, headers={"accept": BROWSER, **headers})


def page(client: TestClient, address: str) -> Page:
    response = read(client, address)
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    return Page(response.text)


# What is on the pages


def test_every_kind_of_thing_has_a_name() -> None:
    assert {f"kind.{kind}" for kind in SEGMENTS} <= TEXTS.keys()


def test_the_start_page_says_what_there_is(client: TestClient) -> None:
    counts = client.get("/health/ready").json()["counts"]
    shown = page(client, "/")
    assert str(counts["projects"]) in [text for tag, text in shown.texts if tag == "dd"]
    names = {attributes["name"] for attributes in shown.of("select", "textarea", "input")}
    assert names == {"q", *FILTERS}


def test_a_search_shows_what_the_api_finds(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "psykisk ohälsa hos chefer", "limit": 20})
    shown = page(client, SEARCH)
    links = [link for link in shown.links() if link.startswith("/res/projekt/")]
    assert links == [f"/res/projekt/{hit['project']['id']}" for hit in found.json()["hits"]]
    assert ("textarea", "psykisk ohälsa hos chefer") in shown.texts


def test_organisations_are_found_by_name(client: TestClient) -> None:
    assert "/res/organisation/forsakringskassan" in page(client, "/?q=forsakringskassan").links()


def test_a_filter_keeps_to_itself_and_stays_chosen(client: TestClient) -> None:
    shown = page(client, SEARCH + "&region=stockholm&theme=")
    chosen = [found["value"] for found in shown.of("option") if "selected" in found]
    assert chosen == ["stockholm"]
    expected = {
        f"/res/projekt/{project['id']}"
        for project in client.get("/api/projects?region=stockholm&limit=200").json()["items"]
    }
    assert {link for link in shown.links() if "/projekt/" in link} <= expected


def test_filters_alone_list_projects(client: TestClient) -> None:
    expected = client.get("/api/projects?theme=psykisk-ohalsa&limit=50").json()["items"]
    links = [link for link in page(client, "/?theme=psykisk-ohalsa").links() if "/projekt/" in link]
    assert links == [f"/res/projekt/{project['id']}" for project in expected]


def test_a_project_shows_every_part_and_its_evidence(client: TestClient) -> None:
    project = client.get("/api/projects/2019-00035").json()
    shown = page(client, "/res/projekt/2019-00035")
    quotes = {text for tag, text in shown.texts if tag == "blockquote"}
    passages = [
        *project["evidence"],
        *(e for p in project["participations"] for e in p["evidence"]),
    ]
    assert passages
    assert {passage["quote"].strip() for passage in passages} <= quotes
    links = shown.links()
    for part in project["participations"]:
        assert f"/res/organisation/{part['organisation']['id']}" in links
    for theme in project["themes"]:
        assert f"/res/tema/{theme['id']}" in links
    for source in project["sources"]:
        assert f"/res/kalla/{source['id']}" in links
    assert set(project["pages"]) <= set(links)
    similar = client.get("/api/projects/2019-00035/similar?limit=5").json()["hits"]
    assert [f"/res/projekt/{hit['project']['id']}" for hit in similar] == [
        link for link in links if link.startswith("/res/projekt/") and "format" not in link
    ][-5:]


def test_unknown_partners_are_called_unknown(client: TestClient) -> None:
    projects = client.get("/api/projects?limit=200").json()["items"]
    found = {
        client.get(f"/api/projects/{project['id']}").json()["partners_stated"]: project["id"]
        for project in projects[:80]
    }
    assert set(found) == {True, False}
    for stated, key in found.items():
        text = page(client, f"/res/projekt/{key}").text()
        assert (TEXTS["project.partners_unknown"]["sv"] in text) is not stated


def test_partners_through_an_association_stand_apart(client: TestClient) -> None:
    path = "organisation/samordningsforbundet-ostra-sodertorn"
    html = read(client, f"/res/{path}").text
    direct, through = re.split(r'<h3 id="through">', html.split('<h3 id="direct">')[1])
    through = through.split('<h2 id="members">')[0]
    for connection, part in (("direct", direct), ("association", through)):
        answer = client.get(
            "/api/organisations/samordningsforbundet-ostra-sodertorn/partners",
            params={"connection": connection, "limit": 200},
        ).json()
        rows = re.findall(r'<th scope="row"><a href="/res/organisation/([^"]+)"', part)
        assert rows == [item["partner"]["id"] for item in answer["items"]]
        assert f"({answer['total']})" in part


def test_an_association_shows_its_members_and_old_name(client: TestClient) -> None:
    body = client.get("/api/organisations/samordningsforbundet-ostra-sodertorn").json()
    shown = page(client, "/res/organisation/samordningsforbundet-ostra-sodertorn")
    assert "Samordningsförbundet Haninge (2010)" in shown.text()
    for member in body["members"]:
        assert f"/res/organisation/{member['organisation']['id']}" in shown.links()


def test_other_things_show_properties_and_what_belongs_to_them(client: TestClient) -> None:
    shown = page(client, "/res/kommun/2482")
    assert ("h1", "Skellefteå") in shown.texts
    assert ("a", "Västerbottens län") in shown.texts
    assert "/res/organisation/skelleftea-kommun" in shown.links()
    assert "/res/projekt/2017-00453" in shown.links()


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_link_within_leads_somewhere(client: TestClient, address: str) -> None:
    links = {link for link in page(client, address).links() if link.startswith("/")}
    assert links
    for link in sorted(links)[:40]:
        response = read(client, link)
        expected = address != link and "finns-inte" in link
        assert response.status_code == (404 if "/res/" in link else 422) if expected else 200, link


# Languages


@pytest.mark.parametrize(
    ("address", "accepted", "lang"),
    [
        ("/", None, "sv"),
        ("/", "en-GB,en;q=0.9,sv;q=0.8", "en"),
        ("/", "de", "sv"),
        ("/?lang=sv", "en", "sv"),
        ("/?lang=en", "sv", "en"),
        ("/?lang=de", "en", "en"),
        ("/res/projekt/2017-00453?lang=en", None, "en"),
    ],
)
def test_the_language_is_the_one_asked_for(
    client: TestClient, address: str, accepted: str | None, lang: str
) -> None:
    headers = {"accept-language": accepted} if accepted else {}
    response = read(client, address, **headers)
    assert Page(response.text).of("html") == [{"lang": lang}]
    assert response.headers["content-language"] == lang
    assert "Accept-Language" in response.headers["vary"]


@pytest.mark.parametrize(
    ("header", "lang"),
    [("", "sv"), ("*", "sv"), ("en;q=0", "sv"), ("en;q=x, sv;q=0.1", "sv"), ("EN-us", "en")],
)
def test_odd_language_headers(header: str, lang: str) -> None:
    assert language_of(None, header) == lang


def test_a_chosen_language_is_kept_by_links(client: TestClient) -> None:
    own = [
        link
        for link in page(client, SEARCH + "&lang=en").links()
        if link.startswith(("/res/", "/?"))
    ]
    assert own
    for link in own:
        assert link.endswith(("lang=en", "lang=sv"))
    assert [link for link in own if link.endswith("lang=sv")] == [SEARCH + "&lang=sv"]


def test_every_text_is_there_in_every_language() -> None:
    for key, texts in {**TEXTS, **PROPERTIES}.items():
        assert set(texts) == set(LANGUAGES), key
        assert all(texts.values()), key
        names = [
            {name for _, name, *_ in string.Formatter().parse(text) if name}
            for text in texts.values()
        ]
        assert names[0] == names[1], key


def test_every_text_is_used_and_no_other() -> None:
    prefixes = r"(?:" + "|".join(sorted({key.partition(".")[0] for key in TEXTS})) + r")\."
    sources = [*API.rglob("*.py"), *API.rglob("*.html")]
    code = "\n".join(path.read_text(encoding="utf-8") for path in sources).replace("'", '"')
    code = re.sub(r"(?s)^TEXTS.*?^\}$", "", code, flags=re.MULTILINE)
    used = set(re.findall(rf'\bt\(\s*"({prefixes}[a-z_0-9.]+)"', code))
    assert used <= set(TEXTS)
    # Keys that are put together from data, and those that stand in tables.
    composed = re.compile(
        r"(count|form|fact|kind|confidence|status|money|error|evidence|projects"
        r"|dataset|gone|net|vocabulary|specifications|scheme|topic|part|why)\."
    )
    unused = {key for key in TEXTS if f'"{key}"' not in code and not composed.match(key)}
    assert unused == set()


# Contexts and templates


def documented(context: type[PageContext]) -> dict[str, tuple[Any, ...]]:
    hints = get_type_hints(context, include_extras=True)
    return {field.name: getattr(hints[field.name], "__metadata__", ()) for field in fields(context)}


@pytest.mark.parametrize("context", PAGES)
def test_every_field_of_a_context_is_documented(context: type[PageContext]) -> None:
    for name, about in documented(context).items():
        assert len(about) == 1, name
        assert about[0].endswith("."), name


def names_used(template: str) -> set[str]:
    """Names that a template, and those it extends, take from the context."""
    loader = environment().loader
    assert loader is not None
    source, *_ = loader.get_source(environment(), template)
    tree = environment().parse(source)
    used = meta.find_undeclared_variables(tree)
    # A block sees the macros of its file, which the analysis takes for names from outside.
    used -= {macro.name for macro in tree.find_all(nodes.Macro)}
    used -= {module.target for module in tree.find_all(nodes.Import)}
    for other in tree.find_all(nodes.Extends):
        assert isinstance(other.template, nodes.Const)
        used |= names_used(other.template.value)
    return used


@pytest.mark.parametrize("context", PAGES)
def test_a_template_uses_its_context_wholly_and_nothing_else(context: type[PageContext]) -> None:
    assert names_used(context.template) == set(documented(context))


def test_the_pages_seen_here_are_all_there_are(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = set()

    def recorded(context: PageContext) -> str:
        seen.add(type(context))
        return rendered(context)

    monkeypatch.setattr("api.templating.rendered", recorded)
    for address in (*ADDRESSES, *OUT_OF_USE):
        read(client, address)
    assert seen == set(PAGES)


def test_an_unknown_name_in_a_template_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_templates_and_style_are_part_of_the_package() -> None:
    package = resources.files("api")
    for context in PAGES:
        assert package.joinpath("templates", context.template).is_file()
    assert package.joinpath("static", "style.css").is_file()


# Safety


ATTACK = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


@pytest.mark.parametrize("name", ["q", "region", "theme", "lang"])
def test_what_is_asked_is_escaped(client: TestClient, name: str) -> None:
    response = client.get("/", params={name: ATTACK}, headers={"accept": BROWSER})
    shown = Page(response.text)
    assert shown.of("script") == []
    assert shown.of("img") == []
    assert "<script" not in response.text
    if name == "q":
        assert ("textarea", ATTACK) in shown.texts


def test_a_draft_that_is_sent_is_escaped(client: TestClient) -> None:
    response = client.post("/", data={"q": ATTACK * 40}, headers={"accept": BROWSER})
    assert response.status_code == 200
    assert "<script" not in response.text


def test_an_address_that_does_not_exist_is_escaped(client: TestClient) -> None:
    response = read(client, "/res/projekt/%22%3E%3Cscript%3E")
    assert response.status_code == 404
    assert "<script" not in response.text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "", None, "//x"])
def test_only_web_addresses_become_links(address: str | None) -> None:
    assert Urls.external(address) is None


def test_pages_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    response = read(client, "/")
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert response.headers["x-content-type-options"] == "nosniff"


# Accessibility


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("address", [*ADDRESSES, *OUT_OF_USE])
def test_pages_are_semantic(client: TestClient, address: str, lang: str) -> None:
    shown = page(client, f"{address}{'&' if '?' in address else '?'}lang={lang}")
    for landmark in ("header", "main", "footer", "h1", "title"):
        assert len(shown.of(landmark)) == 1, landmark
    ids = [found["id"] for _, found in shown.elements if "id" in found]
    assert len(ids) == len(set(ids))
    assert shown.links()[0] == "#content"
    assert "content" in ids
    levels = [int(tag[1]) for tag, _ in shown.elements if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    labelled = {found.get("for") for found in shown.of("label")}
    fields = [f for f in shown.of("select", "textarea", "input") if f.get("type") != "hidden"]
    assert {field["id"] for field in fields} <= labelled
    for reference in ("aria-labelledby", "aria-describedby"):
        assert {found[reference] for _, found in shown.elements if reference in found} <= set(ids)
    assert all(found.get("scope") for found in shown.of("th"))
    assert len(shown.of("caption")) == len(shown.of("table"))
    # A block of data is no script that runs.
    assert {found.get("type") for found in shown.of("script")} <= {"application/ld+json"}
    assert all(found["href"].startswith("/") for found in shown.of("link"))


def contrast(first: str, second: str) -> float:
    """Contrast of two colours (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_text_has_enough_contrast() -> None:
    style = resources.files("api").joinpath("static", "style.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", style))
    for text in ("ink", "quiet", "link"):
        for ground in ("#ffffff", colours["tint"], colours["warm"]):
            assert contrast(colours[text], ground) >= 4.5, (text, ground)
    assert contrast("#ffffff", colours["deep"]) >= 4.5


# The form


def test_a_short_search_gets_an_address_of_its_own(client: TestClient) -> None:
    response = client.post("/?lang=en", data={"q": "unga och arbete", "region": "", "county": "17"})
    assert response.status_code == 303
    assert response.headers["location"] == "/?q=unga+och+arbete&county=17&lang=en"


def test_a_draft_is_answered_without_an_address(client: TestClient) -> None:
    draft = "Chefer i hemtjänsten ska lära sig förebygga stress. " * 40
    response = client.post("/", data={"q": draft, "region": "stockholm"})
    assert response.status_code == 200
    shown = Page(response.text)
    assert ("textarea", draft.strip()) in shown.texts
    assert len([link for link in shown.links() if "/projekt/" in link]) == 20
    # The language is changed by sending the draft again.
    assert {"form": "search", "formaction": "/?lang=en", "lang": "en"} in shown.of("button")


def test_a_text_that_is_too_long_is_refused(client: TestClient) -> None:
    response = client.post("/", data={"q": "a" * 20_001}, headers={"accept": BROWSER})
    assert response.status_code == 422
    assert TEXTS["error.422"]["sv"] in response.text


# Negotiation and errors


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (BROWSER, "text/html"),
        ("text/html", "text/html"),
        ("*/*", "text/turtle"),
        ("", "text/turtle"),
        ("text/turtle, text/html;q=0.5", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/ld+json;q=0.4, text/html;q=0.9", "text/html"),
    ],
)
@pytest.mark.parametrize("path", ["projekt/2017-00453", "tema/psykisk-ohalsa"])
def test_pages_are_for_those_who_ask_for_html(
    client: TestClient, path: str, accept: str, media_type: str
) -> None:
    response = client.get(f"/res/{path}", headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == media_type
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("ttl", "text/turtle"),
        ("jsonld", "application/ld+json"),
        ("nt", "application/n-triples"),
        ("rdf", "application/rdf+xml"),
        ("html", "text/html"),
    ],
)
def test_a_format_can_be_named_in_the_address(
    client: TestClient, name: str, media_type: str
) -> None:
    response = read(client, f"/res/organisation/forsakringskassan?format={name}")
    assert response.headers["content-type"].partition(";")[0] == media_type


def test_a_page_links_to_the_same_facts_as_data(client: TestClient) -> None:
    shown = page(client, "/res/projekt/2017-00453")
    alternates = [found for found in shown.of("link") if found["rel"] == "alternate"]
    assert len(alternates) == 7
    for alternate in alternates:
        assert alternate["href"] in shown.links()
        response = read(client, alternate["href"])
        assert response.headers["content-type"].partition(";")[0] == alternate["type"]


def test_an_unknown_format_is_refused(client: TestClient) -> None:
    assert client.get("/res/tema/psykisk-ohalsa?format=csv").status_code == 422


def refusals() -> Iterator[tuple[str, int]]:
    yield "/res/projekt/finns-inte", 404
    yield "/api/projects/finns-inte", 404
    yield "/finns-inte", 404
    yield "/api/projects?limit=many", 422
    yield "/api/projects?region=finns-inte", 422
    yield "/api/projects?active_from=2020-02-02&active_to=2020-01-01", 422


@pytest.mark.parametrize(("address", "status"), refusals())
def test_errors_are_pages_for_browsers_and_problems_for_programs(
    client: TestClient, address: str, status: int
) -> None:
    for accept in ("*/*", "application/json", "application/problem+json"):
        response = client.get(address, headers={"accept": accept})
        assert response.status_code == status
        assert response.headers["content-type"] == "application/problem+json"
        assert "Accept" in response.headers["vary"]
    detail = client.get(address).json()["detail"]
    for lang in LANGUAGES:
        response = read(client, address, **{"accept-language": lang})
        assert response.status_code == status
        assert response.headers["content-type"].startswith("text/html")
        shown = Page(response.text)
        assert ("h1", TEXTS[f"error.{status}"][lang]) in shown.texts
        assert ("p", detail) in shown.texts


def test_a_page_can_be_asked_for_by_head(client: TestClient) -> None:
    for address in ("/", "/res/projekt/2017-00453"):
        response = client.head(address, headers={"accept": BROWSER})
        assert response.status_code == 200
        assert response.content == b""


def test_the_documentation_of_the_api_loads_nothing_from_elsewhere(client: TestClient) -> None:
    for address in ("/docs", "/redoc"):
        html = client.get(address).text
        assert "//cdn" not in html
        loaded = re.findall(r'(?:src|href)="([^"]+\.(?:js|css|png))"', html)
        assert loaded
        for file in loaded:
            assert file.startswith("/")
            assert client.get(file).status_code == 200


def test_style_and_icon_are_served(client: TestClient) -> None:
    for link in page(client, "/").of("link"):
        response = client.get(link["href"])
        assert response.status_code == 200
        assert response.headers["content-type"].startswith(("text/css", "image/svg+xml"))
