"""`communique audit`: what the operator must do with the audit trail."""

import click

from api.cli.console import current_time, err, open_migrated_database
from api.services import audit
from api.services.auth import OPERATOR
from domain.dates.edtf import NotEdtf
from domain.dates.instants import first_instant


@click.group("audit")
def audit_group() -> None:
    """Erase personal data from the audit trail."""


@audit_group.command("erase-addresses")
@click.option("--before", required=True, help="Erase addresses of entries before this date or time, such as 2026-08.")
def erase_addresses(before: str) -> None:
    """Erase the client addresses of old entries, which are personal data. The entries stay."""
    try:
        moment = first_instant(before)
    except NotEdtf as error:
        raise click.BadParameter(str(error), param_hint="--before") from error
    count = open_migrated_database().write(
        lambda connection: audit.erase_addresses(connection, before=moment, actor=OPERATOR, now=current_time())
    )
    err.print(f"Erased the addresses of {count:,} entries.", highlight=False)
