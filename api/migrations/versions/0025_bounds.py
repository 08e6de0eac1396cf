"""An index of the amounts that are limits or ranges."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

NAME = "ix_amounts_bound_id"


def upgrade() -> None:
    """Create the index."""
    few = sa.text("bound IS NOT NULL")
    op.create_index(op.f(NAME), "amounts", ["bound", "id"], unique=False, sqlite_where=few, postgresql_where=few)


def downgrade() -> None:
    """Drop the index."""
    op.drop_index(op.f(NAME), table_name="amounts")
