"""Generate models.py and lists.py of the client from openapi.yaml: `make openapi` runs this.

Models must let through what a later version of the service adds, so an enum is its values or any other string, other
members are kept, and bounds of lengths and numbers are left to the service.
"""

import keyword
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
PACKAGE = Path(__file__).parent / "communique_client"
MODELS_HEADER = '''"""Models of JSON, generated from openapi.yaml by `make openapi`."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

ExactDecimal = Annotated[Decimal, PlainSerializer("{:f}".format, when_used="json")]


class Model(BaseModel):
    """JSON of the service. Members that this version does not know are kept, in `model_extra` too."""

    model_config = ConfigDict(extra="allow", validate_by_name=True, validate_by_alias=True, defer_build=True)

'''
LISTS_HEADER = '''"""Lists and summaries, and their parameters: generated from openapi.yaml by `make openapi`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from communique_client import models
from communique_client.methods import BaseClient, Stream, operation, stream
from communique_client.service import Transport

'''
LISTS_CLASS = '''class Lists(BaseClient[Transport]):
    """Each list, its pages one by one, and the summaries."""
'''
LIST_METHODS = '''
    @stream
    def {name}(self, **filters: Unpack[{query}]) -> Stream[{item}]:
        """{summary}"""
        return self.service.items("{path}", {answer}, filters)

    @operation
    async def {name}_page(self, **filters: Unpack[{query}]) -> {answer}:
        """A page of {path}: the first, or that of a `cursor`, with its total, facets and notes."""
        return await self.service.get("{path}", {answer}, filters)'''
SUMMARY_METHOD = '''
    @operation
    async def {name}_summary(self, **filters: Unpack[{query}]) -> {answer}:
        """{summary}"""
        return await self.service.get("{path}", {answer}, filters)'''
LISTS = re.compile(
    r"(import|list|summarise)_(announcements|commitments|amounts|quotes|parties|topics|coverage|changes)"
)
"""Operations of which parameters and, but for imports, answers are generated."""

BY_HAND = {"import_announcements", "list_changes"}
"""Those without a generated method: an import is resumed, and changes are followed."""

OTHERS = ("AnnouncementInput", "ImportResult", "Problem", "Progress", "ProgressInput")
FOLLOWED = {"since", "wait"}
"""Parameters of the changes that the client sends itself. In other lists, `since` is a filter."""

NOT_FOR_MODELS = {"fields", "format", "bom"}
"""Parameters with which an answer is no whole model."""

TYPES = {"Decimal": "ExactDecimal", "ComputedDecimal": "ExactDecimal", "Day": "date"}
FORMATS = {"uuid": "UUID", "date-time": "datetime"}
PLAIN = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
DAYS = {"due_from", "due_to", "period_from", "period_to", "said_from", "said_to", "first_on", "last_on", "rate_on"}
"""Members that are whole days, although the contract calls them text."""

SENT = {"ExactDecimal": "Decimal | int | str", "date": "date | str", "datetime": "datetime | str", "UUID": "UUID | str"}
"""Types of parameters, which take text too."""

DATES = {f"#/components/schemas/{name}" for name in ("EdtfDate", "WindowDate", "WindowInstant")}


class ListOperation(NamedTuple):
    """An operation that lists or summarises: the address, the words of its name, and what the contract says."""

    path: str
    verb: str
    name: str
    operation: dict[str, Any]

    @property
    def query_name(self) -> str:
        """Name of the class of its parameters."""
        return f"{self.verb.title()}{self.name.title()}Query"

    @property
    def answer(self) -> str:
        """Name of the schema of its JSON."""
        reference: str = self.operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        return reference.rpartition("/")[2]


