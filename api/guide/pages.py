"""The table of pages, and the Markdown of each: a file of the repository or sections of one, with links to pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, join, normpath

PACKAGED = Path(__file__).parent / "sources"
SOURCES = PACKAGED if PACKAGED.is_dir() else Path(__file__).parents[2]
"""The folder of the files with the texts: in a wheel beside this module, in a checkout its root."""

LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

OTHER_ADDRESSES: Mapping[str, str] = {"docs/README.md": "../guide", "openapi.yaml": "../openapi.yaml"}
"""Files that are served elsewhere, by their address relative to a page."""


@dataclass(frozen=True)
class Page:
    """A page: its name in the address, its title, what it is for, and where its text is."""

    name: str
    title: str
    group: str
    summary: str
    source: str
    sections: tuple[str, ...] = ()
    """Headings of the sections that the page consists of; by default it is the whole file."""


PAGES = (
    Page(
        "tutorial",
        "Tutorial",
        "Learn",
        "From a clone to answers, and to a record of your own.",
        "README.md",
        ("Start", "Ask", "A tour", "Record an announcement"),
    ),
    Page(
        "guide",
        "Guide for clients",
        "Learn",
        "The rules that hold everywhere: questions and their queries, dates, money, lists, sums, search, errors.",
        "docs/guide.md",
    ),
    Page(
        "bulk",
        "Imports and exports",
        "Do one thing",
        "NDJSON in and out, over HTTP and on the command line; resume, convert, move to another database.",
        "docs/bulk.md",
    ),
    Page(
        "drafts",
        "From an article to a draft",
        "Do one thing",
        "A record in which every fact points at its words; how to check and correct it, and plug in an extractor.",
        "docs/drafts.md",
    ),
    Page(
        "following",
        "Follow the changes",
        "Do one thing",
        "Every change once and in order, for a mirror, a search index or a newsletter.",
        "docs/following.md",
    ),
    Page(
        "python-client",
        "communique-client",
        "Do one thing",
        "The client for Python: read, write, follow, import and export, blocking or awaiting.",
        "clients/python/README.md",
    ),
    Page(
        "clients",
        "Clients",
        "Do one thing",
        "Which client to use, and how to generate one in TypeScript, Java, Go or another language.",
        "docs/clients.md",
    ),
    Page(
        "settings",
        "Settings and commands",
        "Look up",
        "Environment variables of a server, and the commands of the terminal.",
        "README.md",
        ("Settings", "Commands"),
    ),
    Page(
        "glossary",
        "Glossary",
        "Look up",
        "Words of the field and of this service, one meaning each.",
        "docs/glossary.md",
    ),
)
"""All pages, in the order in which one may read them."""

PAGES_BY_NAME: Mapping[str, Page] = {page.name: page for page in PAGES}


def page_markdown(page: Page, suffix: str) -> str:
    """The Markdown of a page. Its links lead to other pages, whose names get the suffix."""

    def linked(found: re.Match[str]) -> str:
        text, target = found.groups()
        address, source = address_of(page, target, suffix), source_of(page, target)
        if address:
            return f"[{text}]({address})"
        is_name = source.endswith(text.strip("`/"))
        return f"`{source}` in the source" if is_name else f"{text}, `{source}` in the source"

    return LINK.sub(linked, stated_markdown(page))


def address_of(page: Page, target: str, suffix: str) -> str | None:
    """The address of a link of a page, relative to the page; None if it leads to a file that is not served."""
    if "://" in target:
        return target
    source, anchor = source_of(page, target), target.partition("#")[2]
    fragment = f"#{anchor}" if anchor else ""
    if source in OTHER_ADDRESSES:
        return OTHER_ADDRESSES[source] + fragment
    holders = [each for each in PAGES if each.source == source and (not anchor or anchor in anchors(each))]
    if not holders:
        return None
    return fragment if page in holders and anchor else holders[0].name + suffix + fragment


def source_of(page: Page, target: str) -> str:
    """The file in the repository to which a link of a page leads."""
    path = target.partition("#")[0]
    return normpath(join(dirname(page.source), path)) if path else page.source


def anchors(page: Page) -> set[str]:
    """The headings of a page as links name them."""
    return {anchor_of(heading) for heading in HEADING.findall(stated_markdown(page))}


def anchor_of(heading: str) -> str:
    """A heading as links name it: as on GitHub, so that a link works there too."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@lru_cache(maxsize=len(PAGES))
def stated_markdown(page: Page) -> str:
    """The text of a page, with links as in the repository."""
    text = (SOURCES / page.source).read_text(encoding="utf-8")
    if not page.sections:
        return text
    parts = {part.partition("\n")[0]: part for part in text.split("\n## ")[1:]}
    return "\n\n".join([f"# {page.title}", *(f"## {parts[heading].strip()}" for heading in page.sections)]) + "\n"
