"""The directory of parties."""

import sqlalchemy as sa
from alembic import op

import api.db.sql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "parties",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("created_at", api.db.sql.UtcDateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parties")),
    )
    op.create_index(op.f("ix_parties_sort_key_id"), "parties", ["sort_key", "id"], unique=False)
    op.create_table(
        "party_names",
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["party_id"], ["parties.id"], name=op.f("fk_party_names_party_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("party_id", "folded_name", name=op.f("pk_party_names")),
    )
    op.create_index(op.f("ix_party_names_folded_name"), "party_names", ["folded_name"], unique=False)
    op.create_table(
        "party_identifiers",
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["parties.id"], name=op.f("fk_party_identifiers_party_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("scheme", "value", name=op.f("pk_party_identifiers")),
    )
    op.create_index(op.f("ix_party_identifiers_party_id"), "party_identifiers", ["party_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("party_identifiers")
    op.drop_table("party_names")
    op.drop_table("parties")
