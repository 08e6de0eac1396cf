"""What quotes can be filtered by."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from sqlalchemy import exists

from api.models import AnnouncementRole
from api.services.query.filters.amount import in_rows
from api.services.query.filters.announcement import within_languages
from api.services.query.filters.operators import Clause, Filter, Question, days, is_in, is_true, missing


def speaks_as(question: Question, roles: list[str]) -> Clause:
    """Whoever said it has one of the roles in the record."""
    held = AnnouncementRole
    return exists().where(
        held.announcement_id == question.at["announcement_id"],
        held.party_id == question.at["speaker_id"],
        is_in(held.role, roles),
    )


MANY: Mapping[str, Filter] = {
    "speaker": in_rows("speaker_id"),
    "role": speaks_as,
    "language": partial(within_languages, name="language"),
    "translated_from": partial(within_languages, name="translated_from"),
}

ONE: Mapping[str, Filter] = {
    **days("said"),
    "said_on": missing("said_on"),
    "paraphrase": is_true("paraphrase"),
}
