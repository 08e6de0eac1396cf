"""Alembic's entry: runs migrations on the connection that `api.db.migrate` opened, in its transaction.

If the schema changed while there are records, it marks that their derived data has to be rebuilt.
"""

from alembic import context
from sqlalchemy import delete, insert, inspect, select

from api.db.sqlite_planner import write_planner_stats
from api.models import EXPECTED_SIZES, Announcement, Base, PendingRebuild

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
before = context.get_context().get_current_heads()
context.run_migrations()
after = context.get_context().get_current_heads()
if after != before and inspect(connection).has_table(PendingRebuild.__tablename__):
    connection.execute(delete(PendingRebuild))
    if connection.scalar(select(Announcement.id).limit(1)):
        connection.execute(insert(PendingRebuild), [{"revision": revision} for revision in after])
write_planner_stats(connection, Base.metadata, EXPECTED_SIZES)
