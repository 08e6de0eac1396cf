"""Four tasks with the client that openapi-python-client generates.

For example: `python tasks.py late http://127.0.0.1:8000 KEY`; docs/clients.md says how it is generated.
"""

import sys
from collections import defaultdict
from http import HTTPStatus
from typing import TypeVar
from uuid import UUID, uuid4

from communique.api.announcements import (
    create_announcement,
    get_announcement,
    list_announcements,
    publish_announcement,
)
from communique.api.changes import list_changes
from communique.api.commitments import list_commitments, report_progress
from communique.api.summaries import summarise_amounts
from communique.client import AuthenticatedClient
from communique.models import (
    AmountsSummaryGroupBy,
    AmountSummary,
    Announcement,
    AnnouncementInput,
    AnnouncementKind,
    AnnouncementPage,
    AnnouncementPartyInput,
    ChangePage,
    CommitmentInput,
    CommitmentInRecord,
    CommitmentKind,
    CommitmentPage,
    CommitmentsSort,
    CommitmentStatus,
    ConversionDate,
    PartyKind,
    PartyRole,
    Problem,
    Progress,
    ProgressInput,
    ReportSourceInput,
    SourceInput,
    SourceKind,
)
from communique.types import UNSET, Unset

T = TypeVar("T")


def expect(wanted: type[T], answer: object) -> T:
    """The answer, if it is what the task needs; otherwise end with the reason."""
    if isinstance(answer, wanted):
        return answer
    sys.exit(answer.detail if isinstance(answer, Problem) else f"Unexpected answer: {answer!r}")


def mirror(client: AuthenticatedClient) -> None:
    """Copy every record, then follow the changes until none comes for 5 seconds."""
    changes = expect(ChangePage, list_changes.sync(client=client, since="latest"))
    copies: dict[UUID, Announcement] = {}
    cursor: str | Unset = UNSET
    while True:
        page = expect(AnnouncementPage, list_announcements.sync(client=client, limit=200, cursor=cursor))
        copies |= {record.id: record for record in page.data}
        cursor = page.meta.next_cursor
        if isinstance(cursor, Unset):
            break
    print(f"{len(copies)} records copied", flush=True)
    while True:
        changes = expect(ChangePage, list_changes.sync(client=client, since=changes.meta.next_cursor, wait=5))
        if not changes.data and changes.meta.at_end:
            break
        for id in {change.announcement.id for change in changes.data}:
            answer = get_announcement.sync(client=client, id=id)
            if isinstance(answer, Problem) and answer.status == HTTPStatus.GONE:
                copies.pop(id, None)
            else:
                copies[id] = expect(Announcement, answer)
    for record in sorted(copies.values(), key=lambda record: record.title):
        print(f"{record.title} (version {record.version})")


def publish(client: AuthenticatedClient) -> None:
    """Create a draft, publish it, and report progress on its commitment, each safe to repeat."""
    draft = AnnouncementInput(
        kind=AnnouncementKind.PLAN,
        title="A plan for ferries",
        language="en",
        jurisdiction="NO",
        announced_on="2026-02-03",
        parties=[
            AnnouncementPartyInput(name="Ministry of Transport", kind=PartyKind.GOVERNMENT, roles=[PartyRole.ISSUER])
        ],
        sources=[SourceInput(kind=SourceKind.PRESS_RELEASE, title="Ferries go electric")],
        commitments=[CommitmentInput(kind=CommitmentKind.GOAL, statement="All ferries are electric.", due="2030")],
    )
    key = str(uuid4())
    created = create_announcement.sync_detailed(client=client, body=draft, idempotency_key=key)
    repeated = create_announcement.sync_detailed(client=client, body=draft, idempotency_key=key)
    record = expect(Announcement, created.parsed)
    if expect(Announcement, repeated.parsed).id != record.id:
        sys.exit("Created twice")
    published = publish_announcement.sync(
        client=client, id=record.id, if_match=created.headers["ETag"], idempotency_key=f"publish-{record.id}"
    )
    (commitment,) = expect(Announcement, published).commitments
    report = ProgressInput(
        status=CommitmentStatus.IN_PROGRESS, on="2026-06", source=ReportSourceInput(title="Annual report")
    )
    answer = report_progress.sync(
        client=client, id=commitment.id, body=report, idempotency_key=f"report-{commitment.id}"
    )
    progress = expect(Progress, answer)
    print(f"{record.title}: {commitment.statement} {progress.status} {progress.on}")


def late(client: AuthenticatedClient) -> None:
    """List the overdue commitments by jurisdiction, the longest overdue first."""
    overdue: defaultdict[str, list[CommitmentInRecord]] = defaultdict(list)
    cursor: str | Unset = UNSET
    while True:
        page = expect(
            CommitmentPage,
            list_commitments.sync(client=client, overdue=True, sort=CommitmentsSort.DUE, limit=200, cursor=cursor),
        )
        for commitment in page.data:
            overdue[commitment.announcement.jurisdiction].append(commitment)
        cursor = page.meta.next_cursor
        if isinstance(cursor, Unset):
            break
    for jurisdiction, commitments in sorted(overdue.items()):
        print(f"{jurisdiction}: {len(commitments)}")
        for commitment in commitments:
            print(f"  {commitment.due} {commitment.statement}")


def money(client: AuthenticatedClient) -> None:
    """Add up the amounts by jurisdiction, and all of them in euros."""
    by_jurisdiction = expect(
        AmountSummary, summarise_amounts.sync(client=client, group_by=[AmountsSummaryGroupBy.JURISDICTION])
    )
    for each in by_jurisdiction.data:
        print(f"{each.jurisdiction}: {each.sum_} {each.currency}")
    in_euros = expect(
        AmountSummary, summarise_amounts.sync(client=client, currency=["EUR"], convert=ConversionDate.ANNOUNCED_ON)
    )
    for each in in_euros.data:
        print(f"all: {each.sum_} {each.currency}")


TASKS = {task.__name__: task for task in (mirror, publish, late, money)}

if __name__ == "__main__":
    task, address, key = sys.argv[1:]
    TASKS[task](AuthenticatedClient(base_url=address, token=key))
