"""The lists of a record whose parts have keys."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KEY_PREFIXES: Mapping[str, str] = MappingProxyType(
    {"parties": "p", "commitments": "c", "amounts": "a", "quotes": "q", "sources": "s"}
)
"""Each list, with the first letter of the keys that the server makes for its parts."""
