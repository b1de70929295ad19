"""Bodies and units in fields and enumerations."""

from __future__ import annotations

import pytest

from graph.mentions import Mentions
from graph.records import Party
from graph.sources.parties import PartyReader


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Kumla kommun", Party("Kumla kommun")),
        ("KUMLA KOMMUN", Party("KUMLA KOMMUN")),
        (
            "Kumla Kommun Socialkontoret, Provkraft",
            Party("Kumla Kommun", "Socialkontoret, Provkraft"),
        ),
        (
            "Kumla kommun, Kultur- och fritidsförvaltningen",
            Party("Kumla kommun", "Kultur- och fritidsförvaltningen"),
        ),
        ("utvecklingsenheten Region Skåne", Party("Region Skåne", "utvecklingsenheten")),
        ("Västra Götalandsregionen (Provvården)", Party("Västra Götalandsregionen", "Provvården")),
        ("Provregionens kommunalförbund (PR)", Party("Provregionens kommunalförbund")),
        ("Västerprovs Utbildningsförbund, VPU", Party("Västerprovs Utbildningsförbund")),
        (
            "Samordningsförbundet Prov, Test och Dal",
            Party("Samordningsförbundet Prov, Test och Dal"),
        ),
        ("Provdalens samordningsförbund", Party("Provdalens samordningsförbund")),
        ("Arbetsförmedlingens provcenter", Party("Arbetsförmedlingen", "provcenter")),
        ("Provcentrum Nord", Party("Provcentrum Nord")),
        ("Stiftelsen Prov för hälsa och arbete", Party("Stiftelsen Prov för hälsa och arbete")),
    ],
)
def test_a_field_names_a_body_and_its_unit(
    written: str, expected: Party, mentions: Mentions
) -> None:
    named = PartyReader(written, mentions).one(0, len(written))
    assert named is not None
    assert named.party == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "Provcentrum Nord och kommunerna Sala, Kumla och Trosa",
            ["Provcentrum Nord", "Sala", "Kumla", "Trosa"],
        ),
        (
            "Forum för test- och provmedicin och Samordningsförbundet Exempeldalen.",
            ["Forum för test- och provmedicin", "Samordningsförbundet Exempeldalen"],
        ),
        (
            "Provbolaget, Kumla kommun, projekten Nya Vägar och Starka Steg.",
            ["Provbolaget", "Kumla kommun"],
        ),
        ("Sala, Kumla och Trosa kommun", ["Sala kommun", "Kumla kommun", "Trosa kommun"]),
        (
            "samordningsförbunden Norra Prov och Södra Prov samt Region Skåne",
            ["Samordningsförbundet Norra Prov", "Samordningsförbundet Södra Prov", "Region Skåne"],
        ),
        (
            "11 av länets 12 kommuner samt Region Skåne",
            ["Region Skåne"],  # how many there are says not who
        ),
        (
            "Försäkringskassan lokalt, utvalda fackförbund samt arbetsgivarorganisationer",
            ["Försäkringskassan", "utvalda fackförbund", "arbetsgivarorganisationer"],
        ),
        ("både Kommunal och Provföreningen", ["Kommunal", "Provföreningen"]),
        ("chefer och medarbetare", []),
        ("Region Skåne, som deltar i arbetet", ["Region Skåne"]),
    ],
)
def test_an_enumeration_names_each_body(
    written: str, expected: list[str], mentions: Mentions
) -> None:
    found = PartyReader(written, mentions).listed(0, len(written), groups=True)
    assert [named.party.name for named in found] == expected


def test_a_shared_unit_reaches_every_municipality(mentions: Mentions) -> None:
    written = "socialförvaltningarna i Sala, Kumla och Trosa kommun"
    found = PartyReader(written, mentions).listed(0, len(written))
    assert [named.party for named in found] == [
        Party("Sala kommun", "socialförvaltningen"),
        Party("Kumla kommun", "socialförvaltningen"),
        Party("Trosa kommun", "socialförvaltningen"),
    ]
    assert [named.municipality for named in found] == ["Sala", "Kumla", "Trosa"]


def test_groups_count_only_where_they_are_asked_for(mentions: Mentions) -> None:
    written = "utvalda fackförbund och Region Skåne"
    found = PartyReader(written, mentions).listed(0, len(written))
    assert [named.party.name for named in found] == ["Region Skåne"]
