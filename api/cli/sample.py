"""`communique load-sample`: announcements of many governments, to try the service with."""

import sys
from collections import Counter
from collections.abc import Sequence

import click
import orjson

from api import sample
from api.cli.console import current_time, err, open_migrated_database
from api.cli.imports import print_error, summary
from api.db.database import Database
from api.services.auth import OPERATOR
from api.services.bulk import ImportJob
from api.services.bulk.import_state import ImportOptions, Result
from api.services.bulk.ndjson import Lines
from api.settings import Settings


@click.command("load-sample")
def load_sample_records() -> None:
    """Load the sample: announcements of many governments, under fixed ids.

    Those that are there already are replaced if they differ, so running it twice changes nothing. If some were refused,
    they are listed and the exit code is 1.
    """
    results = load_sample(open_migrated_database())
    for id, result in results.items():
        if result.error:
            print_error(id, result.error)
    counts = Counter(each.status for each in results.values())
    err.print(f"{summary(counts)}.", highlight=False)
    sys.exit(1 if counts["refused"] else 0)


def load_sample(database: Database) -> dict[str, Result]:
    """Load the sample. Returns the result of each announcement by its id.

    New ones are created as they were first published, then corrected and changed, so that the change feed has
    corrections, and due dates which moved have a history.
    """
    histories = {each["id"]: [*sample.versions(each)] for each in sample.records()}
    first = [sample.with_mistake(versions[0]) for versions in histories.values()]
    results = import_records(database, first, mode="create", note="Loaded from the sample.")
    created = [versions for id, versions in histories.items() if results[id].status == "created"]
    for versions in created:
        if versions[0]["id"] in sample.MISTAKES:
            note = sample.MISTAKES[versions[0]["id"]][1]
            import_records(database, versions[:1], mode="upsert", note=note, change_type="correction")
    for step in range(1, max(map(len, created), default=0)):
        moved = [versions[step] for versions in created if step < len(versions)]
        import_records(database, moved, mode="upsert", note="A due date was moved.")
    known = [versions[-1] for id, versions in histories.items() if results[id].status != "created"]
    return results | import_records(database, known, mode="upsert", note="The sample has changed.")


def import_records(
    database: Database, records: Sequence[sample.Record], *, mode: str, note: str, change_type: str = "major"
) -> dict[str, Result]:
    """Import records. Returns the result of each by its id."""
    options = ImportOptions(mode=mode, change_type=change_type, note=note)
    job = ImportJob(database, options, actor=OPERATOR, clock=current_time)
    lines = Lines((orjson.dumps(each) + b"\n" for each in records), max_length=Settings().max_body_bytes)
    return {records[each.line - 1]["id"]: each for results in job.run(lines) for each in results}
