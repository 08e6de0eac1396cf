"""The party that a party of the directory was merged into."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    op.add_column("parties", sa.Column("merged_into", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_parties_merged_into"), "parties", ["merged_into"], unique=False)


def downgrade() -> None:
    """Drop the column."""
    op.drop_index(op.f("ix_parties_merged_into"), table_name="parties")
    op.drop_column("parties", "merged_into")
