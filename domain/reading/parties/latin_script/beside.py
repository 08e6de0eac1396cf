"""Words beside a name in Latin script that tell what it names."""

from domain.reading.parties.cues import (
    BODY_CUES,
    CONNECTORS,
    PORTFOLIOS,
    POST_MODIFIERS,
    THINGS,
    PartyKind,
)
from domain.reading.parties.latin_script.posts import is_post
from domain.reading.parties.latin_script.words import Line
from domain.reading.speech import QUOTE_VERBS, SPEECH_VERBS

_REACH = 6
"""Words of an apposition that are looked at."""

_CAUSES = frozenset(
    "activist advocacy campaign campaigning lobby rights environmental industry trade civil aid".split()
)
_SORTS = frozenset("agency ministry union regulator utility airline charity ngo consortium alliance".split())
_STAFF = frozenset("official officials source sources spokesman spokeswoman member members worker workers".split())
_OF = frozenset("of for which who in at that de d' von".split())
_ARTICLES = frozenset("a an the one une un le la principal ein eine der die owned".split())
_TERMS = frozenset(
    "mou moa gdp gnp ai ict it pv ev evs ngo ngos ppp ppps fdi lng cpi vat gst sme smes esg tvet stem iot ufo "
    "hiv tb mp "
    "ceo cfo sdgs sdg esop ipo eez sez lead act".split()
)
"""Abbreviations of what is no body."""


def kind_beside(line: Line, start: int, end: int) -> PartyKind | None:
    """The kind of a name, by the words before it, after a comma, right after it, or by a post that it has."""
    return (
        _kind_before(line, start) or _kind_after(line, end) or _kind_of_sort(line, end) or _kind_of_employer(line, end)
    )


def _kind_before(line: Line, start: int) -> PartyKind | None:
    """`state-owned`, `utility`, `Singapore-based`."""
    if not start or not line.words[start].joined:
        return None
    before = line.words[start - 1]
    if before.is_cue:
        return "company"
    if line.language == "fr" and line.lower(start - 2) in BODY_CUES:
        return BODY_CUES[line.lower(start - 2)]
    if before.lower == "group":
        return "organisation" if line.lower(start - 2) in _CAUSES else "company"
    plain = not before.capital or before.first or before.text.isupper() or line.language == "de"
    return BODY_CUES.get(before.lower) if plain else None


def _kind_after(line: Line, end: int) -> PartyKind | None:
    """`Temasys Semicon, a chip maker`: the last words before the next comma or `of`."""
    if line.lower(end) != "," or line.lower(end + 1) not in _ARTICLES:
        return None
    stop = end + 2
    while stop < min(len(line.words), end + 2 + _REACH) and line.lower(stop) not in _OF | {",", ".", ";", ":"}:
        stop += 1
    heads = line.words[stop - 2 : stop]
    if any(is_post(word) for word in heads[-1:]):
        return None
    return next((BODY_CUES[word.lower] for word in reversed(heads) if word.lower in BODY_CUES), None)


def _kind_of_sort(line: Line, end: int) -> PartyKind | None:
    """`the INDEC statistics agency`; none for `Yonhap news agency` and where the word belongs to the next name."""
    at = end
    while at < min(len(line.words), end + 2) and line.words[at].joined and line.words[at].text.islower():
        if line.lower(at) in _SORTS:
            named = at + 1 < len(line.words) and line.words[at + 1].joined and line.words[at + 1].capital
            return None if named or line.lower(at + 1) in _STAFF else BODY_CUES[line.lower(at)]
        if line.lower(at) == "news":
            return None
        at += 1
    return None


def _kind_of_employer(line: Line, end: int) -> PartyKind | None:
    """`Master Electricians Australia chief executive Kellie Tran`: a post in lower case, then a name."""
    last = line.words[end - 1]
    if (last.first and last.text[1:].islower()) or last.lower in POST_MODIFIERS | PORTFOLIOS:
        return None
    at = end
    while at < min(len(line.words), end + 3) and line.words[at].joined and not line.words[at].capital:
        at += 1
    if at == end or at >= len(line.words) or not is_post(line.words[at - 1]):
        return None
    return "company" if line.words[at].capital and line.words[at].joined else None


def is_spoken(line: Line, start: int, end: int) -> bool:
    """Whether a verb of saying stands beside the name; one with other meanings, only beside a quotation."""
    verb = end + 1 if line.lower(end) in ("today", "yesterday") else end
    after = line.lower(verb) if verb < len(line.words) and line.words[verb].joined else ""
    before = line.lower(start - 1) if line.words[start].joined else ""
    quoted = any(word.text in '"”»“' for word in line.words[max(0, start - 5) : start])
    return after in SPEECH_VERBS or before in (QUOTE_VERBS if quoted else SPEECH_VERBS - {"called", "so"})


def is_abbreviated_as(line: Line, start: int, end: int, abbreviation: str) -> bool:
    """Whether an abbreviation has the initials of a name, as those of bodies: `Technisches Hilfswerk (THW)`."""
    folded = abbreviation.lower()
    if folded in _TERMS or line.words[end - 1].lower in THINGS:
        return False
    initials = "".join(word.lower[0] for word in line.words[start:end] if word.lower not in CONNECTORS)
    return len(initials) > 1 and (folded.startswith(initials) or folded.endswith(initials))
