"""Who may call what: every operation of the URL map for eight actors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from api.http.contract import contract_of
from domain.vocabularies.service import SCOPE
from tests.clients import Client

Document = dict[str, Any]

ACTORS: Mapping[str, tuple[str, ...]] = {
    "public": (),
    "unknown key": (),
    "read": ("read",),
    "write": ("write",),
    "publish": ("publish",),
    "write+publish": ("write", "publish"),
    "admin": ("admin",),
    "all": SCOPE.codes,
}
EVERYONE = {*ACTORS}
KNOWN = EVERYONE - {"unknown key"}

MAY_CALL: Mapping[str, set[str]] = {
    "anybody": EVERYONE,
    "readers": KNOWN,
    "read": {"read", "all"},
    "write": {"write", "write+publish", "all"},
    "write publish": {"write+publish", "all"},
    "admin": {"admin", "all"},
    "admin write publish": {"all"},
}
"""Access to an operation, and the actors that have it."""

ACCESS: Mapping[str, str] = {
    "GET /": "anybody",
    "GET /.well-known/security.txt": "anybody",
    "GET /docs/": "anybody",
    "GET /docs/<path:name>": "anybody",
    "GET /drafts": "anybody",
    "GET /guide": "anybody",
    "GET /guide/<name>": "anybody",
    "GET /healthz": "anybody",
    "GET /llms.txt": "anybody",
    "GET /metrics": "admin",
    "GET /openapi.json": "anybody",
    "GET /openapi.yaml": "anybody",
    "GET /problems": "anybody",
    "GET /problems/<name>": "anybody",
    "GET /readyz": "anybody",
    "GET /v1/amounts": "readers",
    "GET /v1/amounts/<uuid:id>": "readers",
    "POST /v1/amounts/search": "readers",
    "QUERY /v1/amounts": "readers",
    "QUERY /v1/amounts/search": "readers",
    "GET /v1/amounts/summary": "readers",
    "GET /v1/quotes/summary": "readers",
    "GET /v1/amounts/summary.svg": "readers",
    "GET /v1/announcements": "readers",
    "POST /v1/announcements": "write",
    "GET /v1/announcements/<uuid:id>": "readers",
    "PUT /v1/announcements/<uuid:id>": "write",
    "PATCH /v1/announcements/<uuid:id>": "write",
    "DELETE /v1/announcements/<uuid:id>": "write",
    "POST /v1/announcements/<uuid:id>/publish": "write publish",
    "POST /v1/announcements/<uuid:id>/redactions": "admin",
    "GET /v1/announcements/<uuid:id>/versions": "readers",
    "GET /v1/announcements/<uuid:id>/versions/<int(min=1,max=2147483647):number>": "readers",
    "GET /v1/announcements/<uuid:id>/versions/<int(min=1,max=2147483647):number>/diff": "readers",
    "POST /v1/announcements/search": "readers",
    "QUERY /v1/announcements": "readers",
    "QUERY /v1/announcements/search": "readers",
    "GET /v1/audit": "admin",
    "GET /v1/changes": "readers",
    "GET /v1/commitments": "readers",
    "GET /v1/commitments/<uuid:id>": "readers",
    "GET /v1/commitments/<uuid:id>/progress": "readers",
    "POST /v1/commitments/<uuid:id>/progress": "write",
    "POST /v1/commitments/search": "readers",
    "QUERY /v1/commitments": "readers",
    "QUERY /v1/commitments/search": "readers",
    "GET /v1/commitments/summary": "readers",
    "GET /v1/commitments/timeline.svg": "readers",
    "GET /v1/coverage": "readers",
    "POST /v1/drafts": "write",
    "POST /v1/imports": "write",
    "GET /v1/keys": "admin",
    "POST /v1/keys": "admin",
    "DELETE /v1/keys/<uuid:id>": "admin",
    "POST /v1/keys/<uuid:id>/rotate": "admin",
    "GET /v1/parties": "readers",
    "GET /v1/parties/<uuid:id>": "readers",
    "PATCH /v1/parties/<uuid:id>": "admin",
    "POST /v1/parties/<uuid:id>/merge": "admin write publish",
    "POST /v1/parties/<uuid:id>/split": "admin write publish",
    "GET /v1/quota": "readers",
    "GET /v1/quotes": "readers",
    "GET /v1/quotes/<uuid:id>": "readers",
    "POST /v1/quotes/search": "readers",
    "QUERY /v1/quotes": "readers",
    "QUERY /v1/quotes/search": "readers",
    "GET /v1/texts/<sha256>": "read",
    "GET /v1/topics": "readers",
    "GET /v1/topics/<string:topic>": "readers",
    "GET /v1/vocabularies": "readers",
    "GET /v1/vocabularies/<name>": "readers",
}
"""Access to every operation. What a record's being published asks for is in `tests/routes/test_access.py`."""

