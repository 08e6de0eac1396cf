"""What actors undertake, order or aim at."""

from domain.reading.document import Document
from domain.reading.findings import Extraction, Finding


def find_commitments(document: Document, parties: tuple[Finding, ...], quotes: tuple[Finding, ...]) -> Extraction:  # noqa: ARG001
    """The findings in a document, and what was left out."""
    return Extraction(())
