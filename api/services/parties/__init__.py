"""The directory of parties: match, show, list, edit."""

from api.services.parties.edits import edit_party
from api.services.parties.matching import match_parties
from api.services.parties.queries import get_party, list_parties

__all__ = ["edit_party", "get_party", "list_parties", "match_parties"]
