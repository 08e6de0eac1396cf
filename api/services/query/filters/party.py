"""Parties as they are named in filters: by id, by an outside identifier, or by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    String,
    Text,
    Uuid,
    and_,
    cast,
    exists,
    false,
    func,
    literal_column,
    or_,
    select,
    true,
)

from api.models import Announcement, Party, PartyIdentifier, PartyName, StatedParty
from api.models.party import REMOVED
from api.services.auth import Actor
from api.services.query.filters.operators import Clause, any_pair, bind_param
from domain.text.analyzer import is_bigram_script
from domain.text.normalize import match_name

IDENTIFIER = re.compile("[a-z0-9][a-z0-9._-]*:.+", re.ASCII | re.DOTALL)


def kind_of_name(text: str) -> str:
    """The form of a value that names a party: `id`, `identifier` (which may also be a name) or `text`."""
    try:
        UUID(text)
    except ValueError:
        return "identifier" if IDENTIFIER.fullmatch(text) else "text"
    return "id"


def is_visible(model: type[Party | PartyName | PartyIdentifier], actor: Actor) -> ColumnElement[bool]:
    """A published record states it, or the actor may read drafts too."""
    return true() if "read" in actor.scopes else model.public.is_(True)


def is_held(model: type[PartyName | PartyIdentifier], actor: Actor) -> ColumnElement[bool]:
    """The party has the name or identifier, and the actor may know it: no administrator removed it."""
    return and_(is_visible(model, actor), model.edit.is_distinct_from(REMOVED))


def is_in_directory(actor: Actor, id: ColumnElement[Any] = Party.id.expression) -> ColumnElement[bool]:
    """The party is in a record that the actor may list; a withdrawn one does not count."""
    return exists().where(
        StatedParty.party_id == id,
        StatedParty.announcement_id == Announcement.id,
        Announcement.state.in_(actor.live_states),
    )


def word_pattern(word: str) -> str:
    """The pattern of the beginning of a word in `PartyName.words`; of a script without spaces, of any part of one."""
    return f"%{word}%" if is_bigram_script(word) else f"% {word}%"


def is_party(column: ColumnElement[Any], values: Sequence[Any], actor: Actor, *, in_tag: bool = False) -> Clause:
    """The column holds one of the parties; `in_tag`: in the spelling of tags."""
    ids = [canonical_id(value, actor, in_tag=in_tag) for value in values if value.kind == "id"]
    if len(ids) == len(values) == 1:
        return column == ids[0]
    names = [bind_param(value, match_name, Text()) for value in values if value.kind != "id"]
    pairs = [value for value in values if value.kind == "identifier"]
    by_name = select(party_column(PartyName.party_id, in_tag=in_tag)).where(
        PartyName.folded_name.in_(names), is_held(PartyName, actor)
    )
    by_identifier = select(party_column(PartyIdentifier.party_id, in_tag=in_tag)).where(
        any_pair(PartyIdentifier.scheme, PartyIdentifier.value, pairs), is_held(PartyIdentifier, actor)
    )
    choices = ((ids, ids), (names, by_name), (pairs, by_identifier))
    return or_(false(), *(column.in_(found) for named, found in choices if named))


def canonical_id(value: Any, actor: Actor, *, in_tag: bool = False) -> ColumnElement[Any]:
    """The current id of a party that may have been merged into another, as far as the actor may know."""
    id = bind_param(value, UUID, Uuid())
    merged = select(party_column(Party.merged_into, in_tag=in_tag)).where(Party.id == id, is_visible(Party, actor))
    own = bind_param(value, lambda text: UUID(text).hex, Text()) if in_tag else id
    return func.coalesce(merged.scalar_subquery(), own)


def party_column(column: Any, *, in_tag: bool) -> ColumnElement[Any]:
    """A column of party ids, `in_tag` in the spelling of tags."""
    return tag_value(column) if in_tag else column


def tag_value(id: Any) -> ColumnElement[Any]:
    """A column of ids in the spelling of tags, 32 hexadecimal digits: each engine writes a UUID its own way."""
    return func.replace(cast(id, String), literal_column("'-'"), literal_column("''"))
