"""The framing and the kind of a request, as far as they must be known before a thread parses it."""

import re
from enum import Enum
from urllib.parse import unquote_to_bytes

CONTENT_LENGTH = b"\r\ncontent-length:"
MAX_DIGITS = 18
AGGREGATES = re.compile(
    rb"^QUERY |/(?:search|summary|summary\.svg|timeline\.svg|topics|coverage)[?/ ]|[?&](?:facet|total)="
)


class Received(Enum):
    """How far a request has come."""

    PARTIAL = "more bytes are to come"
    READY = "a thread may serve it"
    CLOSED = "the client closed the connection"
    TOO_LARGE = "the header is over MAX_HEADER"
    NOT_HTTP = "it does not begin with a method, or its lines do not end with CRLF"


def is_http(head: bytes) -> bool:
    """Whether the beginning of a request may become one: a method, and lines that end with CRLF."""
    return not head or (b"A" <= head[:1] <= b"Z" and b"\n\n" not in head)


def body_length(head: bytes) -> int:
    """The Content-Length in a header in lower case; 0 without one, or for one that gunicorn will refuse."""
    start = head.find(CONTENT_LENGTH)
    if start < 0:
        return 0
    start += len(CONTENT_LENGTH)
    text = head[start : head.index(b"\r\n", start)].strip(b" \t")
    return int(text) if text.isdigit() and len(text) <= MAX_DIGITS else 0


def is_aggregate(head: bytes) -> bool:
    """Whether a read may count or sum all matches: by its address or its parameters. A search in a body may."""
    line = head[: head.find(b"\n")]
    return AGGREGATES.search(unquote_to_bytes(line) if b"%" in line else line) is not None
