"""Names that become parties by what the text says they do: `Fjordkraft signed`, `built by Harland Yards`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from domain.reading.document import Document
from domain.reading.layout.cities import capitals
from domain.reading.parties.cues import COMPANY_WORDS, FUNCTION_WORDS, HEADS, THINGS, PartyKind
from domain.reading.parties.latin_script.kinds import kind_of_head
from domain.reading.parties.mentions import Mention
from domain.reading.parties.places import country_code, is_country, is_region
from domain.reading.parties.roles import EASTERN_ROLES, acts, beside, is_speaker, roles_of
from domain.reading.parties.short_names import folded_words, is_eastern

_MOST = 1_000
"""Uncertain names that are looked at: more are noise."""

_ACTORS = {"partner", "funder", "payee", "implementer", "speaker"}


def promoted(document: Document, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Those of the uncertain mentions whose part in the announcement the text states."""
    uncertain = list(islice(mentions, _MOST))
    inside = {
        word
        for mention in uncertain
        if not _opens_sentence(document, mention)
        for word in folded_words(mention.name)[:1]
    }
    for mention in uncertain:
        kind = _kind(document, mention, inside)
        if kind:
            yield replace(mention, kind=kind, certain=True)


def _kind(document: Document, mention: Mention, inside: set[str]) -> PartyKind | None:
    """The kind of the party, or None where the text does not show that the name is one."""
    words = folded_words(mention.name)
    if not words or document.role(document.sentences[mention.sentence]) != "body":
        return None
    before, after = beside(document, mention)
    if mention.kind == "person":
        named = mention.post and mention.post not in _FORMS_OF_ADDRESS
        return "person" if named and (is_eastern(words) or is_speaker(before, after)) else None
    if document.language[:2] in EASTERN_ROLES:
        telling = {"partner", "funder", "implementer"} if mention.kind else {"partner"}
        return None if telling.isdisjoint(roles_of(document, mention)) else mention.kind or "company"
    if _names_nobody(words) or _NO_NAME.search(before) or _NUMBERED.match(after) or _is_capital(mention.name):
        return None
    return _kind_of_actor(document, mention, words, inside)


def _is_capital(name: str) -> bool:
    """Whether a name is that of a capital, which stands for a government, and not of a country too."""
    return name in capitals() and not is_country(name)


def _kind_of_actor(document: Document, mention: Mention, words: tuple[str, ...], inside: set[str]) -> PartyKind | None:
    """The kind of a party in Latin script, by its part in the announcement."""
    before, after = beside(document, mention)
    roles, acting = set(roles_of(document, mention)) & _ACTORS, acts(document, mention)
    if is_speaker(before, after):
        roles.add("speaker")
    closed = acting or ("speaker" in roles and len(words) > 1) or _CLOSED.match(after)
    if not closed or not (roles or acting):
        return None
    if is_country(mention.name) or is_region(mention.name):
        return _kind_of_place(document, mention, roles, acting=acting)
    return mention.kind or _kind_of_unknown(document, mention, words, inside, roles)


def _names_nobody(words: Sequence[str]) -> bool:
    """Whether the words name a thing or place, or nothing by themselves."""
    return (
        words[-1] in THINGS
        or words[0] in _COMMON
        or len("".join(words)) < _SHORTEST
        or (len(words) == 1 and words[0] in HEADS.keys() - _BY_ITSELF)
    )


def _kind_of_place(document: Document, mention: Mention, roles: set[str], *, acting: bool) -> PartyKind | None:
    """Another country is a party where it gives money, a state or province where it agrees, gives or gets."""
    code = country_code(mention.name)
    if code:
        return "government" if "funder" in roles and (code != document.country or not acting) else None
    return "government" if acting and roles - {"implementer", "speaker"} else None


def _kind_of_unknown(
    document: Document, mention: Mention, words: tuple[str, ...], inside: set[str], roles: set[str]
) -> PartyKind | None:
    """The kind of a name that says nothing: a company, where it is more than the first word of a sentence."""
    if len(words) > 1 and (words[-1] in COMPANY_WORDS or words[-1] in HEADS):
        return kind_of_head(words, words[-1]) if words[-1] in HEADS else "company"
    if document.language[:2] == "de":
        return None
    if roles == {"speaker"} and len(words) > 1:
        return "organisation" if is_country(words[-1]) else "person"
    common = len(words) == 1 and mention.name[1:].islower() and words[0] not in inside
    if len(words) > 1 and COMPANY_WORDS.intersection(words):
        return "company"
    return None if not roles - {"payee"} or (common and _opens_sentence(document, mention)) else "company"


_BY_ITSELF = frozenset(
    "treasury congress parliament senate parlement sénat congreso bundestag bundesrat knesset".split()
)
"""Heads that are the whole name of a body."""

_FORMS_OF_ADDRESS = frozenset(("氏", "さん"))
_SHORTEST = 3
"""Letters of the shortest name: `PS` and `PM` are posts."""

_COMMON = (FUNCTION_WORDS - {"one"}) | frozenset(
    "cfa "
    "ministers members states parties governments officials analysts farmers residents households families councils "
    "schools hospitals companies banks unions workers critics experts scientists economists leaders delegates".split()
)
"""Words that begin no name of one party."""

_NO_NAME = re.compile(
    r"\b(?:in|at|near|of|on|under|about|through|into|across|outside|around|à|en|dans|de|du|des|de\s?la|de\sl['’]|"
    r"bei|aus|between|per|than|an?(?:\snew)?|eine?r?|une?)\s(?:the\s|la\s|l['’]|les\s)?$",
    re.IGNORECASE,
)
"""Words before the name of a place, or before what is one of many: `a Democrat`."""
_NUMBERED = re.compile(r"\s\d")

_CLOSED = re.compile(
    r"\s?(?:[,.;:()\[“\"”]|$|(?:to|in|for|of|on|and|at|from|as|under|over|with|by|will|would|said|says|told|which|"
    r"who|has|"
    r"have|had|last|this|next|before|after|until|during|through|when|while|since|but|or|worth|starting|beginning|"
    r"is|are|"
    r"was|were|can|may|must|if|because|alongside|sur|pour|et|à|und|für|dans|avec|d['’]ici|qui|ab|bis)\b)"
)
"""What follows a name that is not an adjective of the next word."""


def _opens_sentence(document: Document, mention: Mention) -> bool:
    """Whether the name is the first word of its sentence, and not joined to another name."""
    before = document.text[document.sentences[mention.sentence].span.start : mention.span.start][-3:]
    return not re.search(r"\w", before) and not re.match(r"\s(?:and|et|und|y)\s[A-ZÀ-Þ]", beside(document, mention)[1])
