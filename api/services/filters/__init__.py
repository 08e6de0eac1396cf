"""What each list can be filtered by: a table for each collection, from a parameter's name to what it asks."""

from __future__ import annotations

from collections.abc import Mapping

from api.services.filters import amounts, announcements, commitments, quotes
from api.services.filters.question import Filter

FILTERS: Mapping[str, Mapping[str, Filter]] = {
    "announcements": announcements.FILTERS,
    "commitments": commitments.FILTERS,
    "amounts": amounts.FILTERS,
    "quotes": quotes.FILTERS,
}
