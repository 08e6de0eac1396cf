"""Public reads: every open GET of the URL map, with generated parameters, some of which occur in drafts alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from domain.ids import part_id
from domain.vocabularies import CHANGE_TYPE, STATE
from schemas.queries.lists import FACETS, LIST_FORMATS
from schemas.resources.summary import AMOUNT_GROUPS, COMMITMENT_GROUPS, QUOTE_GROUPS
from tests.noninterference.histories import (
    SECRET_PARTIES,
    SECRET_PUBLISHER,
    SECRET_SCHEME,
    SECRET_TOPIC,
    SECRET_WORDS,
)
from tests.oracle import random_queries
from tests.oracle.random_records import PARTY_VARIANTS, ROLES, TOPICS
from tests.oracle.snapshot import LISTS, Snapshot

PARTS = {"commitments": ("commitment", "c"), "amounts": ("amount", "a"), "quotes": ("quote", "q")}
UNKNOWN = "01920000-0000-7000-8000-000000000001"


@dataclass(frozen=True)
class Read:
    """A request."""

    path: str
    method: str = "GET"
    json: Any = None
    accept: str = "*/*"


@dataclass(frozen=True)
class Known:
    """What requests can name: the public history, and ids of the other one."""

    snapshot: Snapshot
    records: Sequence[UUID]
    parties: Sequence[str]


def with_query(path: str, query: Mapping[str, Any]) -> str:
    """A path with a query."""
    return f"{path}?{urlencode(query, doseq=True)}" if query else path


def values_of(known: Known, collection: str, name: str) -> list[str]:
    """Values for a filter: of the public history, of drafts alone, and of none."""
    values = list(random_queries.values_for(known.snapshot, collection, name))[:4]
    plain = name.removeprefix("exclude_").removeprefix("announcement_")
    if plain in {"party", "payer", "payee", "speaker"}:
        values += [*known.parties, *(str(party["name"]) for party in SECRET_PARTIES), "lei:Z:1", "wikidata:Q9"]
        values += ["Zanzibar", "Ministri", "ionq code", "scienc"]  # Near to names of either history.
    if plain in {"id", "announcement", "related_to"}:
        values += [str(id) for id in known.records[::5]]
        values += [str(part_id(id, PARTS[collection][0], "c1")) for id in known.records[::7] if collection in PARTS]
    secret = {
        "topic": [SECRET_TOPIC, "secret", "st", "quantum"],
        "publisher": [SECRET_PUBLISHER, "Herald"],
        "identifier": [f"{SECRET_SCHEME}:No: 1"],
    }
    values += secret.get(plain, [])
    values += ["ZW"] if plain == "jurisdiction" else []
    return list(dict.fromkeys(values))


def filtered_lists(known: Known) -> Iterator[Read]:
    """Each list with each filter, a facet and a sort, and what is made of lists."""
    for collection in LISTS:
        facets, path = cycle(FACETS[collection]), f"/v1/{collection}"
        yield Read(with_query(path, {"limit": 0, "facet": ",".join(FACETS[collection]), "total": "exact"}))
        for name in random_queries.filter_names(collection):
            for index, value in enumerate(values_of(known, collection, name)):
                query = {name: value, "limit": (3, 200, 0)[index % 3], "total": ("capped", "exact")[index % 2]}
                yield Read(with_query(path, query | {"facet": next(facets)}))
                if collection == "announcements":
                    yield Read(with_query("/v1/changes", {name: value, "limit": (3, 200)[index % 2]}))
        for format in LIST_FORMATS[collection]:
            yield Read(with_query(path, {"format": format}))
            yield Read(with_query(path, {"format": format, "jurisdiction": "KR", "limit": 2}))
        for q in (*SECRET_WORDS, "chips", "양자 -코드네임", "zanz*", "holdings OR chips", "herald"):
            query = {"q": q, "highlight": "true", "limit": 2, "facet": FACETS[collection][0]}
            yield Read(with_query(path, query))
        for state in STATE.codes:
            yield Read(with_query(path, {"state": state}))


def random_lists(known: Known, number: int) -> Iterator[Read]:
    """Random queries of lists, by GET and by POST, and of their sums, pictures and topics."""
    random = Random(number)  # noqa: S311 - The same questions every time.
    groups = {"commitments": cycle(COMMITMENT_GROUPS), "amounts": cycle(AMOUNT_GROUPS), "quotes": cycle(QUOTE_GROUPS)}
    pictures = {"commitments": "timeline.svg", "amounts": "summary.svg"}
    for index in range(number):
        collection = LISTS[index % 4]
        query: dict[str, Any] = dict(random_queries.random_query(random, known.snapshot, collection))
        query.pop("state", None)
        yield Read(with_query(f"/v1/{collection}", {**query, "limit": random.choice((1, 2, 20))}))
        sort = query.pop("sort", None)
        if collection in groups:
            group = next(groups[collection])
            yield Read(with_query(f"/v1/{collection}/summary", {**query, "group_by": group}))
            if collection in pictures:
                yield Read(with_query(f"/v1/{collection}/{pictures[collection]}", query))
        elif collection == "announcements":
            yield Read(with_query("/v1/topics", {**query, "limit": 2}))
        repeatable = random_queries.SCHEMAS[collection].repeatable
        body = {name: value if name in repeatable else value[0] for name, value in query.items()}
        body |= {"sort": sort[0]} if sort else {}
        address, method = (("", "QUERY"), ("/search", "POST"), ("/search", "QUERY"))[index % 3]
        yield Read(f"/v1/{collection}{address}", method, body | {"limit": 3})


def records(known: Known) -> Iterator[Read]:
    """Each record and each of its parts, now, before, and as other formats."""
    for id in (*known.records, UUID(UNKNOWN)):
        path = f"/v1/announcements/{id}"
        yield from (
            Read(f"{path}{rest}")
            for rest in ("", "?include=related_from", "?include=related_to", "?format=jsonld", "/versions?limit=2")
        )
        yield from (Read(f"{path}/versions?change_type={type}") for type in CHANGE_TYPE.codes)
        yield from (Read(f"{path}?as_of={moment}") for moment in ("2026-01-30T09:00:00Z", "2026-02-01", "2025"))
        yield from (Read(f"{path}/versions/{number}") for number in (1, 2, 3, 9))
        yield from (Read(f"{path}/versions/{rest}") for rest in ("1/diff", "2/diff", "3/diff?from=1", "2/diff?from=0"))
        for collection, (part, letter) in PARTS.items():
            own = f"/v1/{collection}/{part_id(id, part, f'{letter}1')}"
            yield Read(own)
            if collection == "commitments":
                yield Read(f"{own}/progress?limit=1")


def directory(known: Known) -> Iterator[Read]:
    """The directory of parties, topics and coverage."""
    every = [*known.parties, UNKNOWN]
    yield from (Read(f"/v1/parties/{id}") for id in every)
    yield Read(with_query("/v1/parties", {"id": every[:100]}))
    yield from (Read(f"/v1/parties?limit={limit}&facet=kind,jurisdiction,role&total=exact") for limit in (0, 1, 3, 200))
    for party in (*SECRET_PARTIES, *PARTY_VARIANTS):
        yield Read(with_query("/v1/parties", {"name": party["name"]}))
        yield Read(with_query("/v1/parties", {"q": party["name"], "sort": "-name"}))
        yield Read(with_query("/v1/parties", {"kind": party["kind"], "exclude_name": party["name"]}))
        for each in party.get("identifiers", ()):
            yield Read(with_query("/v1/parties", {"identifier": f"{each['scheme']}:{each['id']}"}))
            yield Read(with_query("/v1/parties", {"exclude_identifier": f"{each['scheme']}:{each['id']}"}))
    yield from (Read(f"/v1/parties?{query}") for query in ("identifier=_missing", "exclude_role=funder"))
    yield from (Read(f"/v1/parties?role={role}&facet=role") for role in ROLES)
    yield from (Read(f"/v1/parties?jurisdiction={code}") for code in ("KR", "US", "ZW", "_missing"))
    yield from (Read(f"/v1/topics/{topic}") for topic in (*TOPICS, SECRET_TOPIC, "nothing"))
    yield from (Read(f"/v1/topics?limit={limit}") for limit in (1, 200))
    yield from (Read(f"/v1/coverage?limit={limit}") for limit in (1, 3, 200))
    yield from (Read(f"/v1/coverage?{query}") for query in ("jurisdiction=ZW", f"publisher={SECRET_PUBLISHER}"))


def others() -> Iterator[Read]:
    """The change feed, what does not depend on records, and what is refused."""
    yield from (Read(f"/v1/changes?limit={limit}") for limit in (1, 3, 200))
    yield from (Read(path) for path in ("/v1/changes?since=latest", "/v1/changes?since=nothing"))
    for type in CHANGE_TYPE.codes:
        yield from (Read(f"/v1/changes?{name}={type}&limit=3") for name in ("change_type", "exclude_change_type"))
        yield Read(f"/v1/changes?change_type={type}&jurisdiction=KR")
    yield from (Read(path) for path in ("/v1/vocabularies", "/v1/vocabularies/roles", "/v1/vocabularies/nothing"))
    yield from (
        Read(path) for path in ("/", "/openapi.json", "/openapi.yaml", "/drafts", "/problems", "/problems/not-found")
    )
    yield from (Read(path) for path in ("/docs/", "/docs/swagger-ui.css", "/healthz", "/readyz", "/v1/quota"))
    yield from (Read(path) for path in ("/guide", "/guide/tutorial", "/guide/guide.md", "/guide/nothing", "/llms.txt"))
    yield Read("/.well-known/security.txt")
    yield from (Read(path) for path in ("/v1/imports/x", "/v1/keys", "/nothing", "/v1/announcements/nothing"))
    yield Read("/v1/announcements?topik=ai")
    yield Read("/v1/announcements?jurisdiction=Korea&kind=plam")
    yield Read("/v1/announcements?cursor=nothing")
    yield Read("/v1/announcements", accept="application/atom+xml")
    yield Read("/v1/announcements", accept="image/png")
    yield Read("/v1/announcements", "POST", {})
    yield from (Read(path, "HEAD") for path in ("/v1/announcements", "/v1/changes", "/v1/parties", "/v1/commitments"))


def public_reads(known: Known, *, random_number: int) -> list[Read]:
    """All requests."""
    sorts = (records(known), directory(known), others(), filtered_lists(known), random_lists(known, random_number))
    return [read for sort in sorts for read in sort]
