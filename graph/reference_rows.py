"""Rows of the reference tables: the columns of data/reference, and what their values must be."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from graph.records import earliest_day
from graph.tables import Names, Text
from ontology.identifiers import slugify
from ontology.vocabulary import by_notation


def _matching(pattern: str, meaning: str) -> AfterValidator:
    """A validator of text that may be missing; `meaning` says what the text must be."""

    def check(value: str | None) -> str | None:
        if value is not None and not re.fullmatch(pattern, value):
            raise ValueError(meaning)
        return value

    return AfterValidator(check)


def _named(value: str) -> str:
    slugify(value)  # a name becomes part of an identifier
    return value


def _codes(values: tuple[str, ...]) -> tuple[str, ...]:
    if not all(re.fullmatch(r"[0-9]{4}", value) for value in values):
        raise ValueError("municipality codes have four digits; mind the leading zero")
    return values


def _on_the_calendar(value: str | None) -> str | None:
    if value is not None:
        earliest_day(value)  # raises ValueError for a day that there is not
    return value


def _known_type(value: str) -> str:
    if value not in by_notation("organisation-types"):
        raise ValueError("not a code of ontology/organisation-types.ttl")
    return value


_COUNTY_CODE = _matching("[0-9]{2}", "a county code has two digits; mind the leading zero")
_Name = Annotated[str, Field(min_length=1), AfterValidator(_named)]
_CountyCode = Annotated[str, _COUNTY_CODE]
_OfCounty = Annotated[Text, _COUNTY_CODE]
_Code = Annotated[
    str, _matching("[0-9]{4}", "a municipality code has four digits; mind the leading zero")
]
_OrgNumber = Annotated[
    Text, _matching("[0-9]{6}-[0-9]{4}", "an organisation number is written 000000-0000")
]
_Item = Annotated[Text, _matching("Q[1-9][0-9]*", "a Wikidata item is Q and a number")]
_Day = Annotated[
    Text,
    _matching(r"[0-9]{4}(-[0-9]{2}){0,2}", "a date is written YYYY, YYYY-MM or YYYY-MM-DD"),
    AfterValidator(_on_the_calendar),
]
_Nuts = Annotated[Text, _matching("[A-Z]{2}[0-9A-Z]{1,3}", "not a NUTS code")]


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)


class CountyRow(_Row):
    """A row of counties.csv."""

    code: _CountyCode
    name: _Name
    short_name: str
    nuts3: _Nuts = None
    nuts2: _Nuts = None
    esf_region: _Name
    wikidata: _Item = None


class MunicipalityRow(_Row):
    """A row of municipalities.csv."""

    code: _Code
    name: _Name
    official_name: _Name
    genitive: str
    county_code: _CountyCode
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    wikidata: _Item = None
    org_number: _OrgNumber = None
    org_number_basis: Literal["register", "repository", "inferred"]
    kommun_form: str
    alternative_names: Names = ()


class RegionRow(_Row):
    """A row of regions.csv."""

    name: _Name
    former_name: Names = ()
    county_code: _CountyCode
    org_number: _OrgNumber = None
    region_since: int
    alternative_names: Names = ()
    wikidata: _Item = None


class AssociationRow(_Row):
    """A row of coordination_associations.csv."""

    official_name: _Name
    alternative_names: Names = ()
    county_code: _OfCounty = None
    member_municipalities: Annotated[Names, AfterValidator(_codes)] = ()
    status: str
    confidence: Literal["high", "medium", "low"]
    note: Text = None
    org_number: _OrgNumber = None


class AssociationPeriodRow(_Row):
    """A row of association_periods.csv: since when and until when, both included.

    Without a municipality it is about the association, and so about all its members.
    """

    association: _Name
    municipality_code: Annotated[
        Text, _matching("[0-9]{4}", "a municipality code has four digits; mind the leading zero")
    ] = None
    start: _Day = None
    end: _Day = None


class AgencyRow(_Row):
    """A row of agencies.csv."""

    name: _Name
    alternative_names: Names = ()
    type: Annotated[str, AfterValidator(_known_type)]
    county_code: _OfCounty = None
    org_number: _OrgNumber = None
    wikidata: _Item = None
