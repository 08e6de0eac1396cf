"""The guide: the documentation for clients, as pages for people (HTML) and for programs (Markdown, llms.txt).

The pages are made from `docs/` and the README, which the wheel contains. `pages.py` has the table of pages and their
Markdown, `rendering.py` makes HTML of it.
"""

from api.guide.pages import PAGES, PAGES_BY_NAME, Page, page_markdown
from api.guide.rendering import Article, render_article

__all__ = ["PAGES", "PAGES_BY_NAME", "Article", "Page", "page_markdown", "render_article"]
