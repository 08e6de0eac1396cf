"""Both engines find the same rows as a check in plain Python."""

# ruff: noqa: RUF001 - other scripts' letters are in the queries.

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, permutations
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, case, func, select, update

from api.search.index import IndexItem, insert_items, remove
from api.search.match_expression import INDEXES, IndexName, SearchFields
from api.search.sqlite_rowid import MAX_ROWID_RETRIES, fts_rowid
from domain.text.analyzer import MAX_TERMS, POSITION_GAP, bounded_terms
from domain.text.search_query import InvalidSearch, SearchQuery, parse_query
from tests import strategies
from tests.domain.text.analysis import matches
from tests.search.queries import search_condition

SPACE = UUID("018f0000-0000-7000-8000-000000000000")
EVERY = INDEXES["announcements"].alias("every").c.id
SCOPES: tuple[SearchFields, ...] = ("all", "title", "lead")

CORPUS = (
    ("Quantum road map", "The ministry presented a road map for the quantum industry", "Seoul"),
    ("AI strategy", "Industries and industrial policy", "A quantum chip is mentioned once, quantum chips twice"),
    ("양자 산업 로드맵", "양자컴퓨터 클러스터 다섯 곳을 지정", "과학기술정보통신부 10,000명"),
    ("양자컴퓨터", "산업", "로드맵을 제시한 정부"),
    ("量子技術ロードマップ", "量子コンピュータの研究", "東京都・計画 ｶﾞｽ"),
    ("量子科技发展规划", "人工智能与量子计算", "北京"),
    ("R&D budget up 25.4%", "US$5.6 billion, or 8.12 trillion won", "research & development"),
    ("R and D", "D, then R", "254 or 25.5 per cent; 10.000"),
    ("Stratégie nationale d'investissement", "L’école et l'État", "Ünal, Straße, İstanbul"),
    ("Commitments", "A commitment to invest in businesses", "committed, investing, business, busy"),
    ("One commit", "the commits of a universe and its university", "nations nation national nationality"),
    ("🇰🇷 quantum 🧑‍🔬", "2035 ½ ①", "ﷺ ㍿ \u200b\u00ad x\u0301"),
    ("हिन्दी में योजना", "मुख्य बिंदु", "ไทยแลนด์ แผน"),
    ("ＳＫ Ｔｅｌｅｃｏｍ", "LG Electronics", "Samsung Electronics SK Telecom"),
    ("chips", "quantum", "quantum OR chips -not * \" ' \\ : & | ! ( ) <-> NEAR AND NOT title"),
    ("", "", ""),
    ("Łódź and København", "HB 374, an analysis of COVID-19", "1 000 000 euros, ٢٠٣٠, وزارة أحمد"),
    ("HB374 and covid19", "analyses of 1,000,000 zł", "반도체 산업, 반도체산업"),
    ("South Korea's plan", "O'Brien doesn't", "rock'n'roll U.S. us"),
)

WORDS = (
    "quantum", "chips", "industry", "road map", "korea", "us", "R&D", "25.4", "10,000", "2035", "양자", "산업",
    "컴퓨터", "양", "드맵", "量子", "技術", "量", "ード", "科技", "ガス", "école", "strasse", "SK", "telecom",
    "business", "commit", "nation", "योजना", "ไทย", "الله", "株式", "not", "near", "AND", "title", "obrien",
    "lodz", "HB374", "covid19", "COVID-19", "1000000", "analysis", "반도체산업", "احمد",
    "quan*", "industr*", "commitm*", "nation*", "busines*", "25*", "양*", "r*",
)  # fmt: skip
ALONE = (
    "HB 374", '"HB 374"', "1 000 000", '"반도체 산업"', "-HB374",
    '"quantum chips"', '"chips quantum"', '"road map"', '"sk telecom"', '"electronics sk"', '"map the"',
    '"양자컴퓨터 클러"', '"자컴퓨터"', '"quantum ch"*', '"r d"', '"d r"', '"d then r"', "-quantum",
    '-"quantum chips"', "-quantum -양자", "-q*", "title:quantum", "quantum NEAR chips", "NEAR(quantum chips)",
    "a.b.c ^quantum", "'; DROP TABLE announcement_terms; --", "1=1 /*", "(quantum)", "{title} : quantum",
    "quantum+chips", "!quantum", "quantum:*", "\\quantum\\", "%_", "quantum & !chips", "x" * 500, "x " * 32,
    "가" * 500, "\x00quantum", "quan\x00tum", "\ud800 quantum", "é" * 250, "1.2.3.4", "١٢٣",
)  # fmt: skip


