"""Routers: they translate between HTTP and the functions that decide."""
