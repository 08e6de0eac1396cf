"""What a party is merged into."""

from __future__ import annotations

from schemas.base import Wire
from schemas.values import Identity


class MergerSchema(Wire):
    """The party that another one is the same as."""

    into = Identity("The id of the party that stays.", required=True, example="019c0dea-8800-7000-8000-00000000000a")
