"""Worker processes that read texts: each request gets one for itself, and one that takes too long is replaced.

`subprocess` rather than `multiprocessing`, whose processes import the main module of the server again, and with it
Flask and SQLAlchemy. The seed of hashes is fixed, so that every process iterates over sets in the same order.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import weakref
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.metadata import entry_points
from typing import Any

import orjson

from api.services.errors import Overloaded, WorkersBusy
from domain.reading import EXTRACTOR_GROUP

START_SECONDS = 20
"""Seconds in which a process must have loaded the extractors."""

GRACE_SECONDS = 1
"""Seconds after which a process ends itself, if that which should have stopped it has gone."""

MAX_ANSWER_BYTES = 16 * 1024 * 1024
RECEIVE_BYTES = 256 * 1024
STANDARD_ERROR = 2

NOT_STARTED = "The process that reads texts does not start. The server's log says why. Nothing was saved."
TOO_SLOW = (
    "The extractor took longer than DRAFT_TIMEOUT allows, {seconds} s, and was stopped. Nothing was saved. Send a "
    "shorter text. If this one is short, the server is busy: try again after Retry-After seconds."
)
ALL_BUSY = "All DRAFT_WORKERS are reading other texts. Try again after Retry-After seconds."


class ExtractorFailed(Exception):
    """The process has ended without an answer, or has answered what is no JSON."""


class Process:
    """One process, and the socket to it. It ends with this object, and with the process that this object is in."""

    def __init__(self) -> None:
        """Start the process, without waiting for it. Raises `Overloaded`."""
        self.connection, theirs = socket.socketpair()
        with theirs:
            try:
                self.process = subprocess.Popen(  # noqa: S603 - Our own program, without a shell.
                    [sys.executable, "-m", "domain.extractor_process", *installed_extractors()],
                    stdin=theirs.fileno(),
                    stdout=STANDARD_ERROR,  # What an extractor prints is no answer.
                    env=os.environ | {"PYTHONHASHSEED": "0"},
                    process_group=0,  # Ctrl-C is for the server, which first answers what it has begun.
                )
            except OSError as error:
                self.connection.close()
                raise Overloaded(NOT_STARTED) from error
        self.stop = weakref.finalize(self, end_process, self.process, self.connection)
        self.described: Mapping[str, Any] | None = None

    @property
    def is_usable(self) -> bool:
        """Whether the process is there to be asked."""
        return self.stop.alive and self.process.poll() is None

    def extractors(self) -> Mapping[str, Any]:
        """The version and languages of each extractor, by name. Waits until they are loaded. Raises `Overloaded`."""
        if self.described is None:
            try:
                self.described = self.receive(START_SECONDS)
            except (ExtractorFailed, TimeoutError) as error:
                raise Overloaded(NOT_STARTED) from error
        return self.described

    def extract(self, request: Mapping[str, Any], seconds: float) -> Any:
        """The answer to a request; None if the extractor raised an error. Raises `Overloaded` or `ExtractorFailed`."""
        line = orjson.dumps({**request, "seconds": seconds + GRACE_SECONDS}, option=orjson.OPT_APPEND_NEWLINE)
        try:
            self.connection.settimeout(seconds)
            with suppress(ConnectionError):  # `receive` finds it closed.
                self.connection.sendall(line)
            return self.receive(seconds)
        except TimeoutError as error:
            raise Overloaded(TOO_SLOW.format(seconds=seconds)) from error

    def receive(self, seconds: float) -> Any:
        """The next line as JSON, which must be there within so many seconds.

        Raises TimeoutError or `ExtractorFailed`, and then ends the process.
        """
        try:
            return orjson.loads(self.read_line(time.monotonic() + seconds))
        except (OSError, EOFError, orjson.JSONDecodeError) as error:
            self.stop()
            if isinstance(error, TimeoutError):
                raise
            raise ExtractorFailed from error

    def read_line(self, deadline: float) -> bytes:
        """The next line. Raises TimeoutError, another OSError, or EOFError."""
        line = bytearray()
        while not line.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            self.connection.settimeout(left)
            received = self.connection.recv(RECEIVE_BYTES)
            line += received
            if not received or len(line) > MAX_ANSWER_BYTES:
                raise EOFError
        return bytes(line)


class DraftWorkers:
    """At most `count` processes, started when they are first needed."""

    def __init__(self, count: int, seconds: float) -> None:
        """`seconds` are those that an extractor may take for a text."""
        self.seconds = seconds
        self.idle: deque[Process | None] = deque([None] * count)

    @contextmanager
    def reserve(self) -> Iterator[Process]:
        """Hold a process, a new one if the last one had to be ended. Raises `WorkersBusy` or `Overloaded`."""
        try:
            process = self.idle.pop()
        except IndexError:
            raise WorkersBusy(ALL_BUSY) from None
        try:
            if process is None or not process.is_usable:
                process = Process()
            yield process
        finally:
            self.idle.append(process)


def installed_extractors() -> list[str]:
    """The entry points of extractors, as the process takes them: to look for them there would cost it 4 MB."""
    return sorted(f"{each.name}={each.module}:{each.attr}" for each in entry_points(group=EXTRACTOR_GROUP))


def end_process(process: subprocess.Popen[bytes], connection: socket.socket) -> None:
    """End a process at once."""
    connection.close()
    process.kill()
    process.wait()
