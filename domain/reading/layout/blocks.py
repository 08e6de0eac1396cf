"""Blocks of a text: its paragraphs and what each is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from domain.reading.document import Block, BlockRole, Dateline
from domain.reading.findings import Span
from domain.reading.layout.agencies import agency_countries
from domain.reading.layout.dateline import find_dateline
from domain.reading.layout.days import find_days
from domain.reading.layout.lines import Line, find_lines, is_bullet, is_caption, is_terminated, role_of_words

HEADLINE_LENGTH = 220
SUBHEADING_LENGTH = 90
CAPTION_LENGTH = 250
SIGNATURE_LENGTH = 40
BODY_LENGTH = 110
DAY_LENGTH = 50
HEAD_BLOCKS = 40
"""Blocks among which the head of a text ends: a page may begin with its navigation."""

_CRAWLED = re.compile(
    r"(?:date|published|posted|updated)\s?:?\s+\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?(?=\s"
    r"|$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[^\n]{15,500}?[.\s)](?:Picture|Photo|Image|Pic|Foto|Bild|Credit|File photo)s?\s?(?::|/|\bby\b"
    r"|©)\s?[^.\n]{2,80}$",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(
    r"[^:：]{2,25}[:：]\s*$|(?:from|published|updated|issued|date)\s*$|(?:the )?(?:rt\.? )?hon(?:ourable|\.)? .{3,60}",
    re.IGNORECASE,
)
_NAME = (
    r"(?:(?-i:[A-ZÀ-Ý])[^\s.:|]*|of|for|and|the|on|in|&|de|des|du|d'|la|le|et|für|und|der|del|y"
    r"|(?-i:[a-zäöü]+e[nrs]?)(?= (?-i:[A-ZÄÖÜ])))"
)
_BODY_KIND = (
    r"(?:ministry|department|office|government|cabinet|secretariat|commission|agency|council|bureau|authority|bank|city"
    r"|minister|secretary|governor|ministère|gouvernement|ministerio|gobierno|\w*ministerium|\w*kanzleramt|\w*senat)"
)
_BODY = (
    rf"(?:the )?(?:u\.s\. |u\.k\. )?(?:(?-i:[A-ZÀ-Ý])[^\s.:|]* (?:and )?){{0,4}}{_BODY_KIND}"
    rf"(?:,? (?:of|for|de|des|du|del|für|der) {_NAME}(?:,? {_NAME}){{0,8}})?"
    r"|the white house|minist(?:ère|erio) d[^.:]{2,80}|[가-힣·]{2,14}(?:부|처|청|원|위원회|공사|공단|실|시|도)"
    r"|[一-龥]{1,10}(?:省|庁|府|委員会|局|県|都|市)(?:[ 　].{0,15})?"
)
_UNIT = re.compile(rf"(?-i:[A-ZÀ-Ý])\S*(?:,? {_NAME}){{1,6}}")
_BODY_NAME = re.compile(rf"(?:{_BODY})(?:\s?[|·,/]\s?(?:{_BODY})){{0,4}}", re.IGNORECASE)
_INLINE_BACKGROUND = re.compile(
    r"(?:zum )?(?:background|hintergrund|contexte|rappel|antecedentes|참고|배경)\s?[:：]\s", re.IGNORECASE
)
_QUESTION = re.compile(r"[^.!?\n]{5,80}[?？]")
_LAST_SECTION = re.compile(
    r"note|ends?\b|-|#|\*|about|contact|press|pressekontakt|kontakt|à propos|über|문의|담당"
    r"|お問|問|以上|（|\(",
    re.IGNORECASE,
)
_VERB_OF_HEADLINE = re.compile(
    r"\b(?:to|will|launch\w*|announce\w*|award\w*|open\w*|sign\w*|propose\w*"
    r"|unveil\w*|approve\w*)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Layout:
    """The blocks of a text while they are found, and its dateline."""

    text: str
    country: str | None
    blocks: list[Block] = field(default_factory=list)
    dateline: Dateline | None = None
    in_body: bool = False
    section: str = ""
    """The title of the background section that goes on, empty where none does."""

    def add(self, start: int, end: int, role: BlockRole) -> None:
        """Add a block."""
        self.blocks.append(Block(Span(start, end), role))


def find_blocks(text: str, country: str | None) -> tuple[tuple[Block, ...], Dateline | None]:
    """The blocks of a text in its order, and its dateline."""
    layout = Layout(text, country)
    lines = find_lines(text)
    for at, line in enumerate(_split_crawled(layout, lines)):
        _place(layout, line, is_last=at == len(lines) - 1)
    return tuple(_with_unit_of_head(text, layout.blocks)), layout.dateline


def _with_unit_of_head(text: str, blocks: list[Block]) -> Iterator[Block]:
    """The blocks; what stands between `News release` and the headline is the unit whose release it is."""
    head = [block.role for block in takewhile(lambda block: block.role != "body", blocks)]
    for at, block in enumerate(blocks):
        is_unit = block.role == "headline" and blocks[at - 1].role == "label" and head.count("headline") > 1
        if at and is_unit and at == head.index("headline") and _UNIT.fullmatch(text, *block.span):
            yield Block(block.span, "label")
        else:
            yield block


def _split_crawled(layout: Layout, lines: list[Line]) -> Iterator[Line]:
    """The lines, without what a crawler put before the first one."""
    for at, line in enumerate(lines):
        crawled = _CRAWLED.match(layout.text, *line.span) if at == 0 else None
        if not crawled:
            yield line
            continue
        layout.add(*crawled.span(), "boilerplate")
        rest = layout.text[crawled.end() : line.span.end]
        if rest.strip():
            yield Line(Span(line.span.end - len(rest.lstrip()), line.span.end), role_of_words(rest.strip()))


def _place(layout: Layout, line: Line, *, is_last: bool) -> None:
    """Add the blocks of a line."""
    words = layout.text[line.span.start : line.span.end]
    layout.in_body = layout.in_body or len(layout.blocks) > HEAD_BLOCKS
    is_known = layout.section or (layout.in_body and (layout.dateline or len(layout.blocks) > HEAD_BLOCKS))
    dateline = None if is_known else find_dateline(layout.text, line.span)
    if dateline and _is_dateline(layout, line, dateline):
        _place_dateline(layout, line, dateline)
        return
    role = _role(layout, line.role, words)
    if role is None and layout.in_body:
        layout.section, role = "", _role_in_body(words)
    elif role is None:
        role = _role_in_head(layout, words, is_last=is_last)
        layout.in_body = role == "body"
    elif role == "background" and line.role == "background":
        layout.section = words
    layout.add(*line.span, role)


def _role(layout: Layout, by_words: BlockRole | None, words: str) -> BlockRole | None:
    """The role that a line has by its words or by what stands before it, wherever in the text it is."""
    if by_words == "background" and not layout.in_body:
        by_words = "label"
    roles: tuple[tuple[BlockRole, bool], ...] = (
        ("boilerplate", not (by_words and layout.in_body) and not any(each.isalnum() for each in words)),
        (by_words or "body", by_words is not None),
        ("label", _is_value_of_label(layout, words)),
        ("byline", _is_signature(words)),
        ("caption", len(words) <= CAPTION_LENGTH * 2 and bool(_CREDIT.match(words))),
        ("boilerplate", _is_link(layout, words)),
        ("background", bool(_INLINE_BACKGROUND.match(words))),
        ("background", bool(layout.section) and not _closes_section(layout, words)),
    )
    return next((role for role, applies in roles if applies), None)


def _is_dateline(layout: Layout, line: Line, dateline: Dateline) -> bool:
    """Whether what looks like a dateline is one: at the head of the text, and no label with a colon."""
    after = layout.text[dateline.span.end : line.span.end].strip()
    if line.role in ("label", "background", "boilerplate") and not (dateline.day or dateline.agency):
        return False
    return not layout.in_body or bool(dateline.agency or (after and is_terminated(after)))


def _place_dateline(layout: Layout, line: Line, dateline: Dateline) -> None:
    # A release may have its place and day in its head, and a dateline before its text.
    first = layout.dateline or dateline
    layout.dateline = Dateline(
        dateline.span, dateline.place or first.place, dateline.day or first.day, dateline.agency or first.agency
    )
    layout.add(*dateline.span, "dateline")
    rest = layout.text[dateline.span.end : line.span.end]
    if not rest.strip():
        return
    # `June 3, 2026 - Ottawa, Ontario - Health Canada` is followed by the body whose release it is.
    role: BlockRole = "label" if dateline.day and len(rest) <= SUBHEADING_LENGTH and not is_terminated(rest) else "body"
    layout.in_body = layout.in_body or role == "body"
    layout.add(line.span.end - len(rest.lstrip()), line.span.end, role)


def _role_in_head(layout: Layout, words: str, *, is_last: bool) -> BlockRole:
    if _is_day_alone(words, layout.country) or is_name_of_body(words):
        return "label"
    is_headline = len(words) <= HEADLINE_LENGTH and not is_last and not _ends_as_paragraph(words)
    return "headline" if is_headline and not is_bullet(words) else "body"


def _ends_as_paragraph(words: str) -> bool:
    """Whether it ends as a sentence of a paragraph; a headline may end with a quotation or a question."""
    return is_terminated(words) and (words[-1] in ".。:：" or len(words) > HEADLINE_LENGTH // 2)


def _role_in_body(words: str) -> BlockRole:
    if _QUESTION.fullmatch(words):
        return "headline"
    if is_terminated(words) or is_bullet(words) or len(words) > CAPTION_LENGTH:
        return "body"
    if is_caption(words) and len(words.split()) > 4 and not _VERB_OF_HEADLINE.search(words):  # noqa: PLR2004 - words
        return "caption"
    return "headline" if len(words) <= SUBHEADING_LENGTH else "body"


def _is_value_of_label(layout: Layout, words: str) -> bool:
    """Whether it is what the label before it is about: a bare one, such as `From:`, or a minister's name."""
    if not layout.blocks or layout.blocks[-1].role != "label" or len(words) > HEADLINE_LENGTH or words[-1] in ".。":
        return False
    before = layout.blocks[-1].span
    return bool(_BARE_LABEL.fullmatch(layout.text[before.start : before.end]))


