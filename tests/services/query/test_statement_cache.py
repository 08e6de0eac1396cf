"""One statement answers all questions of a shape, each by its own values."""

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
    ("commitments?unit=experts&value_min=1", "commitments?unit=experts&value_min=999999"),
    ("commitments?overdue_on=2026-08-01", "commitments?overdue_on=2020-08-01"),
    ("amounts?currency=USD&amount_min=1", "amounts?currency=USD&amount_min=99999999999"),
    ("amounts?payer=IonQ", "amounts?payer=Nobody"),
    ("quotes?q=nations&language=en", "quotes?q=nations&language=ko"),
    ("announcements?jurisdiction=KR&facet=kind&limit=0", "announcements?jurisdiction=GB&facet=kind&limit=0"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_questions_that_differ_in_their_values_alone_share_a_statement(
    client: Client, public: Client, one: str, other: str
) -> None:
    """The first finds the sample, the second does not; and then the first again."""
    client.create(worked_example())
    statement_cache.made.cache_clear()
    totals = [public.get(f"/v1/{path}").get_json()["meta"]["total"]["value"] for path in (one, other, one)]
    assert totals[0] > 0
    assert totals == [totals[0], 0, totals[0]]
    assert statement_cache.made.cache_info().misses == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("announcements?jurisdiction=KR", "announcements?jurisdiction=KR&jurisdiction=JP"),
        ("announcements?effective=_missing", "announcements?effective_from=2026"),
        ("announcements?topic=_missing", "announcements?topic=rail"),
        ("announcements?limit=1", "announcements?limit=2"),
        ("commitments?overdue=true", "commitments?overdue=false"),
        ("announcements?sort=announced_on", "announcements?sort=-announced_on"),
        ("announcements?q=quantum", "announcements?q=-quantum"),
    ],
)
def test_questions_that_need_other_statements_have_other_shapes(public: Client, one: str, other: str) -> None:
    """They differ in what is asked rather than in its values."""
    statement_cache.made.cache_clear()
    for path in (one, other):
        assert public.get(f"/v1/{path}").status_code == 200
    assert statement_cache.made.cache_info().misses == 2


def test_who_may_see_drafts_has_statements_of_their_own(client: Client, public: Client) -> None:
    """What the public may not see is never found by a statement that was made for others."""
    client.create(worked_example())
    client.create(published(state="draft", title="Kept back"))
    titles = [
        [each["title"] for each in asker.get("/v1/announcements?sort=created_at").get_json()["data"]]
        for asker in (client, public, client)
    ]
    assert "Kept back" not in titles[1]
    assert titles[0] == titles[2] == [*titles[1], "Kept back"]
