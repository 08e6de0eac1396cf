"""Tags: values of filters that a record has many of, such as topics and parties, clustered in the order of lists.

A tag copies the columns that nearly every query filters by, so that a list by topic reads only its page elsewhere.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from api.models.base import Base


class Tag:
    """Columns of a tag: a value of the filter `name`, such as `topic`, `party` or `source_kind`."""

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    announced_from: Mapped[date] = mapped_column(primary_key=True)
    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"), primary_key=True)
    announced_to: Mapped[date]
    state: Mapped[str]
    jurisdiction: Mapped[str]


class AnnouncementTag(Tag, Base):
    """A topic, party, kind of source or publisher of a record. Topics have an index by jurisdiction too."""

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
    """A topic, party or role of a commitment: its own, or its record's if it states none."""

    __tablename__ = "commitment_tags"
    __table_args__ = (Index(None, "announcement_id", "position", "name", "value"), {"sqlite_with_rowid": False})

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class AmountWhole(Base):
    """A pair of amounts: one, and another that contains it, directly or not."""

    __tablename__ = "amount_wholes"
    __table_args__ = (Index(None, "announcement_id"),)

    amount_id: Mapped[UUID] = mapped_column(primary_key=True)
    whole_id: Mapped[UUID] = mapped_column(primary_key=True)
    announcement_id: Mapped[UUID] = mapped_column(ForeignKey("announcements.id", ondelete="CASCADE"))
