"""The meaning of an OpenAPI document as sorted lines: for each operation, parameter, header, and field at any depth.

References are resolved, so that moving a part into components changes no line. Descriptions, examples and the order of
members are left out. `additionalProperties` counts on input only: elsewhere it binds the server.

`python -m tests.openapi.contract <openapi.yaml` prints the lines; `contract.txt.gz` holds those of the approved
contract. To approve a change, write them again, and list the changed lines in the message of the same commit:

    python -m tests.openapi.contract <openapi.yaml | gzip -9n >tests/openapi/contract.txt.gz
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

import yaml

Json = dict[str, Any]

METHODS = ("get", "post", "put", "patch", "delete")

CONSTRAINTS = (
    *("format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "uniqueItems"),
    *("maxProperties", "default", "readOnly", "writeOnly"),
)


class Contract:
    """One OpenAPI document."""

    def __init__(self, document: Json) -> None:
        """`document` is the parsed OpenAPI document."""
        self.document = document

    def lines(self) -> Iterator[str]:
        """All lines of the contract."""
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    yield from self.operation(f"{method.upper()} {path}", item, item[method])

    def operation(self, name: str, item: Json, operation: Json) -> Iterator[str]:
        """Lines of one operation: access, parameters, request, responses."""
        yield f"{name}: {operation['operationId']} {operation['tags']} security={operation['security']}"
        for each in (*item.get("parameters", ()), *operation.get("parameters", ())):
            parameter = self.resolve(each)
            style = (parameter.get("style", "form"), parameter.get("explode", True))  # The defaults of a query.
            where = f"{name} {parameter['in']} {parameter['name']}{'!' if parameter.get('required') else ''}"
            where += "" if style == ("form", True) else f" {style}"
            yield from self.schema(where, parameter["schema"], sent=True)
        if "requestBody" in operation:
            body = self.resolve(operation["requestBody"])
            yield from self.content(f"{name} body{'!' if body.get('required') else ''}", body["content"], sent=True)
        for status, each in operation["responses"].items():
            response = self.resolve(each)
            yield f"{name} {status}"
            for header, value in response.get("headers", {}).items():
                yield from self.schema(f"{name} {status} header {header}", self.resolve(value)["schema"], sent=False)
            yield from self.content(f"{name} {status}", response.get("content", {}), sent=False)

    def content(self, where: str, content: Json, *, sent: bool) -> Iterator[str]:
        """Lines of a body in each of its media types."""
        for kind, media in content.items():
            yield from self.schema(f"{where} {kind} ", media["schema"], sent=sent)

    def schema(self, where: str, schema: Json, *, sent: bool) -> Iterator[str]:
        """A line for a schema, and one for each schema in it; `!` marks a required field."""
        whole = self.simplify(schema)
        sent = sent and not whole.get("readOnly")
        closed = sent and whole.get("additionalProperties") is False
        parts = [
            "|".join(whole["type"]) or "any",
            *(f"{key}={whole[key]!r}" for key in CONSTRAINTS if whole.get(key) is not None),
            *(["enum=" + ",".join(map(str, whole["enum"]))] if "enum" in whole else []),
            *(["closed"] if closed else []),
        ]
        yield f"{where}: {' '.join(parts)}"
        for name, inner in whole.get("properties", {}).items():
            yield from self.schema(
                f"{where}.{name}{'!' if name in whole.get('required', ()) else ''}", inner, sent=sent
            )
        if "items" in whole:
            yield from self.schema(f"{where}[]", whole["items"], sent=sent)
        if isinstance(whole.get("additionalProperties"), dict):
            yield from self.schema(f"{where}.*", whole["additionalProperties"], sent=sent)
        for number, inner in enumerate(whole.get("anyOf", ())):
            yield from self.schema(f"{where}|{number}", inner, sent=sent)

    def simplify(self, schema: Json) -> Json:
        """A schema without references, `allOf`, or null as an alternative or a value; `type` is a sorted list."""
        whole = self.resolve(schema)
        types = whole.get("type", [])
        whole["type"] = [types] if isinstance(types, str) else list(types)
        for part in whole.pop("allOf", ()):
            inner = self.simplify(part)
            whole["type"] = whole["type"] or inner["type"]
            whole["properties"] = inner.get("properties", {}) | whole.get("properties", {})
            whole["required"] = [*inner.get("required", ()), *whole.get("required", ())]
            whole = inner | whole
        branches = [self.simplify(each) for each in whole.pop("anyOf", ())]
        others = [each for each in branches if each["type"] != ["null"]]
        if len(others) == 1:
            types = [*others[0]["type"], *whole["type"]]
            whole = others[0] | whole | {"type": types}
        elif others:
            whole["anyOf"] = others
        if len(others) < len(branches):
            whole["type"] = [*whole["type"], "null"]
        if "const" in whole:
            whole["enum"] = [whole.pop("const")]
        if "enum" in whole:
            whole["enum"] = [value for value in whole["enum"] if value is not None]
        if whole.get("format") == "uuid":
            whole |= {"minLength": None, "maxLength": None}  # The format says it.
        whole["type"] = sorted(set(whole["type"]))
        return whole

    def resolve(self, value: Json) -> Json:
        """The target of a reference, overridden by the members beside the reference."""
        while "$ref" in value:
            target = self.document
            for step in value["$ref"].removeprefix("#/").split("/"):
                target = target[step]
            value = target | {name: inner for name, inner in value.items() if name != "$ref"}
        return dict(value)


def contract_lines(document: Json) -> list[str]:
    """The sorted lines of a document."""
    return sorted(Contract(document).lines())


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in contract_lines(yaml.load(sys.stdin, Loader=yaml.CSafeLoader)))
