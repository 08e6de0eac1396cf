"""The full-text index: content, index, match expressions."""

from api.search.index import analyze_record, index_records

__all__ = ["analyze_record", "index_records"]
