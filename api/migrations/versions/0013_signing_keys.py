"""The secret that signs cursors and positions; the change feed of an older database keeps taking unsigned ones."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table with a random secret."""
    table = op.create_table(
        "signing_keys",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("accepts_unsigned", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_keys")),
    )
    has_changes = op.get_bind().scalar(sa.text("SELECT count(*) FROM (SELECT 1 FROM versions LIMIT 1) AS found"))
    row = {"id": 1, "secret": secrets.token_bytes(32), "accepts_unsigned": bool(has_changes)}
    op.bulk_insert(table, [row])


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("signing_keys")
