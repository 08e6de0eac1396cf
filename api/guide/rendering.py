"""HTML of a page: markdown-it's, with anchors of headings, tables that scroll, and queries that can be followed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Any
from urllib.parse import quote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from api.guide.pages import anchor_of

QUERY = re.compile(
    r"/v1/(?:announcements|commitments|amounts|quotes|parties|topics|coverage|changes|vocabularies|quota)"
    r"(?:/[a-z_.]+)?(?:\?[^…<]*[^…<=])?|/docs|/problems"
)
"""A code that is the address of an answer: a reader may follow it."""

ADDRESS_CHARACTERS = "/?&=,+:%-"
"""Characters that stay as they are in the address of a query."""


BREAK = re.compile(r"(?<=[_&=,/])(?=\w)")
"""Where a long word of code may go on in the next line: a name or a query would be cut anywhere, or not at all."""


@dataclass(frozen=True)
class Heading:
    """A heading in the table of contents; its anchor is unique in the page."""

    text: str
    anchor: str
    level: int


@dataclass(frozen=True)
class Article:
    """A page as HTML, with its headings from the second level on."""

    html: str
    headings: tuple[Heading, ...]


class ArticleRenderer(RendererHTML):
    """The HTML of markdown-it's tokens, with our own for tables and code."""

    def table_open(self, *_: Any) -> str:
        """A table in a box that scrolls sideways, also by keyboard."""
        return '<div class="table" tabindex="0" role="group" aria-label="Table">\n<table>\n'

    def table_close(self, *_: Any) -> str:
        """The end of both."""
        return "</table>\n</div>\n"

    def code_inline(self, tokens: Sequence[Token], index: int, *_: Any) -> str:
        """A code; a query is a link to its answer."""
        text = tokens[index].content
        code = f"<code>{'<wbr>'.join(map(escape, BREAK.split(text)))}</code>"
        is_in_link = index > 0 and tokens[index - 1].type == "link_open"
        if is_in_link or not QUERY.fullmatch(text):
            return code
        return f'<a href="..{escape(quote(text, safe=ADDRESS_CHARACTERS))}">{code}</a>'


MARKDOWN = MarkdownIt("commonmark", {"html": False}, renderer_cls=ArticleRenderer).enable("table")


def render_article(markdown: str) -> Article:
    """The HTML of a page."""
    tokens = MARKDOWN.parse(markdown)
    headings = []
    for opening, content in pairwise(tokens):
        if opening.type == "heading_open":
            heading = Heading(content.content.replace("`", ""), anchor_of(content.content), int(opening.tag[1:]))
            opening.attrSet("id", heading.anchor)
            headings.append(heading)
    html = str(MARKDOWN.renderer.render(tokens, MARKDOWN.options, {}))
    return Article(html, tuple(each for each in headings if each.level > 1))
