"""What the data follow: the vocabulary, the SHACL shapes, and a page that lists them."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response

from api.contexts.page import PageContext
from api.dependencies import ServiceDep
from api.linked import links
from api.linked.pages import specifications_page, vocabulary_page
from api.linked.rdf import HTML, TRIPLES, Description, chosen, rdf_response
from api.routers.pages import PagesDep
from api.routers.resources import FormatParameter
from api.search.pages import search_page
from api.templating import page_response
from ontology.vocabulary import FileName, load

router = APIRouter(tags=["linked data"])


@router.head("/spec/", response_class=Response, include_in_schema=False)
@router.get("/spec/", response_class=Response, include_in_schema=False)
def specifications(pages: PagesDep) -> Response:
    """The page that lists them."""
    return page_response(specifications_page(pages))


@router.head("/spec/core", response_class=Response, include_in_schema=False)
@router.get("/spec/core", response_class=Response)
def vocabulary(
    request: Request, service: ServiceDep, pages: PagesDep, name: FormatParameter = None
) -> Response:
    """The vocabulary, as RDF or as a page with definitions and diagrams."""
    return _rdf_or_page(request, service, "core", name, lambda: vocabulary_page(pages))


@router.head("/spec/search", response_class=Response, include_in_schema=False)
@router.get("/spec/search", response_class=Response)
def search_terms(
    request: Request, service: ServiceDep, pages: PagesDep, name: FormatParameter = None
) -> Response:
    """The terms of search inside SPARQL, as RDF or as a page with examples."""
    return _rdf_or_page(request, service, "search", name, lambda: search_page(pages))


@router.head("/spec/shapes", response_class=Response, include_in_schema=False)
@router.get("/spec/shapes", response_class=Response)
def shapes(request: Request, service: ServiceDep, name: FormatParameter = None) -> Response:
    """The SHACL shapes that every release is checked against."""
    return _rdf(request, service, "shapes", chosen(request, TRIPLES, name, page=False))


@router.head("/spec/dcat-ap-se", response_class=Response, include_in_schema=False)
@router.get("/spec/dcat-ap-se", response_class=Response)
def dataset_shapes(request: Request, service: ServiceDep, name: FormatParameter = None) -> Response:
    """SHACL shapes for what DCAT-AP-SE asks of the description of the data set."""
    return _rdf(request, service, "dcat-ap-se", chosen(request, TRIPLES, name, page=False))


def _rdf_or_page(
    request: Request,
    service: ServiceDep,
    file: FileName,
    name: str | None,
    page: Callable[[], PageContext],
) -> Response:
    media_type = chosen(request, TRIPLES, name, page=True)
    if media_type != HTML:
        return _rdf(request, service, file, media_type, languages=True)
    response = page_response(page())
    response.headers.update(_alternates(request, file, languages=True))
    return response


def _rdf(
    request: Request,
    service: ServiceDep,
    file: FileName,
    media_type: str,
    *,
    languages: bool = False,
) -> Response:
    base = service.identifiers.base
    description = Description(load(file, base).serialize(format="nt", encoding="utf-8"))
    tag = {"ETag": f"{service.release.manifest.id}-{file}"}
    headers = {**_alternates(request, file, languages=languages), **tag}
    return rdf_response(request, description, media_type, base, headers)


def _alternates(request: Request, file: FileName, *, languages: bool) -> dict[str, str]:
    address = f"{str(request.scope.get('root_path', '')).rstrip('/')}/spec/{file}"
    offered = links.representations(address, TRIPLES, "alternate", languages=languages)
    if not languages:  # there is no page
        offered = offered[:-1]
    return dict(links.header(offered))
