"""Identifiers of RFC 9562."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122, UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ids import part_id, uuid7

NOW = datetime(2026, 1, 29, 9, 30, 0, 123_000, tzinfo=UTC)
TIMES = st.datetimes(datetime(1970, 1, 1), datetime(9999, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis wants the bounds without a zone.
ANNOUNCEMENT = UUID("019c08b4-0a3b-7c01-8f00-5a1e2d3c4b5a")


def milliseconds(identifier: UUID) -> int:
    return identifier.int >> 80


@given(TIMES)
def test_a_new_identifier_is_of_version_7_and_carries_its_millisecond(now: datetime) -> None:
    identifier = uuid7(now)
    assert (identifier.version, identifier.variant) == (7, RFC_4122)
    assert milliseconds(identifier) == (now - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def test_the_example_of_the_standard_has_the_same_timestamp() -> None:
    standard = UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
    now = datetime(2022, 2, 22, 14, 22, 22, tzinfo=timezone(-timedelta(hours=5)))
    assert milliseconds(uuid7(now)) == milliseconds(standard)


def test_later_identifiers_sort_after_earlier_ones() -> None:
    ids = [uuid7(NOW + timedelta(milliseconds=n)) for n in range(1000)]
    assert sorted(ids) == ids


def test_identifiers_of_one_moment_differ() -> None:
    assert len({uuid7(NOW) for _ in range(10_000)}) == 10_000


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(TypeError):
        uuid7(NOW.replace(tzinfo=None))


def test_a_part_keeps_its_identifier_for_good() -> None:
    assert part_id(ANNOUNCEMENT, "commitment", "experts") == UUID("019c08b4-0a3b-84cc-b041-efb1662eec9a")


@given(st.uuids(), st.text("abc_", max_size=3), st.text(max_size=9))
def test_a_part_has_an_identifier_of_version_8_that_begins_as_its_announcement(
    announcement: UUID, part: str, key: str
) -> None:
    identifier = part_id(announcement, part, key)
    assert (identifier.version, identifier.variant) == (8, RFC_4122)
    assert milliseconds(identifier) == milliseconds(announcement)


def test_another_announcement_part_or_key_is_another_identifier() -> None:
    neighbour = UUID(int=ANNOUNCEMENT.int + 1)
    ids = {
        part_id(announcement, part, key)
        for announcement in (ANNOUNCEMENT, neighbour)
        for part in ("commitment", "commitmenta", "amount")
        for key in ("a", "aa", "A", "")
    }
    assert len(ids) == 24