def pairs() -> list[str]:
    """Queries of two words."""
    some = WORDS[::3]
    return [
        text
        for one, other in combinations(some, 2)
        for text in (f"{one} {other}", f"{one} OR {other}", f"{one} -{other.split()[0]}")
    ] + [f'"{one} {other}"' for one, other in permutations(some[:10], 2) if "*" not in one + other]


def id_of(number: int) -> UUID:
    """An id for a number."""
    return uuid5(SPACE, str(number))


DAY = date(2026, 1, 29)


def rows_of(texts: list[tuple[str, str, str]]) -> dict[UUID, IndexItem]:
    """Items with these texts, all of one day."""
    return {
        id_of(number): IndexItem(DAY, ((title,), (lead,), (rest,))) for number, (title, lead, rest) in enumerate(texts)
    }


def store(connection: Connection, name: IndexName, rows: dict[UUID, IndexItem]) -> None:
    """Index items that may be there already."""
    remove(connection, name, {id: item.day for id, item in rows.items()})
    insert_items(connection, name, rows)


def joined(*fields: tuple[str, ...]) -> list[str]:
    """Terms of several fields with position gaps."""
    return [term for field in fields for term in (*field, POSITION_GAP)]


def expected(rows: dict[UUID, IndexItem], query: SearchQuery, scope: SearchFields) -> set[UUID]:
    """Ids that a query means, in plain Python."""
    within = {"all": 3, "title": 1, "lead": 2}[scope]
    streams = {id: bounded_terms(item.fields) for id, item in rows.items()}
    return {id for id, row in streams.items() if matches(query, joined(*row), within=joined(*row[:within]))}


def search(connection: Connection, query: SearchQuery, scope: SearchFields = "all") -> set[UUID]:
    """Ids that the engine finds."""
    return set(connection.scalars(select(EVERY).where(search_condition("announcements", EVERY, query, fields=scope))))


def parse_or_none(q: str) -> SearchQuery | None:
    """The query, or None if it is not one."""
    try:
        return parse_query(q)
    except InvalidSearch:
        return None


def test_several_hundred_queries_find_the_expected_rows(connection: Connection) -> None:
    """In many scripts, in all fields."""
    rows = rows_of(list(CORPUS))
    store(connection, "announcements", rows)
    queries = [query for query in map(parse_or_none, (*WORDS, *ALONE, *pairs())) if query]
    assert len(queries) > 400
    wrong = [
        (query, scope)
        for query in queries
        for scope in SCOPES
        if search(connection, query, scope) != expected(rows, query, scope)
    ]
    assert wrong == []
    assert sum(bool(expected(rows, query, "all")) for query in queries) > 150


texts = st.sampled_from([text for row in CORPUS for text in row]) | strategies.text | st.text(max_size=20)
parts = st.sampled_from((*WORDS, *ALONE, "OR", "-chips", '"')) | st.text(max_size=8)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=5),
    st.lists(st.lists(parts, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8),
    st.sampled_from(SCOPES),
)
def test_any_query_finds_the_expected_rows_in_any_text(
    connection: Connection, rows: list[tuple[str, str, str]], queries: list[str], scope: SearchFields
) -> None:
    remove(connection, "announcements", {id_of(number): DAY for number in range(5)})
    indexed = rows_of(rows)
    store(connection, "announcements", indexed)
    for query in filter(None, map(parse_or_none, queries)):
        assert search(connection, query, scope) == expected(indexed, query, scope), query


def test_a_text_finds_itself(connection: Connection) -> None:
    """As a phrase, up to the length of a query."""
    rows = rows_of(list(CORPUS))
    store(connection, "announcements", rows)
    for number, each in enumerate(CORPUS):
        query = parse_or_none('"' + each[1].replace('"', " ")[:400] + '"')
        assert query is None or id_of(number) in search(connection, query)


def test_replaced_and_removed_rows_are_not_found(connection: Connection) -> None:
    store(connection, "announcements", rows_of([("old", "", "words"), ("old", "", "")]))
    store(connection, "announcements", rows_of([("new", "", "terms")]))
    assert search(connection, parse_query("old")) == {id_of(1)}
    assert search(connection, parse_query("new terms")) == {id_of(0)}
    remove(connection, "announcements", {id_of(number): DAY for number in (0, 1, 7)})
    assert search(connection, parse_query("old OR new")) == set()
    assert connection.scalar(select(func.count()).select_from(INDEXES["announcements"])) == 0


