"""The order of parameters in the document, and the groups in which Swagger UI folds them.

The ten that answer most questions come first, then the groups, then headers.
"""

import re
from collections.abc import Iterable, Sequence

from api.openapi.references import Json

ASKED_FIRST: Sequence[tuple[str, ...]] = (
    *(("q",), ("group_by",), ("convert",), ("overdue",), ("jurisdiction",), ("currency",), ("payer",), ("speaker",)),
    *(("topic",), ("status",), ("due_from", "due_to"), ("said_from", "said_to"), ("party",), ("format",)),
    *(("announced_from", "announced_to"), ("fields",), ("kind",), ("sort",)),
)
"""What most questions ask with; the two ends of a window stand together."""

FIRST_COUNT = 10

OTHERS = "The record"

GROUPS: dict[str, Sequence[str]] = {
    "Words": ("q", "paraphrase", "approximate"),
    "Dates": (
        *("overdue", "overdue_on", "since", "due_from", "due_to", "due", "due_moved", "starts_from", "starts_to"),
        *("starts", "period_from", "period_to", "period", "said_from", "said_to", "said_on", "announced_from"),
        *("announced_to", "effective_from", "effective_to", "effective", "in_force_on", "updated_from", "updated_to"),
        *("significantly_updated_from", "significantly_updated_to", "created_from", "created_to", "published_from"),
        *("published_to", "match"),
    ),
    "Who and where": (
        *("party", "all_party", "role", "all_role", "payer", "payee", "speaker", "publisher", "jurisdiction"),
        *("jurisdiction_group", "subdivisions", "place"),
    ),
    OTHERS: (),
    "Of its announcement": (),
    "Leave out": (),
    "Page and format": ("sort", "limit", "cursor", "facet", "total", "fields", "highlight", "format", "bom"),
}
"""Names of parameters in their order, by group. What is in no list is a filter, whose name says its group."""

GROUP_OF = {name: group for group, names in GROUPS.items() for name in names}
RANGE_END = re.compile("_(?:min|max)$")


def group_of(name: str) -> str:
    """The group of a query parameter."""
    if name.startswith("exclude_"):
        return "Leave out"
    if name.removeprefix("all_").startswith("announcement_"):
        return "Of its announcement"
    return GROUP_OF.get(name, OTHERS)


def grouped_names(parameters: Iterable[Json]) -> dict[str, list[str]]:
    """Names of all query parameters, each once, by group."""
    names = dict.fromkeys(each["name"] for each in parameters if each.get("in") == "query")
    return {group: [name for name in names if group_of(name) == group] for group in GROUPS}


def in_reading_order(parameters: Sequence[Json]) -> list[Json]:
    """Parameters in the order in which readers look for them."""
    names = [each["name"] for each in parameters if each["in"] == "query"]
    first: list[str] = []
    for asked in ASKED_FIRST:
        taken = [name for name in asked if name in names]
        if len(first) + len(taken) <= FIRST_COUNT:
            first += taken
    stems = [RANGE_END.sub("", name) for name in names]
    return sorted(parameters, key=lambda each: place_of(each, first, stems))


def place_of(parameter: Json, first: Sequence[str], stems: Sequence[str]) -> tuple[int, int, int]:
    """Where a parameter stands, as a key to sort by: among the first, in its group, or as a header at the end."""
    name = parameter["name"]
    if parameter["in"] != "query":
        return 2, 0, 0
    if name in first:
        return 0, first.index(name), 0
    group = group_of(name)
    listed = GROUPS[group]
    place = listed.index(name) if name in listed else stems.index(RANGE_END.sub("", name))
    return 1, [*GROUPS].index(group), place
