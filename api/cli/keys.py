"""`communique keys`: create, list, rotate and revoke API keys."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import click
from rich.table import Column, Table
from sqlalchemy import Connection

from api.cli.console import current_time, err, fail, load_options, open_migrated_database, out
from api.services import auth
from api.services.auth import SHORT_ID_LENGTH
from domain.vocabularies.service import SCOPE
from schemas.queries.other import RotationQuery
from schemas.resources.key import NEVER, KeySchema

PAGE_SIZE = 200
TIMES = ("created_at", "last_used_at", "expires_at", "previous_expires_at", "revoked_at")


@click.group("keys")
def keys_group() -> None:
    """Create, list, rotate and revoke API keys."""


@keys_group.command("create")
@click.argument("name")
@click.option(
    "--scope",
    "scopes",
    multiple=True,
    required=True,
    type=click.Choice(SCOPE.codes),
    help="What the key may do; repeat for several.",
)
@click.option(
    "--expires",
    "--expires-at",
    "expires_at",
    metavar="TIME",
    help="When it stops working: RFC 3339, such as 2027-01-01T00:00:00Z. By default never.",
)
@click.option(
    "--jurisdiction",
    "jurisdictions",
    multiple=True,
    metavar="CODE",
    help="Let it write records of this jurisdiction only; repeat for several.",
)
@click.option(
    "--network",
    "networks",
    multiple=True,
    metavar="CIDR",
    help="Let it be used from this network only, such as 192.0.2.0/24; repeat for several.",
)
def keys_create(name: str, **options: Any) -> None:
    """Create a key for NAME and print it, alone, on the last line. It is shown only once; a hash is stored."""
    options["scopes"] = [scope for scope in SCOPE.codes if scope in options["scopes"]]
    members = {"expires_at": NEVER} | load_options(KeySchema(), {"name": name, **options})
    key = open_migrated_database().write(lambda connection: auth.create_key(connection, **members, now=current_time()))
    err.print(f"Key {key['id']} for {name}, with the scopes {', '.join(options['scopes'])}:", highlight=False)
    click.echo(key["key"])


@keys_group.command("rotate")
@click.argument("id")
@click.option(
    "--overlap-seconds",
    metavar="SECONDS",
    help="How long the secret before works on: by default a day, at most 30 days; 0 ends it at once.",
)
def keys_rotate(id: str, overlap_seconds: str | None) -> None:
    """Give the key with this ID a new secret, and print it, alone, on the last line. The one before works on a while.

    The ID may be as short as in the log.
    """
    options = load_options(RotationQuery(), {"overlap_seconds": overlap_seconds})
    overlap = timedelta(seconds=options["overlap_seconds"])
    key = open_migrated_database().write(
        lambda connection: auth.rotate_key(connection, whole_id(connection, id), overlap=overlap, now=current_time())
    )
    until = key["previous_expires_at"]
    shown = f"until {until:%Y-%m-%d %H:%M} UTC" if until else "no more"
    err.print(f"Key {key['id']} for {key['name']}. The secret before works {shown}. The new one:", highlight=False)
    click.echo(key["key"])


@keys_group.command("list")
def keys_list() -> None:
    """List the keys, oldest first, with their limits and last use, in UTC."""
    heads = ("name", "scopes", "limited to", "created", "last used", "expires", "old secret until", "revoked")
    table = Table(Column("id", no_wrap=True), *heads, box=None)
    with open_migrated_database().connect() as connection:
        for key in all_keys(connection):
            shown = (f"{key[name]:%Y-%m-%d %H:%M}" if key[name] else "never" for name in TIMES)
            limits = " ".join((*key["jurisdictions"], *key["networks"]))
            table.add_row(str(key["id"]), key["name"], " ".join(key["scopes"]), limits or "nothing", *shown)
    out.print(table)


def all_keys(connection: Connection) -> Iterator[dict[str, Any]]:
    """Keys of all pages."""
    query: dict[str, Any] = {"limit": PAGE_SIZE}
    while True:
        page = auth.list_keys(connection, query)
        yield from page.items
        if page.next_cursor is None:
            return
        query["cursor"] = page.next_cursor


def whole_id(connection: Connection, text: str) -> UUID:
    """The id that begins with this text, as logs have it. Fails unless it is that of one key."""
    found = [key["id"] for key in all_keys(connection) if str(key["id"]).startswith(text.lower())]
    if len(text) < SHORT_ID_LENGTH:
        fail(f"Give at least the first {SHORT_ID_LENGTH} characters of the id, as the log has them: 019c0dea-8800.")
    if len(found) != 1:
        fail(f"{len(found) or 'No'} keys have this id. See `communique keys list`.")
    (id,) = found
    return UUID(str(id))


@keys_group.command("revoke")
@click.argument("id")
def keys_revoke(id: str) -> None:
    """Revoke the key with this ID, with all its secrets. Requests with it are refused from now on."""
    open_migrated_database().write(
        lambda connection: auth.revoke_key(connection, whole_id(connection, id), now=current_time())
    )
    err.print("Revoked.")
