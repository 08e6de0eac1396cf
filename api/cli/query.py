"""`communique find`, `due` and `sum`: queries on the command line, with the filters of the API."""

import sys
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import nullcontext
from datetime import date, timedelta
from itertools import islice
from typing import Any

import click
import orjson
from marshmallow import Schema, fields
from rich.table import Column, Table
from rich.text import Text

from api.cli.console import OptionsCommand, current_time, err, load_options, open_migrated_database, out, progress_bar
from api.db.database import Database
from api.formats import FORMATS, ListMetadata
from api.services import query
from api.services.analytics import first_rows, notes_on_unknown_values, sum_amounts
from api.services.auth import OPERATOR, PUBLIC
from api.services.query import RESOURCES, ListQuery
from api.services.query.conversion import convert_bounds
from api.services.query.filters.commitment import CLOSED_STATUSES
from schemas.queries.lists import LIST_FORMATS, AmountsQuery, AnnouncementsQuery, CommitmentsQuery, QuotesQuery
from schemas.resources.summary import AmountsSummaryQuery

Item = dict[str, Any]
Cell = Callable[[Item], Any]

QUERIES: Mapping[str, Schema] = {
    "announcements": AnnouncementsQuery(),
    "commitments": CommitmentsQuery(),
    "amounts": AmountsQuery(),
    "quotes": QuotesQuery(),
}
SUMMARY = AmountsSummaryQuery()
HTTP_ONLY = {"q", "cursor", "format", "facet", "fields", "highlight", "total"}
"""Parameters without an option: useless on a terminal, or set in another way."""

DEFAULT_ROWS = 20
DEFAULT_DAYS = 90


def announcement_member(name: str) -> Cell:
    """Cell with a member of the item's announcement."""
    return lambda item: item["announcement"][name]


def member(name: str) -> Cell:
    """Cell with a member of the item."""
    return lambda item: item.get(name, "")


COLUMNS: Mapping[str, Mapping[str, Cell]] = {
    "announcements": {
        "announced": member("announced_on"),
        "jurisdiction": member("jurisdiction"),
        "kind": member("kind"),
        "title": member("title"),
        "commitments": lambda item: len(item["commitments"]),
        "amounts": lambda item: len(item["amounts"]),
    },
    "commitments": {
        "due": lambda item: item.get("due", "open"),
        "jurisdiction": announcement_member("jurisdiction"),
        "status": lambda item: item.get("status", {}).get("code", "no report"),
        "statement": member("statement"),
        "by": lambda item: "; ".join(item["party_names"]),
        "announced": announcement_member("announced_on"),
    },
    "amounts": {
        "amount": lambda item: with_thousands(item["amount"]),
        "currency": member("currency"),
        "kind": member("kind"),
        "for": member("period"),
        "purpose": member("purpose"),
        "jurisdiction": announcement_member("jurisdiction"),
        "announced": announcement_member("announced_on"),
    },
    "quotes": {
        "speaker": member("speaker_name"),
        "post": member("speaker_post"),
        "text": member("text"),
        "announced": announcement_member("announced_on"),
    },
}
"""Columns of the table for each list."""

RIGHT_ALIGNED = {"amount", "sum", "count", "commitments", "amounts"}


def with_thousands(number: str) -> str:
    """A decimal with thousands separators."""
    whole, point, decimals = number.partition(".")
    return f"{int(whole):,}{point}{decimals}"


