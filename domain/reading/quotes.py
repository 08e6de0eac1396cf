"""Quotations, each with its speaker."""

from domain.reading.document import Document
from domain.reading.findings import Extraction, Finding


def find_quotes(document: Document, parties: tuple[Finding, ...]) -> Extraction:  # noqa: ARG001
    """The findings in a document, and what was left out."""
    return Extraction(())
