"""Texts of sources."""

import sqlalchemy as sa
from alembic import op

import api.db.sql

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "source_texts",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created_at", api.db.sql.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_source_texts")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("source_texts")
