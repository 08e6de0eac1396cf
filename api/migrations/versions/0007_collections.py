"""Parts in lists of their own: columns copied from their record, tags, and stored documents.

`communique migrate` derives the new values from the existing rows right afterwards.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

import api.db.sql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NO_DAY = "0001-01-01"
PLACE = ["announced_from", "announcement_id", "position"]
LISTED = ["announced_from", "id", "announced_to", "state"]
COMPARED = [*PLACE, "announced_to", "state"]
DUE = ["id", "due_to", "due_from", "state", "status_code"]


def text(name: str) -> sa.Column[Any]:
    """A column of text, not null."""
    return sa.Column(name, sa.Text(), nullable=False, server_default="")


def day(name: str) -> sa.Column[Any]:
    """A column of days, not null."""
    return sa.Column(name, sa.Date(), nullable=False, server_default=NO_DAY)


def of_record() -> list[sa.Column[Any]]:
    """The columns that every listed part copies from its record, and its document."""
    names = ("state", "jurisdiction", "announcement_kind", "announcement_language")
    return [
        *(text(name) for name in names),
        day("announced_from"),
        day("announced_to"),
        sa.Column("updated_at", api.db.sql.UtcDateTime(timezone=True), nullable=False, server_default=NO_DAY),
        sa.Column("document", sa.LargeBinary(), nullable=False, server_default=sa.text("''")),
    ]


def optional(name: str, sort: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    """A nullable column."""
    return sa.Column(name, sort, nullable=True)


def decimal() -> api.db.sql.ExactDecimal:
    """The type of exact decimals."""
    return api.db.sql.ExactDecimal()


def own() -> dict[str, list[sa.Column[Any]]]:
    """Further columns of each table."""
    return {
        "commitments": [
            optional("unit", sa.Text()),
            optional("comparator", sa.Text()),
            day("due_rising"),
            day("due_falling"),
            optional("promised_to", sa.Date()),
            optional("status_code", sa.Text()),
        ],
        "amounts": [
            optional("payer_id", sa.Uuid()),
            optional("payee_id", sa.Uuid()),
            optional("percent", decimal()),
        ],
        "quotes": [optional("speaker_id", sa.Uuid()), day("said_rising")],
    }


INDEXES = {
    "announcements": [
        ["jurisdiction", *LISTED, "kind"],
        ["language", *LISTED],
    ],
    "commitments": [
        [*COMPARED, "due_to", "due_from", "id"],
        *([first, *COMPARED] for first in ("jurisdiction", "kind", "status_code", "unit")),
        ["due_rising", *DUE, "jurisdiction"],
        ["due_falling", *DUE, "jurisdiction"],
        ["jurisdiction", "due_rising", *DUE],
        ["due_to", "due_from", *PLACE, "id", "state", "status_code"],
        ["unit", "target_value", "id", "state"],
        ["updated_at", "id", "state"],
    ],
    "amounts": [
        [*COMPARED, "period_to", "period_from", "id"],
        *([first, *COMPARED] for first in ("jurisdiction", "kind", "stage", "currency", "payer_id", "payee_id")),
        ["currency", "value", "id", "state", "jurisdiction"],
        ["period_to", "period_from", *PLACE, "id", "state"],
        ["updated_at", "id", "state"],
    ],
    "quotes": [
        [*COMPARED, "said_to", "said_from", "id"],
        *([first, *COMPARED] for first in ("jurisdiction", "language", "speaker_id")),
        ["said_rising", "id", "state"],
        ["said_to", "said_from", *PLACE, "id", "state"],
        ["updated_at", "id", "state"],
    ],
}
REPLACED = {
    "announcements": [["jurisdiction", *LISTED]],
    "commitments": [["due_from", "id"], ["due_to", "id"]],
    "amounts": [["currency", "value"]],
}


def name_of(table: str, columns: list[str]) -> str:
    """The name of an index by the naming convention."""
    return op.f(f"ix_{table}_{'_'.join(columns)}")


def upgrade() -> None:
    """Add the columns, tags and indexes."""
    for table, added in own().items():
        for column in [*of_record(), *added]:
            op.add_column(table, column)
    for table, indexes in REPLACED.items():
        for columns in indexes:
            op.drop_index(name_of(table, columns), table_name=table)
    for table, indexes in INDEXES.items():
        for columns in indexes:
            op.create_index(name_of(table, columns), table, columns, unique=False)
    op.drop_table("announcement_topics")
    make_tags("announcement_tags", [sa.Column("kind", sa.Text(), nullable=False)], [])
    position = sa.Column("position", sa.Integer(), autoincrement=False, nullable=False)
    make_tags("commitment_tags", [position], ["position"])
    op.create_table(
        "amount_wholes",
        sa.Column("amount_id", sa.Uuid(), nullable=False),
        sa.Column("whole_id", sa.Uuid(), nullable=False),
        sa.Column("announcement_id", sa.Uuid(), nullable=False),
        owner("amount_wholes"),
        sa.PrimaryKeyConstraint("amount_id", "whole_id", name=op.f("pk_amount_wholes")),
    )
    op.create_index(name_of("amount_wholes", ["announcement_id"]), "amount_wholes", ["announcement_id"])


def owner(table: str) -> sa.ForeignKeyConstraint:
    """The foreign key to the record."""
    name = op.f(f"fk_{table}_announcement_id")
    return sa.ForeignKeyConstraint(["announcement_id"], ["announcements.id"], name=name, ondelete="CASCADE")


def make_tags(table: str, more: list[sa.Column[Any]], key: list[str]) -> None:
    """Create a table of tags."""
    op.create_table(
        table,
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("announced_from", sa.Date(), nullable=False),
        sa.Column("announcement_id", sa.Uuid(), nullable=False),
        sa.Column("announced_to", sa.Date(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("jurisdiction", sa.Text(), nullable=False),
        *more,
        owner(table),
        sa.PrimaryKeyConstraint("name", "value", "announced_from", "announcement_id", *key, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )
    columns = ["announcement_id", *key, "name", "value"]
    op.create_index(name_of(table, columns), table, columns)


def downgrade() -> None:
    """Drop columns, tags and indexes."""
    op.drop_table("amount_wholes")
    op.drop_table("commitment_tags")
    op.drop_table("announcement_tags")
    op.create_table(
        "announcement_topics",
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("announcement_id", sa.Uuid(), nullable=False),
        owner("announcement_topics"),
        sa.PrimaryKeyConstraint("topic", "announcement_id", name=op.f("pk_announcement_topics")),
    )
    op.create_index(name_of("announcement_topics", ["announcement_id"]), "announcement_topics", ["announcement_id"])
    for table, indexes in INDEXES.items():
        for columns in indexes:
            op.drop_index(name_of(table, columns), table_name=table)
    for table, indexes in REPLACED.items():
        for columns in indexes:
            op.create_index(name_of(table, columns), table, columns, unique=False)
    for table, added in own().items():
        for column in [*of_record(), *added]:
            op.drop_column(table, column.name)
