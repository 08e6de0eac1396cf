"""Holds every response that a test gets against `openapi.yaml`: its status, media type, headers and body."""

from __future__ import annotations

import re
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

import jsonschema_rs
import orjson
import yaml
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map
from werkzeug.test import TestResponse

from api.openapi.operations import GENERAL_STATUSES

Json = dict[str, Any]

CONTRACT = Path(__file__).parents[2] / "openapi.yaml"

UNDOCUMENTED_HEADERS = re.compile(
    "Accept-Query|Access-Control-.*|Allow|Cache-Control|Connection|Content-.*|Date|Last-Modified|RateLimit.*|Referrer-Policy|Server|"
    "Vary|X-.*",
    re.IGNORECASE,
)
"""Headers of HTTP in general and of browsers' security, and rate limits, which the document describes as a whole."""


JSON = re.compile(r"application/(.+\+)?json")


class Conformance:
    """The contract, with a validator for each schema that was needed."""

    def __init__(self, document: Json) -> None:
        """`document` is the parsed OpenAPI document."""
        self.document = document
        self.validators: dict[str, Any] = {}

    def check(self, response: TestResponse, path: str | None, *, is_whole: bool) -> None:
        """Assert that a response to a request for this path, as a template, is one that its operation has.

        `is_whole` is false if the request asks for some members of each item.
        """
        request = response.request
        method = "get" if request.method == "HEAD" else request.method.lower()
        if method == "query":  # The posted search describes it, but for 304.
            path, method = f"{path}".removesuffix("/search") + "/search", "post"
        operation = self.document["paths"].get(path, {}).get(method)
        if operation is None or (request.method == "QUERY" and response.status_code == HTTPStatus.NOT_MODIFIED):
            return
        where = f"{request.method} {request.path} {response.status_code}"
        status = "default" if response.status_code in GENERAL_STATUSES else str(response.status_code)
        documented = self.resolve(operation["responses"].get(status))
        assert documented is not None, f"{where} is not documented."
        headers = {name.lower() for name in documented.get("headers", {})}
        sent = {name.lower() for name, _ in response.headers if not UNDOCUMENTED_HEADERS.fullmatch(name)}
        assert sent <= headers, f"{where} has undocumented headers: {sent - headers}"
        content = documented.get("content", {})
        if request.method != "HEAD" and (content or response.mimetype):
            assert response.mimetype in content, f"{where} has the undocumented media type {response.mimetype}"
            schema = content[response.mimetype]["schema"]
            if JSON.fullmatch(response.mimetype) and is_whole:
                self.check_body(orjson.loads(response.data), schema, where)
            elif "contentSchema" in schema and not response.is_streamed:
                for line in response.data.splitlines():
                    self.check_body(orjson.loads(line), schema["contentSchema"], where)

    def check_body(self, body: Any, schema: Json, where: str) -> None:
        """Assert that a body fits a schema."""
        name = str(schema)
        if name not in self.validators:
            whole = {**schema, "components": self.document["components"]}
            self.validators[name] = jsonschema_rs.validator_for(whole, validate_formats=True)
        errors = [f"{each.instance_path}: {each.message}" for each in self.validators[name].iter_errors(body)]
        assert not errors, f"{where} does not fit: {errors[:5]}"

    def resolve(self, value: Json | None) -> Json | None:
        """The component that is referred to, or the value itself."""
        target = (value or {}).get("$ref")
        if target is None:
            return value
        _, _, kind, name = target.split("/")
        component: Json = self.document["components"][kind][name]
        return component


@cache
def conformance() -> Conformance:
    """The committed contract."""
    return Conformance(yaml.load(CONTRACT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))


def path_template(url_map: Map, environ: Any) -> str | None:
    """The path of the route that a request matches, as the contract writes it."""
    try:
        rule, _ = url_map.bind_to_environ(environ).match(return_rule=True)
    except HTTPException:
        return None
    return re.sub(r"<(?:[^:<>]+:)?(\w+)>", r"{\1}", rule.rule)
