"""Personal data of contact persons reach no output: searched for in everything that is written."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.build import build
from api.commands.ingest import read
from api.settings import Settings
from ontology.vocabulary import fold

EMAIL = re.compile(rb"[\w.+-]+@[\w-]+\.[a-z]{2,}", re.IGNORECASE)
MOBILE = re.compile(rb"(?<![\w/-])(?:\+46|0)7\d[ -]?\d{2,3}[ -]?\d{2,3}[ -]?\d{2}(?!\w)")


@pytest.fixture(scope="module")
def outputs(
    settings: Settings, shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, bytes]]:
    """All that a build with the real documents writes and the service answers."""
    var = tmp_path_factory.mktemp("privacy")
    mine = settings.model_copy(update={"var": var, "query_seconds": 60})
    readings = read(mine, [shared / "sources"], keep=True, progress=lambda *_: None)
    assert len(readings) == 5
    assert not any(reading.failed for reading in readings)
    build(mine)
    found = [
        (str(path.relative_to(mine.var)), _content(path))
        for path in mine.var.rglob("*")
        if path.is_file()
    ]
    with TestClient(create_app(mine)) as client:
        keys = {
            item["id"]
            for start in ("2017", "h", "s", "d", "v", "p", "e")
            for item in client.get("/api/search", params={"q": start, "limit": 200}).json()["hits"]
            for item in [item["project"]]
        }
        assert len(keys) > 200
        for key in sorted(keys):
            found.append((f"project {key}", client.get(f"/api/projects/{key}").content))
        dump = client.get(
            "/sparql",
            params={"query": "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"},
            headers={"Accept": "application/n-triples"},
        )
        assert dump.status_code == 200, dump.text
        found.append(("named graphs", dump.content))
        found.append(("readings", json.dumps(str(readings), ensure_ascii=False).encode()))
    return found


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == ".gz" else content


def contact_names(shared: Path) -> set[str]:
    """Names of persons in the documents, by means of their own: from addresses and call-outs."""
    names: set[str] = set()
    for path in (shared / "sources").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        for first, last in re.findall(r"\b([a-z]+)\.([a-z]+)@", text):
            ascii_of = str.maketrans("åäöé", "aaoe")
            for match in re.finditer(r"\b(?=(\w+) (\w+)\b)", text):
                folded = [word.casefold().translate(ascii_of) for word in match.groups()]
                if folded == [first, last]:
                    names.add(" ".join(match.groups()))
        names.update(re.findall(r"säger ([A-ZÅÄÖ]\w+ [A-ZÅÄÖ]\w+)", text))
        names.update(re.findall(r"\n([A-ZÅÄÖ]\w+ [A-ZÅÄÖ]\w+)\n0\d", text))
        contacts = text.partition("Kontaktpersoner")[2].splitlines()
        names.update(
            line.strip()
            for line in contacts[1:10]
            if re.fullmatch(r"[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+", line.strip())
        )
    return names


def test_no_address_or_number_is_in_any_output(outputs: list[tuple[str, bytes]]) -> None:
    for name, content in outputs:
        if name.endswith((".faiss", ".npy", ".sst")):
            continue  # vectors, and blocks whose texts are in the dump below
        assert not EMAIL.search(content), (name, EMAIL.search(content))
        assert not MOBILE.search(content), (name, MOBILE.search(content))


def test_no_contact_name_is_in_any_output(outputs: list[tuple[str, bytes]], shared: Path) -> None:
    names = contact_names(shared)
    assert len(names) >= 7
    for name, content in outputs:
        text = fold(content.decode("utf-8", errors="ignore"))
        for person in names:
            assert fold(person) not in text, name
            assert fold(person.split()[-1]) not in text, name


def test_the_tables_hold_no_address_or_number() -> None:
    for path in Settings().data.rglob("*.csv"):
        content = path.read_bytes()
        assert not EMAIL.search(content), path
        assert not MOBILE.search(content), path
