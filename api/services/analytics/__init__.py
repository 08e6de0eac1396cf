"""Counts and sums over the matches of a `ListQuery`; topics, and coverage by jurisdiction and publisher."""

from api.services.analytics.aggregates import count_commitments, count_quotes
from api.services.analytics.amount_sums import sum_amounts
from api.services.analytics.facets import facets
from api.services.analytics.record_counts import coverage, topic, topics
from api.services.analytics.summary_order import first_rows, group_columns
from api.services.analytics.timeline import timeline
from api.services.analytics.unknown_values import notes_on_unknown_values

__all__ = [
    "count_commitments",
    "count_quotes",
    "coverage",
    "facets",
    "first_rows",
    "group_columns",
    "notes_on_unknown_values",
    "sum_amounts",
    "timeline",
    "topic",
    "topics",
]
