"""Parts of the wordings that count a project's participants: numbers, hedges and people."""

from __future__ import annotations

import re

from graph.numerals import numerals
from graph.sources.screening import screened

HEADS = r"\d{1,3}(?:[ \u00a0]\d{3})+|\d{2,6}"
PEOPLE = (
    r"(?:personer|medarbetare|anställda|chefer|ungdomar|unga|individer|kvinnor|män|elever|"
    r"arbetslösa|arbetssökande|företagare|nyckelpersoner|deltagare|yrkesverksamma|nyanlända|utrikesfödda|"
    r"utlandsfödda|vuxna|seniorer|medlemmar|studerande|studenter|arbetstagare|långtidssjukskrivna|långtidsarbetslösa|flyktingar|asylsökande|familjer|föräldrar|sjukskrivna|undersköterskor|vårdbiträden|lärare|ledare)"
)
SOME = r"(?!kronor|procent|timmar|dagar|veckor|månader|platser|företag|kommuner|gånger)[a-zåäö]{4,}"
_TENS = {
    "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50, "sextio": 60, "sjuttio": 70,
    "åttio": 80, "nittio": 90, "hundra": 100, "tusen": 1000,
}  # fmt: skip
_HUNDREDS = {"hundra": 100, "etthundra": 100} | {
    f"{word}hundra": n * 100 for word, n in numerals(2, 9).items()
}
NUMERALS = (
    numerals(10, 16)
    | _TENS
    | _HUNDREDS
    | {f"{word}{ten}": n + _TENS[ten] for word, n in _HUNDREDS.items() for ten in list(_TENS)[:8]}
    | {
        f"{ten}{unit}": _TENS[ten] + n
        for ten in list(_TENS)[:8]
        for unit, n in {"ett": 1, "en": 1, **numerals(2, 9)}.items()
    }
)
NO_COUNT = (
    r"(?!\s*(?:kr|mkr|tkr|mnkr|miljon|procent|%|timmar|dagar|veckor|månader|år\b|företag|gånger|"
    r"tusen))"
)
ABOUT = r"(?:cirka|ca|omkring|drygt|minst|totalt)"
# Who takes part, as the last word of it: "yrkesverksamma", "omsorgsarbetare", "rektorer"
WHO = (
    r"(?:personer|människor|individer|ungdomar|unga|vuxna|kvinnor|män|elever|barn|flickor|pojkar|"
    r"mammor|pappor|föräldrar|klienter|medlemmar|lärlingar|studerande|studenter|deltagare|deltagarna|"
    r"nyanlända|asylsökande|flyktingar|invandrare|sjukskrivna|permitterade|utbrända|boende|intagna|praktikanter|tjejer|killar|"
    r"akademiker|rektorer|entreprenörer|tjänstemän|"
    r"\w*(?:läkare|kockar|ingenjörer|tekniker|operatörer|montörer|pedagoger|handläggare|snickare|förare|anställda|medarbetare|arbetare|arbetslösa|sökande|sköterskor|biträden|lärare|ledare|"
    r"chefer|verksamma|födda|företagare|skötare|funktionsnedsatta|assistenter))"
)
NUMERAL_WORDS = "|".join(sorted(NUMERALS, key=len, reverse=True))
NUMERAL = screened(rf"\b(?:{NUMERAL_WORDS})(?:tal(?:et)?)?\b", re.IGNORECASE)
HEDGES = (
    r"(?:cirka|ca\.?|c:a|drygt|knappt|omkring|ungefär|runt|nästan|närmare|över|mer\s+än|fler\s+än|"
    r"uppemot|upp\s+till|högst|max|minst|åtminstone|sammanlagt|totalt|preliminärt|de|hela|"
    r"ytterligare|uppskattningsvis|planerade|tänkta)"
)
