"""What a closed list is: a name, and terms that each carry a label and a meaning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a closed list: the code on the wire, a label for people, and what sets it apart."""

    code: str
    label: str
    meaning: str


@dataclass(frozen=True)
class Vocabulary:
    """A closed list, in the order in which it is documented."""

    name: str
    title: str
    meaning: str
    terms: tuple[Term, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return what may be said on the wire, in order."""
        return tuple(term.code for term in self.terms)