def filter_options(
    schema: Schema, *, without: Set[str] = HTTP_ONLY
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Decorate a command with an option for each parameter of the query."""

    def decorator(command: Callable[..., Any]) -> Callable[..., Any]:
        for name, field in reversed(schema.load_fields.items()):
            if name not in without:
                click.option(
                    f"--{name.replace('_', '-')}",
                    name,
                    multiple=isinstance(field, fields.List),
                    metavar="VALUE",
                    help=field.metadata["description"],
                )(command)
        return command

    return decorator


@click.group()
def find() -> None:
    """List announcements, commitments, amounts or quotes."""


def add_find_command(collection: str) -> None:
    """Add `communique find COLLECTION`."""

    @click.option(
        "--format",
        "form",
        type=click.Choice(["table", *LIST_FORMATS[collection]]),
        default="table",
        show_default=True,
        help="A table of the first matches, or any format of the API; ndjson, csv and xlsx give all matches.",
    )
    @filter_options(QUERIES[collection])
    def command(form: str, words: tuple[str, ...] = (), **options: Any) -> None:
        parameters = load_options(QUERIES[collection], options | {"q": " ".join(words)})
        print_results(collection, parameters, form)

    description = f"List {collection}.\n\nEach must match every filter."
    if "q" in QUERIES[collection].fields:
        command = click.argument("words", nargs=-1)(command)
        description += " Each must contain all WORDS, which are read like `q` in the API; put -- before a minus."
    find.command(collection, help=description, cls=OptionsCommand)(command)


for each in RESOURCES:
    add_find_command(each)


def print_results(collection: str, parameters: dict[str, Any], form: str) -> None:
    """Print the matches as a table or in a format of the API."""
    database = open_migrated_database()
    if form not in FORMATS or not FORMATS[form].is_streamed:
        parameters = {"limit": DEFAULT_ROWS} | parameters
    list_query = list_query_of(collection, parameters)
    if "convert" in parameters:
        with database.connect() as connection:
            list_query, number = convert_bounds(connection, list_query)
        if number:
            err.print(f"Not listed: {number:,} amounts without a rate.", highlight=False)
    if form == "table":
        print_table(database, list_query)
    elif form == "json":
        for document in documents(database, list_query):
            click.echo(document)
    else:
        has_bom = list_query.params.get("bom", False)
        metadata = ListMetadata(collection, f"Communiqué: {collection}", "", "", has_bom=has_bom)
        for chunk in FORMATS[form].write(documents(database, list_query), metadata):
            sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()


def list_query_of(collection: str, parameters: Mapping[str, Any]) -> ListQuery:
    """The query of the public, so that results equal those of the API; `--state` also reads drafts."""
    actor = OPERATOR if "state" in parameters else PUBLIC
    return ListQuery.of(RESOURCES[collection], parameters, actor=actor, today=current_time().date())


def documents(source: Database, list_query: ListQuery) -> Iterator[bytes]:
    """Stored documents, with a progress bar on the terminal for results without a limit."""
    if "limit" in list_query.params:
        items = source.read(lambda connection: query.stream(connection, source, list_query))
        yield from islice(items, list_query.params["limit"])
        return
    with source.connect() as connection:
        total = query.count(connection, list_query, exact=True)
    with nullcontext() if sys.stdout.isatty() else progress_bar(total, "Writing") as update:
        for document in source.read(lambda connection: query.stream(connection, source, list_query)):
            yield document
            if update:
                update(advance=1)


def print_table(source: Database, list_query: ListQuery) -> None:
    """Print a page of items as a table, then the number of matches."""
    columns = COLUMNS[list_query.resource.name]
    table = table_of(columns)
    with source.connect() as connection:
        page = query.page(connection, list_query)
        notes = [] if page.total else notes_on_unknown_values(connection, list_query)
    for item in page.items:
        record = orjson.loads(item.document)
        table.add_row(*(Text(str(cell(record))) for cell in columns.values()))
    out.print(table)
    least = "" if page.exact else "more than "
    more = " Use --limit for more." if len(page.items) < page.total else ""
    err.print(f"{len(page.items):,} of {least}{page.total:,} {list_query.resource.name}.{more}", highlight=False)
    for note in notes:
        err.print(note["detail"], highlight=False, markup=False)


def table_of(columns: Mapping[str, Any] | list[str]) -> Table:
    """An empty table."""
    right = {name: "right" for name in columns if name in RIGHT_ALIGNED}
    return Table(*(Column(name, justify=right.get(name, "left")) for name in columns), box=None)  # type: ignore[arg-type]


@click.command(cls=OptionsCommand)
@click.option(
    "--days", default=DEFAULT_DAYS, show_default=True, type=click.IntRange(0, 36_500), help="Days to look ahead."
)
@click.option("--late", is_flag=True, help="List overdue commitments instead.")
@click.option("--jurisdiction", multiple=True, help="Jurisdiction; repeat for several.")
@click.option("--topic", multiple=True, help="Topic; repeat for several.")
@click.option("--party", multiple=True, help="Party: id, scheme:id or name; repeat for several.")
@click.option(
    "--limit", type=click.IntRange(1, 200), default=DEFAULT_ROWS, show_default=True, help="Maximum number of rows."
)
def due(days: int, late: bool, **options: Any) -> None:
    """List commitments by due date.

    Those that fall due next, earliest first; with --late, those that are overdue.
    """
    today = current_time().date()
    last = today + timedelta(days=min(days, (date.max - today).days))
    window = {"overdue": "true"} if late else {"due_from": str(today), "due_to": str(last)}
    more = {} if late else {"exclude_status": [*CLOSED_STATUSES]}
    options["limit"] = str(options["limit"])
    parameters = load_options(QUERIES["commitments"], options | window | more | {"sort": "due"})
    print_results("commitments", parameters, "table")


@click.command("sum", cls=OptionsCommand)
@click.argument("words", nargs=-1)
@filter_options(SUMMARY, without=HTTP_ONLY | {"bom"})
def print_sums(words: tuple[str, ...], **options: Any) -> None:
    """Add up amounts.

    Each must contain all WORDS, which are read like `q` in the API, and match every filter.

    Sums are exact and by currency. Limits and ranges, and amounts of superseded records or that restate others, are not
    in them; a line below says so.
    """
    parameters = load_options(SUMMARY, options | {"q": " ".join(words)})
    groups = parameters.pop("group_by", ["currency"])
    order = {name: parameters.pop(name) for name in ("sort", "limit") if name in parameters}
    list_query = list_query_of("amounts", parameters)
    with open_migrated_database().connect() as connection:
        sums = sum_amounts(connection, list_query, groups)
    rows = first_rows(sums.rows, list_query, groups, **order)
    names = [*(group for group in groups if group != "currency"), "currency", "sum", "count"]
    table = table_of(names)
    for row in rows:
        none = "no rate" if row.get("not_converted") else "none exact"
        shown = row | {"sum": with_thousands(row["sum"]) if row["sum"] else none, "count": f"{row['count']:,}"}
        table.add_row(*(Text(str(row["labels"].get(name, shown[name]) or "not stated")) for name in names))
    out.print(table)
    if len(rows) < len(sums.rows):
        err.print(f"{len(rows):,} of {len(sums.rows):,} rows.", highlight=False)
    notes = [
        f"{with_thousands(rest['sum'] or '0')} {rest['currency']}. {rest['detail']}"
        for row in sums.rows
        for rest in row.get("not_converted", ())
    ]
    bounded = sum(row["bounds"]["count"] for row in sums.rows if "bounds" in row)
    notes += [f"{bounded:,} limits and ranges."] if bounded else []
    notes += [f"{number:,} {reason.replace('_', ' ')} amounts." for reason, number in sums.left_out.items()]
    for note in notes:
        err.print(f"Not in the sum: {note}", highlight=False, markup=False)
