"""The container image and the systemd unit: what they may do is what they need."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy/communique.service"
MAX_EXPOSURE = 20
"""In tenths, of 100, by `systemd-analyze security`."""


def test_the_image_has_a_base_with_a_digest_and_asks_whether_the_process_answers() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert re.search(r"^ARG PYTHON_IMAGE=python:3\.11\.\d+-slim-bookworm@sha256:[0-9a-f]{64}$", text, re.MULTILINE)
    assert {line.split()[1] for line in text.splitlines() if line.startswith("FROM ")} == {"${PYTHON_IMAGE}"}
    assert "/healthz" in text.split("HEALTHCHECK")[1]


def test_containers_of_the_api_write_nothing_but_temporary_files() -> None:
    services: dict[str, Any] = yaml.safe_load((ROOT / "deploy/compose.yaml").read_text(encoding="utf-8"))["services"]
    assert {name for name, each in services.items() if "no-new-privileges:true" not in each["security_opt"]} == set()
    for name in ("api1", "api2", "migrate"):
        service = services[name]
        assert (service["read_only"], service["tmpfs"], service["cap_drop"]) == (True, ["/tmp"], ["ALL"])  # noqa: S108


@pytest.fixture
def systemd_analyze() -> str:
    """The program; skips where it is missing, unless CI=true."""
    found = shutil.which("systemd-analyze")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("There is no systemd-analyze. On Debian: apt-get install -y --no-install-recommends systemd")
    if found is None:
        pytest.skip("There is no systemd-analyze.")
    return found


def test_the_unit_is_valid_and_little_exposed(systemd_analyze: str, tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text(encoding="utf-8").replace("/opt/communique/bin/communique", "/bin/true"), "utf-8")
    verify = subprocess.run([systemd_analyze, "verify", unit], capture_output=True, text=True, check=False)  # noqa: S603
    assert (verify.returncode, verify.stderr) == (0, "")
    limit = [systemd_analyze, "security", "--offline=true", f"--threshold={MAX_EXPOSURE}", str(unit)]
    exposure = subprocess.run(limit, capture_output=True, text=True, check=False)  # noqa: S603
    assert exposure.returncode == 0, exposure.stdout
