"""Lists are read by an index: no full table scan, and no sort of more than a page or 1,001 candidates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from psycopg import Cursor, RawCursor
from sqlalchemy import Connection, text

from api.db.database import Database
from tests.clients import Client
from tests.records import save_record, worked_example
from tests.services.query.test_statement_counts import counted

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PARTY = "01a20f53-50a8-7d1e-ae73-a66ea1cda80f"
TABLES = ("announcements", "commitments", "amounts", "quotes", "announcement_tags", "commitment_tags")
DISABLED_PLANS = ("enable_seqscan", "enable_bitmapscan", "enable_sort", "enable_hashjoin", "enable_mergejoin")

LISTS = [
    "announcements?",
    "announcements?sort=announced_on",
    "announcements?sort=-updated_at",
    "announcements?sort=-significantly_updated_at",
    "announcements?jurisdiction=KR",
    "announcements?jurisdiction=KR&jurisdiction=US",
    "announcements?jurisdiction=US&subdivisions=include",
    "announcements?jurisdiction_group=G20",
    "announcements?exclude_jurisdiction=KR",
    "commitments?jurisdiction_group=G20&sort=due",
    "announcements?kind=roadmap",
    "announcements?topic=quantum-technology",
    "announcements?jurisdiction=KR&topic=quantum-technology&announced_from=2025&announced_to=2026",
    f"announcements?party={PARTY}",
    "announcements?source_kind=speech",
    "announcements?publisher=IANS",
    "announcements?policy_status=in_force",
    "announcements?in_force_on=2026-07-01",
    f"announcements?related_to={PARTY}",
    f"announcements?related_to={PARTY}&relation_type=amends",
    "announcements?relation_type=supersedes",
    "commitments?policy_status=in_force",
    f"amounts?related_to={PARTY}",
    "announcements?announced_from=2026-01&announced_to=2026-03",
    "announcements?announced_from=2026-01&announced_to=2026-03&match=within",
    "announcements?topic=quantum-technology&exclude_kind=law",
    "announcements?q=quantum",
    "announcements?q=quantum+chips&sort=-announced_on",
    "announcements?q=quantum&jurisdiction=KR&kind=roadmap",
    f"announcements?q=quantum&party={PARTY}",
    "announcements?q=quantum&announced_from=2026-01&announced_to=2026-03",
    "commitments?q=quantum+experts",
    "quotes?q=nation",
    "commitments?",
    "commitments?due_from=2026-07&due_to=2026-07&match=within&sort=due&limit=50",
    "commitments?due_from=2026-07&due_to=2026-07&sort=due",
    "commitments?sort=-due",
    "commitments?status=met",
    "commitments?overdue=true&sort=due",
    "commitments?topic=quantum-technology",
    "commitments?topic=quantum-technology&sort=due",
    f"commitments?party={PARTY}",
    "commitments?jurisdiction=KR&sort=due",
    "commitments?source_kind=speech",
    "commitments?unit=experts&value_min=1&value_max=20000",
    "amounts?currency=USD",
    "amounts?currency=USD&amount_min=1000&sort=-amount",
    "amounts?kind=budget&stage=approved",
    f"amounts?payer={PARTY}",
    "amounts?topic=quantum-technology",
    f"quotes?speaker={PARTY}",
    "quotes?topic=quantum-technology",
    "quotes?jurisdiction=KR&sort=-said_on",
]


@pytest.fixture(scope="module")
def app(module_app: Flask) -> Flask:
    """An application with some records, and on PostgreSQL with statistics."""

    def fill(connection: Connection) -> None:
        for number in range(3):
            example = worked_example() | {"identifiers": [{"scheme": "plan", "id": str(number)}]}
            save_record(connection, example, note="", now=NOW)

    database: Database = module_app.extensions["database"]
    database.write(fill)
    if database.engine.dialect.name == "postgresql":
        with database.connect() as connection:
            connection.execute(text("ANALYZE"))
    return module_app


def plans(database: Database, client: Client, path: str) -> Iterator[Any]:
    """Yield the plan of each statement of a list."""
    with counted(database, parameters=True) as statements:
        assert client.get(f"/v1/{path}").status_code == 200
    for statement, parameters in statements:
        yield plan_of(database, statement, parameters)


def plan_of(database: Database, statement: str, parameters: Any = ()) -> Any:
    """The plan of a statement, with PostgreSQL kept from scanning and sorting small tables."""
    with database.connect() as connection:
        if database.engine.dialect.name == "sqlite":
            return connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
        for setting in DISABLED_PLANS:
            connection.execute(text(f"SET {setting} = off"))
        raw: Any = connection.connection.driver_connection
        cursor = Cursor(raw) if isinstance(parameters, dict) else RawCursor(raw)  # A prepared one has numbers.
        (found,) = cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters).fetchone()
        for setting in DISABLED_PLANS:
            connection.execute(text(f"RESET {setting}"))
        return found[0]["Plan"]


def faults(plan: Any) -> list[str]:
    """Steps of a plan that are not allowed."""
    return list(faults_on_sqlite(plan) if isinstance(plan, list) else faults_on_postgresql(plan))


def faults_on_sqlite(plan: list[Any]) -> Iterator[str]:
    """Yield scans of tables without an index, and sorts of unbounded rows.

    Joint announcements, `branch_1`, are few.
    """
    details = {row.id: row.detail for row in plan}
    for _, parent, _, detail in plan:
        if re.fullmatch(rf"SCAN ({'|'.join(TABLES)})", detail):
            yield detail
        beside = {row.detail for row in plan if row.parent == parent}
        is_bounded = any(re.fullmatch(r"SCAN (candidates|page|branch_[0-9])", each) for each in beside)
        is_bounded |= details.get(parent) == "CO-ROUTINE branch_1"
        if detail == "USE TEMP B-TREE FOR ORDER BY" and not is_bounded:
            yield f"{detail}: {sorted(beside)}"


def faults_on_postgresql(node: Mapping[str, Any]) -> Iterator[str]:
    """Yield scans of tables without an index, and sorts of unbounded rows. Joint announcements are few."""
    if node["Node Type"] == "Seq Scan" and node["Relation Name"] in TABLES:
        yield f"Seq Scan on {node['Relation Name']}"
    if node["Node Type"] == "Sort" and not is_bounded(node) and "other_jurisdiction" not in str(node):
        yield f"Sort by {node['Sort Key']}"
    for child in node.get("Plans", ()):
        yield from faults_on_postgresql(child)


def is_bounded(node: Mapping[str, Any]) -> bool:
    """Whether a limit bounds the rows that a node reads."""
    return any(
        child["Node Type"] in {"Limit", "CTE Scan"} or is_nothing(child) or is_bounded(child)
        for child in node.get("Plans", ())
    )


def is_nothing(node: Mapping[str, Any]) -> bool:
    """Whether a node reads nothing."""
    return node["Node Type"] == "Result" and not node.get("Plans")


@pytest.mark.parametrize("path", LISTS)
def test_a_list_is_read_by_an_index_in_its_order(database: Database, public: Client, path: str) -> None:
    for plan in plans(database, public, path):
        assert faults(plan) == []
    answer = public.get(f"/v1/{path}&limit=1".replace("&limit=50", "")).get_json()
    if "next" in answer["links"]:
        following = answer["links"]["next"].split("/v1/")[1]
        for plan in plans(database, public, following):
            assert faults(plan) == []


def test_facets_read_an_index_alone(database: Database, public: Client) -> None:
    (plan,) = plans(database, public, "announcements?jurisdiction=KR&facet=kind&limit=0")
    assert "COVERING INDEX ix_announcements_jurisdiction" in str(plan) or "index" in str(plan).lower()


def test_scanning_and_sorting_a_table_is_detected(database: Database) -> None:
    found = faults(plan_of(database, "SELECT id FROM commitments WHERE statement > 'a' ORDER BY statement"))
    assert len(found) == 2


def test_an_identifier_is_looked_up_whole(database: Database, public: Client) -> None:
    """By the scheme alone, which has few values, nearly all would match."""
    found = str(list(plans(database, public, "announcements?identifier=plan:1")))
    assert "(scheme=? AND value=?)" in found or "(scheme = 'plan'::text) AND (value = '1'::text)" in found
