"""Words in context: where they stand, whom they are near, and what that adds under any filter."""

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.builder import Material
from search.configurations import Rankings, configurations
from search.context import CLOSE, CONTEXT, MOST, SIZE, ContextIndex
from search.embedder import Embedder, HashingEmbedder
from search.errors import IndexFormatError, VectorError
from search.hybrid import HybridIndex
from search.hybrid_folder import CONTEXT as VECTORS
from search.hybrid_folder import CONTEXT_PLACES, load_hybrid, save_hybrid
from search.index import VectorIndex
from search.lexical import LexicalIndex
from search.parameters import Parameters
from search.readings import readings
from search.text import Passage
from search.vectors import VectorCache, embed_missing, read_missing
from search.words_in_context import WordReader, WordsInContext, together, words_in_context

DIMENSION = 8
WORDS = ["vård", "omsorg", "unga", "arbete", "idé", "Åre", "SFI", "språk"]
TEXT = "Vårdens IDÉER, och SFI-språk för unga"


def drawn(random: np.random.Generator, count: int, size: int = DIMENSION) -> WordsInContext:
    vectors = random.normal(size=(count, size)).astype(np.float16)
    return WordsInContext(tuple(random.choice(WORDS, size=count).tolist()), vectors)


def made(sizes: list[int], seed: int, *, wordless: bool = False) -> HybridIndex:
    """Projects p0, p1, … of so many passages each, with random vectors, words and titles."""
    random = np.random.default_rng(seed)
    owners = [place for place, size in enumerate(sizes) for _ in range(size)]
    found = [Passage(f"p{place}", n, "Text", 0, 4) for n, place in enumerate(owners)]
    rows = random.normal(size=(len(owners), DIMENSION)).astype(np.float32)
    read = [drawn(random, int(random.integers(0, 6))) for _ in owners]
    context = ContextIndex.build(read, owners, len(sizes), [drawn(random, 3) for _ in range(30)])
    documents = [" ".join(random.choice(WORDS, size=4)) for _ in sizes]
    return HybridIndex(
        VectorIndex.build(rows, found, model_id="m"),
        LexicalIndex.build(documents, k1=2, b=1),
        np.zeros(len(sizes), dtype=np.float32),
        Parameters(),
        context=None if wordless else context,
    )


class TestWords:
    def bounds(self, text: str) -> list[tuple[int, int]]:
        """A token for each two characters, and one before and after that stand for nothing."""
        inner = [(at, min(at + 2, len(text))) for at in range(0, len(text), 2)]
        return [(0, 0), *inner, (0, 0)]

    def test_each_has_the_mean_of_its_tokens(self) -> None:
        bounds = self.bounds(TEXT)
        tokens = np.arange(len(bounds), dtype=np.float32)[:, None] * np.ones((1, 3), np.float32)
        found = words_in_context(TEXT, tokens, bounds)
        # Small words are left out, capitals and accents folded, hyphens part words.
        assert found.words == ("vårdens", "ideer", "sfi", "språk", "unga")
        start = TEXT.index("IDÉER")
        own = [i for i, (a, b) in enumerate(bounds) if a < start + 5 and b > start]
        assert found.vectors[1].tolist() == pytest.approx([np.mean(own)] * 3)

    def test_what_comes_before_the_text_is_no_word_of_it(self) -> None:
        whole = f"query: {TEXT}"
        bounds = self.bounds(whole)
        tokens = np.ones((len(bounds), 2), dtype=np.float32)
        assert "query" not in words_in_context(whole, tokens, bounds, len("query: ")).words

    def test_what_the_model_did_not_read_is_left_out(self) -> None:
        bounds = self.bounds(TEXT)[:6]
        tokens = np.ones((40, 2), dtype=np.float32)
        assert words_in_context(TEXT, tokens, bounds).words == ("vårdens", "ideer")
        assert len(words_in_context(TEXT, tokens, [])) == 0

    def test_small_words_are_kept_where_there_are_no_others(self) -> None:
        bounds = self.bounds("och för")
        tokens = np.ones((len(bounds), 2), dtype=np.float32)
        assert words_in_context("och för", tokens, bounds).words == ("och", "för")


