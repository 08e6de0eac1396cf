"""Words in quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.reading.document import Document
from domain.reading.findings import Span

_SINGLE = r"(?<![^\s(\[“\"])"
_MARKED = re.compile(
    r"“(?P<curly>[^“”]*+)(?P<curly_end>”)"
    r"|“(?P<mixed>[^“”\"]*+)(?P<mixed_end>\")"
    r"|“(?P<open>[^“”]*+)"
    r"|(?<=:)\s?”(?P<turned>[^“”]*+)(?P<turned_end>”|$)"
    r"|\"(?P<straight>[^\"”]*+)(?P<straight_end>[\"”]|$)"
    r"|«(?P<angle>[^«»]*+)(?P<angle_end>»|$)"
    r"|„(?P<low>[^„“”\"]*+)(?P<low_end>[“”\"]|$)"
    r"|「(?P<corner>[^「」]*+)(?P<corner_end>」|$)"
    r"|『(?P<white>[^『』]*+)(?P<white_end>』|$)"
    rf"|{_SINGLE}‘(?P<single>(?:[^‘’]|’(?=\w))*+)(?P<single_end>’|$)"
    rf"|{_SINGLE}'(?=\w)(?P<plain>(?:[^']|'(?=\w))*+)(?P<plain_end>'|$)"
)
"""Each kind of marks, to the closing mark or to the end of the block. Possessive, so that open marks cost nothing."""

_SPACE = " \t\u00a0\u202f\u2009\u3000"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch in quotation marks: the words, and the place with the marks. `mark` names the kind of marks."""

    words: Span
    marked: Span
    block: int
    mark: str
    closed: bool


def find_pieces(document: Document) -> Iterator[Piece]:
    """The stretches in quotation marks, in the order of the text, but for captions and boilerplate.

    A stretch that its block does not close counts only if the next block opens again, as in several paragraphs.
    """
    for number, block in enumerate(document.blocks):
        if block.role in ("caption", "boilerplate", "byline"):
            continue
        for match in _MARKED.finditer(document.text, *block.span):
            mark = next(name for name in match.groupdict() if match[name] is not None)
            closed = bool(match.groupdict().get(f"{mark}_end"))
            if not closed and not (match.end() == block.span.end and _reopens(document, number, match[0][0])):
                continue
            words = trimmed(document.text, *match.span(mark))
            if words.end > words.start:
                yield Piece(words, Span(*match.span()), number, mark, closed)


def trimmed(text: str, start: int, end: int) -> Span:
    """The place without space at its ends, without Markdown's mark of a quotation and without a closing comma."""
    while start < end and text[start] in f">{_SPACE}":
        start += 1
    while end > start and text[end - 1] in f",，{_SPACE}":
        end -= 1
    return Span(start, end)


def _reopens(document: Document, number: int, mark: str) -> bool:
    if number + 1 == len(document.blocks):
        return False
    opening = document.words(document.blocks[number + 1].span).lstrip(" >")[:1]
    return opening == ("“" if mark in " ”" else mark)
