"""The programs of others that this needs, and how to have those that are missing."""

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
SYSTEM = ("/usr/local/sbin", "/usr/sbin", "/sbin")
DEBIAN = Path("/usr/lib/postgresql")
OLDEST = 15

PATRONI = Path("/opt/patroni")
SOUND = (3, 1)
"""The oldest Patroni that will do. Before, a leader that was cut off could take the lead back from the one that had
replaced it, and with it what that one had acknowledged."""


class Missing(RuntimeError):
    """Some of the programs are not here; the sentence says how to have them."""


@dataclass(frozen=True, slots=True)
class Programs:
    """Where the programs are."""

    etcd: str
    haproxy: str
    patroni: str
    postgresql: Path


def find() -> Programs:
    """Return where the programs are. Raise `Missing`."""
    folder = newest_postgresql()
    path = os.pathsep.join((os.environ.get("PATH", ""), *SYSTEM, *([str(folder)] if folder else [])))
    found = {name: shutil.which(name, path=path) for name in PACKAGES}
    patroni = sound_patroni(path)
    missing = [PACKAGES[name] for name, place in found.items() if place is None]
    if missing or patroni is None:
        raise Missing("\n".join(["Programs are missing here. On Debian and Ubuntu:", *remedies(missing, patroni)]))
    places = {name: str(place) for name, place in found.items()}
    return Programs(places["etcd"], places["haproxy"], patroni, folder or Path(places["postgres"]).resolve().parent)


def remedies(missing: list[str], patroni: str | None) -> list[str]:
    """Return the commands that bring what is missing. Debian 12's own Patroni is too old."""
    packages = missing if patroni else [*missing, "python3-venv"]
    commands = [f"    apt-get install --no-install-recommends {' '.join(packages)}"]
    if patroni is None:
        commands += [
            f"    /usr/bin/python3 -m venv {PATRONI}",
            f"    {PATRONI}/bin/pip install --require-hashes -r deploy/patroni.lock",
        ]
    return commands


def newest_postgresql() -> Path | None:
    """Return the folder of the newest PostgreSQL of Debian's that is new enough; it is not on the PATH."""
    versions = [int(each.name) for each in DEBIAN.glob("*") if each.name.isdigit()]
    folders = [DEBIAN / str(version) / "bin" for version in sorted(versions) if version >= OLDEST]
    return next((folder for folder in reversed(folders) if (folder / "postgres").exists()), None)


def sound_patroni(path: str) -> str | None:
    """Return where a Patroni is that is new enough."""
    places = (shutil.which("patroni", path=each) for each in (str(PATRONI / "bin"), path))
    return next((place for place in places if place and version_of(place) >= SOUND), None)


def version_of(patroni: str) -> tuple[int, ...]:
    """Return the version of a Patroni."""
    said = subprocess.run([patroni, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    return tuple(map(int, re.findall(r"\d+", said)))
