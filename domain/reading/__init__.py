"""Reading of announcements: from a text to the facts that it states, each with the place of its words."""

from domain.reading.findings import Extraction, Finding, FindingType, Hints, LeftOut, Span
from domain.reading.rules import RulesExtractor

__all__ = ["Extraction", "Finding", "FindingType", "Hints", "LeftOut", "RulesExtractor", "Span"]
