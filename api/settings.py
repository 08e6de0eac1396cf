"""All settings, read from the environment once."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from ipaddress import ip_network
from typing import Any

DEFAULT_DATABASE_URL = "sqlite:///data/communique.db"
DATABASE_SCHEMES = ("sqlite:///", "postgresql+psycopg://")
POOLERS = ("none", "transaction", "prepared")
MEMORY = "memory"
"""RATE_LIMIT_STORAGE for counters of each worker's own."""

LIMIT = r"[1-9]\d{0,8}/(?:[1-9]\d{0,3})?(?:second|minute|hour|day)"
RATE_LIMIT = rf"(?:(?:reads|writes)=)?{LIMIT}"
RATE_LIMIT_STORAGE = rf"{MEMORY}|(?:redis|rediss|valkey|valkeys)://.+"
LOG_LEVELS = ("debug", "info", "warning", "error")
TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
MAX_NUMBER = 2**31 - 1


PRIVATE_NETWORKS = ("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1", "fc00::/7")
"""Addresses that are not routed on the Internet (RFC 1918, RFC 4193), and the loopback."""

HOST_NAME = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")
PUBLIC_URL = re.compile(rf"https?://({HOST_NAME.pattern[3:]}|\[[0-9A-Fa-f:.]+\])(:[0-9]{{1,5}})?(/[A-Za-z0-9._~-]+)*/?")


class BadSetting(ValueError):
    """A setting with a value that cannot be used."""


def check_network(text: str) -> None:
    """Raise ValueError, with what is allowed, unless a text is an IP address, a network, or `*`."""
    try:
        text == "*" or ip_network(text, strict=False)
    except ValueError:
        raise ValueError("an IP address, a network such as 10.0.0.0/8, or *") from None


def check_host_name(text: str) -> None:
    """Raise ValueError, with what is allowed, unless a text is a host name or an IPv4 address, without a port."""
    if not HOST_NAME.fullmatch(text):
        raise ValueError("a host name without a port, or .example.org for all hosts of a domain")


def check_public_url(text: str) -> None:
    """Raise ValueError, with what is allowed, unless a text is an address under which the service can be."""
    if not PUBLIC_URL.fullmatch(text):
        raise ValueError("an address such as https://api.example.org or https://example.org/api")


def check_uri(text: str) -> None:
    """Raise ValueError, with what is allowed, unless a text has the characters of a URI."""
    if not text.isascii() or not text.isprintable() or " " in text:
        raise ValueError("a URI, with other characters percent-encoded")


