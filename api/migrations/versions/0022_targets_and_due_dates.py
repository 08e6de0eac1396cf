"""The ends of what targets can mean, and which due dates have moved."""

import sqlalchemy as sa
from alembic import op

from api.db.sql import ExactDecimal

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ENDS = ("lower_value", "upper_value")
INDEX = "ix_commitments_due_moved_announced_from_announcement_id_position_announced_to_state"


def upgrade() -> None:
    """Add the columns, which the rebuild fills. They may be empty: the release before this one goes on writing."""
    for name in ENDS:
        op.add_column("commitments", sa.Column(name, ExactDecimal(), nullable=True))
    op.add_column("commitments", sa.Column("due_moved", sa.Boolean(), nullable=True))
    op.create_index(
        op.f(INDEX),
        "commitments",
        ["due_moved", "announced_from", "announcement_id", "position", "announced_to", "state"],
        unique=False,
        sqlite_where=sa.text("due_moved = 1"),
        postgresql_where=sa.text("due_moved"),
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index(op.f(INDEX), table_name="commitments")
    op.drop_column("commitments", "due_moved")
    for name in ENDS:
        op.drop_column("commitments", name)