PATH_VALUES = {"id": UUID(int=0), "number": 1, "name": "states", "topic": "rail", "sha256": "0a" * 32}
"""Of no record: a missing scope is reported before anything is looked up."""


def operations(app: Flask) -> Iterator[tuple[str, str, str]]:
    """The name of each operation in `ACCESS`, its method, and an address."""
    for rule in app.url_map.iter_rules():
        built = rule.build({name: PATH_VALUES[name] for name in rule.arguments})
        assert built is not None
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield f"{method} {rule.rule}", method, built[1]


def test_every_operation_has_its_access_written_down(app: Flask) -> None:
    assert sorted(name for name, _, _ in operations(app)) == sorted(ACCESS)


@pytest.mark.parametrize("actor", [*ACTORS])
def test_an_actor_may_call_what_its_scopes_allow(app: Flask, actor: str) -> None:
    unknown = Client(app, "cmq_" + "0" * 43)
    client = {"public": Client(app), "unknown key": unknown}.get(actor) or Client.of(app, *ACTORS[actor])
    refusal = 403 if ACTORS[actor] else 401
    for number, (name, method, path) in enumerate(operations(app)):
        address = {"REMOTE_ADDR": f"192.0.2.{number}"}  # Wrong keys of one address are limited.
        status = client.send(method, path, environ_overrides=address).status_code
        may_call = actor in MAY_CALL[ACCESS[name]]
        assert (name, status in {401, 403}) == (name, not may_call), status
        assert may_call or status == refusal, (name, status)


def test_the_contract_states_the_access_to_each_operation(app: Flask, document: Document) -> None:
    paths = document["paths"].values()
    documented = {each["operationId"]: each for item in paths for key, each in item.items() if key != "parameters"}
    stated = {}
    for rule in app.url_map.iter_rules():
        operation = documented.get(rule.endpoint.rpartition(".")[2])
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"} if operation else ():
            stated[f"{method} {rule.rule}"] = operation["security"]
    scopes = {"anybody": [], "readers": [{}, {"key": []}]}
    for name, security in stated.items():
        expected = scopes.get(ACCESS[name]) or [{"key": ACCESS[name].split()}]
        assert (name, security) == (name, [] if ACCESS[name] == "anybody" else expected)
    assert ACCESS.keys() - stated.keys() == {
        name for name, access in ACCESS.items() if access == "anybody" and name not in {"GET /healthz", "GET /readyz"}
    }


def test_the_description_of_an_operation_names_its_scopes(app: Flask, document: Document) -> None:
    named = 0
    for item in document["paths"].values():
        for key, operation in item.items():
            if key != "parameters":
                view = app.view_functions[f"{operation['tags'][0]}.{operation['operationId']}"]
                contract = contract_of(view)
                for scope in (*contract.scopes, *contract.scopes_if_published):
                    assert f"`{scope}`" in operation["description"].splitlines()[-1], operation["operationId"]
                    named += 1
    assert named
