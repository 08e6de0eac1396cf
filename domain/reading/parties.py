"""The parties that a text names, with their posts and roles."""

from domain.reading.document import Document
from domain.reading.findings import Extraction


def find_parties(document: Document) -> Extraction:  # noqa: ARG001
    """The findings in a document, and what was left out."""
    return Extraction(())
