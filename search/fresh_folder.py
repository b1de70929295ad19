"""A folder that appears whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.errors import IndexFormatError


@contextmanager
def fresh_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into, renamed to ``folder`` when the block ends well, else removed.

    ``folder`` must not be there yet, or be empty.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        yield fresh
        for path in fresh.rglob("*"):
            if path.is_file():
                with path.open("rb") as handle:
                    os.fsync(handle.fileno())
        fresh.chmod(0o755)  # mkdtemp gives 0700, the service may run as another user
        fresh.rename(folder)
    except OSError as error:
        raise IndexFormatError(
            f"The index cannot be written to {folder}: {error.strerror}. Name a folder that does "
            "not exist yet, on a disk with room."
        ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
