"""Writes and reads records."""

from api.services.records.lifecycle import patch, publish, replace, report_progress, withdraw
from api.services.records.party_repair import merge_parties, split_party
from api.services.records.progress import list_progress
from api.services.records.reader import get, read
from api.services.records.redaction import redact

__all__ = [
    "get",
    "list_progress",
    "merge_parties",
    "patch",
    "publish",
    "read",
    "redact",
    "replace",
    "report_progress",
    "split_party",
    "withdraw",
]
