"""Suggested partners: their JSON, pages and command."""
