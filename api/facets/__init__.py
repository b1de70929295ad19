"""Counts of what hits have in common: their JSON and pages."""
