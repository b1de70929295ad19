"""Shared parts of the graph tests: the real tables, and a store made of them, once a session."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from rdflib import Graph

from api.build import BuildReport
from graph.assembly import Collection, collect
from graph.catalogue import Catalogue
from graph.catalogue_loader import load_catalogue
from graph.filters import ProjectFinder
from graph.gazetteer import Gazetteer
from graph.ingested import ReadingFolder
from graph.linking import Linker
from graph.merging import Merger
from graph.records import (
    Amount,
    Evidence,
    Participation,
    Party,
    Period,
    ProjectRecord,
    Role,
    Source,
)
from graph.release import Release
from graph.store import Store
from ontology.identifiers import Identifiers, slugify
from ontology.vocabulary import Labels

DATA = Path(__file__).resolve().parents[2] / "data"
Row = dict[str, str]


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of the real tables."""
    return DATA


@pytest.fixture(scope="session")
def rows() -> Callable[[str], list[Row]]:
    """Rows of a table of data/, by path, read without the code under test."""
    return lambda path: _rows(DATA / path)


@pytest.fixture(scope="session")
def facts() -> list[Row]:
    return _rows(DATA / "projects" / "facts.csv")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(DATA / "reference")


@pytest.fixture(scope="session")
def linker(gazetteer: Gazetteer) -> Linker:
    return Linker(gazetteer)


@pytest.fixture(scope="session")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """All that the tables say, without documents."""
    return collect(DATA, ReadingFolder(tmp_path_factory.mktemp("no-documents")))


@pytest.fixture(scope="session")
def release(built: BuildReport) -> Release:
    return built.release


@pytest.fixture(scope="session")
def identifiers(release: Release) -> Identifiers:
    return Identifiers(release.manifest.base)


@pytest.fixture(scope="session")
def store(release: Release) -> Store:
    return Store(release.store)


@pytest.fixture(scope="session")
def graph(store: Store) -> Graph:
    """The default graph of the release; not to be changed."""
    return store.default_graph()


@pytest.fixture(scope="session")
def catalogue(store: Store, identifiers: Identifiers) -> Catalogue:
    return load_catalogue(store, identifiers)


@pytest.fixture(scope="session")
def finder(catalogue: Catalogue) -> ProjectFinder:
    return ProjectFinder(catalogue)


@dataclass(frozen=True)
class Expected:
    """A project worked out from the tables and the reviewed links, without the code under test."""

    key: str
    rows: tuple[Row, ...]
    """Rows of the two project tables, the curated one first."""
    parts: frozenset[tuple[str, str, str]]
    """(organisation, role, its type) of each part."""

    def value(self, column: str) -> str:
        """The first row's that states it."""
        return next((row[column] for row in self.rows if row.get(column)), "")

    def values(self, column: str) -> set[str]:
        """Items of the lists of every row."""
        return {part for row in self.rows for part in row.get(column, "").split("|") if part}

    def amount(self, column: str) -> Decimal | None:
        """An exact amount before a hedged one, else the first."""
        stated = [
            (bool(row.get(column.replace("_sek", "_qualifier"))), index, row[column])
            for index, row in enumerate(self.rows)
            if row[column]
        ]
        return Decimal(min(stated)[2]) if stated else None


@pytest.fixture(scope="session")
def expected(facts: list[Row]) -> dict[str, Expected]:
    """Every project by key."""
    golden = Path(__file__).parent / "golden" / "links.csv"
    links: dict[tuple[str, str], Row] = {}
    for row in _rows(golden):
        links.setdefault((row["party"], row["stated_unit"]), row)
    # the names here that changed hands, and projects of before they did
    earlier = {
        "Region Värmland": "region-varmland-kommunalforbund-2007-2018",
        "Region Västerbotten": "regionforbundet-vasterbottens-lan",
    }
    before = {"arbetsplats-varmland-2014-2020", "2015-00665", "plug-in"}

    def part(key: str, party: str, unit: str, role: str) -> tuple[str, str, str]:
        link = links[party, unit]
        slug, kind = link["organisation"], link["type"]
        if party in earlier:
            slug, kind = slugify(party), "region"
            if key in before:
                slug, kind = earlier[party], "municipal_federation"
        if not slug:
            slug = slugify(f"{key} {party}" if kind == "group" else party)
        return slug, role, kind

    # what means every municipality of a county, by the county's code
    every = {
        "Gävleborgs läns kommuner": "21",
        "Gävleborgs läns tio kommuner": "21",
        "Jämtlands läns kommuner": "23",
        "Kronobergs läns kommuner": "07",
    }
    places = _rows(DATA / "reference" / "municipalities.csv")

    def partners(key: str, party: str) -> list[tuple[str, str, str]]:
        return [
            (slugify(place["official_name"]), "partner", "municipality")
            for place in places
            if place["county_code"] == every.get(party)
        ] or [part(key, party, "", "partner")]

    rows: dict[str, list[Row]] = {}
    parts: dict[str, set[tuple[str, str, str]]] = {}
    for row in _rows(DATA / "projects" / "curated-projects.csv"):
        rows[row["id"]], parts[row["id"]] = [row], set()
    for party in _rows(DATA / "projects" / "curated-participations.csv"):
        key = party["project_id"]
        parts[key].add(part(key, party["organisation"], party["unit"], party["role"]))
    for row in facts:
        key = row["project_number"].replace("/", "-") or row["id"]
        rows.setdefault(key, []).append(row)
        known = {slug for slug, _, _ in parts.setdefault(key, set())}
        stated = [part(key, row["owner"], "", "owner")] if row["owner"] else []
        for party_name in filter(None, row["partners"].split("|")):
            stated += partners(key, party_name)
        parts[key] |= {item for item in stated if item[0] not in known}
    return {key: Expected(key, tuple(rows[key]), frozenset(parts[key])) for key in rows}


SOURCES = (
    Source("kuraterade", "table", "Kuraterade", "0" * 64),
    Source("sida-a", "document", "Sida A", "1" * 64),
    Source("sida-b", "document", "Sida B", "2" * 64),
    Source("fakta", "table", "Fakta", "3" * 64),
)


@pytest.fixture
def merger(linker: Linker) -> Merger:
    """A merger that knows a curated table, two documents and the facts."""
    return Merger(linker, Labels.of("themes"), SOURCES)


@pytest.fixture(scope="session")
def evidence() -> Callable[[str, str], Evidence]:
    return lambda source, quote: Evidence(source, quote, 0, len(quote), "test")


@pytest.fixture(scope="session")
def record(evidence: Callable[[str, str], Evidence]) -> Callable[..., ProjectRecord]:
    """Makes a record; parties are (name, role) or (name, role, unit)."""

    def make(
        source: str,
        name: str,
        parties: Iterable[tuple[str, Role] | tuple[str, Role, str]] = (),
        period: Period | None = None,
        grant: Amount | None = None,
        **values: str | tuple[str, ...] | None,
    ) -> ProjectRecord:
        participations = tuple(
            Participation(
                Party(party[0], party[2] if len(party) > 2 else None),
                party[1],
                (evidence(source, party[0]),),
            )
            for party in parties
        )
        return ProjectRecord(
            source,
            name,
            participations=participations,
            period=period,
            grant=grant,
            **values,  # type: ignore[arg-type]
        )

    return make
