"""How many rows and different values the tables are expected to have, for SQLite's planner."""

from __future__ import annotations

from api.db.sqlite_planner import ExpectedSizes

EXPECTED_SIZES = ExpectedSizes(
    records=100_000,
    rows_per_record={
        "announcements": 1,
        "announcement_tags": 8,
        "amounts": 1.5,
        "commitments": 4,
        "commitment_tags": 20,
    },
    distinct_values={
        **dict.fromkeys(("state", "public"), 2),
        **dict.fromkeys(("position", "scheme"), 5),
        **dict.fromkeys(("kind", "announcement_kind", "language", "stage", "status_code", "frequency", "name"), 12),
        **dict.fromkeys(("jurisdiction", "unit", "comparator", "currency", "role"), 40),
        **dict.fromkeys(("due_from", "due_to", "period_from", "period_to", "said_from", "said_to", "value"), 400),
        **dict.fromkeys(("announced_from", "announced_to", "due_rising", "due_falling", "said_rising"), 4_000),
        **dict.fromkeys(("party_id", "payer_id", "payee_id", "speaker_id", "target_value"), 20_000),
    },
)
