"""The full-text index of amounts. It is empty after it: the rebuild of `communique migrate` fills it."""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLE = "amount_terms"


def upgrade() -> None:
    """Create the index, as those of 0005 are since 0011."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE TABLE {TABLE} (id uuid CONSTRAINT pk_{TABLE} PRIMARY KEY, terms tsvector NOT NULL)")
        op.execute(f"ALTER TABLE {TABLE} ALTER COLUMN terms SET STORAGE MAIN")
        op.execute(f"CREATE INDEX ix_{TABLE}_terms ON {TABLE} USING gin (terms)")
    else:
        op.execute(f"CREATE VIRTUAL TABLE {TABLE} USING fts5(id UNINDEXED, terms, tokenize='ascii', columnsize=0)")


def downgrade() -> None:
    """Drop it."""
    op.drop_table(TABLE)
