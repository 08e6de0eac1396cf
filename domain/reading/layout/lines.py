"""Lines of a text, joined to paragraphs where a page was wrapped, and what the words of a line say about its role."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from domain.reading.document import BlockRole
from domain.reading.findings import Span
from domain.reading.layout.line_words import ROLES

WRAPPED_WIDTHS = range(40, 121)
"""Widths, in characters, of pages whose lines are wrapped."""

MARKED_LENGTH = 400
"""Characters of a line that is searched for the marks of a role: a longer one is a paragraph."""

_LINE = re.compile(r"[^\n]+")
_TERMINAL = re.compile(
    r"(?:[.!?…。！？:：][\s\"”’»」』)）\]]*|[\"”»」』]\s*|[.!?。！？][\"”’»」』]?\s?[-–—(（\[]{0,2}\s?[^\s()（）]{1,30}[)）\]]?\s*)$"
)
"""The end of a sentence; the sign of an agency may follow, as in `… in May. (PNA)` or `… in May. Enditem`."""

_CAPTION_VERB = re.compile(
    r"\b(?:greets|examines|looks|speaks|shakes|poses|attends|addresses|delivers|walks|stands|sits|watches|waves"
    r"|holds|inspects|visits|tours|cuts|unveils|receives|presents|gestures|listens|works|shows|pictured|seen"
    r"|during a|participates|hands over|reacts|prepares|passes|checks|harvests|chats|pose|look|walk|stand|sit"
    r"|attend|work|watch|wait|play|hold)\b"
)
_BULLET = re.compile(r"[-–—•·*▪■□○●◦※ㅇ◆◇▶▷▲①-⑳]|\(?\d{1,2}[.)]\s|\(?[a-z가-하][.)]\s")


class Line(NamedTuple):
    """A line without the white space around it, with the role that its words give it, whatever stands around it."""

    span: Span
    role: BlockRole | None


def find_lines(text: str) -> list[Line]:
    """The paragraphs: lines with words, joined where the page was wrapped."""
    paragraphs: list[Line] = []
    for run in _runs(text):
        # Lines that end where the next word does not fit are wrapped only if some line goes on in lower case.
        is_wrapped = any(text[line.span.start].islower() for line in run[1:])
        width = max(line.span.end - line.span.start for line in run) if is_wrapped else 0
        paragraphs.append(run[0])
        for previous, line in pairwise(run):
            if _continues(text, previous, line, width):
                paragraphs[-1] = Line(Span(paragraphs[-1].span.start, line.span.end), None)
            else:
                paragraphs.append(line)
    return paragraphs


def _runs(text: str) -> Iterator[list[Line]]:
    """Lines without an empty one between them."""
    run: list[Line] = []
    for match in _LINE.finditer(text):
        words = match[0]
        if not words.strip():
            continue
        start, end = match.end() - len(words.lstrip()), match.start() + len(words.rstrip())
        if run and text.count("\n", run[-1].span.end, start) > 1:
            yield run
            run = []
        run.append(Line(Span(start, end), role_of_words(text[start:end])))
    if run:
        yield run


def _continues(text: str, previous: Line, line: Line, width: int) -> bool:
    """Whether a line goes on with the paragraph of the previous one."""
    length = previous.span.end - previous.span.start
    before = text[max(previous.span.start, previous.span.end - 80) : previous.span.end]
    start = text[line.span.start : line.span.end][:80]
    if before[-1] == "-" and before[-2:-1].isalpha() and start[0].islower():
        return True
    if line.role or previous.role or _BULLET.match(start):
        return False
    if start[0].islower() and not _TERMINAL.search(before):
        return True
    if width not in WRAPPED_WIDTHS:
        return False
    first_word = start.split(maxsplit=1)[0]
    fits = length + 1 + min(len(first_word), 20) <= width
    return not fits and length > width * 2 // 3


def role_of_words(words: str) -> BlockRole | None:
    """The role that words give to their line; `background` for the title of such a part."""
    if len(words) > MARKED_LENGTH:
        return None
    return next((role for role, pattern in ROLES.items() if pattern.match(words)), None)


def is_terminated(words: str) -> bool:
    """Whether it ends as a sentence does."""
    return bool(_TERMINAL.search(words[-50:]))


def is_caption(words: str) -> bool:
    """Whether a line without a full stop describes a picture: somebody does something now."""
    return bool(_CAPTION_VERB.search(words))


def is_bullet(words: str) -> bool:
    """Whether it is an item of a list."""
    return bool(_BULLET.match(words))
