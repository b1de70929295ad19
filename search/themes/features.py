"""What speaks for a concept in a project: labels in its texts, and nearness in meaning.

For each project and concept a row of `FEATURES`. Labels count once for each kind of text they stand
in. Nearness is a cosine between what is said of the concept (labels and definition, the concepts'
mean taken off) and the project, less that concept's mean over the collection, divided by the spread
over all concepts: some concepts are near to everything, and a project that is near to all of them
says little of any. With few projects their mean says little and is taken off in part.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.predicted_themes import TextField, ThemeEvidence
from ontology.vocabulary import Concept
from search.embedder import Embedder, Progress, Vectors, composed
from search.sentences import sentence_bounds
from search.text import Passage, ProjectText, embedding_text, passage_splitter, passages
from search.themes.words import LabelFinder, Match
from search.vectors import EmbedReport, VectorCache, embed_missing

logger = logging.getLogger(__name__)

FEATURES: Final = (
    "keyword",
    "target_group",
    "name",
    "summary",
    "part",
    "within",
    "repeated",
    "near_passage",
    "near_facts",
)
"""Whole label in a keyword, target group, the name, the summary; as part of a compound; within a
longer label; in how many kinds of text beside the first; nearness of the best passage, and of name,
target groups and keywords together."""

FEW: Final = 30
"""Projects of which half the mean nearness is taken off: n of them give n / (n + FEW)."""
FLAT: Final = 1e-6
REMEMBERED: Final = 1024
"""Texts whose sentences are remembered: those of a project are asked for once for each theme."""

_WHOLE: Final = FEATURES[:4]


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of a project in which labels are sought, by kind; it has no themes that are stated."""

    project: ProjectText
    fields: tuple[tuple[TextField, str], ...]

    @classmethod
    def of(cls, project: ProjectText) -> "Texts":
        """The texts of a project that are not blank."""
        fields: list[tuple[TextField, str]] = [("name", project.title)]
        fields += [("keyword", text) for text in project.keywords]
        fields += [("target_group", text) for text in project.target_groups]
        fields.append(("summary", project.summary))
        return cls(project, tuple((name, text) for name, text in fields if text.strip()))

    @property
    def facts(self) -> str:
        """Name, target groups and keywords, as they are embedded together."""
        texts = (self.project.title, *self.project.target_groups, *self.project.keywords)
        return ". ".join(dict.fromkeys(clean for text in texts if (clean := composed(text))))


@dataclass(frozen=True, slots=True)
class Material:
    """(projects, concepts, features) values, with what they rest on.

    ``matches`` are by project; ``passages`` and ``nearest`` give the passage of each project that
    is nearest to each concept, (projects, concepts) places in ``passages``. ``sentences`` are
    those of each passage, with a cosine to each concept, (sentences, concepts).
    """

    keys: tuple[str, ...]
    concepts: tuple[str, ...]
    features: NDArray[np.float64]
    texts: tuple[Texts, ...]
    matches: tuple[tuple[tuple[int, Match], ...], ...]
    passages: tuple[Passage, ...]
    nearest: NDArray[np.intp]
    sentences: tuple[tuple[tuple[int, int], ...], ...]
    near_sentences: tuple[NDArray[np.float64], ...]

    def evidence(self, project: int, concept: int) -> tuple[ThemeEvidence, ...]:
        """Where labels stand in the project's texts; where none does, the nearest sentence.

        Of a summary only the sentence is told that the place is in.
        """
        slug, texts = self.concepts[concept], self.texts[project]
        found = []
        for place, match in self.matches[project]:
            if match.concept == slug and not match.denied:
                name, text = texts.fields[place]
                first, last = (0, len(text))
                if name == "summary":
                    first, last = _around(match.start, match.end, sentences_of(text), len(text))
                found.append(
                    ThemeEvidence(
                        name,
                        text[first:last],
                        match.start - first,
                        match.end - first,
                        text[match.start : match.end],
                        match.label,
                    )
                )
        if found:
            return tuple(dict.fromkeys(found))
        nearest = int(self.nearest[project, concept])
        passage = self.passages[nearest]
        if passage.from_summary:
            best = int(self.near_sentences[nearest][:, concept].argmax())
            first, last = self.sentences[nearest][best]
            sentence = passage.text[first:last]
            return (ThemeEvidence("summary", sentence, 0, len(sentence), sentence),)
        name, text = texts.fields[0]
        return (ThemeEvidence(name, text, 0, len(text), text),)


def concept_text(concept: Concept) -> str:
    """What of a concept is embedded: the Swedish label, the other labels and the definition."""
    labels = ", ".join(concept.alt)
    return ". ".join(filter(None, (concept.labels["sv"], labels, concept.definition["sv"])))


