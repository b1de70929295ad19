"""What pictures say, in Swedish and English, and how they write numbers."""

from __future__ import annotations

from typing import Final

from graph.network.model import Attribute, Network
from graph.network.selection import Weight
from graph.network.weights import LABELS
from ontology.vocabulary import by_notation

_TEXTS: Final[dict[str, str]] = {
    "node-link": "nätverk | node-link diagram",
    "matrix": "matris | adjacency matrix",
    "timeline": "tidslinje | timeline",
    "node": "Noder | Nodes",
    "ties": "Band | Ties",
    "colour": "Färg: {what} | Colour: {what}",
    "shape": "Form: typ | Shape: type",
    "colour_and_shape": "Färg och form: typ | Colour and shape: type",
    "size": "Storlek: {what} | Size: {what}",
    "width": "Tjocklek: {what} | Width: {what}",
    "darkness": "Mörkhet: {what} | Darkness: {what}",
    "direct": "direkt | direct",
    "through": "genom ett samordningsförbund | through a samordningsförbund",
    "within": "inom ett samordningsförbund | within a samordningsförbund",
    "loops": "{n} band till sig själv ritas inte | {n} ties to itself are not drawn",
    "arrow": "pilen går från {source} till {target} | the arrow runs from {source} to {target}",
    "owner": "projektägaren | the owner",
    "partner": "deltagaren | who takes part",
    "names": "{shown} av {all} namn visas; {n} är utelämnade"
    " | {shown} of {all} names shown; {n} names left out",
    "all_names": "Alla {all} namn visas | All {all} names shown",
    "unvalued": "{n} utan värde har minsta storlek | {n} without a value have the least size",
    "isolates": "Utan band ({n}) | Without ties ({n})",
    "isolates_out": "{n} utan band är inte med | {n} without ties are left out",
    "other": "övriga, {n} värden | others, {n} values",
    "missing": "uppgift saknas | not stated",
    "community": "{n}: {name} m.fl. | {n}: {name} and others",
    "community_single": "{n}: {name} | {n}: {name}",
    "untied": "utan band | without ties",
    "counts": "{nodes} noder, {edges} kanter. Kantvikt: {weight}."
    " | {nodes} nodes, {edges} edges. Edge weight: {weight}.",
    "coverage": "Täckning: av {projects} projekt i urvalet anger {stating} vilka som deltar;"
    " {silent} gör det inte. Att ett band saknas visar inte att samarbete saknas."
    " | Coverage: of {projects} projects selected {stating} state who takes part; {silent} do not."
    " A tie that is missing does not show that nobody worked together.",
    "coverage_unknown": "Att ett band saknas visar inte att samarbete saknas: alla källor anger"
    " inte vilka som deltar."
    " | A tie that is missing does not show that nobody worked together: not every source states"
    " who takes part.",
    "dense": "Bilden är tät ({reason}); en matris (picture=matrix) läses lättare."
    " | The picture is dense ({reason}); a matrix (picture=matrix) is easier to read.",
    "dense_filter": "Bilden är tät ({reason}); sätt en minsta vikt eller ett filter."
    " | The picture is dense ({reason}); set a least weight or a filter.",
    "reason": "{ties} band mellan {nodes} noder | {ties} ties among {nodes} nodes",
    "seed": "Läge: kraftbaserat, frö {seed}; närhet på bilden är inget mått."
    " | Positions: force-directed, seed {seed}; nearness in the picture is no measure.",
    "empty": "Inga noder: urvalet har inga projekt, eller ingen som deltar."
    " | No nodes: the selection has no projects, or nobody who takes part.",
    "no_ties": "Inga band att visa. | No ties to show.",
    "undated": "Inga perioder: inget i urvalet anger ett datum."
    " | No periods: nothing in the selection states a date.",
    "rows_undated": "{n} anger inget datum och är inte med: {names}"
    " | {n} state no date and are left out: {names}",
    "rows_out": "{n} till med datum får inte plats; de med flest band är med"
    " | {n} more with dates are left out; those with most ties are shown",
    "open": "slut eller start är inte angiven | end or start is not stated",
    "per_year": "Kanter per år | Edges per year",
    "edges_undated": "{n} kanter anger inget datum och räknas inte i något år"
    " | {n} edges state no date and count in no year",
    "edges_open": "{n} kanter med bara ena datumet räknas det året"
    " | {n} edges with one date only count in that year",
    "periods": "Perioder | Periods",
    "period": "från start till slut | from start to end",
    "order": "Ordning: grupp (Louvain, frö {seed}), i gruppen antal band. Linjer skiljer grupperna."
    " | Order: community (Louvain, seed {seed}), then number of ties. Lines part the communities.",
    "rows_columns": "Rad: från. Kolumn: till. | Row: from. Column: to.",
    "rows_modes": "Rader: {rows}. Kolumner: {columns}. | Rows: {rows}. Columns: {columns}.",
    "described": "{picture}: {nodes} noder och {edges} kanter. | {picture}: {nodes} nodes and"
    " {edges} edges.",
    "most": "Flest band: {names}. | Most ties: {names}.",
    "told": "{name} ({type}), {n} band | {name} ({type}), {n} ties",
    "type": "typ | type",
    "organisation": "organisation | organisation",
    "project": "projekt | project",
    "theme": "tema | theme",
    "municipality": "kommun | municipality",
    "association": "samordningsförbund | samordningsförbund",
    "plural_organisation": "organisationer | organisations",
    "plural_project": "projekt | projects",
    "plural_theme": "teman | themes",
    "plural_municipality": "kommuner | municipalities",
    "plural_association": "samordningsförbund | samordningsförbund",
}


def text(name: str, language: str, /, **given: object) -> str:
    """A text in a language, with numbers and names put in."""
    swedish, _, english = _TEXTS[name].partition(" | ")
    return (swedish if language == "sv" else english).format(
        **{
            key: number(value, language) if isinstance(value, int | float) else value
            for key, value in given.items()
        }
    )


def number(value: float, language: str) -> str:
    """A number: whole ones in full, others to three digits.

    >>> number(1477, "sv"), number(1477, "en"), number(0.03456, "sv"), number(2.0, "en")
    ('1\\xa0477', '1,477', '0,0346', '2')
    """
    if float(value).is_integer() and abs(value) < 1e15:
        written = f"{int(value):,}"
    elif abs(value) >= 1000:
        written = f"{value:,.0f}"
    else:
        written = f"{value:.3g}"
    if language == "sv":
        written = written.replace(",", "\u00a0").replace(".", ",")
    return written


def type_label(code: str, language: str) -> str:
    """What a type of organisation, or a kind of node, is called."""
    concept = by_notation("organisation-types").get(code)
    if concept is not None:
        return concept.labels[language]
    return text(code, language) if code in _TEXTS else code


def plural(kind: str, language: str) -> str:
    """What several nodes of a kind are called."""
    name = f"plural_{kind}"
    return text(name, language) if name in _TEXTS else kind


def weight_label(network: Network, language: str) -> str:
    """What the edges' weight is."""
    if network.weight in {weight.value for weight in Weight}:
        return LABELS[Weight(network.weight)][language]
    return network.weight


def attribute_label(attribute: Attribute, language: str) -> str:
    """What a column is called."""
    return attribute.labels[language]
