"""Minimal parts of a record, to be made invalid in one member."""

from __future__ import annotations

from typing import Any

Part = dict[str, Any]


def party(**members: Any) -> Part:
    """A party."""
    return {"name": "IonQ", "kind": "company", "roles": ["partner"]} | members


def commitment(**members: Any) -> Part:
    """A commitment."""
    return {"kind": "goal", "statement": "Lead the world."} | members


def amount(**members: Any) -> Part:
    """An amount."""
    return {"kind": "budget", "amount": "15000000", "currency": "USD"} | members


def quote(**members: Any) -> Part:
    """A quote of the party `p`."""
    return {"text": "Quantum decides.", "language": "en", "speaker": "p"} | members


def source(**members: Any) -> Part:
    """A source."""
    return {"kind": "news_report", "title": "A report"} | members


def relation(**members: Any) -> Part:
    """A relation to an external document."""
    return {"type": "cites", "title": "A budget"} | members
