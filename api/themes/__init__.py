"""Themes, stated and predicted: their JSON, pages and evaluation."""
