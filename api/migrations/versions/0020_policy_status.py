"""Policy status, changes in substance, relations by a publisher's number, and a publisher's own change history.

`communique migrate` derives the days in force from the existing rows right afterwards.
"""

import sqlalchemy as sa
from alembic import op

import api.db.sql

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

NOT_YET = "1970-01-01 00:00:00.000000"
"""The time that a record of an older process gets, which does not know the column."""

IN_FORCE = sa.text("in_force_to IS NOT NULL")
INDEXES = {
    "announcements": [
        ["significantly_updated_at", "id", "state"],
        ["in_force_to", "in_force_from", "announced_from", "id", "announced_to", "state"],
    ],
    "relations": [["identifier_scheme", "identifier_value"]],
}


def columns() -> list[tuple[str, sa.Column[object]]]:
    """The new columns, each with its table."""
    moment = api.db.sql.UtcDateTime(timezone=True)
    return [
        ("announcements", sa.Column("significantly_updated_at", moment, nullable=False, server_default=NOT_YET)),
        ("announcements", sa.Column("policy_status", sa.JSON(none_as_null=True), nullable=True)),
        ("announcements", sa.Column("in_force_from", sa.Date(), nullable=True)),
        ("announcements", sa.Column("in_force_to", sa.Date(), nullable=True)),
        ("relations", sa.Column("identifier", sa.JSON(none_as_null=True), nullable=True)),
        ("relations", sa.Column("identifier_scheme", sa.Text(), nullable=True)),
        ("relations", sa.Column("identifier_value", sa.Text(), nullable=True)),
        ("sources", sa.Column("history", sa.JSON(none_as_null=True), nullable=False, server_default="[]")),
    ]


def upgrade() -> None:
    """Add the columns; versions tell when a record last changed in substance."""
    for table, column in columns():
        op.add_column(table, column)
    op.execute(fill_significant_updates())
    for table, indexes in INDEXES.items():
        for names in indexes:
            where = IN_FORCE if names[0] == "in_force_to" else None
            op.create_index(
                op.f(f"ix_{table}_{'_'.join(names)}"), table, names, sqlite_where=where, postgresql_where=where
            )


def downgrade() -> None:
    """Drop the columns."""
    for table, indexes in INDEXES.items():
        for names in indexes:
            op.drop_index(op.f(f"ix_{table}_{'_'.join(names)}"), table_name=table)
    for table, column in reversed(columns()):
        op.drop_column(table, column.name)


def fill_significant_updates() -> sa.Update:
    """Set the time to that of the last major change or progress after the publication, or of that, or the creation."""
    names = ("id", "created_at", "published_at", "significantly_updated_at")
    records = sa.table("announcements", *map(sa.column, names))
    record = records.c
    version = sa.table(
        "versions", *map(sa.column, ("announcement_id", "operation", "at")), sa.column("change", sa.JSON())
    )
    first = sa.func.coalesce(record.published_at, record.created_at)
    is_significant = sa.or_(version.c.operation == "progress", version.c.change["type"].as_string() == "major")
    last = sa.select(sa.func.max(version.c.at)).where(
        version.c.announcement_id == record.id, version.c.at >= first, is_significant
    )
    return sa.update(records).values(significantly_updated_at=sa.func.coalesce(last.scalar_subquery(), first))
