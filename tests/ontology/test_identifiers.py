"""Identifiers: made from keys, read back, and the same however a letter is composed."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.identifiers import SEGMENTS, Identifiers, project_key, slugify

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SWEDISH = st.text(alphabet="abcxyzåäöéüÅÄÖÉÜABC0129 -–—/&.,'’()", min_size=1, max_size=60)
KEYS = st.from_regex(r"[a-z0-9]{1,9}(-[a-z0-9]{1,9}){0,4}", fullmatch=True)
IDS = Identifiers("https://example.org")

BY_KEY = {
    "project": IDS.project,
    "organisation": IDS.organisation,
    "esf_region": IDS.esf_region,
    "theme": IDS.theme,
    "role": IDS.role,
    "organisation_type": IDS.organisation_type,
    "programme": IDS.programme,
    "call": IDS.call,
    "source": IDS.source,
    "evidence": IDS.evidence,
    "change": IDS.change,
    "amount": IDS.amount,
    "grant": IDS.grant,
}


def slug_or_none(text: str) -> str | None:
    try:
        return slugify(text)
    except ValueError:
        return None


@given(SWEDISH)
def test_slug_has_only_ascii_and_is_its_own_slug(text: str) -> None:
    slug = slug_or_none(text)
    if slug is None:
        assert not any(character.isalnum() for character in text)
    else:
        assert SLUG.fullmatch(slug)
        assert slugify(slug) == slug


@given(st.text(max_size=60))
def test_slug_of_any_text_is_well_formed_or_refused(text: str) -> None:
    slug = slug_or_none(text)
    assert slug is None or SLUG.fullmatch(slug)


@given(SWEDISH)
def test_slug_ignores_composition_case_and_kind_of_dash(text: str) -> None:
    expected = slug_or_none(text)
    assert slug_or_none(unicodedata.normalize("NFC", text)) == expected
    assert slug_or_none(unicodedata.normalize("NFD", text)) == expected
    assert slug_or_none(text.upper()) == expected
    assert slug_or_none(text.replace("–", "-").replace("—", "-")) == expected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Samordningsförbundet Östra Södertörn", "samordningsforbundet-ostra-sodertorn"),
        ("Åre kommun", "are-kommun"),
        ("Café – Överkalix", "cafe-overkalix"),
        ("HÄRNÖSANDS KOMMUN", "harnosands-kommun"),
        ("a&amp;b", "a-amp-b"),
    ],
)
def test_slug_examples(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize("text", ["", "   ", "–", "…!?"])
def test_slug_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no letter or digit"):
        slugify(text)


@pytest.mark.parametrize(
    ("number", "name", "key"),
    [
        ("2017/00453", "X", "2017-00453"),
        (" 2017 / 00453 ", "X", "2017-00453"),
        ("22-014-S05", "X", "22-014-S05"),
        ("22–014–S05", "X", "22-014-S05"),
        ("2013-3020018", "X", "2013-3020018"),
        ("dnr. 7 å", "X", "dnr-7-a"),
        (None, "Unga till arbete", "unga-till-arbete"),
        ("  ", "Unga till arbete", "unga-till-arbete"),
    ],
)
def test_project_key(number: str | None, name: str, key: str) -> None:
    assert project_key(number, name) == key
    assert IDS.key_of(IDS.project(key)) == ("project", key)


@given(st.sampled_from(sorted(BY_KEY)), KEYS)
def test_key_is_read_back(kind: str, key: str) -> None:
    assert IDS.key_of(BY_KEY[kind](key)) == (kind, key)


@given(SWEDISH)
def test_every_slug_makes_an_identifier(text: str) -> None:
    slug = slug_or_none(text)
    if slug is not None:
        assert IDS.key_of(IDS.organisation(slug)) == ("organisation", slug)


def test_composed_keys() -> None:
    participation = IDS.participation("2017-00453", "are-kommun", "projektagare")
    assert str(participation).endswith("/id/deltagande/2017-00453-are-kommun-projektagare")
    membership = IDS.membership("samordningsforbundet-x", "2482")
    assert IDS.key_of(membership) == ("membership", "samordningsforbundet-x-2482")
    assert IDS.key_of(IDS.municipality("0114")) == ("municipality", "0114")
    assert IDS.key_of(IDS.county("01")) == ("county", "01")


def test_every_kind_has_a_method() -> None:
    assert all(callable(getattr(IDS, kind)) for kind in SEGMENTS)
    assert len(set(SEGMENTS.values())) == len(SEGMENTS)


@pytest.mark.parametrize("key", ["", "å", "a b", "a/b", "a?b", "a#b", "a--b", "-a", "a.ttl", "a\n"])
def test_bad_keys_are_refused(key: str) -> None:
    for make in BY_KEY.values():
        with pytest.raises(ValueError, match="not the key of"):
            make(key)
    with pytest.raises(ValueError, match="not a key"):
        IDS.participation("2017-00453", key, "projektagare")
    with pytest.raises(ValueError, match="not a key"):
        IDS.membership(key, "2482")


@pytest.mark.parametrize("code", ["", "248", "24820", "abcd", "٢٤٨٢"])
def test_bad_codes_are_refused(code: str) -> None:
    with pytest.raises(ValueError, match="not the key of a municipality"):
        IDS.municipality(code)
    with pytest.raises(ValueError, match="not the key of a county"):
        IDS.county(code)


@pytest.mark.parametrize(
    "base",
    [
        "",
        "example.org",
        "/id",
        "ftp://example.org",
        "https://",
        "https://example.org?x=1",
        "https://example.org/#x",
        "https://example.org/a b",
        "https://example.org/<x>",
        "https://user:secret@example.org",
    ],
)
def test_bad_bases_are_refused(base: str) -> None:
    with pytest.raises(ValueError, match="base"):
        Identifiers(base)


def test_a_password_in_the_base_is_not_repeated() -> None:
    with pytest.raises(ValueError, match="base") as caught:
        Identifiers("https://user:secret@example.org")
    assert "secret" not in str(caught.value)


def test_base_may_have_a_path_and_trailing_slashes() -> None:
    ids = Identifiers("https://example.org/graf//")
    assert ids.base == "https://example.org/graf"
    assert ids == Identifiers("https://example.org/graf")
    assert str(ids.scheme("theme")) == "https://example.org/graf/id/tema"
    with pytest.raises(ValueError, match="no concept scheme"):
        ids.scheme("project")


@pytest.mark.parametrize(
    "iri",
    [
        "https://example.com/id/projekt/2017-00453",
        "https://example.org/id/okant/2017-00453",
        "https://example.org/id/projekt/",
        "https://example.org/id/projekt",
        "https://example.org/id/projekt/a/b",
        "https://example.org/id/kommun/24",
        "https://example.org/res/projekt/2017-00453",
        "",
    ],
)
def test_other_iris_have_no_key(iri: str) -> None:
    assert IDS.key_of(iri) is None
