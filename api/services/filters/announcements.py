"""What announcements can be filtered by."""

from __future__ import annotations

from collections.abc import Mapping

from api.services.filters import records
from api.services.filters.question import Filter, excluding, is_id

FILTERS: Mapping[str, Filter] = {"id": is_id("id"), **excluding(records.MANY), **records.ONE}
