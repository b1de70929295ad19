"""Filters: each alone and several together, against a plain loop over the tables."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.catalogue import Catalogue, sort_key
from graph.filters import Filters, ProjectFinder, UnknownValue
from graph.periods import FIRST_DAY_OF_PROGRAMME, LAST_DAY_OF_PROGRAMME
from ontology.identifiers import slugify
from ontology.vocabulary import Labels, concepts

Expected = dict[str, Any]
Test = Callable[[Any], bool]


def found(finder: ProjectFinder, **values: Any) -> set[str]:
    return {project.id for project in finder.find(Filters(**values))}


def keys(expected: Expected, test: Test) -> set[str]:
    return {key for key, project in expected.items() if test(project)}


def in_role(slug: str, *roles: str) -> Test:
    return lambda project: any(s == slug and (not roles or r in roles) for s, r, _ in project.parts)


NOT_OWNER = ("participant", "partner", "cofinancier", "initiator", "evaluator", "supplier")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("forsakringskassan", "forsakringskassan"),
        ("Försäkringskassan", "forsakringskassan"),
        ("FÖRSÄKRINGSKASSAN", "forsakringskassan"),
        (unicodedata.normalize("NFD", "Försäkringskassan"), "forsakringskassan"),
        ("FK", "forsakringskassan"),
        ("http://127.0.0.1:8000/id/organisation/forsakringskassan", "forsakringskassan"),
        ("Göteborgs Stad", "goteborgs-stad"),
        ("Arbetsförmedlingen", "arbetsformedlingen"),
    ],
)
def test_organisations_in_roles(
    finder: ProjectFinder, expected: Expected, text: str, slug: str
) -> None:
    assert found(finder, owner=(text,)) == keys(expected, in_role(slug, "owner"))
    assert found(finder, partner=(text,)) == keys(expected, in_role(slug, *NOT_OWNER))
    assert found(finder, organisation=(text,)) == keys(expected, in_role(slug))


def test_a_part_of_a_name(finder: ProjectFinder, catalogue: Catalogue) -> None:
    want = {
        project.id
        for project in catalogue.projects.values()
        for part in project.participations
        if part.role == "owner"
        and any(
            "folkhögskol" in name.casefold()
            for name in (
                part.organisation.name,
                *catalogue.organisations[part.organisation.id].alternative_names,
                part.unit.name if part.unit else "",
            )
        )
    }
    assert found(finder, owner=("folkhögskol",)) == want


def test_a_unit(finder: ProjectFinder) -> None:
    assert found(finder, owner=("Socialkontoret, Solkraft",)) == {"2017-00453"}


def test_names_that_mean_nobody(finder: ProjectFinder) -> None:
    for text in ("", " ", ".", "Ingen Alls AB", "\x00"):
        assert found(finder, owner=(text,)) == set()
        assert finder.organisations_named(text) == frozenset()


def test_types_and_roles_hold_for_one_participation(
    finder: ProjectFinder, expected: Expected
) -> None:
    for kind, role in (("union", "partner"), ("region", "owner"), ("agency", "participant")):
        pairs = {key: {(t, r) for _, r, t in p.parts} for key, p in expected.items()}
        assert found(finder, organisation_type=(kind,)) == {
            key for key, stated in pairs.items() if kind in {t for t, _ in stated}
        }
        assert found(finder, role=(role,)) == {
            key for key, stated in pairs.items() if role in {r for _, r in stated}
        }
        assert found(finder, organisation_type=(kind,), role=(role,)) == {
            key for key, stated in pairs.items() if (kind, role) in stated
        }


def test_gotland_is_a_region_and_a_municipality(finder: ProjectFinder, expected: Expected) -> None:
    gotland = keys(expected, in_role("region-gotland"))
    assert gotland
    assert gotland <= found(finder, organisation_type=("region",))
    assert gotland <= found(finder, organisation_type=("municipality",))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("role", ["owner", "projektagare", "Projektägare", "project owner"]),
        ("organisation_type", ["municipality", "kommun", "KOMMUN", "Municipality"]),
        ("theme", ["psykisk-ohalsa", "Psykisk ohälsa", "PSYKISK OHÄLSA"]),
        ("region", ["ovre-norrland", "Övre Norrland", "övre norrland"]),
        ("county", ["24", "Västerbottens län", "Västerbotten", "västerbottens län"]),
        ("municipality", ["2482", "Skellefteå", "Skellefteå kommun", "SKELLEFTEÅ KOMMUN"]),
        ("municipality", ["1480", "Göteborg", "Göteborgs stad", "Göteborgs kommun"]),
        ("programme", ["ESF 2014-2020", "esf-2014-2020", "esf 2014–2020"]),
    ],
)
def test_ways_to_say_the_same(finder: ProjectFinder, field: str, values: list[str]) -> None:
    first = found(finder, **{field: (values[0],)})
    assert first
    for value in values[1:]:
        assert found(finder, **{field: (value,)}) == first, value
        assert found(finder, **{field: (unicodedata.normalize("NFD", value),)}) == first


def test_themes_and_narrower_ones(finder: ProjectFinder, expected: Expected) -> None:
    labels = Labels.of("themes")
    broader = {concept.slug: concept.broader for concept in concepts("themes")}

    def stated(project: Any, theme: str) -> bool:
        for word in project.values("themes"):
            slug = labels.find(word)
            while slug:
                if slug == theme:
                    return True
                slug = broader[slug]
        return False

    for theme in broader:
        want = {key for key, project in expected.items() if stated(project, theme)}
        assert found(finder, theme=(theme,)) == want, theme


def test_places(finder: ProjectFinder, expected: Expected, catalogue: Catalogue) -> None:
    county_of = {place.name: place.code[:2] for place in catalogue.municipalities.values()}
    regions = {key: p.value("esf_region") for key, p in expected.items()}
    places = {key: p.values("municipalities") for key, p in expected.items()}
    for region in catalogue.regions.values():
        assert found(finder, region=(region.code,)) == {
            key for key, name in regions.items() if name and slugify(name) == region.code
        }
    for county in catalogue.counties:
        assert found(finder, county=(county,)) == {
            key for key, names in places.items() if county in {county_of[n] for n in names}
        }
    for place in catalogue.municipalities.values():
        assert found(finder, municipality=(place.name,)) == {
            key for key, names in places.items() if place.name in names
        }


def test_programmes(finder: ProjectFinder, catalogue: Catalogue) -> None:
    total = 0
    for name in LAST_DAY_OF_PROGRAMME:
        projects = found(finder, programme=(name,))
        total += len(projects)
        assert projects == {
            p.id for p in catalogue.projects.values() if p.programme and p.programme.name == name
        }
    assert total == sum(1 for p in catalogue.projects.values() if p.programme)


def first_day(value: str) -> date:
    return date.fromisoformat(value if len(value) == 10 else f"{value}-01")


def last_day(value: str) -> date:
    day = first_day(value)
    return day if len(value) == 10 else day.replace(day=monthrange(day.year, day.month)[1])


def active(project: Any, first: date | None, last: date | None) -> bool:
    if not project.start and not project.end:
        return False
    if project.start:
        starts = first_day(project.start)
    else:
        assert project.programme
        starts = FIRST_DAY_OF_PROGRAMME[project.programme.name]
    if project.end:
        ends = last_day(project.end)
    elif project.programme:
        ends = LAST_DAY_OF_PROGRAMME[project.programme.name]
    else:
        ends = starts
    return starts <= (last or date.max) and ends >= (first or date.min)


days = st.dates(date(2007, 1, 1), date(2030, 12, 31))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(first=st.none() | days, last=st.none() | days)
def test_spans_of_time(
    finder: ProjectFinder, catalogue: Catalogue, first: date | None, last: date | None
) -> None:
    projects = found(finder, active_from=first, active_to=last)
    if first is None and last is None:
        assert len(projects) == len(catalogue.projects)
    else:
        assert projects == {
            key for key, view in catalogue.projects.items() if active(view, first, last)
        }


def test_the_last_day_of_a_month_counts(finder: ProjectFinder, catalogue: Catalogue) -> None:
    ends_in_month = [v for v in catalogue.projects.values() if v.end and len(v.end) == 7]
    assert ends_in_month
    for view in ends_in_month:
        day = last_day(view.end or "")
        assert view.id in found(finder, active_from=day, active_to=day)
        after = date.fromordinal(day.toordinal() + 1)
        assert view.id not in found(finder, active_from=after, active_to=after)


def test_a_project_without_an_end_ends_with_its_programme(
    finder: ProjectFinder, catalogue: Catalogue
) -> None:
    open_ended = [v for v in catalogue.projects.values() if v.start and not v.end and v.programme]
    assert open_ended
    for view in open_ended:
        assert view.programme
        day = LAST_DAY_OF_PROGRAMME[view.programme.name]
        assert view.id in found(finder, active_from=day)
        assert view.id not in found(finder, active_from=date.fromordinal(day.toordinal() + 1))


def test_a_project_without_a_start_begins_with_its_programme(
    finder: ProjectFinder, catalogue: Catalogue
) -> None:
    ended = [v for v in catalogue.projects.values() if v.end and not v.start and v.programme]
    assert ended
    for view in ended:
        assert view.programme
        day = FIRST_DAY_OF_PROGRAMME[view.programme.name]
        assert view.id in found(finder, active_to=day)
        assert view.id not in found(finder, active_to=date.fromordinal(day.toordinal() - 1))


@pytest.mark.parametrize("words", ["supported employment", "EMPLOYMENT supported", "försäkrings"])
def test_words(finder: ProjectFinder, words: str) -> None:
    projects = finder.find(Filters(q=words))
    assert projects
    assert {p.id for p in projects} == found(finder, q=unicodedata.normalize("NFD", words))
    assert found(finder, q=words.upper()) == {p.id for p in projects}


def test_words_of_every_kind_of_text(finder: ProjectFinder) -> None:
    for words in ("2019/00035", "ExperioWorkLab", "Solkraft", "Skellefteå Arjeplog", "2017-00453"):
        assert found(finder, q=words), words
    assert found(finder, q="Skellefteå Ystad Kiruna Malmö") == set()
    assert len(found(finder, q="   ")) == 300


UNKNOWN = [
    ("role", "boss"),
    ("organisation_type", "klubb"),
    ("theme", "fotboll"),
    ("region", "Norge"),
    ("county", "99"),
    ("municipality", "Skaraborg"),
    ("programme", "ESF 1995"),
    ("role", ""),
    ("municipality", ""),
]


@pytest.mark.parametrize(("field", "value"), UNKNOWN)
def test_an_unknown_value_names_those_that_are_known(
    finder: ProjectFinder, field: str, value: str
) -> None:
    with pytest.raises(UnknownValue, match=f"{field}={value!r} is not known. Use one of: .+") as e:
        finder.find(Filters(**{field: (value,)}))  # type: ignore[arg-type]
    assert e.value.parameter == field


def test_several_values_are_alternatives_and_several_filters_all_hold(
    finder: ProjectFinder,
) -> None:
    choices: dict[str, list[Any]] = {
        "owner": [("goteborgs-stad",), ("goteborgs-stad", "stockholms-stad")],
        "partner": [("forsakringskassan",), ("forsakringskassan", "arbetsformedlingen")],
        "organisation_type": [("region",), ("union", "agency")],
        "role": [("partner",), ("owner", "participant")],
        "theme": [("psykisk-ohalsa",), ("arbete-och-sysselsattning", "psykisk-ohalsa")],
        "region": [("Stockholm",), ("Stockholm", "Västsverige")],
        "county": [("01",), ("01", "14")],
        "municipality": [("Botkyrka",), ("Botkyrka", "Göteborg")],
        "programme": [("ESF 2014-2020",), ("ESF 2014-2020", "ESF 2007-2013")],
        "active_from": [date(2016, 1, 1)],
        "q": ["samverkan"],
    }
    for name, values in choices.items():
        for value in values:
            if isinstance(value, tuple) and name not in ("organisation_type", "role"):
                alone: set[str] = set()
                alone.update(*(found(finder, **{name: (one,)}) for one in value))
                assert found(finder, **{name: value}) == alone
            for other, more in choices.items():
                if {name, other} == {"organisation_type", "role"} or name == other:
                    continue
                both = found(finder, **{name: value, other: more[0]})
                assert both == found(finder, **{name: value}) & found(finder, **{other: more[0]})


def test_order_and_keys(finder: ProjectFinder) -> None:
    projects = finder.find(Filters())
    assert len(projects) == 300
    order = [(sort_key(project.name), project.id) for project in projects]
    assert order == sorted(order)
    assert projects[-1].name[0] in "ÅÄÖåäö"
    assert finder.keys(Filters()) is None
    assert finder.keys(Filters(county=("24",))) == frozenset(found(finder, county=("24",)))
    assert not Filters()
    assert Filters(q="x")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(text=st.text(max_size=30))
def test_any_text_may_be_asked_for(finder: ProjectFinder, text: str) -> None:
    finder.find(Filters(owner=(text,), q=text))
    for field in ("theme", "municipality", "programme", "role"):
        try:
            finder.find(Filters(**{field: (text,)}))  # type: ignore[arg-type]
        except UnknownValue:
            continue


@pytest.mark.parametrize("name", ["Borås", "Torsås", "Mönsterås", "Alingsås", "Hofors", "Kramfors"])
def test_a_name_without_its_s_is_no_municipality(finder: ProjectFinder, name: str) -> None:
    with pytest.raises(UnknownValue):
        finder.find(Filters(municipality=(name[:-1],)))
