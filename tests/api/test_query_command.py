"""`samverkan query` and `samverkan publish`."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from api.build import BuildReport
from api.settings import Settings
from graph.library import names
from tests.api.command import samverkan, samverkan_process
from tests.engines import oxigraph_server


def test_the_list(settings: Settings, built: BuildReport) -> None:
    text = samverkan(settings, "query")
    assert all(name in text for name in names())
    listed = json.loads(samverkan(settings, "query", "--json"))
    assert [item["name"] for item in listed["items"]] == names()


def test_an_answer(settings: Settings, built: BuildReport) -> None:
    asked = ("query", "partners-of-organisation", "--param", "organisation=Försäkringskassan")
    rows = json.loads(samverkan(settings, *asked, "--json", "--limit", "3"))["rows"]
    assert rows[0]["name"] == "Arbetsförmedlingen"
    table = list(csv.DictReader(io.StringIO(samverkan(settings, *asked, "--csv", "--limit", "3"))))
    assert [row["name"] for row in table] == [row["name"] for row in rows]
    text = samverkan(settings, *asked, "--limit", "3")
    assert "Arbetsförmedlingen" in text
    assert "--offset 3" in text


def test_what_is_wrong(settings: Settings, built: BuildReport) -> None:
    for arguments, said in (
        (("nope",), "No query is named 'nope'"),
        (("brokers", "--param", "type"), "NAME=VALUE"),
        (("brokers", "--param", "x=1"), "no parameter 'x'"),
        (("newcomers",), "needs programme"),
    ):
        assert said in samverkan(settings, "query", *arguments, code=1)
    assert "either" in samverkan(settings, "query", "coverage", "--json", "--csv", code=2)


def test_publishing(settings: Settings, built: BuildReport) -> None:
    assert "SAMVERKAN_SPARQL_URL" in samverkan_process(settings, "publish", code=1)
    with oxigraph_server() as (server, address):
        there: dict[str, Any] = {
            "SAMVERKAN_SPARQL_URL": address.query,
            "SAMVERKAN_SPARQL_GRAPH_STORE_URL": address.graph_store or "",
            "SAMVERKAN_SPARQL_USER": address.user or "",
            "SAMVERKAN_SPARQL_PASSWORD": address.password or "",
            "SAMVERKAN_SPARQL_AUTH": address.scheme,
        }
        refused = samverkan_process(settings, "query", "coverage", code=1, **there)
        assert "samverkan publish" in refused
        done = json.loads(samverkan_process(settings, "publish", "--json", **there))
        assert done["release"] == built.release.manifest.id
        mark = 1 + len(done["named_graphs"])
        assert done["sent"] == len(server.store) - mark
        assert "there already" in samverkan_process(settings, "publish", **there)
        asked = ("query", "coverage", "--json")
        assert samverkan_process(settings, *asked, **there) == samverkan_process(settings, *asked)
