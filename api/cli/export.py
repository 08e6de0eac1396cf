"""`communique export`: write records to a file, and its manifest to a second file."""

from pathlib import Path

import click
import orjson

from api.cli.console import RecordRate, current_time, err, open_migrated_database, progress_bar
from api.cli.output_file import STANDARD_OUTPUT, open_output
from api.services.bulk import export
from api.services.bulk.exporter import Selection, count_lines
from domain.vocabularies import STATE

MANIFEST_SUFFIX = ".manifest.json"
MANIFEST_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE


@click.command("export")
@click.argument("file", default="-", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--state",
    "states",
    multiple=True,
    default=["published"],
    show_default=True,
    type=click.Choice(STATE.codes),
    help="Export records in this state; repeat for several.",
)
@click.option("--stated", is_flag=True, help="Export what records state and their ids only, to compare databases.")
@click.option(
    "--whole",
    is_flag=True,
    help="Export records in every state, the party directory and progress, to move to another database.",
)
def export_file(file: Path, states: tuple[str, ...], stated: bool, whole: bool) -> None:
    """Export records to FILE (- for standard output) as NDJSON, in the order of their ids. FILE.gz is compressed.

    The export is a snapshot. FILE.manifest.json holds its checksum, and the cursor with which to follow the changes
    after it. An interrupted export leaves no file; run the same command again.
    """
    if stated and whole:
        raise click.UsageError("Choose one of --stated and --whole.")
    form = "whole" if whole else "stated" if stated else "stored"
    selection = Selection(form, STATE.codes if whole else states)
    with open_migrated_database().snapshot() as connection:
        total = count_lines(connection, selection)
        with open_output(file) as output, progress_bar(total, "Exporting", RecordRate()) as update:
            manifest = export(
                *(connection, selection, output),
                now=current_time(),
                progress=lambda lines: update(completed=lines, records=lines),
            )
    err.print(f"{manifest['lines']:,} lines, {manifest['bytes']:,} bytes.", highlight=False)
    if file != STANDARD_OUTPUT:
        with open_output(file.with_name(file.name + MANIFEST_SUFFIX)) as output:
            output.write(orjson.dumps(manifest, option=MANIFEST_OPTIONS))
