"""An index of the relations that say that a record supersedes or restates another."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NAME = "ix_relations_type_announcement_announcement_id"


def upgrade() -> None:
    """Create the index."""
    few = sa.text("type = 'supersedes' OR type = 'restates'")
    columns = ["type", "announcement", "announcement_id"]
    op.create_index(op.f(NAME), "relations", columns, unique=False, sqlite_where=few, postgresql_where=few)


def downgrade() -> None:
    """Drop the index."""
    op.drop_index(op.f(NAME), table_name="relations")
