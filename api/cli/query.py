"""`communique find`, `due` and `sum`: the questions of the API on the terminal, with the same filters."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from datetime import date, timedelta
from typing import Any, TypeVar

import click
import orjson
from marshmallow import Schema, ValidationError, fields
from rich.table import Column, Table
from rich.text import Text
from sqlalchemy import select

from api.cli import console
from api.cli.console import current_time, err, open_migrated_database, out, report_errors
from api.db.database import Database
from api.formats import FORMATS, ListMetadata
from api.services import pagination
from api.services.analytics import sum_amounts
from api.services.auth import OPERATOR, PUBLIC, Actor
from api.services.errors import invalid
from api.services.query import executor, list_query
from api.services.query.list_query import Plan
from api.services.query.resources import COLLECTIONS
from schemas.error_messages import flatten_errors
from schemas.queries.lists import LIST_FORMATS, AmountsQuery, AnnouncementsQuery, CommitmentsQuery, QuotesQuery
from schemas.resources.summary import AmountsSummaryQuery

Item = dict[str, Any]
Cell = Callable[[Item], Any]
Command = TypeVar("Command", bound=Callable[..., Any])

QUERIES: Mapping[str, Schema] = {
    "announcements": AnnouncementsQuery(),
    "commitments": CommitmentsQuery(),
    "amounts": AmountsQuery(),
    "quotes": QuotesQuery(),
}
SUMMARY = AmountsSummaryQuery()
OF_HTTP = {"q", "cursor", "format", "facet", "fields", "highlight", "total"}
"""Parameters that mean nothing on a terminal, or that go by another name there."""

ROWS = 20

HELP = {
    True: "List {} that have all WORDS, as in `q`, and match every filter. Before words with a minus, put --.",
    False: "List {} that match every filter.",
}
"""What `communique find` says of itself, where words can be searched for and where they cannot."""

SOON = 90


def of_record(name: str) -> Cell:
    """Return the cell of what an item says of its record."""
    return lambda item: item["announcement"][name]


def member(name: str) -> Cell:
    """Return the cell of a member."""
    return lambda item: item.get(name, "")


COLUMNS: Mapping[str, Mapping[str, Cell]] = {
    "announcements": {
        "announced": member("announced_on"),
        "in": member("jurisdiction"),
        "kind": member("kind"),
        "title": member("title"),
        "promises": lambda item: len(item["commitments"]),
        "sums": lambda item: len(item["amounts"]),
    },
    "commitments": {
        "due": lambda item: item.get("due", "open"),
        "in": of_record("jurisdiction"),
        "status": lambda item: item.get("status", {}).get("code", "no report"),
        "promise": member("statement"),
        "by": lambda item: "; ".join(item["party_names"]),
        "announced": of_record("announced_on"),
    },
    "amounts": {
        "amount": lambda item: grouped(item["amount"]),
        "currency": member("currency"),
        "kind": member("kind"),
        "for": member("period"),
        "purpose": member("purpose"),
        "in": of_record("jurisdiction"),
        "announced": of_record("announced_on"),
    },
    "quotes": {
        "who": member("speaker_name"),
        "as": member("speaker_post"),
        "words": member("text"),
        "announced": of_record("announced_on"),
    },
}
"""What a table on the terminal shows of each sort of item."""

FIGURES = {"amount", "sum", "count", "promises", "sums"}
"""Columns of figures, which stand to the right."""


def grouped(figure: str) -> str:
    """Return a decimal with its thousands apart."""
    whole, point, rest = figure.partition(".")
    return f"{int(whole):,}{point}{rest}"


def filtered(schema: Schema) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command an option for each parameter that a query has."""

    def decorator(command: Callable[..., Any]) -> Callable[..., Any]:
        for name, field in reversed(schema.load_fields.items()):
            if name not in OF_HTTP:
                click.option(
                    f"--{name.replace('_', '-')}",
                    name,
                    multiple=isinstance(field, fields.List),
                    metavar="VALUE",
                    help=field.metadata["description"],
                )(command)
        return command

    return decorator


