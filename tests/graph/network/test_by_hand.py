"""Questions on the real tables, answered by reading them; the network must say the same.

The answers were worked out with the eyes from `data/projects` (both tables) and `data/reference`,
line by line, before the network was asked. Where a number is given, the rows behind it are named.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pytest

from graph.catalogue import Catalogue
from graph.filters import Filters, ProjectFinder
from graph.network.comparison import Turnover, compared
from graph.network.coverage import coverage
from graph.network.model import Edge, Network
from graph.network.paths import paths
from graph.network.projection import build
from graph.network.selection import Associations, NetworkQuery, Projection, Weight

FK, AF = "Försäkringskassan", "Arbetsförmedlingen"
EAST = "Samordningsförbundet Östra Södertörn"
PERIODS = ("ESF 2007-2013", "ESF 2014-2020", "ESF 2021-2027")


@dataclass(frozen=True)
class Asked:
    """A network, read by names."""

    network: Network

    @property
    def names(self) -> dict[str, str]:
        return {node.id: node.label for node in self.network.nodes}

    @property
    def labels(self) -> set[str]:
        return set(self.names.values())

    def of_type(self, kind: str) -> set[str]:
        found = ((node, node.values["types"]) for node in self.network.nodes)
        return {node.label for node, types in found if isinstance(types, tuple) and kind in types}

    def beside(self, name: str, kind: str = "direct") -> dict[str, float]:
        """Who is tied to a body, and how heavily."""
        names = self.names
        found = {}
        for edge in self.network.edges:
            ends = (names[edge.source], names[edge.target])
            if name in ends and edge.kind == kind:
                found[ends[1] if ends[0] == name else ends[0]] = edge.weight
        return found

    def edges(self, one: str, other: str) -> dict[str, Edge]:
        """The edges between two bodies, by kind."""
        names = self.names
        return {
            edge.kind: edge
            for edge in self.network.edges
            if {names[edge.source], names[edge.target]} == {one, other}
        }

    def projects_of(self, name: str) -> object:
        [node] = [node for node in self.network.nodes if node.label == name]
        return node.values["projects"]


class Questions:
    """Asks the real release."""

    def __init__(self, catalogue: Catalogue, finder: ProjectFinder) -> None:
        self._asked = catalogue, finder

    def network(self, filters: Filters | None = None, **query: object) -> Asked:
        asked = NetworkQuery(filters=filters or Filters(), **query)  # type: ignore[arg-type]
        return Asked(build(*self._asked, asked))

    def projects(self, edge: Edge) -> set[str]:
        catalogue, _ = self._asked
        names = {project.iri: project.name for project in catalogue.projects.values()}
        return {names[iri] for iri in edge.values["projects"]}  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def ask(catalogue: Catalogue, finder: ProjectFinder) -> Questions:
    return Questions(catalogue, finder)


@pytest.fixture(scope="module")
def everybody(ask: Questions) -> Asked:
    return ask.network()


def municipalities(names: str) -> set[str]:
    return {f"{name} kommun" for name in names.split()}


def heaviest(ties: dict[str, float], among: Iterable[str]) -> dict[str, float]:
    chosen = {name: weight for name, weight in ties.items() if name in set(among)}
    return {name: weight for name, weight in chosen.items() if weight > 1}


def test_with_whom_does_norsjo_work(everybody: Asked) -> None:
    """Psykisk hälsa Arbetsliv: three others. Lärande attraktiva näringar: the owner and twelve."""
    psychic = {"Skellefteå kommun", "Samordningsförbundet Skellefteå-Norsjö"}
    inland = municipalities(
        "Arvidsjaurs Dorotea Lycksele Malå Sorsele Storumans Vilhelmina Åsele Kramfors Sollefteå "
        "Strömsunds"
    )
    owner = "Kommunalförbundet Partnerskap Inland – Akademi Norr"
    assert everybody.beside("Norsjö kommun") == {
        **dict.fromkeys(psychic | inland | {owner}, 1),
        "Arjeplogs kommun": 2,
    }


def test_which_municipalities_share_most_projects_with_forsakringskassan(
    everybody: Asked,
) -> None:
    """Göteborg: Hälsogreppet, ArbetsRätt, Projekt Nordost, Storstadsintegration. Partille: the
    first and Projekt Arbetsliv. The three of Östra Södertörn: Resursmodellen and SamMA."""
    ties = everybody.beside(FK)
    of_municipalities = set(ties) & everybody.of_type("municipality")
    assert heaviest(ties, of_municipalities) == {
        "Göteborgs Stad": 4,
        **dict.fromkeys(municipalities("Partille Haninge Nynäshamns Tyresö"), 2),
    }
    # Hälsogreppet 13, Värmland 5, Vänersborg 2, NorrSken 2, Östra Södertörn 3, SIA 11, FörSteg 3,
    # Klarälvdalen 3, SPIK 7, Eskilstuna, Uppsala, Falkenberg and Falun; Partille is counted. Nya
    # socialfonden names the municipalities of Jämtland, which are 8.
    assert len(of_municipalities) == 13 + 5 + 2 + 2 + 3 + 11 + 3 + 3 + 7 + 4 + 8


def test_in_how_many_projects_are_the_two_agencies_together(everybody: Asked) -> None:
    """All of Försäkringskassan's 27 but Hälsogreppet and Dirigo 1, which do not name the other."""
    assert everybody.projects_of(FK) == 27
    assert everybody.beside(FK)[AF] == 25


