"""A text, divided into blocks and sentences, with what its head says about it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.codes import country_of
from domain.reading.findings import Span

BlockRole = Literal["headline", "body", "dateline", "label", "caption", "byline", "background", "boilerplate"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; `span` leaves out the white space around it."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a line or part of one that stands for itself, and what it is for.

    A subheading is a headline too; what follows `Notes to editors` and the like is background, down to the next one.
    """

    span: Span
    role: BlockRole


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where, when and by which agency a report was filed: `CAIRO, April 13 (Reuters) - `. Each part may be absent."""

    span: Span
    place: Span | None = None
    day: Span | None = None
    agency: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its language (BCP 47), the day it is from, and its parts, all in the order of the text.

    `anchor` is the day that `next year` is relative to: the one that the text gives for itself, in `anchor_span`, else
    the one that the client gave. `jurisdiction` is that of the issuing government.
    """

    text: str
    language: str
    anchor: date | None
    jurisdiction: str | None
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    dateline: Dateline | None = None
    anchor_span: Span | None = None
    jurisdiction_span: Span | None = None

    @property
    def country(self) -> str | None:
        """The country of the jurisdiction, ISO 3166-1 alpha-2, or the union or body."""
        return country_of(self.jurisdiction) if self.jurisdiction else None

    def words(self, span: Span) -> str:
        """The words at a place."""
        return self.text[span.start : span.end]

    def role(self, sentence: Sentence) -> BlockRole:
        """What the block of a sentence is for."""
        return self.blocks[sentence.block].role
