"""Full-text indexes of announcements, commitments and quotes."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = ("announcement_terms", "commitment_terms", "quote_terms")


def upgrade() -> None:
    """Create a full-text index of each, FTS5 or tsvector. Later columns: `api.search.index`."""
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"CREATE TABLE {table} (id uuid CONSTRAINT pk_{table} PRIMARY KEY, terms tsvector NOT NULL)")
            op.execute(f"CREATE INDEX ix_{table}_terms ON {table} USING gin (terms)")
        else:
            op.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(id UNINDEXED, title, lead, rest, tokenize='ascii')")


def downgrade() -> None:
    """Drop the tables."""
    for table in TABLES:
        op.drop_table(table)
