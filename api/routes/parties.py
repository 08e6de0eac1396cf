"""`/v1/parties`: the directory of parties, each of which is in it once."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from flask import Response
from sqlalchemy import Connection

from api.http import (
    Blueprint,
    actor_and_time,
    ctx,
    now,
    problem_statuses,
    public_read,
    reads,
    requires,
    responses,
    writes,
)
from api.services import parties, records
from schemas.queries.base import BaseQuery
from schemas.queries.lists import PartiesQuery
from schemas.queries.other import NoteQuery, PreconditionHeaders
from schemas.resources.page import page_schema
from schemas.resources.party import DirectoryPartySchema, MergerSchema, PartyEditSchema, SplitSchema

blueprint = Blueprint(
    "Parties", __name__, url_prefix="/v1/parties", description="The directory of parties, each of which is in it once."
)
PARTY = DirectoryPartySchema()


@blueprint.get("")
@public_read
@blueprint.arguments(PartiesQuery(), location="query")
@blueprint.response(200, page_schema(DirectoryPartySchema, "PartyPage", listed=True))
@reads
def list_parties(connection: Connection, params: dict[str, Any]) -> Response:
    """List the parties of records, by name."""
    limit = max(responses.DEFAULT_LIMIT, len(params.get("id", ())))
    found = parties.list_parties(connection, {"limit": limit} | params, actor=ctx().actor, today=now().date())
    return responses.dump_page(PARTY, found.page, meta=found.meta)


@blueprint.get("/<uuid:id>")
@public_read
@problem_statuses(404)
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, PARTY)
@blueprint.response(308, description="Merged into another party: Location has the address of that one.")
@reads
def get_party(connection: Connection, _: dict[str, Any], id: UUID) -> Response:
    """Read one party, with its other names, its identifiers and the number of records by role."""
    return responses.dump_or_redirect(PARTY, id, parties.get_party(connection, id, actor=ctx().actor))


@blueprint.patch("/<uuid:id>")
@requires("admin")
@problem_statuses(404, 409)
@blueprint.arguments(PartyEditSchema(), examples={"aliases": "PartyAliases"})
@blueprint.arguments(NoteQuery(), location="query")
@blueprint.arguments(PreconditionHeaders(), location="headers", required=("If-Match",))
@blueprint.response(200, PARTY)
@writes
def patch_party(
    connection: Connection, changes: dict[str, Any], reason: dict[str, Any], condition: dict[str, Any], id: UUID
) -> Response:
    """Change the name, the aliases, the identifiers, the jurisdiction or the predecessor of a party.

    Records keep what they state. null takes a member back: the party then has what its records state.
    """
    options = reason | condition | {"etag_of": partial(responses.value_etag, PARTY)} | actor_and_time()
    return responses.dump_value(PARTY, parties.edit_party(connection, id, changes, **options))


@blueprint.post("/<uuid:id>/split")
@requires("admin", "write", "publish")
@problem_statuses(404, 409)
@blueprint.arguments(SplitSchema(), examples={"record": "SplitParty"})
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(201, PARTY)
@writes
def split_party(connection: Connection, split: dict[str, Any], _: dict[str, Any], id: UUID) -> Response:
    """Make parties of some records, which are not this party, another one; return that one.

    Each of the records gets a new version; the statements of records stay as they are. A party that was merged into
    this one by mistake comes back under its old id. To undo a split, merge the other party into this one.
    """
    return responses.created_value(PARTY, records.split_party(connection, id, **split, **actor_and_time()))


@blueprint.post("/<uuid:id>/merge")
@requires("admin", "write", "publish")
@problem_statuses(404, 409)
@blueprint.arguments(MergerSchema(), examples={"into": "MergeParty"})
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, PARTY)
@writes
def merge_party(connection: Connection, merger: dict[str, Any], _: dict[str, Any], id: UUID) -> Response:
    """Merge a party into another that is the same in the world.

    Each record that names it gets a new version; the statements of records stay as they are. The old id redirects to
    the other party from now on.
    """
    return responses.dump_value(
        PARTY, records.merge_parties(connection, id, into=UUID(merger["into"]), **actor_and_time())
    )