class TestTheModel:
    def test_it_reads_words_in_the_pass_that_gives_the_vector(self, real: Embedder) -> None:
        assert isinstance(real, WordReader)
        assert not isinstance(HashingEmbedder(8), WordReader)
        texts = [TEXT, "Vård"]
        for kind, embedded in (
            (real.read_queries, real.embed_queries(texts)),
            (real.read_passages, real.embed_passages(texts)),
        ):
            read = kind(texts)
            assert np.allclose([one.vector for one in read], embedded, atol=1e-5)
            assert [one.words.words for one in read] == [
                ("vårdens", "ideer", "sfi", "språk", "unga"),
                ("vård",),
            ]
            assert read[0].words.vectors.shape == (5, real.dimension)

    def test_normal_form_does_not_matter(self, real: Embedder) -> None:
        assert isinstance(real, WordReader)
        (one,), (other,) = (
            real.read_queries([form]) for form in (TEXT, unicodedata.normalize("NFD", TEXT))
        )
        assert one.words.words == other.words.words
        assert np.array_equal(one.words.vectors, other.words.vectors)

    def test_a_text_that_is_cut_off_has_the_words_before(self, real: Embedder) -> None:
        assert isinstance(real, WordReader)
        (read,) = real.read_queries(["arbetsmarknad " * 700 + "slutet"])
        assert 100 < len(read.words) < 700
        assert set(read.words.words) == {"arbetsmarknad"}

    def test_nothing_is_read_twice(self, real: Embedder, tmp_path: Path) -> None:
        cache = VectorCache(tmp_path / "v.sqlite")
        seen: list[tuple[int, int]] = []
        first, report = read_missing(real, [TEXT, "…", TEXT], cache, lambda *at: seen.append(at))
        assert (report.embedded, report.reused, seen[-1]) == (2, 1, (2, 2))
        again, report = read_missing(real, [TEXT, "…", TEXT], cache)
        assert (report.embedded, report.reused) == (0, 3)
        for one, other in zip(first, again, strict=True):
            assert one.words == other.words
            assert np.array_equal(one.vectors, other.vectors)
        # The vector of the text came with them.
        assert embed_missing(real, [TEXT], cache)[1].embedded == 0

    def test_an_embedder_without_words_gives_none(self, tmp_path: Path) -> None:
        found, report = read_missing(HashingEmbedder(8), [TEXT], VectorCache(tmp_path / "v.sqlite"))
        assert (found, report.embedded) == ((), 0)


@settings(deadline=None, max_examples=60)
@given(
    sizes=st.lists(st.integers(1, 3), min_size=1, max_size=160),
    seed=st.integers(0, 2**20),
    share=st.floats(0, 1),
    k=st.integers(1, 20),
)
def test_what_is_added_is_exact_under_any_filter(
    sizes: list[int], seed: int, share: float, k: int
) -> None:
    index, plain = made(sizes, seed), made(sizes, seed, wordless=True)
    random = np.random.default_rng(seed + 1)
    query = random.normal(size=DIMENSION).astype(np.float32)
    asked = drawn(random, int(random.integers(1, 5)))
    keys = [f"p{place}" for place in range(len(sizes))]
    before = {hit.project: hit for hit in plain.search("vård unga", query, len(keys))}
    after = {h.project: h for h in index.search("vård unga", query, len(keys), words=asked)}
    first = list(before)[:CLOSE]
    for key in keys:
        gained = after[key].score - before[key].score
        assert gained == pytest.approx(sum(part for _, part in after[key].evidence), abs=1e-5)
        assert gained >= -1e-5
        assert key in first or gained == pytest.approx(0, abs=1e-5)
        parts = after[key].dense + after[key].lexical + dict(after[key].evidence).get(CONTEXT, 0)
        assert parts == pytest.approx(after[key].score)
    allowed = {key for key in keys if random.random() < share}
    hits = index.search("vård unga", query, k, allowed, words=asked)
    assert len(hits) == min(k, len(allowed))
    assert [hit.score for hit in hits] == pytest.approx([after[h.project].score for h in hits])
    best = sorted((after[key].score for key in allowed), reverse=True)[: len(hits)]
    assert [hit.score for hit in hits] == pytest.approx(best, abs=1e-5)


def test_what_is_measured_is_what_is_found() -> None:
    random = np.random.default_rng(11)
    owners = [place for place in range(140) for _ in range(2)]
    material = Material(
        model_id="m",
        passages=tuple(Passage(f"p{place}", n % 2, "T", 0, 1) for n, place in enumerate(owners)),
        vectors=random.normal(size=(len(owners), DIMENSION)).astype(np.float32),
        examples=random.normal(size=(60, DIMENSION)).astype(np.float32),
        titled=tuple(f"p{place}" for place in range(60)),
        documents=tuple(" ".join(random.choice(WORDS, size=4)) for _ in range(140)),
        names={},
        themes=((),) * 140,
        target_groups=((),) * 140,
        words=tuple(drawn(random, 4) for _ in owners),
        asked=tuple(drawn(random, 3) for _ in range(60)),
    )
    text, query = "vård unga", random.normal(size=DIMENSION).astype(np.float32)
    asked = drawn(random, 3)
    (scores,) = Rankings(material, [text], query[None, :], {}, [asked]).scores(
        configurations(Parameters())[-1]
    )
    hits = material.index(Parameters()).search(text, query, 140, None, readings(text), asked)
    assert any(hit.evidence for hit in hits)
    for hit in hits:
        assert scores[int(hit.project[1:])] == pytest.approx(hit.score, abs=1e-4)


