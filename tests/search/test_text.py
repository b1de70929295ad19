"""Passages: exact offsets for any text, sensible bounds, and one way to embed each."""

import unicodedata
from typing import Literal, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.embedder import Embedder, HashingEmbedder
from search.text import (
    PASSAGE_TOKENS,
    Passage,
    PassageSplitter,
    ProjectText,
    embedding_text,
    passage_splitter,
    passages,
    query_splitter,
)

SPLITTER = PassageSplitter(tokens=10)
Form = Literal["NFC", "NFD"]
WORDS = st.text(
    st.sampled_from("aåÅäo\u0308 ö.!?\n\r\tÉe\u0301\u1112\u1161\u11ab😀👩‍👧"), max_size=300
)

SENTENCES = (
    "Projektet stödjer unga vuxna som varken arbetar eller studerar. "
    "Kommunen, Arbetsförmedlingen och Försäkringskassan arbetar tillsammans. "
    "Deltagarna får handledning, studiebesök och praktik.\n\n"
    "Metoden ska leva vidare efter projekttiden. Den beskrivs i en handbok."
)


@given(st.one_of(st.text(max_size=400), WORDS))
@example("a\u0301" * 100)
@example("e\u0301\u0327 " * 50)
@example("\u0301ledande tecken")
@example("\u1112\u1161\u11ab" * 60)
@example("\u0344\u0958\U0001d15e " * 40)
def test_offsets_are_exact_for_any_text(summary: str) -> None:
    found = passages(ProjectText("p", "", summary), SPLITTER)
    end = 0
    for ordinal, passage in enumerate(found):
        assert passage.ordinal == ordinal
        assert summary[passage.start : passage.end] == passage.text
        assert passage.start >= end
        assert passage.text.strip()
        end = passage.end
    # Nothing but white space is lost.
    kept = "".join("".join(passage.text.split()) for passage in found)
    assert kept == "".join(summary.split())


@given(st.one_of(st.text(max_size=400), WORDS))
def test_both_normal_forms_give_the_same_embedding_texts(summary: str) -> None:
    def texts(form: Form) -> list[str]:
        project = ProjectText("p", "Åtgärd", unicodedata.normalize(form, summary))
        return [embedding_text(project, passage) for passage in passages(project, SPLITTER)]

    assert texts("NFD") == texts("NFC")


def test_splits_at_sentences_and_paragraphs() -> None:
    project = ProjectText("p", "Ung framåt", SENTENCES)
    sentences = passages(project, PassageSplitter(tokens=20))
    assert [passage.text[-1] for passage in sentences] == ["."] * 4
    paragraphs = passages(project, PassageSplitter(tokens=60))
    assert [passage.text for passage in paragraphs] == SENTENCES.split("\n\n")


def test_a_short_summary_is_one_passage(hashing: HashingEmbedder) -> None:
    project = ProjectText("p", "Ung framåt", SENTENCES)
    assert passages(project, passage_splitter(hashing)) == [
        Passage("p", 0, SENTENCES, 0, len(SENTENCES))
    ]


def test_the_title_is_embedded_before_the_passage() -> None:
    project = ProjectText("p", " Ung framåt. ", "Handledning.")
    (passage,) = passages(project, SPLITTER)
    assert embedding_text(project, passage) == "Ung framåt. Handledning."
    untitled = ProjectText("p", "", "Handledning.")
    assert embedding_text(untitled, passage) == "Handledning."


@pytest.mark.parametrize("summary", ["", "  \n "])
def test_without_summary_the_other_fields_speak(summary: str) -> None:
    project = ProjectText("p", "Ung framåt", summary, ("unga",), ("praktik", "unga"), ("arbete",))
    (passage,) = passages(project, SPLITTER)
    assert passage == Passage("p", 0, "Ung framåt. unga. praktik. arbete", 0, 0)
    assert not passage.from_summary
    assert embedding_text(project, passage) == passage.text


def test_a_project_without_any_text_has_no_passage() -> None:
    assert passages(ProjectText("p", " "), SPLITTER) == []


def test_pieces_fit_the_real_model(real: Embedder) -> None:
    tokenizer = real.tokenizer()
    assert tokenizer is not None
    text = " ".join(f"{SENTENCES} Mening nummer {number}." for number in range(40))
    for splitter, limit in ((passage_splitter(real), PASSAGE_TOKENS), (query_splitter(real), 480)):
        bounds = splitter.split(text)
        assert len(bounds) > 4
        sizes = [len(tokenizer.encode(text[a:b], add_special_tokens=False).ids) for a, b in bounds]
        assert max(sizes) <= limit
        assert min(sizes[:-1]) > limit / 2


def test_composed_and_decomposed_summaries_get_equal_vectors(real: Embedder) -> None:
    splitter = passage_splitter(real)
    vectors = []
    forms: tuple[Form, ...] = get_args(Form)
    for form in forms:
        title, summary = (unicodedata.normalize(form, t) for t in ("Åter på väg", SENTENCES))
        project = ProjectText("p", title, summary)
        found = passages(project, splitter)
        vectors.append(real.embed_passages([embedding_text(project, p) for p in found]).tolist())
    assert vectors[0] == vectors[1]
