"""The command line as tests run it: in this process, or as a user does, in a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout

import pytest

from api.cli import main
from api.settings import Settings
from tests.conftest import REPOSITORY


def samverkan(
    settings: Settings, *arguments: str, text: str | None = None, code: int = 0, **extra: str
) -> str:
    """Run the command here, which saves starting Python; check its exit code, give its output."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")  # to which bytes may be written too
    errors, ended = io.StringIO(), 0
    with pytest.MonkeyPatch.context() as patch, chdir(REPOSITORY):
        for name, value in _environment(settings, extra).items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["samverkan", *arguments])
        patch.setattr(sys, "stdin", io.StringIO(text or ""))
        with redirect_stdout(output), redirect_stderr(errors):
            try:
                main()
            except SystemExit as exit_:
                ended = exit_.code if isinstance(exit_.code, int) else int(exit_.code is not None)
    output.flush()
    return _checked(ended, output.buffer.getvalue().decode(), errors.getvalue(), code)


def samverkan_process(
    settings: Settings, *arguments: str, text: str | None = None, code: int = 0, **extra: str
) -> str:
    """Run the command in a process of its own; check its exit code, give its output."""
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("SAMVERKAN_")},
        **_environment(settings, extra),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from api.cli import main; main()", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        cwd=REPOSITORY,
        timeout=120,
        check=False,
    )
    return _checked(done.returncode, done.stdout, done.stderr, code)


def _environment(settings: Settings, extra: dict[str, str]) -> dict[str, str]:
    own = {"SAMVERKAN_VAR": str(settings.var), "SAMVERKAN_MODEL": settings.model, "COLUMNS": "200"}
    return own | extra


def _checked(ended: int, output: str, errors: str, code: int) -> str:
    """The output; what went to standard error too, of a command that should fail."""
    assert ended == code, (output, errors)
    assert "Traceback" not in errors
    return output if code == 0 else output + errors
