"""One behaviour suite for both embedders, and what only the real model can show."""

import shutil
import subprocess
import sys
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from search.bundled_model import materialise
from search.embedder import Embedder, HashingEmbedder, SentenceTransformerEmbedder, load_embedder
from search.errors import EmptyTextError, ModelLoadError, VectorError
from tests.search.packed import HIDDEN, PackedFile

TEXTS = ["Åtgärder för långtidsarbetslösa", "Kompetensutveckling i vården", "ÖPPNA dörrar"]


@pytest.fixture(params=["hashing", "real"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    chosen: Embedder = request.getfixturevalue(request.param)
    return chosen


class TestEveryEmbedder:
    def test_vectors_are_float32_of_length_one(self, embedder: Embedder) -> None:
        for vectors in (embedder.embed_queries(TEXTS), embedder.embed_passages(TEXTS)):
            assert vectors.shape == (3, embedder.dimension)
            assert vectors.dtype == np.float32
            assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)

    def test_no_texts_give_no_vectors(self, embedder: Embedder) -> None:
        assert embedder.embed_queries([]).shape == (0, embedder.dimension)
        assert embedder.embed_passages([]).shape == (0, embedder.dimension)

    def test_normal_form_and_outer_space_do_not_matter(self, embedder: Embedder) -> None:
        apart = [f"  {unicodedata.normalize('NFD', text)}\u00ad\n" for text in TEXTS]
        assert apart[0] != TEXTS[0]
        assert np.array_equal(embedder.embed_passages(apart), embedder.embed_passages(TEXTS))
        assert np.array_equal(embedder.embed_queries(apart), embedder.embed_queries(TEXTS))

    @pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u00a0"])
    def test_a_text_without_words_is_refused(self, embedder: Embedder, text: str) -> None:
        with pytest.raises(EmptyTextError):
            embedder.embed_queries(["hej", text])
        with pytest.raises(EmptyTextError):
            embedder.embed_passages([text])

    def test_order_is_kept_whatever_the_lengths(self, embedder: Embedder) -> None:
        texts = ["ord " * n + "slut" for n in (40, 1, 20, 3, 60, 2)]
        together = embedder.embed_passages(texts)
        alone = np.concatenate([embedder.embed_passages([text]) for text in texts])
        assert np.allclose(together, alone, atol=1e-5)

    def test_progress_reaches_the_end(self, embedder: Embedder) -> None:
        seen: list[tuple[int, int]] = []
        embedder.embed_passages(TEXTS, lambda done, total: seen.append((done, total)))
        assert seen[-1] == (3, 3)

    def test_threads_may_share_it(self, embedder: Embedder) -> None:
        expected = embedder.embed_queries(TEXTS)
        with ThreadPoolExecutor(4) as pool:
            for vectors in pool.map(lambda _: embedder.embed_queries(TEXTS), range(8)):
                assert np.allclose(vectors, expected, atol=1e-6)


def test_meaning_not_spelling_decides(real: Embedder) -> None:
    query = real.embed_queries(
        ["sjukskrivning", "arbetslösa ungdomar", "invandrare lär sig svenska"]
    )
    near = real.embed_passages(
        ["lång sjukfrånvaro", "unga utan jobb", "språkundervisning för nyanlända"]
    )
    far = real.embed_passages(["fiske", "bredband på landsbygden", "solceller på tak"])
    scores, others = query @ near.T, query @ far.T
    assert (scores.argmax(axis=1) == np.arange(3)).all()
    assert (scores.diagonal() > others.max(axis=1) + 0.02).all()


def test_upper_case_swedish_stays_near(real: Embedder) -> None:
    lower, upper, other = real.embed_passages(
        ["överenskommelse om åtgärder i älvdalen", "ÖVERENSKOMMELSE OM ÅTGÄRDER I ÄLVDALEN", "häst"]
    )
    assert lower @ upper > lower @ other
    assert lower @ upper > 0.85


def test_queries_and_passages_get_their_own_prefix(real: Embedder) -> None:
    assert isinstance(real, SentenceTransformerEmbedder)
    model = real._load()
    for embed, prefix in ((real.embed_queries, "query: "), (real.embed_passages, "passage: ")):
        by_hand = model.encode([f"{prefix}vuxnas lärande"], normalize_embeddings=True)
        assert np.allclose(embed(["vuxnas lärande"]), by_hand, atol=1e-6)
    assert not np.allclose(real.embed_queries(TEXTS), real.embed_passages(TEXTS), atol=1e-3)


def test_characters_that_are_no_tokens_are_refused(real: Embedder) -> None:
    with pytest.raises(EmptyTextError):
        real.embed_queries(["\u200b\u200b"])
    assert real.embed_queries(["!"]).shape == (1, 384)


def test_ids_name_model_and_content(real: Embedder) -> None:
    name, _, content = real.model_id.partition("@")
    assert name == "multilingual-e5-small-q4"
    assert len(content) == 16
    assert real.max_tokens == 512
    assert HashingEmbedder(8).model_id != HashingEmbedder(16).model_id


def test_a_changed_folder_gets_another_id(tmp_path: Path) -> None:
    folder = materialise(tmp_path, PackedFile().write(tmp_path / "tiny.bin"))
    copy = tmp_path / folder.name.upper()
    shutil.copytree(folder, copy)
    first = SentenceTransformerEmbedder(folder, name="m").model_id
    assert SentenceTransformerEmbedder(copy, name="m").model_id == first
    (copy / "README.md").write_text("prose")
    assert SentenceTransformerEmbedder(copy, name="m").model_id == first
    settings = copy / "config_sentence_transformers.json"
    settings.write_text(settings.read_text().replace("query: ", "fråga: "))
    assert SentenceTransformerEmbedder(copy, name="m").model_id != first


def test_a_model_without_prompts_gets_no_prefix(tmp_path: Path) -> None:
    folder = materialise(tmp_path, PackedFile().write(tmp_path / "tiny.bin"))
    settings = folder / "config_sentence_transformers.json"
    settings.write_text('{"prompts": {}}')
    embedder = SentenceTransformerEmbedder(folder)
    assert embedder.dimension == HIDDEN
    assert np.array_equal(embedder.embed_queries(["hej å"]), embedder.embed_passages(["hej å"]))
    settings.write_text('{"prompts": {"query": "a ", "document": "b "}}')
    embedder = SentenceTransformerEmbedder(folder)
    assert not np.allclose(embedder.embed_queries(["hej"]), embedder.embed_passages(["hej"]))


def test_what_cannot_be_loaded_says_what_to_set(tmp_path: Path) -> None:
    with pytest.raises(ModelLoadError, match="no model folder"):
        SentenceTransformerEmbedder(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(ModelLoadError, match="bundled"):
        SentenceTransformerEmbedder(tmp_path / "empty").embed_queries(["hej"])
    with pytest.raises(VectorError):
        HashingEmbedder(0)


def test_settings_name_the_embedder(tmp_path: Path, model_cache: Path, real: Embedder) -> None:
    assert load_embedder("bundled", model_cache).model_id == real.model_id
    assert load_embedder("hashing", tmp_path).model_id == HashingEmbedder().model_id
    assert load_embedder("some/model", tmp_path).__class__ is SentenceTransformerEmbedder


def test_hashing_is_the_same_in_every_process(hashing: HashingEmbedder) -> None:
    code = (
        "from search.embedder import HashingEmbedder as H\n"
        "print(H(64).embed_queries(['Åtgärd'])[0].tolist())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            cwd=Path(__file__).resolve().parents[2],
        ).stdout
        for seed in ("1", "2")
    }
    assert outputs == {f"{hashing.embed_queries(['Åtgärd'])[0].tolist()}\n"}


def test_hashing_sees_common_word_parts(hashing: HashingEmbedder) -> None:
    near, far = hashing.embed_passages(["sjukskrivna", "trädgård"])
    (query,) = hashing.embed_queries(["sjukskrivning"])
    assert query @ near > query @ far + 0.2
