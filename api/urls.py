"""Addresses of pages, documents and files: the one place that builds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from api.translations import Language


@dataclass(frozen=True, slots=True)
class Urls:
    """Addresses for one request, relative to the host.

    `root` is the path that a proxy serves the application under, `base` the base of all
    identifiers. `lang` is the language that the reader chose by hand, which links then keep.

    >>> urls = Urls("", "https://example.org", "en")
    >>> urls.thing("https://example.org/id/kommun/2482")
    '/res/kommun/2482?lang=en'
    """

    root: str
    base: str
    lang: Language | None = None

    def home(self, **parameters: str) -> str:
        """The start page, with the search that the parameters give."""
        return self._url("/", parameters)

    def project(self, key: str) -> str:
        """The page about a project."""
        return self._url(f"/res/projekt/{quote(key)}")

    def organisation(self, key: str) -> str:
        """The page about an organisation."""
        return self._url(f"/res/organisation/{quote(key)}")

    def thing(self, iri: str) -> str | None:
        """The page about anything: here for one of our own, on the web for another.

        None where the IRI cannot be followed.
        """
        prefix = f"{self.base}/id/"
        if iri.startswith(prefix):
            path = iri.removeprefix(prefix)
            # A concept scheme has no key of its own: /id/tema.
            return self._url(f"/res/{quote(path)}") if path.count("/") < 2 else None
        return self.external(iri)

    @staticmethod
    def external(address: str | None) -> str | None:
        """An address on the web; None for any scheme that could run code."""
        return address if address and urlsplit(address).scheme in ("http", "https") else None

    def data(self, iri: str, name: str) -> str:
        """The RDF document about a thing, in the format of that name."""
        path = iri.removeprefix(f"{self.base}/id/")
        return f"{self.root}/res/{quote(path)}?format={name}"

    def path(self, path: str, **parameters: str) -> str:
        """A page or file at a path on this host."""
        return self._url(path, parameters)

    def export(self, path: str, parameters: Iterable[tuple[str, str]]) -> str:
        """A file at a path on this host, by parameters of which some may be given again."""
        return f"{self.root}{path}?{urlencode(list(parameters))}"

    def api(self, path: str) -> str:
        """An address of the JSON API."""
        return f"{self.root}/api/{path}"

    def docs(self) -> str:
        """The documentation of the API."""
        return f"{self.root}/docs"

    def static(self, name: str, version: str) -> str:
        """A file of `static/`; the version makes browsers fetch it anew after an upgrade."""
        return f"{self.root}/static/{name}?{urlencode({'v': version})}"

    def translated(self, path: str, query: str, lang: Language) -> str:
        """The page at a path and query, in another language."""
        kept = [(name, value) for name, value in parse_qsl(query) if name != "lang"]
        return f"{self.root}{quote(path)}?{urlencode([*kept, ('lang', lang)])}"

    def _url(self, path: str, parameters: Mapping[str, str] | None = None) -> str:
        pairs = {name: value for name, value in (parameters or {}).items() if value}
        if self.lang:
            pairs["lang"] = self.lang
        return f"{self.root}{path}" + (f"?{urlencode(pairs)}" if pairs else "")
