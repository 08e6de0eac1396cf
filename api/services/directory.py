"""The directory, which holds each real party once: what its entries are called, and what of them is public."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, select, update

from api.models import Announcement, Party, PartyIdentifier, PartyName, StatedParty
from api.models.database import Session
from domain.text import fold_name

SORTED_BY = 80
"""How many characters of a name lists go by: a cursor carries them, and has to fit into an address."""

ADDING = 0x636F6D_01
"""The number of the lock under which parties are added."""


LONGEST_INDEXED = 200
"""How long a folded name may be for an index; folding can make many characters of one."""


@lru_cache(maxsize=1 << 13)
def matching_name(name: str) -> str:
    """Return what a name is matched by: folded, and where that is too long for an index, a digest of it."""
    folded = fold_name(name)
    return folded if len(folded) <= LONGEST_INDEXED else hashlib.sha256(folded.encode()).hexdigest()


def still_there(session: Session, ids: Iterable[UUID], *, lock: bool = False) -> dict[UUID, UUID]:
    """Return for each entry the one that it is now: itself, or the one that it was merged into.

    With a lock, no entry is merged until the transaction ends.
    """
    wanted = set(ids)
    rows = session.execute(NOW_LOCKED if lock else NOW, {"ids": list(wanted)})
    return {id: id for id in wanted} | {row.id: row.merged_into for row in rows if row.merged_into}


NOW = select(Party.id, Party.merged_into).where(Party.id.in_(bindparam("ids", expanding=True))).order_by(Party.id)
NOW_LOCKED = NOW.with_for_update(read=True, key_share=True)


def named(name: str) -> dict[str, str]:
    """Return the columns of the name that an entry goes by."""
    return {"name": name, "sort_key": fold_name(name)[:SORTED_BY]}


def make_private(session: Session, parties: Sequence[Mapping[str, Any]]) -> None:
    """Show no longer what only records that were withdrawn say of these parties."""
    ids = {party["party"]["id"] for party in parties}
    spoken = (
        select(StatedParty.party_id, StatedParty.name, StatedParty.identifiers)
        .join(Announcement, Announcement.id == StatedParty.announcement_id)
        .where(StatedParty.party_id.in_(ids), Announcement.state == "published")
        .order_by(Announcement.published_at, Announcement.id)
    )
    rows = session.execute(spoken).all()
    for id in sorted(ids):
        said = [row for row in rows if row.party_id == id]
        hide(session, PartyName, id, PartyName.folded_name, {matching_name(row.name) for row in said})
        held = {f"{each['scheme']}:{each['id']}" for row in said for each in row.identifiers}
        hide(session, PartyIdentifier, id, PartyIdentifier.scheme + ":" + PartyIdentifier.value, held)
        values = named(said[0].name) if said else {}
        still = session.scalar(select(Party.name).where(Party.id == id)) in {row.name for row in said}
        session.execute(update(Party).where(Party.id == id).values(public=bool(said), **({} if still else values)))


def hide(session: Session, model: Any, id: UUID, column: Any, said: set[str]) -> None:
    """Make those rows of a party private that no published record says."""
    session.execute(update(model).where(model.party_id == id, column.not_in(said)).values(public=False))


def make_public(session: Session, parties: Sequence[Mapping[str, Any]]) -> None:
    """Show from now on what published records say of their parties. An entry goes by the first name made public."""
    names = {party["party"]["id"]: party["name"] for party in reversed(parties)}
    folded = {(party["party"]["id"], matching_name(party["name"])) for party in parties}
    stated = {(party["party"]["id"], each["scheme"], each["id"]) for party in parties for each in party["identifiers"]}
    ids = list(names)
    hidden = sorted(session.scalars(HIDDEN[Party], {"ids": ids}))
    if hidden:
        session.execute(SHOW_PARTY, [{"party": id, "public": True} | named(names[id]) for id in hidden])
    show(session, PartyName, ids, folded)
    if stated:
        show(session, PartyIdentifier, ids, stated)


HOLDER: Mapping[Any, tuple[Any, ...]] = {
    Party: (Party.id,),
    PartyName: (PartyName.party_id, PartyName.folded_name),
    PartyIdentifier: (PartyIdentifier.party_id, PartyIdentifier.scheme, PartyIdentifier.value),
}
"""What tells a row of the directory from others, the party first."""

HIDDEN = {
    model: select(*columns).where(columns[0].in_(bindparam("ids", expanding=True)), model.public.is_(False))
    for model, columns in HOLDER.items()
}
SHOW_PARTY = (
    update(Party)
    .where(Party.id == bindparam("party"))
    .values({name: bindparam(name) for name in ("public", "name", "sort_key")})
)
SHOW = {
    model: update(model)
    .where(*(column == bindparam(f"row_{place}") for place, column in enumerate(columns)))
    .values(public=True)
    for model, columns in HOLDER.items()
}


def show(session: Session, model: Any, ids: list[UUID], said: set[Any]) -> None:
    """Make those rows of these parties public that were said and are not yet."""
    hidden = sorted(said.intersection(map(tuple, session.execute(HIDDEN[model], {"ids": ids}))))
    if hidden:
        rows = [{f"row_{place}": value for place, value in enumerate(row)} for row in hidden]
        session.execute(SHOW[model], rows)
