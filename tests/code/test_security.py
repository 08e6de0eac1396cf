"""docs/security.md names a test for each of the ten risks, and the service makes no requests of its own."""

from __future__ import annotations

import ast
import re

from tests.code.test_structure import ROOT, TREES

PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
RISKS = [f"API{number}" for number in range(1, 11)]
CLIENTS = {"aiohttp", "ftplib", "http.client", "httpx", "requests", "smtplib", "urllib.request", "urllib3", "xmlrpc"}


def test_each_risk_is_met_and_tested() -> None:
    assert re.findall(r"^\| (API\d+) [A-Z]", PAGE, re.MULTILINE) == RISKS
    assert re.findall(r"^\| (API\d+) \| `tests/", PAGE, re.MULTILINE) == RISKS


def test_no_module_makes_requests() -> None:
    """No module imports a client of HTTP, FTP or mail."""
    clients = [
        f"{path.relative_to(ROOT)}: {name}"
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in imported_names(node)
        if any(f"{name}.".startswith(f"{client}.") for client in CLIENTS)
    ]
    assert clients == []


def imported_names(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Full names of what an import takes: `from urllib import request` is `urllib.request`."""
    names = [alias.name for alias in node.names]
    return names if isinstance(node, ast.Import) else [f"{node.module}.{name}" for name in names]
