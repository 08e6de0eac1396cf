"""Bodies of any length: requests are read as they come, responses are sent as they are made."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from tempfile import SpooledTemporaryFile

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from api.http.context import TRUNCATED, body_error
from api.services.bulk.ndjson import CHUNK_BYTES, gunzip
from api.services.errors import Malformed

SOCKET_TIMEOUT = 60.0
"""Seconds without a byte to or from the client after which the connection is closed: each occupies a thread."""

SILENT = (
    f"Nothing of the body came for {SOCKET_TIMEOUT:.0f} seconds. Send the request again: with its Idempotency-Key, an "
    "import goes on where it ended."
)

MIN_CHUNK, SLOW_READ = 1024, 0.05
"""Bytes to wait for on a slow connection, and the seconds that make a read slow."""

ENCODINGS: Mapping[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {"identity": iter, "gzip": gunzip}
"""Decoders by Content-Encoding."""


def read_body(media_type: str) -> Iterator[bytes]:
    """The body of this request in chunks, decompressed, without the limit of MAX_BODY_BYTES.

    Raises `UnsupportedMediaType`, or while it is read, what `read_chunks` raises, or `Malformed`.
    """
    if not request.mimetype and not request.content_length and "Transfer-Encoding" not in request.headers:
        return iter(())  # No body, and so no wrong media type.
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if request.mimetype != media_type or encoding not in ENCODINGS:
        raise UnsupportedMediaType
    request.max_content_length = sys.maxsize  # None would stand for MAX_CONTENT_LENGTH of the application.
    socket = request.environ.get("gunicorn.socket")
    if socket is not None:
        socket.settimeout(SOCKET_TIMEOUT)
    return ENCODINGS[encoding](read_chunks())


def read_chunks() -> Iterator[bytes]:
    """Chunks as they are received.

    Raises `RequestTimeout`, or `Malformed` if the body ends early: its last line may be half a line.
    """
    length, size, chunk = 0, MIN_CHUNK, b"-"
    while chunk:
        started_at = time.monotonic()
        try:
            chunk = request.stream.read(size)
        except Exception as error:  # noqa: BLE001 - See `body_error`.
            raise body_error(error, late=SILENT) from None
        size = MIN_CHUNK if time.monotonic() - started_at > SLOW_READ else min(size * 2, CHUNK_BYTES)
        length += len(chunk)
        yield chunk
    if length < (request.content_length or 0):
        raise Malformed(TRUNCATED)


SOCKET_CHUNK = 4 * 1024
"""Bytes that a socket accepts without blocking once it is writable."""

SPOOL_CHUNK = 64 * 1024
MAX_IN_MEMORY = 1024**2
MAX_SPOOLED = 256 * 1024**2
"""Bytes of a response that wait for a slow reader: in memory, then on disk; above that, the server waits."""


def spool_response(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield as much as the socket accepts without blocking; spool the rest to disk.

    With both socket buffers full, a client that sends and a server that responds would wait for each other to read.
    """
    socket = request.environ.get("gunicorn.socket")
    if socket is None:
        yield from chunks
        return
    with SpooledTemporaryFile(MAX_IN_MEMORY) as file:
        sent = 0
        for chunk in chunks:
            file.seek(0, os.SEEK_END)
            file.write(chunk)
            length = file.tell()
            file.seek(sent)
            while sent < length and (is_writable(socket.fileno()) or length - sent > MAX_SPOOLED):
                part = file.read(SOCKET_CHUNK)
                sent += len(part)
                yield part
            if sent == length:
                sent = file.truncate(0)
        file.seek(sent)
        yield from iter(lambda: file.read(SPOOL_CHUNK), b"")


def is_writable(descriptor: int) -> bool:
    """Whether a socket accepts bytes without blocking."""
    poll = select.poll()
    poll.register(descriptor, select.POLLOUT)
    return bool(poll.poll(0))
