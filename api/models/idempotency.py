"""First answers, kept for requests that are sent again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from api.db.column_types import Compressed
from api.models.base import Base, Json


class IdempotencyRecord(Base):
    """What was answered to the request that an API key's holder had given a name by its Idempotency-Key.

    `name` is the SHA-256 of that header, `fingerprint` of what was asked. No secret is kept: where the answer held one,
    the body has `salt` in its place, from which and from the holder's own secret it can be made again.
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