def test_in_which_period_is_forsakringskassan_found(ask: Questions) -> None:
    found = [ask.network(Filters(programme=(period,))).projects_of(FK) for period in PERIODS]
    assert found == [16, 10, 1]


def test_which_samordningsforbund_meet_forsakringskassan(everybody: Asked) -> None:
    """Those that merged count as what they became: two of Göteborg, and Mellerud Vänersborg."""
    named = {
        "Samordningsförbundet VärNa",
        "Samordningsförbundet Värend",
        "Samordningsförbundet Stockholms stad",
        "Samordningsförbundet Sollentuna, Upplands Väsby och Sigtuna",
        "Samordningsförbundet Södra Vänern",
        "Samordningsförbundet Roslagen",
        "Samordningsförbundet RAR i Sörmland",
        "Samordningsförbundet Östra Östergötland",
        "Samordningsförbundet i Södertälje",
        "Samordningsförbundet i Kalmar län",
        "Samordningsförbundet Finsam Falun-Borlänge",
        "Samordningsförbundet Botkyrka, Huddinge och Salem",
        "Klarälvdalens samordningsförbund",
    }
    ties = everybody.beside(FK)
    found = {name: ties[name] for name in ties.keys() & everybody.of_type(ASSOCIATION)}
    assert {fold(name): weight for name, weight in found.items()} == {
        **{fold(name): 1.0 for name in named},
        fold(EAST): 4,  # MIA, MIA Vidare, SamMA, Resursmodellen
        fold("Samordningsförbundet Göteborg"): 2,  # ArbetsRätt (Centrum), Projekt Nordost
    }


ASSOCIATION = "coordination_association"


def fold(name: str) -> str:
    """A name as it is compared: how the table writes "och" and commas is not the question."""
    return name.casefold().replace(",", "").replace(" och ", " ")


def test_how_is_haninge_tied_to_forsakringskassan(ask: Questions) -> None:
    """Itself in two projects; as a member of Östra Södertörn in two where Försäkringskassan takes
    part itself, and in the association's four others, where both are there as members alone."""
    edges = ask.network(associations=Associations.MEMBERS).edges("Haninge kommun", FK)
    found = {kind: ask.projects(edge) for kind, edge in edges.items()}
    assert {kind: len(projects) for kind, projects in found.items()} == {
        "direct": 2,
        "through": 2,
        "within": 4,
    }
    assert found["direct"] == {"Resursmodellen Södertörn", "SamMA (Samverkan mot arbete)"}
    assert {name.partition(" ")[0] for name in found["through"]} == {"MIA"}
    assert not found["through"] & found["within"]


def test_what_is_the_shortest_chain_from_norsjo_to_goteborg(
    catalogue: Catalogue, finder: ProjectFinder
) -> None:
    """None of Norsjö's neighbours has met Göteborg; two, Arvidsjaur and Strömsund (as one of the
    municipalities of Jämtland), have met the two agencies."""
    found = paths(catalogue, finder, NetworkQuery(), "Norsjö kommun", "Göteborgs Stad").direct
    assert (found.length, found.total) == (3, 4)
    met = {
        "Arvidsjaurs kommun": {"NORRSKEN"},
        "Strömsunds kommun": {"Nya socialfonden i Jämtlands län"},
    }
    seen = set()
    for chain in found.chains:
        neighbour, agency, last = [step.target.name for step in chain]
        first, second, third = [{project.name for project in step.projects} for step in chain]
        assert (len(first), second) == (1, met[neighbour])
        assert len(third) == {AF: 3, FK: 4}[agency]
        assert last == "Göteborgs Stad"
        seen.add((neighbour, agency))
    assert seen == {(neighbour, agency) for neighbour in met for agency in (AF, FK)}


def test_which_two_municipalities_share_most_projects(ask: Questions) -> None:
    """Olofström and Sölvesborg: Skapa, BKV, BUL, OSSI. Högsby and Nybro: SIA, Samverkan leder till
    arbete, PLUS and the work on school attendance."""
    found = ask.network(projection=Projection.MUNICIPALITY)
    names = found.names
    most = max(edge.weight for edge in found.network.edges)
    pairs = {
        frozenset({names[edge.source], names[edge.target]})
        for edge in found.network.edges
        if edge.weight == most
    }
    assert most == 4
    assert pairs == {
        frozenset(municipalities("Olofströms Sölvesborgs")),
        frozenset(municipalities("Högsby Nybro")),
    }


