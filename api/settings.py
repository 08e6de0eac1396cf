"""Every setting of the service, read from the environment once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

DEFAULT_DATABASE_URL = "sqlite:///data/communique.db"
DATABASES = ("sqlite:///", "postgresql+psycopg://")
POOLERS = ("none", "transaction", "prepared")
LEVELS = ("debug", "info", "warning", "error")
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
LARGEST = 2**31 - 1


class BadSetting(ValueError):
    """A setting that cannot be used; the sentence says which and why."""


def setting(
    default: Any,
    meaning: str,
    *,
    least: int = 0,
    most: int = LARGEST,
    choices: tuple[str, ...] = (),
    begins: tuple[str, ...] = (),
) -> Any:
    """Return a field with its meaning, which the README's table repeats, and with what it may be."""
    allowed = {"meaning": meaning, "least": least, "most": most, "choices": choices, "begins": begins}
    return field(default=default, metadata=allowed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be set, each by the environment variable of the same name in capitals."""

    database_url: str = setting(
        DEFAULT_DATABASE_URL, "Where the records are: `sqlite:///…` or `postgresql+psycopg://…`", begins=DATABASES
    )
    database_pool_size: int = setting(8, "Connections that each worker keeps to the database", least=1)
    database_pool_timeout: int = setting(5, "Seconds to wait for one of them before answering 503", least=1)
    database_statement_timeout: int = setting(15, "Seconds that a PostgreSQL statement may take; 0 is no limit")
    database_lock_timeout: int = setting(5, "Seconds to wait for another writer before answering 503", least=1)
    database_idle_timeout: int = setting(60, "Seconds that a PostgreSQL transaction may stand idle; 0 is no limit")
    database_replica_urls: tuple[str, ...] = setting(
        (), "PostgreSQL replicas to read from, one URL a server, with commas between them", begins=DATABASES[1:]
    )
    database_replica_lag: int = setting(5, "Seconds that a replica may lie behind and still be read from", least=1)
    database_pooler: str = setting(
        "none",
        "What is in front of PostgreSQL: `none`, `transaction` for a pooler with a connection for each transaction, "
        "`prepared` for one that keeps prepared statements too",
        choices=POOLERS,
    )
    host: str = setting("127.0.0.1", "Address to listen on")
    port: int = setting(8000, "Port to listen on", least=1, most=65_535)
    web_concurrency: int = setting(2, "Worker processes", least=1)
    web_threads: int = setting(8, "Threads of each worker", least=1)
    max_body_bytes: int = setting(
        8_388_608, "The longest request body, or line of an import; a longer one is answered 413", least=1
    )
    require_key_to_read: bool = setting(default=False, meaning="Whether reading published records needs a key too")
    cache_seconds: int = setting(0, "Seconds for which caches may answer open reads without asking again")
    trusted_proxies: int = setting(0, "Proxies in front whose `X-Forwarded-*` headers are believed")
    log_level: str = setting("info", f"The least severe log line to write: {', '.join(LEVELS)}", choices=LEVELS)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Read what is set; the rest keeps its default. Raise `BadSetting`."""
        given = {each.name: environment.get(each.name.upper(), "") for each in fields(cls)}
        return cls(**{each.name: read(each, given[each.name]) for each in fields(cls) if given[each.name]})


def read(setting: Any, text: str) -> Any:
    """Return a setting in the type of its default."""
    readers = {bool: read_truth, int: read_number, str: read_text, tuple: read_texts}
    return readers[type(setting.default)](setting.name.upper(), text, setting.metadata)


def read_texts(name: str, text: str, allowed: Mapping[str, Any]) -> tuple[str, ...]:
    """Read several texts, with commas between them."""
    return tuple(read_text(name, each.strip(), allowed) for each in text.split(",") if each.strip())


def read_truth(name: str, text: str, _: Mapping[str, Any]) -> bool:
    """Read true or false."""
    if text.lower() not in TRUE | FALSE:
        raise BadSetting(f"{name} is true or false, not “{text}”.")
    return text.lower() in TRUE


def read_number(name: str, text: str, allowed: Mapping[str, Any]) -> int:
    """Read a whole number within its bounds."""
    digits = text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST))
    if not digits or not allowed["least"] <= int(text) <= allowed["most"]:
        raise BadSetting(f"{name} is a whole number from {allowed['least']:,} to {allowed['most']:,}, not “{text}”.")
    return int(text)


def read_text(name: str, text: str, allowed: Mapping[str, Any]) -> str:
    """Read a text, which may have to be one of a few or to begin in one of a few ways. It is not repeated: it may hold
    a password."""
    if allowed["choices"] and text not in allowed["choices"]:
        raise BadSetting(f"{name} is one of {', '.join(allowed['choices'])}.")
    if allowed["begins"] and not any(text.startswith(each) and text != each for each in allowed["begins"]):
        raise BadSetting(f"{name} begins with {' or '.join(allowed['begins'])}.")
    return text
