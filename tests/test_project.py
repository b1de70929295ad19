"""The project itself: its packages, its settings page, its import rules."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from api.settings import Settings
from tests.conftest import REPOSITORY

OURS = {"ontology", "graph", "search", "api"}


def test_no_dependency_ships_a_package_of_our_names() -> None:
    """The packages have plain names, so another one of the same name would break the program."""
    clashes: dict[str, set[str]] = {}
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        if name == "samverkansgrafen":
            continue
        tops = {file.parts[0] for file in distribution.files or () if len(file.parts) > 1}
        if tops & OURS:
            clashes[name] = tops & OURS
    assert clashes == {}


def test_every_setting_is_described_and_no_other() -> None:
    page = (REPOSITORY / "docs/settings.md").read_text(encoding="utf-8")
    described = dict(re.findall(r"^\| `SAMVERKAN_(\w+)` \| (.+?) \|", page, re.MULTILINE))
    assert set(described) == {name.upper() for name in Settings.model_fields}
    for name, field in Settings.model_fields.items():
        if field.default_factory is None:
            assert f"`{field.default}`" in described[name.upper()], name


@pytest.mark.parametrize("path", sorted(REPOSITORY.glob("docs/*.md")), ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(path: object) -> None:
    text = path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", text):
        assert (path.parent / target).exists(), target  # type: ignore[attr-defined]


def test_nothing_in_the_repository_is_long_text_of_a_document(shared: object) -> None:
    """Sentences of the real documents stay out: no run of eight words is in any file of ours.

    A run of names is a fact, so more than half of the words must be small; a title is a citation,
    so short lines do not count.
    """

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"\w+", text)
        found = (words[i : i + 8] for i in range(len(words) - 7))
        return {
            tuple(word.casefold() for word in run)
            for run in found
            if sum(word[0].islower() for word in run) > 4
        }

    sources = sorted((shared / "sources").glob("*.txt"))  # type: ignore[operator]
    assert sources
    lines = [line for path in sources for line in path.read_text("utf-8").splitlines()]
    theirs = set().union(*(runs(line) for line in lines if len(line) > 80))
    assert len(theirs) > 500
    for folder in ("ontology", "graph", "search", "api", "data", "tests", "docs"):
        for path in (REPOSITORY / folder).rglob("*"):
            if path.suffix in {".py", ".md", ".csv", ".ttl", ".txt", ".json", ".rq", ".html"}:
                if "var" in path.relative_to(REPOSITORY).parts:
                    continue
                shared_runs = runs(path.read_text(encoding="utf-8")) & theirs
                assert not shared_runs, (path, sorted(shared_runs)[:2])
