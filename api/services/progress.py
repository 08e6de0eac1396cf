"""Progress on commitments: reports that are added and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from api.models import Progress
from api.models.database import Session
from domain.edtf import window
from domain.ids import uuid7


def statuses(session: Session, announcement: UUID) -> dict[str, dict[str, Any]]:
    """Return the status of each commitment of a record that has one: the newest by `on`, then by arrival."""
    query = (
        select(Progress.commitment, Progress.status, Progress.on)
        .where(Progress.announcement_id == announcement)
        .order_by(Progress.on_to, Progress.seq)
    )
    return {key: {"code": status, "on": on} for key, status, on in session.execute(query)}


def append(session: Session, announcement: UUID, key: str, report: Mapping[str, Any], *, now: datetime) -> UUID:
    """Keep a report on the commitment with this key. Its `on` has a last possible day."""
    id = uuid7(now)
    values = {name: report.get(name) for name in ("status", "on", "value", "note", "source")}
    values |= {"id": id, "announcement_id": announcement, "commitment": key, "reported_at": now}
    session.execute(insert(Progress).values(**values, on_to=window(report["on"]).last))
    return id
