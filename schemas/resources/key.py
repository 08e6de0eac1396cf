"""API keys. The secret is returned once, when the key is made."""

from domain.vocabularies import SCOPE
from schemas.base import BaseSchema
from schemas.fields.composites import BoundedList, Instant, Uuid
from schemas.fields.scalars import Choice, Text


class KeySchema(BaseSchema):
    """An API key without its secret."""

    id = Uuid("The key's id.", dump_only=True, required=True)
    name = Text("The owner or the purpose of the key.", longest=200, required=True, example="newsroom import")
    scopes = BoundedList(
        Choice(SCOPE, "A scope."), "What the key may do.", required=True, least=1, unique=True, most=len(SCOPE.codes)
    )
    created_at = Instant(
        "When it was made: RFC 3339, UTC.", dump_only=True, required=True, example="2026-01-30T08:00:00Z"
    )
    expires_at = Instant("When it stops working; if absent, never.", example="2027-01-01T00:00:00Z")
    revoked_at = Instant("When it was revoked; absent while it works.", dump_only=True, example="2026-06-01T12:00:00Z")


class NewKeySchema(KeySchema):
    """A new API key with its secret, which is shown only now."""

    key = Text(
        "The secret: send it as `Authorization: Bearer <key>`.",
        dump_only=True,
        required=True,
        example="cmq_an-example-that-opens-nothing",
    )
