"""Drafts of annotated articles are as right as the floor asks for, and the scorer agrees with the annotations."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.drafts import report, verdicts
from benchmarks.drafts.articles import AnnotatedArticle, read_articles
from benchmarks.drafts.drafting import draft_article
from benchmarks.drafts.verdicts import Counts, ScoredDraft, count_by_band, count_by_type, count_errors, score_draft
from domain.reading.rules import RulesExtractor

ARTICLES = read_articles()


@cache
def scored_drafts() -> tuple[ScoredDraft, ...]:
    """Drafts of all articles by the built-in extractor."""
    extractor = RulesExtractor()
    return tuple(score_draft(each, draft_article(each, "rules", extractor)) for each in ARTICLES)


@pytest.mark.parametrize("article", ARTICLES, ids=[each.name for each in ARTICLES])
def test_an_article_scored_against_its_own_annotations_is_right(article: AnnotatedArticle) -> None:
    fields = article.gold["field_evidence"].items()
    review = [{"pointer": pointer, "evidence": evidence} for pointer, evidence in fields]
    scored = score_draft(article, {"record": article.gold["record"], "review": review})
    assert scored.result.bad == []
    assert count_by_type([scored])["facts"].f1 == 1


def test_precision_and_recall_are_not_under_the_floor() -> None:
    assert report.misses(count_by_type(scored_drafts()), report.read_floor()) == []


def test_what_is_under_the_floor_is_named() -> None:
    floor = {"party": {"precision": 0.9, "recall": 0.8}}
    (miss,) = report.misses({"party": Counts(gold=10, drafted=10, right=8)}, floor)
    assert miss == "The precision of party is 0.800; benchmarks/drafts/floor.json asks for 0.9."


def test_every_fact_of_a_draft_has_its_words() -> None:
    assert count_errors(scored_drafts())["ungrounded"] == 0


def test_the_facts_of_all_bands_are_the_facts_of_the_type() -> None:
    by_type = count_by_type(scored_drafts())
    sums = {each: [0, 0] for each in verdicts.LISTS}
    for (type_, _), counts in count_by_band(scored_drafts()).items():
        if type_ in sums:
            sums[type_] = [sums[type_][0] + counts.drafted, sums[type_][1] + counts.right]
    assert sums == {each: [by_type[each].drafted, by_type[each].right] for each in verdicts.LISTS}
