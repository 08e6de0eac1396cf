"""The example of a draft: a short article, and what is read in it."""

from api.openapi.references import Json
from api.services import drafts
from domain.reading import Extraction, Finding, FindingType, Span

ARTICLE = {
    "text": "SEOUL, Jan. 29 - The Science Ministry will train 10,000 quantum experts by 2035.",
    "published_on": "2026-01-29",
    "jurisdiction": "KR",
}
ARTICLE_FACTS: tuple[tuple[FindingType, Json, str], ...] = (
    ("field", {"place": "Seoul"}, "SEOUL"),
    ("field", {"announced_on": "2026-01-29"}, "Jan. 29"),
    ("party", {"name": "Science Ministry", "kind": "government", "roles": ["issuer"]}, "Science Ministry"),
    (
        "commitment",
        {
            "kind": "target",
            "statement": "The Science Ministry will train 10,000 quantum experts by 2035.",
            "target": {"value": "10000", "unit": "quantum experts"},
            "due": "2035",
            "due_text": "by 2035",
        },
        "train 10,000 quantum experts by 2035",
    ),
    ("field", {"kind": "plan"}, "will train"),
    ("field", {"language": "en"}, "will train"),
)
"""What is found in the article, each with its words."""


def draft_of_article() -> Json:
    """The response to the article."""
    text = ARTICLE["text"]
    places = [Span(text.index(words), text.index(words) + len(words)) for _, _, words in ARTICLE_FACTS]
    findings = [
        Finding(type, members, (span,), "rule") for (type, members, _), span in zip(ARTICLE_FACTS, places, strict=True)
    ]
    draft, _ = drafts.assemble(text, ARTICLE, Extraction((*findings,)), {"name": "rules", "version": "1"})
    return draft
