"""The OpenAPI document is committed, valid, complete, and true."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate

from api.openapi import write_yaml
from api.openapi.directions import reachable
from api.openapi.examples import extract_record, request_examples, response_examples
from tests.clients import Client

ROOT = Path(__file__).parents[2]
METHODS = {"get", "post", "put", "patch", "delete"}
MADE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[0-9:.]+Z")
"""Ids and times, which differ from record to record."""

Document = dict[str, Any]


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    """Each operation with its path and method."""
    for path, item in document["paths"].items():
        for method in METHODS & item.keys():
            yield path, method, item[method]


def resolved(document: Document, value: Document) -> Document:
    """The target of a reference."""
    while "$ref" in value:
        value = {name: inner for name, inner in value.items() if name != "$ref"} | pointed(document, value["$ref"])
    return value


def pointed(document: Document, reference: str) -> Document:
    """The part of the document at a JSON Pointer."""
    place = document
    for step in reference.removeprefix("#/").split("/"):
        place = place[step]
    return place


def parameters(document: Document) -> Iterator[tuple[str, Document]]:
    """Every parameter with the place where it is used."""
    for path, item in document["paths"].items():
        for where in (item, *(item[method] for method in METHODS & item.keys())):
            for parameter in where.get("parameters", ()):
                whole = resolved(document, parameter)
                yield f"{path} {where.get('operationId', '')} {whole['name']}", whole


def members_within(document: Document) -> Iterator[tuple[str, Document]]:
    """Every member of a schema with its place; if another schema describes it, as that one has it."""
    schemas = document["components"]["schemas"]
    parameters_by_name = {name.rpartition(" ")[2]: parameter for name, parameter in parameters(document)}
    for name, schema in schemas.items():
        members = schema.get("properties", {})
        referred = re.findall(r"`(\w+)`", schema.get("description", ""))
        others = [schemas[each]["properties"] for each in referred if "properties" in schemas.get(each, {})]
        others += [parameters_by_name] if "parameter of that name" in schema["description"] else []
        for member, own in members.items():
            yield (
                f"{name}.{member}",
                next((each[member] for each in (members, *others) if "description" in each.get(member, {})), own),
            )


def described(document: Document) -> Iterator[tuple[str, Document]]:
    """Everything that needs a description, with its place."""
    components = document["components"]
    yield "info", document["info"]
    yield from ((tag["name"], tag) for tag in document["tags"])
    yield from ((server["url"], server) for server in document["servers"])
    yield from parameters(document)
    for kind in ("headers", "responses", "parameters", "schemas", "securitySchemes"):
        yield from components[kind].items()
    yield from members_within(document)
    for path, method, operation in operations(document):
        yield f"{method} {path}", operation
        for status, answer in operation["responses"].items():
            yield f"{method} {path} {status}", resolved(document, answer)


def test_openapi_yaml_is_up_to_date(document: Document) -> None:
    assert (ROOT / "openapi.yaml").read_text(encoding="utf-8") == write_yaml(document)


def test_the_document_is_valid_openapi(document: Document) -> None:
    validate(document)


def test_everything_is_described(document: Document) -> None:
    assert [place for place, value in described(document) if not resolved(document, value).get("description")] == []


def test_every_operation_is_named_after_its_view(document: Document, code_app: Flask) -> None:
    views = {rule.endpoint.rpartition(".")[2] for rule in code_app.url_map.iter_rules()}
    names = [operation["operationId"] for _, _, operation in operations(document)]
    assert len(names) == len(set(names))
    assert set(names) <= views


def test_every_route_is_documented_and_every_documented_route_is_there(document: Document, code_app: Flask) -> None:
    routes = {
        (re.sub(r"<(?:[^:<>]+:)?([^<>]+)>", r"{\1}", rule.rule), method.lower())
        for rule in code_app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS", "QUERY"}
        if rule.rule.startswith("/v1/") or rule.rule in {"/healthz", "/readyz", "/metrics"}
    }
    assert {(path, method) for path, method, _ in operations(document)} == routes


def test_no_parameter_is_nullable(document: Document) -> None:
    nullable = [place for place, parameter in parameters(document) if "'null'" in str(parameter["schema"])]
    assert nullable == []


def unnamed(part: Any, place: str) -> Iterator[str]:
    """Places of enums and scalar formats outside named schemas."""
    if isinstance(part, dict):
        is_component = re.fullmatch(r"/components/schemas/\w+", place)
        has_format = "type" in part and part.get("format") not in (None, "binary", "int32", "int64")
        if not is_component and ("enum" in part or has_format):
            yield place
        for name, inner in part.items():
            if name not in {"example", "examples"}:
                yield from unnamed(inner, f"{place}/{name}")
    elif isinstance(part, list):
        for index, inner in enumerate(part):
            yield from unnamed(inner, f"{place}/{index}")


def test_every_enum_and_scalar_format_is_a_named_schema(document: Document) -> None:
    assert [*unnamed(document, "")] == []


def test_values_of_an_enum_have_names_of_their_own(document: Document) -> None:
    for name, schema in document["components"]["schemas"].items():
        names = schema.get("x-enum-varnames") or [
            re.sub(r"\W", "", str(value)).upper() for value in schema.get("enum", ())
        ]
        assert len(names) == len(set(names)) == len(schema.get("enum", ())), name


def test_no_named_enum_holds_null(document: Document) -> None:
    schemas = document["components"]["schemas"]
    assert [name for name, schema in schemas.items() if None in schema.get("enum", ())] == []


def test_no_parameter_is_written_twice(document: Document) -> None:
    written = [
        str(parameter)
        for item in document["paths"].values()
        for where in (item, *(item[method] for method in METHODS & item.keys()))
        for parameter in where.get("parameters", ())
        if "$ref" not in parameter
    ]
    assert len(written) == len(set(written))


def test_only_what_can_be_sent_forbids_other_members(document: Document) -> None:
    schemas = document["components"]["schemas"]
    sent = {
        name
        for _, _, operation in operations(document)
        for name in reachable(schemas, operation.get("requestBody", {}), "readOnly")
    }
    closed = {name for name, schema in schemas.items() if schema.get("additionalProperties") is False}
    assert closed <= sent


def test_examples_are_short(document: Document) -> None:
    examples = document["components"]["examples"].items()
    assert [name for name, each in examples if len(str(each["value"])) > 5_500] == []


def test_the_document_is_small_enough_to_read(document: Document, public: Client) -> None:
    assert len((ROOT / "openapi.yaml").read_text(encoding="utf-8").splitlines()) <= 10_500
    assert len(public.get("/openapi.json").data) <= 8_000 * len([*operations(document)])


def test_every_path_parameter_has_an_example(document: Document) -> None:
    assert [place for place, each in parameters(document) if each["in"] == "path" and "example" not in each] == []


def test_every_patch_is_a_merge_patch_or_plain_json(document: Document) -> None:
    bodies = [operation["requestBody"] for _, method, operation in operations(document) if method == "patch"]
    assert {tuple(body["content"]) for body in bodies} == {("application/merge-patch+json", "application/json")}


def test_every_response_with_a_body_has_an_example(document: Document) -> None:
    answers = [
        (f"{method} {path} {status}", media)
        for path, method, operation in operations(document)
        for status, answer in operation["responses"].items()
        for media in resolved(document, answer).get("content", {}).values()
    ]
    assert [place for place, media in answers if not media.keys() & {"example", "examples"}] == []


@pytest.mark.parametrize("name", [*response_examples()])
def test_the_example_of_a_response_fits_its_schema(document: Document, name: str) -> None:
    media = next(
        media
        for _, _, operation in operations(document)
        for answer in operation["responses"].values()
        for media in answer.get("content", {}).values()
        if "examples" in media and media["examples"]["sample"]["$ref"].endswith(f"/{name}")
    )
    OAS31Validator(media["schema"] | {"components": document["components"]}).validate(response_examples()[name])


@pytest.mark.parametrize("name", [*request_examples()])
def test_the_example_of_a_request_fits_its_schema(document: Document, name: str) -> None:
    for _, _, operation in operations(document):
        for media in operation.get("requestBody", {}).get("content", {}).values():
            if any(each["$ref"].endswith(f"/{name}") for each in media.get("examples", {}).values()):
                OAS31Validator(media["schema"] | {"components": document["components"]}).validate(
                    request_examples()[name][1]
                )


def test_the_lines_of_the_example_of_an_import_fit_their_schema(document: Document) -> None:
    (media,) = document["paths"]["/v1/imports"]["post"]["responses"]["200"]["content"].values()
    validator = OAS31Validator(media["schema"]["contentSchema"] | {"components": document["components"]})
    for line in media["example"].splitlines():
        validator.validate(json.loads(line))


def test_the_example_of_a_record_is_the_response_to_it(client: Client) -> None:
    assert masked(client.create(extract_record())) == masked(response_examples()["Announcement"])


def masked(value: Any) -> Any:
    """A value with every id and time replaced by an ellipsis."""
    if isinstance(value, dict):
        return {name: masked(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [masked(inner) for inner in value]
    return MADE.sub("…", value) if isinstance(value, str) else value


def test_a_read_has_the_documented_headers(document: Document, client: Client) -> None:
    for path, method, operation in operations(document):
        if method == "get" and "{" not in path:
            answer = client.get(path)
            missing = operation["responses"]["200"]["headers"].keys() - dict(answer.headers).keys()
            assert (path, answer.status_code, missing) == (path, 200, set())


def test_the_document_names_no_real_host(document: Document) -> None:
    text = write_yaml(document)
    hosts = set(re.findall(r"https?://([A-Za-z0-9.-]+)", text))
    assert hosts <= {"communique.example", "www.example.org", "www.w3.org", "jsonfeed.org", "schema.org"}
    assert str(ROOT) not in text


def test_the_served_document_is_the_committed_one(document: Document, public: Client) -> None:
    assert public.get("/openapi.json").get_json() == document
    assert public.get("/openapi.yaml").text == write_yaml(document)


def test_the_document_is_served_compressed_where_gzip_is_accepted(document: Document, public: Client) -> None:
    plain = public.get("/openapi.json", headers={"Accept-Encoding": "gzip;q=0"})
    packed = public.get("/openapi.json", headers={"Accept-Encoding": "br, gzip"})
    assert (plain.headers.get("Content-Encoding"), packed.headers["Content-Encoding"]) == (None, "gzip")
    assert json.loads(gzip.decompress(packed.data)) == document
    assert len(packed.data) < len(plain.data) / 5
    assert "Accept-Encoding" in packed.vary
    assert plain.headers["ETag"] != packed.headers["ETag"]
    assert (
        public.get(
            "/openapi.json", headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]}
        ).status_code
        == 304
    )


def test_behind_a_proxy_the_document_has_its_prefix(public: Client) -> None:
    served = public.get("/openapi.json", base_url="http://localhost/communique").get_json()
    assert [server["url"] for server in served["servers"]] == ["/communique"]


def test_ids_in_examples_are_ids() -> None:
    record = response_examples()["Announcement"]
    assert UUID(record["id"]).version == 7
    assert {UUID(part["id"]).version for part in record["commitments"]} == {8}
