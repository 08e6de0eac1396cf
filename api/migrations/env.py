"""Alembic's entry: runs migrations on the connection that `api.db.migrate` opened."""

from alembic import context

from api.db.sqlite_planner import write_planner_stats
from api.models import EXPECTED_SIZES, Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
write_planner_stats(connection, Base.metadata, EXPECTED_SIZES)
