"""UUIDs (RFC 9562) of records and their parts, and the first letters of the keys of parts."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

KEY_PREFIXES: Mapping[str, str] = MappingProxyType(
    {"parties": "p", "commitments": "c", "amounts": "a", "quotes": "q", "sources": "s"}
)
"""Each list, with the first letter of the keys that the server makes for its parts."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_VARIANT = 0b10
_LOW_80_BITS = (1 << 80) - 1


def uuid7(now: datetime) -> UUID:
    """A new UUID that sorts by `now`, an aware time, to the millisecond; the rest is random."""
    return _assemble((now - _EPOCH) // _MILLISECOND, secrets.randbits(80), version=7)


def part_id(announcement: UUID, part: str, key: str) -> UUID:
    """The UUID of the part with this key in this announcement: always the same one.

    It begins as the announcement's identifier does, so that rows written together lie together in an index.
    """
    named = announcement.bytes + f"{part}\0{key}".encode()
    digest = int.from_bytes(hashlib.sha256(named).digest(), "big")
    return _assemble(announcement.int >> 80, digest & _LOW_80_BITS, version=8)


def _assemble(first_48_bits: int, rest: int, *, version: int) -> UUID:
    """A UUID of two fields, with version and variant written over six bits of the second."""
    middle = rest >> 62 & 0xFFF
    last = rest & (1 << 62) - 1
    return UUID(int=first_48_bits << 80 | version << 76 | middle << 64 | _VARIANT << 62 | last)
