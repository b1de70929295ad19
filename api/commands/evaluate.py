"""The commands of `samverkan evaluate`: every part of the service measured against gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.commands.console import AsJson, console, print_json, progress, service, settings

app = typer.Typer(help="Measure the service against gold.", no_args_is_help=True)


@app.command("extraction")
def evaluate_extraction(
    folder: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Folder of NN.txt with NN.expected.json.")
    ],
    as_json: AsJson = False,
) -> None:
    """Score what is read from gold pages: precision, recall, F1, and every miss."""
    from api.commands.evaluations import evaluate_extraction as score
    from api.commands.evaluations import show_extraction

    scores = score(settings(), folder)
    if as_json:
        print_json(scores.as_json())
    else:
        show_extraction(console(), scores)


@app.command("search")
def evaluate_search(
    corpus: Annotated[
        Path, typer.Option(help="Texts: a JSON list of objects with id, title and text.")
    ],
    queries: Annotated[Path, typer.Option(help="Queries: lines of id, tab, text.")],
    qrels: Annotated[Path, typer.Option(help="Grades in TREC's format.")],
    baseline: Annotated[
        str | None, typer.Option(help="The configuration that the others are tested against.")
    ] = None,
    thesaurus: Annotated[
        float,
        typer.Option(
            min=0, help="What labels of themes named count beside words; 0: not measured."
        ),
    ] = 0.2,
    feedback: Annotated[
        int, typer.Option(min=0, help="First texts that are taken for relevant; 0: not measured.")
    ] = 3,
    cross_encoder: Annotated[
        str | None, typer.Option(help="A cross-encoder to measure: a folder or model id.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Score search and its parts on graded queries and known items, with cross-validation."""
    from api.commands.evaluations import evaluate_search as score
    from api.commands.evaluations import show_search
    from search.configurations import Options
    from search.cross_encoder import CrossEncoderReranker

    reranker = CrossEncoderReranker(cross_encoder) if cross_encoder else None
    options = Options(thesaurus=thesaurus, feedback=feedback, reranker=reranker)
    with progress(quiet=as_json) as report:
        found = score(settings(), corpus, queries, qrels, baseline, options, report)
    if as_json:
        print_json(found.as_json())
    else:
        show_search(console(), found)


@app.command("themes")
def evaluate_themes(
    gold: Annotated[
        Path | None, typer.Option(help="Gold themes; those of the data folder by default.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Score predicted themes on the gold set: precision@3, F1, calibration and every mistake."""
    from api.themes.evaluations import measure_themes, show_themes

    with progress(quiet=as_json) as report:
        found = measure_themes(settings(), gold, report)
    if as_json:
        print_json(found.as_json())
    else:
        show_themes(console(), found)


@app.command("partners")
def evaluate_partners(
    parts: Annotated[
        bool,
        typer.Option(help="Also without each part of the score, and spread out more and less."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Hide one partner of each known project and ask for it: recall and rank, with baselines."""
    from api.partners.command import evaluate, show_evaluation

    opened = service()
    with progress(quiet=as_json) as report:
        found = evaluate(opened, parts, report)
    if as_json:
        print_json(found.as_json())
    else:
        show_evaluation(console(), found)
