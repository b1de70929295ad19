"""The service over the whole chain: compose, embed, index, ask."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from search.builder import build_index
from search.embedder import Embedder, HashingEmbedder
from search.errors import EmptyTextError, ModelMismatchError, UnknownProjectError
from search.hybrid_folder import load_hybrid, save_hybrid
from search.service import SearchService
from search.text import ProjectText
from search.vectors import VectorCache

PROJECTS = [
    ProjectText(
        "a",
        "Åter i arbete",
        "Sjukskrivna med psykisk ohälsa får stöd av Försäkringskassan och samordningsförbundet "
        "för att komma tillbaka till sin arbetsplats.",
    ),
    ProjectText(
        "b",
        "Ung nu",
        "Unga som varken arbetar eller studerar möter en coach, provar praktik och läser klart "
        "gymnasiet.",
    ),
    ProjectText(
        "c",
        "Språket öppnar dörren",
        "Utrikes födda kvinnor lär sig svenska på arbetsplatser inom vård och omsorg.",
    ),
    ProjectText(
        "d",
        "Rätt kompetens i industrin",
        "Anställda på små företag utbildas i digital tillverkning och automation.",
    ),
    ProjectText("e", "Havets arbetare", "", ("fiskare",), ("kustfiske", "vattenbruk")),
    ProjectText("empty", ""),
]


def service_of(embedder: Embedder, folder: Path) -> SearchService:
    index, _ = build_index(PROJECTS, embedder, VectorCache(folder / "v.sqlite"), fingerprint="f")
    save_hybrid(index, folder / "index")
    return SearchService(load_hybrid(folder / "index", embedder), embedder)


@pytest.fixture(scope="module")
def service(real: Embedder, tmp_path_factory: pytest.TempPathFactory) -> SearchService:
    return service_of(real, tmp_path_factory.mktemp("service"))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("rehabilitering av långtidssjukskrivna", "a"),
        ("ungdomar utan jobb", "b"),
        ("SFI för invandrare", "c"),
        ("robotar i fabriker", "d"),
        ("torsk och sill", "e"),
    ],
)
def test_a_text_finds_the_project_it_means(service: SearchService, text: str, key: str) -> None:
    hits = service.by_text(text, 5)
    assert hits[0].project == key
    assert len(hits) == 5
    assert hits[0].passage.project == key
    assert "empty" not in {hit.project for hit in hits}


def test_words_in_context_can_be_left_out(service: SearchService) -> None:
    plain = service.by_text("robotar i fabriker", 5, in_context=False)
    found = service.by_text("robotar i fabriker", 5)
    assert not any(hit.evidence for hit in plain)
    assert any(hit.evidence for hit in found)
    before = {hit.project: hit.score for hit in plain}
    for hit in found:
        gained = sum(part for _, part in hit.evidence)
        assert hit.score == pytest.approx(before[hit.project] + gained, abs=1e-5)
        assert gained >= 0


def test_filters_and_neighbours(service: SearchService) -> None:
    assert [hit.project for hit in service.by_text("ungdomar", 3, {"a", "d"})] != []
    assert {hit.project for hit in service.by_text("ungdomar", 3, {"a", "d"})} == {"a", "d"}
    assert service.by_text("ungdomar", 3, set()) == []
    assert "b" not in {hit.project for hit in service.by_project("b", 5)}
    assert len(service.by_project("b", 5)) == 4
    with pytest.raises(UnknownProjectError):
        service.by_project("zzz", 5)


def test_the_end_of_a_long_text_counts(service: SearchService) -> None:
    start = "Kommunen har sitt säte vid en älv och omges av skog. " * 40
    long = start + "Unga utan arbete får praktik och en coach. " * 90
    tokenizer = service.embedder.tokenizer()
    assert tokenizer is not None
    assert len(tokenizer.encode(long).ids) > 2 * service.embedder.max_tokens
    vector = service.query_vector(long)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)
    cut = service.embedder.embed_queries([long])[0]
    (about,) = service.embedder.embed_queries(["unga utan arbete, praktik, coach"])
    assert vector @ about > cut @ about
    assert service.by_text(long, 1)[0].project == "b"


@pytest.mark.parametrize("text", ["", "  ", "\u200b", "\n" * 2000, "\u200b" * 2000])
def test_a_query_without_words_is_refused(service: SearchService, text: str) -> None:
    with pytest.raises(EmptyTextError):
        service.by_text(text, 3)


def test_recent_queries_are_remembered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    embedder = HashingEmbedder(64)
    service = service_of(embedder, tmp_path)
    first = service.by_text("Åtgärd", 3)
    monkeypatch.setattr(embedder, "embed_queries", None)
    assert service.by_text(" A\u030atga\u0308rd\n", 3) == first
    with pytest.raises(ValueError, match="read-only"):
        service.query_vector("Åtgärd")[0] = 1


def test_another_model_is_refused(tmp_path: Path) -> None:
    service = service_of(HashingEmbedder(64), tmp_path)
    with pytest.raises(ModelMismatchError):
        SearchService(service.index, HashingEmbedder(32))


def test_building_again_embeds_nothing(
    tmp_path: Path, hashing: HashingEmbedder, caplog: pytest.LogCaptureFixture
) -> None:
    cache = VectorCache(tmp_path / "v.sqlite")
    _, report = build_index(PROJECTS, hashing, cache)
    assert (report.embedded, report.reused) == (5, 0)
    assert "empty" in caplog.text
    index, report = build_index(PROJECTS, hashing, cache)
    assert (report.embedded, report.reused) == (0, 5)
    assert index.vectors.project_keys == ("a", "b", "c", "d", "e")


def test_nothing_to_index(tmp_path: Path, hashing: HashingEmbedder) -> None:
    index, _ = build_index([], hashing, VectorCache(tmp_path / "v.sqlite"))
    assert SearchService(index, hashing).by_text("vad som helst", 3) == []


def test_importing_loads_no_heavy_library() -> None:
    code = (
        "import sys, search.service, search.builder, search.hybrid_folder, search.bundled_model\n"
        "heavy = {'torch', 'faiss', 'transformers', 'sentence_transformers', 'tokenizers',"
        " 'bm25s', 'scipy'}\n"
        "sys.exit(', '.join(heavy & sys.modules.keys()) or 0)"
    )
    root = Path(__file__).resolve().parents[2]
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
