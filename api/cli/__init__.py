"""The `communique` command: the services on the command line, for the operator of the server."""

import click

from api.cli.audit import audit_group
from api.cli.backup import back_up_database, restore_database
from api.cli.console import CommandGroup
from api.cli.doctor import check_database
from api.cli.drafts import draft_record
from api.cli.export import export_file
from api.cli.imports import import_file
from api.cli.keys import keys_group
from api.cli.query import due, find, print_sums
from api.cli.records import migrate_database, rebuild_records, show_record
from api.cli.sample import load_sample_records
from api.cli.serve import print_openapi, run_server


@click.group(cls=CommandGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(prog_name="communique", package_name="communique")
def main() -> None:
    """Communiqué turns government announcements into records that you can query.

    Settings come from environment variables; DATABASE_URL names the database. Exit codes: 0 success, 1 failure or
    rejected records, 2 wrong usage.
    """


for command in (
    *(run_server, migrate_database, keys_group, audit_group, import_file, export_file, find, due, print_sums),
    *(
        draft_record,
        show_record,
        rebuild_records,
        back_up_database,
        restore_database,
        check_database,
        load_sample_records,
    ),
    print_openapi,
):
    main.add_command(command)
