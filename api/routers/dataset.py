"""The data set: its description, dumps and changes, and how to cite it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse, RedirectResponse

from api.dataset.citation import address_of, citation, parts_of
from api.dataset.models import ChangesModel, CitationModel
from api.dependencies import ServiceDep
from api.errors import Problem
from api.linked import links
from api.linked.answers import dataset_description
from api.linked.pages import dataset_page
from api.linked.rdf import HTML, JSON_LD, QUADS, TRIPLES, chosen, matches, rdf_response
from api.negotiation import negotiated
from api.routers.pages import PagesDep
from api.routers.resources import FormatParameter
from api.templating import page_response
from graph.dumps import CHECKSUMS, DUMPS, FILES
from graph.errors import ReleaseError
from ontology.context import context

router = APIRouter()

FORMATS = (*TRIPLES, *QUADS)
_RANGE = re.compile(r"(?=\d|-\d)(\d{0,15})-(\d{0,15})")
CITATION_TYPES = {
    "application/json": "json",
    "application/x-bibtex": "bibtex",
    "application/vnd.citationstyles.csl+json": "csl",
    "text/plain": "text",
}


@router.head("/dataset", response_class=Response, include_in_schema=False)
@router.get("/dataset", response_class=Response, tags=["dataset"])
def dataset(
    request: Request, service: ServiceDep, pages: PagesDep, name: FormatParameter = None
) -> Response:
    """The data set as VoID and DCAT-AP-SE, or as a page."""
    media_type = chosen(request, FORMATS, name, page=True)
    root = _root(request)
    about = links.header(
        [
            links.link(f"{root}/dataset", "canonical"),
            *links.representations(f"{root}/dataset", FORMATS, "alternate", languages=True),
        ]
    )
    if media_type == HTML:
        response = page_response(dataset_page(pages))
        response.headers.update(about)
        return response
    return rdf_response(
        request,
        dataset_description(service),
        media_type,
        service.identifiers.base,
        {**about, "ETag": f"{service.release.manifest.id}-dataset"},
    )


@router.head("/.well-known/void", response_class=Response, include_in_schema=False)
@router.get("/.well-known/void", response_class=Response, tags=["dataset"])
def well_known_void(
    request: Request, service: ServiceDep, name: FormatParameter = None
) -> Response:
    """The description of the data set where VoID says to look for it (its section 6)."""
    media_type = chosen(request, FORMATS, name, page=True)
    if media_type == HTML:
        return RedirectResponse(f"{_root(request)}/dataset", status_code=303)
    return rdf_response(
        request,
        dataset_description(service),
        media_type,
        service.identifiers.base,
        {"ETag": f"{service.release.manifest.id}-dataset"},
    )


@router.head("/dumps/{name}", response_class=FileResponse, include_in_schema=False)
@router.get(
    "/dumps/{name}",
    response_class=FileResponse,
    tags=["dataset"],
    responses={
        200: {"content": {"application/gzip": {}, "text/plain": {}}},
        206: {"description": "The part of the file that Range asks for."},
        404: {"description": "No file has that name."},
        416: {"description": "The file is shorter than what Range asks for."},
    },
)
def dump(
    name: Annotated[str, "Name of a file."], request: Request, service: ServiceDep
) -> Response:
    """A dump of the release, or their checksums; parts of a file by Range."""
    known = {CHECKSUMS: "text/plain"} | {item.name: "application/gzip" for item in FILES}
    path = f"{DUMPS}/{name}"
    digest = service.release.manifest.files.get(path)
    if name not in known or digest is None:
        raise Problem(404, "not-found", f"No dump is named {name!r}. See /dataset.")
    tag = f'"{digest}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if matches(request, tag):
        return Response(status_code=304, headers=headers)
    try:
        size = (service.release.folder / path).stat().st_size
    except OSError as error:  # newer releases have taken its place on disk
        raise ReleaseError(
            f"The file {name} of release {service.release.manifest.id} is gone. Start the service "
            "again: it then serves the current release."
        ) from error
    _check_range(request, size)
    return FileResponse(
        service.release.folder / path,
        media_type=known[name],
        headers=headers,
        filename=name,
        content_disposition_type="attachment" if name != CHECKSUMS else "inline",
    )


@router.head("/context.jsonld", response_class=Response, include_in_schema=False)
@router.get("/context.jsonld", response_class=Response, tags=["linked data"])
def json_ld_context() -> Response:
    """The JSON-LD context: short names for the terms of the graph."""
    headers = {"Cache-Control": "max-age=3600"}
    return JSONResponse({"@context": context()}, media_type=JSON_LD, headers=headers)


@router.get("/api/changes", tags=["dataset"])
def changes(service: ServiceDep) -> ChangesModel:
    """What the release changed: projects and organisations added, removed and changed.

    A record is changed when any statement about it or its parts is; see docs/linked-data.md.
    """
    return ChangesModel.of(service.changes, service.identifiers.base)


@router.get(
    "/api/citation",
    tags=["dataset"],
    response_model=CitationModel,
    responses={200: {"content": {media_type: {} for media_type in CITATION_TYPES}}},
)
def cite(
    request: Request,
    service: ServiceDep,
    path: Annotated[
        str,
        Query(
            max_length=4000,
            description="What is cited: path and query on this host.",
            examples=["/api/projects?theme=halsa"],
        ),
    ] = "/dataset",
    title: Annotated[
        str | None, Query(max_length=300, description="What to call it; may be left out.")
    ] = None,
    form: Annotated[
        Literal["json", "bibtex", "csl", "text"] | None,
        Query(alias="format", description="Goes before the Accept header."),
    ] = None,
) -> Response:
    """How to cite a page or an answer of this release: text, BibTeX or CSL-JSON."""
    try:
        where = address_of(service, *parts_of(path))
    except ValueError as error:
        raise Problem(422, "invalid-request", f"path: {error}.") from error
    chosen_form = (
        form or CITATION_TYPES[negotiated(request.headers.get("accept"), tuple(CITATION_TYPES))]
    )
    found = citation(service, title, where)
    headers = {"Vary": "Accept"}
    if chosen_form == "bibtex":
        return PlainTextResponse(found.bibtex, media_type="application/x-bibtex", headers=headers)
    if chosen_form == "text":
        return PlainTextResponse(found.texts["sv"] + "\n", headers=headers)
    if chosen_form == "csl":
        media_type = "application/vnd.citationstyles.csl+json"
        return JSONResponse([dict(found.csl)], media_type=media_type, headers=headers)
    manifest = service.release.manifest
    model = CitationModel(
        release=manifest.id,
        released=manifest.created,
        licence=service.settings.licence,
        text=dict(found.texts),
        bibtex=found.bibtex,
        csl=dict(found.csl),
    )
    return JSONResponse(model.model_dump(mode="json"), headers=headers)


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", "")).rstrip("/")


def _check_range(request: Request, size: int) -> None:
    """Take away a Range that cannot be read, which must not count (RFC 9110, 14.2).

    Raises a 416 problem for one that lies behind the end of a file of `size` bytes.
    """
    asked = request.headers.get("range", "")
    parts = [(int(part[1] or -1), int(part[2] or -1)) for part in _RANGE.finditer(asked)]
    whole = re.fullmatch(rf"bytes\s*=\s*{_RANGE.pattern}(?:\s*,\s*{_RANGE.pattern})*", asked, re.I)
    if not whole or any(0 <= last < first for first, last in parts):
        headers = request.scope["headers"]
        request.scope["headers"] = [pair for pair in headers if pair[0] != b"range"]
    elif "if-range" not in request.headers and all(
        first >= size if first >= 0 else last == 0 for first, last in parts
    ):
        raise Problem(
            416,
            "range-not-satisfiable",
            f"The file has {size} bytes, and Range asks for {asked[:100]}.",
            headers={"Content-Range": f"bytes */{size}"},
        )
