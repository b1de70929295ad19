"""Texts of the page that suggests partners, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    "partners.kind": {"sv": "Hitta partner", "en": "Find partners"},
    "partners.title": {"sv": "Hitta partner till ett projekt", "en": "Find partners for a project"},
    "partners.link": {
        "sv": "Har ni ett utkast? Hitta organisationer som har gjort något liknande.",
        "en": "Do you have a draft? Find organisations that have done something like it.",
    },
    "partners.lead": {
        "sv": "Klistra in ett utkast. Ni får organisationer som har medverkat i liknande projekt, "
        "med hänsyn till var de finns och vilka de har arbetat med, och sådana utan projekt som "
        "hör till platsen.",
        "en": "Paste a draft. You get organisations that have taken part in similar projects, with "
        "regard to where they are and whom they have worked with, and bodies without a project "
        "that belong to the place.",
    },
    "partners.text": {"sv": "Utkast", "en": "Draft"},
    "partners.hint": {
        "sv": "Beskriv vad projektet ska göra, för vem. Texten sparas inte.",
        "en": "Describe what the project is to do, and for whom. The text is not kept.",
    },
    "partners.project": {"sv": "För projektet", "en": "For the project"},
    "partners.other": {"sv": "Skriv ett utkast i stället", "en": "Write a draft instead"},
    "partners.where": {"sv": "Var, och vilka", "en": "Where, and who"},
    "partners.municipality": {"sv": "Kommun", "en": "Municipality"},
    "partners.role": {"sv": "Räkna bara rollen", "en": "Count only the role"},
    "partners.on_board": {
        "sv": "Redan med: en organisation per rad",
        "en": "On board already: one organisation on a line",
    },
    "partners.on_board_hint": {
        "sv": "Hela namnet, till exempel Luleå kommun.",
        "en": "The whole name, such as Luleå kommun.",
    },
    "partners.submit": {"sv": "Föreslå partner", "en": "Suggest partners"},
    "partners.fault": {"sv": "Frågan gick inte att besvara", "en": "There is no answer"},
    "partners.near": {"sv": "Nära", "en": "Near"},
    "partners.with": {"sv": "Redan med", "en": "On board"},
    "partners.direct": {"sv": "Förslag", "en": "Suggestions"},
    "partners.direct_about": {
        "sv": "Bäst först, men det som liknar förslagen ovanför får vänta. Talen går bara att "
        "jämföra inom en och samma fråga.",
        "en": "The best first, but what is like the suggestions above it waits. Only compare "
        "numbers within one question.",
    },
    "partners.read": {
        "sv": "Utläst ur texten, och räknat som efterfrågat",
        "en": "Read in the text, and counted as asked for",
    },
    "partners.newcomer": {
        "sv": "Har inget eget projekt här ännu. Föreslås för:",
        "en": "Has no project of its own here yet. Suggested for:",
    },
    "partners.spread": {"sv": "Spridning", "en": "Spread"},
    "partners.spread_usual": {"sv": "blandade förslag", "en": "mixed"},
    "partners.spread_0": {"sv": "efter poäng", "en": "by score"},
    "partners.spread_2": {"sv": "mest olika", "en": "most different"},
    "partners.newcomers": {"sv": "Organisationer utan projekt", "en": "Bodies without a project"},
    "partners.newcomers_usual": {"sv": "tas med", "en": "included"},
    "partners.newcomers_no": {"sv": "utelämnas", "en": "left out"},
    "partners.through": {
        "sv": "Har medverkat genom ett samordningsförbund",
        "en": "Took part through a samordningsförbund",
    },
    "partners.through_about": {
        "sv": "De är medlemmar i ett samordningsförbund (finansiell samordning av rehabilitering) "
        "som har medverkat. Erfarenheten är förbundets, och räknas inte ihop med deras egen.",
        "en": "They are members of a samordningsförbund (an association for joint rehabilitation) "
        "that took part. The experience is the association's and is not added to their own.",
    },
    "partners.none": {
        "sv": "Ingen uppfyller villkoren. Ta bort något av dem.",
        "en": "Nobody meets the conditions. Remove one of them.",
    },
    "partners.score": {"sv": "Poäng", "en": "Score"},
    "partners.parts": {"sv": "Vad poängen består av", "en": "What the score is made of"},
    "partners.shown": {"sv": "Mest lika projekt", "en": "Most similar projects"},
    "partners.all": {"sv": "{n} projekt i allt", "en": "{n} projects in all"},
    "partners.role_in": {"sv": "roll: {roles}", "en": "role: {roles}"},
    "partners.counted": {
        "sv": "räknas till {share} som liknande",
        "en": "counts {share} as similar",
    },
    "partners.by": {"sv": "genom", "en": "through"},
    "partners.ties": {
        "sv": "Band till dem som är med, och till kommunerna",
        "en": "Ties to those on board, and to the municipalities",
    },
    "partners.shared": {"sv": "gemensamma projekt:", "en": "projects in common:"},
    "partners.together": {"sv": "samma samordningsförbund:", "en": "same samordningsförbund:"},
    "partners.brings_one": {
        "sv": "Har arbetat med en organisation som ingen av er har haft projekt med.",
        "en": "Has worked with one organisation that none of you has shared a project with.",
    },
    "partners.brings": {
        "sv": "Har arbetat med {n} organisationer som ingen av er har haft projekt med.",
        "en": "Has worked with {n} organisations that none of you has shared a project with.",
    },
    "partners.known_as": {"sv": "även under namnen", "en": "also under the names"},
    "part.experience": {"sv": "liknande projekt", "en": "similar projects"},
    "part.role": {"sv": "som partner i dem", "en": "as a partner in them"},
    "part.region": {"sv": "säte i regionen", "en": "seat in the region"},
    "part.county": {"sv": "säte i länet", "en": "seat in the county"},
    "part.municipality": {"sv": "är kommunen", "en": "is the municipality"},
    "part.places": {"sv": "partner i projekt i närheten", "en": "partner in projects nearby"},
    "part.recency": {"sv": "projekt i närtid", "en": "recent projects"},
    "part.shared": {"sv": "projekt med dem som är med", "en": "projects with those on board"},
    "part.membership": {
        "sv": "medlem i förbundet som är med, eller deras förbund",
        "en": "member of the association on board, or their association",
    },
    "part.association": {"sv": "samma samordningsförbund", "en": "same samordningsförbund"},
    "part.peers": {"sv": "lika och nära dem som är med", "en": "like and near those on board"},
    "part.kind": {"sv": "av ett slag som texten nämner", "en": "of a kind that the text names"},
    "part.kind_nearby": {
        "sv": "av det slaget, och nära",
        "en": "of that kind, and near",
    },
}
