"""The post of a person: words before the name, or after it behind a comma."""

import re

from domain.reading.parties.cues import (
    AND,
    CONNECTORS,
    DATES,
    FUNCTION_WORDS,
    PLAIN_POSTS,
    PORTFOLIOS,
    POST_ENDINGS,
    POST_MODIFIERS,
    POSTS,
    TITLES,
)
from domain.reading.parties.latin_script.words import Line, Word
from domain.reading.speech import SPEECH_SUBJECTS, SPEECH_VERBS

_LONGEST = 14
"""Words of the longest post."""

_COMPOUND = 8
"""Letters of the shortest German compound for a post: `Ministerin` alone is in the table."""

_MARKS = frozenset(',;:()"“”«».„[]')
_ARTICLES = frozenset("the a an its le la l' un une der die das el los las".split())
_VERBS = frozenset("is was has will are were would a est will who which had".split())
_NATIONALITY = re.compile(r"^[a-zà-ÿ]+(?:aise?|iene?|ienne|oise?|aine?|éene?|éenne|ine?|and|ande|ole?|ques?)$")
"""French adjectives of countries, which follow a post: `Premier ministre sénégalais`."""

_OF = frozenset("of at for in with on to de der des du d' für von".split())


def is_post(word: Word) -> bool:
    """Whether a word is one for a post."""
    return word.lower in POSTS or (len(word.lower) > _COMPOUND and word.lower.endswith(POST_ENDINGS))


def post_beside(line: Line, start: int, end: int) -> str | None:
    """The post of the person whose name is the words from `start` to `end`, or None."""
    return _before(line, start) or post_after(line, end)


def _before(line: Line, start: int) -> str | None:
    words, at = line.words, start
    while at and (words[at - 1].text == "." or (words[at - 1].lower in TITLES and not is_post(words[at - 1]))):
        at -= 1
    if at > 1 and words[at - 1].text == ",":
        return _before_comma(line, at - 1)
    if line.language == "fr" and at > 1 and _NATIONALITY.search(words[at - 1].text) and is_post(words[at - 2]):
        return line.phrase(post_start(line, at - 2), at)
    if not at or not words[at].joined or not is_post(words[at - 1]):
        return None
    if words[at - 1].lower in PLAIN_POSTS and words[at - 1].first:
        return None
    first = post_start(line, at - 1, inside=True)
    while first < at and words[first].lower in FUNCTION_WORDS | CONNECTORS:
        first += 1
    return line.phrase(first, at)


def portfolio_post(line: Line, at: int) -> int | None:
    """Where a post begins that ends at `at` with what it is for: `ministre de la Transition écologique`, or None."""
    words, first = line.words, at
    while (
        first
        and words[first].joined
        and (words[first - 1].lower in PORTFOLIOS | CONNECTORS or words[first - 1].text == ",")
    ):
        first -= 1
    if (
        first == at
        or words[at - 1].text == ","
        or not first
        or not words[first].joined
        or not is_post(words[first - 1])
    ):
        return None
    joined = words[first].lower in CONNECTORS and any(word.lower in PORTFOLIOS for word in words[first:at])
    return post_start(line, first - 1) if joined and words[first - 1].lower not in PLAIN_POSTS else None


def post_start(line: Line, at: int, *, inside: bool = False) -> int:
    """Where a post begins whose last words start at `at`: `Opposition environment spokesman`."""
    words, first = line.words, at
    while first and words[first].joined and at - first < _LONGEST and _modifies(words[first - 1], inside=inside):
        first -= 1
    while first > 1 and words[first - 1].lower in AND | {","} and words[first - 2].lower in PORTFOLIOS:
        first -= 2
    return first


def _modifies(word: Word, *, inside: bool) -> bool:
    """Whether a word may stand before a post as part of it."""
    if not word.text[0].isalpha() or word.lower in SPEECH_VERBS or word.lower in SPEECH_SUBJECTS - POSTS:
        return False
    if word.lower in ("of", "for", "and", "de", "für"):
        return inside
    if word.capital:
        return word.lower not in FUNCTION_WORDS and word.lower not in DATES
    return word.lower in POST_MODIFIERS or word.lower in POSTS or (inside and word.lower in PORTFOLIOS)


def _before_comma(line: Line, comma: int) -> str | None:
    """`The Minister of Power, Mr Tunde Adebowale-Cole`: the words before the comma, if they are a post."""
    words, first = line.words, comma
    while first and comma - first < _LONGEST and words[first - 1].text not in _MARKS:
        if words[first - 1].lower in SPEECH_VERBS or words[first - 1].lower in ("that", "who", "when"):
            break
        first -= 1
        if not words[first].joined:
            break
        if words[first].lower in _ARTICLES and not (
            first and (line.lower(first - 1) in CONNECTORS or is_post(words[first - 1]))
        ):
            break
    while first < comma and words[first].lower in FUNCTION_WORDS:
        first += 1
    joint = next((at for at in range(comma - 1, first, -1) if words[at].lower in AND), first)
    if (
        joint > first
        and words[joint - 1].lower not in PORTFOLIOS | POSTS
        and any(is_post(word) for word in words[joint + 1 : joint + 5])
    ):
        first = joint + 1
    if not any(is_post(word) for word in words[first : min(first + 6, comma)]):
        return None
    return None if any(word.lower in _VERBS for word in words[first:comma]) else line.phrase(first, comma)


def post_after(line: Line, end: int) -> str | None:
    """`Carla Vandermeer, Deputy Administrator, said`: the words after the comma, if a post is among the first."""
    words = line.words
    if end + 1 >= len(words) or words[end].text != ",":
        return None
    first = end + 1
    while line.lower(first) in _ARTICLES:
        first += 1
    stop = first
    while stop < len(words) and stop < first + _LONGEST and words[stop].text not in _MARKS:
        if words[stop].lower in SPEECH_VERBS:
            break
        stop += 1
    head = next((at for at in range(first, stop) if words[at].lower in _OF), stop)
    if not any(is_post(word) for word in words[max(first, head - 2) : head]) or _begins_name(line, stop):
        return None
    while stop > first and words[stop - 1].lower in _VERBS:
        stop -= 1
    return None if any(word.lower in _VERBS for word in words[first:stop]) else line.phrase(first, stop)


def _begins_name(line: Line, comma: int) -> bool:
    """Whether a name follows the comma, so that the post before it belongs to that name."""
    words, start = line.words, comma + 1
    if comma >= len(words) or words[comma].text != ",":
        return False
    if line.lower(start) in TITLES:
        return True
    end = start
    while end < len(words) and words[end].capital and words[end].lower not in DATES:
        end += 1
    return end - start in (2, 3) and end < len(words) and (words[end].text == "," or words[end].lower in SPEECH_VERBS)
