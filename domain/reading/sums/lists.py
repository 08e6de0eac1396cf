"""Sums of a list that names their currency once, at its end: `국비 70억, 도비 30억 원`."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from domain.money.parser import parse_money
from domain.money.refusal import AmbiguousMoney
from domain.reading.document import Document
from domain.reading.findings import Span
from domain.reading.sums.spans import StatedSum

UNSIGNED = re.compile(
    "(?:국비|도비|시비|군비|구비|지방비|민자|민간|자부담|사업비|예산|기금|투자액|총액|국고|国費|県費|予算|総額|事業費)"
    r"(?:은|는|이|가|을|를|로|の|は|が|で)?\s?(?:약|총|約)?\s?"
    r"(?P<sum>\d[\d,. 천백만억조千百万億兆]{0,30}[만억조万億兆])(?=\s?(?:[,，、)·]|과\s|와\s|및\s|と))"
)
SIGNS = frozenset("원円")
NEAR = 40
"""Characters between a sum and the one that names its currency."""


def add_unsigned(document: Document, sums: Sequence[StatedSum]) -> list[StatedSum]:
    """The sums with those of their lists, in the order of the text."""
    found = _unsigned(document, sums) if document.language.partition("-")[0] in {"ko", "ja"} else ()
    return sorted([*sums, *found], key=lambda each: each.span)


def _unsigned(document: Document, sums: Sequence[StatedSum]) -> Iterator[StatedSum]:
    for match in UNSIGNED.finditer(document.text):
        place = Span(*match.span("sum"))
        at = bisect_left(sums, place.start, key=lambda each: each.span.start)
        behind = sums[at] if at < len(sums) else None
        if behind is None or not place.end < behind.span.start <= place.end + NEAR:
            continue
        if document.text[behind.span.end - 1] not in SIGNS:
            continue
        try:
            money = parse_money(
                document.words(place),
                jurisdiction=document.jurisdiction,
                language=document.language,
                currency=behind.money.currency,
            )
        except AmbiguousMoney:
            continue
        yield StatedSum(place, money, is_inferred=True, sign=Span(behind.span.end - 1, behind.span.end))
