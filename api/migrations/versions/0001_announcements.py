"""Announcements and their identifiers."""

import sqlalchemy as sa
from alembic import op

import api.db.sql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "announcements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        sa.Column("announced_on", sa.Text(), nullable=False),
        sa.Column("announced_from", sa.Date(), nullable=False),
        sa.Column("announced_to", sa.Date(), nullable=False),
        sa.Column("created_at", api.db.sql.UtcDateTime(timezone=True), nullable=False),
        sa.Column("updated_at", api.db.sql.UtcDateTime(timezone=True), nullable=False),
        sa.Column("published_at", api.db.sql.UtcDateTime(timezone=True), nullable=True),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("effective", sa.Text(), nullable=True),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("topics", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("identifiers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("change", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("due_histories", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.Column("translations", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("body", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
    )
    op.create_index(
        op.f("ix_announcements_announced_from_id_announced_to_state"),
        "announcements",
        ["announced_from", "id", "announced_to", "state"],
        unique=False,
    )
    op.create_index(
        op.f("ix_announcements_created_at_id_state"), "announcements", ["created_at", "id", "state"], unique=False
    )
    op.create_index(
        op.f("ix_announcements_jurisdiction_announced_from_id_announced_to_state"),
        "announcements",
        ["jurisdiction", "announced_from", "id", "announced_to", "state"],
        unique=False,
    )
    op.create_index(
        op.f("ix_announcements_kind_announced_from_id_announced_to_state"),
        "announcements",
        ["kind", "announced_from", "id", "announced_to", "state"],
        unique=False,
    )
    op.create_index(
        op.f("ix_announcements_updated_at_id_state"), "announcements", ["updated_at", "id", "state"], unique=False
    )
    op.create_table(
        "announcement_topics",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("announcement_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_announcement_topics_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("topic", "announcement_id", name=op.f("pk_announcement_topics")),
    )
    op.create_index(
        op.f("ix_announcement_topics_announcement_id"), "announcement_topics", ["announcement_id"], unique=False
    )
    op.create_table(
        "announcement_identifiers",
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("announcement_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
            name=op.f("fk_announcement_identifiers_announcement_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("scheme", "value", name=op.f("pk_announcement_identifiers")),
    )
    op.create_index(
        op.f("ix_announcement_identifiers_announcement_id"),
        "announcement_identifiers",
        ["announcement_id"],
        unique=False,
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("announcement_identifiers")
    op.drop_table("announcement_topics")
    op.drop_table("announcements")
