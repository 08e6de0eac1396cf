"""Fields of the record itself, and its source."""

from domain.reading.document import Document
from domain.reading.findings import Extraction, Finding, Hints


def find_fields(document: Document, parties: tuple[Finding, ...], hints: Hints) -> Extraction:  # noqa: ARG001
    """Kind, title, language, jurisdiction, place and day of the record, and its source."""
    return Extraction(())
