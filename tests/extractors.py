"""Extractors for tests, each installed as a package of its own, as another project would install one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import dedent

import pytest
from flask import Flask

from api.routes.drafts import WORKERS
from api.services.drafts import DraftWorkers

LIMIT_OF_DRAFTS = 60
"""Seconds that reading a text may take in tests of anything else than this limit: their machine may be busy."""

HEAD = """
from domain.reading import Extraction, Finding, Hints, LeftOut, Span

class TestExtractor:
    version = "7"
    languages = ("en",)
"""


def write_package(folder: Path, name: str, method: str) -> None:
    """Write a package with an extractor of this name, whose `extract` is the method, as an installer lays it out."""
    module = f"extractor_{name}"
    (folder / f"{module}.py").write_text(HEAD + dedent(method).replace("\n", "\n    "), "utf-8")
    metadata = folder / f"{module}-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1\n", "utf-8")
    entry = f"[communique.extractors]\n{name} = {module}:TestExtractor\n"
    (metadata / "entry_points.txt").write_text(entry, "utf-8")


@contextmanager
def worker_processes(app: Flask, folder: Path, *, count: int = 1, seconds: float = 5) -> Iterator[DraftWorkers]:
    """New processes of an application, which find the packages in a folder."""
    before = app.extensions[WORKERS]
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(folder)
        patch.setenv("PYTHONPATH", str(folder))
        app.extensions[WORKERS] = workers = DraftWorkers(count, seconds)
        yield workers
    app.extensions[WORKERS] = before
