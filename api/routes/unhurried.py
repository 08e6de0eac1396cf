"""Answering while a body is still read, to clients that send all of it before they read anything."""

from __future__ import annotations

import os
import select
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile

from flask import request

SMALL = 4 * 1024
"""How much a connection takes without making us wait, once it says that it takes something."""

PIECE = 64 * 1024
IN_MEMORY = 1024**2
MOST = 256 * 1024**2
"""How much waits for a client that does not read, and how much of it in memory; after that it is waited for."""


def unhurried(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what a client takes by now; the rest waits on disk, and the client for us no longer than for the work.

    Otherwise, with both buffers full, each side would wait for the other to read.
    """
    socket = request.environ.get("gunicorn.socket")
    if socket is None:
        yield from pieces
        return
    with SpooledTemporaryFile(IN_MEMORY) as file:
        sent = 0
        for piece in pieces:
            file.seek(0, os.SEEK_END)
            file.write(piece)
            length = file.tell()
            file.seek(sent)
            while sent < length and (takes_more(socket.fileno()) or length - sent > MOST):
                part = file.read(SMALL)
                sent += len(part)
                yield part
            if sent == length:
                sent = file.truncate(0)
        file.seek(sent)
        yield from iter(lambda: file.read(PIECE), b"")


def takes_more(descriptor: int) -> bool:
    """Whether a connection has room for more."""
    poll = select.poll()
    poll.register(descriptor, select.POLLOUT)
    return bool(poll.poll(0))
