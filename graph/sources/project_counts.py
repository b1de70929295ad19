"""Words that count projects: "tre projekt", "två nya förstudieprojekt", "tre av dem:"."""

from __future__ import annotations

from graph.numerals import numerals
from graph.sources.screening import screened

NUMERALS = numerals(2, 12)
COUNT = rf"(?P<count>{'|'.join(NUMERALS)}|[2-9]|1[0-2])"
# Several projects, in the definite form or not
PLURAL = (
    r"(?:(?!del|syster)(?:[\w-]+-)?(?:socialfonds|utvecklings|samverkans|integrations|migrations|"
    r"arbetsmarknads|forsknings|genomförande|kompetens|förstudie|pilot)?projekt(?:en)?|"
    r"förstudier(?:na)?)"
)
# "tre av dem:" before the list of them
OF_THEM = r"av\s+dem(?=\s*:)"
COUNTED = screened(rf"(?i)(?<!\w){COUNT}\s+(?:{OF_THEM}|(?:[\w-]+\s+){{0,3}}?{PLURAL}(?![\w-]))")
APPLICATIONS = screened(rf"(?i)(?<!\w){COUNT}\s+(?:[\w-]+\s+){{0,3}}?[\w-]*ansökningar(?![\w-])")


def number(written: str) -> int:
    """How many a count of `COUNT` is."""
    return NUMERALS.get(written.casefold()) or int(written)
