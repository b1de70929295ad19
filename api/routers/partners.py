"""Suggestion of partners for a draft or a project."""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import ServiceDep
from api.partners.models import PartnerRequest, PartnerSuggestions
from api.partners.search import suggest

router = APIRouter(prefix="/api/partners", tags=["partners"])


@router.post("/suggest")
def suggested(service: ServiceDep, request: PartnerRequest) -> PartnerSuggestions:
    """Organisations with experience of what a draft is about, nearby, and tied to who is on board.

    The funder, and bodies that are on board, are not suggested. Direct experience, and experience
    through a samordningsförbund, are two lists.
    """
    return suggest(service, request)
