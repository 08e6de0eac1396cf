"""Finding parties of the directory as people name them: by id, by an outside identifier, or by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, String, Text, Uuid, cast, false, func, literal_column, or_, select, true

from api.db.sql import in_rows
from api.models import Party, PartyIdentifier, PartyName
from api.services.auth import Actor
from api.services.query.filters.operators import Clause
from api.services.query.filters.placeholders import LaterId, told
from domain.text.normalize import match_name

IDENTIFIER = re.compile("[a-z0-9][a-z0-9._-]*:.+", re.ASCII | re.DOTALL)


def id_of(text: str) -> UUID | None:
    """Return the directory's id that a text is, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


def is_id(text: Any) -> bool:
    """Whether a party is named by its id in the directory."""
    return isinstance(text, LaterId) or (isinstance(text, str) and id_of(text) is not None)


def is_identifier(text: Any) -> bool:
    """Whether a party may be named by an outside identifier."""
    return isinstance(text, str) and IDENTIFIER.fullmatch(text) is not None


def shown(model: type[PartyName | PartyIdentifier], actor: Actor) -> ColumnElement[bool]:
    """Return the clause: a published record has said so, or the actor may read drafts too."""
    return true() if "read" in actor.scopes else model.public.is_(True)


def is_party(column: ColumnElement[Any], texts: Sequence[Any], actor: Actor, *, tagged: bool = False) -> Clause:
    """Return the clause: the column holds one of the parties that the texts name; `tagged`, as a tag has them."""
    show = as_tag if tagged else as_it_is
    ids = [now_one(text, tagged=tagged) for text in texts if is_id(text)]
    names = [told(text, match_name, Text()) for text in texts if not is_id(text)]
    pairs = [tuple(text.split(":", 1)) for text in texts if is_identifier(text)]
    by_name = select(show(PartyName.party_id)).where(PartyName.folded_name.in_(names), shown(PartyName, actor))
    by_identifier = select(show(PartyIdentifier.party_id)).where(
        in_rows((PartyIdentifier.scheme, PartyIdentifier.value), pairs), shown(PartyIdentifier, actor)
    )
    ways = ((ids, ids), (names, by_name), (pairs, by_identifier))
    if len(ids) == len(texts) == 1:
        return column == ids[0]
    return or_(false(), *(column.in_(found) for given, found in ways if given))


def now_one(text: Any, *, tagged: bool) -> ColumnElement[Any]:
    """Return the id that an entry has now, if it was merged into another: as a column or as a tag has it."""
    id = told(text, UUID, Uuid())
    merged = select((as_tag if tagged else as_it_is)(Party.merged_into)).where(Party.id == id).scalar_subquery()
    own = told(text, lambda text: UUID(text).hex, Text()) if tagged else id
    return func.coalesce(merged, own)


def as_it_is(id: Any) -> ColumnElement[Any]:
    """Return an id's column."""
    column: ColumnElement[Any] = id
    return column


def as_tag(id: Any) -> ColumnElement[Any]:
    """Return an id's column as a tag has it: both engines write a UUID their own way."""
    return func.replace(cast(id, String), literal_column("'-'"), literal_column("''"))
