"""Which directory rows are public, and resolution of merged entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Text, literal, select, union_all, update

from api.db.compiled_query import CompiledQuery
from api.db.sql import encode_rows, encode_values, in_rows_param, rows_param
from api.models import Announcement, Party, PartyIdentifier, PartyName, StatedParty
from domain.text.normalize import fold_name, match_name

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


def hide_unpublished(connection: Connection, parties: Sequence[Mapping[str, Any]]) -> None:
    """Hide names and identifiers of these parties that no published record states any more."""
    ids = {party["party_id"] for party in parties}
    query = (
        select(StatedParty.party_id, StatedParty.name, StatedParty.identifiers)
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(StatedParty.party_id.in_(ids), Announcement.state == "published")
        .order_by(Announcement.published_at, Announcement.id)
    )
    rows = connection.execute(query).all()
    for id in sorted(ids):
        stated = [row for row in rows if row.party_id == id]
        names = {match_name(row.name) for row in stated}
        pairs = {f"{each['scheme']}:{each['id']}" for row in stated for each in row.identifiers}
        hide_rows(connection, PartyName, id, PartyName.folded_name, names)
        hide_rows(connection, PartyIdentifier, id, PartyIdentifier.scheme + ":" + PartyIdentifier.value, pairs)
        current_name = connection.scalar(select(Party.name).where(Party.id == id))
        keeps_name = not stated or current_name in {row.name for row in stated}
        values = {} if keeps_name else name_columns(stated[0].name)
        connection.execute(update(Party).where(Party.id == id).values(public=bool(stated), **values))


def hide_rows(connection: Connection, model: Any, id: UUID, column: Any, stated: set[str]) -> None:
    """Make the rows of a party private that no published record states."""
    connection.execute(update(model).where(model.party_id == id, column.not_in(stated)).values(public=False))


def show_published(connection: Connection, parties: Sequence[Mapping[str, Any]]) -> None:
    """Make parties' stated names and identifiers public. The first public name of an entry becomes its current name."""
    names = {party["party_id"]: party["name"] for party in reversed(parties)}
    hidden = set(HIDDEN.all(connection, {"ids": encode_values(names)})) if names else set()
    if not hidden:
        return
    stated = {("party", id, "", "") for id in names}
    stated |= {("name", party["party_id"], match_name(party["name"]), "") for party in parties}
    stated |= {
        ("identifier", party["party_id"], each["scheme"], each["id"])
        for party in parties
        for each in party["identifiers"]
    }
    for sort, statement in SHOW.items():
        keys = [key for kind, *key in sorted(hidden & stated) if kind == sort]
        if sort == "party":
            keys = [[id, *name_columns(names[id]).values()] for id, *_ in keys]
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
                literal(sort, Text()).label("kind"), id.label("id"), first.label("first"), second.label("second")
            ).where(in_rows_param([id], "ids"), model.public.is_(False))
            for sort, (model, (id, first, second)) in KEYS.items()
        )
    )
)
SHOW = {
    "party": show_statement(Party, [Party.id], [Party.name, Party.sort_key]),
    "name": show_statement(PartyName, [PartyName.party_id, PartyName.folded_name], []),
    "identifier": show_statement(PartyIdentifier, KEYS["identifier"][1], []),
}