def test_nearness_is_the_highest_cosine_less_what_any_words_have() -> None:
    random = np.random.default_rng(5)
    size = 200
    read = [drawn(random, count, size) for count in (4, 3, 0, 5)]
    titles = [drawn(random, 3, size) for _ in range(40)]
    index = ContextIndex.build(read, [0, 0, 1, 2], 3, titles)
    assert index is not None
    asked = drawn(random, 2, size)
    directions = index._directions
    near = []
    for words in (together(read[:2]), read[3]):
        rows = {word: np.zeros(SIZE) for word in words.words}
        for word, row in zip(words.words, directions.of_projects(words.vectors), strict=True):
            rows[word] += row
        units = np.stack([row / np.linalg.norm(row) for row in rows.values()])
        cosines = directions.of_questions(asked.vectors) @ units.T
        any_words = directions.of_questions(together(titles).vectors) @ units.T
        near.append((cosines.max(axis=1) - any_words.max(axis=1).mean()) @ [0.25, 0.75])
    trust = 120 / (120 + 50)
    found = index.nearness(asked, [1, 3], np.array([0, 1, 2]))
    expected = [max(0, trust * near[0]), 0, max(0, trust * near[1])]
    assert max(expected) > 0.02
    assert found == pytest.approx(expected, abs=0.005)  # a byte has steps of 1 / 250


def test_without_words_nothing_is_compared() -> None:
    random = np.random.default_rng(1)
    none = WordsInContext((), np.zeros((0, DIMENSION), np.float16))
    assert ContextIndex.build([none], [0], 1, [drawn(random, 2)]) is None
    assert ContextIndex.build([drawn(random, 2)], [0], 1) is None
    index = made([1, 2], 3)
    query = np.ones(DIMENSION, dtype=np.float32)
    assert index.search("vård", query, 2) == index.search("vård", query, 2, words=none)


def test_a_long_text_is_compared_by_its_rarest_words() -> None:
    random = np.random.default_rng(2)
    index = made([2] * 10, 4).context
    assert index is not None
    asked = drawn(random, MOST + 20)
    rarities = [1.0] * 20 + [2.0] * MOST
    places = np.arange(10)
    rarest = WordsInContext(asked.words[20:], asked.vectors[20:])
    assert index.nearness(asked, rarities, places) == pytest.approx(
        index.nearness(rarest, [2.0] * MOST, places)
    )


def test_equal_builds_are_equal() -> None:
    one, other = made([2, 1, 3] * 9, 7).context, made([2, 1, 3] * 9, 7).context
    assert one is not None
    assert other is not None
    assert np.array_equal(one._vectors, other._vectors)


@pytest.mark.parametrize("mmap", [True, False])
def test_saved_and_loaded_answers_the_same(tmp_path: Path, mmap: bool) -> None:
    index = made([2, 3, 1, 4] * 10, 3)
    random = np.random.default_rng(9)
    query, asked = np.ones(DIMENSION, dtype=np.float32), drawn(random, 3)
    save_hybrid(index, tmp_path / "index")
    loaded = load_hybrid(tmp_path / "index", mmap=mmap)
    for allowed in (None, {"p1", "p2", "p9"}):
        assert loaded.search("vård", query, 7, allowed, words=asked) == index.search(
            "vård", query, 7, allowed, words=asked
        )


def test_broken_files_are_refused(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    save_hybrid(made([1, 2], 1), folder)
    rest = (folder / CONTEXT_PLACES).read_bytes()
    (folder / CONTEXT_PLACES).write_bytes(rest[:-40])
    with pytest.raises(IndexFormatError, match="Build it again"):
        load_hybrid(folder)
    (folder / CONTEXT_PLACES).write_bytes(rest)
    np.save(folder / VECTORS, np.zeros((1, DIMENSION), dtype=np.int8))
    with pytest.raises(IndexFormatError, match="Build the index again"):
        load_hybrid(folder)


def test_words_of_another_model_are_refused() -> None:
    index = made([1, 2], 1)
    other = WordsInContext(("vård",), np.ones((1, 3), np.float16))
    with pytest.raises(VectorError, match="Use the model"):
        index.search("vård", np.ones(DIMENSION, dtype=np.float32), 1, words=other)
    short = made([1, 2, 1], 1)
    with pytest.raises(VectorError, match="Build the index again"):
        HybridIndex(short.vectors, short.lexical, short.hubs, context=index.context)
