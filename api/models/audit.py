"""The audit trail, beside the versions of records: everything else that somebody did."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from api.models.announcement import Sequence
from api.models.base import Base, OptionalJson


class AuditEvent(Base):
    """What somebody did, to what, when, and from where. Triggers refuse every change but erasing the address.

    `key_id` is no foreign key: the trail outlives what it names. Changes of records are in `versions`.
    """

    __tablename__ = "audit_events"
    __table_args__ = (Index(None, "target_id"), {"sqlite_autoincrement": True})

    seq: Mapped[int] = mapped_column(Sequence, primary_key=True)
    at: Mapped[datetime]
    action: Mapped[str]
    actor: Mapped[str]
    key_id: Mapped[UUID | None]
    target_type: Mapped[str | None]
    target_id: Mapped[str | None]
    request_id: Mapped[str | None]
    client_address: Mapped[str | None]
    details: Mapped[OptionalJson]
