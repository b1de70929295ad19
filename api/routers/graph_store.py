"""The graphs as they are: SPARQL 1.1 Graph Store HTTP Protocol, for reading.

https://www.w3.org/TR/sparql11-http-rdf-update/, section 5.2, with graphs named in the address.
"""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.dependencies import PoolDep, ServiceDep
from api.errors import Problem
from api.negotiation import negotiated
from api.routers.sparql import RDF_TYPES, evaluated
from api.sparql.request import accept_of, iris
from graph.service_description import graph_names
from graph.sparql import Form, formats_for
from graph.workers import Request as Evaluation
from ontology.namespaces import PREFIXES

router = APIRouter(tags=["sparql"])

PATH = "/rdf-graphs/service"
ALLOWED = "GET, HEAD, OPTIONS"
_WHOLE = "CONSTRUCT WHERE { ?s ?p ?o }"
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The graph.", "content": {name: {} for name in RDF_TYPES}},
    304: {"description": "The graph is the one that the client has already."},
    404: {"description": "There is no such graph."},
}


@router.head(PATH, response_class=Response, include_in_schema=False)
@router.get(PATH, responses=_ANSWERS, response_class=Response)
async def read(
    request: Request,
    service: ServiceDep,
    pool: PoolDep,
    graph: Annotated[str | None, Query(description="IRI of a named graph.")] = None,
    default: Annotated[str | None, Query(description="The default graph; takes no value.")] = None,
) -> Response:
    """Get a whole graph: `?default`, or `?graph=` with the IRI of a named one."""
    given = request.query_params
    names = iris({"graph": given.getlist("graph")}, "graph")
    if len(names) + ("default" in given) != 1:
        raise Problem(
            400, "invalid-request", "Give either `default`, or one `graph` with an absolute IRI."
        )
    if names and names[0] not in await graph_names(pool):
        raise Problem(
            404, "not-found", f"There is no graph {names[0][:200]}. GET /sparql names the graphs."
        )
    offered = formats_for(Form.CONSTRUCT)
    evaluation = Evaluation(
        query=_WHOLE,
        media_type=offered[negotiated(accept_of(request), list(offered))],
        gives_graph=True,
        default_graphs=names,
        prefixes=dict(PREFIXES),
        whole=True,
    )
    return await evaluated(request, service, pool, evaluation)


@router.options(PATH, include_in_schema=False)
def options() -> Response:
    """Which methods graphs take."""
    return Response(status_code=204, headers={"Allow": ALLOWED})
