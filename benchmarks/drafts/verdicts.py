"""Right or wrong, by type of fact and by band: what the scorer says of drafts, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from benchmarks.drafts import score
from benchmarks.drafts.articles import AnnotatedArticle

Json = dict[str, Any]

LISTS = {
    "party": "parties",
    "commitment": "commitments",
    "amount": "amounts",
    "quote": "quotes",
    "source": "sources",
}
INVENTED = frozenset({"ungrounded", "trap", "spurious"})


@dataclass(slots=True)
class Counts:
    """Facts that the annotations have, facts that drafts have, and those of the latter that are right."""

    gold: int = 0
    drafted: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Share of the drafted facts that is right; 1 if there are none."""
        return self.right / self.drafted if self.drafted else 1.0

    @property
    def recall(self) -> float:
        """Share of the annotated facts that is found; 1 if there are none."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.gold + self.drafted) if self.gold + self.drafted else 1.0


class Verdict(NamedTuple):
    """What the scorer says of one fact of a draft; `drafted` is 0 if it is optional, and 2 for two stretches."""

    type: str
    band: str
    drafted: int
    right: int


class ScoredDraft(NamedTuple):
    """An article, the answer of POST /v1/drafts to it, and the scorer's result."""

    article: AnnotatedArticle
    answer: Json
    result: score.Article


def score_draft(article: AnnotatedArticle, answer: Json) -> ScoredDraft:
    """Compare a draft with the annotations."""
    return ScoredDraft(article, answer, score.Article(article.gold, article.text, answer, 0.0).run())


def count_by_type(scored: Iterable[ScoredDraft]) -> dict[str, Counts]:
    """Counts by type of fact, then of all facts, then of details such as roles and payers."""
    counts = {each: Counts() for each in (*score.FACTS, "facts", *score.DETAILS)}
    for draft in scored:
        for type_, (gold, drafted, right) in draft.result.n.items():
            for each in (counts[type_], *([counts["facts"]] if type_ in score.FACTS else [])):
                each.gold += gold
                each.drafted += drafted
                each.right += right
    return counts


def count_errors(scored: Iterable[ScoredDraft]) -> Counter[str]:
    """Number of errors by category; `invented` sums up the three that are worst."""
    errors = Counter(category for draft in scored for category, *_ in draft.result.bad)
    errors["invented"] = sum(errors[each] for each in INVENTED)
    return errors


def count_by_band(scored: Iterable[ScoredDraft]) -> dict[tuple[str, str], Counts]:
    """Counts of drafted and right facts by type and band, in alphabetical order."""
    counts: dict[tuple[str, str], Counts] = {}
    for draft in scored:
        for verdict in judge_facts(draft.article, draft.answer):
            each = counts.setdefault((verdict.type, verdict.band), Counts())
            each.drafted += verdict.drafted
            each.right += verdict.right
    return {each: counts[each] for each in sorted(counts) if counts[each].drafted}


def judge_facts(article: AnnotatedArticle, answer: Json) -> Iterator[Verdict]:
    """The scorer's verdict on each fact of a draft.

    The scorer matches one to one and counts by type, so a fact's verdict is what the counts gain by it.
    """
    record, review = answer["record"], answer["review"]
    bands = {entry["pointer"]: entry["band"] for entry in review}
    for type_, list_name in LISTS.items():
        before = (0, 0)
        for at in range(len(record[list_name])):
            # A quote is right if its speaker is, so the parties stay.
            first = {"parties": record["parties"], list_name: record[list_name][: at + 1]}
            after = count_facts(article, first, review, type_)
            yield Verdict(type_, bands[f"/{list_name}/{at}"], after[0] - before[0], after[1] - before[1])
            before = after
    for name in (each for each in record if each not in LISTS.values() and f"/{each}" in bands):
        yield Verdict("field", bands[f"/{name}"], *count_facts(article, {name: record[name]}, review, "field"))


def count_facts(article: AnnotatedArticle, record: Json, review: Sequence[Json], type_: str) -> tuple[int, int]:
    """Drafted and right facts of one type in a record."""
    draft = {"record": record, "review": review}
    _, drafted, right = score.Article(article.gold, article.text, draft, 0.0).run().n[type_]
    return drafted, right
