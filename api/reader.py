"""The reader of a page: their language, and where their links lead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import HTTPConnection

from api.contexts.page import Linked
from api.models import PlaceModel
from api.translations import Translator, language_of
from api.urls import Urls


@dataclass(frozen=True, slots=True)
class Reader:
    """What a request says of its reader: language, and the address read."""

    t: Translator
    urls: Urls
    path: str
    query: str

    @classmethod
    def of(cls, request: HTTPConnection, base: str) -> Reader:
        """The reader of a request; `?lang=` wins over the browser's languages."""
        asked = request.query_params.get("lang")
        lang = language_of(asked, request.headers.get("accept-language"))
        root = str(request.scope.get("root_path", "")).rstrip("/")
        path = request.url.path.removeprefix(root)
        urls = Urls(root, base, lang if asked == lang else None)
        return cls(Translator(lang), urls, path, request.url.query)

    def places(self, places: Iterable[PlaceModel]) -> list[Linked]:
        """Places as links to their pages."""
        return [Linked(place.name, self.urls.thing(place.iri), "sv") for place in places]
