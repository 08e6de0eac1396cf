"""The lists of a record whose parts have keys."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

KEY_PREFIXES: Mapping[str, str] = MappingProxyType(
    {"parties": "p", "commitments": "c", "amounts": "a", "quotes": "q", "sources": "s"}
)
"""Each of them, and what a key begins with that the server makes for one of its parts."""
