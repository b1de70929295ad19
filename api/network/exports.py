"""Exports of networks: what each says of itself, its bytes, and the name of its file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from api.build import version
from api.dataset.citation import address_of
from api.network.networks import Answer, Compared
from api.network.pictures import IMAGES, Wishes, pictured
from api.network.question import NetworkQuestion
from api.network.titles import Titles
from api.translations import LANGUAGES, Language, Translator
from graph.filters import Filters
from graph.network.comparison import Turnover
from graph.network.coverage import Coverage
from graph.network.formats import to_bytes
from graph.network.measures import Summary
from graph.network.model import Network
from graph.network.provenance import Fact, Provenance
from graph.views import OrganisationReference
from ontology.identifiers import slugify

if TYPE_CHECKING:
    from api.composition import Service

PATH: Final = "/api/network"
COMPARE: Final = f"{PATH}/compare"
FILTERS: Final = frozenset(item.name for item in fields(Filters))
SELECTION: Final = frozenset({"associations", "units", "renamed", "confidence"})
PROJECTED: Final = frozenset({"projection", "weight"})


def provenance_of(service: Service, answer: Answer) -> Provenance:
    """Where an answer comes from, and what makes it again."""
    question = answer.question
    facts: dict[str, Fact] = dict(_coverage_facts(answer.coverage))
    if answer.ego is not None:
        facts["ego"] = answer.ego.iri
    details: dict[str, Any] = {"coverage": coverage_table(answer.coverage)}
    if answer.summary is not None:
        facts |= _summary_facts(answer.summary)
        details["summary"] = summary_table(answer.summary)
    return _provenance(
        service,
        {lang: titles.network(question, answer.ego) for lang, titles in _titles(service)},
        question.text,
        address(service, question),
        question.options.seed,
        facts,
        details,
    )


def compared_provenance(service: Service, found: Compared) -> Provenance:
    """Where a comparison comes from, and what makes it again."""
    before, after = found.before, found.after
    facts: dict[str, Fact] = {}
    coverages, summaries = {}, {}
    for name, answer in (("before", before), ("after", after)):
        facts |= _coverage_facts(answer.coverage, f"{name}_")
        coverages[name] = coverage_table(answer.coverage)
        if answer.summary is not None:
            facts |= _summary_facts(answer.summary, f"{name}_")
            summaries[name] = summary_table(answer.summary)
    details: dict[str, Any] = {"coverage": coverages, "comparison": comparison_table(found)}
    if summaries:
        details["summary"] = summaries
    asked = {"before": before.question.settings(), "after": after.question.settings()}
    parameters = compared_parameters(before.question, after.question)
    common = replace(before.question, query=replace(before.question.query, filters=Filters()))
    return _provenance(
        service,
        {lang: titles.change(common, parameters) for lang, titles in _titles(service)},
        json.dumps(asked, ensure_ascii=False),
        address_of(service, COMPARE, urlencode(parameters)),
        before.question.options.seed,
        facts,
        details,
    )


def selection_provenance(
    service: Service,
    question: NetworkQuestion,
    path: str,
    more: Mapping[str, Any],
    ends: tuple[OrganisationReference, ...],
) -> Provenance:
    """Where an answer comes from that is no network: coverage, or paths between two ends."""
    told = FILTERS | (SELECTION if ends else SELECTION | PROJECTED)
    settings = {name: value for name, value in question.settings().items() if name in told}
    parameters = [pair for pair in question.parameters() if pair[0] in told]
    words = f"net.{'paths' if ends else 'coverage'}"
    names = {"source": ends[0].name, "target": ends[1].name} if ends else {}
    return _provenance(
        service,
        {
            lang: titles.told(Translator(lang)(words, **names), parameters)
            for lang, titles in _titles(service)
        },
        json.dumps({**settings, **more}, ensure_ascii=False),
        address_of(service, path, urlencode([*more.items(), *parameters])),
        None,
        {},
        {},
    )


def _provenance(
    service: Service,
    titles: Mapping[str, str],
    query: str,
    address: str,
    seed: int | None,
    facts: Mapping[str, Fact],
    details: Mapping[str, Any],
) -> Provenance:
    manifest = service.release.manifest
    return Provenance(
        title=titles,
        release=manifest.id,
        released=date.fromisoformat(manifest.created[:10]),
        query=query,
        address=address,
        licence=service.settings.licence,
        publisher=service.settings.publisher,
        version=version(),
        seed=seed,
        facts=facts,
        details=details,
    )


def _titles(service: Service) -> tuple[tuple[Language, Titles], ...]:
    return tuple((lang, Titles(service.catalogue, lang)) for lang in LANGUAGES)


def exported(
    network: Network, provenance: Provenance, name: str, wishes: Wishes | None = None
) -> bytes:
    """A network in the format of a name; wishes are those of a picture."""
    if name in IMAGES:
        return pictured(network, provenance, name, wishes or Wishes())
    return to_bytes(network, provenance, name)


def address(service: Service, question: NetworkQuestion) -> str:
    """The address that answers a question, under the base of all identifiers."""
    return address_of(service, PATH, question.query_string)


def compared_parameters(before: NetworkQuestion, after: NetworkQuestion) -> list[tuple[str, str]]:
    """What the address of a comparison needs: filters of one side apart from those of both."""
    one, other = (
        [pair for pair in question.parameters() if pair[0] in FILTERS]
        for question in (before, after)
    )
    apart = {
        name
        for name in FILTERS
        if [p for p in one if p[0] == name] != [p for p in other if p[0] == name]
    }
    return [
        *(pair for pair in one if pair[0] not in apart),
        *(pair for pair in before.parameters() if pair[0] not in FILTERS),
        *(("before", f"{name}={value}") for name, value in one if name in apart),
        *(("after", f"{name}={value}") for name, value in other if name in apart),
    ]


def filename(service: Service, what: str, digest: str, extension: str) -> str:
    """The name of an export's file, in ASCII; another question or release has another."""
    release = service.release.manifest.id.partition("-")[0]
    return f"samverkansgrafen-{slugify(what)}-{release}-{digest}.{extension}"


