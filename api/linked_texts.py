"""Texts of the pages on the data set, the vocabulary and identifiers, in Swedish and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

TEXTS: Final[Mapping[str, Mapping[Literal["sv", "en"], str]]] = {
    # Citation
    "site.dataset": {"sv": "Datamängd", "en": "Dataset"},
    "site.specifications": {"sv": "Vokabulär", "en": "Vocabulary"},
    "citation.heading": {"sv": "Så här citerar du", "en": "How to cite"},
    "citation.about": {
        "sv": "Utgåvan står med, så att det går att se vilka uppgifter som avses.",
        "en": "The release is named, so that it can be seen which facts are meant.",
    },
    "citation.dataset": {
        "sv": "Samverkansgrafen",
        "en": "Samverkansgrafen",
    },
    "citation.text": {
        "sv": "{publisher} ({year}). {title}. Datautgåva {release}, {date}. {address} "
        "(hämtad {accessed}). Licens: {licence}",
        "en": "{publisher} ({year}). {title}. Data release {release}, {date}. {address} "
        "(accessed {accessed}). Licence: {licence}",
    },
    # Data set
    "dataset.kind": {"sv": "Datamängd", "en": "Dataset"},
    "dataset.facts": {"sv": "Om datamängden", "en": "About the dataset"},
    "dataset.publisher": {"sv": "Utgivare", "en": "Publisher"},
    "dataset.contact": {"sv": "Kontakt", "en": "Contact"},
    "dataset.licence": {"sv": "Licens", "en": "Licence"},
    "dataset.rights": {"sv": "Erkännande", "en": "Credit"},
    "dataset.release": {"sv": "Utgåva", "en": "Release"},
    "dataset.created": {"sv": "Gjord", "en": "Made"},
    "dataset.period": {"sv": "Projektens tid", "en": "Period of the projects"},
    "dataset.identifier": {"sv": "Identifierare", "en": "Identifier"},
    "dataset.sources": {"sv": "Källor", "en": "Sources"},
    "dataset.files": {"sv": "Hämta allt", "en": "Download everything"},
    "dataset.files_about": {
        "sv": "Samma innehåll ger alltid samma filer. Kontrollera dem med SHA256SUMS.",
        "en": "The same content always gives the same files. Check them with SHA256SUMS.",
    },
    "dataset.file": {"sv": "Fil", "en": "File"},
    "dataset.content": {"sv": "Innehåll", "en": "Content"},
    "dataset.size": {"sv": "Storlek", "en": "Size"},
    "dataset.all_graphs": {
        "sv": "alla grafer: det som gäller, och vad varje källa säger",
        "en": "all graphs: what counts, and what each source says",
    },
    "dataset.default_graph": {"sv": "det som gäller", "en": "what counts"},
    "dataset.services": {"sv": "Fråga", "en": "Query"},
    "dataset.counts": {"sv": "Innehåll", "en": "Content"},
    "dataset.statistics": {"sv": "Statistik", "en": "Statistics"},
    "dataset.classes": {"sv": "Klasser", "en": "Classes"},
    "dataset.properties": {"sv": "Egenskaper", "en": "Properties"},
    "dataset.linksets": {"sv": "Länkar till andra datamängder", "en": "Links to other datasets"},
    "dataset.graphs": {"sv": "Namngivna grafer", "en": "Named graphs"},
    "dataset.term": {"sv": "Term", "en": "Term"},
    "dataset.instances": {"sv": "Antal", "en": "Number"},
    "dataset.changes": {"sv": "Ändringar i utgåvan", "en": "Changes in this release"},
    "dataset.changes_about": {
        "sv": "Jämfört med utgåvan {previous}.",
        "en": "Compared with the release {previous}.",
    },
    "dataset.changes_first": {
        "sv": "Det finns ingen tidigare utgåva att jämföra med, så allt är nytt.",
        "en": "There is no earlier release to compare with, so everything is new.",
    },
    "dataset.changed_projects": {"sv": "Projekt", "en": "Projects"},
    "dataset.changed_organisations": {"sv": "Organisationer", "en": "Organisations"},
    "dataset.added": {"sv": "Nya", "en": "Added"},
    "dataset.removed": {"sv": "Borttagna", "en": "Removed"},
    "dataset.changed": {"sv": "Ändrade", "en": "Changed"},
    "count.organisations": {"sv": "organisationer", "en": "organisations"},
    "count.triples": {"sv": "tripplar", "en": "triples"},
    "count.named_graph_triples": {"sv": "tripplar i källgrafer", "en": "triples in source graphs"},
    # Identifiers out of use
    "gone.title": {"sv": "Identifieraren används inte längre", "en": "Identifier out of use"},
    "gone.merged": {
        "sv": "Det här har slagits samman med något annat",
        "en": "This was merged with something else",
    },
    "gone.split": {"sv": "Det här har delats upp", "en": "This was split"},
    "gone.withdrawn": {"sv": "Det här har tagits bort", "en": "This was withdrawn"},
    "gone.merged_about": {
        "sv": "Uppgifterna finns nu under en annan identifierare.",
        "en": "The facts now stand under another identifier.",
    },
    "gone.split_about": {
        "sv": "Uppgifterna finns nu under flera identifierare.",
        "en": "The facts now stand under several identifiers.",
    },
    "gone.withdrawn_about": {
        "sv": "Identifieraren har funnits i en tidigare utgåva men finns inte i den här. Den "
        "kommer inte att få betyda något annat.",
        "en": "The identifier was in an earlier release but is not in this one. It will not come "
        "to mean anything else.",
    },
    "gone.facts": {"sv": "Uppgifter", "en": "Facts"},
    "gone.successors": {"sv": "Se i stället", "en": "See instead"},
    "gone.identifier": {"sv": "Identifierare", "en": "Identifier"},
    "gone.name": {"sv": "Namn", "en": "Name"},
    "gone.date": {"sv": "Sedan", "en": "Since"},
    "gone.reason": {"sv": "Skäl", "en": "Reason"},
    "gone.release": {"sv": "Senast i utgåvan", "en": "Last in the release"},
    # Concept schemes
    "scheme.kind": {"sv": "Begreppslista", "en": "Concept scheme"},
    "scheme.concepts": {"sv": "{n} begrepp", "en": "{n} concepts"},
    "scheme.organisations.one": {"sv": "1 organisation", "en": "1 organisation"},
    "scheme.organisations.many": {"sv": "{n} organisationer", "en": "{n} organisations"},
    "scheme.also": {"sv": "Även", "en": "Also"},
    "scheme.code": {"sv": "Kod", "en": "Code"},
    "scheme.identifier": {"sv": "Identifierare", "en": "Identifier"},
    # Vocabulary
    "vocabulary.kind": {"sv": "Vokabulär", "en": "Vocabulary"},
    "vocabulary.facts": {"sv": "Om vokabulären", "en": "About the vocabulary"},
    "vocabulary.namespace": {"sv": "Namnrymd", "en": "Namespace"},
    "vocabulary.prefix": {"sv": "Prefix", "en": "Prefix"},
    "vocabulary.version": {"sv": "Version", "en": "Version"},
    "vocabulary.overview": {"sv": "Översikt", "en": "Overview"},
    "vocabulary.overview_about": {
        "sv": "Klasser till vänster, och vad deras egenskaper leder till.",
        "en": "Classes to the left, and what their properties lead to.",
    },
    "vocabulary.classes": {"sv": "Klasser", "en": "Classes"},
    "vocabulary.properties": {"sv": "Egenskaper", "en": "Properties"},
    "vocabulary.on_page": {"sv": "Termer på sidan", "en": "Terms on this page"},
    "vocabulary.broader_class": {"sv": "underklass till", "en": "subclass of"},
    "vocabulary.broader_property": {"sv": "underegenskap till", "en": "subproperty of"},
    "vocabulary.domain": {"sv": "hör till", "en": "domain"},
    "vocabulary.range": {"sv": "värden", "en": "range"},
    "vocabulary.inverse": {"sv": "motsatt", "en": "inverse of"},
    "vocabulary.close": {"sv": "ungefär som", "en": "close match"},
    "vocabulary.see": {"sv": "se även", "en": "see also"},
    "vocabulary.any": {"sv": "vad som helst", "en": "anything"},
    "vocabulary.diagram": {"sv": "Diagram över {name}", "en": "Diagram of {name}"},
    "specifications.title": {"sv": "Vokabulär och format", "en": "Vocabulary and formats"},
    "specifications.lead": {
        "sv": "Det som uppgifterna följer, att läsa och att hämta.",
        "en": "What the data follow, to read and to download.",
    },
    "specifications.core": {"sv": "Vokabulär", "en": "Vocabulary"},
    "specifications.core_about": {
        "sv": "Klasser och egenskaper, med definitioner och diagram.",
        "en": "Classes and properties, with definitions and diagrams.",
    },
    "specifications.shapes": {"sv": "SHACL-former", "en": "SHACL shapes"},
    "specifications.shapes_about": {
        "sv": "Vad varje utgåva kontrolleras mot.",
        "en": "What every release is checked against.",
    },
    "specifications.dcat": {"sv": "SHACL-former för DCAT-AP-SE", "en": "DCAT-AP-SE shapes"},
    "specifications.dcat_about": {
        "sv": "Vad beskrivningen av datamängden kontrolleras mot.",
        "en": "What the description of the dataset is checked against.",
    },
    "specifications.scheme_about": {
        "sv": "Begrepp med definitioner och antal projekt.",
        "en": "Concepts with definitions and numbers of projects.",
    },
    "specifications.context": {"sv": "JSON-LD-kontext", "en": "JSON-LD context"},
    "specifications.context_about": {
        "sv": "Korta namn för termerna i JSON-LD-svaren.",
        "en": "Short names for the terms in the JSON-LD answers.",
    },
    "specifications.search": {"sv": "Sökning i SPARQL", "en": "Search in SPARQL"},
    "specifications.search_about": {
        "sv": "Termer för att söka på innebörd i en SPARQL-fråga.",
        "en": "Terms to search by meaning in a SPARQL query.",
    },
}
"""Key to text by language; `{name}` is filled in."""
