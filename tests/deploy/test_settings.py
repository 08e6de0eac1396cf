"""The clusters in containers and on one machine read the same files, and neither contains a secret."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import make_url

from api.settings import Settings
from deploy.ha import service
from deploy.ha.nodes import database_nodes
from deploy.ha.processes import Workspace
from deploy.ha.programs import PACKAGES, Programs, ProgramsMissing, find_programs
from deploy.ha.proxy import FRONTENDS, make_proxy
from deploy.ha.secrets import Secrets

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
PATRONI = yaml.safe_load((DEPLOY / "patroni.yaml").read_text(encoding="utf-8"))
VARIABLES = set(re.findall(r"\$\{(\w+)\}", (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")))
PROGRAMS = Programs("etcd", "haproxy", "patroni", Path("/usr/lib/postgresql/15/bin"))


def workspace(folder: Path) -> Workspace:
    """A workspace without a user or variables."""
    return Workspace(folder, None, {})


def environment(name: str) -> dict[str, Any]:
    """The environment of a service of the compose file."""
    variables: dict[str, Any] = COMPOSE["services"][name]["environment"]
    return variables


def test_both_set_every_variable_of_the_proxy_and_no_other(tmp_path: Path) -> None:
    nodes = database_nodes(PROGRAMS, [1, 2, 3], workspace(tmp_path))
    local = make_proxy("haproxy", nodes, [4, 5], workspace(tmp_path)).program.environment
    assert set(environment("proxy")) == VARIABLES == set(local)


def test_both_set_the_same_variables_of_a_node(tmp_path: Path) -> None:
    """In the container, start-node sets the passwords and the paths of the programs."""
    (node, *_) = database_nodes(PROGRAMS, [1, 2, 3], workspace(tmp_path))
    script = set(re.findall(r"^(\w+)=", (DEPLOY / "start-node").read_text(encoding="utf-8"), re.MULTILINE))
    local = set(node.program.environment) | set(Secrets.generate().node_environment)
    assert set(environment("node1")) | script == local


def test_both_name_the_leader_and_each_standby_to_the_api_without_passwords() -> None:
    ports = {
        name: int(address.rpartition(":")[2]) for name, address in environment("proxy").items() if name in FRONTENDS
    }
    contained = Settings.from_environment(environment("api1"))
    local = Settings.from_environment(service.api_environment(ports, "secret"))
    for each in (contained, local):
        urls = [make_url(url) for url in (each.database_url, *each.database_replica_urls)]
        assert [url.port for url in urls] == [ports[name] for name in ("LEADER", "STANDBY1", "STANDBY2", "STANDBY3")]
        assert {url.password for url in urls} == {None}


def test_make_secrets_writes_random_passwords_once(tmp_path: Path) -> None:
    shutil.copy(DEPLOY / "make-secrets", tmp_path)
    for _ in range(2):
        subprocess.run([tmp_path / "make-secrets"], check=True)  # noqa: S603 - Our own script.
        secrets = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "secrets").iterdir()}
        assert set(secrets) == set(COMPOSE["secrets"])
        assert len(set(secrets.values())) == len(secrets)
        assert all(re.fullmatch(r"[0-9a-f]{48}", secret) for secret in secrets.values())
    before = secrets
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "secrets").iterdir()} == before
    assert {name: each["file"] for name, each in COMPOSE["secrets"].items()} == {
        name: f"secrets/{name}" for name in secrets
    }


def test_a_commit_waits_for_both_standbys() -> None:
    dcs = PATRONI["bootstrap"]["dcs"]
    assert (dcs["synchronous_mode"], dcs["synchronous_mode_strict"], dcs["synchronous_node_count"]) == (True, True, 2)
    assert dcs["loop_wait"] + 2 * dcs["retry_timeout"] <= dcs["ttl"]


def test_missing_programs_are_listed_with_their_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("deploy.ha.programs.SYSTEM_PATHS", ())
    monkeypatch.setattr("deploy.ha.programs.DEBIAN_POSTGRESQL", tmp_path)
    monkeypatch.setattr("deploy.ha.programs.PATRONI", tmp_path)
    with pytest.raises(ProgramsMissing) as error:
        find_programs()
    assert all(package in str(error.value) for package in PACKAGES.values())
