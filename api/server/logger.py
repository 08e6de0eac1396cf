"""gunicorn's log without anything that a client sent: no request line, no header, no key."""

from __future__ import annotations

import sys
from typing import Any

from gunicorn.glogging import Logger as GunicornLogger
from gunicorn.http.errors import NoMoreData, ParseException

FROM_CLIENTS = (ParseException, NoMoreData)
"""Exceptions of gunicorn's parser. Their texts quote the request."""


class Logger(GunicornLogger):
    """Names the class of an exception instead of its text, which quotes what the parser had read."""

    def debug(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log a message of gunicorn."""
        super().debug(msg, *map(without_text, args), **kwargs)

    def exception(self, msg: Any, *args: Any, **kwargs: Any) -> None:
        """Log an error with its traceback, unless the parser raised it."""
        log = super().error if isinstance(sys.exception(), FROM_CLIENTS) else super().exception
        log(msg, *map(without_text, args), **kwargs)


def without_text(argument: Any) -> Any:
    """An argument of a message; of an exception, its class alone."""
    return type(argument).__name__ if isinstance(argument, BaseException) else argument
