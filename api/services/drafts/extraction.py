"""What a worker process hands over, read as what it claims to be; what has another form is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, get_args

from domain.reading import Extraction, Finding, FindingType, LeftOut, LeftOutReason, Span

TYPES, REASONS = get_args(FindingType), get_args(LeftOutReason)

MAX_FINDINGS, MAX_SPANS, MAX_SPAN = 2_000, 100, 5_000
"""Findings of a text, the pieces of evidence of each, and the characters of one, as many as a record has."""


class Malformed(Exception):
    """The value has not the form that it should have."""


def read_extraction(answer: Any, text: str) -> tuple[Extraction, int]:
    """The extraction that a value states, and the number of its items that have another form.

    Raises `Malformed` if it is none at all.
    """
    if not isinstance(answer, dict) or not isinstance(answer.get("findings"), list):
        raise Malformed
    left_out = answer.get("left_out")
    listed = [*answer["findings"][:MAX_FINDINGS]], [*(left_out if isinstance(left_out, list) else [])[:MAX_FINDINGS]]
    findings = [*well_formed(read_finding, listed[0], text)]
    omissions = [*well_formed(read_omission, listed[1], text)]
    language = answer.get("language")
    count = sum(map(len, listed)) - len(findings) - len(omissions)
    extraction = Extraction(tuple(findings), tuple(omissions), language if isinstance(language, str) else None)
    return extraction, count


def well_formed(read: Any, values: Iterable[Any], text: str) -> Iterator[Any]:
    """What a function reads from each value that has the right form."""
    for value in values:
        try:
            yield read(value if isinstance(value, dict) else {}, text)
        except Malformed:
            continue


def read_finding(value: dict[str, Any], text: str) -> Finding:
    """A finding. Raises `Malformed`."""
    members, band, doubt = value.get("members"), value.get("band"), value.get("doubt")
    spans, alternatives = value.get("spans"), value.get("alternatives") or []
    if not isinstance(members, dict) or not isinstance(spans, list) or len(spans) > MAX_SPANS:
        raise Malformed
    if not isinstance(band, str) or not isinstance(doubt, str | None) or not isinstance(alternatives, list):
        raise Malformed
    places = tuple(read_span(each, text) for each in spans)
    return Finding(one_of(TYPES, value.get("type")), members, places, band, doubt, tuple(alternatives))


def read_omission(value: dict[str, Any], text: str) -> LeftOut:
    """Words that were left out. Raises `Malformed`."""
    return LeftOut(
        one_of(TYPES, value.get("type")), read_span(value.get("span"), text), one_of(REASONS, value.get("reason"))
    )


def one_of(values: Sequence[Any], value: Any) -> Any:
    """The value, if it is one of these. Raises `Malformed`."""
    if value not in values:
        raise Malformed
    return value


def read_span(value: Any, text: str) -> Span:
    """A place in the text that has words. Raises `Malformed`."""
    if not isinstance(value, list) or [type(each) for each in value] != [int, int]:
        raise Malformed
    start, end = value
    if not 0 <= start < end <= len(text) or end - start > MAX_SPAN or not text[start:end].strip():
        raise Malformed
    return Span(start, end)
