"""Identifiers that published records and, for another party, drafts state."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE, PRIMARY_KEY, INDEX = "party_identifiers", "pk_party_identifiers", "ix_party_identifiers_party_id"
COLUMNS = "scheme, value, public, party_id"


def upgrade() -> None:
    """Let several parties have an identifier, of which one is public."""
    change_primary_key("scheme", "value", "party_id")


def downgrade() -> None:
    """Let one party have an identifier: the public one, or else the oldest."""
    op.execute(
        f"DELETE FROM {TABLE} WHERE EXISTS (SELECT 1 FROM {TABLE} AS o WHERE o.scheme = {TABLE}.scheme"  # noqa: S608 - Names of ours.
        f" AND o.value = {TABLE}.value AND (CASE WHEN o.public THEN 0 ELSE 1 END, o.party_id)"
        f" < (CASE WHEN {TABLE}.public THEN 0 ELSE 1 END, {TABLE}.party_id))"
    )
    change_primary_key("scheme", "value")


def change_primary_key(*columns: str) -> None:
    """Replace the primary key. SQLite has to copy the table."""
    if op.get_bind().dialect.name == "postgresql":
        op.drop_constraint(op.f(PRIMARY_KEY), TABLE, type_="primary")
        op.create_primary_key(op.f(PRIMARY_KEY), TABLE, list(columns))
        return
    op.drop_index(op.f(INDEX), table_name=TABLE)
    op.rename_table(TABLE, "old_identifiers")
    op.create_table(
        TABLE,
        sa.Column("scheme", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("party_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["party_id"], ["parties.id"], name=op.f("fk_party_identifiers_party_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(*columns, name=op.f(PRIMARY_KEY)),
    )
    op.execute(f"INSERT INTO {TABLE} ({COLUMNS}) SELECT {COLUMNS} FROM old_identifiers")  # noqa: S608 - Names of ours.
    op.drop_table("old_identifiers")
    op.create_index(op.f(INDEX), TABLE, ["party_id"], unique=False)
