"""The check that a text bears out what an extractor found in it: an extractor can miss and misjudge, never invent.

A fact that fails is dropped; a member that fails alone is left out. No extractor is trusted, the built-in one neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from domain.money import parser
from domain.money.refusal import AmbiguousMoney
from domain.reading import Finding, FindingType

Members = dict[str, Any]
Check = Callable[[Members, Sequence[str], "Article"], str | None]

MEMBERS: Mapping[FindingType, Sequence[str]] = {
    "field": (
        *("kind", "title", "language", "jurisdiction", "other_jurisdictions", "place", "announced_on", "effective"),
    ),
    "party": ("key", "name", "kind", "roles", "jurisdiction", "post", "part_of"),
    "commitment": (
        *("key", "kind", "statement", "target", "baseline", "due", "due_text", "starts", "place", "parties"),
    ),
    "amount": (
        *("key", "kind", "amount", "comparator", "upper", "currency", "text", "approximate", "price_year", "period"),
        *("frequency", "stage", "part_of", "commitment", "payer", "payee", "purpose"),
    ),
    "quote": ("key", "text", "language", "speaker", "said_on", "about"),
    "source": ("kind", "title", "publisher", "via", "author", "official", "language", "published_on"),
}
"""The members that an extractor can state, by type. Others, such as identifiers, no text bears out."""

VERBATIM: Mapping[FindingType, Sequence[str]] = {
    "field": ("title", "place"),
    "party": ("post",),
    "commitment": ("due_text", "place"),
    "amount": ("text", "purpose"),
    "quote": (),
    "source": ("title", "publisher", "via", "author"),
}
"""The members that the text must have, word by word; upper case, line breaks and the form of apostrophes aside."""

WITHOUT_WORDS = frozenset({"language"})
"""Fields that the text as a whole bears out, and no words in it."""

NO_CURRENCY = "XXX"
"""ISO 4217 for a transaction without a currency: no sign stands for it."""

APOSTROPHES = str.maketrans("\u2018\u2019\u02bc", "'''")
MARKS = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Article:
    """A text, with the language and jurisdiction that its sums are read by."""

    text: str
    language: str | None
    jurisdiction: str | None

    @cached_property
    def folded(self) -> str:
        """The text as `fold` has it."""
        return fold(self.text)

    def words(self, finding: Finding) -> list[str]:
        """The words of each piece of evidence."""
        return [self.text[start:end] for start, end in finding.spans]


def ground(finding: Finding, article: Article) -> Finding | str:
    """The finding with the members that the text bears out, or the reason for which it is dropped."""
    members = {name: finding.members[name] for name in MEMBERS[finding.type] if name in finding.members}
    for name in VERBATIM[finding.type]:
        if name in members and not (isinstance(members[name], str) and fold(members[name]) in article.folded):
            del members[name]
    if not finding.spans and members.keys() - WITHOUT_WORDS:
        return "evidence"
    check = CHECKS.get(finding.type)
    reason = check(members, article.words(finding), article) if check else None
    if reason or not members:
        return reason or "members"
    return replace(finding, members=members)


def check_party(members: Members, words: Sequence[str], _: Article) -> str | None:
    """The evidence names the party."""
    name = members.get("name")
    return None if isinstance(name, str) and any(fold(name) in fold(each) for each in words) else "name"


def check_commitment(members: Members, words: Sequence[str], article: Article) -> str | None:
    """A statement that the text does not have is replaced by the words of the evidence."""
    statement = members.get("statement")
    if not isinstance(statement, str) or fold(statement) not in article.folded:
        members["statement"] = " … ".join(" ".join(each.split()) for each in words)
    return None


def check_amount(members: Members, words: Sequence[str], article: Article) -> str | None:
    """The words state the sum: read again, they give the same figure in the same currency."""
    stated = members.get("text")
    candidates = [each for each in (stated, *words, " ".join(words)) if each]
    money = next((each for text in candidates if (each := read_money(text, members, article))), None)
    if money is None:
        return "sum"
    upper = None if money.upper is None else parser.format_decimal(money.upper)
    if members.get("upper") != upper:
        members.pop("upper", None)
    return None


def read_money(text: str, members: Members, article: Article) -> parser.Money | None:
    """The sum that a text states, if it is this one: it names the currency, or a sign that may stand for it."""
    read = {"jurisdiction": article.jurisdiction, "language": article.language}
    try:
        figure, currency = Decimal(members["amount"]), members["currency"]
        money = parser.parse_money(text, currency=currency, **read)
    except (KeyError, TypeError, ValueError, InvalidOperation, AmbiguousMoney):
        return None
    try:
        parser.parse_money(text, currency=NO_CURRENCY, **read)
    except AmbiguousMoney:
        return money if (money.amount, money.currency) == (figure, currency) else None
    return None


def check_quote(members: Members, words: Sequence[str], _: Article) -> str | None:
    """The text of a quote is its evidence, piece by piece; between two pieces, and at the ends, are only marks."""
    text, at = members.get("text"), 0
    if not isinstance(text, str):
        return "quote"
    said = fold(text)
    for piece in map(fold, words):
        found = said.find(piece, at)
        if found < 0 or MARKS.search(said, at, found):
            return "quote"
        at = found + len(piece)
    return "quote" if MARKS.search(said, at) else None


CHECKS: Mapping[FindingType, Check] = {
    "party": check_party,
    "commitment": check_commitment,
    "amount": check_amount,
    "quote": check_quote,
}


def fold(text: str) -> str:
    """A text without differences of case, white space and apostrophes."""
    return " ".join(text.casefold().translate(APOSTROPHES).split())
