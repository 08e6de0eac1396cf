"""The set-up for containers and that on one machine read the same files, and neither holds a secret."""

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
from deploy.ha import nodes, proxy, service
from deploy.ha.processes import Place
from deploy.ha.programs import PACKAGES, Missing, Programs, find
from deploy.ha.proxy import DOORS
from deploy.ha.secrets import Secrets

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
PATRONI = yaml.safe_load((DEPLOY / "patroni.yaml").read_text(encoding="utf-8"))
VARIABLES = set(re.findall(r"\$\{(\w+)\}", (DEPLOY / "haproxy.cfg").read_text(encoding="utf-8")))
PROGRAMS = Programs("etcd", "haproxy", "patroni", Path("/usr/lib/postgresql/15/bin"))


def place(folder: Path) -> Place:
    """Return where programs would be started."""
    return Place(folder, None, {})


def environment(name: str) -> dict[str, Any]:
    """Return the environment of a service of the compose file."""
    found: dict[str, Any] = COMPOSE["services"][name]["environment"]
    return found


def test_both_set_every_variable_of_the_proxy_and_no_other(tmp_path: Path) -> None:
    """A missing one is an empty address."""
    found = nodes.nodes(PROGRAMS, [1, 2, 3], place(tmp_path))
    local = proxy.proxy("haproxy", found, [4, 5], place(tmp_path)).program.environment
    assert set(environment("proxy")) == VARIABLES == set(local)


def test_both_set_the_same_variables_of_a_node(tmp_path: Path) -> None:
    """In the container, the script that starts it sets the passwords, and where the programs are."""
    (node, *_) = nodes.nodes(PROGRAMS, [1, 2, 3], place(tmp_path))
    script = set(re.findall(r"^(\w+)=", (DEPLOY / "start-node").read_text(encoding="utf-8"), re.MULTILINE))
    local = set(node.program.environment) | set(Secrets.make().for_nodes)
    assert set(environment("node1")) | script == local


def test_both_tell_the_api_of_the_leader_and_of_each_standby() -> None:
    """By the proxy's doors, and with no password in any address."""
    doors = {door: int(address.rpartition(":")[2]) for door, address in environment("proxy").items() if door in DOORS}
    contained = Settings.from_environment(environment("api1"))
    local = Settings.from_environment(service.surroundings(doors, "secret"))
    for each in (contained, local):
        urls = [make_url(url) for url in (each.database_url, *each.database_replica_urls)]
        assert [url.port for url in urls] == [doors[door] for door in ("LEADER", "STANDBY1", "STANDBY2", "STANDBY3")]
        assert {url.password for url in urls} == {None}


def test_every_secret_is_made_and_is_in_a_file(tmp_path: Path) -> None:
    """Random, and left as it is by the next time."""
    shutil.copy(DEPLOY / "make-secrets", tmp_path)
    for _ in range(2):
        subprocess.run([tmp_path / "make-secrets"], check=True)  # noqa: S603 - Our own script.
        made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "secrets").iterdir()}
        assert set(made) == set(COMPOSE["secrets"])
        assert len(set(made.values())) == len(made)
        assert all(re.fullmatch(r"[0-9a-f]{48}", secret) for secret in made.values())
    before = made
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "secrets").iterdir()} == before
    assert {name: each["file"] for name, each in COMPOSE["secrets"].items()} == {
        name: f"secrets/{name}" for name in made
    }


def test_what_is_acknowledged_is_on_two_nodes_at_least() -> None:
    """And on all that follow, of which only those are promoted."""
    dcs = PATRONI["bootstrap"]["dcs"]
    assert (dcs["synchronous_mode"], dcs["synchronous_mode_strict"], dcs["synchronous_node_count"]) == (True, True, 2)
    assert dcs["loop_wait"] + 2 * dcs["retry_timeout"] <= dcs["ttl"]


def test_who_lacks_the_programs_is_told_the_packages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """All at once."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("deploy.ha.programs.SYSTEM", ())
    monkeypatch.setattr("deploy.ha.programs.DEBIAN", tmp_path)
    monkeypatch.setattr("deploy.ha.programs.PATRONI", tmp_path)
    with pytest.raises(Missing) as refused:
        find()
    assert all(package in str(refused.value) for package in PACKAGES.values())
