"""Reading of announcements: from a text to the facts that it states, each with the place of its words.

The package exports what extractors hand over. The built-in one, `rules.RulesExtractor`, is loaded by worker processes
alone: the server needs neither its patterns nor its gazetteers.
"""

from domain.reading.extractor import EXTRACTOR_GROUP, Extractor
from domain.reading.findings import Extraction, Finding, FindingType, Hints, LeftOut, LeftOutReason, Span

__all__ = [
    "EXTRACTOR_GROUP",
    "Extraction",
    "Extractor",
    "Finding",
    "FindingType",
    "Hints",
    "LeftOut",
    "LeftOutReason",
    "Span",
]
