"""Bodies of PATCH and of merging parties."""

from __future__ import annotations

from marshmallow import INCLUDE, Schema

from schemas.base import BaseSchema
from schemas.fields.composites import Uuid


class MergerSchema(BaseSchema):
    """The party to merge this one into."""

    into = Uuid("The id of the party that remains.", required=True, example="019c0dea-8800-7000-8000-00000000000a")


class AnnouncementPatchSchema(Schema):
    """A JSON Merge Patch (RFC 7396): the members to change; null removes one. The result is checked as a whole."""

    class Meta:
        """The merged record is checked, not the patch alone."""

        unknown = INCLUDE
