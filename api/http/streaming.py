"""Bodies that are read as they come, however long they are."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from tempfile import SpooledTemporaryFile

from flask import request
from werkzeug.exceptions import UnsupportedMediaType

from api.services.bulk.ndjson import CHUNK_BYTES, gunzip
from api.services.errors import Malformed

SOCKET_TIMEOUT = 60.0
"""After how many seconds without a byte to or from the client it is given up: each takes a thread."""

MIN_CHUNK, SLOW_READ = 1024, 0.05
"""How many bytes are waited for where they come slowly, and how many seconds it takes for that to be slow."""

ENCODINGS: Mapping[str, Callable[[Iterator[bytes]], Iterator[bytes]]] = {"identity": iter, "gzip": gunzip}
"""How a body can be compressed."""


def read_body(media_type: str) -> Iterator[bytes]:
    """Return the body of this request, decompressed as it comes. MAX_BODY_BYTES is for those that are read whole."""
    if not request.mimetype and not request.content_length and "Transfer-Encoding" not in request.headers:
        return iter(())  # There is nothing that could be of another sort.
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if request.mimetype != media_type or encoding not in ENCODINGS:
        raise UnsupportedMediaType
    request.max_content_length = None
    socket = request.environ.get("gunicorn.socket")
    if socket is not None:
        socket.settimeout(SOCKET_TIMEOUT)
    return ENCODINGS[encoding](read_chunks())


def read_chunks() -> Iterator[bytes]:
    """Yield what is received. Raise `Malformed` where it ends too early: the last line may then be half a line."""
    length, size, piece = 0, MIN_CHUNK, b"-"
    while piece:
        began = time.monotonic()
        piece = read_chunk(size)
        size = MIN_CHUNK if time.monotonic() - began > SLOW_READ else min(size * 2, CHUNK_BYTES)
        length += len(piece)
        yield piece
    if length < (request.content_length or 0):
        raise truncated_body()


def read_chunk(size: int) -> bytes:
    """Return what is received next; nothing at the end."""
    try:
        return request.stream.read(size)
    except Exception:  # noqa: BLE001 - Each server has errors of its own for a body that is not whole.
        raise truncated_body() from None


def truncated_body() -> Malformed:
    """Return the error for a body that is not whole."""
    return Malformed("The body ends before its end: it was cut off, or is not framed as HTTP has it.")


SOCKET_CHUNK = 4 * 1024
"""How much a connection takes without making us wait, once it says that it takes something."""

SPOOL_CHUNK = 64 * 1024
MAX_IN_MEMORY = 1024**2
MAX_SPOOLED = 256 * 1024**2
"""How much waits for a client that does not read, and how much of it in memory; after that it is waited for."""


def spool_response(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what a client takes by now; the rest waits on disk, and the client for us no longer than for the work.

    Otherwise, with both buffers full, each side would wait for the other to read.
    """
    socket = request.environ.get("gunicorn.socket")
    if socket is None:
        yield from chunks
        return
    with SpooledTemporaryFile(MAX_IN_MEMORY) as file:
        sent = 0
        for piece in chunks:
            file.seek(0, os.SEEK_END)
            file.write(piece)
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
    """Whether a connection has room for more."""
    poll = select.poll()
    poll.register(descriptor, select.POLLOUT)
    return bool(poll.poll(0))
