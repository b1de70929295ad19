"""Rendering of pages with Jinja: escaping always on, an unknown name is an error."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.contexts.page import PageContext

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",
    "Vary": "Accept, Accept-Language",
    "X-Content-Type-Options": "nosniff",
}


@cache
def environment() -> Environment:
    """The templates of this package."""
    return Environment(
        loader=PackageLoader("api", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def rendered(context: PageContext) -> str:
    """The HTML of a page. The template sees the fields of the context and nothing else."""
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    return environment().get_template(context.template).render(values)


def page_response(context: PageContext, status: int = 200) -> HTMLResponse:
    """A page as a response. Its headers let it load nothing from elsewhere, and no scripts."""
    headers = {**HEADERS, "Content-Language": context.t.lang}
    return HTMLResponse(rendered(context), status, headers=headers)
