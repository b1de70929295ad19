"""Fits the models anew: `python -m graph.sources.learnt PATH…`.

Each path is a folder of gold, a file of wordings, or one of traps. The weights are written beside
this file; what a body or a name is taken for on pages held out is printed.
"""

from __future__ import annotations

import argparse
from itertools import chain
from pathlib import Path

from rich.console import Console

from graph.gazetteer import Gazetteer
from graph.mentions import Mentions
from graph.sources.learnt.name_training import (
    fit_names,
    fit_naming,
    held_out_names,
    name_examples,
)
from graph.sources.learnt.training import answered, body_examples, fit_models, held_out

_REFERENCE = Path("data/reference")


def main() -> None:
    """Read the pages, measure, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m graph.sources.learnt", description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    parser.add_argument("--reference", type=Path, default=_REFERENCE, help="folder of name tables")
    parser.add_argument("--out", type=Path, default=Path(__file__).parent, help="for the weights")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    mentions = Mentions(Gazetteer.load(options.reference).surface_forms())
    console = Console()
    gold = list(answered([one for one in options.paths if one.is_dir()], mentions))
    files = answered([one for one in options.paths if not one.is_dir()], mentions)
    examples = body_examples(chain(gold, files))
    names, further = name_examples(gold), name_examples(gold, outright=True)
    pages = len({one.page for one in examples.bodies})
    console.print(f"{len(examples.bodies)} bodies on {pages} pages")
    for one in (*held_out(examples), held_out_names(names), held_out_names(further)):
        precision, recall = one.correct / max(one.found, 1), one.correct / max(one.expected, 1)
        console.print(
            f"{one.label}: precision {precision:.2f}, recall {recall:.2f} of {one.expected}"
        )
    models = fit_models(examples)
    models |= {"names": fit_names(names), "further": fit_names(further)}
    models["naming"] = fit_naming(names)
    for name, model in models.items():
        path = options.out / f"{name}.json"
        model.save(path)
        console.print(f"{path.name}: {len(model.weights)} signs, {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
