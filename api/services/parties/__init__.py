"""The directory of parties: match, show, list."""

from api.services.parties.matching import match_parties
from api.services.parties.queries import get_party, list_parties

__all__ = ["get_party", "list_parties", "match_parties"]
