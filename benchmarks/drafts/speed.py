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
    """Articles per second, and the seconds of the longest text of each language."""
    seconds = best_seconds(articles, name, extractor)
    yield f"{len(articles) / seconds:.0f} articles/s, {seconds / len(articles) * 1000:.1f} ms each"
    for article in {each.language: each for each in articles}.values():
        times = MAX_TEXT // len(article.text) + 1
        longest = replace(article, text=(article.text * times)[:MAX_TEXT])
        yield f"{article.language}, {MAX_TEXT:,} characters: {best_seconds([longest], name, extractor):.2f} s"


def best_seconds(articles: Sequence[AnnotatedArticle], name: str, extractor: Extractor) -> float:
    """CPU seconds of drafting each article once: the best of some rounds, as other programs run too."""
    return min(seconds_of(articles, name, extractor) for _ in range(ROUNDS))


def seconds_of(articles: Sequence[AnnotatedArticle], name: str, extractor: Extractor) -> float:
    """CPU seconds of drafting each article once."""
    start = time.process_time()
    for article in articles:
        draft_article(article, name, extractor)
    return time.process_time() - start
