"""The order of parameters in the documentation is one in which people look for them."""

from __future__ import annotations

from api.openapi.parameter_order import in_reading_order


def ordered(*names: str) -> list[str]:
    """Return the names of parameters in their reading order."""
    return [each["name"] for each in in_reading_order([{"in": "query", "name": name} for name in names])]


def test_words_and_questions_come_first_then_filters_windows_and_what_is_shown() -> None:
    """Whatever the order in which schemas and their bases declare them."""
    declared = ("limit", "due_to", "kind", "due_from", "exclude_kind", "format", "overdue", "id", "sort", "q", "match")
    assert ordered(*declared) == [
        *("q", "overdue", "kind", "exclude_kind", "id", "due_to", "due_from", "match", "sort", "limit", "format")
    ]


def test_what_asks_for_no_date_stands_with_the_window_of_that_date() -> None:
    """Also where the member is called otherwise than the window."""
    declared = ("said_from", "said_to", "value_min", "value_max", "topic", "said_on", "value")
    assert ordered(*declared) == ["topic", "said_from", "said_to", "said_on", "value_min", "value_max", "value"]


def test_a_filter_whose_name_ends_like_a_window_is_a_filter() -> None:
    """For there is no other end."""
    assert ordered("said_from", "said_to", "translated_from") == ["translated_from", "said_from", "said_to"]


def test_headers_come_last_as_they_are() -> None:
    """Those that are described elsewhere, too."""
    header = {"in": "header", "name": "If-Match"}
    assert in_reading_order(["IfNoneMatch", header, {"in": "query", "name": "q"}])[1:] == ["IfNoneMatch", header]
