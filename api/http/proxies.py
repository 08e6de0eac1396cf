"""Trusted proxies: their X-Forwarded-* headers state the client's address and the public address of the service."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug.middleware.proxy_fix import ProxyFix

ANY_ADDRESS = "*"
ORIGINAL = "werkzeug.proxy_fix.orig"
"""The variable of the WSGI environment in which `ProxyFix` keeps the values that it replaces."""

CACHE_SIZE = 4_096


class TrustedProxies:
    """WSGI middleware: takes address, scheme, host and prefix from X-Forwarded-* if the peer is a trusted proxy.

    The headers of any other peer have no effect. A peer without an address uses a Unix socket, whose permissions say
    who may connect: it is trusted.
    """

    def __init__(self, app: WSGIApplication, *, hops: int, networks: Sequence[str]) -> None:
        """`hops` is the number of proxies in front; `networks` are their addresses and networks, or `*` for any."""
        self.app = app
        self.networks = [ip_network(each, strict=False) for each in networks if each != ANY_ADDRESS]
        self.trusts_any = ANY_ADDRESS in networks
        self.is_trusted = lru_cache(CACHE_SIZE)(self.has_trusted_address)
        self.forwarded = ProxyFix(
            self.serve_forwarded, x_for=hops, x_proto=hops, x_host=hops, x_port=hops, x_prefix=hops
        )

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve a request as its peer's address allows."""
        app = self.forwarded if self.is_trusted(environ.get("REMOTE_ADDR") or "") else self.app
        return app(environ, start_response)

    def has_trusted_address(self, peer: str) -> bool:
        """Whether a peer is one of the proxies."""
        if self.trusts_any or not peer:
            return True
        address = canonical_address(peer)
        return bool(address) and any(ip_address(address) in each for each in self.networks)

    def serve_forwarded(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve a request with forwarded values; those that cannot be true keep what the connection says."""
        original = environ[ORIGINAL]
        if not canonical_address(environ.get("REMOTE_ADDR") or ""):
            environ["REMOTE_ADDR"] = original["REMOTE_ADDR"]
        if environ["wsgi.url_scheme"] not in {"http", "https"}:
            environ["wsgi.url_scheme"] = original["wsgi.url_scheme"]
        prefix = (environ.get("SCRIPT_NAME") or "").rstrip("/")
        is_path = prefix.startswith("/") and not prefix.startswith("//")
        environ["SCRIPT_NAME"] = prefix if is_path else original["SCRIPT_NAME"] or ""
        return self.app(environ, start_response)


@lru_cache(CACHE_SIZE)
def canonical_address(text: str) -> str:
    """An IP address in its shortest form, without brackets, port or zone; IPv4 for an IPv4-mapped one.

    Empty if the text is not an address.
    """
    host = text.strip().strip('"')
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
