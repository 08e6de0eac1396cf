"""API keys. The secret is returned once, when the key is made."""

from collections.abc import Mapping
from ipaddress import ip_network
from typing import Any

from domain.vocabularies.service import SCOPE
from schemas.base import BaseSchema
from schemas.fields.codes import Jurisdiction
from schemas.fields.composites import BoundedList, Instant, Uuid
from schemas.fields.scalars import Choice, Text, field_error, quote_value

MAX_LIMITS = 100
NEVER = "never"
"""The expiry of a key that does not expire."""


class Network(Text):
    """A network in CIDR notation, or an address for itself alone."""

    longest = 49

    def check(self, text: str) -> str:
        """Write the network in its shortest form."""
        try:
            return str(ip_network(text))
        except ValueError:
            detail = f"{quote_value(text)} is not a network. Write 192.0.2.0/24 or 2001:db8::/32, without host bits."
            raise field_error("network", detail) from None


class KeySchema(BaseSchema):
    """An API key without its secret."""

    id = Uuid("The key's id.", dump_only=True, required=True)
    name = Text("The owner or the purpose of the key.", longest=200, required=True, example="newsroom import")
    scopes = BoundedList(
        Choice(SCOPE, "A scope."), "What the key may do.", required=True, least=1, unique=True, most=len(SCOPE.codes)
    )
    jurisdictions = BoundedList(
        Jurisdiction("A jurisdiction.", example="KR"),
        "The jurisdictions whose records it may write; without any, of all. Not with the scope admin.",
        unique=True,
        most=MAX_LIMITS,
    )
    networks = BoundedList(
        Network("A network.", example="192.0.2.0/24"),
        "The networks that it may be used from (CIDR); without any, from everywhere.",
        unique=True,
        most=MAX_LIMITS,
    )
    created_at = Instant(
        "When it was made: RFC 3339, UTC.", dump_only=True, required=True, example="2026-01-30T08:00:00Z"
    )
    rotated_at = Instant("When it got its last secret, if that is not the first.", dump_only=True)
    last_used_at = Instant(
        "When it was last used, to five minutes; absent if never.", dump_only=True, example="2026-02-01T09:30:00Z"
    )
    expires_at = Instant(
        "When it stops working. In a new key, null means never; by default it is the server's KEY_LIFETIME_DAYS from "
        "now. If a response does not have it, the key does not expire.",
        example="2027-01-01T00:00:00Z",
    )
    previous_expires_at = Instant("How long the secret before the last rotation works.", dump_only=True)
    revoked_at = Instant("When it was revoked; absent while it works.", dump_only=True, example="2026-06-01T12:00:00Z")

    def load(self, data: Any, **options: Any) -> Any:
        """A new key. That it is to last for ever must be said: null is “never”, which elsewhere is a missing value."""
        loaded = super().load(data, **options)
        is_null = isinstance(data, Mapping) and data.get("expires_at", "") is None
        return loaded | {"expires_at": NEVER} if is_null else loaded


class KeyWithSecretSchema(KeySchema):
    """A new API key with its secret, which is shown only now."""

    key = Text(
        "The secret: send it as `Authorization: Bearer <key>`.",
        dump_only=True,
        required=True,
        example="cmq_an-example-that-opens-nothing",
    )
