"""An article, and what it states: sums, figures and dates are read again from its words, by the readers of `domain`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from domain.codes import country_of
from domain.dates.edtf import DateRange, NotEdtf, parse_edtf
from domain.money.parser import format_decimal, parse_money
from domain.money.refusal import AmbiguousMoney
from domain.reading import Finding, Span
from domain.reading.commitments.figures import find_figures
from domain.reading.document import Document
from domain.reading.due_dates import find_dates
from domain.reading.layout.days import find_days, weekday_names

NO_CURRENCY = "XXX"
"""ISO 4217 for a transaction without a currency: no sign stands for it."""

DEFAULT_LANGUAGE = "en"

APOSTROPHES = str.maketrans("\u2018\u2019\u02bc", "'''")


@dataclass(frozen=True)
class Article:
    """A text, with the language and jurisdiction that its sums and dates are read by.

    `anchors` are the days, if any, that `next year` may be relative to.
    """

    text: str
    language: str | None
    jurisdiction: str | None
    anchors: Sequence[date] = ()

    @cached_property
    def folded(self) -> str:
        """The text as `fold` has it."""
        return fold(self.text)

    @property
    def base_language(self) -> str:
        """The language without script and region."""
        return (self.language or DEFAULT_LANGUAGE).partition("-")[0]

    @property
    def country(self) -> str | None:
        """The country of the jurisdiction."""
        return country_of(self.jurisdiction) if self.jurisdiction else None

    def words(self, finding: Finding) -> list[str]:
        """The words of each piece of evidence."""
        return [self.text[start:end] for start, end in finding.spans]

    def has(self, value: Any) -> bool:
        """Whether a value is words of the text, perhaps cut off: `…`; case, space and the form of apostrophes aside."""
        return isinstance(value, str) and fold(value.removesuffix("…")) in self.folded

    def states_sum(self, words: str, members: Mapping[str, Any]) -> bool:
        """Whether words state the sum or range of an amount, and name its currency or a sign that may stand for it."""
        locale = {"jurisdiction": self.jurisdiction, "language": self.language}
        try:
            figures = Decimal(members["amount"]), Decimal(members["upper"]) if "upper" in members else None
            money = parse_money(words, currency=members["currency"], **locale)
        except (KeyError, TypeError, ValueError, InvalidOperation):
            return False
        try:
            parse_money(words, currency=NO_CURRENCY, **locale)
        except AmbiguousMoney:
            return (money.amount, money.upper) == figures
        return False

    def states_figure(self, words: str, target: Any) -> bool:
        """Whether words have the figure or the range of a target."""
        read = [(each.value, each.upper) for each in find_figures(words, Span(0, len(words)), self.base_language)]
        stated = [(format_decimal(low), None if high is None else format_decimal(high)) for low, high in read]
        return isinstance(target, dict) and (target.get("value"), target.get("upper")) in stated

    def states_date(self, words: str, stated: Any) -> bool:
        """Whether words have a date that lies in this one, which is no finer than they are."""
        jurisdiction = self.jurisdiction or ""
        try:
            whole = parse_edtf(stated, jurisdiction)
        except (NotEdtf, TypeError):
            return False
        for anchor in self.anchors or (None,):
            document = Document(words, self.base_language, anchor, self.jurisdiction, (), ())
            for found in find_dates(document, Span(0, len(words))):
                days = parse_edtf(found.value, jurisdiction)
                if lies_in(days, whole):
                    return True
        return False


def states_day(words: str, stated: Any, country: str | None) -> bool:
    """Whether words have a day, as far as they state it: `April 13`, `on Monday`."""
    try:
        day = date.fromisoformat(stated)
    except (TypeError, ValueError):
        return False
    found = find_days(words, Span(0, len(words)), country)
    has_day = any(
        (each.year or day.year, each.month or day.month, each.day) == (day.year, day.month, day.day) for each in found
    )
    return has_day or any(name in words.casefold() for name, at in weekday_names().items() if at == day.weekday())


def lies_in(days: DateRange, whole: DateRange) -> bool:
    """Whether days lie in others, of which both ends are known."""
    if not (whole.first and days.first and days.last and whole.last):
        return False
    return whole.first <= days.first and days.last <= whole.last


def fold(text: str) -> str:
    """A text without differences of case, white space and apostrophes."""
    return " ".join(text.casefold().translate(APOSTROPHES).split())
