"""Names for repeated parts: enums and scalar formats become schemas, repeated parameters become components.

The plugin marks each enum and scalar format with the name of its schema, as `x-name`, when it is converted from its
field. `name_schemas` replaces each mark by a reference once the document is whole.
"""

from __future__ import annotations

import inspect
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import fields

from domain.codes import MISSING
from domain.vocabularies import VOCABULARIES
from schemas.fields import composites, scalars
from schemas.queries.base import DayParam, IdentifierText, InstantParam
from schemas.queries.filters import OrMissing

Json = dict[str, Any]
Key = tuple[str, str]

FORMATS: Mapping[type[fields.Field[Any]], str] = {
    scalars.DecimalText: "Decimal",
    scalars.Edtf: "EdtfDate",
    DayParam: "Day",
    composites.Instant: "Instant",
    InstantParam: "InstantOrDate",
    scalars.Jurisdiction: "JurisdictionCode",
    scalars.Language: "LanguageTag",
    scalars.Currency: "CurrencyCode",
    scalars.Slug: "Slug",
    scalars.Key: "PartKey",
    scalars.Scheme: "IdentifierScheme",
    IdentifierText: "SchemeAndIdentifier",
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


def singular(name: str) -> str:
    """The name of a vocabulary as that of one of its terms: `announcement_kinds` is `AnnouncementKind`."""
    irregular = {"frequencies": "frequency", "commitment_statuses": "commitment_status"}
    return pascal_case(irregular.get(name, name.removesuffix("s")))


def pascal_case(name: str) -> str:
    """The name of a parameter or field as that of a component."""
    return "".join(part[:1].upper() + part[1:] for part in name.replace("-", "_").split("_"))


ENUMS: Mapping[tuple[str, ...], tuple[str, str]] = {
    **{
        each.codes: (singular(name), f"{each.meaning} See /v1/vocabularies/{name}.")
        for name, each in VOCABULARIES.items()
    },
    (MISSING,): ("Missing", "Stands for items that state nothing."),
    ("overlaps", "within"): ("DateMatch", "How an uncertain date is compared with a window."),
    ("capped", "exact"): ("TotalMode", "How matches are counted."),
    ("current", "first"): ("DueBasis", "The due date that lateness is measured from."),
}
"""Schemas of enums that several resources share, with their meanings; others are named after resource and field."""

CORE = ("type", "enum", "format", "pattern", "minLength", "maxLength")
"""What a named schema takes from a field; the rest stays beside the reference."""


def mark_named(_: Any, field: fields.Field[Any], *, ret: Json) -> Json:
    """Mark an enum or scalar format with the name and description of its schema."""
    inner, is_filter = (field.inner, True) if isinstance(field, OrMissing) else (field, False)
    if "enum" in ret:
        for bound in ("minLength", "maxLength"):
            ret.pop(bound, None)  # The values say it.
        values = tuple(value for value in ret["enum"] if not is_filter or value != MISSING)
        name, description = ENUMS.get(values) or (enum_name(field), ret.get("description", ""))
    elif type(inner) in FORMATS:
        name, description = FORMATS[type(inner)], inspect.getdoc(type(inner)) or ""
    elif ret.get("format") in STANDARD_FORMATS:
        name, description = STANDARD_FORMATS[ret["format"]]
    else:
        return {}
    if is_filter:
        return {"x-name": f"{name}OrMissing", "x-description": f"{description} Or `{MISSING}`."}
    return {"x-name": name, "x-description": description}


def enum_name(field: fields.Field[Any]) -> str:
    """The name of an enum of one resource, such as `AnnouncementsSort`."""
    owner = type(field.root).__name__.removesuffix("Schema").removesuffix("Query")
    return owner + pascal_case(str(field.name))


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
    """A reference to the component of a marked schema, with null beside it where that is allowed."""
    types = [marked["type"]] if isinstance(marked["type"], str) else marked["type"]
    core = {name: marked[name] for name in CORE if name in marked} | {"type": types[0]}
    if "enum" in core:
        core["enum"] = [value for value in core["enum"] if value is not None]
    if core.get("format") == "uuid":
        core = {name: value for name, value in core.items() if not name.endswith("Length")}  # The format says it.
    name = marked["x-name"]
    component = named.setdefault(name, {"description": marked["x-description"], **core})
    if {each: component[each] for each in core} != core or component.keys() - core.keys() - {"description"}:
        raise ValueError(f"Two schemas would have the name {name}.")
    beside = {each: value for each, value in marked.items() if each not in (*CORE, "x-name", "x-description")}
    target = {"$ref": f"#/components/schemas/{name}"}
    if "null" in types:
        return {**beside, "anyOf": [target, {"type": "null"}]}
    return {**beside, "allOf": [target]} if "default" in beside else {**target, **beside}


def share_parameters(document: Json) -> None:
    """Make components of the parameters that occur more than once.

    The commonest parameter of a name gives its name to the component; the others' components begin with their tag, as
    do those of parameters in paths.
    """
    uses = Counter(parameter_key(each) for _, parameters in parameter_lists(document) for each in parameters)
    by_name: dict[str, list[int]] = {}
    for (name, _), count in uses.items():
        by_name.setdefault(name, []).append(count)
    components = document["components"]["parameters"]
    names: dict[Key, str] = {}
    for tag, parameters in parameter_lists(document):
        for index, each in enumerate(parameters):
            key = parameter_key(each)
            if uses[key] > 1 and "$ref" not in each:
                counts = by_name[key[0]]
                is_commonest = each["in"] != "path" and uses[key] == max(counts) and counts.count(uses[key]) == 1
                names.setdefault(key, ("" if is_commonest else tag) + pascal_case(each["name"]))
                components[names[key]] = each
                parameters[index] = {"$ref": f"#/components/parameters/{names[key]}"}
    document["components"]["parameters"] = dict(sorted(components.items()))


def parameter_lists(document: Json) -> Iterator[tuple[str, list[Json]]]:
    """Every list of parameters, with the tag of its operation."""
    for item in document["paths"].values():
        (tag, *_) = (operation["tags"][0] for name, operation in item.items() if name != "parameters")
        yield tag, item.get("parameters", [])
        for name, operation in item.items():
            if name != "parameters":
                yield operation["tags"][0], operation.get("parameters", [])


def parameter_key(parameter: Json) -> Key:
    """The name of a parameter, and all of it in one string."""
    return parameter.get("name", ""), json.dumps(parameter, sort_keys=True)
