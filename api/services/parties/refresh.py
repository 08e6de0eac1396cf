"""Directory entries after a change of what records state of them: names and identifiers that go away or are hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, func, or_, select, update

from api.db.sql import AnyRow, encode_values, in_rows_param, insert_missing
from api.models import Announcement, Party, PartyIdentifier, PartyName, StatedParty
from api.services.parties.visibility import (
    REDACTED,
    matched_jurisdiction,
    name_columns,
    refresh_labels,
    resolve_merged,
    search_words,
)
from domain.text.normalize import match_name

Row = dict[str, Any]

STATEMENTS = (
    select(
        *(StatedParty.announcement_id, StatedParty.key),
        *(StatedParty.party_id, StatedParty.name, StatedParty.kind, StatedParty.jurisdiction, StatedParty.identifiers),
        *(Announcement.jurisdiction.label("record_jurisdiction"), (Announcement.state == "published").label("public")),
    )
    .join(Announcement, Announcement.id == StatedParty.announcement_id)
    .where(in_rows_param([StatedParty.party_id], "ids"), Announcement.state != "withdrawn")
    .order_by(Announcement.state != "published", Announcement.published_at, Announcement.id, StatedParty.position)
)
NAMES, IDENTIFIERS = (
    select(func.coalesce(Party.merged_into, Party.id).label("entry_id"), model.__table__)
    .join(Party, Party.id == model.party_id)
    .where(or_(in_rows_param([Party.id], "ids"), in_rows_param([Party.merged_into], "ids")))
    for model in (PartyName, PartyIdentifier)
)
"""The rows of entries and of those merged into them."""


def refresh_entries(connection: Connection, ids: Iterable[UUID]) -> None:
    """Make these entries, which were not merged into others, show what published records state, and that alone.

    Names and identifiers that only drafts state are hidden; those that no record states, and no administrator added, go
    away. A kind and jurisdiction that none states gives way to the first that was published. An entry that no record
    states is private, and keeps all to be matched.
    """
    ids = sorted(ids)
    params = {"ids": encode_values(ids)}
    stated = grouped(current_statements(connection, ids), "party_id")
    names, identifiers = (
        grouped(map(dict, connection.execute(query, params).mappings()), "entry_id") for query in (NAMES, IDENTIFIERS)
    )
    entries = select(Party).where(in_rows_param([Party.id], "ids"), Party.merged_into.is_(None)).order_by(Party.id)
    for entry in connection.execute(entries, params).all():
        rows = stated.get(entry.id, [])
        public = [row for row in rows if row["public"]]
        folded = {match_name(row["name"]): row for row in reversed(rows) if row["name"] != REDACTED}
        own = {(key,): {"words": search_words(row["name"]), "public": row["public"]} for key, row in folded.items()}
        if entry.preferred_name:
            own[match_name(entry.preferred_name),] = {"words": search_words(entry.preferred_name), "public": True}
        pairs = {
            (each["scheme"], each["id"]): {"public": row["public"]}
            for row in reversed(rows)
            for each in row["identifiers"]
        }
        keep_stated(connection, PartyName, names.get(entry.id, []), own if rows else None)
        keep_stated(connection, PartyIdentifier, identifiers.get(entry.id, []), pairs if rows else None)
        missing = own.keys() - {(row["folded_name"],) for row in names.get(entry.id, []) if row["party_id"] == entry.id}
        added = [
            {"party_id": entry.id, "folded_name": key[0], "edit": None, "name": None} | own[key] for key in missing
        ]
        insert_missing(connection, PartyName.__table__, added)
        values = changed_columns(entry, public or rows) | {"public": bool(public)}
        if any(getattr(entry, name) != value for name, value in values.items()):
            connection.execute(update(Party).where(Party.id == entry.id).values(values))
    refresh_labels(connection, ids)


def changed_columns(entry: AnyRow, rows: Sequence[Row]) -> dict[str, Any]:
    """The name, kind and jurisdiction of an entry that these statements, the first published one first, allow."""
    names = [entry.preferred_name] if entry.preferred_name else [row["name"] for row in rows]
    values = name_columns(names[0]) if names and entry.name not in names else {}
    kinds = [{"kind": row["kind"], "jurisdiction": entry.preferred_jurisdiction or row["jurisdiction"]} for row in rows]
    if kinds and {"kind": entry.kind, "jurisdiction": entry.jurisdiction} not in kinds:
        values |= kinds[0]
    return values


def current_statements(connection: Connection, ids: Iterable[UUID]) -> list[Row]:
    """What records that are not withdrawn state of these entries, the first published one first, drafts last.

    The jurisdiction is the one in which the party is matched.
    """
    rows = map(dict, connection.execute(STATEMENTS, {"ids": encode_values(ids)}).mappings())
    return [row | {"jurisdiction": matched_jurisdiction(row, row["record_jurisdiction"])} for row in rows]


def grouped(rows: Iterable[Row], by: str) -> dict[UUID, list[Row]]:
    """Rows by the value of a column."""
    groups: dict[UUID, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[by], []).append(row)
    return groups


def keep_stated(
    connection: Connection, model: Any, rows: Sequence[Row], stated: Mapping[Any, Mapping[str, Any]] | None
) -> None:
    """Give the rows of an entry that no administrator edited the values of what is stated, by key; delete the others.

    Without any current statement, and in the rows of merged entries, nothing is deleted: the others are hidden.
    """
    key_columns = [column for column in model.__table__.primary_key if column.key != "party_id"]
    for row in rows:
        if row["edit"] is not None:
            continue
        key = tuple(row[column.key] for column in key_columns)
        is_own = row["party_id"] == row["entry_id"]
        found = (model.party_id == row["party_id"], *(column == row[column.key] for column in key_columns))
        values = (stated or {}).get(key)
        if values is None and is_own and stated is not None:
            connection.execute(delete(model).where(*found))
            continue
        values = values or {"public": False}
        if any(row[name] != value for name, value in values.items()):
            connection.execute(update(model).where(*found).values(values))


def remove_names(connection: Connection, ids: Iterable[UUID], names: Collection[str]) -> None:
    """Remove redacted names from entries, and from those merged with them, unless a record still states them.

    An entry that was shown under such a name gets another that is stated, of a published record if it is public.
    """
    for canonical in sorted(set(resolve_merged(connection, ids).values())):
        group = select(Party.id, Party.name, Party.public).where(
            or_(Party.id == canonical, Party.merged_into == canonical)
        )
        entries = connection.execute(group).all()
        query = (
            select(StatedParty.name, Announcement.state)
            .join(Announcement, Announcement.id == StatedParty.announcement_id)
            .where(StatedParty.party_id.in_([entry.id for entry in entries]), StatedParty.name != REDACTED)
            .order_by(Announcement.state != "published", Announcement.published_at, Announcement.id)
        )
        stated = connection.execute(query).all()
        kept = {row.name for row in stated}
        gone = {match_name(name) for name in names} - {match_name(name) for name in kept}
        for entry in entries:
            connection.execute(delete(PartyName).where(PartyName.party_id == entry.id, PartyName.folded_name.in_(gone)))
            if entry.name in names and entry.name not in kept:
                shown = (row.name for row in stated if row.state == "published" or not entry.public)
                values = name_columns(next(shown, REDACTED)) | {"preferred_name": None}
                connection.execute(update(Party).where(Party.id == entry.id).values(**values))
        refresh_entries(connection, [canonical])
