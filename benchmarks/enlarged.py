"""A release made larger: as many projects as wanted, with texts and vectors after the real ones.

A project is a copy of a real one, drawn at random, under a key of its own. Its text is drawn
sentence by sentence from all real ones up to the length of a real application (1,700 characters, by
the 374 of the shared corpus), and its two passages have the vectors of real passages with noise as
large as they spread. So an index has the size, the words and the crowding of a real one; what is
found means nothing. Words in context are as many as such a text has of its own, with vectors of
chance: what they cost is what counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from api.composition import Service
from graph.catalogue import Catalogue
from graph.views import ParticipationView, ProjectView
from search.builder import Material
from search.embedder import Vectors
from search.text import Passage
from search.words_in_context import WordsInContext

PASSAGES: Final = 2
CHARACTERS: Final = 1700
WORDS: Final = 40
"""Words of a passage, by the same corpus: 80 of a project that are different and no small ones."""
POOL: Final = 500
"""Passages whose words are different, which keeps the memory small."""
NOISE: Final = 0.05
"""Standard deviation of the noise in each of the 384 directions: as long as a vector."""


def enlarged(catalogue: Catalogue, projects: int, seed: int) -> Catalogue:
    """A catalogue of so many copies of the real projects; organisations and terms are the same."""
    random = np.random.default_rng(seed)
    real = list(catalogue.projects.values())
    drawn = random.integers(0, len(real), projects).tolist()
    copies = [
        replace(real[number], id=f"{real[number].id}-{place}") for place, number in enumerate(drawn)
    ]
    parts: dict[str, list[tuple[str, ParticipationView]]] = {}
    for copy in copies:
        for part in copy.participations:
            parts.setdefault(part.organisation.id, []).append((copy.id, part))
    return replace(
        catalogue,
        projects={copy.id: copy for copy in copies},
        _participations_of={key: tuple(found) for key, found in parts.items()},
    )


def material(
    service: Service,
    projects: Sequence[ProjectView],
    seed: int,
    characters: int = CHARACTERS,
    words: int = WORDS,
) -> Material:
    """What an index of these projects is made of, their texts and vectors drawn anew.

    With so many words in context for a passage; 0 for none.
    """
    keys = [project.id for project in projects]
    random = np.random.default_rng(seed)
    sentences = [
        sentence.strip()
        for view in service.catalogue.projects.values()
        for sentence in (view.summary or view.name).split(".")
        if sentence.strip()
    ]
    index = service.search.index.vectors
    rows = np.asarray(index.faiss_index.reconstruct_n(0, index.faiss_index.ntotal))
    count = PASSAGES * len(keys)
    passages = tuple(
        Passage(key, ordinal, "Text.", 0, 5) for key in keys for ordinal in range(PASSAGES)
    )
    vectors = _noisy(rows, count, random)
    titles = min(len(keys), 400)
    pool = [_words(words, index.dimension, random) for _ in range(POOL)] if words else []
    return Material(
        model_id=index.model_id,
        passages=passages,
        vectors=vectors,
        examples=_noisy(rows, titles, random),
        titled=tuple(keys[:titles]),
        documents=tuple(_text(sentences, characters, random) for _ in keys),
        names={},
        themes=tuple(tuple(theme.id for theme in project.themes) for project in projects),
        target_groups=tuple(project.target_groups for project in projects),
        words=tuple(pool[i] for i in random.integers(0, POOL, count if pool else 0)),
        asked=tuple(pool[: titles // 4]),
    )


def _words(count: int, dimension: int, random: np.random.Generator) -> WordsInContext:
    vectors = random.standard_normal((count, dimension)).astype(np.float16)
    return WordsInContext(tuple(f"{place}-{vectors[place, 0]}" for place in range(count)), vectors)


def _noisy(rows: Vectors, count: int, random: np.random.Generator) -> Vectors:
    drawn = rows[random.integers(0, len(rows), count)]
    noise = random.standard_normal(drawn.shape, dtype=np.float32) * NOISE
    return np.asarray(drawn + noise, dtype=np.float32)


def _text(sentences: list[str], characters: int, random: np.random.Generator) -> str:
    text = ""
    while len(text) < characters:
        text += sentences[int(random.integers(len(sentences)))] + ". "
    return text


def random_keys(
    keys: list[str], share: float, random: np.random.Generator
) -> tuple[frozenset[str], NDArray[np.bool_]]:
    """A share of the keys drawn at random, at least one; as keys and as flags."""
    flags = np.zeros(len(keys), dtype=np.bool_)
    flags[random.permutation(len(keys))[: max(1, round(share * len(keys)))]] = True
    return frozenset(key for key, flag in zip(keys, flags, strict=True) if flag), flags
