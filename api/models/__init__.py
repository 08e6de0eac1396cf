"""The tables and their invariants, and the engine that holds them."""

from api.models.announcement import Announcement, AnnouncementIdentifier
from api.models.base import Base
from api.models.directory import Party, PartyIdentifier, PartyName
from api.models.history import Progress, Version
from api.models.imports import Import, ImportBatch
from api.models.kept_answer import KeptAnswer
from api.models.key import ApiKey
from api.models.parts import Amount, AnnouncementRole, Commitment, Quote, Relation, Source, StatedParty
from api.models.tags import AmountWhole, AnnouncementTag, CommitmentTag

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
    "Import",
    "ImportBatch",
    "KeptAnswer",
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
