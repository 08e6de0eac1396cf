"""Limits and ranges of amounts, the year of their prices, the date of their value, and amounts that restate others."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from api.db.sql import ExactDecimal

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COLUMNS: dict[str, Any] = {
    "comparator": sa.Text(),
    "upper": sa.Text(),
    "bound": sa.Text(),
    "lower_value": ExactDecimal(),
    "upper_value": ExactDecimal(),
    "price_year": sa.Text(),
    "value_date": sa.Text(),
    "restates": sa.Uuid(),
}
BY_VALUE = "ix_amounts_currency_value_id_state_jurisdiction"
BY_ENDS = {
    "ix_amounts_currency_value_id_state_jurisdiction_lower_value_upper_value": [
        *("currency", "value", "id", "state", "jurisdiction", "lower_value", "upper_value"),
    ],
    "ix_amounts_currency_lower_value_id_state_jurisdiction": ["currency", "lower_value", "id", "state", "jurisdiction"],
    "ix_amounts_currency_upper_value_id_state_jurisdiction": ["currency", "upper_value", "id", "state", "jurisdiction"],
}
RESTATED = "ix_amounts_restates_id"


def upgrade() -> None:
    """Add the columns. Sums of existing amounts are exact; the rebuild sets their ends."""
    for name, kind in COLUMNS.items():
        op.add_column("amounts", sa.Column(name, kind, nullable=True))
    op.drop_index(op.f(BY_VALUE), table_name="amounts")
    for name, columns in BY_ENDS.items():
        op.create_index(op.f(name), "amounts", columns, unique=False)
    stated = sa.text("restates IS NOT NULL")
    op.create_index(
        op.f(RESTATED), "amounts", ["restates", "id"], unique=False, sqlite_where=stated, postgresql_where=stated
    )


def downgrade() -> None:
    """Drop the columns."""
    op.drop_index(op.f(RESTATED), table_name="amounts")
    for name in BY_ENDS:
        op.drop_index(op.f(name), table_name="amounts")
    op.create_index(op.f(BY_VALUE), "amounts", ["currency", "value", "id", "state", "jurisdiction"], unique=False)
    for name in COLUMNS:
        op.drop_column("amounts", name)
