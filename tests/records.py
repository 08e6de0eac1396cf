"""Records to test with: the worked example, the least there can be, and anything that is right."""

from __future__ import annotations

from typing import Any

from api import sample


def draft(**members: Any) -> dict[str, Any]:
    """Return the least that a draft can be, with these members."""
    least = {"kind": "plan", "title": "A plan", "language": "en", "jurisdiction": "KR", "announced_on": "2026-01-29"}
    return least | members


def published(**members: Any) -> dict[str, Any]:
    """Return the least that a published record can be, with these members."""
    issuer = {"key": "msit", "name": "Ministry of Science and ICT", "kind": "government", "roles": ["issuer"]}
    source = {"key": "s", "kind": "press_release", "title": "A release"}
    return draft(state="published", parties=[issuer], sources=[source]) | members


def worked_example() -> dict[str, Any]:
    """Return the worked example as it is sent."""
    return sample.record()
