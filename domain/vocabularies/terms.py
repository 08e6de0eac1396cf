"""Terms of closed lists, and the lists that they make."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a closed list: its code, its label and its meaning."""

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
        """The codes in order."""
        return tuple(term.code for term in self.terms)

    @property
    def labels(self) -> dict[str, str]:
        """The labels by code, in order."""
        return {term.code: term.label for term in self.terms}
