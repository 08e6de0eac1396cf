"""`/guide`: the documentation for clients as pages, as Markdown, and as an index for language models."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask

from api import create_app
from api.guide import PAGES
from api.settings import Settings
from tests.clients import Client
from tests.refusals import problem_of

NAMES = [page.name for page in PAGES]
MARKDOWN = "text/markdown; charset=utf-8"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def at_public_url(tmp_path: Path) -> Iterator[Client]:
    """A client of an application with a public address."""
    settings = Settings(
        database_url=f"sqlite:///{tmp_path}/guide.db", log_level="error", public_url="https://api.example.org"
    )
    app: Flask = create_app(settings)
    yield Client(app)
    app.extensions["database"].engine.dispose()


def html_links(html: str) -> set[str]:
    """Addresses in a page."""
    return {unescape(address) for address in re.findall(r'(?:href|src)="([^"]+)"', html)}


def markdown_links(text: str) -> set[str]:
    """Addresses in Markdown."""
    return set(re.findall(r"\]\(([^)\s]+)\)", text))


@pytest.mark.parametrize("name", NAMES)
def test_each_page_is_html_with_its_title_contents_and_neighbours(public: Client, name: str) -> None:
    page = next(each for each in PAGES if each.name == name)
    answer = public.get(f"/guide/{name}")
    assert (answer.status_code, answer.content_type) == (200, "text/html; charset=utf-8")
    assert f"<title>{page.title} · Communiqué</title>" in answer.text
    assert re.findall(r"<h1 id=[^>]+>([^<]+)</h1>", answer.text) == [page.title]
    anchors = re.findall(r'<h[2-6] id="([^"]+)"', answer.text)
    assert len({*anchors}) == len(anchors)
    for anchor in anchors:
        assert f'<a href="#{anchor}">' in answer.text
    assert len(re.findall(r' rel="(?:prev|next)"', answer.text)) == (1 if name in {NAMES[0], NAMES[-1]} else 2)


@pytest.mark.parametrize("suffix", ["", ".md"])
def test_every_link_of_every_page_leads_somewhere(public: Client, suffix: str) -> None:
    linked = set()
    for name in NAMES:
        base = f"http://localhost/guide/{name}{suffix}"
        text = public.get(base).text
        for link in markdown_links(text) if suffix else html_links(text):
            parts = urlsplit(urljoin(base, link))
            if parts.scheme != "data":
                linked.add((f"{parts.path}?{parts.query}".rstrip("?"), parts.fragment))
    assert len(linked) > 10
    for address, anchor in sorted(linked):
        with closing(public.get(address, follow_redirects=True)) as answer:
            assert answer.status_code == 200, address
        page = public.get(address.removesuffix(".md")).text if anchor else ""
        assert not anchor or f'id="{anchor}"' in page, (address, anchor)


def test_a_query_in_a_page_is_a_link_to_its_answer(public: Client) -> None:
    links = html_links(public.get("/guide/guide").text)
    assert {"../v1/commitments?overdue=true", "../v1/announcements?party=Samsung%20Electronics"} <= links


@pytest.mark.parametrize("name", NAMES)
def test_the_markdown_of_a_page_is_at_its_name_and_given_to_who_prefers_it(public: Client, name: str) -> None:
    by_name = public.get(f"/guide/{name}.md")
    preferred = public.get(f"/guide/{name}", headers={"Accept": "text/markdown, text/html;q=0.5"})
    assert (by_name.status_code, by_name.content_type) == (200, MARKDOWN)
    assert (preferred.data, preferred.content_type) == (by_name.data, MARKDOWN)
    assert by_name.text.startswith(f"# {next(each.title for each in PAGES if each.name == name)}\n")
    assert "Accept" in preferred.headers["Vary"]


def test_a_page_is_html_for_a_browser_and_for_who_takes_anything(public: Client) -> None:
    for accept in ("*/*", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"):
        assert public.get("/guide/bulk", headers={"Accept": accept}).mimetype == "text/html"


def test_a_page_of_which_files_are_not_served_names_them(public: Client) -> None:
    text = public.get("/guide/following.md").text
    assert "ADR 6, `docs/adr/0006-changes-in-commit-order.md` in the source" in text
    assert "\n`examples` in the source" in public.get("/guide/bulk.md").text


@pytest.mark.parametrize("path", ["/guide", "/guide/guide", "/guide/guide.md"])
def test_pages_are_compressed_and_revalidated(public: Client, path: str) -> None:
    plain = public.get(path)
    compressed = public.get(path, headers={"Accept-Encoding": "gzip"})
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.data) == plain.data
    assert compressed.headers["ETag"] != plain.headers["ETag"]
    again = public.get(path, headers={"If-None-Match": plain.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "public, no-cache"


def test_pages_run_nothing(public: Client) -> None:
    for path in ("/guide", *(f"/guide/{name}" for name in NAMES)):
        answer = public.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self';"), path
        assert "script" not in policy, path
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", answer.text), path


def test_the_index_links_every_page(public: Client) -> None:
    for path in ("/guide", "/guide/"):
        assert {f"/guide/{name}" for name in NAMES} <= html_links(public.get(path).text)
    assert "/guide" in html_links(public.get("/", headers={"Accept": "text/html"}).text)
    assert public.get("/").get_json()["links"]["guide"] == "/guide"


def test_an_unknown_page_is_answered_with_the_nearest(public: Client) -> None:
    detail = problem_of(public.get("/guide/folowing"), 404)["detail"]
    assert detail == "There is no such page. Did you mean /guide/following?"
    assert problem_of(public.get("/guide/x.md"), 404)["detail"] == "There is no such page. See /guide."


def test_the_index_for_language_models_has_a_title_a_summary_and_every_page(public: Client) -> None:
    """The form is that of llmstxt.org: a heading, a quotation, text, and lists of links below headings."""
    answer = public.get("/llms.txt")
    assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
    title, summary, details, *sections = re.split(r"\n\n(?=#|>|\w)", answer.text.strip())
    assert (title, summary[:2], details[0]) == ("# Communiqué", "> ", "R")
    items = [line for section in sections for line in section.splitlines()[1:] if line]
    assert all(section.startswith("## ") for section in sections)
    assert all(re.fullmatch(r"- \[[^\]]+\]\([^)]+\): .+", item) for item in items)
    links = markdown_links(answer.text)
    assert links == {f"/guide/{name}.md" for name in NAMES} | {"/openapi.json", "/v1/vocabularies", "/problems"}
    assert {public.get(link).status_code for link in links} == {200}


def test_the_public_address_stands_in_commands_except_in_the_tutorial(at_public_url: Client) -> None:
    for path in ("/guide/bulk", "/guide/bulk.md"):
        text = at_public_url.get(path).text
        assert "https://api.example.org/v1/imports" in text
        assert "127.0.0.1" not in text
    assert "http://127.0.0.1:8000/v1/announcements" in at_public_url.get("/guide/tutorial").text
    assert "(https://api.example.org/guide/bulk.md)" in at_public_url.get("/llms.txt").text
