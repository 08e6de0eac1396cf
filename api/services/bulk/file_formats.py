"""Recognition of files that are not NDJSON: one error says what to do, in place of one for each of their lines."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Mapping

from api.services.errors import Malformed
from domain.json import NotJson, parse_json

HEAD_BYTES = 64 * 1024
"""Bytes at the beginning of a file that are looked at."""

FileFormat = tuple[str, str]
"""What a file is, and the next step."""

MAGIC: Mapping[bytes, FileFormat] = {
    b"PK\x03\x04": ("an Excel file or another zip archive", "Make a record of each row."),
    b"\x1f\x8b": ("gzip", "Send it with Content-Encoding: gzip."),
    codecs.BOM_UTF16_LE: ("UTF-16", "Save it in UTF-8."),
    codecs.BOM_UTF16_BE: ("UTF-16", "Save it in UTF-8."),
    b"<": ("XML or HTML", "Make a record of each element."),
}
"""Formats by the first bytes."""

ARRAY: FileFormat = ("a JSON array", "Write each record on a line of its own: jq -c '.[]'.")
SPREAD: FileFormat = ("JSON that spans several lines", "Write each record on one line: jq -c '.'.")
CSV: FileFormat = ("CSV", "Make a record of each row.")
SEPARATORS = (b",", b";", b"\t")


def refuse_other_formats(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the chunks of an NDJSON file. Raises `Malformed` before the first one if it is of another format."""
    source = iter(chunks)
    head = b""
    for chunk in source:
        head += chunk
        first, rest = first_lines(head)
        if len(head) >= HEAD_BYTES or rest or is_json(first):
            break
    found = other_format(head)
    if found:
        what, step = found
        raise Malformed(f"This looks like {what}; import takes NDJSON, one record per line. {step} See docs/bulk.md.")
    yield head
    yield from source


def other_format(head: bytes) -> FileFormat | None:
    """The format of a file that begins like this, unless it may be NDJSON."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    magic = next(filter(text.startswith, MAGIC), codecs.BOM_UTF16_LE if b"\0" in text[:4] else None)
    return MAGIC[magic] if magic else text_format(*first_lines(head))


def text_format(first: bytes, rest: bytes) -> FileFormat | None:
    """The format of a text with this first line, unless it may be NDJSON, perhaps with a broken line."""
    has_record = rest.startswith(b"{")
    if first.startswith(b"["):
        return None if has_record and is_json(first) else ARRAY
    if has_record or is_json(first):
        return None
    if first.startswith(b"{"):
        return SPREAD if rest.startswith(b'"') else None
    return CSV if any(each in first for each in SEPARATORS) else None


def first_lines(head: bytes) -> tuple[bytes, bytes]:
    """The first line that is not blank, and what follows it; the line may go on where nothing follows."""
    first, _, rest = head.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")
    return first, rest.lstrip()


def is_json(text: bytes) -> bool:
    """Whether the text is one JSON value."""
    try:
        parse_json(text)
    except NotJson:
        return False
    return True
