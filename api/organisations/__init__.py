"""Organisations as the API and the pages give them."""
