"""Bounds of sentences, and the pair of two projects that says the most alike."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.builder import build_index
from search.embedder import HashingEmbedder
from search.errors import VectorError
from search.sentences import SentenceIndex, sentence_bounds
from search.text import ProjectText
from search.vectors import VectorCache


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Stöd till unga, t.ex. i Umeå m.fl. Det startar i maj 2020! Åtta 😀 deltar i det hela.",
            [
                "Stöd till unga, t.ex. i Umeå m.fl.",
                "Det startar i maj 2020!",
                "Åtta 😀 deltar i det hela.",
            ],
        ),
        ("Mål\nFler ska få ett arbete. Ja.", ["Mål\nFler ska få ett arbete. Ja."]),
        ("  \n", []),
        ("Kort.", ["Kort."]),
    ],
)
def test_sentences_end_where_a_reader_says(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in sentence_bounds(text)] == found


@settings(deadline=None, max_examples=100)
@given(
    st.text(max_size=60) | st.lists(st.sampled_from("aå.! \nÅ😀\ud800"), max_size=60).map("".join)
)
def test_sentences_hold_all_of_a_text_but_white_space(text: str) -> None:
    bounds = sentence_bounds(text)
    held = "".join(text[start:end] for start, end in bounds)
    assert "".join(held.split()) == "".join(text.split())
    assert all(start < end for start, end in bounds)
    assert all(before[1] <= after[0] for before, after in pairwise(bounds))


def test_the_pair_is_of_the_sentences_that_share_meaning_and_words(
    hashing: HashingEmbedder, tmp_path: Path
) -> None:
    summaries = {
        "a": "Chefer utbildas i arbetsmiljö och hälsa. Kommunen betalar halva kostnaden själv.",
        "b": "Budgeten är två miljoner kronor om året. Utbildning av chefer i arbetsmiljö.",
        "c": "",
    }
    projects = [ProjectText(key, key.upper(), text) for key, text in summaries.items()]
    index, _ = build_index(projects, hashing, VectorCache(tmp_path / "v.sqlite"))
    assert index.sentences is not None
    pair = index.sentences.pair("a", "b", index.lexical)
    assert pair is not None
    assert pair.asked.text.startswith("Chefer utbildas")
    assert pair.found.text.startswith("Utbildning av chefer")
    for key, sentence in (("a", pair.asked), ("b", pair.found)):
        assert summaries[key][sentence.start : sentence.end] == sentence.text
    other = index.sentences.pair("c", "a")
    assert other is not None
    assert (other.asked.text, other.asked.start, other.asked.end) == ("C", 0, 0)
    assert index.sentences.pair("a", "nobody") is None


def test_sentences_that_fit_no_passage_are_refused() -> None:
    with pytest.raises(VectorError, match="do not fit"):
        SentenceIndex(np.ones((1, 4), np.float16), np.array([[3, 0, 2]], np.int32), ())
