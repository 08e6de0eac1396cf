"""The tables."""

from api.models.announcement import Announcement, AnnouncementIdentifier
from api.models.api_key import ApiKey
from api.models.base import Base
from api.models.idempotency import IdempotencyRecord
from api.models.import_job import Import, ImportBatch
from api.models.parts import Amount, AnnouncementRole, Commitment, Quote, Relation, Source, StatedParty
from api.models.party import Party, PartyIdentifier, PartyName
from api.models.tag import AmountWhole, AnnouncementTag, CommitmentTag
from api.models.version import Progress, Version

__all__ = [
    "Amount",
    "AmountWhole",
    "Announcement",
    "AnnouncementIdentifier",
    "AnnouncementRole",
    "AnnouncementTag",
    "ApiKey",
    "Base",
    "Commitment",
    "CommitmentTag",
    "IdempotencyRecord",
    "Import",
    "ImportBatch",
    "Party",
    "PartyIdentifier",
    "PartyName",
    "Progress",
    "Quote",
    "Relation",
    "Source",
    "StatedParty",
    "Version",
]
