"""Gold records: what a careful reader says that a page states, to score the readers against.

A folder of gold holds pages `NN.txt` and, beside each, `NN.expected.json`:
{"projects": [{name, project_number, owner, partners: [{name, role}], municipalities,
period_start, period_end, total_budget_sek, esf_grant_sek, planned_participants, region}]}.
null, an empty list or a missing key is "not stated".
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from graph.errors import UnreadableSource
from graph.records import Role
from ontology.vocabulary import Labels, concepts

SUFFIX = ".expected.json"


def _role(value: object) -> object:
    """A role by its code, or by any label of `ontology/roles.ttl`."""
    if not isinstance(value, str) or value in set(Role):
        return value
    slug = Labels.of("roles").find(value)
    return next((c.notation for c in concepts("roles") if c.slug == slug), value)


def _listed(value: object) -> object:
    return [] if value is None else value


class GoldPartner(BaseModel):
    """A body that takes part otherwise than as owner, in a role of `graph.records.Role`."""

    model_config = ConfigDict(frozen=True)

    name: str
    role: Annotated[Role, BeforeValidator(_role)] = Role.PARTNER


class GoldProject(BaseModel):
    """A project as a page states it."""

    model_config = ConfigDict(frozen=True)

    name: str
    project_number: str | None = None
    owner: str | None = None
    partners: Annotated[tuple[GoldPartner, ...], BeforeValidator(_listed)] = ()
    municipalities: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()
    period_start: str | None = None
    period_end: str | None = None
    total_budget_sek: Decimal | None = None
    esf_grant_sek: Decimal | None = None
    planned_participants: int | None = None
    region: str | None = None


class _GoldFile(BaseModel):
    projects: tuple[GoldProject, ...]


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page and the projects that it states; `text` is the path of the page."""

    name: str
    text: Path
    projects: tuple[GoldProject, ...]


def read_gold(folder: Path, texts: Path | None = None) -> list[GoldPage]:
    """The gold pages of a folder, by name; the pages may stand in another folder, `texts`.

    Raises `UnreadableSource` where there is none, or one is not as described above.
    """
    pages = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        name = path.name.removesuffix(SUFFIX)
        page = (texts or folder) / f"{name}.txt"
        if not page.is_file():
            raise UnreadableSource(f"{page} is missing. Put the page beside {path.name}.")
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            projects = _GoldFile.model_validate(content).projects
        except (OSError, ValueError, ValidationError) as error:
            first = str(error).splitlines()
            raise UnreadableSource(
                f"{path} is not a gold record: {'; '.join(first[:3])}. See graph/gold.py."
            ) from error
        pages.append(GoldPage(name, page, projects))
    if not pages:
        raise UnreadableSource(f"{folder} has no NN{SUFFIX}. Give a folder of gold records.")
    return pages
