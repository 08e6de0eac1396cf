"""`communique doctor`: check a database, and say what to do about what is wrong."""

import sys

import click
import orjson

from api.cli.console import current_time, err, open_configured_database, out
from api.services.checks import run_checks
from api.settings import Settings


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="Print an array of JSON objects.")
def check_database(as_json: bool) -> None:
    """Check the database by reading all of it; change nothing.

    Prints a line per check: the schema, the file, disk space, permissions, settings, the clock, references, versions,
    the change log, stored responses, documents and the search index. Exits with code 1 if something was found.
    """
    settings = Settings.from_environment()
    results = []
    for result in run_checks(open_configured_database(), settings, now=current_time()):
        results.append(result)
        if as_json:
            continue
        out.print(f"{'ok' if result.count == 0 else 'FOUND':5}  {result.name}: {result.meaning}", highlight=False)
        for each in result.examples:
            out.print(f"       - {each}", highlight=False, markup=False, soft_wrap=True)
        if result.count:
            more = result.count - len(result.examples)
            rest = f"and {more:,} more. " if more else ""
            out.print(f"       {rest}To do: {result.hint}", highlight=False, markup=False, soft_wrap=True)
    if as_json:
        click.echo(orjson.dumps([each.as_json() for each in results], option=orjson.OPT_INDENT_2))
    found = sum(each.count > 0 for each in results)
    if found:
        err.print(f"{found} of {len(results)} checks found something.", highlight=False)
        sys.exit(1)
