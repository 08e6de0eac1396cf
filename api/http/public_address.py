"""The public address of the service: the hosts for which it answers, and the base of the addresses in responses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from flask import request
from werkzeug.sansio.utils import host_is_trusted

from api.services.errors import Malformed

HOSTLESS_PATHS = frozenset({"/healthz", "/readyz", "/metrics"})
"""Addresses that supervisors and load balancers request by IP address."""

UNTRUSTED_HOST = "communique.untrusted_host"
"""A variable of the WSGI environment: the host that a request names, if the service does not answer for it."""


class PublicAddress:
    """WSGI middleware: makes a public URL the address of each request, and marks requests for other hosts."""

    def __init__(self, app: WSGIApplication, *, public_url: str, trusted_hosts: Sequence[str]) -> None:
        """With an empty URL, the request says the address; without trusted hosts, every host is."""
        self.app, self.trusted_hosts = app, trusted_hosts
        self.address: dict[str, str] = {}
        if public_url:
            parts = urlsplit(public_url)
            self.address = {
                "wsgi.url_scheme": parts.scheme,
                "HTTP_HOST": parts.netloc,
                "SCRIPT_NAME": parts.path.rstrip("/"),
            }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Serve a request under the public address."""
        if self.trusted_hosts and environ.get("PATH_INFO") not in HOSTLESS_PATHS:
            host = environ.get("HTTP_HOST", "")
            if not host_is_trusted(host.lower(), self.trusted_hosts):
                environ[UNTRUSTED_HOST] = host
                environ["HTTP_HOST"] = self.trusted_hosts[0].lstrip(".")
        environ.update(self.address)
        return self.app(environ, start_response)


def check_host() -> None:
    """Raise `Malformed` if the request names a host for which the service does not answer."""
    if UNTRUSTED_HOST in request.environ:
        raise Malformed(
            f"This service does not answer for the host in the Host header. Use {request.root_url}, or let its "
            "operator add the host to TRUSTED_HOSTS."
        )
