"""Semantic search over project texts: passages, embeddings, exact vector index, service."""
