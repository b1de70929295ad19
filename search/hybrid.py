"""Meaning and words together: one score of all projects, exact under any filter.

The score of a project for a text is its nearness in meaning plus what its words add:

    score = dense + lexical + context,    dense = cosines - h · hubness
                                          lexical = w · (sd of dense / sd of BM25) · BM25
                                          context = c · nearness of words (`search.context`)

Both deviations are over all projects of the index, so that a project has the same score under every
filter. Up to a shift and a stretch that are the same for all projects, this is the weighted sum of
the two z-scores; written so, the first part stays a cosine, and the second is 0 where no word, not
even a piece of one, is shared. What words mean where they stand is compared for the hundred best
of all projects, and adds nothing to the rest. A project whose name or number the text is gets
``NAMED`` more.

Between two projects the score is the weighted mean of the cosine and of what `search.likeness` has,
-1 to 1.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from search.analysis import name_of
from search.context import CONTEXT, ContextIndex
from search.embedder import Vectors
from search.errors import VectorError
from search.index import TOLERANCE, Hit, VectorIndex
from search.lexical import LexicalIndex
from search.likeness import GROUPS, KINDS, THEMES, WORDS, Likeness
from search.parameters import Parameters
from search.sentences import SentenceIndex
from search.words_in_context import WordsInContext

Scores = NDArray[np.float64]
Names = dict[str, list[int]]
"""Places of projects by each of their names, as ``name_of`` writes them."""

# More than nearness in meaning ever sets two projects apart: whoever gives a name means it.
NAMED: Final = 1.0
# A deviation below this is rounding: all scores are the same.
FLAT: Final = 1e-6


class HybridIndex:
    """Vectors and words of the same projects; immutable, so threads may share it.

    ``lexical`` has a document per project and ``hubs`` a hubness, in the order of
    ``vectors.project_keys``; ``names`` are places in that order. Without ``likeness`` projects are
    compared by meaning alone; without ``sentences`` no pair of sentences is shown; without
    ``context`` words are not compared by what they mean. ``english`` is
    `search.english.english_offset` of the model.
    """

    def __init__(
        self,
        vectors: VectorIndex,
        lexical: LexicalIndex,
        hubs: NDArray[np.float32],
        parameters: Parameters | None = None,
        names: Names | None = None,
        likeness: Likeness | None = None,
        sentences: SentenceIndex | None = None,
        english: Vectors | None = None,
        context: ContextIndex | None = None,
    ) -> None:
        if context is not None and len(context) != len(vectors):
            raise VectorError(
                f"{len(vectors)} projects have vectors, {len(context)} words in context. Build the "
                "index again."
            )
        if likeness is not None and len(likeness) != len(vectors):
            raise VectorError(
                f"{len(vectors)} projects have vectors, {len(likeness)} a likeness. Build the "
                "index again."
            )
        if not len(vectors) == len(lexical) == len(hubs):
            raise VectorError(
                f"{len(vectors)} projects have vectors, {len(lexical)} have words, {len(hubs)} a "
                "hubness. Build the index again."
            )
        self.vectors = vectors
        self.lexical = lexical
        self.hubs = hubs
        self.names = names or {}
        self._joined: Names = {}
        for name, places in self.names.items():
            self._joined.setdefault(name.replace(" ", ""), []).extend(places)
        self.parameters = parameters or Parameters()
        self.likeness = likeness
        self.sentences = sentences
        self.english = english
        self.context = context

    def __len__(self) -> int:
        """The number of projects."""
        return len(self.vectors)

    def __contains__(self, project: object) -> bool:
        return project in self.vectors

    def search(
        self,
        text: str,
        query: Vectors,
        k: int,
        allowed: Collection[str] | None = None,
        readings: Sequence[str] = (),
        words: WordsInContext | None = None,
    ) -> list[Hit]:
        """The k best projects for a text and its vector, best first, equal scores by project key.

        The words of ``readings`` are looked for in place of the text's own, as where it is put into
        Swedish: of the first, or less of those after it where that is more. ``words`` are those of
        the text in context; without them, none are compared.

        Exactly k whenever that many exist among ``allowed`` (all projects when None; keys that are
        not in the index are passed over).
        """
        chosen = self.vectors.numbers(allowed)
        wanted = min(k, len(chosen))
        if wanted < 1:
            return []
        taken = self.parameters.hubs * self.hubs.astype(np.float64)
        dense = self.vectors.scores(query) - taken
        found = self.lexical.best_scores(readings or (text,), self.parameters.english)
        added = added_by_words(dense, found, self.parameters.lexical)
        added[list(self._named(text))] += NAMED
        everything = dense + added
        context = np.zeros(len(everything))
        if words is not None and self.context is not None:
            context = self.context.added(words, self.lexical, everything, self.parameters.context)
        total = (everything + context)[chosen]
        floor = np.partition(total, len(total) - wanted)[len(total) - wanted]
        # Equal projects may differ by rounding in a matrix product: those near the floor are summed
        # again, one by one.
        near = chosen[total >= floor - 2 * TOLERANCE]
        keys = [self.vectors.project_keys[number] for number in near.tolist()]
        columns = (taken[near].tolist(), added[near].tolist(), context[near].tolist())
        parts = zip(*columns, strict=True)
        by_key = dict(zip(keys, parts, strict=True))
        hits = []
        for hit in self.vectors.hits(query, near.tolist()):
            less, gain, nearer = by_key[hit.project]
            evidence = ((CONTEXT, nearer),) if nearer else ()
            score = hit.score - less + gain + nearer
            hits.append(replace(hit, score=score, lexical=gain, evidence=evidence))
        hits.sort(key=lambda hit: (-hit.score, hit.project))
        return hits[:wanted]

    def similar(self, project: str, k: int, allowed: Collection[str] | None = None) -> list[Hit]:
        """The k other projects most like a project, best first, equal scores by project key.

        Exactly k whenever that many exist among ``allowed``, as for ``search``.
        """
        if self.likeness is None:
            return self.vectors.similar(project, k, allowed)
        place = self.vectors.place(project)
        chosen = self.vectors.numbers(allowed)
        chosen = chosen[chosen != place]
        wanted = min(k, len(chosen))
        if wanted < 1:
            return []
        weights = self._like_weights()
        parts = {kind: weights[kind] * self.likeness.shares(place, kind) for kind in KINDS}
        meaning = (1 - sum(weights.values())) * self.vectors.scores_of(place).astype(np.float64)
        total = (meaning + sum(parts.values()))[chosen]
        floor = np.partition(total, len(total) - wanted)[len(total) - wanted]
        near = chosen[total >= floor - 2 * TOLERANCE]
        hits = []
        for hit in self.vectors.hits_of(place, near.tolist()):
            number = self.vectors.place(hit.project)
            given = {kind: float(part[number]) for kind, part in parts.items()}
            score = (1 - sum(weights.values())) * hit.score + sum(given.values())
            evidence = ((THEMES, given[THEMES]), (GROUPS, given[GROUPS]))
            hits.append(replace(hit, score=score, lexical=given[WORDS], evidence=evidence))
        hits.sort(key=lambda hit: (-hit.score, hit.project))
        return hits[:wanted]

    def neighbours(self, k: int) -> Iterator[tuple[str, list[Hit]]]:
        """Every project with the k others most like it, as ``similar`` gives them.

        For n projects the work grows as n squared.
        """
        if self.likeness is None:
            yield from self.vectors.neighbours(k)
        elif len(self) > 1:
            for project in self.vectors.project_keys:
                yield project, self.similar(project, k)

    def _named(self, text: str) -> set[int]:
        """Places of the projects whose name the text is, in whatever parts it is written."""
        joined = name_of(text).replace(" ", "")
        found = self._joined.get(joined)
        if found is None and joined.endswith("s"):  # the genitive
            found = self._joined.get(joined[:-1])
        return set(found or ())

    def _like_weights(self) -> dict[str, float]:
        """Share of each likeness in the score of two projects; meaning has what is left of 1."""
        own = self.parameters
        counts = {WORDS: own.like_words, THEMES: own.like_themes, GROUPS: own.like_target_groups}
        return {kind: count / (1 + sum(counts.values())) for kind, count in counts.items()}


def added_by_words(dense: Scores, lexical: NDArray[np.floating], weight: float) -> Scores:
    """What the words add to each of the dense scores; nothing where all have the same words."""
    spread = float(lexical.std(dtype=np.float64)) if len(lexical) else 0.0
    if spread < FLAT:
        return np.zeros(len(lexical), dtype=np.float64)
    return np.asarray(lexical * (weight * float(dense.std()) / spread), dtype=np.float64)
