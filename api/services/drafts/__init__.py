"""Drafts: a text is read in a worker process, and becomes a record in which every fact points at its words."""

from api.services.drafts.grounding import MEMBERS
from api.services.drafts.proposal import assemble, normalised_text, propose
from api.services.drafts.workers import DraftWorkers

__all__ = ["MEMBERS", "DraftWorkers", "assemble", "normalised_text", "propose"]
