"""`samverkan network`: a network as a file, round a body, chains, what changed, coverage, measures.

Settings have the names that they have in the API; filters are given as elsewhere, by `--filter`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import typer

from api.commands.console import AsJson, Filtered, console, print_json, progress, service
from api.network.options import (
    Alpha,
    Associated,
    Counted,
    Cut,
    Depth,
    Ego,
    Evident,
    Format,
    Joined,
    Least,
    Measured,
    Output,
    Projected,
    Resolution,
    Runs,
    Seed,
    Sure,
    Top,
    Unified,
    Weighted,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

    from api.network.networks import Answer
    from api.network.question import NetworkQuestion
    from graph.network.model import Network
    from graph.network.provenance import Provenance

app = typer.Typer(help="The collaboration network: export, measure, compare.", no_args_is_help=True)

P = TypeVar("P", bound="BaseModel")

FORMATS: Final = {
    "json": "json",
    "graphml": "graphml",
    "gexf": "gexf",
    "zip": "csv",
    "net": "net",
    "cyjs": "cytoscape",
    "cx2": "cx2",
    "ttl": "turtle",
    "svg": "svg",
    "png": "png",
}
"""Format by the extension of a file; `pajek` is a zip too, and needs `--format`."""


@app.command()
def export(
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The file to write; - for stdout.")],
    kind: Format = None,
    filtered: Filtered = None,
    projection: Projected = None,
    weight: Weighted = None,
    associations: Associated = None,
    units: Unified = None,
    renamed: Joined = None,
    confidence: Sure = None,
    minimum_weight: Least = None,
    ego: Ego = None,
    depth: Depth = None,
    evidence: Evident = False,
    measures: Measured = None,
    kinds: Counted = None,
    seed: Seed = None,
    runs: Runs = None,
    resolution: Resolution = None,
    alpha: Alpha = None,
    backbone: Cut = False,
    as_json: AsJson = False,
) -> None:
    """Write a network to a file, with where it comes from and how to cite it inside."""
    from api.network.parameters import NetworkParameters
    from api.network.reports import export_as_json, show_export

    name = _format(file, kind)
    parameters = _parameters(NetworkParameters, filtered, **_settings(locals()))
    found, provenance = _answer(parameters.question(), quiet=as_json)
    _write(file, found.network, provenance, name)
    if file == "-":
        return
    if as_json:
        print_json(export_as_json(file, name, found.network, provenance))
    else:
        show_export(console(), file, found, provenance)


@app.command()
def ego(
    organisation: Annotated[str, typer.Argument(help="The body: key, IRI or name.")],
    filtered: Filtered = None,
    projection: Projected = None,
    weight: Weighted = None,
    associations: Associated = None,
    units: Unified = None,
    renamed: Joined = None,
    confidence: Sure = None,
    minimum_weight: Least = None,
    depth: Depth = None,
    evidence: Evident = False,
    measures: Measured = None,
    kinds: Counted = None,
    seed: Seed = None,
    output: Output = None,
    kind: Format = None,
    limit: Top = 20,
    as_json: AsJson = False,
) -> None:
    """Whom a body works with: its ties, the heaviest first."""
    from api.network.parameters import NetworkParameters
    from api.network.reports import show_ego

    name = _format(str(output), kind) if output else "json"
    given = {**_settings(locals()), "ego": organisation}
    if not (output or as_json):
        given["summary"] = False  # which the table does not show
    parameters = _parameters(NetworkParameters, filtered, **given)
    found, provenance = _answer(parameters.question(), quiet=as_json)
    if output:
        _write(str(output), found.network, provenance, name)
    if as_json:
        _write("-", found.network, provenance, "json")
    else:
        show_ego(console(), found, limit)


@app.command()
def path(
    source: Annotated[str, typer.Argument(metavar="FROM", help="A body: key, IRI or name.")],
    target: Annotated[str, typer.Argument(metavar="TO", help="Another.")],
    filtered: Filtered = None,
    units: Unified = None,
    renamed: Joined = None,
    confidence: Sure = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Most chains of each kind.")] = 5,
    as_json: AsJson = False,
) -> None:
    """The shortest chains between two bodies, with the projects on them."""
    from api.network.answers import path_answer
    from api.network.parameters import PathParameters
    from api.network.reports import show_paths

    given = {**_settings(locals()), "from": source, "to": target, "limit": limit}
    parameters = _parameters(PathParameters, filtered, **given)
    answer = path_answer(service(), parameters)
    if as_json:
        print_json(answer.model_dump(mode="json"))
    else:
        show_paths(console(), answer)


@app.command()
def compare(
    before: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="A filter of the first network."),
    ] = None,
    after: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="A filter of the second network."),
    ] = None,
    filtered: Filtered = None,
    projection: Projected = None,
    weight: Weighted = None,
    associations: Associated = None,
    units: Unified = None,
    renamed: Joined = None,
    confidence: Sure = None,
    minimum_weight: Least = None,
    measures: Measured = None,
    kinds: Counted = None,
    seed: Seed = None,
    output: Output = None,
    kind: Format = None,
    limit: Top = 20,
    as_json: AsJson = False,
) -> None:
    """What changed from one network to another: ties kept, lost and new."""
    from api.network.exports import compared_provenance
    from api.network.parameters import CompareParameters
    from api.network.reports import show_comparison

    name = _format(str(output), kind) if output else "json"
    given = {**_settings(locals()), "before": before or [], "after": after or []}
    parameters = _parameters(CompareParameters, filtered, **given)
    opened = service()
    one, other = map(opened.networks.canonical, parameters.both())
    with progress(quiet=as_json) as report:
        found = opened.networks.compared(one, other, report)
    provenance = compared_provenance(opened, found)
    if output:
        _write(str(output), found.network, provenance, name)
    if as_json:
        _write("-", found.network, provenance, "json")
    else:
        show_comparison(console(), found, limit)


@app.command()
def coverage(
    filtered: Filtered = None,
    projection: Projected = None,
    weight: Weighted = None,
    associations: Associated = None,
    units: Unified = None,
    renamed: Joined = None,
    confidence: Sure = None,
    as_json: AsJson = False,
) -> None:
    """How many of the selected projects say who takes part, by year and region."""
    from api.network.answers import coverage_answer
    from api.network.parameters import CoverageParameters
    from api.network.reports import show_coverage

    parameters = _parameters(CoverageParameters, filtered, **_settings(locals()))
    answer = coverage_answer(service(), parameters)
    if as_json:
        print_json(answer.model_dump(mode="json"))
    else:
        show_coverage(console(), answer.coverage)


@app.command("measures")
def list_measures(as_json: AsJson = False) -> None:
    """Every measure: what it is of, what it means, and what counts it."""
    from api.network.models import MeasureList
    from api.network.reports import show_measures

    found = MeasureList.whole()
    if as_json:
        print_json(found.model_dump(mode="json"))
    else:
        show_measures(console(), found)


_NAMES: Final = frozenset(
    {
        "projection",
        "weight",
        "associations",
        "units",
        "renamed",
        "confidence",
        "minimum_weight",
        "ego",
        "depth",
        "evidence",
        "measures",
        "kinds",
        "seed",
        "runs",
        "resolution",
        "alpha",
        "backbone",
    }
)


def _settings(given: dict[str, Any]) -> dict[str, Any]:
    """The settings among the arguments of a command that were given."""
    return {
        name: value
        for name, value in given.items()
        if name in _NAMES and value not in (None, False)
    }


def _parameters(model: type[P], filtered: Iterable[str] | None, **given: Any) -> P:
    """Filters and settings as the API takes them; raises `typer.BadParameter`."""
    from pydantic import ValidationError

    from api.commands.filters import values_of

    try:
        return model.model_validate({**values_of(filtered or []), **given})
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"])) or "request"
        raise typer.BadParameter(f"{where}: {fault['msg']}") from error


def _answer(question: NetworkQuestion, *, quiet: bool) -> tuple[Answer, Provenance]:
    from api.network.exports import provenance_of

    opened = service()
    with progress(quiet=quiet) as report:
        found = opened.networks.answer(opened.networks.canonical(question), report)
    return found, provenance_of(opened, found)


def _format(file: str, name: str | None) -> str:
    """The format by name, or by the extension of a file; raises `typer.BadParameter`."""
    known = sorted({*FORMATS.values(), "pajek"})
    if name is None and file == "-":
        return "json"
    found = name or FORMATS.get(Path(file).suffix.lower().lstrip("."))
    if found not in known:
        raise typer.BadParameter(
            f"{name or file} says no format. Use one of {', '.join(known)}, or an extension of "
            f"{', '.join(sorted(FORMATS))}.",
            param_hint="--format",
        )
    return found


def _write(file: str, network: Network, provenance: Provenance, name: str) -> None:
    """Write an export to standard output; to a file beside its place, and then there."""
    from api.network.exports import exported
    from graph.errors import GraphError

    content = exported(network, provenance, name)
    if file == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    draft = Path(f"{file}.part")
    try:
        draft.write_bytes(content)
        draft.replace(file)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise GraphError(f"{file} cannot be written: {error.strerror}.") from error
