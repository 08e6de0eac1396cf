"""Evidence: the words of a source that state something, and their place in its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from domain.violations import Path, Violation
from schemas.base import BaseSchema
from schemas.fields.composites import ObjectList, WholeNumber
from schemas.fields.scalars import Key, OneOf, Text

STATED_FIELDS = (
    *("kind", "title", "summary", "body", "language", "translations", "jurisdiction", "other_jurisdictions", "place"),
    *("announced_on", "effective", "policy_status", "topics", "identifiers", "relations"),
)
"""Members of a record that evidence may be about: those that a client states, but `state` and lists of parts with keys,
which have evidence of their own.
"""


class EvidenceSchema(BaseSchema):
    """The words of a source: a TextQuoteSelector of the W3C Web Annotation model, and a TextPositionSelector beside it.

    `start` and `end` are optional. In another copy of the text they may not hold: then the occurrence of `exact` with
    the longest matching `prefix` and `suffix` is the place.
    """

    source = Key("The key of the source.", required=True, example="s-ians")
    exact = Text("The exact words of the source.", longest=5_000, required=True, example="10,000 experts")
    prefix = Text("The words just before them, which help to find the place.", longest=1_000)
    suffix = Text("The words just after them.", longest=1_000)
    start = WholeNumber(
        "Where `exact` begins: the number of Unicode code points before it in the text whose digest is the source's "
        "`sha256`, which is then required. Give `start` and `end`, or neither.",
        example=102,
    )
    end = WholeNumber("Where `exact` ends: `start` and the number of its code points.", example=116)


class FieldEvidenceSchema(EvidenceSchema):
    """The words of a source that state a field of the record itself."""

    field = OneOf(STATED_FIELDS, "The field of the record that they state.", required=True, example="announced_on")


EVIDENCE = ObjectList(EvidenceSchema, "The words of the sources that state this.", most=100)
"""The field that parties, commitments, amounts, quotes and sources share."""


def misplaced_evidence(
    evidence: Iterable[tuple[Path, Mapping[str, Any]]], sources: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Path, Violation]]:
    """Yield a violation for each offset without the other, with another length, or into a text that is not identified.

    `evidence` has offsets, and the path of each.
    """
    without_digest = [source.get("key") for source in sources if source.get("sha256") is None]
    for path, each in evidence:
        start, end = each.get("start"), each.get("end")
        exact: Any = each.get("exact")
        if start is None or end is None:
            missing = "end" if end is None else "start"
            yield (*path, missing), Violation("required", "Give both `start` and `end`, or neither.")
        elif (type(start), type(end), type(exact)) == (int, int, str) and end - start != len(exact):
            detail = (
                f"`exact` has {len(exact):,} code points, so that `end` is {start + len(exact)} if `start` is {start}. "
                "Count code points of the text, not bytes or UTF-16 units."
            )
            yield (*path, "end"), Violation("offsets", detail)
        if each.get("source") in without_digest:
            detail = (
                "Offsets count in the text whose digest is the source's `sha256`, and this source has none. Give the "
                "source its `sha256`, or leave `start` and `end` out."
            )
            yield (*path, "source"), Violation("required", detail)
