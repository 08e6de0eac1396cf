"""Parameters that all lists share: ids, fields, facets, posted searches."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.clients import RECORDS, Client, errors_of, url_of
from tests.records import draft, published, worked_example

NOBODY = str(UUID(int=1))
PARTS = ("commitments", "amounts", "quotes")
OWNER = ("id", "title", "jurisdiction", "announced_on", "version", "updated_at")


@pytest.fixture
def record(client: Client) -> dict[str, Any]:
    """Store the worked example."""
    return client.create(worked_example())


def test_items_are_listed_by_id_and_missing_ids_are_named(
    client: Client, public: Client, record: dict[str, Any]
) -> None:
    hidden = client.create(draft())
    ids = [record["id"], NOBODY, hidden["id"]]
    query = "&".join(f"id={id}" for id in ids)
    answer = public.get(f"{RECORDS}?{query}").get_json()
    assert [each["id"] for each in answer["data"]] == [record["id"]]
    assert answer["meta"]["not_found"] == [NOBODY, hidden["id"]]
    assert client.get(f"{RECORDS}?{query}").get_json()["meta"]["not_found"] == [NOBODY]


def test_200_ids_fit_on_one_page(client: Client, public: Client) -> None:
    ids = [client.create(published(title=str(n)))["id"] for n in range(30)]
    answer = public.get(RECORDS, query_string={"id": ids}).get_json()
    assert len(answer["data"]) == 30
    short = public.get(RECORDS, query_string={"id": ids, "limit": 3}).get_json()
    assert (len(short["data"]), short["meta"]["not_found"]) == (3, [])
    assert errors_of(public.get(RECORDS, query_string={"id": [NOBODY] * 201})).keys() == {"id"}


@pytest.mark.parametrize("sort", PARTS)
def test_a_part_by_id_is_the_same_as_in_the_list(public: Client, record: dict[str, Any], sort: str) -> None:
    listed = public.get(f"/v1/{sort}?limit=200").get_json()["data"]
    assert {part["id"] for part in listed} == {part["id"] for part in record[sort]}
    for part in listed:
        assert public.get(f"/v1/{sort}/{part['id']}").get_json() == part
        owner = {name: record[name] for name in OWNER} | {"url": url_of(record)}
        assert part["announcement"] == owner


@pytest.mark.parametrize("sort", PARTS)
def test_a_part_of_a_withdrawn_record_is_gone(
    client: Client, public: Client, record: dict[str, Any], sort: str
) -> None:
    client.delete(f"{url_of(record)}?note=Wrong.", if_match="*")
    assert public.get(f"/v1/{sort}/{record[sort][0]['id']}").status_code == 410
    assert public.get(f"/v1/{sort}/{NOBODY}").status_code == 404
    assert public.get(f"/v1/{sort}").get_json()["data"] == []


@pytest.mark.parametrize("sort", PARTS)
def test_parts_of_drafts_require_the_scope_read(client: Client, public: Client, sort: str) -> None:
    hidden = client.create(worked_example() | {"state": "draft"})
    assert public.get(f"/v1/{sort}/{hidden[sort][0]['id']}").status_code == 404
    assert public.get(f"/v1/{sort}?facet=jurisdiction").get_json()["meta"]["facets"]["jurisdiction"] == []
    assert len(client.get(f"/v1/{sort}?limit=200").get_json()["data"]) == len(hidden[sort])
    for path in ("/v1/amounts/summary", "/v1/commitments/summary", "/v1/topics", "/v1/coverage"):
        assert public.get(path).get_json()["data"] == []
        assert client.get(path).get_json()["data"] != []
    assert public.get("/v1/topics/quantum-technology").status_code == 404


@pytest.mark.usefixtures("record")
def test_fields_selects_members_at_any_depth(public: Client) -> None:
    items = public.get(f"{RECORDS}?fields=commitments.due,title,id&fields=commitments.key").get_json()["data"]
    assert [*items[0]] == ["id", "title", "commitments"]
    assert {"key": "clusters", "due": "2026-07"} in items[0]["commitments"]


@pytest.mark.parametrize("names", ["nonsense", "title.x", "commitments.nonsense", "commitments..due", ""])
def test_an_unknown_field_is_refused_with_the_known_ones(public: Client, names: str) -> None:
    answer = public.get(RECORDS, query_string={"fields": names})
    assert errors_of(answer).keys() == {"fields"}


@pytest.mark.usefixtures("record")
def test_facets_count_all_matches(public: Client) -> None:
    answer = public.get("/v1/commitments?facet=kind,party&facet=status&limit=0").get_json()
    facets = answer["meta"]["facets"]
    assert answer["data"] == []
    assert [*facets] == ["kind", "party", "status"]
    assert {"value": "goal", "label": "Goal", "count": 2} in facets["kind"]
    assert facets["party"][0]["label"] == "Ministry of Science and ICT"
    assert facets["status"] == [{"value": "_missing", "label": "not stated", "count": 9}]


@pytest.mark.usefixtures("record")
def test_matches_are_highlighted_as_safe_html(public: Client) -> None:
    item = public.get("/v1/commitments?q=clusters&highlight=true").get_json()["data"][0]
    assert item["highlights"][0]["field"] == "statement"
    assert "<mark>clusters</mark>" in item["highlights"][0]["fragment"]


@pytest.mark.parametrize(
    "path",
    [
        *(RECORDS, "/v1/commitments", "/v1/amounts", "/v1/quotes", "/v1/parties", "/v1/topics", "/v1/coverage"),
        *("/v1/changes", "/v1/audit", "/v1/keys", "versions"),
    ],
)
def test_a_page_has_the_cursor_of_the_next_one_as_a_value(client: Client, record: dict[str, Any], path: str) -> None:
    client.patch(f"{url_of(record)}?note=Moved.", json={"title": "Another"}, if_match="*")
    client.create(worked_example() | {"jurisdiction": "FR", "identifiers": []})
    for name in ("one", "other"):
        client.post("/v1/keys", json={"name": name, "scopes": ["read"]})
    path = f"{url_of(record)}/versions" if path == "versions" else path
    parameter = "since" if path == "/v1/changes" else "cursor"
    page = client.get(f"{path}?limit=1").get_json()
    while len(page["data"]) == 1 and "next" in page["links"]:
        query = {"limit": 1, parameter: page["meta"]["next_cursor"]}
        following = client.get(path, query_string=query).get_json()
        assert following == client.get(page["links"]["next"]).get_json()
        page = following
    assert path == "/v1/changes" or "next_cursor" not in page["meta"]


@pytest.mark.usefixtures("record")
def test_topics_are_listed_with_their_records(public: Client) -> None:
    topics = public.get("/v1/topics?jurisdiction=KR&limit=100").get_json()["data"]
    assert {"quantum-technology", "semiconductors"} <= {each["topic"] for each in topics}
    assert public.get("/v1/topics?jurisdiction=FR").get_json()["data"] == []
    one = public.get("/v1/topics/quantum-technology").get_json()
    assert (one["announcements"], one["first_on"]) == (1, "2026-01-29")
    assert public.get("/v1/topics/nothing-of-that").status_code == 404


def test_coverage_counts_by_jurisdiction_and_publisher(client: Client, public: Client, record: dict[str, Any]) -> None:
    client.create(published(jurisdiction="FR", announced_on="2026-03"))
    rows = public.get("/v1/coverage").get_json()["data"]
    assert rows[0] | {"changed_at": ""} == {
        "jurisdiction": "FR", "announcements": 1, "first_on": "2026-03-01", "last_on": "2026-03-31", "changed_at": ""
    }  # fmt: skip
    assert rows[1]["publisher"] == "IANS"
    assert rows[1]["changed_at"] == record["updated_at"]
    assert public.get("/v1/coverage?jurisdiction=KR&publisher=IANS").get_json()["meta"]["total"]["value"] == 1
    pages = public.get("/v1/coverage?limit=1").get_json()
    assert public.get(pages["links"]["next"]).get_json()["data"] == rows[1:2]


@pytest.mark.usefixtures("record")
def test_sums_are_converted_at_the_rate_of_the_day(client: Client, public: Client) -> None:
    """Amounts without a rate are listed, and not counted as 0."""
    odd = {"kind": "grant", "amount": "5", "currency": "KPW"}
    client.create(published(announced_on="2026-03", amounts=[{"kind": "loan", "amount": "7", "currency": "USD"}, odd]))
    (row,) = public.get("/v1/amounts/summary?currency=EUR&convert=announced_on").get_json()["data"]
    assert (row["currency"], row["count"]) == ("EUR", 3)
    assert {each["rate_on"] for each in row["conversions"]} == {"2026-01-29"}
    assert [(each["currency"], each["reason"], each["sum"]) for each in row["not_converted"]] == [
        ("KPW", "announced_on", "5"),
        ("USD", "announced_on", "7"),
    ]


def test_a_sum_without_any_rate_is_null(client: Client, public: Client) -> None:
    client.create(published(amounts=[{"kind": "grant", "amount": "5", "currency": "KPW"}]))
    (row,) = public.get("/v1/amounts/summary?currency=EUR&convert=announced_on").get_json()["data"]
    assert (row["sum"], row["count"], row["conversions"]) == (None, 0, [])
    assert [each["reason"] for each in row["not_converted"]] == ["currency"]


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("/v1/amounts/summary?convert=announced_on", "convert"),
        ("/v1/amounts/summary?convert=announced_on&currency=EUR&currency=USD", "convert"),
        ("/v1/amounts/summary?group_by=kind,stage,year,topic", "group_by"),
        ("/v1/amounts/summary?group_by=colour", "group_by"),
        ("/v1/amounts/summary?limit=0", "limit"),
        ("/v1/amounts?sort=amount", "sort"),
        ("/v1/amounts?amount_min=2&amount_max=1", "amount_min"),
        ("/v1/amounts?amount_min=1e3", "amount_min"),
        ("/v1/commitments?since=first", "since"),
        ("/v1/commitments?overdue_on=2026-07", "overdue_on"),
        ("/v1/commitments?due_from=2027&due_to=2026", "due_from"),
        ("/v1/commitments?sort=relevance", "sort"),
        ("/v1/commitments?highlight=true", "highlight"),
        ("/v1/commitments?overdue=yes", "overdue"),
        ("/v1/commitments?facet=kind,colour", "facet"),
        ("/v1/commitments?kind=_missing", "kind"),
        ("/v1/quotes?q=%22open", "q"),
        (f"/v1/quotes?q={'a' * 10_000}", "q"),
        ("/v1/quotes?said_from=2026&said_to=2025", "said_from"),
        ("/v1/quotes?speaker=", "speaker"),
        ("/v1/topics?limit=0", "limit"),
    ],
)
def test_contradictory_or_excessive_parameters_are_refused(public: Client, path: str, wrong: str) -> None:
    answer = public.get(path)
    assert answer.status_code == 422
    assert errors_of(answer).keys() == {wrong}


@pytest.mark.usefixtures("record")
def test_cursors_of_different_lists_are_different(public: Client) -> None:
    link = public.get("/v1/commitments?limit=1&jurisdiction=KR").get_json()["links"]["next"]
    assert errors_of(public.get(link.replace("commitments", "amounts"))).keys() == {"cursor"}
