"""Parties of a text, found again by any of their names."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.reading.parties.cues import PartyKind
from domain.reading.parties.mentions import Mention
from domain.reading.parties.short_names import folded_words, is_abbreviation, is_eastern, short_names, shorter_names

_MOST_COMPARED = 20
"""Bodies with the same first character that a short name is compared with."""


@dataclass(slots=True)
class Party:
    """A party with the mention that has its full name, and every mention in the order of the text."""

    name: Mention
    kind: PartyKind
    post: str | None
    words: tuple[str, ...] = ()
    mentions: list[Mention] = field(default_factory=list)
    abbreviations: set[str] = field(default_factory=set)
    roles: list[str] = field(default_factory=list)

    def add(self, mention: Mention) -> None:
        """Take a mention: the longest name is the full one; a post or an abbreviation may stand at any of them."""
        self.mentions.append(mention)
        self.post = self.post or mention.post
        if mention.abbreviation:
            self.abbreviations.add(mention.abbreviation.casefold())
        words = folded_words(mention.name)
        if sum(map(len, words)) > sum(map(len, self.words)):
            self.name, self.words = mention, words


class Register:
    """Parties by full name, by short name, and by the first character of the name."""

    def __init__(self) -> None:
        self.parties: list[Party] = []
        self._by_full_name: dict[str, Party] = {}
        self._by_name: dict[str, Party] = {}
        self._bodies: dict[str, list[Party]] = {}

    def add(self, mention: Mention) -> Party:
        """The party of a certain mention: one that is known, or a new one."""
        words = folded_words(mention.name)
        party = self.find(mention)
        if party is None:
            party = Party(mention, mention.kind or "organisation", mention.post, words)
            self.parties.append(party)
            if party.kind != "person":
                self._bodies.setdefault(words[0][0], []).append(party)
        party.add(mention)
        self._by_full_name.setdefault(" ".join(words), party)
        names = short_names(party.words, person=party.kind == "person", company=party.kind == "company")
        for name in (" ".join(party.words), *party.abbreviations, *names):
            self._by_name.setdefault(name, party)
        return party

    def find(self, mention: Mention) -> Party | None:
        """The known party that a mention names."""
        words = folded_words(mention.name)
        if not words:
            return None
        party = self._by_name.get(" ".join(words)) or self._find_longer(mention, words)
        if party and mention.kind and (mention.certain or mention.kind == "person"):
            return party if (party.kind == "person") == (mention.kind == "person") else None
        return party

    def _find_longer(self, mention: Mention, words: Sequence[str]) -> Party | None:
        """The party that was known by a shorter name than this one."""
        if mention.kind == "person":
            party = self._by_name.get(words[-1])
            return party if party and _is_same_person(words, party.words) else None
        if is_eastern(words):
            bodies = self._bodies.get(words[0][0], [])[:_MOST_COMPARED]
            return next((each for each in bodies if is_abbreviation("".join(words), "".join(each.words))), None)
        if mention.certain:
            return next((self._by_full_name[name] for name in shorter_names(words) if name in self._by_full_name), None)
        return None


def _is_same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    return set(one) <= set(other) or set(other) <= set(one)
