"""Fingerprint of a folder's content, to tell one version of a model from another."""

import hashlib
from pathlib import Path
from typing import Final

LENGTH: Final = 16
IGNORED: Final = {"README.md", "LICENSE"}


def folder_fingerprint(folder: Path) -> str:
    """Hex digits that change when a file's name or bytes change.

    Hidden files and prose are left out: they change no vector. Time: one reading of the files.
    """
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if not path.is_file() or name.name in IGNORED:
            continue
        if any(part.startswith(".") for part in name.parts):
            continue
        with path.open("rb") as handle:
            digest = hashlib.file_digest(handle, "sha256").hexdigest()
        total.update(f"{name.as_posix()}\0{digest}\n".encode())
    return total.hexdigest()[:LENGTH]
