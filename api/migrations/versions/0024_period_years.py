"""Years of the periods of amounts. The rebuild that follows derives all days again: seasons go by hemisphere."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

COLUMNS = ("period_year", "fiscal_year")


def upgrade() -> None:
    """Add the columns."""
    for name in COLUMNS:
        op.add_column("amounts", sa.Column(name, sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop the columns."""
    for name in COLUMNS:
        op.drop_column("amounts", name)
