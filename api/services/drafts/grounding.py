"""The check that a text bears out what an extractor found in it: an extractor can miss and misjudge, never invent.

A fact that fails is dropped; a member that fails alone is left out. No extractor is trusted, the built-in one neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from api.services.drafts.article import Article, fold, states_day
from domain.reading import Finding, FindingType

Members = dict[str, Any]
Check = Callable[[Members, Sequence[str], Article], str | None]

MEMBERS: Mapping[FindingType, Sequence[str]] = {
    "field": (
        *("kind", "title", "language", "jurisdiction", "other_jurisdictions", "place", "announced_on", "effective"),
        *("topics", "relations"),
    ),
    "party": ("key", "name", "kind", "roles", "jurisdiction", "post", "part_of"),
    "commitment": ("key", "kind", "statement", "target", "due", "due_text", "starts", "place", "parties", "topics"),
    "amount": (
        *("key", "kind", "amount", "comparator", "upper", "currency", "text", "approximate", "period", "frequency"),
        *("stage", "part_of", "commitment", "payer", "payee", "purpose", "change"),
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

WITHOUT_WORDS: Mapping[str, Sequence[str]] = {
    "field": ("language", "jurisdiction"),
    "source": ("kind", "title", "official", "language"),
}
"""Members that the text as a whole may bear out, and no words in it."""

MARKS = re.compile(r"[^\W_]")


def ground(finding: Finding, article: Article) -> Finding | str:
    """The finding with the members that the text bears out, or the reason for which it is dropped."""
    members = {name: finding.members[name] for name in MEMBERS[finding.type] if name in finding.members}
    for name in VERBATIM[finding.type]:
        if name in members and not article.has(members[name]):
            del members[name]
    if not finding.spans:
        members = {name: members[name] for name in WITHOUT_WORDS.get(finding.type, ()) if name in members}
        if not members:
            return "evidence"
    check = CHECKS.get(finding.type)
    reason = check(members, article.words(finding), article) if check else None
    if reason or not members:
        return reason or "members"
    return replace(finding, members=members)


def check_field(members: Members, words: Sequence[str], article: Article) -> str | None:
    """The words have the day of the announcement, as far as they state it, or the longer time that it was made in.

    A relation whose title the text does not have is left out.
    """
    relations = members.pop("relations", None)
    listed = relations if isinstance(relations, list) else []
    if named := [each for each in listed if isinstance(each, dict) and article.has(each.get("title"))]:
        members["relations"] = named
    day = members.get("announced_on")
    is_stated = any(article.states_date(each, day) or states_day(each, day, article.country) for each in words)
    return None if day is None or is_stated else "date"


def check_party(members: Members, words: Sequence[str], _: Article) -> str | None:
    """The evidence names the party."""
    name = members.get("name")
    return None if isinstance(name, str) and any(fold(name) in fold(each) for each in words) else "name"


def check_commitment(members: Members, words: Sequence[str], article: Article) -> str | None:
    """A figure and dates that cannot be read again from the words, or from the statement, are left out.

    A statement that the text does not have is replaced by the words.
    """
    if not article.has(members.get("statement")):
        members["statement"] = " … ".join(" ".join(each.split()) for each in words)
    stated = (*words, str(members["statement"]))
    if "target" in members and not any(article.states_figure(each, members["target"]) for each in stated):
        del members["target"]
    for name in ("due", "starts"):
        if name in members and not any(article.states_date(each, members[name]) for each in stated):
            del members[name]
    return None


def check_amount(members: Members, words: Sequence[str], article: Article) -> str | None:
    """The words state the sum: read again, they give the same figure in the same currency.

    A change whose figure they do not have is left out.
    """
    change = members.pop("change", None)
    percent = change.get("percent") if isinstance(change, dict) else None
    if isinstance(percent, str) and any(percent.removeprefix("-") in each for each in words):
        members["change"] = change
    texts = [each for each in (members.get("text"), *words, " ".join(words)) if each]
    return None if any(article.states_sum(each, members) for each in texts) else "sum"


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
    "field": check_field,
    "party": check_party,
    "commitment": check_commitment,
    "amount": check_amount,
    "quote": check_quote,
}