def test_the_indexes_are_separate(connection: Connection) -> None:
    store(connection, "quotes", rows_of([("quantum", "", "")]))
    counts = {name: connection.scalar(select(func.count()).select_from(index)) for name, index in INDEXES.items()}
    assert counts == {"announcements": 0, "commitments": 0, "amounts": 0, "quotes": 1}
    assert search(connection, parse_query("quantum")) == set()


def test_the_condition_works_in_order_by(connection: Connection) -> None:
    store(connection, "announcements", rows_of([("x", "quantum", ""), ("x", "", "quantum"), ("quantum", "", "")]))
    query = parse_query("quantum")
    order = case(
        (search_condition("announcements", EVERY, query, fields="title"), 0),
        (search_condition("announcements", EVERY, query, fields="lead"), 1),
        else_=2,
    )
    found_ids = connection.scalars(select(EVERY).where(search_condition("announcements", EVERY, query)).order_by(order))
    assert list(found_ids) == [id_of(2), id_of(0), id_of(1)]


def test_the_statement_is_the_same_for_every_search(connection: Connection) -> None:
    """Words are bind parameters."""
    store(connection, "announcements", rows_of([("one", "", ""), ("two", "", "")]))
    statements = [select(EVERY).where(search_condition("announcements", EVERY, parse_query(q))) for q in ("one", "two")]
    assert [list(connection.scalars(statement)) for statement in statements] == [[id_of(0)], [id_of(1)]]
    compiled = {str(statement.compile(dialect=connection.dialect)) for statement in statements}
    assert len(compiled) == 1
    assert "one" not in compiled.pop()


@pytest.mark.parametrize(
    "body",
    ["word{} " * 150_000, "다른말{} " * 150_000, "漢字" * 500_000, "same " * 200_000, "я" * 60 + "{} "],
    ids=["english", "korean", "chinese", "repeated", "long words"],
)
def test_a_body_of_a_million_characters_is_indexed_to_the_same_bound(connection: Connection, body: str) -> None:
    """The same words find it."""
    repeats = body.count("{}")
    text = (body if repeats > 1 or "{}" not in body else body * 20_000).format(*range(150_000))[:1_000_000]
    rows = rows_of([("a title", "", f"{text} theend"), ("another", "", "theend")])
    store(connection, "announcements", rows)
    assert sum(map(len, bounded_terms(rows[id_of(0)].fields))) <= MAX_TERMS
    for q in (
        "title",
        "word1",
        "word15000",
        "word140000",
        '"word1 word2"',
        "다른말15*",
        "漢字漢字",
        "same",
        '"same same"',
        "theend",
        "яяя*",
    ):
        query = parse_query(q)
        assert search(connection, query) == expected(rows, query, "all"), q


def test_a_query_may_have_many_alternatives(connection: Connection) -> None:
    rows = rows_of([("commitments", "", "")])
    store(connection, "announcements", rows)
    assert search(connection, parse_query(" OR ".join(["commitmen*"] * 16))) == {id_of(0)}
    assert search(connection, parse_query(" ".join(["commitmen*"] * 32))) == {id_of(0)}
    assert search(connection, parse_query("a-" * 249 + "b")) == set()


def test_repeats_of_a_term_beyond_the_bound_are_in_neither_index(connection: Connection) -> None:
    """PostgreSQL stores 255 positions of a term."""
    rows = rows_of([("", "", "same " * 300 + "end"), ("", "", "same end")])
    store(connection, "announcements", rows)
    assert (
        search(connection, parse_query('"same end"')) == expected(rows, parse_query('"same end"'), "all") == {id_of(1)}
    )
    assert search(connection, parse_query("same end")) == {id_of(0), id_of(1)}


def test_row_ids_of_fts5_put_the_newest_first() -> None:
    days = [DAY - timedelta(days) for days in (0, 1, 400, 300_000)] + [date.min]
    numbers = [fts_rowid(day, id_of(place)) for place, day in enumerate(days)]
    assert numbers == sorted(numbers)
    assert 0 <= fts_rowid(date.max, id_of(1)) < numbers[0]
    assert numbers[-1] + MAX_ROWID_RETRIES < 1 << 63


def test_rows_with_equal_row_ids_are_both_found(connection: Connection) -> None:
    """The second gets the next free row id, and is found by its id."""
    if connection.dialect.name == "postgresql":
        return
    index = INDEXES["announcements"]
    store(connection, "announcements", rows_of([("first", "", "")]))
    connection.execute(update(index).values(rowid=fts_rowid(DAY, id_of(1))))
    store(connection, "announcements", rows_of([("other", "", ""), ("second", "", "")]))
    assert search(connection, parse_query("second")) == {id_of(1)}
