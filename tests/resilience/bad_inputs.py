"""Bad inputs for every operation, from a seed: records, dates, sums, queries, cursors, JSON, headers, raw HTTP."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

from tests.records import worked_example
from tests.resilience.bad_values import (
    BODIES,
    DATE_SIGNS,
    DATES,
    HEADER_VALUES,
    HEADERS,
    NUMBERS,
    RIGHT,
    SUM_SIGNS,
    SUMS,
    SYNTAX,
    VALUES,
    WORD_SIGNS,
    WORDS,
)

Path = tuple[str | int, ...]
JSON = {"Content-Type": "application/json"}
RECORDS = "/v1/announcements"
LISTS = (RECORDS, "/v1/commitments", "/v1/amounts", "/v1/quotes", "/v1/parties", "/v1/topics", "/v1/changes")
MISSING = "00000000-0000-0000-0000-000000000000"


@dataclass(frozen=True, slots=True)
class Request:
    """A request to send as it is; `raw` is the whole of it where it is not even HTTP."""

    kind: str
    method: str = "GET"
    target: str = "/"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    raw: bytes = b""


@dataclass(frozen=True, slots=True)
class Known:
    """What is there to refer to: ids of a record and its parties, URLs of commitments, cursors, and all operations."""

    record: str
    parties: tuple[str, ...]
    commitments: tuple[str, ...]
    cursors: tuple[str, ...]
    operations: Mapping[tuple[str, str], tuple[str, ...]]
    """Names of the query parameters by method and path, from the contract."""


class BadInputs:
    """An endless series of requests, the same for the same seed."""

    def __init__(self, seed: int, known: Known) -> None:
        self.random, self.known = random.Random(seed), known  # noqa: S311 - not for secrets.
        self.kinds: tuple[Callable[[], Request], ...] = (
            *(self.record, self.record, self.date, self.sum, self.query, self.words, self.cursor, self.operation),
            *(self.json, self.header, self.address, self.operation, self.progress, self.patch, self.lines, self.raw),
        )

    def __iter__(self) -> Iterator[Request]:
        while True:
            yield self.random.choice(self.kinds)()

    def value(self) -> Any:
        """Any JSON value, perhaps with others in it."""
        value = self.random.choice(VALUES)
        match self.random.randrange(8):
            case 0:
                return {self.text(): value, "key": self.random.choice(VALUES)}
            case 1:
                return [value] * self.random.choice((1, 2, 30))
        return value

    def text(self) -> str:
        """A short text of any characters."""
        return "".join(
            chr(self.random.choice((32, 128, 0x300, 0x1100, 0xD000)) + self.random.randrange(96)) for _ in range(6)
        )

    def mutated(self, text: str, signs: str) -> str:
        """A text in which some characters are replaced, doubled, left out or added."""
        signs_of = list(text)
        for _ in range(self.random.randint(1, 4)):
            place = self.random.randrange(len(signs_of) + 1)
            end = place + self.random.choice((0, 0, 1, 2))
            signs_of[place:end] = self.random.choice(signs) * self.random.choice((0, 1, 1, 2, 40))
        return "".join(signs_of)

    def write(self, kind: str, record: Any) -> Request:
        """A record to create, to replace or to import."""
        body = json.dumps(record).encode()
        match self.random.randrange(3):
            case 0:
                return Request(kind, "PUT", f"{RECORDS}/{self.known.record}?note=n", {**JSON, "If-Match": "*"}, body)
            case 1:
                return Request(kind, "POST", "/v1/imports?dry_run=true", {"Content-Type": "application/x-ndjson"}, body)
        return Request(kind, "POST", RECORDS, JSON, body)

    def record(self) -> Request:
        """The worked example with some values replaced, renamed, repeated or left out."""
        return self.write("record", self.altered(worked_example()))

    def altered(self, record: Any) -> Any:
        """A JSON value with some of the values in it replaced, renamed, repeated or left out."""
        record = copy.deepcopy(record)
        for _ in range(self.random.choice((1, 1, 2, 5))):
            holder, step = self.random.choice([*places(record)] or [([record], 0)])
            match self.random.randrange(4):
                case 0:
                    del holder[step]
                case 1 if isinstance(holder, list):
                    holder.append(copy.deepcopy(holder[step]))
                case 2 if isinstance(holder, dict):
                    holder[self.text()] = holder.pop(step)
                case _:
                    holder[step] = self.value()
        return record

    def date(self) -> Request:
        """A date that is nearly EDTF, in a record or in a date window."""
        date = self.mutated(self.random.choice(DATES), DATE_SIGNS)
        if self.random.random() < 0.5:
            name = self.random.choice(
                ("due_from", "due_to", "announced_from", "announced_to", "updated_from", "overdue_on")
            )
            return Request("date", target=f"/v1/commitments?{urlencode({name: date})}")
        record = worked_example()
        self.random.choice(record["commitments"])["due"] = date
        record["announced_on"] = self.random.choice((date, record["announced_on"]))
        return self.write("date", record)

    def sum(self) -> Request:
        """A sum in words that is nearly readable."""
        words = self.mutated(self.random.choice(SUMS), SUM_SIGNS)
        if self.random.random() < 0.3:
            name = self.random.choice(("amount_min", "amount_max", "value_min", "value_max"))
            return Request("sum", target=f"/v1/amounts?{urlencode({name: words, 'currency': 'USD'})}")
        record = worked_example()
        amount = self.random.choice(record["amounts"])
        for name in ("value", "min", "max", "currency"):
            amount.pop(name, None)
        return self.write("sum", record | {"amounts": [amount | {"text": words, "original": words}]})

    def query(self) -> Request:
        """Parameters of a read with wrong values, repeated, misspelt or contradictory."""
        reads = [path for method, path in self.known.operations if method == "GET" and "{" not in path]
        path = self.random.choice(reads)
        return Request("query", target=path + self.parameters(self.known.operations["GET", path]))

    def parameters(self, names: Sequence[str]) -> str:
        """A query with some of these parameters, more often those that have right values."""
        pairs, known = [], [each for each in names if each in RIGHT]
        for _ in range(self.random.randint(1, 4) if names else 0):
            name = self.random.choice(known if known and self.random.random() < 0.5 else names)
            wrong = (*VALUES, *DATES, *WORDS, "1", "KR", "plan")
            value = self.random.choice(RIGHT[name] if name in RIGHT and self.random.random() < 0.7 else wrong)
            pairs.append((self.mutated(name, "_x") if self.random.random() < 0.1 else name, str(value)))
        return f"?{urlencode(pairs, errors='surrogatepass')}" if pairs else ""

    def operation(self) -> Request:
        """Any operation of the contract, with a nearly right id, parameters and body; it deletes what is not there."""
        (method, template), names = self.random.choice([*self.known.operations.items()])
        known = (self.known.record, *self.known.parties, *(each.rpartition("/")[2] for each in self.known.commitments))
        ids = (MISSING,) if method == "DELETE" else (*known, *known, MISSING, "0", quote(self.text()))
        path = re.sub("{.*?}", self.random.choice(ids), template.replace("{number}", self.random.choice(NUMBERS)))
        body = b"" if method in {"GET", "DELETE"} else json.dumps(self.altered(BODIES.get(template, {}))).encode()
        headers = {**JSON, "If-Match": self.random.choice(("*", '"1-0"'))}
        return Request("operation", method, path + self.parameters(names), headers, body)

    def words(self) -> Request:
        """A search by words, with operators where they do not belong."""
        text = " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(1, 6)))
        q, path = self.mutated(text, WORD_SIGNS), self.random.choice(LISTS[:4])
        if path == RECORDS and self.random.random() < 0.2:
            return Request("words", "POST", f"{RECORDS}/search", JSON, json.dumps({"q": q, "highlight": True}).encode())
        return Request("words", target=f"{path}?{urlencode({'q': q, 'highlight': 'true'})}")

    def cursor(self) -> Request:
        """A cursor or a `since` that was changed, or is another list's."""
        cursor = self.random.choice(self.known.cursors)
        if self.random.random() < 0.9:
            cursor = self.mutated(cursor, "AZaz09-_=.%\x00")
        path = self.random.choice(LISTS)
        name = "since" if path == "/v1/changes" else "cursor"
        return Request(
            "cursor", target=f"{path}?{urlencode({name: cursor})}", headers={"Communique-Position": quote(cursor)}
        )

    def json(self) -> Request:
        """A body that is hardly JSON."""
        text = self.mutated_json()
        path = self.random.choice((RECORDS, f"{RECORDS}/search", "/v1/keys", "/v1/imports?dry_run=true"))
        type_ = "application/x-ndjson" if "imports" in path else "application/json"
        return Request("json", "POST", path, {"Content-Type": type_}, text)

    def mutated_json(self) -> bytes:
        """JSON with wrong signs in it, cut off, or deep."""
        text = json.dumps(worked_example() if self.random.random() < 0.5 else self.value())
        match self.random.randrange(4):
            case 0:
                text = text[: self.random.randrange(len(text) + 1)]
            case 1:
                depth = self.random.choice((2, 50, 2_000))
                text = self.random.choice(("[", '{"a":')) * depth + text
        for _ in range(self.random.randrange(3)):
            place = self.random.randrange(len(text) + 1)
            text = text[:place] + self.random.choice(SYNTAX) + text[place:]
        return text.encode(self.random.choice(("utf-8", "utf-8", "utf-16", "latin-1")), "replace")

    def header(self) -> Request:
        """Headers with wrong values."""
        names = self.random.sample(HEADERS, self.random.randint(1, 3))
        sent = {name: self.random.choice(HEADER_VALUES) for name in names}
        if self.random.random() < 0.3:
            return Request("header", "POST", RECORDS, sent, b"{}")
        return Request(
            "header", target=self.random.choice((*LISTS, f"{RECORDS}/{self.known.record}", "/docs/", "/")), headers=sent
        )

    def address(self) -> Request:
        """An address that is not there, by any method."""
        path = self.random.choice(
            (*LISTS, f"{RECORDS}/{self.known.record}", "/problems", "/v1/vocabularies", "/v1/keys")
        )
        path += self.random.choice(
            ("/", "//", "/..", "/%2e%2e", "/%00", f"/{MISSING}", "/versions/0", "/versions/9e9", "/x")
        )
        method = self.random.choice(("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "QUERY", "TRACE"))
        return Request(
            "address", method, path + quote(self.text()), JSON, b"{}" if method in {"POST", "PUT", "PATCH"} else b""
        )

    def progress(self) -> Request:
        """A report of progress with a wrong value."""
        report = {"status": "met", "on": "2026-07-31", "source": {"title": "T"}, "value": "3", "note": "n"}
        report |= {self.random.choice([*report, self.text()]): self.value()}
        target = f"{self.random.choice((*self.known.commitments, f'/v1/commitments/{MISSING}'))}/progress"
        return Request("progress", "POST", target, JSON, json.dumps(report).encode())

    def patch(self) -> Request:
        """A merge patch with wrong values, lists or keys."""
        name = self.random.choice(
            ("parties", "commitments", "amounts", "quotes", "sources", "topics", "title", "state")
        )
        change = {self.random.choice(("msit", "clusters", "ionq", self.text())): self.value()}
        body = json.dumps({name: self.random.choice((change, self.value()))}).encode()
        return Request("patch", "PATCH", f"{RECORDS}/{self.known.record}?note=n", {**JSON, "If-Match": "*"}, body)

    def lines(self) -> Request:
        """An import of lines, some of them not JSON."""
        lines = [
            self.random.choice((b"", b"{}", b"null", b"\xff", self.mutated_json()))
            for _ in range(self.random.randint(1, 5))
        ]
        encoding = {"Content-Encoding": "gzip"} if self.random.random() < 0.1 else {}
        return Request(
            "lines",
            "POST",
            "/v1/imports?dry_run=true",
            {"Content-Type": "application/x-ndjson", **encoding},
            b"\n".join(lines),
        )

    def raw(self) -> Request:
        """Bytes that are nearly HTTP: a wrong request line, header, length or chunk."""
        chunked = (
            b"POST /v1/announcements HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
        )
        plain = b"GET /v1/announcements?q=a HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n\r\n"
        raw = bytearray(self.random.choice((chunked, plain)))
        for _ in range(self.random.randint(1, 3)):
            place = self.random.randrange(len(raw))
            raw[place : place + self.random.choice((0, 1, 3))] = self.random.choice(
                (b"", b"\x00", b"\xff", b"\r\n", b" ", b":", b"-1", b"FFFFFFFFFFFFFFFF", "양자".encode(), b"a" * 9_000)
            )
        return Request("raw", raw=bytes(raw))


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each place in a value: the object or list that holds it, and its name or number there."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in [*steps]:
        yield value, step
        yield from places(inner)
