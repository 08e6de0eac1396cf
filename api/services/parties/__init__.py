"""The directory of parties: match, show, list."""

from api.services.parties.matching import match_parties
from api.services.parties.queries import get_party, list_parties
from api.services.parties.visibility import resolve_merged

__all__ = ["get_party", "list_parties", "match_parties", "resolve_merged"]
