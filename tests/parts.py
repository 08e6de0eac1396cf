"""The least that each part of a record can be, to put one wrong thing into."""

from __future__ import annotations

from typing import Any

Part = dict[str, Any]


def party(**members: Any) -> Part:
    """Return a party."""
    return {"name": "IonQ", "kind": "company", "roles": ["partner"]} | members


def commitment(**members: Any) -> Part:
    """Return a commitment."""
    return {"kind": "goal", "statement": "Lead the world."} | members


def amount(**members: Any) -> Part:
    """Return an amount."""
    return {"kind": "budget", "amount": "15000000", "currency": "USD"} | members


def quote(**members: Any) -> Part:
    """Return a quote of the party `p`."""
    return {"text": "Quantum decides.", "language": "en", "speaker": "p"} | members


def source(**members: Any) -> Part:
    """Return a source."""
    return {"kind": "news_report", "title": "A report"} | members


def relation(**members: Any) -> Part:
    """Return a relation to a document elsewhere."""
    return {"type": "cites", "title": "A budget"} | members
