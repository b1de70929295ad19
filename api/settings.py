"""Settings of the program, read from the environment with the prefix SAMVERKAN_."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ontology.identifiers import DEFAULT_BASE, Identifiers

_CHECKOUT = Path(__file__).resolve().parent.parent


def _default_data() -> Path:
    """The tables of the checkout, else those installed with the program."""
    checkout = _CHECKOUT / "data"
    if (checkout / "reference").is_dir():
        return checkout
    return Path(sys.prefix) / "share" / "samverkan" / "data"


def _default_var() -> Path:
    """Where releases and caches go: data/var of the checkout, else the user's data folder."""
    checkout = _CHECKOUT / "data"
    if (checkout / "reference").is_dir():
        return checkout / "var"
    return user_data_path("samverkan")


class Settings(BaseSettings):
    """Every setting; docs/settings.md describes them for users."""

    model_config = SettingsConfigDict(env_prefix="SAMVERKAN_", extra="ignore")

    base: str = Field(
        default=DEFAULT_BASE, description="Base address of all identifiers in a release."
    )
    data: Path = Field(
        default_factory=_default_data, description="Folder of the tables to build from."
    )
    var: Path = Field(
        default_factory=_default_var, description="Folder of releases, read documents and caches."
    )
    model: str = Field(
        default="bundled",
        description="Embedding model: bundled, or a folder or model id for sentence-transformers.",
    )
    cross_encoder: str | None = Field(
        default=None,
        description="Cross-encoder that reads the first hits again: a folder or model id.",
    )
    cross_encoder_hits: int = Field(
        default=20, ge=1, le=200, description="Hits that it reads for each search."
    )
    host: str = Field(default="127.0.0.1", description="Address that the service listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that the service listens on.")
    follow_seconds: float = Field(
        default=5.0, gt=0, description="Seconds between looks for a newer release to serve."
    )
    query_seconds: float = Field(
        default=10.0, gt=0, description="Seconds after which a SPARQL query is stopped."
    )
    query_workers: int = Field(
        default=4, ge=1, description="Long SPARQL queries that run at a time, a process each."
    )
    query_quick: int = Field(
        default=4, ge=0, description="Processes beside those, which long queries never hold."
    )
    query_waiting: int = Field(
        default=32, ge=0, description="SPARQL queries that may wait for their turn."
    )
    query_memory: int = Field(
        default=1_000_000_000, ge=200_000_000, description="Bytes of memory for a SPARQL query."
    )
    answer_bytes: int = Field(
        default=50_000_000, ge=1000, description="Bytes of the largest SPARQL answer that is sent."
    )
    remembered_bytes: int = Field(
        default=64_000_000, ge=0, description="Bytes of SPARQL answers that are kept in memory."
    )
    network_edges: int = Field(
        default=300_000, ge=1000, description="Edges of the largest network that is given."
    )
    network_workers: int = Field(
        default=2, ge=1, description="Networks that are made at a time, a thread each."
    )
    network_waiting: int = Field(
        default=16, ge=0, description="Networks that may wait for their turn."
    )
    network_seconds: float = Field(
        default=20.0, gt=0, description="Seconds that a client waits for a network."
    )
    sparql_url: str | None = Field(
        default=None, description="SPARQL endpoint to ask instead of the embedded store."
    )
    sparql_update_url: str | None = Field(
        default=None, description="Where that endpoint takes updates, for `samverkan publish`."
    )
    sparql_graph_store_url: str | None = Field(
        default=None, description="Where it speaks the Graph Store Protocol, which goes before."
    )
    sparql_user: str | None = Field(default=None, description="User that may publish there.")
    sparql_password: SecretStr | None = Field(default=None, description="Password of that user.")
    sparql_auth: Literal["digest", "basic"] = Field(
        default="digest", description="How user and password are sent."
    )
    publisher: str = Field(
        default="Samverkansgrafen",
        min_length=1,
        max_length=200,
        description="Who publishes the data, as the description of the data set and citations say.",
    )
    publisher_page: str | None = Field(default=None, description="Web page of the publisher.")
    contact: str | None = Field(
        default=None,
        max_length=200,
        description="Function to turn to about the data; not a person.",
    )
    contact_page: str | None = Field(default=None, description="Web page of that contact.")
    licence: str = Field(
        default="https://www.apache.org/licenses/LICENSE-2.0",
        description="Licence of the published data, as a web address.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="Least severe level that is logged."
    )

    @field_validator("base")
    @classmethod
    def _base_is_usable(cls, value: str) -> str:
        return Identifiers(value).base

    @field_validator(
        "publisher_page",
        "contact_page",
        "licence",
        "sparql_url",
        "sparql_update_url",
        "sparql_graph_store_url",
    )
    @classmethod
    def _address_is_usable(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", value):
            raise ValueError("not a web address (http or https)")
        return value

    @property
    def releases(self) -> Path:
        """Folder of releases."""
        return self.var / "releases"

    @property
    def documents(self) -> Path:
        """Folder of what was read from documents."""
        return self.var / "documents"

    @property
    def vectors(self) -> Path:
        """Vectors of all texts that were ever embedded."""
        return self.cache / "vectors.sqlite"

    @property
    def cache(self) -> Path:
        """Folder of models and vectors, which can be made again."""
        return self.var / "cache"
