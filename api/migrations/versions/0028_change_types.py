"""Indexes of the changes of each type: a long log has few corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TYPES = ("major", "minor", "correction")


def upgrade() -> None:
    """Create them, from what each change states."""
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    stated = "change ->> 'type'" if is_postgresql else "json_extract(change, '$.type')"
    for each in TYPES:
        few = sa.text(f"{stated} = '{each}'")
        name = op.f(f"ix_versions_{each}")
        op.create_index(name, "versions", ["public", "seq"], sqlite_where=few, postgresql_where=few)


def downgrade() -> None:
    """Drop them."""
    for each in TYPES:
        op.drop_index(op.f(f"ix_versions_{each}"), table_name="versions")
