"""Imports and the results of their batches."""

import sqlalchemy as sa
from alembic import op

import api.db.sql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "imports",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("is_complete", sa.Boolean(), nullable=False),
        sa.Column("updated_at", api.db.sql.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
    )
    op.create_index(op.f("ix_imports_updated_at"), "imports", ["updated_at"], unique=False)
    op.create_table(
        "import_batches",
        sa.Column("import_id", sa.Text(), nullable=False),
        sa.Column("last_line", sa.Integer(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("waiting", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("results", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["imports.id"], name=op.f("fk_import_batches_import_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("import_id", "last_line", name=op.f("pk_import_batches")),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("import_batches")
    op.drop_table("imports")
