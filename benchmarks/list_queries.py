"""List queries to measure: a name and a path, with placeholders for values that occur in the data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

GetJson = Callable[[str], Any]

QUERIES: Mapping[str, str] = {
    "all announcements": "announcements?limit=20",
    "jurisdiction": "announcements?jurisdiction={jurisdiction}",
    "kind": "announcements?kind={kind}",
    "topic": "announcements?topic={topic}",
    "jurisdiction, topic, window": (
        "announcements?jurisdiction={jurisdiction}&topic={topic}&announced_from=2017&announced_to=2024"
    ),
    "jurisdiction, kind": "announcements?jurisdiction={jurisdiction}&kind={kind}",
    "party by id": "announcements?party={party}",
    "party by name": "announcements?party={party_name}",
    "language": "announcements?language=en",
    "kind of source": "announcements?source_kind=press_release",
    "window, overlaps": "announcements?announced_from=2019-01&announced_to=2019-03",
    "window, within": "announcements?announced_from=2019-01&announced_to=2019-03&match=within",
    "one word": "announcements?q=quantum",
    "two words": "announcements?q=quantum+harbour",
    "a phrase": "announcements?q=%22public+health%22",
    "kinds of a jurisdiction": "announcements?jurisdiction={jurisdiction}&facet=kind&limit=0",
    "due within a month": "commitments?due_from=2021-09&due_to=2021-09&match=within&sort=due&limit=50",
    "due in a month, overlaps": "commitments?due_from=2021-09&due_to=2021-09",
    "no status yet": "commitments?status=_missing",
    "overdue": "commitments?overdue=true",
    "commitments by topic": "commitments?topic={topic}",
    "commitments by topic, by due": "commitments?topic={topic}&sort=due",
    "commitments by party": "commitments?party={party}",
    "commitments by jurisdiction, by due": "commitments?jurisdiction={jurisdiction}&sort=due",
    "unit and value": "commitments?unit=jobs&value_min=1000&value_max=20000",
    "currency": "amounts?currency=USD",
    "currency, range, by amount": "amounts?currency=USD&amount_min=1000000000&sort=-amount",
    "payer": "amounts?payer={payer}",
    "kind and stage": "amounts?kind=investment&stage=approved",
    "amounts by topic": "amounts?topic={topic}",
    "period": "amounts?period_from=2019&period_to=2019&match=within",
    "speaker": "quotes?speaker={speaker}",
    "quotes by topic": "quotes?topic={topic}",
    "one word in quotes": "quotes?q=quantum",
}


def list_query_paths(get: GetJson) -> Mapping[str, str]:
    """The path of each query, with values that occur in the data. `get` returns the JSON of a path."""
    frequent = {
        "jurisdiction": frequent_value(get, "announcements", "jurisdiction"),
        "kind": frequent_value(get, "announcements", "kind"),
        "topic": frequent_value(get, "announcements", "topic"),
        "party": frequent_value(get, "announcements", "party"),
        "party_name": frequent_value(get, "announcements", "party", of="label"),
        "payer": frequent_value(get, "amounts", "payer"),
        "speaker": frequent_value(get, "quotes", "speaker"),
    }
    values = {name: quote(value) for name, value in frequent.items()}
    return {name: "/v1/" + path.format(**values) for name, path in QUERIES.items()}


def frequent_value(get: GetJson, name: str, facet: str, *, of: str = "value") -> str:
    """A frequent value of a facet (at the 75th percentile), or its label."""
    counts = get(f"/v1/{name}?facet={facet}&limit=0")["meta"]["facets"][facet]
    return str(counts[len(counts) // 4][of])
