"""The importer of the test bed parses responses, complete or broken off."""

from __future__ import annotations

from deploy.ha.importer import ImportResponse, parse_response

FIRST = b'{"line": 1, "status": "created", "id": "a", "version": 1}\n'
SECOND = b'{"line": 2, "status": "created", "id": "b", "version": 1}\n'
WHOLE = b'{"summary": {"lines": 2}, "complete": true}\n'
BROKEN_OFF = b'{"summary": {"lines": 1}, "complete": false, "problem": {"status": 503}}\n'


def test_a_response_with_a_final_summary_is_complete() -> None:
    response = parse_response(200, [FIRST, SECOND, WHOLE])
    assert response.is_complete
    assert {line: each["id"] for line, each in response.lines.items()} == {1: "a", 2: "b"}


def test_a_response_that_breaks_off_keeps_its_complete_lines() -> None:
    for lines in ([FIRST, BROKEN_OFF], [FIRST, SECOND[:20]], [FIRST]):
        response = parse_response(200, lines)
        assert not response.is_complete
        assert list(response.lines) == [1]


def test_a_problem_has_no_lines() -> None:
    assert parse_response(503, [b'{"status": 503}\n']) == ImportResponse(503, {}, is_complete=False)
