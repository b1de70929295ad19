"""Every page, by the class of its context."""

from __future__ import annotations

from api.contexts.dataset import DatasetPage
from api.contexts.network import NetworkPage
from api.contexts.page import ErrorPage, PageContext
from api.contexts.partners import PartnersPage
from api.contexts.queries import QueriesPage, QueryPage, SparqlPage
from api.contexts.search import HomePage
from api.contexts.specifications import (
    SchemePage,
    SearchSpecificationPage,
    SpecificationsPage,
    VocabularyPage,
)
from api.contexts.themes import ThemeReviewPage
from api.contexts.things import GonePage, OrganisationPage, ProjectPage, ThingPage

PAGES: tuple[type[PageContext], ...] = (
    HomePage,
    ProjectPage,
    OrganisationPage,
    ThingPage,
    SchemePage,
    GonePage,
    DatasetPage,
    VocabularyPage,
    SpecificationsPage,
    SearchSpecificationPage,
    SparqlPage,
    QueriesPage,
    QueryPage,
    PartnersPage,
    NetworkPage,
    ThemeReviewPage,
    ErrorPage,
)
