"""Redactions of personal data."""

from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, Instant
from schemas.fields.described import integer_field
from schemas.fields.scalars import Text


class RedactionSchema(BaseSchema):
    """Texts to redact in all versions of a record, and what was redacted."""

    pointers = BoundedList(
        Text("A JSON Pointer.", longest=500, example="/quotes/what-quantum-decides/text"),
        "The places of the texts, as JSON Pointers in which a part is named by its key, and an item without a key "
        "(evidence, relation) by its index in the newest version that has it. `/change/note` is the note of every "
        "version, `/commitments/<key>/progress/<id>/note` that of a progress report.",
        required=True,
        least=1,
        most=100,
        unique=True,
    )
    reason = Text(
        "The reason, which readers see. It must not have the text.",
        longest=500,
        required=True,
        example="Personal data, removed at the person's request.",
    )
    version = integer_field("The version that says so.", 3, dump_only=True, minimum=1)
    versions = integer_field("The number of earlier versions that had the texts.", 2, dump_only=True, minimum=0)
    redacted_at = Instant("When: RFC 3339, UTC.", dump_only=True, required=True, example="2026-03-01T10:00:00Z")
