"""`/guide` and `/llms.txt`: the documentation for clients as pages, and as Markdown for programs."""

from __future__ import annotations

import gzip
from functools import lru_cache, partial
from itertools import groupby
from operator import attrgetter

from flask import Blueprint, Response, render_template, request

from api.guide import PAGES, PAGES_BY_NAME, Page, page_markdown, render_article
from api.http import ctx, responses
from api.http.context import public_root
from api.routes.documents import compressible_response
from api.services.errors import NotFound
from domain.violations import closest_match

blueprint = Blueprint("guide", __name__, template_folder="templates")

HTML, MARKDOWN, TEXT = (f"text/{name}; charset=utf-8" for name in ("html", "markdown", "plain"))

GUIDE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""A page of the guide runs nothing, and shows files of this service only."""

LOCAL_ADDRESS = "http://127.0.0.1:8000"
"""The address in the pages. They show PUBLIC_URL instead, except the tutorial: its reader has started a service."""

GROUPS = {name: [*pages] for name, pages in groupby(PAGES, attrgetter("group"))}
"""The pages by what they are for."""


@blueprint.get("/guide", strict_slashes=False)
def get_guide() -> Response:
    """The index of the guide."""
    return page_response("")


@blueprint.get("/guide/<name>")
def get_guide_page(name: str) -> Response:
    """A page of the guide: as Markdown if its name ends in `.md`, or if the client prefers that."""
    stem = name.removesuffix(".md")
    if stem not in PAGES_BY_NAME:
        near = closest_match(stem, PAGES_BY_NAME)
        question = f"Did you mean {public_root()}/guide/{near}?" if near else f"See {public_root()}/guide."
        raise NotFound(f"There is no such page. {question}")
    is_preferred = request.accept_mimetypes.best_match(["text/html", "text/markdown"]) == "text/markdown"
    return markdown_response(stem) if name != stem or is_preferred else page_response(stem)


@blueprint.get("/llms.txt")
def get_index_for_models() -> Response:
    """The index of the guide for language models (llmstxt.org)."""
    text = render_template("llms.txt", groups=GROUPS, root=public_root())
    return responses.body_response(text.encode(), content_type=TEXT)


def page_response(name: str) -> Response:
    """A page as HTML; without a name, the index."""
    context = ctx()
    context.content_policy = GUIDE_POLICY
    content = partial(page_content, name, request.root_path, context.settings.public_url)
    return compressible_response(content, content_type=HTML)


def markdown_response(name: str) -> Response:
    """A page as Markdown."""
    content = partial(markdown_content, name, ctx().settings.public_url)
    return compressible_response(content, content_type=MARKDOWN)


@lru_cache(maxsize=4 * len(PAGES))
def page_content(name: str, root: str, public_url: str, is_gzipped: bool) -> bytes:
    """The HTML of a page, made once; `root` is the path at which the service is."""
    if is_gzipped:
        return gzip.compress(page_content(name, root, public_url, False), mtime=0)
    if not name:
        return render_template("guide_index.html", groups=GROUPS).encode()
    page = PAGES_BY_NAME[name]
    article, index = render_article(addressed_markdown(page, "", public_url)), PAGES.index(page)
    return render_template(
        "guide.html",
        page=page,
        pages=PAGES,
        article=article,
        previous=PAGES[index - 1] if index else None,
        next=PAGES[index + 1] if index + 1 < len(PAGES) else None,
    ).encode()


@lru_cache(maxsize=2 * len(PAGES))
def markdown_content(name: str, public_url: str, is_gzipped: bool) -> bytes:
    """The Markdown of a page, made once."""
    if is_gzipped:
        return gzip.compress(markdown_content(name, public_url, False), mtime=0)
    return addressed_markdown(PAGES_BY_NAME[name], ".md", public_url).encode()


def addressed_markdown(page: Page, suffix: str, public_url: str) -> str:
    """The Markdown of a page, with the public address of this service, if it has one, in its commands."""
    text = page_markdown(page, suffix)
    return text if page.name == "tutorial" or not public_url else text.replace(LOCAL_ADDRESS, public_url.rstrip("/"))
