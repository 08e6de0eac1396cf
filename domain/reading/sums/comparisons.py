"""What the words beside a sum add to it: `about` before it, `up 25.4 per cent from a year earlier` behind it."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.reading.document import Document
from domain.reading.findings import Finding, Span

ABOUT = re.compile(
    r"(?:(?<!\w)(?:about|around|some|approximately|approx\.?|roughly|nearly|almost|environ|près\sde|quelque|rund|etwa|"
    r"circa|ca\.|knapp|unos|cerca\sde|alrededor\sde)\s|약\s?|約|およそ)\Z",
    re.IGNORECASE,
)
CHANGES = (
    re.compile(
        r",?\s(?:an?\s)?(?:(?P<down>down|falling|decrease|cut|drop)|up|rising|rise|increase)(?:\sof|\sby)?\s"
        r"(?P<percent>\d{1,3}(?:\.\d{1,3})?)\s?(?:per\scent|percent|%)\s(?:from|on|over|compared\s(?:with|to))\s"
        r"(?:(?P<year>20\d\d)|(?P<last>last\syear|a\syear\sago)|(?:a|the|one)\s(?:year\s(?:earlier|before)|(?:previous|prior)\syear))",
        re.IGNORECASE,
    ),
    re.compile(
        r"[^.\d]{0,20}(?:전년|(?P<last>지난해|작년))(?:도|보다|\s?대비|에\s비해)\s?(?P<percent>\d{1,3}(?:\.\d{1,3})?)\s?%\s?"
        r"(?:증가|늘|증액|확대|(?P<down>감소|줄|감액|축소))(?P<year>)"
    ),
)
"""How a sum differs from that of the year before, directly behind it."""

BESIDE = 20
"""Characters before a sum in which words say that it is about."""


def add_comparisons(document: Document, amounts: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The amounts, with `approximate` and `change` where the words beside them state it; the change adds evidence."""
    return tuple(_compared(document, amount) for amount in amounts)


def _compared(document: Document, amount: Finding) -> Finding:
    place, members = amount.spans[0], dict(amount.members)
    if ABOUT.search(document.text, max(0, place.start - BESIDE), place.start):
        members["approximate"] = True
    change = next((each for pattern in CHANGES if (each := pattern.match(document.text, place.end))), None)
    year = _year_before(document, members, change) if change else None
    if change is None or year is None:
        return replace(amount, members=members)
    sign = "-" if change["down"] else ""
    members["change"] = {"percent": f"{sign}{change['percent']}", "compared_with": year}
    return replace(amount, members=members, spans=(*amount.spans, Span(change.start("percent"), change.end())))


def _year_before(document: Document, members: Mapping[str, Any], change: re.Match[str]) -> str | None:
    """The year that a sum is compared with: the one that is named, else the one before that of the sum."""
    if change["year"]:
        return change["year"]
    if change["last"]:
        return f"{document.anchor.year - 1}" if document.anchor else None
    period = str(members.get("period", ""))
    return f"{int(period) - 1}" if period.isdigit() else None
