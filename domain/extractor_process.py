"""The program of a worker process: reads texts with the installed extractors.

`python -m domain.extractor_process <name>=<module>:<class> …`, with a socket as standard input. The program writes the
versions and languages of the extractors, then the answer to each request; each is a line of JSON. It ends with the
process at the other end of the socket, and has neither web server nor database in memory.
"""

import signal
import socket
import sys
import traceback
from collections.abc import Iterable, Mapping
from datetime import date
from pkgutil import resolve_name
from typing import Any

import orjson

from domain.reading import Extractor, Hints

Extractors = Mapping[str, Extractor]


def main() -> None:
    """Answer requests until the other end of the socket is closed."""
    connection = socket.socket(fileno=sys.stdin.fileno())
    extractors = load_extractors(sys.argv[1:])
    connection.sendall(line_of({name: describe_extractor(each) for name, each in extractors.items()}))
    for line in connection.makefile("rb"):
        connection.sendall(answer(extractors, orjson.loads(line)))


def load_extractors(entries: Iterable[str]) -> Extractors:
    """The extractors of entry points by name. One that cannot be loaded is reported on standard error."""
    loaded: dict[str, Extractor] = {}
    for name, _, value in (each.partition("=") for each in entries):
        try:
            extractor = resolve_name(value)()
            describe_extractor(extractor)
        except Exception:  # noqa: BLE001 - Of another package, which may raise anything.
            traceback.print_exc()
        else:
            loaded[name] = extractor
    return loaded


def describe_extractor(extractor: Extractor) -> dict[str, Any]:
    """The version and languages of an extractor."""
    return {"version": str(extractor.version), "languages": sorted(map(str, extractor.languages))}


def answer(extractors: Extractors, request: Mapping[str, Any]) -> bytes:
    """The extraction from a text as a line of JSON, or null if the extractor failed.

    The system ends this process once `seconds` are over, even if the process that asked has gone: a Python handler
    would wait for a regular expression that never ends.
    """
    hints = dict(request["hints"])
    if hints.get("published_on"):
        hints["published_on"] = date.fromisoformat(hints["published_on"])
    signal.setitimer(signal.ITIMER_REAL, request["seconds"])
    try:
        return line_of(extractors[request["extractor"]].extract(request["text"], Hints(**hints)))
    except Exception:  # noqa: BLE001 - The same as in `load_extractors`.
        traceback.print_exc()
        return line_of(None)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def line_of(value: Any) -> bytes:
    """A value as a line of JSON."""
    return orjson.dumps(value, default=plain, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NON_STR_KEYS)


def plain(value: Any) -> Any:
    """A value that JSON has, for one that it has not, such as a span or a decimal."""
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else str(value)


if __name__ == "__main__":
    main()
