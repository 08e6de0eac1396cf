"""The mark that derived data has to be rebuilt after a migration: until then `communique migrate` does it again."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; `env.py` fills it."""
    op.create_table(
        "pending_rebuilds",
        sa.Column("revision", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("revision", name=op.f("pk_pending_rebuilds")),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("pending_rebuilds")
