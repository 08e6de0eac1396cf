"""API keys: limits, rotation, last use and end."""

import sqlalchemy as sa
from alembic import op

from api.db.sql import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

INDEX = "ix_api_keys_previous_digest"
LISTS = ("jurisdictions", "networks")
TIMES = ("previous_expires_at", "rotated_at", "last_used_at", "ended_at")


def upgrade() -> None:
    """Add the columns. All may be empty: the release before this one goes on writing keys."""
    for name in LISTS:
        op.add_column("api_keys", sa.Column(name, sa.JSON(none_as_null=True), nullable=True))
    op.add_column("api_keys", sa.Column("previous_digest", sa.Text(), nullable=True))
    for name in TIMES:
        op.add_column("api_keys", sa.Column(name, UtcDateTime(timezone=True), nullable=True))
    op.create_index(op.f(INDEX), "api_keys", ["previous_digest"], unique=True)


def downgrade() -> None:
    """Drop the columns."""
    op.drop_index(op.f(INDEX), table_name="api_keys")
    for name in (*LISTS, "previous_digest", *TIMES):
        op.drop_column("api_keys", name)
