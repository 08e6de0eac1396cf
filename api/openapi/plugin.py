"""The apispec plugin: converts marshmallow schemas, with corrections, and names repeated enums and formats.

Each enum and scalar format is marked with the name of its schema, as `x-name`, when it is converted from its field.
`name_schemas` replaces each mark by a reference once the document is whole.
"""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_instance
from marshmallow import Schema, fields

from api.openapi.references import Json
from domain.codes import MISSING
from domain.jurisdiction_groups import JURISDICTION_GROUP
from domain.vocabularies import VOCABULARIES
from schemas.base import BaseSchema
from schemas.fields import codes, composites, scalars
from schemas.queries.base import BaseQuery, BoundedInt, IdentifierText, PartyText
from schemas.queries.filter_parameter import OrMissing
from schemas.queries.names import NamesParam
from schemas.queries.windows import DayParam, InstantParam, WindowDate, WindowInstant

DEFAULTED = {"Announcement": ("state",)}
"""Members that a client may leave out and that the server fills in."""

FORMATS: Mapping[type[fields.Field[Any]], str] = {
    scalars.DecimalText: "Decimal",
    scalars.ComputedDecimal: "ComputedDecimal",
    scalars.Edtf: "EdtfDate",
    WindowDate: "WindowDate",
    DayParam: "Day",
    composites.Instant: "Instant",
    InstantParam: "InstantOrDate",
    WindowInstant: "WindowInstant",
    codes.Jurisdiction: "JurisdictionCode",
    codes.Language: "LanguageTag",
    codes.Currency: "CurrencyCode",
    scalars.Slug: "Slug",
    scalars.Key: "PartKey",
    scalars.Scheme: "IdentifierScheme",
    IdentifierText: "SchemeAndIdentifier",
    PartyText: "PartyReference",
    composites.Uuid: "Uuid",
    composites.Url: "WebAddress",
    scalars.Sha256: "Sha256",
}
"""Schemas of scalar formats, by the field that reads them."""

STANDARD_FORMATS: Mapping[str, tuple[str, str]] = {
    "uuid": ("Uuid", inspect.getdoc(composites.Uuid) or ""),
    "uri": ("Uri", "A URI (RFC 3986)."),
    "uri-reference": ("UriReference", "A URI, or a path on this server (RFC 3986)."),
    "json-pointer": ("JsonPointer", "A place in a document (RFC 6901)."),
}
"""Schemas of formats that plain fields name."""


class SchemaPlugin(MarshmallowPlugin):
    """Describes each schema by its docstring, and notes its members in every response, and whether it may have null."""

    converter: Any

    def __init__(self) -> None:
        super().__init__()
        self.constant_members: dict[str, list[str]] = {}
        self.nullable: set[str] = set()

    def init_spec(self, spec: APISpec) -> None:
        """Register the corrections of fields."""
        super().init_spec(spec)
        self.map_to_openapi_type(fields.Integer, "integer", "int64")  # type: ignore[no-untyped-call]
        self.map_to_openapi_type(BoundedInt, "integer", "int32")  # type: ignore[no-untyped-call]
        self.converter.add_attribute_function(mark_named)
        self.converter.add_parameter_attribute_function(correct_parameter)

    def schema_helper(  # type: ignore[override]  # apispec's own two signatures differ.
        self, name: Any, _: Any, schema: Any = None, **options: Any
    ) -> Any:
        """Put the docstring first, and take read-only members out of `required`, which holds for requests."""
        definition = super().schema_helper(name, _, schema=schema, **options)  # type: ignore[no-untyped-call]
        schema = resolve_schema_instance(schema)
        self.constant_members[name] = sorted({*DEFAULTED.get(name, ()), *constant_members(schema)})
        if not isinstance(schema, BaseSchema):  # Which leaves out what has no value.
            self.nullable.add(name)
        required = [
            member for member in definition.pop("required", ()) if "readOnly" not in definition["properties"][member]
        ]
        if isinstance(schema, BaseQuery):
            definition["properties"] = {
                member: without_null(value) for member, value in definition["properties"].items()
            }
        definition = {"description": unwrap_paragraphs(inspect.getdoc(schema) or ""), **definition}
        return definition | ({"required": required} if required else {})


