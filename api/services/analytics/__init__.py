"""Counts and sums over the matches of a `ListQuery`; topics, and coverage by jurisdiction and publisher."""

from api.services.analytics.aggregates import count_commitments, sum_amounts
from api.services.analytics.coverage import coverage
from api.services.analytics.facets import facets
from api.services.analytics.timeline import timeline
from api.services.analytics.topics import topic, topics

__all__ = ["count_commitments", "coverage", "facets", "sum_amounts", "timeline", "topic", "topics"]
