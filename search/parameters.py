"""The numbers that ranking rests on; an index keeps those it was built with."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Parameters:
    """Chosen on 20 graded queries, as docs/search.md tells; cross-validated, not fitted.

    ``whitening``: 0 leaves vectors centred, 1 makes every direction of the corpus count the same.
    ``hubs``: how much of a project's hubness is taken off its nearness. ``k1``, ``b``: BM25's
    saturation and length normalisation. ``rare``: the share of projects that may have a word that
    counts as a whole. ``lexical``: how much a standard deviation of the lexical scores counts
    against one of the dense scores. ``context``: how much the nearness of words in context counts
    against a cosine (`search.context`). ``english``: what the words of an English text count as
    they are, where 1 is what they count in Swedish.

    Between two projects: what their likeness in words, themes and target groups counts, each from
    0 to 1, against a cosine. Places, partners, programme and period count nothing: measured, they
    do not tell what projects are about.
    """

    whitening: float = 0.35
    hubs: float = 0.75
    k1: float = 2.0
    b: float = 1.0
    rare: float = 0.01
    lexical: float = 0.4
    context: float = 0.5
    english: float = 0.5
    like_words: float = 1.0
    like_themes: float = 0.05
    like_target_groups: float = 0.1
