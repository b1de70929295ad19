"""JSON of the API: pydantic models at the edge, made from the views of the graph.

Here are those that the others are built of.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from graph.views import EvidenceView, OrganisationReference, Place, Reference

ItemT = TypeVar("ItemT")


class Model(BaseModel):
    """Base of every model: built from objects, documented for OpenAPI."""

    model_config = ConfigDict(from_attributes=True)


class Page(Model, Generic[ItemT]):
    """A part of a list, in a stable order."""

    total: int = Field(description="How many there are in all.")
    items: list[ItemT]
    next: str | None = Field(None, description="Cursor of the next part; null at the end.")


class ThingModel(Model):
    """A thing by key, IRI and name."""

    id: str
    iri: str
    name: str

    @classmethod
    def of(cls, view: Reference) -> ThingModel:
        return cls.model_validate(view)


class OrganisationModel(Model):
    """An organisation in short."""

    id: str = Field(examples=["forsakringskassan"])
    iri: str
    name: str = Field(examples=["Försäkringskassan"])
    type: str = Field(examples=["agency"])

    @classmethod
    def of(cls, view: OrganisationReference) -> OrganisationModel:
        return cls.model_validate(view)


class PlaceModel(Model):
    """A municipality, county or ESF region."""

    code: str = Field(examples=["2482"])
    iri: str
    name: str = Field(examples=["Skellefteå"])

    @classmethod
    def of(cls, view: Place) -> PlaceModel:
        return cls.model_validate(view)


class EvidenceModel(Model):
    """The passage that states something: characters `start` to `end` of the source.

    For a table, `cell` is the RFC 7111 fragment of the cell that the characters are counted in,
    and `page` the address of the page that its row was gathered from.
    """

    source: str = Field(examples=["fakta"])
    quote: str
    start: int
    end: int
    rule: str
    cell: str | None = None
    page: str | None = None

    @classmethod
    def of(cls, view: EvidenceView) -> EvidenceModel:
        return cls.model_validate(view)
