"""Idempotency records: stored responses for requests that are sent again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.db.column_types import Compressed
from api.models.base import Base, Json


class IdempotencyRecord(Base):
    """The response to a request with an Idempotency-Key, by API key and `name`, the SHA-256 of that header.

    `fingerprint` is a hash of the request. No secret is stored: `salt` stands in its place in the body, and the secret
    is derived again from it and the secret of the API key that sent the request.
    """

    __tablename__ = "kept_answers"
    __table_args__ = (Index(None, "created_at"),)

    key_id: Mapped[UUID] = mapped_column(ForeignKey("api_keys.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    status: Mapped[int]
    headers: Mapped[Json]
    body: Mapped[bytes] = mapped_column(Compressed)
    salt: Mapped[str | None]
    created_at: Mapped[datetime]
