"""The example of a draft: a short article, and what is read in it."""

from api.openapi.references import Json
from api.services import drafts
from domain.reading import Extraction, Finding, FindingType, Span

ARTICLE = {
    "text": "SEOUL, Jan. 29 - The Science Ministry will train 10,000 quantum experts by 2035.",
    "published_on": "2026-01-29",
    "jurisdiction": "KR",
}
SENTENCE = "The Science Ministry will train 10,000 quantum experts by 2035."
TITLE = SENTENCE.rstrip(".")
ARTICLE_FACTS: tuple[tuple[FindingType, Json, str, str], ...] = (
    (
        "party",
        {"key": "p1", "name": "Science Ministry", "kind": "government", "roles": ["issuer"]},
        "named",
        "Science Ministry",
    ),
    (
        "commitment",
        {
            "key": "c1",
            "kind": "target",
            "statement": TITLE,
            "target": {"value": "10000", "comparator": "eq", "unit": "quantum experts"},
            "due": "2035",
            "due_text": "by 2035",
            "parties": [{"party": "p1", "role": "implementer"}],
            "topics": ["quantum-technology"],
        },
        "future",
        "will train 10,000 quantum experts by 2035",
    ),
    ("field", {"kind": "plan"}, "kind.default", SENTENCE),
    ("field", {"title": TITLE}, "title", SENTENCE),
    ("field", {"language": "en"}, "language", SENTENCE),
    ("field", {"jurisdiction": "KR"}, "jurisdiction.stated", "SEOUL"),
    ("field", {"place": "Seoul"}, "place.dateline", "SEOUL"),
    ("field", {"announced_on": "2026-01-29"}, "announced_on.head", "Jan. 29"),
    ("source", {"key": "s1", "kind": "news_report", "title": TITLE}, "source.unnamed", SENTENCE),
    ("field", {"topics": ["quantum-technology"]}, "topics", "quantum"),
)
"""What `rules` finds in the article, each with its band and its words. The server never loads the extractor itself."""


def extraction_of_article() -> Extraction:
    """What an extractor hands over for the article."""
    text = ARTICLE["text"]
    places = [Span(text.index(words), text.index(words) + len(words)) for *_, words in ARTICLE_FACTS]
    facts = zip(ARTICLE_FACTS, places, strict=True)
    return Extraction(
        tuple(Finding(type, members, (place,), band) for (type, members, band, _), place in facts), (), "en"
    )


def draft_of_article() -> Json:
    """The response to the article."""
    draft, _ = drafts.assemble(ARTICLE["text"], ARTICLE, extraction_of_article(), {"name": "rules", "version": "1"})
    return draft
