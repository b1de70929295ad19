"""The form on the page of the network: what it gives, and what there is to choose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pydantic import ValidationError

from api.network.parameters import NetworkParameters
from api.network.question import NetworkQuestion
from api.pages import Pages
from graph.linking import fold
from graph.network.definitions import Fit, Of, measures
from graph.network.projection import MODES
from graph.network.selection import Associations, NetworkQueryInvalid, Projection, Weight
from graph.network.weights import LABELS

FILTER_CHOICES: Final = (
    "theme",
    "programme",
    "region",
    "county",
    "municipality",
    "organisation_type",
    "role",
)
SETTINGS: Final = ("projection", "weight", "associations")
MORE: Final = ("measures", "colour_by")
RANGES: Final = (("active_from", "date"), ("active_to", "date"), ("minimum_weight", "number"))
IN_FORM: Final = frozenset(
    {*FILTER_CHOICES, *SETTINGS, *MORE, "ego", "depth", *(name for name, _ in RANGES)}
)
NOT_KEPT: Final = frozenset({"lang", "format", "picture", "size_by", "labels"})
COLOURS: Final = ("type", "community")
NAMES: Final = frozenset(
    field.alias or name for name, field in NetworkParameters.model_fields.items()
)
Given = Mapping[str, Sequence[str]]
"""Values by the names of parameters, without empty ones."""


def given_of(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The parameters that an address gives; empty fields of the form are left out.

    Steps are counted from an organisation, so that they are left out where none is named.
    """
    given: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        if name in NAMES and name not in NOT_KEPT and value.strip():
            given[name].append(value.strip())
    if "ego" not in given:
        given.pop("depth", None)
    return dict(given)


def parameters_of(given: Given) -> NetworkParameters:
    """The parameters as the API takes them; raises `NetworkQueryInvalid`."""
    single = {name: found[0] if len(found) == 1 else found for name, found in given.items()}
    try:
        return NetworkParameters.model_validate(single)
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(map(str, fault["loc"])) or "request"
        raise NetworkQueryInvalid(where, f"{where}: {fault['msg']}.") from error


def question_of(parameters: NetworkParameters) -> NetworkQuestion:
    """What the page asks: the question of the address, with the measures that the page shows."""
    asked = [*_usual(parameters.projection), *parameters.measures, "community"]
    return parameters.model_copy(update={"measures": list(dict.fromkeys(asked))}).question()


def one_of(given: Given, name: str) -> str:
    """The first value of a parameter; empty where there is none."""
    return next(iter(given.get(name, ())), "")


def chosen_of(options: Iterable[tuple[str, str]], value: str) -> str:
    """The option that a value names, by its key or label; empty where it names none."""
    return next((key for key, label in options if value == key or fold(value) == fold(label)), "")


def single(given: Given) -> dict[str, str]:
    """The first value of each parameter."""
    return {name: values[0] for name, values in given.items()}


def settings_of(pages: Pages) -> dict[str, tuple[tuple[str, str], ...]]:
    """What the nodes and ties may be: values and labels, by parameter."""
    t = pages.reader.t
    shapes = (Projection.ORGANISATION, *Projection)
    return {
        "projection": tuple((one.value, t(f"net.{one.value}")) for one in dict.fromkeys(shapes)),
        "weight": tuple((one.value, t.label(LABELS[one])) for one in Weight),
        "associations": tuple((one.value, t(f"net.{one.value}")) for one in Associations),
    }


def more_of(pages: Pages, given: Given) -> dict[str, tuple[tuple[str, str], ...]]:
    """Measures that fit the network, and colours: values and labels, by parameter."""
    t = pages.reader.t
    projection = one_of(given, "projection") or Projection.ORGANISATION
    return {
        "measures": tuple(
            (name, t.label(measure.attribute.labels))
            for name, measure in measures().items()
            if measure.of is Of.NODE and _fits(measure.fit, projection)
        ),
        "colour_by": tuple((name, t(f"net.{name}")) for name in COLOURS),
    }


def _fits(fit: Fit, projection: str) -> bool:
    if fit is Fit.DIRECTED:
        return projection == Projection.OWNER_PARTNER
    two_mode = projection in {one.value for one in MODES if len(MODES[one]) == 2}
    return fit is Fit.ANY or not two_mode


def _usual(projection: Projection) -> tuple[str, ...]:
    if projection is Projection.OWNER_PARTNER:
        return ("out_degree", "in_degree", "betweenness")
    return ("degree", "strength", "betweenness")
