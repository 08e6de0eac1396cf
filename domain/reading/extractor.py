"""The interface of extractors."""

from collections.abc import Sequence
from typing import Protocol

from domain.reading.findings import Extraction, Hints

EXTRACTOR_GROUP = "communique.extractors"
"""The group of entry points under which packages offer extractors."""


class Extractor(Protocol):
    """Finds the facts that a text states.

    An entry point of the group `communique.extractors` names a class of this form. It is called without arguments, once
    in each worker process. The same text and hints must give the same findings, in the same order.
    """

    @property
    def version(self) -> str:
        """The version; another one may give other findings."""

    @property
    def languages(self) -> Sequence[str]:
        """The languages that it reads: primary subtags of BCP 47, such as `en`."""

    def extract(self, text: str, hints: Hints) -> Extraction:
        """The facts that a text states, each with the place of its words."""
