"""What every answer says of where it comes from, in headers: release, data set, licence."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.linked.links import link
from api.serving.releases import is_served, served
from graph.dataset import NAME

RELEASE_HEADER: Final = "Samverkan-Release"
_WITHOUT: Final = ("/static/", "/health/", "/docs", "/openapi.json")


class Citable:
    """ASGI middleware that adds the release and links to what to cite and to the licence.

    The link relations are `cite-as` (RFC 8574) and `license` (RFC 4946).
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or str(scope["path"]).startswith(_WITHOUT):
            await self._app(scope, receive, send)
            return

        async def with_source(message: Message) -> None:
            if message["type"] == "http.response.start" and is_served(scope):
                service = served(scope).service
                headers = MutableHeaders(scope=message)
                headers[RELEASE_HEADER] = service.release.manifest.id
                if message["status"] < 400:
                    dataset = str(service.identifiers.dataset(NAME))
                    headers.append("Link", link(dataset, "cite-as"))
                    headers.append("Link", link(service.settings.licence, "license"))
            await send(message)

        await self._app(scope, receive, with_source)
