"""What SQLite is told of the data, so that it plans for a large collection from the first record on.

Without it, SQLite takes ten rows for the usual number that an index finds, and goes through all records of a kind in
place of a page. The figures say of what there are many and of what few; a later `ANALYZE` replaces them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from sqlalchemy import Connection, Table, text

from api.models.base import Base

RECORDS = 100_000
PER_RECORD: Mapping[str, float] = {
    "announcements": 1,
    "announcement_tags": 8,
    "amounts": 1.5,
    "commitments": 4,
    "commitment_tags": 20,
}
"""Rows of a table for each record, where there are not about two."""

DIFFERENT: Mapping[str, int] = {
    **dict.fromkeys(("state", "public"), 2),
    **dict.fromkeys(("position", "scheme"), 5),
    **dict.fromkeys(("kind", "announcement_kind", "language", "stage", "status_code", "frequency", "name"), 12),
    **dict.fromkeys(("jurisdiction", "unit", "comparator", "currency", "role"), 40),
    **dict.fromkeys(("due_from", "due_to", "period_from", "period_to", "said_from", "said_to", "value"), 400),
    **dict.fromkeys(("announced_from", "announced_to", "due_rising", "due_falling", "said_rising"), 4_000),
    **dict.fromkeys(("party_id", "payer_id", "payee_id", "speaker_id", "target_value"), 20_000),
}
"""How many different values a column has, where it has not one for each record."""


def describe(connection: Connection) -> None:
    """Tell SQLite how many rows each index finds; PostgreSQL finds out by itself."""
    if connection.dialect.name != "sqlite":
        return
    connection.execute(text("ANALYZE alembic_version"))
    connection.execute(text("DELETE FROM sqlite_stat1"))
    for table in Base.metadata.sorted_tables:
        rows = [row(table.name, *each) for each in indexes(connection, table)]
        if rows:
            connection.execute(INSERT, rows)


LISTED = text("SELECT name, origin FROM pragma_index_list(:table)")
COLUMNS = text("SELECT name FROM pragma_index_info(:name)")
INSERT = text("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (:tbl, :idx, :stat)")


def indexes(connection: Connection, table: Table) -> list[tuple[str, Sequence[str]]]:
    """Return the names and columns of a table's indexes, also of those that its constraints make."""
    is_clustered = table.dialect_options["sqlite"]["with_rowid"] is False
    found = []
    for name, origin in connection.execute(LISTED, {"table": table.name}).all():
        columns = connection.scalars(COLUMNS, {"name": name}).all()
        found.append((table.name if is_clustered and origin == "pk" else name, columns))
    return found


def row(table: str, index: str, columns: Sequence[str]) -> dict[str, str]:
    """Return what is told of an index: its rows, and how many share the first column, the first two, and so on."""
    rows = RECORDS * PER_RECORD.get(table, 2)
    shares = [
        rows / prod(DIFFERENT.get(name, RECORDS) for name in columns[: place + 1]) for place in range(len(columns))
    ]
    figures = [rows, *(max(1, share) for share in shares)]
    return {"tbl": table, "idx": index, "stat": " ".join(str(int(figure)) for figure in figures)}
