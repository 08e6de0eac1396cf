"""`communique load-sample`: announcements of many governments, to try the service with."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import click
import orjson
from sqlalchemy import Connection, Row, select

from api import sample
from api.cli.console import current_time, err, open_migrated_database
from api.cli.imports import print_error, summary
from api.db.database import Database
from api.models import Version
from api.sample import Step
from api.services import texts
from api.services.auth import OPERATOR
from api.services.bulk import ImportJob
from api.services.bulk.import_state import ImportOptions, Result
from api.services.bulk.ndjson import Lines
from api.settings import Settings


@click.command("load-sample")
def load_sample_records() -> None:
    """Load the sample: announcements of many governments, under fixed ids.

    Run it again to complete a load that was interrupted, or to get what a new release has changed; otherwise it changes
    nothing. Records that you have changed, withdrawn or imported under these ids are listed and left alone. If some
    were refused, they are listed and the exit code is 1.
    """
    records = sample.records()
    results = load_sample(open_migrated_database(), records)
    for each in records:
        result = results.get(each["id"])
        if result is None:
            what = f"{each['id']}: left alone, as it was changed, withdrawn or imported here."
            err.print(what, highlight=False, soft_wrap=True)
        elif result.error:
            print_error(each["id"], result.error)
    counts = Counter(each.status for each in results.values())
    left_alone = len(records) - len(results)
    err.print(summary(counts) + (f", {left_alone:,} left alone." if left_alone else "."), highlight=False)
    sys.exit(1 if counts["refused"] else 0)


def load_sample(database: Database, records: Sequence[sample.Record]) -> dict[str, Result]:
    """Load records of the sample. Returns the result of each by its id, except those that are left alone.

    New ones are created as they were first published, then corrected and changed, so that the change feed has
    corrections, and due dates which moved have a history. Where an earlier load was interrupted, this one continues.
    """
    database.write(lambda each: texts.save_text(each, sample.TEXT_DIGEST, sample.TEXT, current_time()))
    versions = database.read(stored_versions)
    steps_by_id = {each["id"]: remaining_steps(sample.history(each), versions.get(each["id"], ())) for each in records}
    results: dict[str, Result] = {}
    while steps_by_id := {id: steps for id, steps in steps_by_id.items() if steps}:
        for id, result in import_steps(database, [steps[0] for steps in steps_by_id.values()]).items():
            if result.error or id not in results:  # A record that was created counts as such, whatever follows.
                results[id] = result
        steps_by_id = {id: steps[1:] for id, steps in steps_by_id.items() if not results[id].error}
    return results


def has_sample(connection: Connection) -> bool:
    """Whether the sample was loaded, at least in part."""
    return any(is_of_sample(each) for versions in stored_versions(connection).values() for each in versions)


def stored_versions(connection: Connection) -> Mapping[str, Sequence[Row[Any]]]:
    """Versions, oldest first, of each stored record with an id of the sample."""
    ids = [UUID(each["id"]) for each in sample.records()]
    columns = (Version.announcement_id, Version.number, Version.change, Version.key_id)
    query = select(*columns).where(Version.announcement_id.in_(ids)).order_by(Version.number)
    versions = defaultdict[str, list[Row[Any]]](list)
    for row in connection.execute(query):
        versions[str(row.announcement_id)].append(row)
    return versions


def is_of_sample(version: Row[Any]) -> bool:
    """Whether loading the sample made this version."""
    return version.key_id is None and version.change.get("note") in sample.NOTES


def remaining_steps(steps: Sequence[Step], versions: Sequence[Row[Any]]) -> Sequence[Step]:
    """Steps that a record with these versions still lacks; none if not all of them come from the sample.

    Each step makes one version, so the last number says how many were done; a restored record has that version alone.
    After the last step, a record is only brought up to date with the release.
    """
    if not all(map(is_of_sample, versions)):
        return ()
    done = versions[-1].number if versions else 0
    return steps[done:] or [Step(steps[-1].record, sample.CHANGED)]


def import_steps(database: Database, steps: Iterable[Step]) -> dict[str, Result]:
    """Import one step of each record. Returns the result of each by its id."""
    groups = defaultdict[ImportOptions, list[sample.Record]](list)
    for record, note, change_type in steps:
        mode = "create" if note == sample.LOADED else "upsert"
        groups[ImportOptions(mode=mode, change_type=change_type, note=note)].append(record)
    results: dict[str, Result] = {}
    for options, records in groups.items():
        job = ImportJob(database, options, actor=OPERATOR, clock=current_time)
        lines = Lines((orjson.dumps(each) + b"\n" for each in records), max_length=Settings().max_body_bytes)
        results |= {records[each.line - 1]["id"]: each for batch in job.run(lines) for each in batch}
    return results
