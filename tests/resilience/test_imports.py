"""Imports that try to cost more than their bytes: blank lines, refused lines, bytes that inflate."""

from __future__ import annotations

import gzip
import json
import time

import pytest

from api.services.bulk import import_job, ndjson
from tests.clients import Client
from tests.imports import ndjson as body_of
from tests.imports import read_results, send, statuses
from tests.records import draft
from tests.refusals import problem_of

BLANK = b"\n" * ndjson.MAX_BLANK_LINES


def test_blank_lines_are_bounded_where_they_follow_one_another(client: Client) -> None:
    lines, last = read_results(send(client, body_of([draft()]) + BLANK + body_of([draft()]) + BLANK))
    assert (statuses(lines), last["complete"]) == (["created", "created"], True)
    problem = problem_of(send(client, BLANK + b" \n" + body_of([draft()])), 400)
    assert "blank lines" in problem["detail"]


@pytest.mark.long
def test_200_mb_of_newlines_in_a_gzip_of_200_kb_end_at_once(client: Client) -> None:
    """Also after lines that were answered: the stream of results ends with a summary that has the problem."""
    body = gzip.compress(b"\n" * 200_000_000)
    assert len(body) < 200_000
    began = time.thread_time()
    problem_of(send(client, body, encoding="gzip"), 400)
    lines, last = read_results(send(client, gzip.compress(body_of([draft()] * 700)) + body, encoding="gzip"))
    assert time.thread_time() - began < 2
    assert (len(lines), last["complete"], last["problem"]["status"]) == (600, False, 400)


def test_a_gzip_stream_may_inflate_as_records_do(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Alike records inflate forty times; the lines before a stream inflates too far are written."""
    monkeypatch.setattr(ndjson, "INFLATED_FREELY", 1_000)
    alike = gzip.compress(body_of([draft(body="quantum " * 40)] * 20))
    lines, last = read_results(send(client, alike, encoding="gzip"))
    assert (len(lines), last["complete"]) == (20, True)
    bomb = gzip.compress(b" " * 1_000_000)
    assert "100 times" in problem_of(send(client, bomb, encoding="gzip"), 400)["detail"]


def test_an_import_ends_after_too_many_lines_that_are_wrong(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The stream of results is finished, and the lines before are stored."""
    monkeypatch.setattr(import_job, "BATCH_LINES", 4)
    monkeypatch.setattr(import_job, "MAX_UNUSABLE", 10)
    wrong = [b"{", draft(kind="x"), draft(), {}]
    lines, last = read_results(send(client, body_of(wrong * 100)))
    assert statuses(lines) == ["refused", "refused", "created", "refused"] * 4
    assert (last["complete"], last["problem"]["status"]) == (False, 422)
    assert last["problem"]["detail"].startswith("12 lines were refused")


def test_a_conflict_with_stored_records_never_ends_an_import(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_job, "BATCH_LINES", 4)
    monkeypatch.setattr(import_job, "MAX_UNUSABLE", 10)
    record = client.create(draft())
    lines, last = read_results(send(client, body_of([draft(id=record["id"])] * 50)))
    assert (statuses(lines), last["complete"]) == (["refused"] * 50, True)


def test_the_first_refused_lines_are_explained_in_full_and_more_in_short(client: Client) -> None:
    """So a small body does not make a large answer."""
    wrong = draft(kind="x", **{f"unknown{number}": 1 for number in range(200)})
    lines, _ = read_results(send(client, body_of([wrong] * 500)))
    listed = [len(each["problem"]["errors"]) for each in lines]
    assert (listed[0], listed[99], listed[-1]) == (20, 20, 1)
    assert "allowed" in lines[0]["problem"]["errors"][0]
    assert len(json.dumps(lines[-1])) < 700
    assert lines[-1]["problem"]["detail"].startswith("100 errors and more")


@pytest.mark.long
def test_a_gzip_of_4_kb_makes_a_bounded_answer(client: Client) -> None:
    """4 MB of empty objects, of which each is refused for what it lacks: 411 MB once."""
    body = gzip.compress(b"{}\n" * 1_300_000)
    assert len(body) < 5_000
    answer = send(client, body, encoding="gzip")
    lines, last = read_results(answer)
    assert 10_000 <= len(lines) <= 10_400
    assert not last["complete"]
    assert len(answer.data) < 8_000_000


WRONG_CODES = [f"{first}{second}Q" for first in "JKXZ" for second in "ABCDEFGHIJKLMNOPQRSTUVWXY"]
COSTLY = {
    "an empty object": {},
    "a minimal draft": draft(),
    "two hundred unknown members": draft(**{f"unknown{number}": 1 for number in range(200)}),
    "a hundred wrong codes": draft(
        amounts=[{"kind": "budgt", "amount": "1", "currency": currency} for currency in WRONG_CODES]
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("name", COSTLY)
def test_a_line_of_an_import_takes_at_most_3_ms_or_3_us_per_byte(client: Client, name: str) -> None:
    """Alone on a machine they take less than 0.7 µs per byte; the rest is for busy machines."""
    body = body_of([COSTLY[name]] * 1_000)
    began = time.thread_time()
    read_results(send(client, body))
    assert time.thread_time() - began < max(3, len(body) * 3e-6)
