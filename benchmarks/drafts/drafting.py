"""Drafts of articles, as POST /v1/drafts gives them, without a server, and the confidence that it states."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from api.services.drafts.confidence import TABLE
from api.services.drafts.draft_record import Json
from api.services.drafts.proposal import assemble
from benchmarks.drafts.articles import AnnotatedArticle
from benchmarks.drafts.verdicts import Counts
from domain.reading import Extractor, Hints


def draft_article(article: AnnotatedArticle, name: str, extractor: Extractor) -> Json:
    """The answer to an article: its facts as an extractor finds them, checked against the text."""
    hints = dict(article.gold["request"])
    if "published_on" in hints:
        hints["published_on"] = date.fromisoformat(hints["published_on"])
    extraction = extractor.extract(article.text, Hints(**hints))
    answer, _ = assemble(article.text, article.request, extraction, {"name": name, "version": extractor.version})
    return answer


def write_confidence(name: str, version: str, bands: Mapping[tuple[str, str], Counts]) -> None:
    """Write the share of right facts of each band, in place of those of other versions of the extractor."""
    table: dict[str, Json] = {}
    for (type_, band), counts in bands.items():
        measured = {"share": round(counts.precision, 2), "count": counts.drafted}
        table.setdefault(type_, {})[band] = measured
    stated = json.loads(TABLE.read_text("utf-8")) | {name: {version: table}}
    TABLE.write_text(json.dumps(stated, indent=2) + "\n", "utf-8")
