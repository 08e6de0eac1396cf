"""UUIDs (RFC 9562) of records and their parts, and the first letters of the keys of parts."""

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
_VERSION_7, _VERSION_8, _VARIANT = 7 << 76, 8 << 76, 0b10 << 62


def uuid7(now: datetime) -> UUID:
    """A new UUID that sorts by `now`, an aware time, to the millisecond; the rest is random."""
    milliseconds = (now - _EPOCH) // _MILLISECOND
    return UUID(int=milliseconds << 80 | _VERSION_7 | secrets.randbits(12) << 64 | _VARIANT | secrets.randbits(62))


def derived_uuid7(now: datetime, *names: str) -> UUID:
    """The UUID with these names that sorts by `now`, to the millisecond: always the same one."""
    digest = int.from_bytes(hashlib.sha256("\0".join(names).encode()).digest(), "big")
    milliseconds = (now - _EPOCH) // _MILLISECOND
    middle, last = digest >> 62 & 0xFFF, digest & (1 << 62) - 1
    return UUID(int=milliseconds << 80 | _VERSION_7 | middle << 64 | _VARIANT | last)


def part_id(announcement: UUID, part: str, key: str) -> UUID:
    """The UUID of the part with this key in this announcement: always the same one.

    It begins as the announcement's identifier does, so that rows written together lie together in an index.
    """
    named = announcement.bytes + f"{part}\0{key}".encode()
    digest = int.from_bytes(hashlib.sha256(named).digest(), "big")
    middle, last = digest >> 62 & 0xFFF, digest & (1 << 62) - 1
    return UUID(int=announcement.int >> 80 << 80 | _VERSION_8 | middle << 64 | _VARIANT | last)
