"""What has many values: topics, parties and the like, each found from the value in the order of a list.

A tag repeats what nearly every question compares, so that a list by topic is read from here alone but for its page.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base


class Tag:
    """A value that something has under a name: `topic`, `party`, `source_kind`. Clustered as lists read it."""

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    announced_from: Mapped[date] = mapped_column(primary_key=True)
    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    announced_to: Mapped[date]
    state: Mapped[str]
    jurisdiction: Mapped[str]


class AnnouncementTag(Tag, Base):
    """A topic, party, kind of source or publisher of a record. The topics of one jurisdiction are found together."""

    __tablename__ = "announcement_tags"
    __table_args__ = (
        Index(None, "announcement_id", "name", "value"),
        Index(
            *(None, "value", "jurisdiction", "announced_from", "announcement_id", "announced_to", "state"),
            sqlite_where=text("name = 'topic'"),
            postgresql_where=text("name = 'topic'"),
        ),
        {"sqlite_with_rowid": False},
    )

    kind: Mapped[str]


class CommitmentTag(Tag, Base):
    """A topic, party or role of a commitment: its own, or its record's where it states none."""

    __tablename__ = "commitment_tags"
    __table_args__ = (Index(None, "announcement_id", "position", "name", "value"), {"sqlite_with_rowid": False})

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class AmountWhole(Base):
    """An amount that another one is a part of, near or far."""

    __tablename__ = "amount_wholes"
    __table_args__ = (Index(None, "announcement_id"),)

    amount_id: Mapped[UUID] = mapped_column(primary_key=True)
    whole_id: Mapped[UUID] = mapped_column(primary_key=True)
    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"))
