"""Who owns a project and takes part in it by wordings that no rule knows."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.records import Role
from graph.sources.body import body_of
from graph.sources.documents import page_of, read_document
from graph.sources.learnt.body_signs import signed_bodies
from graph.sources.learnt.classifier import shipped
from graph.sources.learnt.named_bodies import enumerations
from graph.sources.learnt.training import answered, body_examples, fit_models, held_out
from graph.sources.text import TextDocument, normalise

REPOSITORY = Path(__file__).parents[4]
SOURCES = REPOSITORY / "tests" / "graph" / "sources"
FORMS = ("NFC", "NFD")


@pytest.fixture(scope="module")
def mentions() -> Mentions:
    return Mentions(Gazetteer.load(REPOSITORY / "data" / "reference").surface_forms())


def document(text: str, form: Literal["NFC", "NFD"] = "NFC") -> TextDocument:
    return TextDocument(Path("page.txt"), normalise(unicodedata.normalize(form, text)), "0" * 64)


def parts(text: str, mentions: Mentions, form: Literal["NFC", "NFD"]) -> set[tuple[str, str, str]]:
    (record,) = read_document(document(text, form), mentions, "page").records
    return {
        (part.role.value, part.party.name, part.evidence[0].rule) for part in record.participations
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_list_that_no_rule_knows_names_who_takes_part(
    mentions: Mentions, form: Literal["NFC", "NFD"]
) -> None:
    text = (
        "Projektet Bryggan\n\nProjektet Bryggan hjälper unga vidare.\n\n"
        "Fyra gäng gör jobbet i projektet: Örebro kommun, Kumla kommun, Hallsbergs kommun och "
        "Arbetsförmedlingen.\n"
    )
    assert parts(text, mentions, form) == {
        ("participant", name, "participant.learnt")
        for name in ("Örebro kommun", "Kumla kommun", "Hallsbergs kommun", "Arbetsförmedlingen")
    }


@pytest.mark.parametrize("form", FORMS)
def test_the_owner_of_a_wording_that_no_rule_knows(
    mentions: Mentions, form: Literal["NFC", "NFD"]
) -> None:
    text = "Projektet Bryggan\n\nLinköpings kommun rattar projektet Bryggan fram till 2020.\n"
    assert parts(text, mentions, form) == {("owner", "Linköpings kommun", "owner.learnt")}


def test_what_the_rules_read_stands(mentions: Mentions) -> None:
    text = (
        "Projektet Bryggan\n\nProjektet Bryggan ägs av Åmåls kommun.\n\n"
        "Säffle kommun rattar projektet Bryggan.\n"
    )
    owners = [one for one in parts(text, mentions, "NFC") if one[0] == Role.OWNER]
    assert [name for _, name, _ in owners] == ["Åmåls kommun"]


NAMED = {
    "Med är Hemslöjden Malmö, Arbetsförmedlingen i Åmål och Café Én AB.": [
        ["Hemslöjden Malmö", "Arbetsförmedlingen", "Café Én AB"]
    ],
    "Samordningsförbundet Skellefteå-Norsjö driver projektet.": [
        ["Samordningsförbundet Skellefteå-Norsjö"]
    ],
    "Skövde kommuns projekt görs med Östersunds gymnasieförbund.": [
        ["Skövde kommun"],
        ["Östersunds gymnasieförbund"],
    ],
    "Projektet Solen är till för alla i Mellansverige.": [],
    "ÅRE KOMMUN OCH KROKOMS KOMMUN": [["Åre kommun", "Krokoms kommun"]],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", NAMED)
def test_bodies_named_in_one_breath_stand_together(
    mentions: Mentions, text: str, form: Literal["NFC", "NFD"]
) -> None:
    page = page_of(document(text, form), mentions, "page")
    found = [
        [body.name for body in enumeration.bodies] for enumeration in enumerations(page, page.units)
    ]
    assert found == NAMED[text]


def test_the_weights_hold_no_name() -> None:
    """Words of signs are in small letters; capitals are but shapes, so no sign is a name."""
    for name in ("bodies", "roles"):
        signs = shipped(name).weights
        assert len(signs) > 500
        words = [part for sign in signs for part in re.split(r"[=_&]", sign)[1:]]
        capital = {word for word in words if re.search(r"[A-ZÅÄÖ]", word)}
        assert capital <= {"A", "AA", "Aa", "True", "False"}


def test_the_signs_of_a_page_are_those_of_the_weights(mentions: Mentions) -> None:
    page = page_of(
        document("Projektet Bro\n\nProjektet Bro drivs av Åre kommun.\n"), mentions, "page"
    )
    signs = signed_bodies(page, body_of(page), ["Bro"])
    (one,) = signs.values()
    known = shipped("bodies").weights.keys()
    assert {"named", "most", "b1=av", "k=municipality", "S=drivs", "H=projekt"} <= one.signs & known


def test_models_are_fitted_to_pages_with_answers(mentions: Mentions) -> None:
    """On projects held out, most owners and parties of the invented pages are told."""
    paths = [REPOSITORY / "tests" / "gold" / "pages", SOURCES / "trap_sentences.txt"]
    examples = body_examples(answered(paths, mentions))
    told = {one.label: one for one in held_out(examples)}
    assert told["owner"].expected > 150
    assert told["party"].expected > 400
    for one in (told["owner"], told["party"]):
        assert one.correct / one.expected > 0.7
        assert one.correct / one.found > 0.5
    models = fit_models(examples)
    assert {name: model.classes for name, model in models.items()} == {
        "bodies": ("neither", "owner", "party", "place"),
        "roles": ("participant", "partner"),
    }
