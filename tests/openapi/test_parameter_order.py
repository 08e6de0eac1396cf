"""Parameters in the document stand in the order in which readers look for them."""

from __future__ import annotations

from api.openapi.parameter_order import grouped_names, in_reading_order


def ordered(*names: str) -> list[str]:
    return [each["name"] for each in in_reading_order([{"in": "query", "name": name} for name in names])]


def test_what_most_questions_ask_with_comes_first() -> None:
    declared = ("limit", "due_to", "kind", "due_from", "exclude_kind", "format", "overdue", "id", "sort", "q", "match")
    first = ["q", "overdue", "due_from", "due_to", "format", "kind", "sort"]
    assert ordered(*declared) == [*first, "match", "id", "exclude_kind", "limit"]


def test_at_most_ten_come_first_and_no_window_is_split() -> None:
    asked = ("q", "convert", "overdue", "jurisdiction", "currency", "payer", "topic", "status", "party")
    assert ordered("bom", "due_to", *asked, "due_from", "format")[:10] == [*asked[:8], "due_from", "due_to"]
    assert ordered("bom", "due_to", *asked, "speaker", "due_from", "format")[8:11] == ["status", "party", "due_from"]


def test_a_parameter_for_missing_dates_stands_with_the_window_of_that_date() -> None:
    declared = ("starts", "effective_from", "starts_to", "effective_to", "starts_from", "effective")
    assert ordered(*declared) == [
        *("starts_from", "starts_to", "starts", "effective_from", "effective_to", "effective")
    ]


def test_both_ends_of_a_range_stand_together() -> None:
    assert ordered("value_min", "unit", "value_max") == ["value_min", "value_max", "unit"]


def test_headers_come_last() -> None:
    header = {"in": "header", "name": "If-Match"}
    assert in_reading_order([header, {"in": "query", "name": "q"}])[1:] == [header]


def test_names_say_the_groups_of_filters() -> None:
    names = ("exclude_announcement_kind", "all_announcement_topic", "due_to", "q", "announcement", "translated_from")
    parameters = [{"in": "query", "name": name} for name in (*names, *names)]
    assert grouped_names([*parameters, {"in": "header", "name": "If-Match"}]) == {
        "Words": ["q"],
        "Dates": ["due_to"],
        "Who and where": [],
        "The record": ["announcement", "translated_from"],
        "Of its announcement": ["all_announcement_topic"],
        "Leave out": ["exclude_announcement_kind"],
        "Page and format": [],
    }
