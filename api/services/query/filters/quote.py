"""Filters of quotes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from sqlalchemy import exists

from api.models import AnnouncementRole
from api.services.query.filters.amount import is_any_party
from api.services.query.filters.announcement import within_languages
from api.services.query.filters.operators import Clause, FilterClause, FilterContext, days, is_in, is_true, missing


def has_speaker_role(context: FilterContext, roles: list[str]) -> Clause:
    """The speaker has one of the roles in the record."""
    return exists().where(
        AnnouncementRole.announcement_id == context.columns["announcement_id"],
        AnnouncementRole.party_id == context.columns["speaker_id"],
        is_in(AnnouncementRole.role, roles),
    )


MULTI_VALUE: Mapping[str, FilterClause] = {
    "speaker": is_any_party("speaker_id"),
    "role": has_speaker_role,
    "language": partial(within_languages, name="language"),
    "translated_from": partial(within_languages, name="translated_from"),
}

SINGLE_VALUE: Mapping[str, FilterClause] = {
    **days("said"),
    "said_on": missing("said_on"),
    "paraphrase": is_true("paraphrase"),
}