def constant_members(schema: Schema) -> Iterator[str]:
    """Members that every response has: required ones, and lists that a client may send."""
    for name, field in schema.fields.items():
        if field.required or (
            isinstance(schema, BaseSchema) and isinstance(field, fields.List) and not field.dump_only
        ):
            yield field.data_key or name


def unwrap_paragraphs(text: str) -> str:
    """Text with each paragraph on one line."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


PREFILLED = ("If-Match", "note")
"""Parameters that Swagger UI fills in with their example, since most changes are refused without them."""


def correct_parameter(_: Any, field: fields.Field[Any], *, ret: Json) -> Json:
    """Correct a parameter: it is never null, and it alone describes its values, with an example in words.

    As an example of its schema, Swagger UI would fill it in, and with it those of all others: only `PREFILLED` ones
    have theirs so. Members that are the defaults of OpenAPI are left out.
    """
    schema = without_null(ret["schema"])
    value = schema.get("items", schema)
    values = value.pop("examples", ())
    is_prefilled = (field.data_key or field.name) in PREFILLED
    examples = [] if is_prefilled else [f" For example `{example}`." for example in values]
    if value is not schema and "x-name" not in value:
        del value["description"]
    definition: Json = {"schema": schema, "description": "".join((ret.get("description", ""), *examples))}
    for name in ("required", "style", "explode"):
        ret.pop(name, None)
    if isinstance(field, NamesParam):
        definition["explode"] = False
    if is_prefilled:
        (definition["example"],) = values
    return definition | ({"required": True} if field.required else {})


def without_null(schema: Json) -> Json:
    """The schema of the same values without null."""
    strict = {name: value for name, value in schema.items() if (name, value) != ("default", None)}
    if isinstance(strict.get("type"), list):
        (strict["type"],) = (each for each in strict["type"] if each != "null")
    return strict | ({"items": without_null(strict["items"])} if "items" in strict else {})


TERM_NAMES = {
    "frequencies": "Frequency",
    "commitment_statuses": "CommitmentStatus",
    "policy_statuses": "PolicyStatusCode",
    "stages": "AmountStage",
    "comparators": "TargetComparator",
    "states": "RecordState",
}
"""Names of terms that are not the singular of their vocabulary, or need the name of what they belong to."""


def singular(name: str) -> str:
    """The name of a vocabulary as that of one of its terms: `announcement_kinds` is `AnnouncementKind`."""
    return TERM_NAMES.get(name) or pascal_case(name.removesuffix("s"))


def pascal_case(name: str) -> str:
    """The name of a parameter or field as that of a component."""
    return "".join(part[:1].upper() + part[1:] for part in name.replace("-", "_").split("_"))


ENUMS: Mapping[tuple[str, ...], tuple[str, str]] = {
    **{
        each.codes: (singular(name), f"{each.meaning} See /v1/vocabularies/{name}.")
        for name, each in VOCABULARIES.items()
    },
    JURISDICTION_GROUP.codes: ("JurisdictionGroup", "A group. See /v1/vocabularies/jurisdiction_groups."),
    ("include",): ("Include", "Whether to take these in too; by default they are left out."),
    ("bytes",): ("EndedBy", "What ended a page before its limit."),
    ("announced_on",): ("ConversionDate", "The day whose exchange rate is used."),
    (MISSING,): ("Missing", "Stands for items that state nothing."),
    ("overlaps", "within"): ("DateMatch", "How an uncertain date is compared with a window."),
    ("capped", "exact"): ("TotalMode", "How matches are counted."),
    ("current", "first"): ("DueBasis", "The due date that lateness is measured from."),
}
"""Schemas of enums that several resources share, with their meanings; others are named after resource and field."""

CORE = ("type", "enum", "format", "pattern", "minLength", "maxLength")
"""Keywords of a field that belong to its named schema; the others stay next to the reference."""


def mark_named(_: Any, field: fields.Field[Any], *, ret: Json) -> Json:
    """Mark an enum or scalar format with the name and description of its schema."""
    inner, is_filter = (field.inner, True) if isinstance(field, OrMissing) else (field, False)
    if "enum" in ret:
        for bound in ("minLength", "maxLength"):
            ret.pop(bound, None)  # The values say it.
        values = tuple(value for value in ret["enum"] if not is_filter or value != MISSING)
        name, description = ENUMS.get(values) or (enum_name(field), first_sentence(ret.get("description", "")))
    elif type(inner) in FORMATS:
        name, description = FORMATS[type(inner)], inspect.getdoc(type(inner)) or ""
    elif ret.get("format") in STANDARD_FORMATS:
        name, description = STANDARD_FORMATS[ret["format"]]
    else:
        return {}
    if is_filter:
        return {"x-name": f"{name}OrMissing", "x-description": f"{description} Or `{MISSING}`."}
    return {"x-name": name, "x-description": description}


def first_sentence(text: str) -> str:
    """The first sentence of a description; the rest stands where the value is used."""
    return text if ". " not in text else text.partition(". ")[0] + "."


def enum_name(field: fields.Field[Any]) -> str:
    """The name of an enum of one resource, such as `AnnouncementsSort`."""
    owner = type(field.root).__name__.removesuffix("Schema").removesuffix("Query")
    return owner + pascal_case(str(field.name))


def name_of_order(value: str) -> str:
    """The name of an order in generated code: without its sign, `-due` would be that of `due`."""
    return f"{value.removeprefix('-').upper()}{'_DESCENDING' * value.startswith('-')}"


def name_schemas(document: Json) -> None:
    """Replace each marked schema by a reference to a component of its name."""
    named: dict[str, Json] = {}
    for section in ("paths", "components"):
        document[section] = with_references(document[section], named)
    document["components"]["schemas"] |= dict(sorted(named.items()))


def with_references(part: Any, named: dict[str, Json]) -> Any:
    """A part of the document with references in place of marked schemas, which are added to `named`."""
    if isinstance(part, list):
        return [with_references(each, named) for each in part]
    if not isinstance(part, dict):
        return part
    if "x-name" in part:
        return reference_to(part, named)
    items = part.get("items")
    if isinstance(items, dict) and "x-name" in items:
        part = part | {"items": {name: items[name] for name in items if name not in ("description", "examples")}}
    return {name: with_references(inner, named) for name, inner in part.items()}


def reference_to(marked: Json, named: dict[str, Json]) -> Json:
    """A reference to the component of a marked schema, or null where that is allowed."""
    types = [marked["type"]] if isinstance(marked["type"], str) else marked["type"]
    core = {name: marked[name] for name in CORE if name in marked} | {"type": types[0]}
    if "enum" in core:
        core["enum"] = [value for value in core["enum"] if value is not None]
        if any(value.startswith("-") for value in core["enum"]):
            core["x-enum-varnames"] = [*map(name_of_order, core["enum"])]
    if core.get("format") == "uuid":
        core = {name: value for name, value in core.items() if not name.endswith("Length")}  # The format says it.
    name = marked["x-name"]
    component = named.setdefault(name, {"description": marked["x-description"], **core})
    if {each: component[each] for each in core} != core or component.keys() - core.keys() - {"description"}:
        raise ValueError(f"Two schemas would have the name {name}.")
    next_to_reference = {
        each: value for each, value in marked.items() if each not in (*CORE, "x-name", "x-description")
    }
    target = {"$ref": f"#/components/schemas/{name}"}
    if "null" in types:
        return {**next_to_reference, "anyOf": [target, {"type": "null"}]}
    return (
        {**next_to_reference, "allOf": [target]} if "default" in next_to_reference else {**target, **next_to_reference}
    )
