"""Visibility of changes: whether a record was published by each version."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Derive it for existing versions. A withdrawn record may have been published or not."""
    op.add_column("versions", sa.Column("public", sa.Boolean(), nullable=False, server_default=sa.false()))
    versions = sa.table("versions", sa.column("announcement_id"), sa.column("state"), sa.column("public"))
    announcements = sa.table("announcements", sa.column("id"), sa.column("published_at"))
    published = sa.select(announcements.c.id).where(announcements.c.published_at.is_not(None))
    known = (versions.c.state != "draft") & versions.c.announcement_id.in_(published)
    op.execute(versions.update().where(known).values(public=sa.true()))
    op.create_index(op.f("ix_versions_public_seq"), "versions", ["public", "seq"], unique=False)


def downgrade() -> None:
    """Drop the column."""
    op.drop_index(op.f("ix_versions_public_seq"), table_name="versions")
    op.drop_column("versions", "public")
