"""Sums that name no currency, as one beside them does: `국비 70억, 도비 30억 원`."""

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
SHARE = re.compile(
    r"(?<!\w)(?:dont|soit|davon|darunter|of which|or)\s"
    r"(?P<sum>\d{1,3}(?:[.,]\d{1,3})?\s(?:millions?|milliards?|billions?|Millionen|Milliarden|Mio\.|Mrd\.))"
    r"(?=\s?(?:[.;)]|,\s|$|\n))"
)
SIGN_WORD = re.compile(r"(?:[^\W\d_]+|[€$£])\Z")
NEAR, FAR = 40, 160
"""Characters between a sum and the one that names its currency: behind it, and before it."""


def add_unsigned(document: Document, sums: Sequence[StatedSum]) -> list[StatedSum]:
    """The sums with those that name no currency, in the order of the text."""
    language = document.language.partition("-")[0]
    find = _of_list if language in {"ko", "ja"} else _of_share
    places = {each.span for each in sums}
    found = [each for each in find(document, sums) if each.span not in places]
    return sorted([*sums, *found], key=lambda each: each.span)


def _of_list(document: Document, sums: Sequence[StatedSum]) -> Iterator[StatedSum]:
    """Sums before the one that names the currency of all."""
    for match in UNSIGNED.finditer(document.text):
        place = Span(*match.span("sum"))
        at = bisect_left(sums, place.start, key=lambda each: each.span.start)
        behind = sums[at] if at < len(sums) else None
        if behind is None or not place.end < behind.span.start <= place.end + NEAR:
            continue
        if document.text[behind.span.end - 1] in SIGNS:
            yield from _in_currency(document, place, behind, Span(behind.span.end - 1, behind.span.end))


def _of_share(document: Document, sums: Sequence[StatedSum]) -> Iterator[StatedSum]:
    """Sums behind the one that they are a share of: `890 millions de francs, soit 311,5 millions`."""
    for match in SHARE.finditer(document.text):
        place = Span(*match.span("sum"))
        at = bisect_left(sums, place.start, key=lambda each: each.span.start)
        before = sums[at - 1] if at else None
        sign = SIGN_WORD.search(document.text, before.span.start, before.span.end) if before else None
        if before and sign and before.span.end < place.start <= before.span.end + FAR:
            yield from _in_currency(document, place, before, Span(*sign.span()))


def _in_currency(document: Document, place: Span, beside: StatedSum, sign: Span) -> Iterator[StatedSum]:
    currency, language = beside.money.currency, document.language
    try:
        money = parse_money(
            document.words(place), jurisdiction=document.jurisdiction, language=language, currency=currency
        )
    except AmbiguousMoney:
        return
    yield StatedSum(place, money, is_inferred=True, sign=sign)
