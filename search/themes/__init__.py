"""Prediction of themes: labels found in text, nearness in meaning, and how well it does."""
