"""The catalogue: every project and organisation of the graph, and who works with whom."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from graph.catalogue import Catalogue, evidence_of, sort_key
from graph.catalogue_loader import load_catalogue
from graph.gazetteer import Gazetteer
from graph.merging import Merger
from graph.records import ProjectRecord, Role
from graph.release import Release
from graph.store import Store, StoreWriter
from graph.triples import Describer
from graph.views import PartnerView
from ontology.identifiers import Identifiers
from ontology.vocabulary import FILES, load

Expected = dict[str, Any]
Make = Callable[..., ProjectRecord]

FORBUND = "samordningsforbundet-skelleftea-norsjo"
OWNER, PARTNER, FUNDER = Role.OWNER, Role.PARTNER, Role.FUNDER


def test_every_project_is_there_with_its_values(catalogue: Catalogue, expected: Expected) -> None:
    assert set(catalogue.projects) == set(expected)
    for key, want in expected.items():
        view = catalogue.projects[key]
        assert view.id == key
        assert view.name == want.value("name")
        assert (view.number or "") == want.value("project_number")
        assert (view.start or "") == want.value("start_date")
        assert (view.end or "") == want.value("end_date")
        assert (view.summary or "") == want.value("summary_sv")
        assert (view.specific_objective or "") == want.value("specific_objective")
        if want.value("financier_program"):
            assert view.programme is not None
            assert view.programme.name == want.value("financier_program")
        grant, budget = want.amount("esf_grant_sek"), want.amount("total_budget_sek")
        assert (view.grant.value if view.grant else None) == grant
        assert (view.total_budget.value if view.total_budget else None) == budget
        count = view.planned_participants
        assert ("" if count is None else str(count)) == want.value("planned_participants")
        assert {place.name for place in view.municipalities} == want.values("municipalities")
        assert {c.code for c in view.counties} == {p.code[:2] for p in view.municipalities}
        assert {p.casefold() for p in view.keywords} == {
            p.casefold() for p in want.values("themes")
        }
        parts = {(p.organisation.id, p.role, p.organisation.type) for p in view.participations}
        assert parts == set(want.parts)


def test_a_hedge_is_kept(catalogue: Catalogue) -> None:
    hedged = {
        (key, view.grant.qualifier, view.grant.value)
        for key, view in catalogue.projects.items()
        if view.grant and view.grant.qualifier
    }
    assert all(qualifier in ("drygt", "knappt", "cirka") for _, qualifier, _ in hedged)
    experio = catalogue.projects["2019-00035"].grant
    assert experio
    assert (experio.value, experio.qualifier) == (Decimal(23_085_536), None)


def test_succession(catalogue: Catalogue) -> None:
    before = catalogue.projects["projekt-omstallning"]
    after = catalogue.projects["2019-00035"]
    assert [p.id for p in before.succeeded_by] == [after.id]
    assert [p.id for p in after.preceded_by] == [before.id]
    assert catalogue.projects["2017-00129"].predecessor_names == (
        "Heja Hälsan – hållbart arbetsliv",
    )


def test_every_organisation_is_there(
    catalogue: Catalogue, gazetteer: Gazetteer, expected: Expected
) -> None:
    slugs = {slug for project in expected.values() for slug, _, _ in project.parts}
    assert set(gazetteer.organisations) | slugs <= set(catalogue.organisations)
    for slug, body in gazetteer.organisations.items():
        view = catalogue.organisations[slug]
        assert view.name == body.name
        assert set(view.types) == set(body.types)
        assert view.types[0] == body.types[0]
        assert set(view.alternative_names) == set(body.alternative_names)
        assert view.organisation_number == body.org_number
        code = view.municipality.code if view.municipality else None
        assert code == body.municipality_code
        assert (view.county.code if view.county else None) == body.county_code
        successors = [change.organisation.id for change in view.renamed_to]
        assert successors == ([body.successor] if body.successor else [])
        if "coordination_association" in body.types:
            assert {m.organisation.id for m in view.members} == {
                member.slug for member in gazetteer.members_of(body)
            }
            assert {m.confidence for m in view.members} <= {body.confidence}


def test_units(catalogue: Catalogue) -> None:
    municipality = catalogue.organisations["skelleftea-kommun"]
    assert {unit.name for unit in municipality.units} == {
        "Socialkontoret, Solkraft",
        "socialförvaltningen",
    }
    for unit in municipality.units:
        view = catalogue.organisations[unit.id]
        assert view.types == ("unit",)
        assert view.parent == municipality.reference
        assert [project.id for project, _ in catalogue.participations_of(unit.id)] == ["2017-00453"]


def test_renamed_bodies(catalogue: Catalogue) -> None:
    (change,) = catalogue.organisations["stockholms-lans-landsting"].renamed_to
    assert (change.organisation.id, change.year) == ("region-stockholm", 2019)
    assert "stockholms-lans-landsting" in {
        change.organisation.id
        for change in catalogue.organisations["region-stockholm"].renamed_from
    }


def test_places_concepts_and_sources(catalogue: Catalogue) -> None:
    assert len(catalogue.municipalities) == 290
    assert len(catalogue.counties) == 21
    assert all(p.within in catalogue.counties for p in catalogue.municipalities.values())
    assert len(catalogue.roles) == len(Role)
    assert all(concept.labels.keys() == {"sv", "en"} for concept in catalogue.themes.values())
    assert {key: view.kind for key, view in catalogue.sources.items()}["fakta"] == "table"
    assert len(catalogue.sources) == 8


def test_participations_of(catalogue: Catalogue, expected: Expected) -> None:
    found = {
        (project.id, part.role)
        for project, part in catalogue.participations_of("arbetsformedlingen")
    }
    assert found == {
        (project.key, role)
        for project in expected.values()
        for slug, role, _ in project.parts
        if slug == "arbetsformedlingen"
    }
    assert list(catalogue.participations_of("ingen-alls")) == []


def test_evidence_of_a_project(
    catalogue: Catalogue, store: Store, identifiers: Identifiers
) -> None:
    project = catalogue.projects["2019-00035"]
    found = evidence_of(store, project, identifiers)
    assert set(found) == {project.iri, *(part.iri for part in project.participations)}
    for passages in found.values():
        for _, passage in passages:
            assert passage.source in ("kuraterade", "fakta")
            assert len(passage.quote) == passage.end - passage.start
            assert passage.cell is not None
            assert passage.cell.startswith("cell=")


# -- who works with whom -------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(
    tmp_path_factory: pytest.TempPathFactory,
    gazetteer: Gazetteer,
    record: Make,
    release: Release,
) -> Catalogue:
    """Three projects around a samordningsförbund of Skellefteå and Norsjö."""
    from graph.linking import Linker
    from graph.records import Source
    from ontology.vocabulary import Labels

    source = Source("fakta", "table", "Fakta", "0" * 64)
    merger = Merger(Linker(gazetteer), Labels.of("themes"), [source])
    records = [
        record(
            "fakta", "Ett", [("Skellefteå kommun", OWNER), ("Kalix folkhögskola", PARTNER)],
            key="ett",
        ),
        record(
            "fakta", "Två",
            [
                ("Samordningsförbundet Skellefteå Norsjö", OWNER), ("Urkraft", PARTNER),
                ("Europeiska socialfonden", FUNDER), ("kommunerna", PARTNER),
                ("Sweco", Role.EVALUATOR),
            ],
            key="tva",
        ),
        record(
            "fakta", "Tre",
            [("Norsjö kommun", OWNER), ("Samordningsförbundet Skellefteå Norsjö", PARTNER)],
            key="tre",
        ),
    ]  # fmt: skip
    identifiers = Identifiers(release.manifest.base)
    describer = Describer(identifiers, gazetteer)
    graph = Graph()
    for name in FILES:
        if name != "shapes":
            graph += load(name, identifiers.base)
    for triples in (
        describer.reference(),
        describer.source(source),
        *(describer.project(p, {}, derived=True) for p in merger.merge(records)[0]),
    ):
        for triple in triples:
            graph.add(triple)
    folder: Path = tmp_path_factory.mktemp("small") / "store"
    writer = StoreWriter(folder)
    writer.add(graph)
    writer.close()
    return load_catalogue(Store(folder), identifiers)


def flat(views: list[PartnerView]) -> set[tuple[str, str | None, tuple[str, ...]]]:
    return {
        (
            view.organisation.id,
            view.through.id if view.through else None,
            tuple(project.id for project in view.projects),
        )
        for view in views
    }


MEMBERS = (
    "skelleftea-kommun", "norsjo-kommun", "forsakringskassan", "arbetsformedlingen",
    "region-vasterbotten",
)  # fmt: skip


@pytest.mark.parametrize(
    ("organisation", "partners"),
    [
        (
            "skelleftea-kommun",
            {
                ("kalix-folkhogskola", None, ("ett",)),
                ("urkraft", FORBUND, ("tva",)),
                ("norsjo-kommun", FORBUND, ("tre",)),
            },
        ),
        (
            "norsjo-kommun",
            {
                (FORBUND, None, ("tre",)),
                ("urkraft", FORBUND, ("tva",)),
                *((m, FORBUND, ("tre",)) for m in MEMBERS if m != "norsjo-kommun"),
            },
        ),
        (
            "urkraft",
            {(FORBUND, None, ("tva",)), *((member, FORBUND, ("tva",)) for member in MEMBERS)},
        ),
        (FORBUND, {("urkraft", None, ("tva",)), ("norsjo-kommun", None, ("tre",))}),
        (
            "forsakringskassan",
            {("urkraft", FORBUND, ("tva",)), ("norsjo-kommun", FORBUND, ("tre",))},
        ),
        ("kalix-folkhogskola", {("skelleftea-kommun", None, ("ett",))}),
        ("radet-for-europeiska-socialfonden-i-sverige", set()),
        ("sweco", set()),
        ("eda-kommun", set()),
    ],
)
def test_direct_partners_and_those_through_a_forbund_are_apart(
    small: Catalogue, organisation: str, partners: set[tuple[str, str | None, tuple[str, ...]]]
) -> None:
    views = small.partners_of(organisation)
    assert flat(views) == partners
    assert len(views) == len(partners)
    through = [view.through is not None for view in views]
    assert through == sorted(through), "direct ones first"


def test_partners_in_the_real_graph(catalogue: Catalogue, expected: Expected) -> None:
    counted = {"owner", "participant", "partner", "cofinancier", "initiator"}
    for organisation in ("forsakringskassan", "goteborgs-stad", "region-gotland"):
        shared: dict[str, set[str]] = {}
        for project in expected.values():
            bodies = {s for s, role, k in project.parts if role in counted and k != "group"}
            if organisation in bodies:
                for other in bodies - {organisation}:
                    shared.setdefault(other, set()).add(project.key)
        direct = [view for view in catalogue.partners_of(organisation) if view.through is None]
        assert {v.organisation.id: {p.id for p in v.projects} for v in direct} == shared
        assert [len(v.projects) for v in direct] == sorted(
            (len(v.projects) for v in direct), reverse=True
        )


def test_partners_are_mutual(catalogue: Catalogue) -> None:
    for organisation in ("urkraft", "skelleftea-kommun", FORBUND):
        for view in catalogue.partners_of(organisation):
            if view.through is None:
                back = catalogue.partners_of(view.organisation.id)
                assert organisation in {v.organisation.id for v in back if v.through is None}


# -- Swedish order -------------------------------------------------------------------------


def test_swedish_order() -> None:
    names = ["zebra", "Åre", "ära", "öl", "Ale", "Aß", "Éric", "Erik", "Å", "Z"]
    assert sorted(names, key=sort_key) == [
        "Ale", "Aß", "Éric", "Erik", "Z", "zebra", "Å", "Åre", "ära", "öl",
    ]  # fmt: skip


@given(st.text(max_size=20), st.text(max_size=20))
def test_order_is_blind_to_case(first: str, second: str) -> None:
    assert (sort_key(first) < sort_key(second)) == (
        sort_key(first.casefold()) < sort_key(second.casefold())
    )


def test_names_of_the_graph_are_composed(catalogue: Catalogue) -> None:
    for view in catalogue.organisations.values():
        assert unicodedata.is_normalized("NFC", view.name)
