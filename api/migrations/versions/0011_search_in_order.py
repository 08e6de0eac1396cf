"""Terms say in which part of an item they stand, and SQLite has them in the order of lists; topics by jurisdiction.

The indexes of terms are empty then: `communique migrate` has them made again right afterwards.
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
    """Empty the indexes; on SQLite, make them with one column for all terms, whose lengths nobody asks for.

    PostgreSQL keeps the terms in their row: it asks for them often, and it plans by how long rows are.
    """
    remake("id UNINDEXED, terms, tokenize='ascii', columnsize=0", storage="MAIN")
    op.create_index(
        op.f(NAME), "announcement_tags", TOPICS, sqlite_where=ARE_TOPICS, postgresql_where=ARE_TOPICS, unique=False
    )


def downgrade() -> None:
    """Empty them again, with the columns that there were."""
    op.drop_index(op.f(NAME), table_name="announcement_tags")
    remake("id UNINDEXED, title, lead, rest, tokenize='ascii'", storage="EXTENDED")


def remake(columns: str, *, storage: str) -> None:
    """Make each index anew, with these columns on SQLite, and with the terms kept so on PostgreSQL."""
    for table in TABLES:
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"TRUNCATE {table}")
            op.execute(f"ALTER TABLE {table} ALTER COLUMN terms SET STORAGE {storage}")
        else:
            op.drop_table(table)
            op.execute(f"CREATE VIRTUAL TABLE {table} USING fts5({columns})")
