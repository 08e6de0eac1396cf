"""Alembic's entry: migrations run on the connection that `api.db.migrate` opened."""

from alembic import context

from api.models import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
context.run_migrations()
