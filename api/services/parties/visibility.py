"""Which directory rows are public, and resolution of merged entries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Text, delete, literal, or_, select, union_all, update

from api.db.compiled_query import CompiledQuery
from api.db.sql import encode_rows, encode_values, in_rows_param, rows_param
from api.models import Announcement, Party, PartyIdentifier, PartyName, StatedParty
from domain.text.normalize import fold_name, match_name

REDACTED = "[redacted]"
"""What stands in the place of a redacted text."""

MAX_SORT_KEY = 80
"""Characters of a name that lists are sorted by: a cursor carries them, and has to fit into a URL."""

MERGED = select(Party.id, Party.merged_into).where(in_rows_param([Party.id], "ids")).order_by(Party.id)
CANONICAL = {
    False: CompiledQuery(MERGED),
    True: CompiledQuery(MERGED.with_for_update(read=True, key_share=True)),
}
"""By whether the entries are locked."""


def resolve_merged(connection: Connection, ids: Iterable[UUID], *, lock: bool = False) -> dict[UUID, UUID]:
    """The canonical id of each entry: its own, or that of the entry it was merged into.

    With a lock, none is merged until the transaction ends.
    """
    own = set(ids)
    rows = CANONICAL[lock].all(connection, {"ids": encode_values(own)})
    return {id: id for id in own} | {row.id: row.merged_into for row in rows if row.merged_into}


def name_columns(name: str) -> dict[str, str]:
    """The columns of an entry's current name."""
    return {"name": name, "sort_key": fold_name(name)[:MAX_SORT_KEY]}


def refresh_entries(connection: Connection, ids: Iterable[UUID]) -> None:
    """Make these entries, which were not merged into others, show what published records state, and that alone.

    Names and identifiers that none states any more are hidden. A name, or a kind and jurisdiction, that none states
    gives way to the first that was published. An entry that no record states is private, and keeps them to be matched.
    """
    ids = sorted(ids)
    if not ids:
        return
    columns = (StatedParty.party_id, StatedParty.name, StatedParty.kind, StatedParty.jurisdiction)
    query = (
        select(*columns, StatedParty.identifiers)
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(in_rows_param([StatedParty.party_id], "ids"), Announcement.state == "published")
        .order_by(Announcement.published_at, Announcement.id, StatedParty.position)
    )
    stated: dict[UUID, list[Any]] = {id: [] for id in ids}
    for row in connection.execute(query, {"ids": encode_values(ids)}):
        stated[row.party_id].append(row)
    merged = select(Party.id, Party.merged_into).where(in_rows_param([Party.merged_into], "ids"))
    aliases: dict[UUID, list[UUID]] = {id: [id] for id in ids}
    for row in connection.execute(merged, {"ids": encode_values(ids)}):
        aliases[row.merged_into].append(row.id)
    entries = select(Party.id, Party.name, Party.kind, Party.jurisdiction, Party.public)
    for entry in connection.execute(entries.where(in_rows_param([Party.id], "ids")), {"ids": encode_values(ids)}).all():
        rows = stated[entry.id]
        names = {match_name(row.name) for row in rows}
        pairs = {f"{each['scheme']}:{each['id']}" for row in rows for each in row.identifiers}
        set_public(connection, PartyName, aliases[entry.id], PartyName.folded_name, names)
        pair = PartyIdentifier.scheme + ":" + PartyIdentifier.value
        set_public(connection, PartyIdentifier, [entry.id], pair, pairs)
        values: dict[str, Any] = {} if entry.public == bool(rows) else {"public": bool(rows)}
        if rows and entry.name not in {row.name for row in rows}:
            values |= name_columns(rows[0].name)
        if rows and (entry.kind, entry.jurisdiction) not in {(row.kind, row.jurisdiction) for row in rows}:
            values |= {"kind": rows[0].kind, "jurisdiction": rows[0].jurisdiction}
        if values:
            connection.execute(update(Party).where(Party.id == entry.id).values(values))


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
                values = name_columns(next(shown, REDACTED))
                connection.execute(update(Party).where(Party.id == entry.id).values(**values))
        refresh_entries(connection, [canonical])


def set_public(connection: Connection, model: Any, ids: Sequence[UUID], column: Any, stated: Collection[str]) -> None:
    """Make the rows of a party public that published records state, and the others private."""
    is_stated = column.in_(stated)
    rows = (model.party_id.in_(ids), model.public != is_stated)
    connection.execute(update(model).where(*rows).values(public=is_stated))


def show_published(connection: Connection, parties: Sequence[Mapping[str, Any]]) -> None:
    """Make parties' stated names and identifiers public.

    The first public statement of an entry gives its current name, its kind and its jurisdiction.
    """
    first = {party["party_id"]: party for party in reversed(parties)}
    hidden = set(HIDDEN.all(connection, {"ids": encode_values(first)})) if first else set()
    if not hidden:
        return
    stated = {("party", id, "", "") for id in first}
    stated |= {("name", party["party_id"], match_name(party["name"]), "") for party in parties}
    stated |= {
        ("identifier", party["party_id"], each["scheme"], each["id"])
        for party in parties
        for each in party["identifiers"]
    }
    for table, statement in SHOW.items():
        keys = [key for name, *key in sorted(hidden & stated) if name == table]
        if table == "party":
            keys = [
                [id, *name_columns(first[id]["name"]).values(), first[id]["kind"], first[id].get("jurisdiction")]
                for id, *_ in keys
            ]
        if keys:
            connection.execute(statement, {"shown": encode_rows(keys)})


def show_statement(model: Any, key: Sequence[Any], changed: Sequence[Any]) -> Any:
    """UPDATE that makes the rows of the parameter `shown` public, with new values of the changed columns."""
    shown = rows_param("shown", [*key, *changed]).subquery().c
    return (
        update(model)
        .where(*(column == shown[column.key] for column in key))
        .values({"public": True} | {column.key: shown[column.key] for column in changed})
    )


EMPTY = literal("", Text())
KEYS: Mapping[str, tuple[Any, tuple[Any, Any, Any]]] = {
    "party": (Party, (Party.id, EMPTY, EMPTY)),
    "name": (PartyName, (PartyName.party_id, PartyName.folded_name, EMPTY)),
    "identifier": (PartyIdentifier, (PartyIdentifier.party_id, PartyIdentifier.scheme, PartyIdentifier.value)),
}
"""The tables whose rows are public or private, and the columns that identify a row."""

HIDDEN = CompiledQuery(
    union_all(
        *(
            select(
                literal(table, Text()).label("table"), id.label("id"), first.label("first"), second.label("second")
            ).where(in_rows_param([id], "ids"), model.public.is_(False))
            for table, (model, (id, first, second)) in KEYS.items()
        )
    )
)
SHOW = {
    "party": show_statement(Party, [Party.id], [Party.name, Party.sort_key, Party.kind, Party.jurisdiction]),
    "name": show_statement(PartyName, [PartyName.party_id, PartyName.folded_name], []),
    "identifier": show_statement(PartyIdentifier, KEYS["identifier"][1], []),
}
