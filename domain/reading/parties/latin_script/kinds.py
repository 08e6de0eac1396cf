"""The kind of a body, by its head and the words beside it."""

from collections.abc import Sequence

from domain.reading.parties.cues import (
    AND,
    BRANDS,
    COMPANY_WORDS,
    CONNECTORS,
    FRONT_HEADS,
    HEADS,
    KNOWN_BODIES,
    PORTFOLIOS,
    THINGS,
    PartyKind,
)
from domain.reading.parties.places import is_place

_COMPOUNDS: tuple[tuple[str, PartyKind], ...] = (
    *((end, "government") for end in ("ministerium", "behörde", "agentur", "amt", "regierung")),
    *(
        (end, "organisation")
        for end in ("verband", "gewerkschaft", "kammer", "universität", "institut", "stiftung", "bund", "hilfswerk")
    ),
    *((end, "organisation") for end in ("investitionsbank", "entwicklungsbank", "förderbank", "zentralbank")),
    *((end, "company") for end in ("gesellschaft", "konzern", "werke", "bank", "bahn")),
)
"""Ends of German words for bodies: `Bundesnetzagentur`."""

_QUALIFIED: tuple[tuple[str, str, PartyKind], ...] = (
    ("bank banque banco", "development world investment central reserve développement desarrollo", "organisation"),
    ("union", "european", "government"),
    ("council", "city county borough district town state national federal privy security", "government"),
    ("council", "ministers nordic cooperation elders", "group"),
    ("conseil", "etat état fédéral régional départemental municipal général", "government"),
    ("board", "directors executive governors editorial", "group"),
    ("committee taskforce", "presidential parliamentary select federal national government", "government"),
    ("group", "working expert contact steering action parliamentary", "group"),
    ("congress assembly", "labour labor trades union workers", "organisation"),
    ("service", "national federal forest postal police weather revenue fire civil probation prison", "government"),
    ("office", "law family", "company"),
)
"""Heads that mean something else beside these words."""

_PLACES = frozenset("ville canton commune city county state republic province town".split())
"""Heads of places, which are bodies only before `of`: `City of Tucson`."""

_LONGEST_BRAND = 4
"""Words of a company's name that begins with a brand."""

_WEAK = frozenset("service".split())
"""Heads only beside a word of `_QUALIFIED`."""


def kind_of_body(words: Sequence[str], *, head_first: bool) -> tuple[PartyKind | None, bool]:
    """The kind of a body named by these words, in lower case, and whether they are sure to name one.

    None for things, and for what the words do not tell. `head_first` in languages whose heads stand first.
    """
    known = _known_kind(words)
    if known:
        return known, True
    stop = next((at for at in range(1, len(words)) if words[at] in CONNECTORS and words[at] not in AND), len(words))
    head = _head_word(words, stop, head_first=head_first)
    if head:
        kind = kind_of_head(words, head)
        return kind, kind is not None and len(words) > 1 and (
            head not in _PLACES or not {"of", "de", "du"}.isdisjoint(words)
        )
    for ending, kind in _COMPOUNDS:
        if any(word.endswith(ending) and word not in (ending, "verbund", "ehrenamt") for word in words[:stop]):
            return kind, True
    if words[stop - 1] in THINGS or words[-1] in THINGS:
        return None, False
    named = len(words) > 1 and words[-1] in COMPANY_WORDS and not all(word in COMPANY_WORDS for word in words)
    return ("company" if named else None), False


def _known_kind(words: Sequence[str]) -> PartyKind | None:
    """The kind of a body that is in a table, of a company with a brand, and of `Health Canada`."""
    place = next((length for length in (1, 2) if len(words) > length and is_place(" ".join(words[-length:]))), 0)
    if place and all(word in PORTFOLIOS or word in AND for word in words[:-place]):
        return "government"
    brand = 1 < len(words) <= _LONGEST_BRAND and words[0] in BRANDS
    return KNOWN_BODIES.get(" ".join(words)) or ("company" if brand else None)


def _head_word(words: Sequence[str], stop: int, *, head_first: bool) -> str | None:
    """The word that says what a body is: before `of`, else the first, else the last."""
    if words[stop - 1] in HEADS:
        return words[stop - 1]
    before_place = words[: stop - 1][1:]
    if before_place and before_place[-1] in HEADS and (is_place(words[stop - 1])):
        return words[stop - 2]
    if (
        len(words) > 1
        and words[0] in HEADS
        and words[0] in FRONT_HEADS
        and (head_first or stop == 1 or words[0] == "bank")
    ):
        return words[0]
    return words[-1] if stop < len(words) and words[-1] in HEADS else None


def kind_of_head(words: Sequence[str], head: str) -> PartyKind | None:
    """The kind of a body, by its head and the words that change what the head means."""
    for heads, beside, kind in _QUALIFIED:
        if head in heads.split() and not set(beside.split()).isdisjoint(words):
            return kind
    if head in _WEAK:
        return None
    if head in ("bank", "banque") and words[-1] != head:
        return "government"
    return HEADS.get(head, "organisation")
