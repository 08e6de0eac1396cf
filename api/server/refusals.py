"""Responses of the server itself, to what never reaches the application: problem details (RFC 9457) with the next step.

They quote nothing that was received but the text that must be percent-encoded: a secret may be in the rest.
"""

from __future__ import annotations

import random
import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote_plus

import orjson
from gunicorn.http import errors

from api.http.cors import EVERY_ORIGIN
from api.http.problems import HEADERS_BY_STATUS, problem_document

REASONS: Mapping[int, str] = {
    400: "Bad Request",
    408: "Request Timeout",
    414: "URI Too Long",
    417: "Expectation Failed",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A status, and what the client can do about it."""

    status: int
    detail: str

    def response(self, *, keep_alive: bool = False, has_body: bool = True) -> bytes:
        """The response. Without `keep_alive`, it announces that the connection closes.

        One to HEAD has no body, but its length (RFC 9110, section 9.3.2).
        """
        id = f"{random.getrandbits(64):016x}"
        body = orjson.dumps(problem_document(self.status, self.detail, root="/") | {"instance": id})
        headers = {
            "Content-Type": "application/problem+json",
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "Connection": "keep-alive" if keep_alive else "close",
            "X-Request-Id": id,
            **dict(EVERY_ORIGIN),
            **HEADERS_BY_STATUS.get(self.status, {}),
        }
        lines = [f"HTTP/1.1 {self.status} {REASONS[self.status]}", *(f"{name}: {headers[name]}" for name in headers)]
        return "\r\n".join((*lines, "", "")).encode() + (body if has_body else b"")


TEXT_PARAMETER = re.compile(r"[?&]([a-z_]{1,40})=([^?&\s\x80-\xff]*[\x80-\xff][^?&\s]*)")
"""A parameter with raw text, as the parsers give it: in ISO 8859-1."""

EXAMPLE, MAX_QUOTE = "q=양자", 60
"""A parameter with text for which --data-urlencode is needed, and characters of one that is shown instead."""

REQUEST_LINE = Refusal(
    400,
    "The request line or a header cannot be parsed. They must read: METHOD /address HTTP/1.1, percent-encoded, and "
    "Name: value.",
)
HEADERS = Refusal(400, "A header cannot be parsed. Send each once, as `Name: value`, without control characters.")
CHUNKS = Refusal(400, "The chunks of the body cannot be parsed (RFC 9112, section 7.1). Send it with a Content-Length.")
NOT_HTTP = Refusal(400, "This is not HTTP/1.1: lines end with CR and LF. For HTTPS, ask the proxy in front.")
HEADER_TIMEOUT = Refusal(408, "The request line and headers did not come in time. Send the request again.")
BODY_TIMEOUT = Refusal(
    408, "The body did not come in time. Send the request again, on a faster connection or in parts."
)
LINE_TOO_LONG = Refusal(414, "The address is longer than 8,190 bytes. POST the query to the address's /search instead.")
EXPECTATION = Refusal(417, "The only expectation that is met is `Expect: 100-continue`.")
HEADERS_TOO_LARGE = Refusal(
    431, "The headers are too large: at most 100, of 8,190 bytes each, and 65,536 bytes in all."
)
INTERNAL = Refusal(500, "The server's log has the error.")
CODING = Refusal(400, "The transfer coding is unknown. Send the body with a Content-Length, or `chunked`.")
OVERLOADED = Refusal(503, "The server has more requests than it can answer. Nothing was done. Try again later.")
TOO_MANY_SLOW = Refusal(
    503, "Too many slow requests are running. Nothing was done. Try again, with a Content-Length for the body."
)

REFUSALS: Mapping[type[Exception], Refusal] = {
    errors.InvalidRequestLine: REQUEST_LINE,
    errors.InvalidRequestMethod: REQUEST_LINE,
    errors.InvalidHTTPVersion: REQUEST_LINE,
    errors.LimitRequestLine: LINE_TOO_LONG,
    errors.InvalidHeader: HEADERS,
    errors.InvalidHeaderName: HEADERS,
    errors.ObsoleteFolding: HEADERS,
    errors.InvalidSchemeHeaders: HEADERS,
    errors.LimitRequestHeaders: HEADERS_TOO_LARGE,
    errors.UnsupportedTransferCoding: CODING,
    errors.ExpectationFailed: EXPECTATION,
    errors.InvalidChunkSize: CHUNKS,
    errors.InvalidChunkExtension: CHUNKS,
    errors.ChunkMissingTerminator: CHUNKS,
}
"""The refusal of every error that gunicorn's parser raises."""


def refusal_of(error: Exception) -> Refusal:
    """The refusal of a request that raised this error."""
    refusal = REFUSALS.get(type(error), INTERNAL)
    line = str(error.req if isinstance(error, errors.InvalidRequestLine) else error)
    return percent_encoding(line) if refusal is REQUEST_LINE and not line.isascii() else refusal


def percent_encoding(address: str) -> Refusal:
    """The refusal of an address with raw text, with the option of curl that encodes it."""
    parameter = TEXT_PARAMETER.search(address)
    try:
        text = unquote_plus(parameter[2].encode("latin-1").decode(), errors="strict") if parameter else ""
    except UnicodeError:  # Neither is it UTF-8.
        text = ""
    shown = f"{parameter[1]}={text}" if parameter and text.isprintable() and 0 < len(text) <= MAX_QUOTE else EXAMPLE
    return Refusal(
        400,
        "The address has characters that must be percent-encoded, as UTF-8. In curl: curl -G --data-urlencode "
        f"{shlex.quote(shown)} …",
    )
