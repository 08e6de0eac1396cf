"""The framing of a request, as far as it must be known before a thread parses it."""

from enum import Enum

CONTENT_LENGTH = b"\r\ncontent-length:"
MAX_DIGITS = 18


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
