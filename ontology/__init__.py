"""Vocabulary, controlled lists, shapes and identifiers of the graph."""