def test_who_leads_nynashamn_and_whom_does_it_lead(ask: Questions) -> None:
    found = ask.network(projection=Projection.OWNER_PARTNER)
    names = found.names
    ties = {
        (names[edge.source], names[edge.target]): edge.weight
        for edge in found.network.edges
        if "Nynäshamns kommun" in (names[edge.source], names[edge.target])
    }
    assert ties == {
        (EAST, "Nynäshamns kommun"): 3,  # Ung i Nynäs, SamMA, Resursmodellen
        ("Nynäshamns kommun", "Järfälla kommun"): 2,  # Hälsofrämjande arbetsliv, and its 2.0
        ("Nynäshamns kommun", "Centrum för arbets- och miljömedicin"): 1,
        ("Nynäshamns kommun", EAST): 1,
    }


def test_with_whom_does_goteborg_own_projects(ask: Questions) -> None:
    """Bättre hälsa II, Storstadsintegration and Newo Drom; its four others name nobody."""
    found = ask.network(Filters(owner=("Göteborgs Stad",)), projection=Projection.OWNER_PARTNER)
    assert set(found.beside("Göteborgs Stad")) == {
        AF,
        FK,
        "Polismyndigheten",
        "Frälsningsarmén",
        "Sensus studieförbund",
    }


def test_which_forbund_and_municipalities_meet_after_2021(ask: Questions) -> None:
    """SIA: Kalmar län and eleven. ISA: Uppsala län and six. Gotland, which is a region too."""
    found = ask.network(
        Filters(programme=(PERIODS[2],)), projection=Projection.ASSOCIATION_MUNICIPALITY
    )
    assert set(found.beside("Samordningsförbundet i Kalmar län")) == municipalities(
        "Borgholms Emmaboda Hultsfreds Mönsterås Mörbylånga Nybro Torsås Vimmerby Västerviks "
        "Oskarshamns Högsby"
    )
    assert set(found.beside("Finsam Gotland")) == {"Region Gotland"}
    assert len(found.network.edges) == 11 + 6 + 1


def test_what_do_norsjo_and_arjeplog_weigh(ask: Questions) -> None:
    """Four take part in the one project (3 133 746 kronor), fourteen in the other (no amount)."""
    ends = ("Norsjö kommun", "Arjeplogs kommun")
    [newman] = ask.network(weight=Weight.NEWMAN).edges(*ends).values()
    assert newman.weight == pytest.approx(1 / 3 + 1 / 13)
    [budget] = ask.network(weight=Weight.BUDGET).edges(*ends).values()
    assert budget.weight == pytest.approx(3_133_746 / 6)
    assert budget.values["unweighed"] == 1


def test_what_is_known_of_mellersta_norrland(
    catalogue: Catalogue, finder: ProjectFinder, ask: Questions
) -> None:
    """Of 19 projects three name others: the agencies and the eight municipalities of Jämtland with
    the federation, one owner-less partner, and a group. So all ties are of one project."""
    only = Filters(region=("Mellersta Norrland",))
    told = coverage(catalogue, finder, NetworkQuery(filters=only)).whole
    assert (told.projects, told.stating, told.tied) == (19, 3, 1)
    found = ask.network(only)
    assert set(found.beside("Regionförbundet Jämtlands län")) == {AF, FK} | municipalities(
        "Bergs Bräcke Härjedalens Krokoms Ragunda Strömsunds Åre Östersunds"
    )
    assert len(found.network.edges) == 11 * 10 / 2


def test_who_of_plug_in_was_there_again(ask: Questions) -> None:
    """Seven, then nine: five in both. Two regional federations of the first are regions in the
    second, under other names, and no table says which became which."""
    before, after = (
        ask.network(Filters(q="plug in", programme=(period,))) for period in PERIODS[:2]
    )
    assert before.labels & after.labels == {
        "Göteborgsregionens kommunalförbund",
        "Region Jämtland Härjedalen",
        "Region Västerbotten",
        "Regionförbundet i Kalmar län",
        "Sveriges Kommuner och Regioner",
    }
    assert len(before.labels - after.labels) == 2
    found = compared(before.network, after.network)
    assert found.node_turnover == Turnover(kept=5, lost=2, new=4)
    assert found.turnover["direct"] == Turnover(kept=10, lost=21 - 10, new=36 - 10)


def test_who_was_at_work_in_2008(ask: Questions) -> None:
    """Seven projects state it; others of 2007-2013 state only an end, and may have been."""
    found = ask.network(Filters(year=(2008,)))
    later = municipalities("Växjö Sigtuna Sollentuna") | {"Upplands Väsby kommun"}
    assert found.labels >= {FK, AF, "Forshaga kommun", "Helsingborgs stad", "Integra"}
    assert not found.labels & later  # of projects of 2014-2020 and 2021-2027 alone
