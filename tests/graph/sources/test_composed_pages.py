"""Pages put together from sentences that state one fact each: no fact may hide another.

Each sentence of `composed_sentences.txt` is read rightly on a page of its own. Here they stand in
any order, in paragraphs, below headings, as lists and in fact boxes, with menus, contacts and
sentences on bodies that take no part around them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.records import ProjectRecord, Role
from graph.sources.documents import read_document
from graph.sources.text import TextDocument

REFERENCE = Path(__file__).parents[3] / "data" / "reference"
PAGES = 240
LEAST = 0.99  # the share of facts that must be right

NAMES = (
    *("Steget vidare", "Ekorrhjulet", "Vägen in", "KRAFT", "Ung i centrum", "Fokus jobb"),
    *("Kompetenslyftet Syd", "Tillväxt 2.0", "En väg in", "Nya spår", "MIA Vidare", "#Framtid"),
    *("Samverkan för hälsa", "Rätt stöd i rätt tid"),
)
OWNERS = (
    *("Falu kommun", "Region Gävleborg", "Samordningsförbundet Skellefteå-Norsjö"),
    *("Göteborgs stad", "Skaraborgs Kommunalförbund", "Länsstyrelsen i Kalmar län"),
    *("Högskolan Dalarna", "Studieförbundet Vuxenskolan"),
)
MUNICIPALITIES = (
    *("Borlänge kommun", "Ludvika kommun", "Säters kommun", "Hedemora kommun", "Umeå kommun"),
    *("Motala kommun", "Ystads kommun", "Tanums kommun"),
)
BODIES = (
    *("Arbetsförmedlingen", "Försäkringskassan", "Region Dalarna", "ABF Örebro län"),
    *("Linköpings universitet", "Kommunal", "Coompanion", "Svenska kyrkan", "Röda Korset"),
)
HEADINGS = {
    "owner": ("Projektägare", "Vem driver projektet?", "Projektägare:", "Ägare"),
    "participant": ("Vilka deltar?", "Deltagande parter", "Organisation", "Medverkande"),
    "partner": ("Samverkan", "Samarbete", "Samarbetspartners", "Våra partners", "I samarbete med"),
    "cofinancier": ("Finansiering", "Så finansieras projektet", "Medfinansiering"),
    "period": ("Tidsplan", "När?", "Projekttid", "Projektperiod", "Hur länge?"),
    "sums": ("Budget", "Ekonomi", "Kostnad"),
    "count": ("Mål", "Målgrupp", "Antal deltagare", "För vem?"),
}
INTRODUCTIONS = {
    "participant": ("Deltagande parter", "Medverkande organisationer:", "I projektet deltar:"),
    "partner": ("Samarbetspartners", "Samverkansparter:", "Projektet genomförs i samverkan med:"),
}
LABELS = {
    "owner": ("Projektägare", "Ägare", "Stödmottagare"),
    "participant": ("Deltagande parter", "Medsökande", "Deltagande organisationer"),
    "partner": ("Samarbetspartners", "Samverkansparter", "Samarbetspartner"),
    "cofinancier": ("Medfinansiärer", "Medfinansiär"),
    "period": ("Projektperiod", "Projekttid", "Period"),
    "count": ("Antal deltagare", "Planerat antal deltagare"),
}
ABOVE = ("Hem | Om oss | Projekt | Kontakt", "Start\nOm kommunen\nProjekt\nKontakt", "")
BELOW = (
    "Dela på Facebook\nSenast uppdaterad 2019-05-06",
    "Kontakt\nTest Testsson, projektledare\n070-123 45 67\ntest.testsson@example.se",
    "",
)
LIKELY = {"participant": 0.8, "partner": 0.7, "cofinancier": 0.4, "period": 0.7}


def sentences() -> dict[str, list[str]]:
    """The sentences of the file by the fact that they state."""
    found: dict[str, list[str]] = {}
    lines = (Path(__file__).parent / "composed_sentences.txt").read_text(encoding="utf-8")
    kind = ""
    for line in lines.splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif not line.startswith("#"):
            found.setdefault(kind, []).append(line)
    return found


@dataclass(frozen=True)
class Composed:
    """A page and what it states."""

    text: str
    facts: dict[str, object]


def compose(chance: random.Random, told: dict[str, list[str]]) -> Composed:
    municipalities = chance.sample(MUNICIPALITIES, 2)
    bodies = chance.sample(BODIES, 6)
    name, owner = chance.choice(NAMES), chance.choice(OWNERS)
    takes_part = [municipalities[0], chance.choice([municipalities[1], bodies[0]])]
    body = dict(zip("BCDEFGH", [*takes_part, *bodies[1:6]], strict=True))
    body |= {"X": name, "A": owner, "As": owner if owner.endswith("s") else f"{owner}s"}
    kinds = ["owner", *(kind for kind in HEADINGS if kind != "owner")]
    kinds = [k for k in kinds if k == "owner" or chance.random() < LIKELY.get(k, 0.5)]
    chance.shuffle(kinds)
    said = {kind: chance.choice(told[kind]).format(**body) for kind in kinds}
    opening = chance.choice(told["project"]).format(**body)
    beside = [one.format(**body) for one in chance.sample(told["nothing"], 3)]
    manner = chance.choice((in_paragraphs, below_headings, in_lists, in_a_box))
    main = manner(chance, opening, said, beside, body)
    title = chance.choice(("# ", "", "")) + name
    text = "\n\n".join(
        part for part in (chance.choice(ABOVE), title, main, chance.choice(BELOW)) if part
    )
    return Composed(
        f"{text}\n",
        {
            "name": name,
            "owner": {owner},
            "participant": set(takes_part) if "participant" in said else set(),
            "partner": {body["D"], body["E"]} if "partner" in said else set(),
            "cofinancier": {body["F"]} if "cofinancier" in said else set(),
            "period": ("2019-03", "2021-02") if "period" in said else ("", ""),
            "sums": (12_400_000, 8_100_000) if "sums" in said else (None, None),
            "count": 240 if "count" in said else None,
        },
    )


Said = dict[str, str]


def in_paragraphs(
    chance: random.Random, opening: str, said: Said, beside: list[str], _body: Said
) -> str:
    lines = [*said.values()]
    for one in beside:
        lines.insert(chance.randint(0, len(lines)), one)
    lines = [opening, *lines]
    size = chance.randint(1, 4)
    return "\n\n".join(" ".join(lines[at : at + size]) for at in range(0, len(lines), size))


def below_headings(
    chance: random.Random, opening: str, said: Said, beside: list[str], _body: Said
) -> str:
    parts = [f"{chance.choice(HEADINGS[kind])}\n{one}" for kind, one in said.items()]
    return "\n\n".join([opening, *parts, "Metod\n" + "\n".join(beside)])


def in_lists(chance: random.Random, opening: str, said: Said, beside: list[str], body: Said) -> str:
    parts = [opening]
    for kind, one in said.items():
        if kind not in INTRODUCTIONS:
            parts.append(one)
            continue
        bullet = chance.choice(("• ", "- ", "* "))
        items = (body[letter] for letter in ("BC" if kind == "participant" else "DE"))
        introduction = chance.choice(INTRODUCTIONS[kind])
        parts.append("\n".join([introduction, *(f"{bullet}{item}" for item in items)]))
    return "\n\n".join([*parts, "Metod\n" + "\n".join(beside)])


def in_a_box(chance: random.Random, opening: str, said: Said, beside: list[str], body: Said) -> str:
    values = {
        "owner": body["A"],
        "participant": f"{body['B']}, {body['C']}",
        "partner": f"{body['D']} och {body['E']}",
        "cofinancier": body["F"],
        "period": "2019-03-01 – 2021-02-28",
        "count": "240",
    }
    row = chance.choice(("{}: {}", "{}\n{}", "{}\t{}", "• {}: {}"))
    boxed = [kind for kind in said if kind in values and chance.random() < 0.7]
    box = "\n".join(row.format(chance.choice(LABELS[kind]), values[kind]) for kind in boxed)
    prose = [opening, *(one for kind, one in said.items() if kind not in boxed), *beside]
    text = "\n\n".join(" ".join(prose[at : at + 2]) for at in range(0, len(prose), 2))
    return "\n\n".join(part for part in ((box, text) if chance.random() < 0.5 else (text, box)))


def facts_of(record: ProjectRecord) -> dict[str, object]:
    def with_role(role: Role) -> set[str]:
        return {part.party.name for part in record.participations if part.role is role}

    period = record.period
    return {
        "name": record.name,
        "owner": with_role(Role.OWNER),
        "participant": with_role(Role.PARTICIPANT),
        "partner": with_role(Role.PARTNER),
        "cofinancier": with_role(Role.COFINANCIER),
        "period": (
            (period.start or "")[:7] if period else "",
            (period.end or "")[:7] if period else "",
        ),
        "sums": (
            int(record.total_budget.value) if record.total_budget else None,
            int(record.grant.value) if record.grant else None,
        ),
        "count": record.planned_participants,
    }


@pytest.mark.parametrize("seed", [1, 2])
def test_no_fact_hides_another(seed: int) -> None:
    mentions = Mentions(Gazetteer.load(REFERENCE).surface_forms())
    chance, told = random.Random(seed), sentences()  # noqa: S311 - no secret
    wrong: list[str] = []
    asked = 0
    for _ in range(PAGES):
        page = compose(chance, told)
        document = TextDocument(Path("page.txt"), page.text, "0" * 64)
        records = read_document(document, mentions, "page").records
        read = facts_of(records[0]) if len(records) == 1 else {}
        asked += len(page.facts)
        wrong += [
            f"{kind}: {read.get(kind)} for {wanted}\n{page.text}"
            for kind, wanted in page.facts.items()
            if read.get(kind) != wanted
        ]
    share = 1 - len(wrong) / asked
    assert share >= LEAST, f"{share:.3f} of {asked} facts\n" + "\n".join(wrong[:10])
