"""An index that counts a jurisdiction's records by kind."""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

NAME = "ix_announcements_jurisdiction_kind_state"


def upgrade() -> None:
    """Create the index."""
    op.create_index(op.f(NAME), "announcements", ["jurisdiction", "kind", "state"], unique=False)


def downgrade() -> None:
    """Drop the index."""
    op.drop_index(op.f(NAME), table_name="announcements")
