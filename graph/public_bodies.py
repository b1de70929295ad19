"""Swedish public organisations and places, as the gazetteer has them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class County:
    """A county (län) as a place; `nuts3` is its NUTS 3 code."""

    code: str
    name: str
    short_name: str
    esf_region: str
    nuts3: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality (kommun) as a place, with the forms its name takes before "kommun".

    `latitude` and `longitude` are WGS 84 degrees of the land area's centroid.
    """

    code: str
    name: str
    official_name: str
    genitive: str
    kommun_form: str
    county_code: str
    latitude: float
    longitude: float
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """Since when and until when a membership holds, as ISO 8601 dates, months or years.

    `municipality` is the SCB code of the member; None is every member that has no stay of its own.
    """

    municipality: str | None
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation of the gazetteer.

    `types` are notations of ontology/organisation-types.ttl, the first the main one. `valid_from`
    and `valid_to` are years (both included) where the name means this body only then.
    `successor` is the slug of the body it was renamed to or merged into, in `changed` if known.
    `members` are codes of municipalities, for a samordningsförbund (coordination association
    under the 2003 act); `confidence` says how sure the members are, and `stays` when they were
    that, where it is known. `folded` are those of
    `alternative_names` that mean legal persons of their own, which the table has as one body.
    """

    slug: str
    name: str
    types: tuple[str, ...]
    alternative_names: tuple[str, ...] = ()
    county_code: str | None = None
    municipality_code: str | None = None
    org_number: str | None = None
    wikidata: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    successor: str | None = None
    changed: int | None = None
    members: tuple[str, ...] = ()
    confidence: str | None = None
    status: str | None = None
    folded: tuple[str, ...] = ()
    stays: tuple[Stay, ...] = ()
