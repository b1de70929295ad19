"""Names of municipalities as places: one by its name, or all of a county by a description."""

from __future__ import annotations

import re
from functools import cached_property

from graph.gazetteer import Gazetteer
from graph.names import fold, in_composed_form
from graph.numerals import numerals
from graph.spellings import Spellings

_LEAST = 0.77  # least score of a misspelt name: one letter in eight or more
_NUMERALS = {"båda": 2, **numerals(2, 16)}
_ALL_OF_COUNTY = re.compile(
    r"(?:(?P<every>samtliga|alla|hela)\s+)?(?:de\s+)?(?:(?P<count>\d+|"
    + "|".join(_NUMERALS)
    + r")\s+)?(?:kommuner|(?P<definite>kommunerna))\s+(?:i|inom|från)\s+"
    r"(?P<counties>[A-ZÅÄÖ][\w\s,]*?)(?:\s+län)?$",
    re.IGNORECASE,
)
# "Blekinges fem kommuner"
_OF_COUNTY = re.compile(
    r"(?P<every>(?P<counties>[A-ZÅÄÖ][\w ]*?)s(?:\s+läns)?)\s+(?:(?:samtliga|alla)\s+)?"
    r"(?:(?P<count>\d+|" + "|".join(_NUMERALS) + r")\s+)?(?:kommuner|(?P<definite>kommunerna))",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"(?P<before>kommunerna\s+)?(?P<places>[A-ZÅÄÖ].*?)(?P<after>\s+kommuner(?:na)?)?$",
    re.IGNORECASE,
)
_JOINTS = re.compile(r"\s*,\s*(?:(?:och|samt)\s+)?|\s+(?:och|samt)\s+|\s*/\s*")


class MunicipalityNames:
    """Resolves names to SCB codes."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._places = gazetteer.municipalities
        self._by_name: dict[str, str] = {}
        for place in gazetteer.municipalities.values():
            for form in (place.name, place.genitive, place.kommun_form, place.official_name):
                self._by_name.setdefault(fold(form), place.code)
                self._by_name.setdefault(fold(f"{form} kommun"), place.code)
        self._counties = {
            re.sub(r"s? län$", "", fold(name)): county.code
            for county in gazetteer.counties.values()
            for name in (county.name, county.short_name)
        }

    @cached_property
    def _bodies(self) -> frozenset[str]:
        bodies = self._gazetteer.organisations.values()
        return frozenset(fold(name) for body in bodies for name in self._gazetteer.names_of(body))

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings({name: (code,) for name, code in self._by_name.items()})

    def find(self, name: str) -> str | None:
        """The code of the municipality a name means, or None.

        The two names that only diacritics tell apart (Habo, Håbo) are told apart.
        """
        code = self._by_name.get(fold(name))
        if code is None:
            # "LillaEdet" and "Stenungssund" in registers: a lost space, a doubled letter
            guesses = self._spellings.guesses(name)
            code = guesses[0].keys[0] if guesses and guesses[0].score >= _LEAST else None
        return code

    def described(self, name: str) -> tuple[str, ...]:
        """The codes of a county's municipalities, where a name describes all of them.

        "Samtliga kommuner i Blekinge län" does; "de fem kommunerna i …" only where the county
        has five.
        """
        written = in_composed_form(name)
        match = _ALL_OF_COUNTY.match(written)
        if match is None and fold(name) not in self._bodies:  # "Norrbottens Kommuner" is one
            match = _OF_COUNTY.fullmatch(written)
        counties = self.counties(match["counties"]) if match else ()
        if match is None or not counties:
            return ()
        codes = tuple(
            place.code for place in self._places.values() if place.county_code in counties
        )
        count = (match["count"] or "").casefold()
        number = int(count) if count.isdigit() else _NUMERALS.get(count)
        every = match["every"] is not None or number is not None or match["definite"] is not None
        return codes if every and number in (None, len(codes)) else ()

    def listed(self, name: str) -> tuple[str, ...]:
        """The codes of municipalities that "kommunerna A, B och C" or "A och B kommuner" lists.

        None where one of them is not known.
        """
        written = in_composed_form(name)
        match = _LIST.match(written)
        if match is None or not (match["before"] or match["after"]):
            return ()
        parts = _JOINTS.split(match["places"])
        codes = [self._by_name.get(fold(part)) for part in parts]
        found = tuple(code for code in codes if code)
        return found if len(found) == len(codes) > 1 else ()

    def counties(self, names: str) -> tuple[str, ...]:
        """Codes of the counties that "Blekinge och Kalmar län" names; none where one is unknown."""
        parts = re.split(r"\s*,\s*|\s+(?:och|samt)\s+", names.strip())
        codes = [self._counties.get(re.sub(r"s?(?: läns?)?$", "", fold(part))) for part in parts]
        return tuple(code for code in codes if code) if all(codes) else ()
