"""The full-text index: content, index, match expressions."""

from api.search.index import analyze_record, index_records, remove
from api.search.match_expression import MatchExpression

__all__ = ["MatchExpression", "analyze_record", "index_records", "remove"]
