"""The collaboration network: as data in every format, round a body, compared; paths; coverage."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Annotated, Any, Final

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.build import version
from api.composition import Service
from api.compression import takes_gzip
from api.dependencies import ServiceDep
from api.linked.rdf import matches
from api.negotiation import negotiated
from api.network.answers import coverage_answer, path_answer
from api.network.exports import (
    COMPARE,
    PATH,
    compared_parameters,
    compared_provenance,
    exported,
    filename,
    provenance_of,
)
from api.network.models import (
    CoverageAnswer,
    MeasureList,
    PathAnswer,
)
from api.network.packing import Packed
from api.network.parameters import (
    CompareParameters,
    CoverageParameters,
    EgoParameters,
    MeasuredParameters,
    NetworkParameters,
    PathParameters,
)
from api.network.pictures import IMAGES, Wishes
from api.network.question import NetworkQuestion
from api.network.work import Work
from graph.network.formats import FORMATS
from graph.network.model import Network
from graph.network.provenance import Provenance

router = APIRouter(tags=["network"])

OFFERED: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {name: (one.media_type, one.extension) for name, one in FORMATS.items()}
    | {name: (media_type, name) for name, media_type in IMAGES.items()}
)
"""Media type and extension of each format."""
APART: Final = frozenset(name for name, one in FORMATS.items() if not one.negotiable)
"""Formats that share their media type with another, which that stands for."""
INLINE: Final = frozenset({"json", "svg", "png"})
"""Formats that a browser shows; it keeps the others as files."""
_DESCRIBED: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The network, in the format asked for.",
        "content": {media_type: {} for media_type, _ in OFFERED.values()},
    },
    304: {"description": "The client has it already."},
    406: {"description": "None of the formats is acceptable."},
    429: {"description": "As many networks are being made as may; ask again."},
    503: {"description": "It is still being made; ask again."},
}


def _work(request: Request) -> Work:
    work: Work = request.app.state.network_work
    return work


WorkDep = Annotated[Work, Depends(_work)]


@router.head(PATH, include_in_schema=False)
@router.get(PATH, response_class=Response, responses=_DESCRIBED)
async def network(
    request: Request,
    service: ServiceDep,
    work: WorkDep,
    parameters: Annotated[NetworkParameters, Query()],
) -> Response:
    """The network of the projects that meet the filters: who works with whom.

    JSON is node-link, as NetworkX and D3 read it; `graph` tells where it comes from, what the
    measures are of the whole, and in `coverage` how many projects say who takes part: **an edge
    that is missing is no evidence that nobody worked together**. Edges `through` a
    samordningsförbund are apart from `direct` ones.
    """
    return await _network(request, service, work, parameters.question(), parameters)


@router.head(f"{PATH}/ego/{{organisation:path}}", include_in_schema=False)
@router.get(f"{PATH}/ego/{{organisation:path}}", response_class=Response, responses=_DESCRIBED)
async def ego(
    request: Request,
    service: ServiceDep,
    work: WorkDep,
    organisation: Annotated[str, Path(description="Key, IRI or name.", max_length=300)],
    parameters: Annotated[EgoParameters, Query()],
) -> Response:
    """The network round a body: those within some steps of it, and the ties between them."""
    question = parameters.question(organisation, parameters.depth)
    return await _network(request, service, work, question, parameters)


@router.head(COMPARE, include_in_schema=False)
@router.get(COMPARE, response_class=Response, responses=_DESCRIBED)
async def compare(
    request: Request,
    service: ServiceDep,
    work: WorkDep,
    parameters: Annotated[CompareParameters, Query()],
) -> Response:
    """How a network changed: two periods, themes, or any two sets of filters.

    Nodes and edges have their `change` (kept, lost, new), edges both weights; `graph.comparison`
    counts them.
    """
    networks = service.networks
    before, after = map(networks.canonical, parameters.both())

    def made() -> tuple[Network, Provenance]:
        found = networks.compared(before, after)
        return found.network, compared_provenance(service, found)

    asked = json.dumps(compared_parameters(before, after))
    digest = before.digest(COMPARE, asked, version())
    return await _answer(request, service, work, digest, "compare", parameters, made)


@router.head(f"{PATH}/path", include_in_schema=False)
@router.get(f"{PATH}/path")
async def path(
    service: ServiceDep,
    work: WorkDep,
    parameters: Annotated[PathParameters, Query()],
) -> PathAnswer:
    """The shortest chains between two bodies, with the projects of each step.

    Chains of those who take part themselves are apart from chains that need a membership in a
    samordningsförbund.
    """
    key = ("path", parameters.model_dump_json())
    return await work.done(key, lambda: path_answer(service, parameters))


@router.head(f"{PATH}/coverage", include_in_schema=False)
@router.get(f"{PATH}/coverage")
async def coverage(
    service: ServiceDep,
    work: WorkDep,
    parameters: Annotated[CoverageParameters, Query()],
) -> CoverageAnswer:
    """How many of the selected projects say who takes part, by year, region and programme."""
    key = ("coverage", parameters.model_dump_json())
    return await work.done(key, lambda: coverage_answer(service, parameters))


@router.head(f"{PATH}/measures", include_in_schema=False)
@router.get(f"{PATH}/measures")
def measures() -> MeasureList:
    """Every measure: name, meaning in Swedish and English, source and library."""
    return MeasureList.whole()


async def _network(
    request: Request,
    service: Service,
    work: Work,
    asked: NetworkQuestion,
    parameters: MeasuredParameters,
) -> Response:
    networks = service.networks
    question = networks.canonical(asked)

    def made() -> tuple[Network, Provenance]:
        found = networks.answer(question)
        return found.network, provenance_of(service, found)

    what = question.query.projection.value
    if question.query.ego is not None:
        what = f"{what}-{question.query.ego[:60]}"
    digest = question.digest(version())
    return await _answer(request, service, work, digest, what, parameters, made)


async def _answer(
    request: Request,
    service: Service,
    work: Work,
    digest: str,
    what: str,
    parameters: MeasuredParameters,
    make: Callable[[], tuple[Network, Provenance]],
) -> Response:
    """An export as a response: remembered, or made beside the event loop."""
    name = parameters.format_ or _negotiated(request)
    media_type, extension = OFFERED[name]
    wishes = parameters.wishes() if name in IMAGES else Wishes()
    key = (digest, name, wishes)
    tag = f'W/"{service.release.manifest.id}-{digest}-{_named(name, wishes)}"'
    headers = {"ETag": tag, "Vary": "Accept", "Cache-Control": "no-cache"}
    anything = "*" in request.headers.get("if-none-match", "")
    if not anything and matches(request, tag):
        return Response(status_code=304, headers=headers)
    exports = service.networks.exports

    def made() -> Packed:
        return exports.get(key, lambda: Packed.of(exported(*make(), name, wishes), name))

    content = exports.known(key)
    if content is None:
        content = await work.done(key, made)
    if anything:
        return Response(status_code=304, headers=headers)
    kind = "inline" if name in INLINE else "attachment"
    file = filename(service, what, digest, extension)
    headers["Content-Disposition"] = f'{kind}; filename="{file}"'
    if name in IMAGES:
        headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return await _sent(request, content, media_type, headers)


async def _sent(
    request: Request, packed: Packed, media_type: str, headers: dict[str, str]
) -> Response:
    """An export as its client takes it; unpacked beside the event loop where it must be."""
    content = packed.content
    if packed.zipped:
        headers["Vary"] = "Accept, Accept-Encoding"
        if takes_gzip(request.headers.get("accept-encoding", "")):
            headers["Content-Encoding"] = "gzip"
        else:
            content = await run_in_threadpool(packed.plain)
    return Response(content, media_type=media_type, headers=headers)


def _named(name: str, wishes: Wishes) -> str:
    """A format, and what is wished of a picture, as part of a tag."""
    told = repr(wishes.parameters())
    return f"{name}-{sha256(told.encode()).hexdigest()[:8]}" if name in IMAGES else name


def _negotiated(request: Request) -> str:
    """The format that the Accept header asks for; data for a browser that opens the address.

    Browsers name picture formats beside HTML when they open an address, and mean no picture then.
    """
    accept = request.headers.get("accept")
    page = "text/html" in (accept or "").lower()
    by_type = {
        media_type: name
        for name, (media_type, _) in OFFERED.items()
        if name not in APART and not (page and name in IMAGES)
    }
    return by_type[negotiated(accept, list(by_type))]
