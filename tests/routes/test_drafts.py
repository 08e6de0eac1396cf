"""Drafts: what is sent, what comes back, and what is refused."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from domain.ids import KEY_PREFIXES
from tests.clients import RECORDS, Client, errors_of

DRAFTS = "/v1/drafts"
ARTICLE = "SEOUL, Jan. 29 - The Science Ministry will train 10,000 quantum experts by 2035."
PLAIN = {"content_type": "text/plain"}


def drafted(client: Client, text: str = ARTICLE, **members: Any) -> dict[str, Any]:
    """The draft of a text."""
    answer = client.post(DRAFTS, json={"text": text, **members})
    assert answer.status_code == 200, answer.text
    draft: dict[str, Any] = answer.get_json()
    return draft


def test_every_piece_of_evidence_is_in_the_text(client: Client) -> None:
    draft = drafted(client, jurisdiction="KR")
    pieces = [piece for entry in draft["review"] for piece in entry["evidence"]] + draft["left_out"]
    assert pieces
    for piece in pieces:
        start, end = piece["start"], piece["end"]
        assert ARTICLE[start:end] == piece["exact"]
        assert ARTICLE[:start].endswith(piece.get("prefix", ""))
        assert ARTICLE[end:].startswith(piece.get("suffix", ""))


def test_the_same_request_gives_the_same_bytes(client: Client) -> None:
    answers = {client.post(DRAFTS, json={"text": ARTICLE}).data for _ in range(3)}
    assert len(answers) == 1


def test_each_part_and_each_field_is_in_the_review_once(client: Client) -> None:
    draft = drafted(client, jurisdiction="KR", published_on="2026-01-29")
    record = {name: value for name, value in draft["record"].items() if name != "evidence"}
    parts = [f"/{name}/{at}" for name in KEY_PREFIXES for at in range(len(record[name]))]
    fields = [f"/{name}" for name in record.keys() - KEY_PREFIXES.keys() - {"state"}]
    assert sorted(entry["pointer"] for entry in draft["review"]) == sorted(parts + fields)


def test_a_body_of_plain_text_gives_the_draft_that_json_gives(client: Client) -> None:
    members = {"published_on": "2026-01-29", "jurisdiction": "KR"}
    answer = client.post(DRAFTS, data=ARTICLE.encode(), query_string=members | {"source_publisher": "IANS"}, **PLAIN)
    assert answer.get_json() == drafted(client, **members, source={"publisher": "IANS"})


def test_each_crlf_counts_as_a_line_feed_and_nothing_else_is_changed(client: Client) -> None:
    text = f"\ufeff Title\r\n\r\n{ARTICLE}\r a\tb"
    counted = text.replace("\r\n", "\n")
    digest = hashlib.sha256(counted.encode()).hexdigest()
    draft = drafted(client, text)
    assert (draft["text"]["length"], draft["text"]["sha256"]) == (len(counted), digest)
    assert draft["record"]["sources"][0]["sha256"] == digest


def test_what_the_request_says_of_the_source_is_not_overwritten(client: Client) -> None:
    source = {"key": "ians", "kind": "speech", "title": "A title", "publisher": "IANS", "sha256": "0" * 64}
    draft = drafted(client, source=source)
    (stated,) = draft["record"]["sources"]
    assert {name: value for name, value in stated.items() if name != "evidence"} == source
    assert {piece["source"] for entry in draft["review"] for piece in entry["evidence"]} <= {"ians"}


def test_a_text_without_facts_has_a_draft_with_empty_lists(client: Client) -> None:
    draft = drafted(client, "zzz")
    assert [draft["record"][name] for name in ("parties", "commitments", "amounts", "quotes")] == [[], [], [], []]
    assert draft["left_out"] == []


def test_without_save_nothing_is_stored(client: Client) -> None:
    drafted(client)
    assert client.get(f"{RECORDS}?state=draft").get_json()["data"] == []


@pytest.mark.parametrize(
    ("members", "codes"),
    [
        ({}, {"/text": "required"}),
        ({"text": " \n"}, {"/text": "blank"}),
        ({"text": "a\x00b"}, {"/text": "characters"}),
        ({"text": ARTICLE, "published_on": "2026-01"}, {"/published_on": "date"}),
        ({"text": ARTICLE, "published_on": "0000-01-01"}, {"/published_on": "date"}),
        ({"text": ARTICLE, "extractor": "ruls"}, {"/extractor": "choice"}),
        ({"text": ARTICLE, "language": "tlh"}, {"/language": "choice"}),
        ({"text": ARTICLE, "language": "english"}, {"/language": "language"}),
        ({"text": ARTICLE, "min_confidence": 2}, {"/min_confidence": "range"}),
        ({"text": ARTICLE, "source": {"kind": "blog"}}, {"/source/kind": "choice"}),
        ({"text": ARTICLE, "txt": "a"}, {"/txt": "unknown"}),
    ],
)
def test_a_request_that_is_wrong_is_refused(client: Client, members: dict[str, Any], codes: dict[str, str]) -> None:
    answer = client.post(DRAFTS, json=members)
    assert answer.status_code == 422
    assert errors_of(answer) == codes


def test_an_unknown_extractor_is_answered_with_those_that_there_are(client: Client) -> None:
    answer = client.post(f"{DRAFTS}?extractor=ruls", data=ARTICLE.encode(), **PLAIN)
    (error,) = answer.get_json()["errors"]
    assert (error["parameter"], error["allowed"], error["did_you_mean"]) == ("extractor", ["rules"], "rules")


def test_bytes_that_are_not_utf8_are_refused(client: Client) -> None:
    answer = client.post(DRAFTS, data="Zürich".encode("latin-1"), **PLAIN)
    assert answer.status_code == 400
    assert "byte 2" in answer.get_json()["detail"]


def test_the_limit_counts_characters(client: Client) -> None:
    text = "한국. " * 12_500
    assert client.post(DRAFTS, data=text.encode(), **PLAIN).status_code == 200
    assert client.post(DRAFTS, data=f"{text}.".encode(), **PLAIN).status_code == 413


def test_a_record_that_lacks_a_member_is_not_saved(client: Client) -> None:
    answer = client.post(DRAFTS, json={"text": "zzz", "save": True})
    assert answer.status_code == 422
    assert {"/jurisdiction", "/published_on"} <= errors_of(answer).keys()
    assert client.get(f"{RECORDS}?state=draft").get_json()["data"] == []


def test_other_media_types_are_refused(client: Client) -> None:
    answer = client.post(DRAFTS, data="a,b", content_type="text/csv")
    assert answer.status_code == 415
    assert "text/plain" in answer.get_json()["detail"]
    assert client.post(RECORDS, data="a", **PLAIN).status_code == 415


def test_a_parameter_that_is_repeated_is_refused(client: Client) -> None:
    answer = client.post("/v1/drafts?min_confidence=0.1&min_confidence=0.9", json={"text": ARTICLE})
    assert answer.status_code == 422
    assert [each["parameter"] for each in answer.get_json()["errors"]] == ["min_confidence"]
