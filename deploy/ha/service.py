"""The processes of the API, as they are run in earnest, and the command that the operator has."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.ha.asking import ask
from deploy.ha.processes import HOST, Failed, Program
from deploy.ha.secrets import SERVICE

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Process:
    """One gunicorn with its worker, and its port."""

    program: Program
    port: int

    def is_ready(self) -> bool:
        """Whether it answers, and reaches the database."""
        return ask(self.port, "/readyz").ok


def process(name: str, port: int, folder: Path, environment: Mapping[str, str]) -> Process:
    """Return a process of the API, not started yet."""
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    settings = dict(environment) | {"HOST": HOST, "PORT": str(port), "WEB_CONCURRENCY": "1", "TRUSTED_PROXIES": "1"}
    return Process(Program(name, command, settings, folder / f"{name}.log", (port,), folder=ROOT), port)


def surroundings(ports: Mapping[str, int], password: str) -> dict[str, str]:
    """Return the settings that say where the database is; its password stands beside, where libpq looks for it."""
    standbys = ",".join(url(ports[name]) for name in ("STANDBY1", "STANDBY2", "STANDBY3"))
    return {"DATABASE_URL": url(ports["LEADER"]), "DATABASE_REPLICA_URLS": standbys, "PGPASSWORD": password}


def url(port: int) -> str:
    """Return the URL of the database behind a port."""
    return f"postgresql+psycopg://{SERVICE}@{HOST}:{port}/{SERVICE}"


def operate(process: Process, *arguments: str) -> str:
    """Run the `communique` command with the settings of a process. Return what it printed. Raise `Failed`."""
    command = [sys.executable, "-c", "from api.cli import main; main()", *arguments]
    done = subprocess.run(  # noqa: S603  # Our own command.
        command, env=dict(process.program.environment), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failed(f"`communique {' '.join(arguments)}` failed: {done.stderr.strip()}")
    return done.stdout.strip()


def migrate(process: Process) -> None:
    """Bring the database to the newest schema."""
    operate(process, "migrate")


def make_key(process: Process, *scopes: str) -> str:
    """Return a new key with these scopes."""
    options = [each for scope in scopes for each in ("--scope", scope)]
    return operate(process, "keys", "create", "ha-test", *options).splitlines()[-1]
