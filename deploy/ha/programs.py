"""The programs of others that this needs, and the Debian packages that bring them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PACKAGES: Mapping[str, str] = {
    "etcd": "etcd-server",
    "haproxy": "haproxy",
    "patroni": "patroni",
    "postgres": "postgresql",
    "psql": "postgresql-client",
}
SYSTEM = ("/usr/local/sbin", "/usr/sbin", "/sbin")
DEBIAN = Path("/usr/lib/postgresql")
OLDEST = 15


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
    missing = [PACKAGES[name] for name, place in found.items() if place is None]
    if missing:
        raise Missing(
            "Programs are missing here. On Debian and Ubuntu: "
            f"apt-get install --no-install-recommends {' '.join(missing)}"
        )
    places = {name: str(place) for name, place in found.items()}
    return Programs(
        places["etcd"], places["haproxy"], places["patroni"], folder or Path(places["postgres"]).resolve().parent
    )


def newest_postgresql() -> Path | None:
    """Return the folder of the newest PostgreSQL of Debian's that is new enough; it is not on the PATH."""
    versions = [int(each.name) for each in DEBIAN.glob("*") if each.name.isdigit()]
    folders = [DEBIAN / str(version) / "bin" for version in sorted(versions) if version >= OLDEST]
    return next((folder for folder in reversed(folders) if (folder / "postgres").exists()), None)
