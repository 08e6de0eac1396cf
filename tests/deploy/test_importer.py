"""What an importer makes of the lines that it is answered."""

from __future__ import annotations

from deploy.ha import importer

FIRST = b'{"line": 1, "status": "created", "id": "a", "version": 1}\n'
SECOND = b'{"line": 2, "status": "created", "id": "b", "version": 1}\n'
WHOLE = b'{"summary": {"lines": 2}, "complete": true}\n'
BROKEN_OFF = b'{"summary": {"lines": 1}, "complete": false, "problem": {"status": 503}}\n'


def test_an_answer_to_its_end_is_complete() -> None:
    """With a result for each line."""
    results = importer.read(200, [FIRST, SECOND, WHOLE])
    assert results.is_complete
    assert {line: each["id"] for line, each in results.lines.items()} == {1: "a", 2: "b"}


def test_an_answer_that_breaks_off_is_not() -> None:
    """Whether the service says so, or the connection ends in the middle of a line; what came before counts."""
    for lines in ([FIRST, BROKEN_OFF], [FIRST, SECOND[:20]], [FIRST]):
        results = importer.read(200, lines)
        assert not results.is_complete
        assert list(results.lines) == [1]


def test_a_refusal_has_no_lines() -> None:
    """Its body is a problem."""
    assert importer.read(503, [b'{"status": 503}\n']) == importer.Results(503, {}, is_complete=False)