def _is_link(layout: Layout, words: str) -> bool:
    """Whether it is the headline of another text: `Read more` and the like, or another such line, stand before it."""
    if not layout.in_body or layout.blocks[-1].role != "boilerplate" or len(words) > HEADLINE_LENGTH:
        return False
    before = layout.text[slice(*layout.blocks[-1].span)]
    is_title = not (is_terminated(words) or is_bullet(words))
    return is_title and not is_terminated(before) and any(each.isalpha() for each in before)


def _is_signature(words: str) -> bool:
    name = words.strip(" ()[]=-—–/.［］【】")
    return len(words) <= SIGNATURE_LENGTH and any(
        each in agency_countries() for each in (name, name.partition("/")[0], re.split(r"[ \u3000]", name)[0])
    )


def is_name_of_body(words: str) -> bool:
    """Whether a line is the name of a ministry or another body, or of several, and says nothing of them."""
    return len(words) <= BODY_LENGTH and bool(_BODY_NAME.fullmatch(words)) and not _VERB_OF_HEADLINE.search(words)


def _is_day_alone(words: str, country: str | None) -> bool:
    """Whether a line says a day and nothing else but what it is for, the weekday and the time."""
    if len(words) > DAY_LENGTH:
        return False
    day = next(find_days(words, Span(0, len(words)), country), None)
    rest = words[: day.span.start] + words[day.span.end :] if day else words
    return day is not None and bool(
        re.fullmatch(
            r"(?:[^\s:：]{1,12}[:：])?[\s,|()（）]*(?:[^\W\d_]{1,10}\.?)?[\s,|()（）]*(?:\d{1,2}(?:[:h.]\d{2}|[時시]).{0,30})?[\s,|]*(?:\|.{0,30})?",
            rest,
        )
    )


def _closes_section(layout: Layout, words: str) -> bool:
    """Whether a subheading ends a section of background. What follows `Notes to editors` has no end."""
    if _LAST_SECTION.match(layout.section) or is_terminated(words) or is_bullet(words):
        return False
    return len(words) <= SUBHEADING_LENGTH and not any(each.isdigit() for each in words)
