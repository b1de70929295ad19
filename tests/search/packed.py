"""Writes packed model files of a size a test can check by hand."""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

HIDDEN, LAYERS, HEADS, FEED, POSITIONS = 32, 1, 2, 64, 64
ROWS = 48  # rows of the word matrix, more than there are pieces
PIECES = ("<s>", "<pad>", "</s>", "<unk>", "▁", "▁å", "▁ä", "▁ö", "▁hej", "projekt", "a", "b")
SCORES = (0.0, 0.0, 0.0, 0.0, -3.0, -4.0, -4.5, -5.0, -5.5, -6.0, -7.0, -7.5)
REPLACEMENTS = {"\x07": "", "\u200b": " ", "ﬁ": "fi"}


def quantised(codes: NDArray[np.uint8], scale: float) -> bytes:
    """Q4_0 blocks of stored codes 0 to 15 (count a multiple of 32), all with one scale."""
    out = b""
    for block in codes.reshape(-1, 32):
        out += struct.pack("<e", scale) + bytes((block[:16] | (block[16:] << 4)).tolist())
    return out


@dataclass
class PackedFile:
    """The parts of a packed file; change one, then ``write``."""

    magic: bytes = b"E5S1"
    version: int = 1
    block: int = 32
    pieces: tuple[str, ...] = PIECES
    scores: tuple[float, ...] = SCORES
    replacements: Mapping[str, str] = field(default_factory=lambda: dict(REPLACEMENTS))
    seed: int = 1
    leave_out: str = ""

    def tensors(self) -> dict[str, tuple[int, int, bytes]]:
        """name -> (kind, number of weights, bytes)"""
        random = np.random.default_rng(self.seed)

        def matrix(size: int) -> tuple[int, int, bytes]:
            codes = random.integers(0, 16, size, dtype=np.uint8)
            return 1, size, quantised(codes, 0.0625)

        def plain(values: NDArray[np.floating]) -> tuple[int, int, bytes]:
            return 0, values.size, values.astype("<f4").tobytes()

        out = {
            "emb.word": matrix(ROWS * HIDDEN),
            "emb.pos": plain(random.normal(size=POSITIONS * HIDDEN)),
            "emb.type": plain(np.zeros(HIDDEN)),
            "emb.ln.w": plain(np.ones(HIDDEN)),
            "emb.ln.b": plain(np.zeros(HIDDEN)),
        }
        for layer in range(LAYERS):
            for name, rows, columns in (
                ("q", HIDDEN, HIDDEN),
                ("k", HIDDEN, HIDDEN),
                ("v", HIDDEN, HIDDEN),
                ("ao", HIDDEN, HIDDEN),
                ("fi", FEED, HIDDEN),
                ("fo", HIDDEN, FEED),
            ):
                out[f"l{layer}.{name}.w"] = matrix(rows * columns)
                out[f"l{layer}.{name}.b"] = plain(random.normal(size=rows))
            for name in ("aln", "oln"):
                out[f"l{layer}.{name}.w"] = plain(np.ones(HIDDEN))
                out[f"l{layer}.{name}.b"] = plain(np.zeros(HIDDEN))
        out.pop(self.leave_out, None)
        return out

    def write(self, path: Path) -> Path:
        """Writes the file and returns its path."""
        head = self.magic + struct.pack("<I", self.version)
        head += struct.pack(
            "<7ifi", HIDDEN, LAYERS, HEADS, FEED, ROWS, POSITIONS, 1, 1e-12, self.block
        )
        encoded = [piece.encode() for piece in self.pieces]
        offsets = np.cumsum([0, *map(len, encoded)])
        head += struct.pack("<5iQ", len(encoded), 0, 2, 1, 3, int(offsets[-1]))
        head += offsets.astype("<u4").tobytes() + np.array(self.scores, "<f4").tobytes()
        head += b"".join(encoded)
        table = b""
        for source, target in self.replacements.items():
            table += struct.pack("<IB", ord(source), len(target))
            table += b"".join(struct.pack("<I", ord(character)) for character in target)
        head += struct.pack("<iI", len(self.replacements), len(table)) + table
        tensors = self.tensors()
        size = 4 + sum(2 + len(name.encode()) + 21 for name in tensors)
        at = len(head) + size
        directory, body = struct.pack("<i", len(tensors)), b""
        for name, (kind, count, content) in tensors.items():
            directory += struct.pack("<H", len(name)) + name.encode()
            directory += struct.pack("<BIQQ", kind, count, at + len(body), len(content))
            body += content
        path.write_bytes(head + directory + body)
        return path
