"""`communique keys`: create, list and revoke API keys."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import click
from rich.table import Column, Table
from sqlalchemy import Connection

from api.cli.console import current_time, err, load_options, open_migrated_database, out
from api.services import auth
from domain.vocabularies import SCOPE
from schemas.resources.key import KeySchema

PAGE_SIZE = 200


@click.group("keys")
def keys_group() -> None:
    """Create, list and revoke API keys."""


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
@click.option("--expires-at", help="When it stops working: RFC 3339, such as 2027-01-01T00:00:00Z.")
def keys_create(name: str, scopes: tuple[str, ...], expires_at: str | None) -> None:
    """Create a key for NAME and print it, alone, on the last line. It is shown only once; a hash is stored."""
    ordered = [scope for scope in SCOPE.codes if scope in scopes]
    members = load_options(KeySchema(), {"name": name, "scopes": ordered, "expires_at": expires_at})
    key = open_migrated_database().write(lambda connection: auth.create_key(connection, **members, now=current_time()))
    err.print(f"Key {key['id']} for {name}, with the scopes {', '.join(ordered)}:", highlight=False)
    click.echo(key["key"])


@keys_group.command("list")
def keys_list() -> None:
    """List the keys, oldest first."""
    table = Table(Column("id", no_wrap=True), "name", "scopes", "created", "expires", "revoked", box=None)
    with open_migrated_database().connect() as connection:
        for key in all_keys(connection):
            times = (key[name] for name in ("created_at", "expires_at", "revoked_at"))
            shown = (f"{time:%Y-%m-%d %H:%M}" if time else "never" for time in times)
            table.add_row(str(key["id"]), key["name"], " ".join(key["scopes"]), *shown)
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


@keys_group.command("revoke")
@click.argument("id", type=click.UUID)
def keys_revoke(id: UUID) -> None:
    """Revoke the key with this ID. Requests with it are refused from now on."""
    open_migrated_database().write(lambda connection: auth.revoke_key(connection, id, now=current_time()))
    err.print("Revoked.")
