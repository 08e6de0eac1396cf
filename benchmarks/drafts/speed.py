"""Speed of drafts on one core: articles per second, and the time of the longest text that may be sent."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.drafts.articles import AnnotatedArticle
from benchmarks.drafts.drafting import draft_article
from domain.reading import Extractor
from schemas.resources.draft import MAX_TEXT

ROUNDS = 5


def speed_lines(articles: Sequence[AnnotatedArticle], name: str, extractor: Extractor) -> Iterator[str]:
    """Articles per second, and the seconds of the longest text: the best of some rounds, as other programs run too."""
    seconds = min(seconds_of(articles, name, extractor) for _ in range(ROUNDS))
    yield f"{len(articles) / seconds:.0f} articles/s, {seconds / len(articles) * 1000:.1f} ms each"
    longest = [repeat_text(articles, MAX_TEXT)]
    yield f"{MAX_TEXT:,} characters: {min(seconds_of(longest, name, extractor) for _ in range(ROUNDS)):.2f} s"


def seconds_of(articles: Sequence[AnnotatedArticle], name: str, extractor: Extractor) -> float:
    """CPU seconds of drafting each article once."""
    start = time.process_time()
    for article in articles:
        draft_article(article, name, extractor)
    return time.process_time() - start


def repeat_text(articles: Sequence[AnnotatedArticle], length: int) -> AnnotatedArticle:
    """English articles, one after the other, as one text of this length."""
    joined = "\n".join(each.text for each in articles if each.language == "en")
    return replace(articles[0], text=(joined * (length // len(joined) + 1))[:length])
