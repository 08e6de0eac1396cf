"""No request is answered with a 5xx status."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from schemas.queries import base, other
from schemas.queries import lists as list_queries
from schemas.resources import change, summary
from tests.clients import RECORDS, Client, url_of
from tests.parts import amount
from tests.records import draft, published, worked_example
from tests.strategies import ELSEWHERE, decimals, edtf, json_values, key, language, names, records, scalars

QUICK = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "25")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
PICKED = f"{RECORDS}/018f0000-0000-7000-8000-00000000000a"
WHY = {"note": "Because."}
Path = tuple[str | int, ...]


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """The worked example, and the records that others point at."""
    for id in ELSEWHERE:
        assert client.put(f"{RECORDS}/{id}", json=published(amounts=[amount(key="a")])).status_code == 201
    return client.create(worked_example())


def is_answered(answer: TestResponse) -> None:
    """Assert that the response is a success, or a valid problem."""
    assert answer.status_code < 500, answer.text
    if answer.status_code < 400:
        assert answer.content_type in {"application/json", "application/json-patch+json"}
        return
    assert answer.content_type == "application/problem+json"
    problem = answer.get_json()
    assert problem["status"] == answer.status_code
    assert answer.status_code != 422 or problem["errors"]
    for error in problem.get("errors", ()):
        assert error.get("pointer", "/")[:1] in {"", "/"}
        assert error["code"]
        assert error["detail"]
        assert error["code"] != "invalid", "a message that is not in our words"


def send_everywhere(client: Client, record: dict[str, Any], value: Any) -> None:
    """Send a value as a new record, at an id of our choice, and as another version or a patch of a record."""
    body = {"data": json.dumps(value), "headers": {"Content-Type": "application/json"}, "query_string": WHY}
    is_answered(client.post(RECORDS, **body))
    is_answered(client.put(PICKED, if_match="*" if client.get(PICKED).status_code == 200 else None, **body))
    is_answered(client.put(url_of(record), if_match="*", **body))
    is_answered(client.patch(url_of(record), if_match="*", **body))


def paths(value: Any, here: Path = ()) -> Iterator[Path]:
    """The path of every value within a value, itself first."""
    yield here
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in inner:
        yield from paths(each, (*here, step))


def changed(value: Any, path: Path, to: Any) -> Any:
    """A copy with something else at a path."""
    whole = copy.deepcopy([value])
    holder: Any = whole
    for step in (0, *path)[:-1]:
        holder = holder[step]
    holder[(0, *path)[-1]] = to
    return whole[0]


def renamed(value: Any, path: Path, name: str) -> Any:
    """A copy in which the member at a path has another name."""
    whole = copy.deepcopy(value)
    holder: Any = whole
    for step in path[:-1]:
        holder = holder[step]
    holder[name] = holder.pop(path[-1])
    return whole


@st.composite
def spoilt_records(draw: st.DrawFn) -> Any:
    """A record in which one value or one name was replaced."""
    record = draw(st.one_of(records(), st.just(worked_example())))
    path = draw(st.sampled_from(list(paths(record))))
    if path and isinstance(path[-1], str) and draw(st.booleans()):
        return renamed(record, path, draw(names | st.text(max_size=8)))
    return changed(record, path, draw(json_values))


@QUICK
@given(value=json_values)
def test_any_json_is_answered(client: Client, record: dict[str, Any], value: Any) -> None:
    send_everywhere(client, record, value)


@QUICK
@given(value=spoilt_records())
def test_any_record_with_one_wrong_value_is_answered(client: Client, record: dict[str, Any], value: Any) -> None:
    send_everywhere(client, record, value)


part_changes = st.dictionaries(
    st.sampled_from(("clusters", "msit", "ionq", "new", "_schema")) | key,
    st.none() | json_values | st.dictionaries(names, json_values, max_size=3),
    max_size=3,
)
lists = st.sampled_from(
    ("parties", "commitments", "amounts", "quotes", "sources", "relations", "translations", "topics")
)


@QUICK
@given(patch=st.dictionaries(lists, part_changes | json_values, max_size=3))
def test_any_patch_of_parts_is_answered(client: Client, record: dict[str, Any], patch: dict[str, Any]) -> None:
    body = {"data": json.dumps(patch), "headers": {"Content-Type": "application/merge-patch+json"}}
    is_answered(client.patch(url_of(record), if_match="*", query_string=WHY, **body))


reports = st.fixed_dictionaries(
    {"status": st.just("met") | scalars, "on": edtf | scalars, "source": st.just({"title": "T"}) | json_values},
    optional={"value": decimals | scalars, "note": scalars},
)


@QUICK
@given(report=reports | json_values)
def test_any_report_of_progress_is_answered(client: Client, record: dict[str, Any], report: Any) -> None:
    path = f"{record['commitments'][0]['url']}/progress"
    is_answered(client.post(path, data=json.dumps(report), headers={"Content-Type": "application/json"}))
    is_answered(client.get(path))
    assert client.get(url_of(record)).status_code == 200


@QUICK
@given(body=st.binary(max_size=60) | st.text(alphabet='{}[]":,\\u0dE1 \x00', max_size=40).map(str.encode))
def test_any_bytes_are_answered(client: Client, body: bytes) -> None:
    is_answered(client.post(RECORDS, data=body, headers={"Content-Type": "application/json"}))


ADDRESSES = {
    RECORDS: list_queries.AnnouncementsQuery,
    "/v1/commitments": list_queries.CommitmentsQuery,
    "/v1/amounts": list_queries.AmountsQuery,
    "/v1/quotes": list_queries.QuotesQuery,
    "/v1/topics": list_queries.TopicsQuery,
    "/v1/commitments/summary": summary.CommitmentsSummaryQuery,
    "/v1/amounts/summary": summary.AmountsSummaryQuery,
    "/v1/coverage": other.CoverageQuery,
    "/v1/changes": change.ChangesQuery,
    "/v1/parties": list_queries.PartiesQuery,
    "/v1/keys": base.PageQuery,
    "{record}": other.RecordQuery,
    "{record}/versions": base.PageQuery,
    "{record}/versions/1/diff": other.DiffQuery,
}
moments = st.datetimes().map(lambda moment: f"{moment.isoformat()}Z") | st.sampled_from(
    ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999", "0001", "2026-01-01T00:00:00.1234567891Z")
)
words = (
    st.text(max_size=30) | edtf | decimals | language | key | moments | st.sampled_from(("msit:1", "ror::", "draft"))
    | scalars.map(str) | st.integers(-5, 300).map(str)
)  # fmt: skip


def questions(path: str) -> Any:
    """A query of a route's parameters and others, with one or several values each."""
    known = sorted(field.data_key or name for name, field in ADDRESSES[path]().fields.items())
    values = words | st.lists(words, min_size=1, max_size=3)
    return st.dictionaries(st.sampled_from([*known, "_schema"]) | st.text(max_size=6), values, min_size=1, max_size=3)


