"""The worked example of the network: the notebook and the R script, run on a running service."""

from __future__ import annotations

import copy
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import nbformat
import pytest
from lxml import etree
from nbclient import NotebookClient

from api.build import BuildReport
from api.settings import Settings
from tests.api.live import serving

DOCS = Path(__file__).resolve().parents[2] / "docs"
FK = "Försäkringskassan"
PACKAGES = ("igraph", "tidygraph", "jsonlite")
AGAIN = (
    "If the new figures are right, run the notebook again on a service over data/ alone, look at "
    "it, and keep it: SAMVERKAN_SERVICE=… jupyter execute --inplace docs/network.ipynb"
)

Notebook: TypeAlias = Any
"""nbformat's, which has no types."""


@pytest.fixture(scope="module")
def address(settings: Settings, built: BuildReport) -> Iterator[str]:
    """A running service over the tables of data/."""
    with serving(settings) as found:
        yield found


@pytest.fixture(scope="module")
def kept() -> Notebook:
    """The notebook as it is in the repository."""
    return nbformat.read(DOCS / "network.ipynb", as_version=4)  # type: ignore[no-untyped-call]


@pytest.fixture(scope="module")
def executed(kept: Notebook, address: str, tmp_path_factory: pytest.TempPathFactory) -> Notebook:
    """The notebook with every cell run anew; a cell that fails raises."""
    notebook = copy.deepcopy(kept)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
    folder = tmp_path_factory.mktemp("kernel")
    environment = {**os.environ, "SAMVERKAN_SERVICE": address, "IPYTHONDIR": str(folder)}
    client = NotebookClient(
        notebook, timeout=60, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    client.execute(env=environment)
    return notebook


def shown(cell: Notebook) -> list[dict[str, object]]:
    """What a cell puts out, by media type; of a picture its words, and how much is drawn."""
    found: list[dict[str, object]] = []
    for output in cell.outputs:
        if output.output_type == "stream":
            found.append({output.name: output.text})
            continue
        told: dict[str, object] = {}
        for kind, content in output.data.items():
            if kind == "image/svg+xml":
                picture = etree.fromstring(content.encode())
                words = picture.findall(".//{*}text")
                told[kind] = ["".join(word.itertext()) for word in words]
                told["paths"] = len(picture.findall(".//{*}path"))
            else:
                told[kind] = content
        found.append(told)
    return found


def findings(text: str) -> dict[str, float]:
    """The table at the end, of the notebook and of the R script alike."""
    rows = re.findall(r"^([^:\n]+): ([\d.]+)$", text, flags=re.MULTILINE)
    return {name: float(value) for name, value in rows}


def code(notebook: Notebook) -> list[Notebook]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_every_figure_of_the_page_is_what_the_service_gives(
    kept: Notebook, executed: Notebook
) -> None:
    compared = 0
    for before, after in zip(code(kept), code(executed), strict=True):
        if "varies" not in before.metadata.get("tags", ()):
            assert shown(before) == shown(after), f"{before.source[:200]}\n{AGAIN}"
            compared += len(shown(before))
    assert compared > 12


def test_the_page_has_its_pictures_and_ends_with_a_citation(executed: Notebook) -> None:
    outputs = [output for cell in code(executed) for output in shown(cell)]
    pictures = [str(output["image/svg+xml"]) for output in outputs if "image/svg+xml" in output]
    assert len(pictures) == 6  # two of them drawn by the service
    assert all(any(name in words for words in pictures) for name in ("Arvidsjaurs kommun", FK))
    citation = str(outputs[-1]["stdout"])
    assert "release 20" in citation
    assert "/api/network?" in citation


def test_the_page_quotes_no_source(kept: Notebook) -> None:
    assert not any("evidence" in cell.source for cell in code(kept))
    for cell in code(kept):
        for output in shown(cell):
            assert "“" not in str(output)  # as evidence is quoted in an edge


def missing_for_r() -> str | None:
    """Why the R script cannot run here."""
    if shutil.which("Rscript") is None:
        return "no Rscript on the PATH (Debian: r-base-core)"
    for package in PACKAGES:
        asked = f'quit(status = !requireNamespace("{package}", quietly = TRUE))'
        if subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False).returncode:
            return f"R has no package {package} (Debian: r-cran-{package})"
    return None


def test_r_finds_the_same(address: str, executed: Notebook) -> None:
    reason = missing_for_r()
    if reason:
        pytest.skip(reason)
    done = subprocess.run(
        ["Rscript", "--vanilla", str(DOCS / "network.R"), address],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    assert done.returncode == 0, done.stderr
    [table] = [
        str(output["stdout"])
        for cell in code(executed)
        for output in shown(cell)
        if "betweenness of AF" in str(output.get("stdout"))
    ]
    in_python = findings(table)
    assert len(in_python) == 21
    assert findings(done.stdout.partition("In short")[2]) == pytest.approx(in_python, abs=1e-6)