def setting(
    default: Any,
    meaning: str,
    *,
    minimum: int = 0,
    maximum: int = MAX_NUMBER,
    choices: tuple[str, ...] = (),
    prefixes: tuple[str, ...] = (),
    check: Callable[[str], object] | None = None,
    pattern: str = "",
    example: str = "",
) -> Any:
    """A field with its meaning, which the README's table repeats, and its allowed values.

    `check` raises ValueError with what is allowed. `example` fits `pattern`.
    """
    rules = {"minimum": minimum, "maximum": maximum, "choices": choices, "prefixes": prefixes, "check": check}
    return field(default=default, metadata={"meaning": meaning, "pattern": pattern, "example": example, **rules})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings. Each is read from the environment variable of its name in capitals."""

    database_url: str = setting(
        DEFAULT_DATABASE_URL,
        "URL of the database: `sqlite:///…` or `postgresql+psycopg://…`",
        prefixes=DATABASE_SCHEMES,
    )
    database_pool_size: int = setting(16, "Database connections per worker process", minimum=1)
    database_pool_timeout: int = setting(5, "Seconds to wait for a free connection; then 503", minimum=1)
    database_statement_timeout: int = setting(
        15, "Seconds that a statement may run, on SQLite all statements of a read; then 503; 0 for no limit"
    )
    database_lock_timeout: int = setting(5, "Seconds to wait for another writer; then 503", minimum=1)
    database_idle_timeout: int = setting(60, "Seconds that a PostgreSQL transaction may be idle; 0 for no limit")
    database_replica_urls: tuple[str, ...] = setting(
        (), "URLs of PostgreSQL replicas to read from, separated by commas", prefixes=DATABASE_SCHEMES[1:]
    )
    database_replica_lag: int = setting(5, "Seconds of lag above which a replica is not read from", minimum=1)
    database_pooler: str = setting(
        "none",
        "Pooler in front of PostgreSQL: `none`, `transaction` (a connection per transaction), or `prepared` (the same, "
        "and it keeps prepared statements)",
        choices=POOLERS,
    )
    create_database: bool = setting(
        default=True, meaning="Whether `communique run` and `migrate` may make a SQLite file that is missing"
    )
    pg_bin: str = setting("PATH", "Folder of `pg_dump` and `pg_restore`; `PATH` looks for them there")
    host: str = setting("127.0.0.1", "Address to listen on")
    port: int = setting(8000, "Port to listen on", minimum=1, maximum=65_535)
    metrics_bind: str = setting(
        "", "Address `host:port` at which `/metrics` is served without a key, instead of with one by the API"
    )
    otel_traces_exporter: str = setting(
        "none",
        "`otlp` sends OpenTelemetry traces to OTEL_EXPORTER_OTLP_ENDPOINT; needs the extra `otel`",
        choices=("none", "otlp"),
    )
    web_concurrency: int = setting(2, "Worker processes", minimum=1)
    web_threads: int = setting(
        4,
        "Threads per worker process for reads; writes and long polls have twice as many each, counts and sums half",
        minimum=1,
    )
    web_queue: int = setting(
        2, "Requests that may wait for a thread, per worker process, under sustained overload; then 503"
    )
    request_header_timeout: int = setting(10, "Seconds for a request's line and headers; then 408", minimum=1)
    request_body_timeout: int = setting(
        30, "Seconds for a request's body, and one more for each 16 kB received; then 408", minimum=1
    )
    response_timeout: int = setting(
        30,
        "Seconds for a client to read a response, and one more for each 16 kB of it; then the connection is closed",
        minimum=1,
    )
    max_body_bytes: int = setting(
        8_388_608, "Maximum bytes of a request body, or of a line of an import; then 413", minimum=1
    )
    keep_texts: bool = setting(
        default=False,
        meaning="Whether the text of a draft that is saved is kept, for keys with the scope `read` (`/v1/texts`)",
    )
    draft_workers: int = setting(
        1, "Processes per worker process that read texts for `POST /v1/drafts`; further requests get 429", minimum=1
    )
    draft_timeout: int = setting(2, "Seconds that reading a text may take; then 503", minimum=1)
    require_key_to_read: bool = setting(default=False, meaning="Whether reading published records needs a key too")
    key_lifetime_days: int = setting(
        90, "Days after which an API key made over HTTP expires, unless it is given a time of its own; 0 for never"
    )
    key_lifetime_max_days: int = setting(
        0, "Days after which an API key made over HTTP expires at the latest; 0 for no limit"
    )
    cache_seconds: int = setting(0, "Seconds that caches may serve public responses without revalidation")
    rate_limit: tuple[str, ...] = setting(
        (),
        "Requests that a key, or without a key an address, may send, such as `reads=600/minute,writes=60/minute`; then "
        "429",
        pattern=RATE_LIMIT,
        example="reads=600/minute,writes=60/minute",
    )
    rate_limit_storage: str = setting(
        MEMORY,
        "Where requests are counted: `memory` (each worker counts its share of the limit), or `redis://…` or "
        "`valkey://…` for all workers of all machines",
        pattern=RATE_LIMIT_STORAGE,
        example="redis://127.0.0.1:6379/0",
    )
    wrong_key_limit: str = setting(
        "10/minute",
        "Wrong keys that an address may send until they are answered 429 instead of 401; `none` for no limit",
        pattern=f"none|{LIMIT}",
        example="10/minute",
    )
    trusted_proxies: int = setting(0, "Number of proxies in front whose `X-Forwarded-*` headers are trusted")
    forwarded_allow_ips: tuple[str, ...] = setting(
        PRIVATE_NETWORKS,
        "Addresses and networks of those proxies, separated by commas; `*` for any. `X-Forwarded-*` of others has no "
        "effect",
        check=check_network,
    )
    trusted_hosts: tuple[str, ...] = setting(
        (),
        "Hosts that requests may name, separated by commas; `.example.org` is a domain with all its hosts. Others get "
        "400, except at `/healthz`, `/readyz` and `/metrics`. By default any",
        check=check_host_name,
    )
    public_url: str = setting(
        "",
        "Public address of the service, such as `https://api.example.org`: the base of links, feeds and problem types. "
        "By default that of each request",
        check=check_public_url,
    )
    hsts_seconds: int = setting(
        0, "Seconds for which browsers must use HTTPS (`Strict-Transport-Security`); 0 sends no such header"
    )
    security_contact: str = setting(
        "",
        "Contact for `/.well-known/security.txt`: `mailto:…`, `https://…` or `tel:…`; without it the file is 404",
        prefixes=("mailto:", "https://", "tel:"),
        check=check_uri,
    )
    log_level: str = setting("info", f"Lowest level to log: {', '.join(LOG_LEVELS)}", choices=LOG_LEVELS)

    @property
    def metrics_port(self) -> int:
        """The port of METRICS_BIND. Raises `BadSetting`."""
        host, _, port = self.metrics_bind.rpartition(":")
        if not host or not port.isdigit() or int(port) == self.port:
            raise BadSetting("METRICS_BIND must be host:port, with another port than PORT: 127.0.0.1:9100.")
        return int(port)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """The settings of this environment; a variable that is empty or not set leaves the default.

        Raises `BadSetting`.
        """
        texts = {each: environment.get(each.name.upper(), "") for each in fields(cls)}
        return cls(**{each.name: parse_setting(each, text) for each, text in texts.items() if text})


def parse_setting(each: Field[Any], text: str) -> Any:
    """The value of a setting, in the type of its default. Raises `BadSetting`."""
    return PARSERS[type(each.default)](each.name.upper(), text, each.metadata)


def parse_bool(name: str, text: str, _: Mapping[str, Any]) -> bool:
    """A yes or no."""
    if text.lower() not in TRUE | FALSE:
        raise BadSetting(f"{name} must be true or false, not “{text}”.")
    return text.lower() in TRUE


def parse_int(name: str, text: str, rules: Mapping[str, Any]) -> int:
    """A whole number within bounds."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MAX_NUMBER))
    if not is_number or not rules["minimum"] <= int(text) <= rules["maximum"]:
        bounds = f"{rules['minimum']:,} to {rules['maximum']:,}"
        raise BadSetting(f"{name} must be a whole number from {bounds}, not “{text}”.")
    return int(text)


def parse_text(name: str, text: str, rules: Mapping[str, Any]) -> str:
    """A text. Errors do not quote it: it may hold a password."""
    if rules["choices"] and text not in rules["choices"]:
        raise BadSetting(f"{name} must be one of {', '.join(rules['choices'])}.")
    if rules["prefixes"] and not any(text.startswith(each) and text != each for each in rules["prefixes"]):
        raise BadSetting(f"{name} must begin with {' or '.join(rules['prefixes'])}.")
    if rules["check"]:
        try:
            rules["check"](text)
        except ValueError as error:
            raise BadSetting(f"{name} must be {error}, not “{text}”.") from None
    if rules["pattern"] and not re.fullmatch(rules["pattern"], text):
        raise BadSetting(f"{name} must be written like {rules['example']}.")
    return text


def parse_texts(name: str, text: str, rules: Mapping[str, Any]) -> tuple[str, ...]:
    """Texts separated by commas."""
    return tuple(parse_text(name, each.strip(), rules) for each in text.split(",") if each.strip())


PARSERS: Mapping[type, Callable[[str, str, Mapping[str, Any]], Any]] = {
    bool: parse_bool,
    int: parse_int,
    str: parse_text,
    tuple: parse_texts,
}
