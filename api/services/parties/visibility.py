"""The directory, which holds each real party once: what its entries are called, and what of them is public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Text, literal, select, union_all, update

from api.db.sql import encode_rows, encode_values, in_rows_param, rows_param
from api.models import Announcement, Party, PartyIdentifier, PartyName, StatedParty
from domain.text.normalize import fold_name, match_name

SORTED_BY = 80
"""How many characters of a name lists go by: a cursor carries them, and has to fit into an address."""

DIRECTORY_LOCK_ID = 0x636F6D_01
"""The number of the lock under which parties are added."""


def resolve_merged(connection: Connection, ids: Iterable[UUID], *, lock: bool = False) -> dict[UUID, UUID]:
    """Return for each entry the one that it is now: itself, or the one that it was merged into.

    With a lock, no entry is merged until the transaction ends.
    """
    wanted = set(ids)
    rows = connection.execute(NOW_LOCKED if lock else NOW, {"ids": encode_values(wanted)})
    return {id: id for id in wanted} | {row.id: row.merged_into for row in rows if row.merged_into}


NOW = select(Party.id, Party.merged_into).where(in_rows_param([Party.id], "ids")).order_by(Party.id)
NOW_LOCKED = NOW.with_for_update(read=True, key_share=True)


def name_columns(name: str) -> dict[str, str]:
    """Return the columns of the name that an entry goes by."""
    return {"name": name, "sort_key": fold_name(name)[:SORTED_BY]}


def make_private(connection: Connection, parties: Sequence[Mapping[str, Any]]) -> None:
    """Show no longer what only records that were withdrawn say of these parties."""
    ids = {party["party_id"] for party in parties}
    spoken = (
        select(StatedParty.party_id, StatedParty.name, StatedParty.identifiers)
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(StatedParty.party_id.in_(ids), Announcement.state == "published")
        .order_by(Announcement.published_at, Announcement.id)
    )
    rows = connection.execute(spoken).all()
    for id in sorted(ids):
        said = [row for row in rows if row.party_id == id]
        hide(connection, PartyName, id, PartyName.folded_name, {match_name(row.name) for row in said})
        held = {f"{each['scheme']}:{each['id']}" for row in said for each in row.identifiers}
        hide(connection, PartyIdentifier, id, PartyIdentifier.scheme + ":" + PartyIdentifier.value, held)
        values = name_columns(said[0].name) if said else {}
        still = connection.scalar(select(Party.name).where(Party.id == id)) in {row.name for row in said}
        connection.execute(update(Party).where(Party.id == id).values(public=bool(said), **({} if still else values)))


def hide(connection: Connection, model: Any, id: UUID, column: Any, said: set[str]) -> None:
    """Make those rows of a party private that no published record says."""
    connection.execute(update(model).where(model.party_id == id, column.not_in(said)).values(public=False))


def make_public(connection: Connection, parties: Sequence[Mapping[str, Any]]) -> None:
    """Show from now on what published records say of their parties. An entry goes by the first name made public."""
    names = {party["party_id"]: party["name"] for party in reversed(parties)}
    hidden = {tuple(row) for row in connection.execute(HIDDEN, {"ids": encode_values(names)})} if names else set()
    if not hidden:
        return
    said = {("party", id, "", "") for id in names}
    said |= {("name", party["party_id"], match_name(party["name"]), "") for party in parties}
    said |= {
        ("identifier", party["party_id"], each["scheme"], each["id"])
        for party in parties
        for each in party["identifiers"]
    }
    for sort, statement in SHOW.items():
        keys = [key for kind, *key in sorted(hidden & said) if kind == sort]
        if sort == "party":
            keys = [[id, *name_columns(names[id]).values()] for id, *_ in keys]
        if keys:
            connection.execute(statement, {"shown": encode_rows(keys)})


NOTHING = literal("", Text())
HOLDERS: Mapping[str, tuple[Any, tuple[Any, Any, Any]]] = {
    "party": (Party, (Party.id, NOTHING, NOTHING)),
    "name": (PartyName, (PartyName.party_id, PartyName.folded_name, NOTHING)),
    "identifier": (PartyIdentifier, (PartyIdentifier.party_id, PartyIdentifier.scheme, PartyIdentifier.value)),
}
"""What of the directory is public or not, and what tells its rows from others, the party first."""


def show(model: Any, columns: Sequence[Any], changed: Sequence[Any]) -> Any:
    """Return the statement that makes rows public, and gives them what is told with them."""
    shown = rows_param("shown", [*columns, *changed]).subquery().c
    return (
        update(model)
        .where(*(column == shown[column.key] for column in columns))
        .values({"public": True} | {column.key: shown[column.key] for column in changed})
    )


HIDDEN = union_all(
    *(
        select(literal(sort, Text()), *columns).where(in_rows_param(columns[:1], "ids"), model.public.is_(False))
        for sort, (model, columns) in HOLDERS.items()
    )
)
SHOW = {
    "party": show(Party, [Party.id], [Party.name, Party.sort_key]),
    "name": show(PartyName, [PartyName.party_id, PartyName.folded_name], []),
    "identifier": show(PartyIdentifier, HOLDERS["identifier"][1], []),
}
"""Statements that every record made public runs, made once."""
