"""Finds the installed programs that the cluster needs, and says how to install missing ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGES: Mapping[str, str] = {
    "etcd": "etcd-server",
    "haproxy": "haproxy",
    "postgres": "postgresql",
    "psql": "postgresql-client",
}
SYSTEM_PATHS = ("/usr/local/sbin", "/usr/sbin", "/sbin")
DEBIAN_POSTGRESQL = Path("/usr/lib/postgresql")
MIN_POSTGRESQL = 15

PATRONI = Path("/opt/patroni")
MIN_PATRONI = (3, 1)
"""Before 3.1, a leader that was cut off could take the lead back from its successor, and with it what the successor
had acknowledged.
"""


class ProgramsMissing(RuntimeError):
    """Some programs are not installed; the message says how to install them."""


@dataclass(frozen=True, slots=True)
class Programs:
    """Paths of the binaries; `postgresql` is their folder."""

    etcd: str
    haproxy: str
    patroni: str
    postgresql: Path


def find_programs() -> Programs:
    """The installed programs. Raises `ProgramsMissing`."""
    folder = newest_postgresql()
    path = os.pathsep.join((os.environ.get("PATH", ""), *SYSTEM_PATHS, *([str(folder)] if folder else [])))
    binaries = {name: shutil.which(name, path=path) for name in PACKAGES}
    patroni = find_patroni(path)
    missing = [PACKAGES[name] for name, binary in binaries.items() if binary is None]
    if missing or patroni is None:
        commands = install_commands(missing, patroni)
        raise ProgramsMissing("\n".join(["Some programs are not installed. On Debian and Ubuntu:", *commands]))
    paths = {name: str(binary) for name, binary in binaries.items()}
    return Programs(paths["etcd"], paths["haproxy"], patroni, folder or Path(paths["postgres"]).resolve().parent)


def install_commands(missing: list[str], patroni: str | None) -> list[str]:
    """Commands that install what is missing. Debian 12's own Patroni is too old."""
    packages = missing if patroni else [*missing, "python3-venv"]
    commands = [f"    apt-get install --no-install-recommends {' '.join(packages)}"]
    if patroni is None:
        commands += [
            f"    /usr/bin/python3 -m venv {PATRONI}",
            f"    {PATRONI}/bin/pip install --require-hashes -r deploy/patroni.lock",
        ]
    return commands


def newest_postgresql() -> Path | None:
    """Folder of Debian's newest PostgreSQL from version 15, which is not on the PATH."""
    versions = [int(each.name) for each in DEBIAN_POSTGRESQL.glob("*") if each.name.isdigit()]
    folders = [DEBIAN_POSTGRESQL / str(version) / "bin" for version in sorted(versions) if version >= MIN_POSTGRESQL]
    return next((folder for folder in reversed(folders) if (folder / "postgres").exists()), None)


def find_patroni(path: str) -> str | None:
    """Path of a Patroni from version 3.1."""
    binaries = (shutil.which("patroni", path=each) for each in (str(PATRONI / "bin"), path))
    return next((binary for binary in binaries if binary and patroni_version(binary) >= MIN_PATRONI), None)


def patroni_version(patroni: str) -> tuple[int, ...]:
    """The version of a Patroni."""
    output = subprocess.run([patroni, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    return tuple(map(int, re.findall(r"\d+", output)))
