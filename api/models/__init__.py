"""The tables."""

from api.models.announcement import (
    Announcement,
    AnnouncementIdentifier,
    PendingRebuild,
    Progress,
    Version,
    has_change_type,
)
from api.models.audit import AuditEvent
from api.models.base import EXPECTED_SIZES, Base
from api.models.parts import (
    Amount,
    AmountWhole,
    AnnouncementRole,
    AnnouncementTag,
    Commitment,
    CommitmentTag,
    Quote,
    Relation,
    Source,
    StatedParty,
)
from api.models.party import Party, PartyIdentifier, PartyName
from api.models.requests import ApiKey, IdempotencyRecord, Import, ImportBatch, SigningKey, SourceText

__all__ = [
    "EXPECTED_SIZES",
    "Amount",
    "AmountWhole",
    "Announcement",
    "AnnouncementIdentifier",
    "AnnouncementRole",
    "AnnouncementTag",
    "ApiKey",
    "AuditEvent",
    "Base",
    "Commitment",
    "CommitmentTag",
    "IdempotencyRecord",
    "Import",
    "ImportBatch",
    "Party",
    "PartyIdentifier",
    "PartyName",
    "PendingRebuild",
    "Progress",
    "Quote",
    "Relation",
    "SigningKey",
    "Source",
    "SourceText",
    "StatedParty",
    "Version",
    "has_change_type",
]
