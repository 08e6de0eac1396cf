"""Numbers of the public changes: gaps in those of all changes count the changes of drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

INDEX = "ix_versions_public_number"


def upgrade() -> None:
    """Add the column. Changes keep the numbers that clients have seen; later ones continue without gaps."""
    op.add_column("versions", sa.Column("public_number", sa.BigInteger(), nullable=True))
    versions = sa.table("versions", sa.column("seq"), sa.column("public", sa.Boolean()), sa.column("public_number"))
    op.execute(versions.update().where(versions.c.public).values(public_number=versions.c.seq))
    op.create_index(op.f(INDEX), "versions", ["public_number"], unique=True)


def downgrade() -> None:
    """Drop the column."""
    op.drop_index(op.f(INDEX), table_name="versions")
    op.drop_column("versions", "public_number")
