"""`communique keys`: who may do what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import click
from marshmallow import ValidationError
from rich.table import Column, Table

from api.cli.console import current_time, err, open_migrated_database, out, report_errors
from api.services import auth
from api.services.errors import invalid
from api.services.pagination import Page
from domain.vocabularies import SCOPE
from schemas.error_messages import flatten_errors
from schemas.resources.key import KeySchema

BATCH = 200


@click.group("keys")
def keys_group() -> None:
    """Make, list and revoke API keys."""


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
@report_errors
def create_key(name: str, scopes: tuple[str, ...], expires_at: str | None) -> None:
    """Make a key for NAME and print it, alone, on the last line. It is shown this once: only a hash is kept."""
    ordered = [scope for scope in SCOPE.codes if scope in scopes]
    wanted = checked({"name": name, "scopes": ordered} | ({"expires_at": expires_at} if expires_at else {}))
    made = open_migrated_database().write(lambda connection: auth.create(connection, **wanted, now=current_time()))
    err.print(f"Key {made['id']} for {name}, with the scopes {', '.join(ordered)}:", highlight=False)
    click.echo(made["key"])


def checked(wanted: dict[str, Any]) -> dict[str, Any]:
    """Return what a key is to be, checked as over HTTP."""
    try:
        return dict(KeySchema().load(wanted))
    except ValidationError as error:
        raise invalid(flatten_errors(error.messages)) from None


@keys_group.command("list")
@report_errors
def list_keys() -> None:
    """List the keys, the oldest first."""
    table = Table(Column("id", no_wrap=True), "name", "scopes", "made", "expires", "revoked", box=None)
    with open_migrated_database().connect() as connection:
        for key in every(lambda asked: auth.page(connection, asked)):
            times = (key["created_at"], key["expires_at"], key["revoked_at"])
            table.add_row(str(key["id"]), key["name"], " ".join(key["scopes"]), *(show_time(each) for each in times))
    out.print(table)


def every(page: Callable[[dict[str, Any]], Page[Any]]) -> list[Any]:
    """Return the items of all pages."""
    items: list[Any] = []
    asked: dict[str, Any] = {"limit": BATCH}
    while True:
        found = page(asked)
        items.extend(found.items)
        if found.next_cursor is None:
            return items
        asked["cursor"] = found.next_cursor


def show_time(moment: datetime | None) -> str:
    """Return a time as a table shows it."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else "never"


@keys_group.command("revoke")
@click.argument("id", type=click.UUID)
@report_errors
def revoke_key(id: UUID) -> None:
    """Revoke the key with this ID: it is refused from the next request on."""
    open_migrated_database().write(lambda connection: auth.revoke(connection, id, now=current_time()))
    err.print("Revoked.")
