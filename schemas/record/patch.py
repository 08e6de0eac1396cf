"""What a party is merged into."""

from __future__ import annotations

from marshmallow import INCLUDE, Schema

from schemas.base import BaseSchema
from schemas.fields.composites import Uuid


class MergerSchema(BaseSchema):
    """The party that another one is the same as."""

    into = Uuid("The id of the party that stays.", required=True, example="019c0dea-8800-7000-8000-00000000000a")


class AnnouncementPatchSchema(Schema):
    """Changes to an announcement: any members, checked once they are merged with the record."""

    class Meta:
        """The merged record is checked, not the patch alone."""

        unknown = INCLUDE