@QUICK
@pytest.mark.parametrize("path", ADDRESSES)
@given(data=st.data())
def test_any_query_is_answered(client: Client, record: dict[str, Any], path: str, data: st.DataObject) -> None:
    query = data.draw(questions(path))
    is_answered(client.get(path.format(record=url_of(record)), query_string=query))


@QUICK
@given(query=st.dictionaries(st.sampled_from(("note", "change_type", "nte")), words, max_size=3), if_match=words)
def test_any_note_and_if_match_are_answered(
    client: Client, record: dict[str, Any], query: dict[str, str], if_match: str
) -> None:
    etag = if_match.encode("ascii", "ignore").decode().replace("\r", "").replace("\n", "")
    for method, json_ in (("PUT", record), ("PATCH", {"place": "Busan"}), ("PATCH", {})):
        is_answered(client.send(method, url_of(record), json=json_, if_match=etag, query_string=query))
    is_answered(client.post(f"{url_of(record)}/publish", if_match=etag, query_string=query))


headers = st.text(st.characters(max_codepoint=255, exclude_categories=["Cc"]), max_size=30)
HEADERS = ("Accept", "Authorization", "If-None-Match", "If-Match", "Content-Type", "X-Request-Id", "Origin")


@QUICK
@given(sent=st.dictionaries(st.sampled_from(HEADERS), headers, max_size=3))
def test_any_headers_are_answered(client: Client, record: dict[str, Any], sent: dict[str, str]) -> None:
    answer = client.get(url_of(record), headers=sent)
    if answer.status_code != 304:
        is_answered(answer)
    is_answered(client.post(RECORDS, data="{}", headers=sent))


@QUICK
@given(name=headers)
def test_any_idempotency_key_is_answered(client: Client, name: str) -> None:
    is_answered(client.post(RECORDS, json=draft(), headers={"Idempotency-Key": name}))


@QUICK
@given(path=st.text(max_size=20))
def test_any_address_is_answered(client: Client, path: str) -> None:
    is_answered(client.get(f"{RECORDS}/x{quote(path)}"))
    is_answered(client.get(f"/v1/vocabularies/x{quote(path)}"))