class Contract:
    """The contract, and the names of the schemas that the models need."""

    def __init__(self, document: dict[str, Any]) -> None:
        """`document` is the parsed openapi.yaml."""
        self.components = document["components"]
        self.schemas: dict[str, dict[str, Any]] = self.components["schemas"]
        self.needed: dict[str, None] = {}
        self.lists = [
            ListOperation(path, match[1], match[2], operation)
            for path, operations in document["paths"].items()
            for operation in operations.values()
            if "operationId" in operation and (match := LISTS.fullmatch(operation["operationId"]))
        ]

    def type_of(self, schema: dict[str, Any]) -> str:
        """The Python type of a schema. A schema that it names becomes needed."""
        if name := schema.get("$ref", "").rpartition("/")[2]:
            return TYPES.get(name) or self.type_of_name(name)
        if parts := schema.get("anyOf") or schema.get("allOf"):
            (part,) = (part for part in parts if part.get("type") != "null")
            return self.type_of(part)
        if plain_type(schema) == "array":
            return f"list[{self.type_of(schema['items'])}]"
        if "enum" in schema:
            return f"Literal[{', '.join(map(repr, schema['enum']))}] | str"
        if isinstance(members := schema.get("additionalProperties"), dict):
            return f"dict[str, {self.type_of(members)}]"
        return FORMATS.get(schema.get("format", "")) or PLAIN.get(plain_type(schema), "Any")

    def type_of_name(self, name: str) -> str:
        """The type of a schema with a name: its own for objects and enums, else what it is."""
        schema = self.schemas[name]
        if "properties" not in schema and "enum" not in schema:
            return self.type_of(schema)
        self.needed.setdefault(name)
        return name

    def definition(self, name: str) -> str:
        """The model or the enum of a schema."""
        schema = self.schemas[name]
        if "enum" in schema:
            return f'{name} = {self.type_of(schema)}\n"""{first_sentence(schema)}"""'
        return "\n".join([f"class {name}(Model):", *docstring(schema), *self.members(schema)])

    def members(self, schema: dict[str, Any]) -> Iterator[str]:
        """The members of a model, each with what it means."""
        for name, member in schema["properties"].items():
            type_ = "date" if name in DAYS else self.type_of(member)
            plain = re.sub(r"\W", "_", name) + "_" * keyword.iskeyword(name)
            default = "" if name in schema.get("required", ()) and not is_nullable(member) else "None"
            value = f"Field({f'default={default}, ' * bool(default)}alias={name!r})" if plain != name else default
            yield f"    {plain}: {type_}{' | None' * bool(default)}{f' = {value}' * bool(value)}"
            yield from docstring(self.resolve(member) | member)

    def query_class(self, each: ListOperation) -> str:
        """The parameters of a list, as keyword arguments."""
        parameters = [
            parameter
            for parameter in map(self.resolve, each.operation["parameters"])
            if parameter["in"] == "query"
            and parameter["name"] not in (NOT_FOR_MODELS | FOLLOWED if each.name == "changes" else NOT_FOR_MODELS)
        ]
        members = sorted(f"    {each['name']}: {self.sent(each['schema'])} | None" for each in parameters)
        return "\n".join(
            [f"class {each.query_name}(TypedDict, total=False):", f'    """Parameters of {each.path}."""', "", *members]
        )

    def methods(self, each: ListOperation) -> str:
        """The methods of a list or summary."""
        template = LIST_METHODS if each.verb == "list" else SUMMARY_METHOD
        data = self.schemas[each.answer]["properties"]["data"]
        return template.format(
            name=each.name, query=each.query_name, path=each.path, summary=each.operation["summary"],
            item=qualified(self.type_of(data["items"])), answer=qualified(each.answer),
        )  # fmt: skip

    def sent(self, schema: dict[str, Any]) -> str:
        """The type of a parameter: one value, or several where it is repeatable."""
        type_ = qualified(self.type_of(schema))
        if item := re.fullmatch(r"list\[(.+)\]", type_):
            one = SENT.get(item[1], item[1])
            return f"{one} | Sequence[{one}]"
        return SENT["date"] if schema.get("$ref") in DATES else SENT.get(type_, type_)

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        """What a reference names, or the node itself."""
        if "$ref" not in node:
            return node
        section, _, name = node["$ref"].removeprefix("#/components/").partition("/")
        found: dict[str, Any] = self.components[section][name]
        return found


def is_nullable(schema: dict[str, Any]) -> bool:
    """Whether null is among the values."""
    return {"type": "null"} in schema.get("anyOf", ()) or "null" in schema.get("type", "")


def plain_type(schema: dict[str, Any]) -> str:
    """The type of a schema, without null."""
    stated = schema.get("type", "")
    return stated if isinstance(stated, str) else "".join({*stated} - {"null"})


def qualified(type_: str) -> str:
    """A type as lists.py writes it: with the module, if it is a model or an enum."""
    return re.sub(r"\b(?!UUID|ExactDecimal|Literal)[A-Z]\w+\b", r"models.\g<0>", type_)


def first_sentence(schema: dict[str, Any]) -> str:
    """The first sentence of a description, or what there is instead."""
    return re.split(r"(?<=[.:])\s", schema.get("description", "A value of the vocabulary."))[0].replace("\\", "\\\\")


def docstring(schema: dict[str, Any]) -> list[str]:
    """The lines of a docstring, if there is a description."""
    if "description" not in schema:
        return []
    text = schema["description"].strip().replace("\\", "\\\\")
    lines = [line for part in text.splitlines() for line in textwrap.wrap(part, 110) or [""]]
    end = [] if len(lines) == 1 else ['    """']
    return [f'    """{lines[0]}{"" if end else chr(34) * 3}', *(f"    {line}".rstrip() for line in lines[1:]), *end, ""]


def generate(document: dict[str, Any]) -> dict[str, str]:
    """The generated modules by their names."""
    contract = Contract(document)
    queries = [contract.query_class(each) for each in contract.lists]
    methods = [contract.methods(each) for each in contract.lists if each.operation["operationId"] not in BY_HAND]
    for name in (*OTHERS, *(each.answer for each in contract.lists if each.verb != "import")):
        contract.type_of_name(name)
    models: dict[str, str] = {}
    while missing := [name for name in contract.needed if name not in models]:
        models |= {name: contract.definition(name) for name in missing}
    texts = {
        "models.py": MODELS_HEADER + "\n\n\n".join(models[name] for name in sorted(models)),
        "lists.py": LISTS_HEADER + "\n\n\n".join([*queries, LISTS_CLASS + "\n".join(methods)]),
    }
    return {name: layout(name, f"{text}\n") for name, text in texts.items()}


def layout(name: str, text: str) -> str:
    """A module as ruff lays it out."""
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(PACKAGE / name), "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout  # noqa: S603


if __name__ == "__main__":
    contract = yaml.load((ROOT / "openapi.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    for name, text in generate(contract).items():
        (PACKAGE / name).write_text(text, encoding="utf-8")
