"""Projects found, in the terminal: with score, passage and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.explanations.models import MatchModel, ScoreParts, SentenceModel, SharedModel
from api.search.models import HitModel

LONGEST: Final = 300
"""Characters of a passage that are shown, around the first matching word."""


def show_hits(console: Console, hits: Sequence[HitModel]) -> None:
    """Projects found, with score and its parts, and what matches in bold."""
    table = Table(expand=True, show_lines=True)
    table.add_column("Score", justify="right")
    table.add_column("Id", overflow="fold")
    table.add_column("Project", ratio=2)
    table.add_column("Why", ratio=6)
    for hit in hits:
        project = marked(hit.project.name, hit.name_matches)
        for owner in hit.project.owners:
            project.append(f"\n{owner.name}", style="dim")
        table.add_row(
            Text(f"{hit.score:.3f}"), Text(hit.project.id), project, Text("\n").join(_why(hit))
        )
    console.print(table)


def marked(text: str, matches: Iterable[MatchModel], longest: int | None = None) -> Text:
    """The text with what matches in bold; cut around the first match where it is too long."""
    spans = [(match.start, match.end) for match in matches]
    found = Text(text)
    for start, end in spans:
        found.stylize("bold underline", start, end)
    if longest is None or len(text) <= longest:
        return found
    first = spans[0][0] if spans else 0
    start = max(0, min(first - longest // 3, len(text) - longest))
    cut = found[start : start + longest]
    before, after = "…" if start else "", "…" if start + longest < len(text) else ""
    return Text.assemble(before, cut, after)


def _why(hit: HitModel) -> Iterator[Text]:
    if hit.sentences is not None:
        for sign, sentence in (("this:  ", hit.sentences.asked), ("other: ", hit.sentences.found)):
            yield Text.assemble((sign, "dim"), _sentence(sentence))
    else:
        yield marked(hit.passage.text, hit.passage.matches, LONGEST)
    if hit.shared is not None:
        yield from (Text(line, style="cyan") for line in _shared(hit.shared))
    yield Text(parts_line(hit.parts), style="dim")


def parts_line(parts: ScoreParts) -> str:
    """The parts of a score that are not nothing, as a sum."""
    named = (
        ("meaning", parts.dense),
        ("words", parts.lexical),
        ("words in context", parts.context),
        ("themes", parts.themes),
        ("target groups", parts.target_groups),
        ("cross-encoder", parts.cross_encoder),
    )
    return " + ".join(f"{name} {part:.3f}" for name, part in named if part or name == "meaning")


def _sentence(sentence: SentenceModel) -> Text:
    return marked(sentence.text, sentence.matches, LONGEST)


def _shared(shared: SharedModel) -> Iterator[str]:
    if shared.continues:
        yield "One continues the other"
    for name, values in (
        ("Themes", [theme.name for theme in shared.themes]),
        ("Organisations", [body.name for body in shared.organisations]),
        ("Places", [place.name for place in shared.places]),
        ("Target groups", shared.target_groups),
    ):
        if values:
            yield f"{name}: {', '.join(values)}"
