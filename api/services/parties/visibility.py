"""Which directory rows are public, what entries are called, and resolution of merged entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Text, case, exists, false, literal, select, union_all, update
from sqlalchemy.orm import aliased

from api.db.compiled_query import CompiledQuery
from api.db.sql import AnySelect, encode_rows, encode_values, in_rows_param, rows_param
from api.db.sqlite_planner import no_index
from api.models import AnnouncementTag, Party, PartyIdentifier, PartyName, StatedParty
from api.services.query.filters.operators import name_literal
from api.services.query.filters.party import tag_value
from domain.text.normalize import fold_name, match_name, name_words

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


def matched_jurisdiction(party: Mapping[str, Any], record_jurisdiction: str) -> str | None:
    """The jurisdiction in which a stated party is matched: its own; its record's for a government body without one."""
    own: str | None = party.get("jurisdiction")
    return own or (record_jurisdiction if party["kind"] == "government" else None)


def search_words(name: str) -> str:
    """The words of a name as they are searched, each after a space."""
    return "".join(f" {word}" for word in name_words(name))


def refresh_labels(connection: Connection, ids: Iterable[UUID]) -> None:
    """Name each of these entries as its latest published record does, unless an administrator named it.

    The latest is that of the latest announcement. A name stays as long as a record of that day states it.
    """
    for row in sorted(LATEST_NAMES.all(connection, {"ids": encode_values(ids)})):
        if row.latest is not None:
            connection.execute(update(Party).where(Party.id == row.id).values(name_columns(row.latest)))


def show_published(connection: Connection, records: Sequence[Mapping[str, Any]]) -> None:
    """Make the names and identifiers that published records state of parties public, and name them as the latest does.

    The first public statement of an entry gives its kind and its jurisdiction.
    """
    parties = [(party, record["jurisdiction"]) for record in records for party in record["parties"]]
    first = {party["party_id"]: (party, jurisdiction) for party, jurisdiction in reversed(parties)}
    hidden = set(HIDDEN.all(connection, {"ids": encode_values(first)})) if first else set()
    labels = {id: name for table, id, name, _ in hidden if table == "label"}
    spelled = {(party["party_id"], match_name(party["name"])): party["name"] for party, _ in reversed(parties)}
    stated = {("party", id, "", "") for id in first}
    stated |= {("name", *key, "") for key in spelled}
    stated |= {
        ("identifier", party["party_id"], each["scheme"], each["id"])
        for party, _ in parties
        for each in party["identifiers"]
    }
    for table, statement in SHOW.items():
        keys = [key for name, *key in sorted(hidden & stated) if name == table]
        if table == "party":
            keys = [
                [id, *name_columns(party["name"]).values(), party["kind"], matched_jurisdiction(party, jurisdiction)]
                for id, *_ in keys
                for party, jurisdiction in [first[id]]
            ]
        elif table == "name":
            keys = [[id, folded, search_words(spelled[id, folded])] for id, folded, _ in keys]
        if keys:
            connection.execute(statement, {"shown": encode_rows(keys)})
    renamed = {
        party["party_id"] for party, _ in parties if labels.get(party["party_id"], party["name"]) != party["name"]
    }
    if renamed:
        refresh_labels(connection, renamed)


def show_statement(model: Any, key: Sequence[Any], changed: Mapping[Any, Any]) -> Any:
    """UPDATE that makes the rows of the parameter `shown` public, with new values of the changed columns.

    `changed` has for each column the condition under which it stays.
    """
    shown = rows_param("shown", [*key, *changed]).subquery().c
    values = {column.key: case((stays, column), else_=shown[column.key]) for column, stays in changed.items()}
    return update(model).where(*(column == shown[column.key] for column in key)).values({"public": True} | values)


EMPTY = literal("", Text())
KEYS: Mapping[str, tuple[Any, tuple[Any, Any, Any]]] = {
    "party": (Party, (Party.id, EMPTY, EMPTY)),
    "name": (PartyName, (PartyName.party_id, PartyName.folded_name, EMPTY)),
    "identifier": (PartyIdentifier, (PartyIdentifier.party_id, PartyIdentifier.scheme, PartyIdentifier.value)),
}
"""The tables whose rows are public or private, and the columns that identify a row."""

LABELS = select(
    literal("label", Text()).label("table"), Party.id, Party.name.label("first"), EMPTY.label("second")
).where(in_rows_param([Party.id], "ids"), Party.preferred_name.is_(None))
HIDDEN = CompiledQuery(
    union_all(
        LABELS,
        *(
            select(
                literal(table, Text()).label("table"), id.label("id"), first.label("first"), second.label("second")
            ).where(in_rows_param([id], "ids"), model.public.is_(False))
            for table, (model, (id, first, second)) in KEYS.items()
        ),
    )
)
"""The names of entries that no administrator named, and the rows of entries that are not public."""

IS_NAMED, IS_PLACED = Party.preferred_name.is_not(None), Party.preferred_jurisdiction.is_not(None)
SHOW = {
    "party": show_statement(
        Party,
        [Party.id],
        {Party.name: IS_NAMED, Party.sort_key: IS_NAMED, Party.kind: false(), Party.jurisdiction: IS_PLACED},
    ),
    "name": show_statement(PartyName, [PartyName.party_id, PartyName.folded_name], {PartyName.words: false()}),
    "identifier": show_statement(PartyIdentifier, KEYS["identifier"][1], {}),
}


def in_published(tag: Any, stated: Any) -> tuple[ColumnElement[bool], ...]:
    """Conditions: the tag and the statement are of a published record that names the party, and not as redacted."""
    return (
        *(tag.name == name_literal("party"), tag.value == tag_value(Party.id), tag.state == "published"),
        stated.announcement_id == tag.announcement_id,
        no_index(stated.party_id) == Party.id,  # From the tags, which are in order: a party may be in most records.
        stated.name != REDACTED,
    )


def latest_names() -> AnySelect:
    """Select the latest name of entries that have another one, which no record of the latest day states."""
    tag, stated, other_tag, other = aliased(AnnouncementTag), aliased(StatedParty), AnnouncementTag, StatedParty
    latest = in_published(tag, stated)
    order = (tag.announced_from.desc(), tag.announcement_id.desc(), stated.position)
    name = select(stated.name).where(*latest).order_by(*order).limit(1).correlate(Party).scalar_subquery()
    day = select(tag.announced_from).where(*latest).order_by(*order).limit(1).correlate(Party).scalar_subquery()
    is_kept = exists().where(*in_published(other_tag, other), other.name == Party.name, other_tag.announced_from == day)
    entries = (in_rows_param([Party.id], "ids"), Party.preferred_name.is_(None))
    return select(Party.id, name.label("latest")).where(*entries, ~is_kept.correlate(Party))


LATEST_NAMES = CompiledQuery(latest_names())
