"""Logs: one JSON object per line on standard error. A line that cannot be written is lost, and nothing else."""

from __future__ import annotations

import io
import logging
import os
import sys
from typing import Any

import orjson
import structlog

LEVELS = {"debug": logging.DEBUG, "info": logging.INFO, "warning": logging.WARNING, "error": logging.ERROR}

STDERR = 2 if sys.stderr else -1
"""The descriptor of standard error; none if it is closed, because a connection may be given its number then."""


class LossyFile(io.RawIOBase):
    """A file descriptor to log to. On a full disk or a closed pipe, lines are dropped, counted and reported later.

    It writes without a buffer: a buffer that cannot be flushed would keep its lines, and fail again with each new one.
    """

    def __init__(self, descriptor: int) -> None:
        super().__init__()
        self.descriptor = descriptor
        self.lost_lines = 0
        self.is_torn = False

    def write(self, line: Any) -> int:
        """Write a line, after a report of those that were lost before it; drop it if that fails. Returns its length."""
        length = len(line)
        if self.lost_lines:
            report = {"event": "log lines lost", "level": "error", "lines": self.lost_lines}
            line = b"\n" * self.is_torn + orjson.dumps(report, option=orjson.OPT_APPEND_NEWLINE) + line
        rest = line
        try:
            while rest:
                rest = rest[os.write(self.descriptor, rest) :]
        except OSError:
            self.lost_lines += 1
            self.is_torn |= rest != line
        else:
            self.lost_lines, self.is_torn = 0, False
        return length

    def writable(self) -> bool:
        """It can be written to."""
        return True

    def fileno(self) -> int:
        """The descriptor."""
        return self.descriptor

    def isatty(self) -> bool:
        """Whether it is a terminal."""
        return self.descriptor >= 0 and os.isatty(self.descriptor)


def to_json(event: Any, **_: Any) -> bytes:
    """An event as JSON. Text that is not Unicode, as in the name of a file, is escaped."""
    try:
        return orjson.dumps(event, default=repr, option=orjson.OPT_NON_STR_KEYS)
    except orjson.JSONEncodeError:
        escaped = {str(name): ascii(value) for name, value in event.items()}
        return orjson.dumps(escaped)


def make_stderr_lossy() -> None:
    """Let nothing fail that prints to standard error, unless that was replaced already."""
    if sys.stderr is sys.__stderr__:
        sys.stderr = io.TextIOWrapper(
            LossyFile(STDERR), encoding="utf-8", errors="backslashreplace", line_buffering=True, write_through=True
        )


def configure(level: str) -> None:
    """Log events of this level and above. Python's own loggers never raise or print an error of theirs."""
    logging.raiseExceptions = False
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(serializer=to_json),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        logger_factory=structlog.BytesLoggerFactory(LossyFile(STDERR)),  # type: ignore[arg-type]  # It has what is used.
        cache_logger_on_first_use=True,
    )
