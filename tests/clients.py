"""A client of the API."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from api.db.database import Database
from api.services import auth
from api.services.key_usage import KeyUsage
from tests.openapi.conformance import conformance, path_template

RECORDS = "/v1/announcements"


class Client:
    """A client, with or without an API key. Each response to it is held against `openapi.yaml`."""

    def __init__(self, app: Flask, key: str | None = None, *, is_checked: bool = True) -> None:
        """`key` is the secret of an API key. Responses of an earlier release are not to be checked."""
        self.http = app.test_client()
        self.key = key
        self.is_checked = is_checked

    @classmethod
    def of(cls, app: Flask, *scopes: str) -> Client:
        """A client whose key has these scopes."""
        database: Database = app.extensions["database"]
        now = datetime.now(UTC)
        key = database.write(lambda connection: auth.create_key(connection, name="test", scopes=scopes, now=now))
        usage: KeyUsage = app.extensions["key_usage"]
        usage.noted[key["id"]] = now  # So that no thread writes its first use while a test counts statements.
        return cls(app, key["key"])

    def send(self, method: str, path: str, *, if_match: str | None = None, **options: Any) -> TestResponse:
        """Send a request with the key, if there is one."""
        headers = dict(options.pop("headers", {}))
        if self.key:
            headers.setdefault("Authorization", f"Bearer {self.key}")
        if if_match is not None:
            headers["If-Match"] = if_match
        response = self.http.open(path, method=method, headers=headers, **options)
        if not self.is_checked:
            return response
        template = path_template(self.http.application.url_map, response.request.environ)
        is_whole = "fields" not in f"{path} {options.get('query_string')} {options.get('json')}"
        conformance().check(response, template, is_whole=is_whole)
        return response

    def get(self, path: str, **options: Any) -> TestResponse:
        """GET."""
        return self.send("GET", path, **options)

    def post(self, path: str, **options: Any) -> TestResponse:
        """POST."""
        return self.send("POST", path, **options)

    def put(self, path: str, **options: Any) -> TestResponse:
        """PUT."""
        return self.send("PUT", path, **options)

    def patch(self, path: str, **options: Any) -> TestResponse:
        """PATCH."""
        return self.send("PATCH", path, **options)

    def delete(self, path: str, **options: Any) -> TestResponse:
        """DELETE."""
        return self.send("DELETE", path, **options)

    def create(self, record: dict[str, Any], **query: str) -> dict[str, Any]:
        """Create a valid record, and return the response body."""
        answer = self.post(RECORDS, json=record, query_string=query)
        assert answer.status_code == 201, answer.text
        created: dict[str, Any] = answer.get_json()
        return created

    def patched(self, record: dict[str, Any], changes: dict[str, Any], **query: str) -> dict[str, Any]:
        """The record after a valid patch."""
        answer = self.patch(url_of(record), json=changes, if_match="*", query_string={"note": "A test.", **query})
        assert answer.status_code == 200, answer.text
        result: dict[str, Any] = answer.get_json()
        return result


def url_of(record: dict[str, Any]) -> str:
    """URL of a record."""
    return f"{RECORDS}/{record['id']}"


def errors_of(answer: TestResponse) -> dict[str, str]:
    """Code of each error by its pointer or parameter."""
    return {each.get("pointer", each.get("parameter")): each["code"] for each in answer.get_json()["errors"]}
