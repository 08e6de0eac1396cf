"""Edits of directory entries by administrators: name, aliases, identifiers, jurisdiction, and what an entry succeeds.

Names and identifiers that records state are kept apart from edits, so that each edit can be taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, func, select, true, update
from sqlalchemy.orm import aliased

from api.db.sql import DIRECTORY_LOCK_ID, encode_rows, in_rows_param, insert_missing, lock_until_commit
from api.models import Party, PartyIdentifier, PartyName
from api.models.party import ADDED, REMOVED
from api.services.audit import append_event
from api.services.auth import Actor
from api.services.errors import Conflict, Invalid, NotFound, invalid
from api.services.parties.queries import get_party
from api.services.parties.refresh import refresh_entries
from api.services.parties.visibility import search_words
from api.services.preconditions import require_match
from domain.text.normalize import match_name
from domain.violations import LocatedViolation, Violation

Pair = tuple[str, str]
Row = dict[str, Any]

KEY_COLUMNS: Mapping[Any, tuple[Any, ...]] = {
    PartyName: (PartyName.folded_name,),
    PartyIdentifier: (PartyIdentifier.scheme, PartyIdentifier.value),
}
"""The columns that identify a row of an entry."""


class RowEdits(NamedTuple):
    """Edits to the names or identifiers of an entry: rows to add, and the keys of those to remove.

    `removed` is None to take back all edits.
    """

    model: Any
    added: Sequence[Row] = ()
    removed: Iterable[tuple[str, ...]] | None = ()


def edit_party(
    connection: Connection,
    id: UUID,
    changes: Mapping[str, Any],
    *,
    if_match: str | None = None,
    etag_of: Callable[[Mapping[str, Any]], str],
    note: str | None = None,
    actor: Actor,
    now: datetime,
) -> dict[str, Any]:
    """Change what an administrator states of a party, None to take it back; return the party as it is now.

    No record changes. Raises `NotFound`, `Conflict` for a merged party or an identifier of another one, `Invalid`,
    `PreconditionRequired` or `Stale`.
    """
    lock_until_commit(connection, DIRECTORY_LOCK_ID)
    party = get_party(connection, id, actor=actor)
    if party["id"] != id:
        raise Conflict(f"This party was merged into another one. Change that one: {party['url']}")
    require_match(if_match, etag_of(party), "The party has changed")
    if not changes:
        return party
    preferred = {f"preferred_{name}": changes[name] for name in ("name", "jurisdiction") if name in changes}
    if "succeeds" in changes:
        preferred["succeeds"] = find_predecessor(connection, id, changes["succeeds"], actor=actor)
    edits = []
    if "aliases" in changes:
        edits.append(name_edits(id, party, changes["aliases"]))
    if "identifiers" in changes:
        edits.append(identifier_edits(connection, id, party, changes["identifiers"]))
    if preferred:
        connection.execute(update(Party).where(Party.id == id).values(preferred))
    apply_edits(connection, id, edits)
    before = {name: party.get(name) for name in changes if name not in {"name", "aliases"}}  # May be personal data.
    details = {"members": sorted(changes), "before": before} | ({"note": note} if note else {})
    append_event(connection, "party.edited", actor=actor, now=now, target=("party", id), details=details)
    return get_party(connection, id, actor=actor)


def apply_edits(connection: Connection, id: UUID, edits: Sequence[RowEdits]) -> None:
    """Write edits of an entry, and bring what it shows in line.

    Removed rows that records still state stay as a mark; the others are deleted. What only drafts state of a public
    entry stays as they state it: the mark would show in how published records are matched.
    """
    for model, added, removed in edits:
        own, keys = model.party_id == id, {"keys": encode_rows(removed or ())}
        is_removed = true() if removed is None else in_rows_param(KEY_COLUMNS[model], "keys")
        connection.execute(update(model).where(own, is_removed).values(edit=None), keys)
        insert_missing(connection, model.__table__, added)
        for row in added:
            found = (column == row[column.key] for column in KEY_COLUMNS[model])
            connection.execute(update(model).where(own, *found).values(row))
    refresh_entries(connection, [id])
    is_public = connection.scalar(select(Party.public).where(Party.id == id))
    for model, _, removed in edits:
        if removed:
            is_removed = in_rows_param(KEY_COLUMNS[model], "keys")
            marked = update(model).where(model.party_id == id, is_removed, model.public.is_(is_public))
            connection.execute(marked.values(edit=REMOVED), {"keys": encode_rows(removed)})


def name_edits(id: UUID, party: Mapping[str, Any], aliases: Sequence[str] | None) -> RowEdits:
    """The edits that give a party these aliases. Raises `Invalid` for spellings of one name, some of them left out."""
    if aliases is None:
        return RowEdits(PartyName, removed=None)
    shown = [party["name"], *party["aliases"]]
    kept = {match_name(name): name for name in shown if name in aliases or name == party["name"]}
    left_out = [name for name in party["aliases"] if name not in aliases]
    new = [name for name in aliases if name not in shown]
    added: dict[str, str] = {}
    for name in (*left_out, *new):
        other = kept.get(match_name(name)) or added.get(match_name(name))
        if other is not None:
            detail = f"“{name}” and “{other}” are one name, however it is spelled. Leave both in, or both out."
            raise invalid([LocatedViolation(("aliases",), Violation("duplicate", detail))])
        if name in new:
            added[match_name(name)] = name
    rows = [
        {"party_id": id, "folded_name": key, "public": True, "words": search_words(name), "edit": ADDED, "name": name}
        for key, name in added.items()
    ]
    return RowEdits(PartyName, rows, {(match_name(name),) for name in left_out} - {(key,) for key in added})


def identifier_edits(
    connection: Connection, id: UUID, party: Mapping[str, Any], identifiers: Sequence[Mapping[str, str]] | None
) -> RowEdits:
    """The edits that give a party these identifiers. Raises `Conflict` for one that another party has."""
    if identifiers is None:
        return RowEdits(PartyIdentifier, removed=None)
    held, wanted = ({(each["scheme"], each["id"]) for each in pairs} for pairs in (party["identifiers"], identifiers))
    added = added_identifiers(connection, id, wanted - held, holders={id})
    return RowEdits(PartyIdentifier, added, sorted(held - wanted))


def added_identifiers(connection: Connection, id: UUID, pairs: Iterable[Pair], *, holders: set[UUID]) -> list[Row]:
    """Rows that add identifiers to an entry. Raises `Conflict` for one that a party other than `holders` has."""
    columns = (PartyIdentifier.party_id, PartyIdentifier.scheme, PartyIdentifier.value)
    query = (
        select(*columns)
        .join(Party, and_(Party.id == PartyIdentifier.party_id, Party.public))
        .where(
            in_rows_param(KEY_COLUMNS[PartyIdentifier], "keys"),
            PartyIdentifier.public,
            PartyIdentifier.edit.is_distinct_from(REMOVED),
            PartyIdentifier.party_id.not_in(holders),
        )
    )
    pairs = sorted(pairs)
    other = connection.execute(query, {"keys": encode_rows(pairs)}).first()
    if other is not None:
        held = f"{other.scheme}:{other.value} is an identifier of /v1/parties/{other.party_id}."
        raise Conflict(f"{held} Remove it there first, or merge the two.")
    return [{"party_id": id, "scheme": pair[0], "value": pair[1], "public": True, "edit": ADDED} for pair in pairs]


FORMER = aliased(Party)
PREDECESSOR = (
    select(func.coalesce(FORMER.merged_into, FORMER.id))
    .join(Party, Party.succeeds == FORMER.id)
    .where(Party.id == bindparam("id"))
)
"""The party that one comes after, or the one that this was merged into."""


def find_predecessor(connection: Connection, id: UUID, stated: str | None, *, actor: Actor) -> UUID | None:
    """The id of the party that this one is to succeed. Raises `Invalid` if there is none, or in a circle."""
    if stated is None:
        return None
    try:
        predecessor: UUID = get_party(connection, UUID(stated), actor=actor)["id"]
    except NotFound:
        raise succeeds_error("reference", "There is no party with this id.") from None
    earlier: UUID | None = predecessor
    seen = set()
    while earlier is not None and earlier not in seen:
        if earlier == id:
            raise succeeds_error("circle", "That is this party, or one that comes after it. Name an earlier one.")
        seen.add(earlier)
        earlier = connection.scalar(PREDECESSOR, {"id": earlier})
    return predecessor


def succeeds_error(code: str, detail: str) -> Invalid:
    """The error for the member `succeeds`."""
    return invalid([LocatedViolation(("succeeds",), Violation(code, detail))])