def asked(schema: Schema, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was asked, checked as over HTTP."""
    given = {name: list(value) if isinstance(value, tuple) else value for name, value in options.items() if value}
    try:
        return dict(schema.load(given))
    except ValidationError as error:
        raise invalid(flatten_errors(error.messages)) from None


@click.group()
def find() -> None:
    """Find announcements, commitments, amounts or quotes, with the filters of the API."""


def unchanged(command: Command) -> Command:
    """Return a command as it is."""
    return command


def add_finder(collection: str) -> None:
    """Add `communique find` for one sort of item."""
    searched = "q" in QUERIES[collection].fields

    @find.command(collection, help=HELP[searched].format(collection))
    @(click.argument("words", nargs=-1) if searched else unchanged)
    @click.option(
        "--format",
        "form",
        type=click.Choice(["table", *LIST_FORMATS[collection]]),
        default="table",
        show_default=True,
        help="A table of some, or any format of the API; NDJSON and CSV give every match.",
    )
    @filtered(QUERIES[collection])
    @report_errors
    def command(form: str, words: tuple[str, ...] = (), **options: Any) -> None:
        sought = {"q": " ".join(words)} if words else {}
        show(collection, asked(QUERIES[collection], options | sought), form)


for each in COLLECTIONS:
    add_finder(each)


def show(collection: str, wanted: dict[str, Any], form: str) -> None:
    """Print what was asked for, as a table or in another form."""
    source = open_migrated_database()
    limited = (
        wanted if "limit" in wanted or (form in FORMATS and FORMATS[form].is_streamed) else {"limit": ROWS} | wanted
    )
    plan = list_query.plan(COLLECTIONS[collection], limited, actor=reader(wanted), today=current_time().date())
    if form == "table":
        print_table(source, plan)
    elif form == "json":
        for document in documents(source, plan):
            click.echo(document)
    else:
        about = ListMetadata(collection, f"Communiqué: {collection}", "", "")
        for chunk in FORMATS[form].write(documents(source, plan), about):
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()


def reader(wanted: Mapping[str, Any]) -> Actor:
    """Return who asks: the public, so that answers are those of the API, unless states are named."""
    return OPERATOR if "state" in wanted else PUBLIC


def documents(source: Database, plan: Plan) -> Iterator[bytes]:
    """Yield the stored documents, with a progress bar where there are many and somebody watches."""
    if "limit" in plan.asked:
        with source.connect() as connection:
            yield from (item.document for item in executor.page(connection, plan).items)
        return
    with source.connect() as connection:
        total = connection.scalar(select(pagination.counting(plan.select(plan.own("id")), exact=True))) or 0
    with nullcontext() if sys.stdout.isatty() else console.count_progress(total, "Writing", err) as advance:
        for document in executor.every(source, plan):
            yield document
            if advance:
                advance(1)


def print_table(source: Database, plan: Plan) -> None:
    """Print a page of items as a table, and how many there are in all."""
    columns = COLUMNS[plan.collection.name]
    table = table_of(columns)
    with source.connect() as connection:
        page = executor.page(connection, plan)
    for item in page.items:
        record = orjson.loads(item.document)
        table.add_row(*(Text(str(cell(record))) for cell in columns.values()))
    out.print(table)
    least = "" if page.exact else "more than "
    err.print(f"{len(page.items):,} of {least}{page.total:,} {plan.collection.name}.", highlight=False)


def table_of(columns: Mapping[str, Any] | list[str]) -> Table:
    """Return an empty table."""
    right = {name: "right" for name in columns if name in FIGURES}
    return Table(*(Column(name, justify=right.get(name, "left")) for name in columns), box=None)  # type: ignore[arg-type]


@click.command()
@click.option("--days", default=SOON, show_default=True, type=click.IntRange(0, 36_500), help="How far to look ahead.")
@click.option("--late", is_flag=True, help="What is overdue, instead of what falls due next.")
@click.option("--jurisdiction", multiple=True, help="Of any of these jurisdictions.")
@click.option("--topic", multiple=True, help="About any of these topics.")
@click.option("--party", multiple=True, help="By or with any of these parties: id, scheme:id or name.")
@click.option("--limit", type=click.IntRange(1, 200), default=ROWS, show_default=True, help="How many at most.")
@report_errors
def due(days: int, late: bool, **options: Any) -> None:
    """Show which promises may fall due next, the earliest first, or with --late which are overdue."""
    today = current_time().date()
    window = {"overdue": "true"} if late else {"due_from": str(today), "due_to": str(ahead(today, days))}
    more = {} if late else {"exclude_status": ["met", "abandoned"]}
    options["limit"] = str(options["limit"])
    show("commitments", asked(QUERIES["commitments"], options | window | more | {"sort": "due"}), "table")


def ahead(day: date, days: int) -> date:
    """Return the day that is so many days later, as far as the calendar goes."""
    return day + timedelta(days=min(days, (date.max - day).days))


@click.command("sum")
@filtered(SUMMARY)
@report_errors
def total(**options: Any) -> None:
    """Add up amounts, exactly and by currency, with the filters of the API."""
    wanted = asked(SUMMARY, options)
    groups, target = wanted.pop("group_by", ["currency"]), None
    if wanted.pop("convert", None):
        (target,) = wanted.pop("currency")
    plan = list_query.plan(COLLECTIONS["amounts"], wanted, actor=reader(wanted), today=current_time().date())
    with open_migrated_database().connect() as connection:
        rows = sum_amounts(connection, plan, groups, target=target)
    names = [*(group for group in groups if group != "currency"), "currency", "sum", "count"]
    table = table_of(names)
    for row in rows:
        shown = row | {"sum": grouped(row["sum"]) if row["sum"] else "no rate", "count": f"{row['count']:,}"}
        table.add_row(*(Text(str(row["labels"].get(name, shown[name]) or "not stated")) for name in names))
    out.print(table)
    for left in (each for row in rows for each in row.get("not_converted", ())):
        err.print(
            f"Not in the sum: {grouped(left['sum'])} {left['currency']}. {left['detail']}",
            highlight=False,
            markup=False,
        )
