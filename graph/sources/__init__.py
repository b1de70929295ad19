"""Readers: one per layout, each turning a document or a table into records with evidence."""
