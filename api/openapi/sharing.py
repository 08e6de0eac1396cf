"""Components of what several operations have: parameters, and the arrays of values that filters take."""

import json
from collections import Counter
from collections.abc import Iterator

from api.openapi.plugin import pascal_case
from api.openapi.references import Json, reference, schema_name


def share_arrays(document: Json) -> None:
    """Make components of the arrays of named values in parameters and searches, named after their items: `…List`."""
    schemas = document["components"]["schemas"]
    shared: dict[str, Json] = {}
    for holder, member in [*values_asked_for(document)]:
        schema = holder[member]
        array = {name: schema[name] for name in ("type", "minItems", "maxItems", "items") if name in schema}
        if array.get("items", {}).keys() == {"$ref"}:
            name = f"{schema_name(array)}List"
            if shared.setdefault(name, {"description": "Several values.", **array}).items() >= array.items():
                beside = {key: value for key, value in schema.items() if key not in array}
                holder[member] = reference("schemas", name) | beside
    document["components"]["schemas"] = dict(sorted((schemas | shared).items()))


def values_asked_for(document: Json) -> Iterator[tuple[Json, str]]:
    """The places of the schemas of parameters, and of the members of searches: objects with the name of the member."""
    for _, parameters in parameter_lists(document):
        yield from ((each, "schema") for each in parameters if "schema" in each)
    for name, schema in document["components"]["schemas"].items():
        if name.endswith("Query"):
            yield from ((schema["properties"], member) for member in schema["properties"])


def parameter_lists(document: Json) -> Iterator[tuple[str, list[Json]]]:
    """The lists of parameters of paths and operations, each with the first tag of its path."""
    for item in document["paths"].values():
        methods = [operation for name, operation in item.items() if name != "parameters"]
        yield from ((methods[0]["tags"][0], each.get("parameters", [])) for each in (item, *methods))


def share_parameters(document: Json) -> None:
    """Make components of the parameters that occur more than once.

    The commonest parameter of a name gives its name to the component; the others' components begin with their tag, as
    do those of parameters in paths.
    """
    lists = [*parameter_lists(document)]
    uses = Counter(parameter_key(each) for _, parameters in lists for each in parameters)
    components = document["components"]["parameters"]
    names: dict[tuple[str, str], str] = {}
    for tag, parameters in lists:
        for index, each in enumerate(parameters):
            key = parameter_key(each)
            if uses[key] > 1 and "$ref" not in each:
                rivals = [count for other, count in uses.items() if other[0] == key[0] and other != key]
                is_commonest = each["in"] != "path" and uses[key] > max(rivals, default=0)
                names.setdefault(key, ("" if is_commonest else tag) + pascal_case(each["name"]))
                if components.setdefault(names[key], each) != each:
                    raise ValueError(f"Two parameters would have the name {names[key]}.")
                parameters[index] = reference("parameters", names[key])
    document["components"]["parameters"] = dict(sorted(components.items()))


def parameter_key(parameter: Json) -> tuple[str, str]:
    """The name of a parameter, and all of it in one string."""
    return parameter.get("name", ""), json.dumps(parameter, sort_keys=True)
