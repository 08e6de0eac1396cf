"""Runs of capitalised words: what names in Latin script are made of."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.reading.parties.cues import (
    AND,
    CONNECTORS,
    DATES,
    FRONT_HEADS,
    FUNCTION_WORDS,
    HEADS,
    PARTICLES,
    PORTFOLIOS,
    POSTS,
    TITLES,
)
from domain.reading.parties.latin_script.words import Word

_MOST_WORDS = 16
"""Words of the longest name: longer runs are headings or noise."""


_SHORT = 2
"""Words before `and` of a body whose head is the last word: `Community Water and Sanitation Agency`."""

_PART = 3
"""Words between the commas of a name."""


_SHORTENED = frozenset("st mt ft".split())
"""Words of names that end with a period."""

_ON = frozenset(
    "committee commission council panel group taskforce centre center institute secretariat conference".split()
)
"""Heads after which `on` goes on with the name."""


class Chunk(NamedTuple):
    """The words `start` to `end` (exclusive) of a sentence."""

    start: int
    end: int


def find_chunks(words: Sequence[Word]) -> Iterator[Chunk]:
    """The runs of capitalised words of a sentence, with the small words that join them."""
    at = 0
    while at < len(words):
        word = words[at]
        if not _opens(word):
            at += 1
            continue
        end = _run_end(words, at)
        yield Chunk(at, end)
        at = end


def _opens(word: Word) -> bool:
    return word.capital and word.lower not in DATES and not (word.first and word.lower in FUNCTION_WORDS)


def _run_end(words: Sequence[Word], start: int) -> int:
    """The end of the run that starts here."""
    end, headed = start + 1, _is_head(words[start])
    limit = min(len(words), start + _MOST_WORDS)
    while end < limit:
        follows = _continuation(words, start, end, headed=headed)
        if follows is None:
            break
        headed = headed or any(_is_head(each) for each in words[end:follows])
        end = follows
    return end


def _is_currency(words: Sequence[Word], at: int) -> bool:
    """Whether a word begins a sum: `US$`."""
    return at + 1 < len(words) and words[at + 1].text == "$" and words[at + 1].start == words[at].end


def _is_head(word: Word) -> bool:
    return (
        word.lower in FRONT_HEADS
        or word.lower in POSTS
        or word.lower.endswith(("ministerium", "zentralamt", "bundesamt", "landesamt"))
    )


def _continuation(words: Sequence[Word], start: int, end: int, *, headed: bool) -> int | None:
    """The end of the run with its next part, or None where it has none."""
    word = words[end]
    if word.text == "." and words[end - 1].lower in TITLES and end + 1 < len(words) and words[end + 1].capital:
        return end + 2
    if (
        word.text == "."
        and (len(words[end - 1].text) == 1 or words[end - 1].lower in _SHORTENED)
        and end + 1 < len(words)
        and words[end + 1].capital
    ):
        return end + 2
    if word.joined and word.capital and word.lower not in DATES and not _is_currency(words, end):
        return end + 1
    if word.text == "," and headed:
        return _list_end(words, start, end)
    return _joined_end(words, start, end, headed=headed) if word.joined and word.lower in CONNECTORS else None


def _joined_end(words: Sequence[Word], start: int, end: int, *, headed: bool) -> int | None:
    """The end of the run with the part that the small words at `end` join to it."""
    after = end + 1
    while after < len(words) and after < end + 3 and words[after].lower in CONNECTORS and not words[after].capital:
        after += 1
    if after >= len(words) or not words[after].capital or not words[after].joined or words[after].lower in DATES:
        return None
    joining = {each.lower for each in words[end:after]}
    if joining & AND:
        joins = _one_name(words, start, end, after, headed=headed)
    elif "on" in joining:
        joins = any(each.lower in _ON for each in words[start:end])
    else:
        joins = headed or ("of" in joining and end - start == 1) or joining <= PARTICLES
    return after + 1 if joins else None


def _one_name(words: Sequence[Word], start: int, end: int, after: int, *, headed: bool) -> bool:
    """Whether `and` joins parts of one name, and not two names."""
    if words[end].text == "&":
        return True
    if (
        after > end + 1
        and not (headed and words[after].lower in PORTFOLIOS)
        and words[end + 1].lower in ("the", "le", "la", "l'", "die", "der", "das")
    ):
        return False
    right = [words[after]]
    for word in words[after + 1 : after + 5]:
        if not (word.capital and word.joined):
            break
        right.append(word)
    if (
        right[0].lower in FUNCTION_WORDS
        or right[0].lower in FRONT_HEADS
        or right[0].lower in POSTS
        or right[0].lower in TITLES
    ):
        return False
    titled = right[-1].lower in PORTFOLIOS and any(each.lower in POSTS for each in words[start:end])
    if (titled and words[end - 1].lower in PORTFOLIOS) or (
        right[0].lower in PORTFOLIOS and all(each.lower in PORTFOLIOS | CONNECTORS for each in words[start:end])
    ):
        return True
    inside = any(each.lower in CONNECTORS for each in words[start:end])
    if headed and inside:
        return not any(each.lower in HEADS or each.lower in POSTS for each in right)
    plain = not any(each.lower in HEADS or each.lower in POSTS for each in words[start:end])
    short = end - start <= _SHORT or (end - start == _SHORT + 1 and len(right) == _SHORT)
    return plain and short and right[-1].lower in HEADS and len(right) > 1


def _list_end(words: Sequence[Word], start: int, comma: int) -> int | None:
    """The end of `Environment, Food and Rural Affairs`, from the first comma on."""
    if not any(each.lower in CONNECTORS for each in words[start:comma]):
        return None
    at, parts = comma, 0
    while at + 1 < len(words) and words[at].text == "," and at < comma + 8:
        at += 1
        if words[at].lower in AND:
            break
        run = at
        while at < len(words) and words[at].capital and words[at].joined:
            at += 1
        names = words[run:at]
        if not 0 < len(names) <= _PART or any(
            _is_head(each) or each.lower in HEADS or each.lower in TITLES or each.text.isupper() for each in names
        ):
            return None
        parts += any(each.lower in PORTFOLIOS for each in names)
    last = at + 2 if _has_adjective(words, at) else at + 1
    closed = last < len(words) and words[at].lower in AND and parts and words[last].capital
    return last + 1 if closed and not _is_head(words[last]) and not words[last].text.isupper() else None


def _has_adjective(words: Sequence[Word], at: int) -> bool:
    """Whether a German adjective follows `und`: `und nukleare Sicherheit`."""
    return at + 1 < len(words) and words[at].lower == "und" and words[at + 1].text.islower()
