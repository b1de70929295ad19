"""Suggestion of partners: who has taken part in what, the ranking, and how well it does."""
