"""Terms with a prefix for their field, FTS5 rows in the order of lists, and topics by jurisdiction.

The full-text indexes are empty after it: `communique migrate` fills them right afterwards.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TABLES = ("announcement_terms", "commitment_terms", "quote_terms")
TOPICS = ["value", "jurisdiction", "announced_from", "announcement_id", "announced_to", "state"]
NAME = f"ix_announcement_tags_{'_'.join(TOPICS)}"
ARE_TOPICS = sa.text("name = 'topic'")


def upgrade() -> None:
    """Empty the indexes; on SQLite, create them with one column for all terms, without their lengths.

    PostgreSQL stores terms in their row: they are read often, and the planner goes by the length of rows.
    """
    remake("id UNINDEXED, terms, tokenize='ascii', columnsize=0", storage="MAIN")
    op.create_index(
        op.f(NAME), "announcement_tags", TOPICS, sqlite_where=ARE_TOPICS, postgresql_where=ARE_TOPICS, unique=False
    )


def downgrade() -> None:
    """Empty them, with the previous columns."""
    op.drop_index(op.f(NAME), table_name="announcement_tags")
    remake("id UNINDEXED, title, lead, rest, tokenize='ascii'", storage="EXTENDED")


def remake(columns: str, *, storage: str) -> None:
    """Create each index again: with these columns on SQLite, with this storage of terms on PostgreSQL."""
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"TRUNCATE {table}")
            op.execute(f"ALTER TABLE {table} ALTER COLUMN terms SET STORAGE {storage}")
        else:
            op.drop_table(table)
            op.execute(f"CREATE VIRTUAL TABLE {table} USING fts5({columns})")
