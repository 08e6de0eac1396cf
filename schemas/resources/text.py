"""Texts of sources."""

from schemas.base import BaseSchema
from schemas.fields.composites import Instant
from schemas.fields.scalars import Sha256, Text


class SourceTextSchema(BaseSchema):
    """A text that evidence points into."""

    sha256 = Sha256("The SHA-256 digest of the text in UTF-8.", required=True)
    text = Text("The text, with LF as line breaks.", longest=50_000, required=True)
    created_at = Instant("Since when it is kept: RFC 3339, UTC.", required=True, example="2026-01-30T08:00:00Z")
