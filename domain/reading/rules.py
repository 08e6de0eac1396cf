"""The built-in extractor: rules and gazetteers, no network, no model."""

from domain.reading.amounts import find_amounts
from domain.reading.commitments import find_commitments
from domain.reading.findings import Extraction, Hints
from domain.reading.layout import read_document
from domain.reading.parties import find_parties
from domain.reading.quotes import find_quotes
from domain.reading.record_fields import find_fields


class RulesExtractor:
    """Reads a text with rules and gazetteers. Pure: the same text and hints give the same findings."""

    version = "1"
    languages = ("en", "ko", "fr", "de", "ja", "es")

    def extract(self, text: str, hints: Hints) -> Extraction:
        """The facts that a text states."""
        document = read_document(text, hints)
        parties = find_parties(document)
        quotes = find_quotes(document, parties.findings)
        found = (parties.findings, quotes.findings)
        steps = (
            parties,
            quotes,
            find_commitments(document, *found),
            find_amounts(document, *found),
            find_fields(document, parties.findings, hints),
        )
        return Extraction(
            tuple(finding for step in steps for finding in step.findings),
            tuple(each for step in steps for each in step.left_out),
            document.language,
        )
