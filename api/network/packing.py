"""Exports as they are kept and sent: large ones compressed once, for everyone who takes gzip."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import Final

LARGE: Final = 100_000
"""Bytes from which on an export is compressed as it is made; smaller ones as they are sent."""
LEVEL: Final = 4
COMPRESSED: Final = frozenset({"csv", "pajek", "png"})
"""Formats that are compressed by themselves."""


@dataclass(frozen=True, slots=True)
class Packed:
    """An export, in gzip (RFC 1952) where it is `zipped`."""

    content: bytes
    zipped: bool

    @classmethod
    def of(cls, content: bytes, name: str) -> Packed:
        """An export in the format of a name; the same content is packed alike each time."""
        if len(content) < LARGE or name in COMPRESSED:
            return cls(content, zipped=False)
        return cls(gzip.compress(content, LEVEL, mtime=0), zipped=True)

    def __len__(self) -> int:
        """Bytes that it takes."""
        return len(self.content)

    def plain(self) -> bytes:
        """The export as it was."""
        return gzip.decompress(self.content) if self.zipped else self.content
