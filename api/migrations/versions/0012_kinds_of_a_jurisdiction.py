"""How many records of which kind a jurisdiction has, counted from an index in which they stand together."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NAME = "ix_announcements_jurisdiction_kind_state"


def upgrade() -> None:
    """Make the index."""
    op.create_index(op.f(NAME), "announcements", ["jurisdiction", "kind", "state"], unique=False)


def downgrade() -> None:
    """Take it away again."""
    op.drop_index(op.f(NAME), table_name="announcements")
