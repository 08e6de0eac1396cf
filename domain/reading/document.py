"""A text, divided into blocks and sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.reading.findings import Span

BlockRole = Literal["headline", "body", "label", "caption", "byline", "background", "boilerplate"]

_LINE = re.compile(r"[^\n]+")
_SENTENCE = re.compile(r"\S.*?(?:[.!?。](?=[\s\"”’」』)]*\s|\s*$)[\"”’」』)]*|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block; `span` leaves out the white space around it."""

    span: Span
    block: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or line of its own, and what it is for."""

    span: Span
    role: BlockRole


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its language (BCP 47), the day it is from, and its parts, all in the order of the text."""

    text: str
    language: str
    anchor: date | None
    jurisdiction: str | None
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]

    def words(self, span: Span) -> str:
        """The words at a place."""
        return self.text[span.start : span.end]


def divide(text: str) -> tuple[tuple[Block, ...], tuple[Sentence, ...]]:
    """Blocks and sentences of a text."""
    blocks = tuple(Block(Span(line.start(), line.end()), "body") for line in _LINE.finditer(text) if line[0].strip())
    return blocks, tuple(Sentence(span, at) for at, block in enumerate(blocks) for span in _sentences(text, block.span))


def _sentences(text: str, span: Span) -> Iterator[Span]:
    for match in _SENTENCE.finditer(text, *span):
        yield Span(*match.span())
