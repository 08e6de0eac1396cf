"""The built-in extractor: rules and gazetteers, no network, no model."""

from domain.reading.amounts import find_amounts
from domain.reading.commitments import find_commitments
from domain.reading.findings import Extraction, Hints
from domain.reading.groups import add_groups
from domain.reading.layout import read_document
from domain.reading.links import link_sums, without_payments
from domain.reading.parties import find_parties
from domain.reading.quotes import find_quotes
from domain.reading.record_fields import find_fields
from domain.reading.relations import find_relations
from domain.reading.sums.comparisons import add_comparisons
from domain.reading.topics import add_topics


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
        promises = find_commitments(document, *found)
        sums = find_amounts(document, parties.findings, promises.left_out)
        fields = find_fields(document, parties.findings, hints)
        named, commitments = add_groups(document, parties.findings, promises.findings)
        amounts = add_comparisons(document, sums.findings)
        commitments, topics = add_topics(document, named, without_payments(document, commitments, amounts))
        amounts = link_sums(document, commitments, amounts)
        return Extraction(
            (
                *(*named, *quotes.findings, *commitments, *amounts),
                *(*fields.findings, *topics, *find_relations(document)),
            ),
            tuple(each for step in (parties, quotes, promises, sums, fields) for each in step.left_out),
            document.language,
        )
