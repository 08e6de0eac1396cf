"""One statement serves all requests of a shape, each with its own values."""

from __future__ import annotations

import pytest

from api.services.query import statement_cache
from tests.clients import Client
from tests.records import published, worked_example

PAIRS = [
    ("announcements?jurisdiction=KR&topic=quantum-technology", "announcements?jurisdiction=GB&topic=rail"),
    (
        "announcements?announced_from=2026-01&announced_to=2026-02",
        "announcements?announced_from=1990&announced_to=1991",
    ),
    ("announcements?q=quantum", "announcements?q=nowhere"),
    ("announcements?party=IonQ", "announcements?party=Nobody"),
    ("announcements?exclude_kind=law", "announcements?exclude_kind=roadmap"),
    ("announcements?place=Seoul", "announcements?place=Busan"),
    ("commitments?due_from=2026-07&due_to=2026-07&match=within", "commitments?due_from=2001&due_to=2002&match=within"),
    ("commitments?unit=clusters&value_min=1", "commitments?unit=clusters&value_min=999999"),
    ("commitments?overdue_on=2026-08-01", "commitments?overdue_on=2020-08-01"),
    ("amounts?currency=USD&amount_min=1", "amounts?currency=USD&amount_min=99999999999"),
    ("amounts?payer=IonQ", "amounts?payer=Nobody"),
    ("quotes?q=nations&language=en", "quotes?q=nations&language=ko"),
    ("announcements?jurisdiction=KR&facet=kind&limit=0", "announcements?jurisdiction=GB&facet=kind&limit=0"),
]


def misses(client: Client, path: str) -> int:
    """The number of statements that a request has to compile."""
    before = statement_cache.compiled_for.cache_info().misses
    assert client.get(f"/v1/{path}").status_code == 200
    return statement_cache.compiled_for.cache_info().misses - before


def total(client: Client, path: str) -> int:
    """The total of a list."""
    return int(client.get(f"/v1/{path}").get_json()["meta"]["total"]["value"])


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_requests_that_differ_in_values_alone_share_their_statements(
    client: Client, public: Client, one: str, other: str
) -> None:
    """The first matches the sample, the second does not; and then the first again.

    Topics and parties of an empty list are looked up, to say whether they occur: by statements of their own.
    """
    client.create(worked_example())
    statement_cache.compiled_for.cache_clear()
    assert misses(public, one) > 0
    is_looked_up = any(f"{name}=" in other for name in ("topic", "party", "payer"))
    assert [misses(public, path) for path in (other, one, other)] == [is_looked_up, 0, 0]
    totals = [total(public, path) for path in (one, other, one)]
    assert totals[0] > 0
    assert totals == [totals[0], 0, totals[0]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("announcements?jurisdiction=KR", "announcements?jurisdiction=KR&jurisdiction=JP"),
        ("announcements?effective=_missing", "announcements?effective_from=2026"),
        ("announcements?topic=_missing", "announcements?topic=rail"),
        ("announcements?party=Nobody", "announcements?party=lei:Nobody"),
        ("commitments?overdue=true", "commitments?overdue=false"),
        ("announcements?sort=announced_on", "announcements?sort=-announced_on"),
        ("announcements?q=quantum", "announcements?q=-quantum"),
    ],
)
def test_requests_of_other_shapes_have_other_statements(public: Client, one: str, other: str) -> None:
    """They differ in more than values."""
    statement_cache.compiled_for.cache_clear()
    assert misses(public, one) > 0
    assert misses(public, other) > 0


def test_parameters_in_any_order_share_their_statements(public: Client) -> None:
    statement_cache.compiled_for.cache_clear()
    assert misses(public, "announcements?jurisdiction=KR&topic=rail") > 0
    assert misses(public, "announcements?topic=rail&jurisdiction=KR") == 0


def test_pages_of_any_size_share_their_statements(client: Client, public: Client) -> None:
    for number in range(5):
        client.create(published(title=str(number)))
    statement_cache.compiled_for.cache_clear()
    assert misses(public, "announcements?limit=1") > 0
    assert [misses(public, f"announcements?limit={limit}") for limit in (2, 4)] == [0, 0]
    sizes = [len(public.get(f"/v1/announcements?limit={limit}").get_json()["data"]) for limit in (1, 2, 4)]
    assert sizes == [1, 2, 4]


def test_actors_who_see_drafts_have_statements_of_their_own(client: Client, public: Client) -> None:
    client.create(worked_example())
    client.create(published(state="draft", title="Kept back"))
    titles = [
        [each["title"] for each in reader.get("/v1/announcements?sort=created_at").get_json()["data"]]
        for reader in (client, public, client)
    ]
    assert "Kept back" not in titles[1]
    assert titles[0] == titles[2] == [*titles[1], "Kept back"]
