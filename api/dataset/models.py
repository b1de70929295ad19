"""JSON of the data set: what a release changed, and how to cite it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from api.models import Model
from graph.changes import COMPARED, Changes, Difference, Item


class ChangedItemModel(Model):
    """A project or organisation in a list of changes."""

    id: str
    iri: str
    name: str | None


class DifferenceModel(Model):
    """What became of one kind of thing since the release before."""

    added: list[ChangedItemModel]
    removed: list[ChangedItemModel]
    changed: list[ChangedItemModel]

    @classmethod
    def between(cls, found: Difference, prefix: str) -> DifferenceModel:
        def items(given: tuple[Item, ...]) -> list[ChangedItemModel]:
            return [
                ChangedItemModel(id=item.id, iri=f"{prefix}/{item.id}", name=item.name)
                for item in given
            ]

        return cls(
            added=items(found.added), removed=items(found.removed), changed=items(found.changed)
        )


class GoneModel(Model):
    """An identifier that is out of use: a request for it answers 308, 300 or 410."""

    iri: str
    name: str | None
    how: Literal["replaced", "merged", "split", "withdrawn"]
    successors: list[str] = Field(description="IRIs of what took its place.")
    date: str
    reason: dict[str, str] = Field(description="Why, by language; empty where nobody has said.")


class ChangesModel(Model):
    """What a release changed, compared with the one before."""

    release: str
    created: str
    previous: str | None = Field(description="Release compared with; null for the first one.")
    previous_created: str | None
    projects: DifferenceModel
    organisations: DifferenceModel
    gone: list[GoneModel] = Field(
        description="Projects and organisations whose identifiers are out of use, of all releases."
    )

    @classmethod
    def of(cls, changes: Changes, base: str) -> ChangesModel:
        return cls(
            release=changes.release,
            created=changes.created,
            previous=changes.previous,
            previous_created=changes.previous_created,
            **{
                kind: DifferenceModel.between(getattr(changes, kind), f"{base}/id/{segment}")
                for kind, segment in COMPARED.items()
            },
            gone=[
                GoneModel(
                    iri=f"{base}/id/{gone.path}",
                    name=gone.name,
                    how=gone.how,
                    successors=[f"{base}/id/{path}" for path in gone.successors],
                    date=gone.date,
                    reason=dict(gone.reason),
                )
                for gone in changes.gone.values()
                if gone.path.partition("/")[0] in COMPARED.values()
            ],
        )


class CitationModel(Model):
    """How to cite a page or an answer."""

    release: str
    released: str
    licence: str
    text: dict[str, str] = Field(description="By language: sv, en.")
    bibtex: str
    csl: dict[str, Any] = Field(description="CSL-JSON, for reference managers.")