def coverage_table(coverage: Coverage) -> dict[str, Any]:
    """Coverage as JSON has it; what is not stated comes last, under an empty name."""
    return {
        "whole": asdict(coverage.whole),
        **{
            name: {
                "" if key is None else str(key): asdict(count)
                for key, count in getattr(coverage, name).items()
            }
            for name in ("by_year", "by_region", "by_programme")
        },
        "edges_without_amount": coverage.edges_without_amount,
        "associations_unexpanded": coverage.associations_unexpanded,
    }


def summary_table(summary: Summary) -> dict[str, Any]:
    """Measures of the whole as JSON has them; sizes are of what has two nodes or more."""
    return {
        "values": dict(summary.values),
        "components": [size for size in summary.components if size > 1],
        "communities": [size for size in summary.communities if size > 1],
        "assortativity": {name: asdict(mixing) for name, mixing in summary.mixing.items()},
    }


def comparison_table(found: Compared) -> dict[str, Any]:
    """What was kept, lost and new, as JSON has it: nodes, and ties by kind."""
    comparison = found.comparison
    return {
        "nodes": _turnover(comparison.node_turnover),
        "ties": {kind: _turnover(one) for kind, one in comparison.turnover.items()},
        "among_kept": {kind: _turnover(one) for kind, one in comparison.among_kept.items()},
        "sizes": {
            name: {"nodes": len(answer.network.nodes), "edges": len(answer.network.edges)}
            for name, answer in (("before", found.before), ("after", found.after))
        },
    }


def _turnover(one: Turnover) -> dict[str, float | None]:
    return {"kept": one.kept, "lost": one.lost, "new": one.new, "jaccard": one.jaccard}


def _coverage_facts(coverage: Coverage, prefix: str = "") -> dict[str, Fact]:
    whole = coverage.whole
    counts = {
        "projects": whole.projects,
        **{
            f"projects_{name}": getattr(whole, name)
            for name in ("stating", "silent", "tied", "dated", "with_budget", "with_grant")
        },
        "statements": whole.statements,
        "statements_unlinked": whole.unlinked,
        "statements_of_groups": whole.groups,
        "edges_without_amount": coverage.edges_without_amount,
        "associations_unexpanded": coverage.associations_unexpanded,
    }
    return {f"{prefix}{name}": count for name, count in counts.items()}


def _summary_facts(summary: Summary, prefix: str = "") -> dict[str, Fact]:
    facts: dict[str, Fact] = {
        f"{prefix}{name}": value
        for name, value in summary.values.items()
        if isinstance(value, int | float)
    }
    for name, mixing in summary.mixing.items():
        if mixing.coefficient is not None:
            facts[f"{prefix}assortativity_{name}"] = mixing.coefficient
    return facts
