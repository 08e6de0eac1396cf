"""A response format, the metadata of a list, and members of records that several formats show."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class ListMetadata:
    """The list that is rendered: its collection, a title for people, and its URLs.

    `root` is the absolute URL that the paths in documents are relative to, without a slash at its end; `address` is
    the URL of this response, and `next_page` that of the next page. `has_bom`: a text begins with a byte order mark.
    `group_columns` are those of a summary of the collection, before its figures.
    """

    collection: str
    title: str
    root: str
    address: str
    next_page: str | None = None
    has_bom: bool = False
    group_columns: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A response format. `write` renders JSON documents, in order, as chunks of bytes.

    A streamed format gives all matches; the others give a page. A file for spreadsheets has an `extension`, by which
    clients save it.
    """

    media_type: str
    write: Callable[[Iterable[bytes], ListMetadata], Iterator[bytes]]
    is_streamed: bool = False
    extension: str | None = None


CHUNK_SIZE = 64 * 1024
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 forbids."""


def chunked(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join small pieces into chunks of at least 64 kB, except the last. Memory use is one chunk."""
    chunk = bytearray()
    for piece in pieces:
        chunk += piece
        if len(chunk) >= CHUNK_SIZE:
            yield bytes(chunk)
            chunk.clear()
    if chunk:
        yield bytes(chunk)


def write_ndjson(documents: Iterable[bytes], _: ListMetadata) -> Iterator[bytes]:
    """NDJSON: each document followed by a line feed."""
    return chunked(document + b"\n" for document in documents)


def announcement_url(record: Mapping[str, Any], root: str) -> str:
    """The URL of an announcement."""
    return f"{root}/v1/announcements/{record['id']}"


def issuer_names(record: Mapping[str, Any]) -> list[str]:
    """Names of the parties that issue an announcement."""
    return [party["name"] for party in record["parties"] if "issuer" in party["roles"]]


def xml_text(text: str) -> str:
    """The text with U+FFFD in place of each character that XML forbids."""
    return NOT_IN_XML.sub("\ufffd", text)
