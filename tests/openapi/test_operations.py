"""Parameters in the document stand in the order in which readers look for them."""

from __future__ import annotations

from api.openapi.operations import in_reading_order


def ordered(*names: str) -> list[str]:
    return [each["name"] for each in in_reading_order([{"in": "query", "name": name} for name in names])]


def test_questions_come_first_then_filters_ranges_and_presentation() -> None:
    declared = ("limit", "due_to", "kind", "due_from", "exclude_kind", "format", "overdue", "id", "sort", "q", "match")
    assert ordered(*declared) == [
        *("q", "overdue", "kind", "exclude_kind", "id", "due_to", "due_from", "match", "sort", "limit", "format")
    ]


def test_a_parameter_for_missing_dates_stands_with_the_range_of_that_date() -> None:
    declared = ("said_from", "said_to", "value_min", "value_max", "topic", "said_on", "value")
    assert ordered(*declared) == ["topic", "said_from", "said_to", "said_on", "value_min", "value_max", "value"]


def test_a_filter_whose_name_ends_like_a_range_is_a_filter() -> None:
    assert ordered("said_from", "said_to", "translated_from") == ["translated_from", "said_from", "said_to"]


def test_headers_come_last() -> None:
    header = {"in": "header", "name": "If-Match"}
    assert in_reading_order([header, {"in": "query", "name": "q"}])[1:] == [header]
