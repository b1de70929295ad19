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
    "loops": "Band till sig själv, inte ritade: {n} | Ties to itself, not drawn: {n}",
    "arrow": "pilen går från {source} till {target} | the arrow runs from {source} to {target}",
    "owner": "projektägaren | the owner",
    "partner": "deltagaren | who takes part",
    "names": "Namn som visas: {shown} av {all}; utelämnade: {n}"
    " | Names shown: {shown} of {all}; names left out: {n}",
    "all_names": "Namn som visas: alla | Names shown: all",
    "unvalued": "utan värde, minsta storlek: {n} | without a value, least size: {n}",
    "direct_only": "Storlek och grupper är av direkta band."
    " | Sizes and communities are of direct ties.",
    "isolates": "Utan band ({n}) | Without ties ({n})",
    "isolates_out": "Utan band, inte med: {n} | Without ties, left out: {n}",
    "other": "övriga, olika värden: {n} | others, distinct values: {n}",
    "missing": "uppgift saknas | not stated",
    "community": "{n}: {name} m.fl. | {n}: {name} and others",
    "community_single": "{n}: {name} | {n}: {name}",
    "untied": "utan band | without ties",
    "counts": "Noder: {nodes}. Kanter: {edges}. Kantvikt: {weight}."
    " | Nodes: {nodes}. Edges: {edges}. Edge weight: {weight}.",
    "coverage": "Täckning: {stating} av {projects} projekt i urvalet anger någon utöver ägaren;"
    " {silent} gör det inte. Att ett band saknas visar inte att samarbete saknas."
    " | Coverage: {stating} of {projects} selected projects state anyone besides the owner;"
    " {silent} do not. A tie that is missing does not show that nobody worked together.",
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
    "rows_undated": "Utan datum, inte med ({n}): {names} | Without a date, left out ({n}): {names}",
    "rows_out": "Med datum, men utan plats: {n}; de med flest band visas"
    " | With dates, but left out: {n}; those with most ties are shown",
    "open": "slut eller start är inte angiven | end or start is not stated",
    "per_year": "Kanter per år | Edges per year",
    "edges_undated": "Kanter utan datum, inte räknade: {n}"
    " | Edges without a date, not counted: {n}",
    "edges_open": "Kanter med bara start eller slut, räknade det året: {n}"
    " | Edges with a start or an end only, counted in that year: {n}",
    "periods": "Perioder | Periods",
    "period": "från start till slut | from start to end",
    "order": "Ordning: grupp (Louvain av alla band, frö {seed}), i gruppen antal band. Linjer"
    " skiljer grupperna."
    " | Order: community (Louvain, all ties, seed {seed}), then number of ties. Lines part the"
    " communities.",
    "rows_columns": "Rad: från. Kolumn: till. | Row: from. Column: to.",
    "rows_modes": "Rader: {rows}. Kolumner: {columns}. | Rows: {rows}. Columns: {columns}.",
    "described": "{picture}. Noder: {nodes}. Kanter: {edges}."
    " | {picture}. Nodes: {nodes}. Edges: {edges}.",
    "most": "Flest band: {names}. | Most ties: {names}.",
    "told": "{name} ({type}); band: {n} | {name} ({type}); ties: {n}",
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
