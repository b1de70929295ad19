"""JSON of why a project was found: matching words, sentences, score parts, what is shared."""

from __future__ import annotations

from pydantic import BaseModel, Field


class MatchModel(BaseModel):
    """Characters `start` to `end` of a text, which match a word asked for, or a part of one."""

    start: int
    end: int


class SentenceModel(BaseModel):
    """A sentence; `start` and `end` count characters of the summary, `matches` of the sentence."""

    text: str
    start: int
    end: int
    matches: list[MatchModel]


class SentencePairModel(BaseModel):
    """The two sentences of two projects that say the most alike, in meaning and words."""

    asked: SentenceModel = Field(description="Of the project asked for.")
    found: SentenceModel = Field(description="Of the project found.")
    score: float = Field(description="-1 to 1; only says which pair is nearest.")


class SharedThing(BaseModel):
    """A thing that both projects state."""

    id: str
    iri: str
    name: str
    name_en: str | None = None


class SharedModel(BaseModel):
    """What both projects state. It explains; only themes and target groups add to the score."""

    themes: list[SharedThing]
    organisations: list[SharedThing] = Field(
        description="Take part in both, in whatever role but as funder."
    )
    places: list[SharedThing] = Field(description="Municipalities, counties, the ESF region.")
    target_groups: list[str]
    programme: str | None
    continues: bool = Field(description="One is stated to have gone before the other.")


class ScoreParts(BaseModel):
    """What a score is made of; the parts add up to it."""

    dense: float = Field(
        description="Nearness in meaning; for a text -1 to 1, less where a project is near to "
        "everything; between two projects its share of the score."
    )
    lexical: float = Field(description="What the words and pieces of words add, 0 or more.")
    context: float = Field(
        0.0,
        description="What words add that mean alike where they stand, 0 or more: of the hundred "
        "best projects for a text.",
    )
    themes: float = Field(0.0, description="What common themes add, between two projects.")
    target_groups: float = Field(
        0.0, description="What common target groups add, between two projects."
    )
    cross_encoder: float = Field(
        0.0, description="What the cross-encoder adds, where one is set and read the project."
    )
