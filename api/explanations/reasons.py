"""Why projects were found, for the JSON, the pages and the command line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from api.explanations.models import (
    MatchModel,
    ScoreParts,
    SentenceModel,
    SentencePairModel,
    SharedModel,
    SharedThing,
)
from graph.commonalities import commonalities
from graph.similarity import DECIMALS
from graph.views import OrganisationReference, ProjectView
from search.context import CONTEXT
from search.cross_encoder import CROSS_ENCODER
from search.english import read_as
from search.index import Hit
from search.likeness import GROUPS, THEMES
from search.matches import WordMatcher
from search.sentences import Sentence, SentencePair

REMEMBERED: Final = 1024
"""Sentences whose words are kept ready to be found in others."""


def score_parts(hit: Hit) -> ScoreParts:
    """The parts, rounded so that they add up to the score as it is shown."""
    lexical = round(hit.lexical, DECIMALS)
    more = {kind: round(part, DECIMALS) for kind, part in hit.evidence}
    dense = round(hit.score, DECIMALS) - lexical - sum(more.values())
    return ScoreParts(
        dense=round(dense, DECIMALS),
        lexical=lexical,
        context=more.get(CONTEXT, 0.0),
        themes=more.get(THEMES, 0.0),
        target_groups=more.get(GROUPS, 0.0),
        cross_encoder=more.get(CROSS_ENCODER, 0.0),
    )


def matcher_of(asked: str | ProjectView | None) -> WordMatcher | None:
    """Finds the words of a text, of an English one in Swedish too, or a project's telling words."""
    if isinstance(asked, ProjectView):
        return WordMatcher(f"{asked.name}\n{asked.summary or ''}", telling=True)
    return WordMatcher(f"{asked}\n{read_as(asked)}") if asked else None


def matches(matcher: WordMatcher | None, text: str) -> list[MatchModel]:
    """Where the words stand in a text."""
    found = matcher.spans(text) if matcher else []
    return [MatchModel(start=start, end=end) for start, end in found]


def pair_model(pair: SentencePair | None) -> SentencePairModel | None:
    """Two sentences, each with the words that the other has marked."""
    if pair is None:
        return None
    return SentencePairModel(
        asked=_sentence(pair.asked, pair.found.text),
        found=_sentence(pair.found, pair.asked.text),
        score=round(pair.score, DECIMALS),
    )


def shared_model(asked: ProjectView, found: ProjectView) -> SharedModel:
    """What two projects have in common, by name."""
    common = commonalities(asked, found)
    return SharedModel(
        themes=[
            SharedThing(
                id=theme.id, iri=theme.iri, name=theme.labels["sv"], name_en=theme.labels["en"]
            )
            for theme in common.themes
        ],
        organisations=_things(common.organisations),
        places=[
            SharedThing(id=place.code, iri=place.iri, name=place.name) for place in common.places
        ],
        target_groups=list(common.target_groups),
        programme=common.programme.name if common.programme else None,
        continues=common.continues,
    )


def _sentence(sentence: Sentence, other: str) -> SentenceModel:
    return SentenceModel(
        text=sentence.text,
        start=sentence.start,
        end=sentence.end,
        matches=matches(_matcher_of_sentence(other), sentence.text),
    )


@lru_cache(maxsize=REMEMBERED)
def _matcher_of_sentence(text: str) -> WordMatcher:
    """The same sentence is shown beside those of many projects."""
    return WordMatcher(text, telling=True)


def _things(bodies: Iterable[OrganisationReference]) -> list[SharedThing]:
    return [SharedThing(id=body.id, iri=body.iri, name=body.name) for body in bodies]
