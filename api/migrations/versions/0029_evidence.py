"""Evidence of fields of a record, of parties and of sources; the default is for workers of the release before."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLES = ("announcements", "announcement_parties", "sources")


def upgrade() -> None:
    """Add the columns, empty."""
    for table in TABLES:
        op.add_column(table, sa.Column("evidence", sa.JSON(), nullable=False, server_default=sa.text("'[]'")))


def downgrade() -> None:
    """Drop the columns."""
    for table in TABLES:
        op.drop_column(table, "evidence")
