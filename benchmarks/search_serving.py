"""Our own HTTP service over a release that was made larger, in a process of its own.

Run as `python -m benchmarks.search_serving VAR PORT PROJECTS`; 0 projects leave the release as it
is. Everything is that of the service but the catalogue's projects and the index.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from api.composition import Service, open_service
from api.settings import Settings
from benchmarks.enlarged import enlarged, material
from benchmarks.serving import serve
from search.parameters import Parameters
from search.service import SearchService

SEED = 1


def larger(service: Service, projects: int) -> Service:
    """The service over so many projects."""
    catalogue = enlarged(service.catalogue, projects, SEED)
    made = replace(service, catalogue=catalogue)
    index = material(service, list(catalogue.projects.values()), SEED).index(Parameters())
    made.__dict__["search"] = SearchService(index, service.search.embedder)
    return made


def warmed(settings: Settings, projects: int) -> Service:
    """The service over the current release, made larger where that is asked."""
    service = open_service(settings)
    if projects:
        service = larger(service, projects)
    service.warm()
    return service


def main() -> None:
    """Serve until stopped."""
    _, var, port, projects = sys.argv
    settings = Settings(var=Path(var))
    serve(settings, int(port), lambda: warmed(settings, int(projects)))


if __name__ == "__main__":
    main()
