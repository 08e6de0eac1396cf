"""Short names of parties: `Ragab` for Hany Mostafa Ragab, `science ministry`, `EBRD`, `문체부`."""

import re
from collections.abc import Iterator, Sequence

from domain.reading.parties.cues import CONNECTORS, HEADS
from domain.reading.parties.places import is_country, is_region

_ARTICLE = re.compile(r"(?:the|a|an|le|la|les|der|die|das|el|los|las)\s+|l['’]", re.IGNORECASE)
_MARKS = re.compile(r"[^\w&+]+")
_JOINTS = frozenset("of for on de du des für".split())
_COMMON = frozenset(
    "national global united american european african asian first general international royal state central north "
    "south east west northern southern eastern western great land bank power energy water rural federal public".split()
)
_CENTRAL = frozenset("reserve sentral bundesbank banxico".split())
_EASTERN = "\u3000"
"""The first character of the scripts of China, Japan and Korea."""

_LONGEST_PERSON = 5
"""Characters of the longest name of a person in these scripts."""

_ABBREVIATED = range(3, 7)
"""Characters of short names of bodies in these scripts."""

_ENDS = "부처청위원사省庁委構行団도"
"""Last characters of such names."""


def folded_words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: folded, without an article."""
    bare = _ARTICLE.sub("", name, count=1) if _ARTICLE.match(name) else name
    return tuple(_MARKS.sub(" ", bare.casefold().replace(".", "")).split())


def is_eastern(words: Sequence[str]) -> bool:
    """Whether a name is in Hangul, Kana or Chinese characters."""
    return words[0][0] >= _EASTERN


def short_names(words: Sequence[str], *, person: bool, company: bool) -> Iterator[str]:
    """The names by which a text calls a party again, by the words of its full name."""
    if is_eastern(words):
        yield from _eastern_names(words[0], person=person)
    elif person:
        yield from (words[-1], words[0], " ".join(words[-2:]), " ".join(words[:2]))
    else:
        yield from _body_names(words, company=company)


def _eastern_names(name: str, *, person: bool) -> Iterator[str]:
    if not person:
        yield from (name[-length:] for length in _ABBREVIATED[:2] if len(name) > length)
    elif len(name) <= _LONGEST_PERSON:
        yield from (name[:length] for length in (1, 2, 3))


def _body_names(words: Sequence[str], *, company: bool) -> Iterator[str]:
    joint = next((at for at, word in enumerate(words) if word in _JOINTS), len(words))
    initials = "".join(word[0] for word in words if word not in CONNECTORS)
    if len(initials) >= len("NUS"):
        yield initials
    yield from _ministry_names(words, joint)
    if not _CENTRAL.isdisjoint(words) or "bank of" in " ".join(words):
        yield "central bank"
    if joint > 1:
        yield " ".join(words[:joint])
    if 1 < joint < len(words):
        yield " ".join(words[joint - 1 :])
    if 1 < len(words) > joint:
        yield " ".join(words[1:])
    if company and len(words) > 1 and len(words[0]) > len("the") and not _is_shared(words[0]):
        yield words[0]
    if not company and len(words) > 1 and words[-1] in HEADS:
        yield words[-1]


def _is_shared(word: str) -> bool:
    """Whether a first word belongs to many names: that of a place, or `national`."""
    return word in _COMMON or is_country(word) or is_region(word)


def _ministry_names(words: Sequence[str], joint: int) -> Iterator[str]:
    """`science ministry` for the Ministry of Science and ICT."""
    if words[0] in ("ministry", "department"):
        yield from (f"{word} {words[0]}" for word in words[joint + 1 :] if word not in CONNECTORS)


def shorter_names(words: Sequence[str]) -> Iterator[str]:
    """Names under which a text may have named the same body before: with fewer words."""
    joint = next((at for at, word in enumerate(words) if word in _JOINTS), len(words))
    if 1 < joint < len(words) and words[joint - 1] in HEADS:
        yield " ".join(words[:joint])
    later = next((at for at in range(joint + 2, len(words)) if words[at] == "of"), None)
    if later:
        yield " ".join(words[:later])
    yield from _ministry_names(words, joint)
    if any(word in HEADS for word in words[1:3]):
        yield " ".join(words[1:])


def is_abbreviation(one: str, other: str) -> bool:
    """Whether one of two names has only characters of the other, in their order: `문체부`, `문화체육관광부`."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) in _ABBREVIATED and short[-1] in _ENDS and all(character in rest for character in short)
