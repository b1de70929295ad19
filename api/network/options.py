"""Options of `samverkan network`: the settings have the names that they have in the API."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Projected = Annotated[
    str | None,
    typer.Option(
        "--projection",
        metavar="NAME",
        help="affiliation, organisation, municipality, association-municipality, "
        "theme-organisation or owner-partner.",
    ),
]
Weighted = Annotated[
    str | None,
    typer.Option("--weight", metavar="NAME", help="projects, newman, budget or grant."),
]
Associated = Annotated[
    str | None,
    typer.Option(
        "--associations", metavar="NAME", help="A samordningsförbund as a node, or its members."
    ),
]
Unified = Annotated[
    str | None, typer.Option("--units", metavar="NAME", help="Units as their body, or as unit.")
]
Joined = Annotated[
    str | None, typer.Option("--renamed", metavar="NAME", help="Renamed bodies joined, or apart.")
]
Sure = Annotated[
    str | None,
    typer.Option(
        "--confidence", metavar="NAME", help="Least confidence of a membership: high, medium, low."
    ),
]
Least = Annotated[float | None, typer.Option("--minimum-weight", help="Least weight of an edge.")]
Evident = Annotated[
    bool, typer.Option("--evidence", help="Put the sentences behind each edge into it.")
]
Measured = Annotated[
    list[str] | None,
    typer.Option(
        "--measures", metavar="NAME", help="Measures, also parted by commas; `all` that fit."
    ),
]
Counted = Annotated[
    list[str] | None,
    typer.Option(
        "--kinds", metavar="NAME", help="Edges that measures count: direct, through, within."
    ),
]
Seed = Annotated[int | None, typer.Option(help="Of communities, estimates and layouts.")]
Runs = Annotated[int | None, typer.Option(help="Runs of the search for communities.")]
Resolution = Annotated[float | None, typer.Option(help="A larger one: smaller communities.")]
Alpha = Annotated[float | None, typer.Option(help="Threshold of the backbone.")]
Cut = Annotated[bool, typer.Option("--backbone", help="Leave out what is not in the backbone.")]
Ego = Annotated[str | None, typer.Option(help="Only round this body: key, IRI or name.")]
Depth = Annotated[int | None, typer.Option(help="Steps from the ego.")]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help="json, graphml, gexf, csv, pajek, net, cytoscape, cx2, turtle, svg or png; by the "
        "file's extension where not given.",
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", "-o", help="Write the network to this file, too.")
]
Top = Annotated[int, typer.Option(min=1, max=1000, help="Most rows of a table.")]
