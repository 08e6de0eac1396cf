"""The audit trail: events, the request behind each version, and triggers that refuse to change either."""

import sqlalchemy as sa
from alembic import op

from api.db.sql import UtcDateTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

REFUSAL = "the audit trail is append-only"
KEPT_COLUMNS = {
    "audit_events": (*("seq", "at", "action", "actor", "key_id", "target_type", "target_id", "request_id", "details"),),
    "versions": ("seq", "announcement_id", "number", "operation", "key_id", "at", "request_id"),
}
"""Columns that never change. An address can be erased: it is personal data."""

CONDITIONS = {
    "audit_events": "",
    "versions": "WHEN (EXISTS (SELECT 1 FROM announcements WHERE id = OLD.announcement_id))",
}
"""When a row must not be deleted: a version only vanishes with its record."""

IF_SET = "WHEN (NEW.client_address IS NOT NULL)"

POSTGRESQL_FUNCTION = f"""
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'insufficient_privilege'; END $$
"""
POSTGRESQL_VERSION_FUNCTION = """
CREATE FUNCTION refuse_version_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM announcements WHERE id = OLD.announcement_id) THEN
        RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN OLD;
END $$
"""


def upgrade() -> None:
    """Create the table, the columns and the triggers."""
    op.create_table(
        "audit_events",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Uuid(), nullable=True),
        sa.Column("target_type", sa.Text(), nullable=True),
        sa.Column("target_id", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=True),
        sa.Column("client_address", sa.Text(), nullable=True),
        sa.Column("details", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit_events")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_audit_events_target_id"), "audit_events", ["target_id"], unique=False)
    for name in ("request_id", "client_address"):
        op.add_column("versions", sa.Column(name, sa.Text(), nullable=True))
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in sqlite_triggers() if is_sqlite else postgresql_triggers():
        op.execute(statement)


def downgrade() -> None:
    """Drop all of it."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in KEPT_COLUMNS:
        for event in ("update", "erase", "delete"):
            op.execute(f"DROP TRIGGER {table}_{event}" + ("" if is_sqlite else f" ON {table}"))
    if not is_sqlite:
        op.execute("DROP FUNCTION refuse_audit_change")
        op.execute("DROP FUNCTION refuse_version_deletion")
    for name in ("client_address", "request_id"):
        op.drop_column("versions", name)
    op.drop_table("audit_events")


def sqlite_triggers() -> list[str]:
    """Triggers of both tables."""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return [
        statement
        for table, columns in KEPT_COLUMNS.items()
        for statement in (
            f"CREATE TRIGGER {table}_update BEFORE UPDATE OF {', '.join(columns)} ON {table} {refuse}",
            f"CREATE TRIGGER {table}_erase BEFORE UPDATE OF client_address ON {table} {IF_SET} {refuse}",
            f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {CONDITIONS[table]} {refuse}",
        )
    ]


def postgresql_triggers() -> list[str]:
    """Functions, and triggers of both tables."""
    refuse, row = "EXECUTE FUNCTION refuse_audit_change()", "FOR EACH ROW"
    deletion = {"audit_events": refuse, "versions": "EXECUTE FUNCTION refuse_version_deletion()"}
    return [
        POSTGRESQL_FUNCTION,
        POSTGRESQL_VERSION_FUNCTION,
        *(
            statement
            for table, columns in KEPT_COLUMNS.items()
            for statement in (
                f"CREATE TRIGGER {table}_update BEFORE UPDATE OF {', '.join(columns)} ON {table} {row} {refuse}",
                f"CREATE TRIGGER {table}_erase BEFORE UPDATE OF client_address ON {table} {row} {IF_SET} {refuse}",
                f"CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} {row} {deletion[table]}",
            )
        ),
    ]
