"""Other jurisdictions of joint announcements; the default is for workers of the release before, during an update."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column, empty."""
    op.add_column(
        "announcements", sa.Column("other_jurisdictions", sa.JSON(), nullable=False, server_default=sa.text("'[]'"))
    )


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("announcements", "other_jurisdictions")
