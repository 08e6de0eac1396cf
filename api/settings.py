"""Every setting of the service, read from the environment once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

DEFAULT_DATABASE_URL = "sqlite:///data/communique.db"
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class BadSetting(ValueError):
    """A setting that cannot be used; the sentence says which and why."""


def setting(default: Any, meaning: str, *, least: int = 0) -> Any:
    """Return a field with its meaning, which the README's table repeats, and its lowest value if it is a number."""
    return field(default=default, metadata={"meaning": meaning, "least": least})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set, each by the environment variable of the same name in capitals."""

    database_url: str = setting(
        DEFAULT_DATABASE_URL, "Where the records are: `sqlite:///…` or `postgresql+psycopg://…`"
    )
    database_pool_size: int = setting(8, "Connections that each worker keeps to the database", least=1)
    database_pool_timeout: int = setting(5, "Seconds to wait for one of them before answering 503", least=1)
    database_statement_timeout: int = setting(15, "Seconds that a PostgreSQL statement may take; 0 is no limit")
    database_lock_timeout: int = setting(5, "Seconds to wait for another writer before answering 503", least=1)
    host: str = setting("127.0.0.1", "Address to listen on")
    port: int = setting(8000, "Port to listen on", least=1)
    web_concurrency: int = setting(2, "Worker processes", least=1)
    web_threads: int = setting(8, "Threads of each worker", least=1)
    max_body_bytes: int = setting(8_388_608, "The longest request body; a longer one is answered 413", least=1)
    require_key_to_read: bool = setting(default=False, meaning="Whether reading published records needs a key too")
    cache_seconds: int = setting(0, "Seconds for which caches may answer open reads without asking again")
    trusted_proxies: int = setting(0, "Proxies in front whose `X-Forwarded-*` headers are believed")
    log_level: str = setting("info", "The least severe log line to write: debug, info, warning or error")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read what is set; the rest keeps its default. Raise `BadSetting`."""
        return cls(
            **{
                each.name: read(each.name.upper(), environment[each.name.upper()], each.default, each.metadata["least"])
                for each in fields(cls)
                if environment.get(each.name.upper(), "") != ""
            }
        )


def read(name: str, text: str, default: Any, least: int) -> Any:
    """Return a setting in the type of its default."""
    if isinstance(default, bool):
        if text.lower() not in TRUE | FALSE:
            raise BadSetting(f"{name} is true or false, not “{text}”.")
        return text.lower() in TRUE
    if isinstance(default, int):
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise BadSetting(f"{name} is a whole number from {least}, not “{text}”.")
        return int(text)
    return text
