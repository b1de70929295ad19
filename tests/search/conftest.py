"""Shared parts of the search tests."""

import pytest

from search.embedder import HashingEmbedder


@pytest.fixture
def hashing() -> HashingEmbedder:
    """The embedder without a model."""
    return HashingEmbedder(64)
