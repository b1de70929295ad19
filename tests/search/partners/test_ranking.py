"""Ranking of partners: the parts of a score, who is left out, and what is never mixed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.build import BuildReport
from api.composition import Service, open_service
from api.settings import Settings
from graph.filters import ProjectFinder
from search.errors import IndexFormatError
from search.index import Hit
from search.partners.cases import Cases, Scenario, draft_of, located, relatives
from search.partners.draft import Named
from search.partners.evaluation import evaluate_partners
from search.partners.features import PARTS, PartnerQuery
from search.partners.parameters import FILE, PartnerParameters, load_parameters, save_parameters
from search.partners.ranking import PartnerFinder, Suggestion
from search.text import Passage


@pytest.fixture(scope="module")
def service(settings: Settings, built: BuildReport) -> Service:
    return open_service(settings)


@pytest.fixture(scope="module")
def finder(service: Service) -> PartnerFinder:
    return service.partners


def asked(finder: PartnerFinder, *alike: str, **more: object) -> PartnerQuery:
    """A question to which these projects are alike, and no other."""
    hits = tuple(
        Hit(key, 0.9 if key in alike else 0.0, Passage(key, 0, "å", 0, 1))
        for key in finder.catalogue.projects
    )
    return PartnerQuery(hits, **more)  # type: ignore[arg-type]


def of(found: tuple[Suggestion, ...], body: str) -> Suggestion:
    return next(one for one in found if one.body == body)


def test_who_did_the_similar_project_comes_first(finder: PartnerFinder) -> None:
    found = finder.suggest(asked(finder, "halsogreppet"), 50, spread=0).direct
    parts = finder.bodies.of_project("halsogreppet")
    assert {one.body for one in found[: len(parts)]} == set(parts)
    ale = of(found, "ale-kommun")
    assert ale.shown[0].project == "halsogreppet"
    assert ale.shown[0].roles == ("participant",)
    assert ale.shown[0].counted > 0.99
    assert ale.shown[0].hit.passage.text == "å"


def test_parts_add_up_and_are_weighted(finder: PartnerFinder) -> None:
    query = located(
        finder.bodies, asked(finder, "halsogreppet", regions=frozenset({"vastsverige"}))
    )
    for one in finder.suggest(query, 20).direct:
        assert one.score == pytest.approx(sum(one.parts.values()))
        assert set(one.parts) <= set(PARTS)
        assert all(value > 0 for value in one.parts.values())


def test_a_second_similar_project_adds_less_than_the_first(finder: PartnerFinder) -> None:
    projects = sorted(finder.bodies.direct.projects_of("forsakringskassan"))[:3]
    grown = [
        of(finder.suggest(asked(finder, *projects[:n]), 1000).direct, "forsakringskassan").parts[
            "experience"
        ]
        for n in (1, 2, 3)
    ]
    assert grown[0] > grown[1] - grown[0] > grown[2] - grown[1] > 0


def test_nearness_goes_up_from_region_to_county_to_municipality(finder: PartnerFinder) -> None:
    query = asked(finder, "halsogreppet", regions=frozenset({"vastsverige"}))
    region = of(finder.suggest(query, 1000).direct, "ale-kommun")
    county = of(
        finder.suggest(replace(query, counties=frozenset({"14"})), 1000).direct, "ale-kommun"
    )
    nearest = located(finder.bodies, replace(query, municipalities=frozenset({"1440"})))
    seat = of(finder.suggest(nearest, 1000).direct, "ale-kommun")
    far = of(finder.suggest(asked(finder, "halsogreppet"), 1000).direct, "ale-kommun")
    assert far.score < region.score < county.score < seat.score
    assert not {"region", "county", "municipality", "places"} & set(far.parts)


def test_newer_projects_count_as_more_recent(finder: PartnerFinder) -> None:
    parameters = replace(finder.parameters, recency=1.0)
    eager = PartnerFinder(finder.catalogue, ProjectFinder(finder.catalogue), parameters)
    query = asked(finder, "halsogreppet", year=2017)
    then = of(eager.suggest(query, 1000).direct, "ale-kommun").parts["recency"]
    later = of(eager.suggest(replace(query, year=2026), 1000).direct, "ale-kommun").parts["recency"]
    assert then == 1.0
    assert later < 0.5


def test_ties_to_those_on_board_are_told_and_counted(finder: PartnerFinder) -> None:
    query = asked(finder, on_board=frozenset({"partille-kommun"}))
    found = of(finder.suggest(query, 1000).direct, "ale-kommun")
    (tie,) = found.ties
    assert tie.body == "partille-kommun"
    assert "halsogreppet" in tie.projects
    assert found.parts["shared"] > 0
    assert found.parts["peers"] > 0
    alone = of(finder.suggest(asked(finder), 1000).direct, "ale-kommun")
    assert alone.ties == ()
    assert alone.brings == 0


def test_a_member_of_the_association_on_board_is_tied_to_it(finder: PartnerFinder) -> None:
    query = asked(finder, on_board=frozenset({"samordningsforbundet-skelleftea-norsjo"}))
    found = of(finder.suggest(query, 1000).direct, "norsjo-kommun")
    assert found.parts["membership"] > 0
    assert found.ties[0].associations == ("samordningsforbundet-skelleftea-norsjo",)


def test_the_association_of_a_municipality_that_is_asked_for_is_tied_to_it(
    finder: PartnerFinder,
) -> None:
    query = asked(finder, municipalities=frozenset({"2417"}))
    found = of(finder.suggest(query, 1000).direct, "samordningsforbundet-skelleftea-norsjo")
    assert found.parts["membership"] > 0
    assert [tie.body for tie in found.ties] == ["norsjo-kommun"]


def test_on_board_left_out_funder_and_groups_are_not_suggested(finder: PartnerFinder) -> None:
    query = asked(
        finder,
        "halsogreppet",
        on_board=frozenset({"ale-kommun"}),
        left_out=frozenset({"partille-kommun"}),
    )
    found = finder.suggest(query, 1000)
    for one in (*found.direct, *found.through):
        assert one.body not in ("ale-kommun", "partille-kommun", "svenska-esf-radet")
        assert finder.catalogue.organisations[one.body].types[0] not in ("group", "unit")


def test_direct_and_through_an_association_are_two_lists(finder: PartnerFinder) -> None:
    found = finder.suggest(asked(finder, "halsoframjande-arbetsliv"), 1000)
    assert found.total == len(found.direct)
    assert all(shown.through is None for one in found.direct for shown in one.shown)
    assert all(shown.through for one in found.through for shown in one.shown)
    haninge = of(found.through, "haninge-kommun")
    assert haninge.shown[0].through == "samordningsforbundet-ostra-sodertorn"
    direct = finder.bodies.direct.projects_of("haninge-kommun")
    assert not direct & finder.bodies.through.projects_of("haninge-kommun")


def test_bodies_under_two_names_are_one(finder: PartnerFinder) -> None:
    found = finder.suggest(asked(finder), 1000).direct
    bodies = {one.body for one in found}
    joined = [one for one in found if one.known_as]
    assert joined
    for one in joined:
        assert not bodies & set(one.known_as)
        assert {finder.bodies.joined(name) for name in one.known_as} == {one.body}


def test_unseen_projects_are_no_evidence(finder: PartnerFinder) -> None:
    query = asked(finder, "halsogreppet", unseen=frozenset({"halsogreppet"}))
    query = replace(query, hits=tuple(hit for hit in query.hits if hit.project != "halsogreppet"))
    for one in finder.suggest(query, 1000).direct:
        assert "halsogreppet" not in {shown.project for shown in one.shown}
        assert "experience" not in one.parts


def test_types_and_roles_narrow(finder: PartnerFinder) -> None:
    query = asked(finder, "halsogreppet", types=frozenset({"region"}), roles=frozenset({"owner"}))
    found = finder.suggest(query, 1000).direct
    assert found
    for one in found:
        assert "region" in finder.catalogue.organisations[one.body].types
        assert all("owner" in shown.roles for shown in one.shown)


def test_a_municipality_without_projects_is_suggested_for_its_place(finder: PartnerFinder) -> None:
    """Kristinehamn; Hammarö, in its samordningsförbund, is asked for."""
    query = asked(finder, municipalities=frozenset({"1761"}), kinds=frozenset({"municipality"}))
    new = "kristinehamns-kommun"
    unseen = finder.bodies.direct.projects_of(new)
    query = located(finder.bodies, replace(query, unseen=unseen))
    found = of(finder.suggest(query, 1000).direct, new)
    assert found.project_count == 0
    assert found.shown == ()
    assert {"association", "county", "region", "kind", "kind_nearby", "peers"} <= set(found.parts)
    assert "experience" not in found.parts
    (tie,) = [tie for tie in found.ties if tie.body == "hammaro-kommun"]
    assert tie.associations
    assert tie.projects == ()
    bodies = {
        one.body for one in finder.suggest(replace(query, newcomers=False), 1000, spread=0).direct
    }
    assert new not in bodies
    roles = replace(query, roles=frozenset({"partner"}))
    assert new not in {one.body for one in finder.suggest(roles, 1000).direct}


def test_no_body_that_closed_or_was_renamed_is_new(finder: PartnerFinder) -> None:
    direct = finder.bodies.direct
    for view, known in zip(direct.views, direct.known, strict=True):
        if known:
            assert not view.renamed_to
            assert view.types[0] not in ("unknown", "group", "unit")
            assert not view.members or any(each.status != "closed" for each in view.members)
    assert sum(direct.known) > 500


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(
    ("text", "municipalities", "counties", "kinds"),
    [
        ("Kommuner i Skånes inland", set(), {"12"}, {"municipality"}),
        ("Elva kommuner i Kalmar län", set(), {"08"}, {"municipality"}),
        ("I Kalmar", {"0880"}, set(), set()),
        ("Åmåls och Kils kommun", {"1492", "1715"}, set(), {"municipality"}),
        ("GRANNKOMMUNERNA OCH SAMORDNINGSFÖRBUNDEN", set(), set(), {"municipality"} | {
            "coordination_association"}),
        ("Utan kommunen, med folkhögskolorna", set(), set(), {"civil_society"}),
        ("Vara med och hitta boden", set(), set(), set()),
        ("Kommunanställda på en arbetsplats", set(), set(), {"municipality"}),
        ("", set(), set(), set()),
    ],
)  # fmt: skip
def test_what_a_draft_names(
    finder: PartnerFinder,
    text: str,
    municipalities: set[str],
    counties: set[str],
    kinds: set[str],
    form: str,
) -> None:
    named = finder.reader.read(unicodedata.normalize(form, text))  # type: ignore[arg-type]
    assert named == Named(frozenset(municipalities), frozenset(counties), frozenset(kinds))


def test_places_that_a_draft_names_count_where_they_lie_in_what_was_asked(
    finder: PartnerFinder,
) -> None:
    reader = finder.reader
    named = reader.read("Luleå, Piteå och Malmö; Skåne och Norrbotten")
    assert reader.within(named, asked(finder)) == named
    north = reader.within(named, asked(finder, regions=frozenset({"ovre-norrland"})))
    assert north.municipalities == {"2580", "2581"}
    assert north.counties == {"25"}
    south = reader.within(named, asked(finder, municipalities=frozenset({"1281"})))
    assert south == Named(frozenset({"1280"}), frozenset({"12"}))


def test_a_list_is_spread_out_and_the_first_keeps_its_place(finder: PartnerFinder) -> None:
    query = located(
        finder.bodies, asked(finder, "halsogreppet", regions=frozenset({"vastsverige"}))
    )
    plain = finder.suggest(query, 10, spread=0).direct
    spread = finder.suggest(query, 10, spread=2).direct

    def sorts(found: tuple[Suggestion, ...]) -> Counter[tuple[str, str]]:
        views = [finder.catalogue.organisations[one.body] for one in found]
        return Counter((view.types[0], view.county.code) for view in views if view.county)

    assert spread[0] == plain[0]
    assert max(sorts(spread).values()) < max(sorts(plain).values())
    assert any(one.crowding for one in spread)
    assert finder.suggest(query, 10).direct == finder.suggest(
        query, 10, spread=finder.parameters.spread
    ).direct  # fmt: skip


def test_a_text_that_nothing_is_like_gives_no_experience(finder: PartnerFinder) -> None:
    found = finder.suggest(asked(finder), 10)
    assert found.direct
    assert all("experience" not in one.parts for one in found.direct)


def test_relatives_are_other_editions(finder: PartnerFinder) -> None:
    known = relatives(finder.bodies)
    assert "halsoframjande-arbetsliv-2-0" in known["halsoframjande-arbetsliv"]
    assert "steget-vidare" in known["steget"]
    assert "halsogreppet" not in known


def test_a_hidden_partner_leaks_nowhere(finder: PartnerFinder, service: Service) -> None:
    cases = [
        case
        for case in Cases(finder.bodies, service.search, finder.reader).of(
            Scenario("any", draft=True, board=False)
        )
        if case.project == "halsogreppet"
    ]
    assert {case.hidden for case in cases} > {"ale-kommun", "partille-kommun"}
    for case in cases:
        query = case.query
        assert "halsogreppet" in query.unseen
        assert "halsogreppet" not in {hit.project for hit in query.hits}
        assert case.hidden not in query.on_board | query.left_out
        own = finder.catalogue.organisations[case.hidden].municipality
        assert own is None or own.code not in query.municipalities


def test_a_project_is_asked_about_by_its_text_alone(finder: PartnerFinder) -> None:
    project = finder.catalogue.projects["halsogreppet"]
    assert draft_of(project) == f"{project.name}\n\n{project.summary}"


def test_evaluation_beats_baselines_in_the_same_candidates(
    finder: PartnerFinder, service: Service
) -> None:
    """With the embedder without a model, so that places and ties do the work."""
    known = Scenario("project")
    kernel = (finder.parameters.midpoint, finder.parameters.width)
    found = evaluate_partners(
        finder, service.search, scenarios=[known], kernels=[kernel], repeats=1
    )
    (result,) = found.scenarios
    assert result.hidden > result.findable > 100
    assert result.ours.recall > result.same_county.baseline.recall
    assert result.ours.recall > 2 * result.popularity.baseline.recall
    assert (
        result.same_county.interval[0] < result.same_county.ratio < result.same_county.interval[1]
    )
    assert result.same_county.p < 0.05
    assert result.ours.recall <= result.findable / result.hidden
    assert sum(group.hidden for group in found.by_type) == result.hidden
    assert found.as_json()["scenarios"][0]["name"] == "project"


def test_parameters_are_kept_in_a_release(tmp_path: Path, service: Service) -> None:
    folder = tmp_path
    assert load_parameters(folder) == PartnerParameters()
    save_parameters(PartnerParameters(county=0.25), folder)
    assert load_parameters(folder).county == 0.25
    (folder / FILE).write_text('{"county": "near"}')
    with pytest.raises(IndexFormatError, match="Build the release again"):
        load_parameters(folder)
    assert (service.release.search / FILE).exists()


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_any_question_is_answered(finder: PartnerFinder, data: st.DataObject) -> None:
    catalogue = finder.catalogue

    def some(keys: Iterable[str], most: int = 3) -> frozenset[str]:
        return data.draw(st.frozensets(st.sampled_from(sorted(keys)), max_size=most))

    query = located(
        finder.bodies,
        asked(
            finder,
            *some(catalogue.projects),
            municipalities=some(catalogue.municipalities),
            counties=some(catalogue.counties),
            on_board=frozenset(map(finder.bodies.joined, some(catalogue.organisations, 6))),
            unseen=some(catalogue.projects, 40),
            types=some(catalogue.organisation_types, 2),
            roles=some(catalogue.roles, 2),
            year=data.draw(st.none() | st.integers(1, 9999)),
            kinds=some(catalogue.organisation_types, 3),
            newcomers=data.draw(st.booleans()),
        ),
    )
    spread = data.draw(st.sampled_from([None, 0.0, 0.5, 2.0]))
    found = finder.suggest(query, 20, spread)
    for ranked, total in ((found.direct, found.total), (found.through, found.total_through)):
        assert len(ranked) == min(20, total) == len({one.body for one in ranked})
        worth = [one.score - one.crowding for one in ranked]
        assert all(first >= after - 1e-9 for first, after in pairwise(worth))
        for one in ranked:
            assert one.body not in query.on_board
            assert one.score == pytest.approx(sum(one.parts.values()), abs=1e-9)
            assert not {shown.project for shown in one.shown} & query.unseen
            assert one.project_count >= len(one.shown)
            assert one.shown or one.parts
            assert one.crowding >= 0
            assert spread != 0 or one.crowding == 0
    assert all(one.shown for one in found.through)
