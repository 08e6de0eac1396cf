"""The commands of the guide for production: the program is built and installed, serves, and gets its first key."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.servers import PATIENCE, free_port, is_ready

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/operations/install.md").read_text(encoding="utf-8")
NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "node_modules", "data", "dist", "__pycache__", ".*_cache", ".hypothesis"
)
BUILD_TIMEOUT = 600
MAX_INSTALLED_BYTES = 200_000_000


def commands(heading: str, folder: Path) -> list[str]:
    """The shell commands below a heading that need no privileges, with their folders below another one."""
    section = GUIDE.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = "\n".join(re.findall(r"```sh\n(.*?)```", section, re.DOTALL)).splitlines()
    moved = [re.sub(r"(?<![\w/])/(opt|etc|var/lib)/communique", rf"{folder}/\1", line) for line in lines]
    return [line for line in moved if not re.match(r"(apt-get|useradd|systemctl|runuser -u postgres)\b", line)]


def run(lines: list[str], folder: Path) -> str:
    """Run commands in a shell that stops at the first failure. Returns what they print."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(  # noqa: S603 - The commands of the guide.
        ["bash", "-euo", "pipefail", "-c", "\n".join(lines)],  # noqa: S607 - bash is on the PATH.
        cwd=folder,
        env=environment | {name: value for name, value in os.environ.items() if name.startswith("PIP_")},
        capture_output=True,
        text=True,
        check=False,
        timeout=BUILD_TIMEOUT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.long
def test_the_guide_installs_a_service(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    shutil.copytree(ROOT, checkout, ignore=NOT_COPIED)
    assert "communique, version" in run(commands("The program", tmp_path), checkout)
    installed = sum(file.lstat().st_size for file in (tmp_path / "opt").rglob("*"))
    assert installed <= MAX_INSTALLED_BYTES

    settings = [
        line.replace("--owner=communique --group=communique ", "") for line in commands("User and settings", tmp_path)
    ]
    run(settings, checkout)
    environment, port = tmp_path / "etc/environment", free_port()
    assert environment.stat().st_mode & 0o777 == 0o600
    text = environment.read_text(encoding="utf-8")
    assert "/var/lib/communique/" in text
    text = text.replace("/var/lib/communique/", f"{tmp_path}/var/lib/").replace("PORT=8000", f"PORT={port}")
    environment.write_text(text, encoding="utf-8")

    unit = (ROOT / "deploy/communique.service").read_text(encoding="utf-8")
    started = re.findall(r"^ExecStart=/opt/communique/(.+)$", unit, re.MULTILINE)[0]
    start = f"set -a; . {environment}; set +a; cd {tmp_path}/var/lib; umask 0077; exec {tmp_path}/opt/{started}"
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(["bash", "-c", start], stdout=log, stderr=log)  # noqa: S603, S607 - bash is on the PATH.
    try:
        deadline = time.monotonic() + PATIENCE
        while not is_ready(port):
            assert process.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
            assert time.monotonic() < deadline
            time.sleep(0.05)  # There is no event to wait on.
        first_key = [line.replace("runuser -u communique -- ", "") for line in commands("The first key", tmp_path)]
        key = run(first_key, checkout).splitlines()[-1]
        listed = f"curl -sS --fail -H 'Authorization: Bearer {key}' http://127.0.0.1:{port}/v1/keys"
        assert '"name":"admin"' in run([listed], tmp_path)
        assert "<h1" in run([f"curl -sS --fail http://127.0.0.1:{port}/guide/tutorial"], tmp_path)
    finally:
        process.terminate()
        process.wait(PATIENCE)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "var/lib").glob("communique.db*")}
    assert modes
    assert set(modes.values()) == {0o600}