def gather_themes(
    projects: Sequence[ProjectText],
    concepts: Sequence[Concept],
    embedder: Embedder,
    cache: VectorCache,
    progress: Progress | None = None,
) -> tuple[Material, EmbedReport]:
    """The features of every project and concept; texts without a vector are embedded.

    A project with nothing to read is left out. ``progress`` counts the texts to embed.
    """
    splitter = passage_splitter(embedder)
    texts: list[Texts] = []
    found: list[Passage] = []
    owners: list[int] = []
    for given in projects:
        project = replace(given, themes=())  # what is stated must not predict itself
        own = passages(project, splitter)
        if not own or not Texts.of(project).facts:
            logger.warning("Project %s has no text and gets no predicted themes", project.key)
            continue
        found += own
        owners += [len(texts)] * len(own)
        texts.append(Texts.of(project))
    by_key = {each.project.key: each.project for each in texts}
    described = [concept_text(concept) for concept in concepts]
    composed_passages = [embedding_text(by_key[passage.project], passage) for passage in found]
    facts = [each.facts for each in texts]
    # The index embeds the same sentences, so that the cache has them.
    sentences = [sentences_of(passage.text) for passage in found]
    said = [
        composed(passage.text[start:end])
        for passage, bounds in zip(found, sentences, strict=True)
        for start, end in bounds
    ]
    vectors, report = embed_missing(
        embedder, [*described, *composed_passages, *facts, *said], cache, progress
    )
    parts = np.split(vectors, np.cumsum([len(described), len(found), len(facts)]))
    about = _centred(parts[0])
    places, cosines = _best(parts[1], about, owners, len(texts))
    near = (
        np.stack([_spread(cosines), _spread(parts[2] @ about.T)], axis=2)
        if texts
        else np.empty((0, len(concepts), 2))
    )
    ends = np.cumsum([len(bounds) for bounds in sentences])[:-1]
    finder = LabelFinder(concepts)
    matches = tuple(
        tuple(
            (place, match)
            for place, (_, text) in enumerate(each.fields)
            for match in finder.find(text)
        )
        for each in texts
    )
    slugs = tuple(concept.slug for concept in concepts)
    rows = [_of_words(each, own, slugs) for each, own in zip(texts, matches, strict=True)]
    words = np.stack(rows) if rows else np.empty((0, len(slugs), len(FEATURES) - 2))
    return Material(
        keys=tuple(each.project.key for each in texts),
        concepts=slugs,
        features=np.concatenate([words, near], axis=2),
        texts=tuple(texts),
        matches=matches,
        passages=tuple(found),
        nearest=places,
        sentences=tuple(sentences),
        near_sentences=tuple(np.split(np.asarray(parts[3] @ about.T, np.float64), ends)),
    ), report


@lru_cache(maxsize=REMEMBERED)
def sentences_of(text: str) -> tuple[tuple[int, int], ...]:
    """(start, end) of the sentences of a text; the whole text where there is none."""
    return tuple(sentence_bounds(text)) or ((0, len(text)),)


def _around(
    start: int, end: int, bounds: Sequence[tuple[int, int]], length: int
) -> tuple[int, int]:
    """From the start of the sentence that a place begins in to the end of the one it ends in."""
    first = max((begin for begin, _ in bounds if begin <= start), default=0)
    return first, min((last for _, last in bounds if last >= end), default=length)


def _of_words(
    texts: Texts, matches: Sequence[tuple[int, Match]], concepts: Sequence[str]
) -> NDArray[np.float64]:
    """(concepts, features of words) values of one project; what is denied counts for nothing."""
    places = {slug: number for number, slug in enumerate(concepts)}
    row = np.zeros((len(concepts), len(FEATURES) - 2))
    for place, match in matches:
        if match.denied:
            continue
        name = texts.fields[place][0] if match.how == "whole" else match.how
        row[places[match.concept], FEATURES.index(name)] = 1.0
    row[:, FEATURES.index("repeated")] = np.maximum(row[:, : len(_WHOLE)].sum(axis=1) - 1, 0)
    return row


def _centred(vectors: Vectors) -> NDArray[np.float64]:
    """The concepts' vectors less their mean, of length one."""
    rows = vectors.astype(np.float64) - vectors.mean(axis=0, dtype=np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, FLAT), dtype=np.float64)


def _best(
    vectors: Vectors, about: NDArray[np.float64], owners: Sequence[int], projects: int
) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """For each project and concept the nearest passage's place, and its cosine."""
    cosines = vectors @ about.T
    places = np.zeros((projects, len(about)), dtype=np.intp)
    best = np.full((projects, len(about)), -np.inf)
    for place, owner in enumerate(owners):
        better = cosines[place] > best[owner]
        places[owner, better] = place
        best[owner, better] = cosines[place, better]
    return places, best


def _spread(cosines: NDArray[np.float64]) -> NDArray[np.float64]:
    """(projects, concepts) cosines as deviations within each project, the concepts' hubs held."""
    if not cosines.size:
        return cosines
    share = len(cosines) / (len(cosines) + FEW)
    less = cosines - share * cosines.mean(axis=0)
    spread = less.std(axis=1, keepdims=True)
    deviations = less - less.mean(axis=1, keepdims=True)
    return np.asarray(deviations / np.maximum(spread, FLAT), dtype=np.float64)
