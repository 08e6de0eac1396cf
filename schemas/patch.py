"""A merge patch for an announcement."""

from __future__ import annotations

from marshmallow import INCLUDE, Schema


class AnnouncementPatchSchema(Schema):
    """Changes to an announcement: any members, checked once they are merged with the record."""

    class Meta:
        """The merged record is checked, not the patch alone."""

        unknown = INCLUDE
