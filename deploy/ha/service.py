"""The API processes, run as in production, and the `communique` command."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from deploy.ha.client import probe
from deploy.ha.processes import HOST, ClusterError, Program
from deploy.ha.secrets import SERVICE

ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class ApiProcess:
    """A gunicorn with one worker, and its port."""

    program: Program
    port: int

    def is_ready(self) -> bool:
        """Whether it answers and reaches the database."""
        return probe(self.port, "/readyz").ok


def api_process(name: str, port: int, folder: Path, environment: Mapping[str, str]) -> ApiProcess:
    """An API process, not started yet."""
    command = [sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    settings = dict(environment) | {"HOST": HOST, "PORT": str(port), "WEB_CONCURRENCY": "1", "TRUSTED_PROXIES": "1"}
    return ApiProcess(Program(name, command, settings, folder / f"{name}.log", (port,), folder=ROOT), port)


def api_environment(ports: Mapping[str, int], password: str) -> dict[str, str]:
    """Settings that name the databases behind the proxy. libpq reads the password from PGPASSWORD."""
    standbys = ",".join(database_url(ports[name]) for name in ("STANDBY1", "STANDBY2", "STANDBY3"))
    return {"DATABASE_URL": database_url(ports["LEADER"]), "DATABASE_REPLICA_URLS": standbys, "PGPASSWORD": password}


def database_url(port: int) -> str:
    """URL of the database behind a port."""
    return f"postgresql+psycopg://{SERVICE}@{HOST}:{port}/{SERVICE}"


def run_command(process: ApiProcess, *arguments: str) -> str:
    """Run the `communique` command with the settings of a process. Returns its output. Raises `ClusterError`."""
    command = [sys.executable, "-c", "from api.cli import main; main()", *arguments]
    done = subprocess.run(  # noqa: S603  # Our own command.
        command, env=dict(process.program.environment), cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise ClusterError(f"`communique {' '.join(arguments)}` failed: {done.stderr.strip()}")
    return done.stdout.strip()


def make_key(process: ApiProcess, *scopes: str) -> str:
    """Create a key with these scopes."""
    options = [each for scope in scopes for each in ("--scope", scope)]
    return run_command(process, "keys", "create", "ha-test", *options).splitlines()[-1]
