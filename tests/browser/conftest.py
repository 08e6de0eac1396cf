"""Fixtures: a Chromium, and a server for it to visit."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from api import sample
from api.cli.sample import load_sample
from api.services import auth
from tests import engines
from tests.servers import HOST, PATIENCE, running_server

HELP = "There is no chromium on the PATH. On Debian: apt-get install -y --no-install-recommends chromium"

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HOST}",
)
"""Chromium sends no requests of its own, and resolves no host but ours."""


class Site(NamedTuple):
    """A running server and a key with every scope."""

    address: str
    key: str


class Visit(NamedTuple):
    """A page, the URLs that it requested, and its errors."""

    page: Page
    requested: list[str]
    errors: list[str]

    @property
    def external_requests(self) -> list[str]:
        """Requests to hosts other than our server."""
        remote = [url for url in self.requested if urlsplit(url).scheme not in {"data", "blob"}]
        return [url for url in remote if urlsplit(url).hostname != HOST]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A running Chromium; skips where none is installed, unless CI=true."""
    executable = shutil.which("chromium")
    if executable is None and os.environ.get("CI") == "true":
        pytest.fail(HELP)
    if executable is None:
        pytest.skip(HELP)
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def running_site(folder: Path, *, with_sample: bool = False) -> Iterator[Site]:
    """A server with a new database that has a key, and the sample if that is asked for."""
    url = engines.create_database("sqlite", folder, "", "site")
    database = engines.open_migrated(url)
    scopes = ("read", "write", "publish", "admin")
    key = database.write(
        lambda connection: auth.create_key(connection, name="browser", scopes=scopes, now=datetime.now(UTC))
    )
    if with_sample:
        load_sample(database, sample.records())
    database.engine.dispose()
    with running_server(url, folder / "server.log") as server:
        yield Site(server.address, key["key"])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A server with a new database that has a key."""
    with running_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """An empty page that records its requests and errors."""
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    visit = Visit(context.new_page(), [], [])
    context.on("request", lambda request: visit.requested.append(request.url))
    visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
    visit.page.on("console", lambda message: visit.errors.append(message.text) if message.type == "error" else None)
    yield visit
    context.close()
