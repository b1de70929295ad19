"""Hits of a search as the API gives them, and the page on search inside SPARQL."""
