"""`communique draft`: read an article, and print the draft record with its words marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, BinaryIO

import click
from marshmallow import ValidationError
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from api.cli.console import OptionsCommand, current_time, err, fail, load_options, open_migrated_database, out
from api.cli.query import filter_options, with_thousands
from api.services import drafts
from api.services.auth import OPERATOR
from api.services.errors import Invalid
from api.services.records import documents
from api.services.records.types import Change
from api.services.records.writer import save_one
from api.services.texts import KeptText, save_text, text_to_keep
from api.settings import Settings
from domain.json import encode_json
from domain.violations import LocatedViolation
from schemas.base import first_errors
from schemas.resources.draft import DraftQuery, DraftRequestSchema, members_of_query

Json = dict[str, Any]

QUERY, REQUEST = DraftQuery(), DraftRequestSchema()


@click.command("draft", cls=OptionsCommand)
@click.argument("file", type=click.File("rb"))
@click.option("--save", is_flag=True, help="Save the record, in state draft.")
@click.option("--json", "as_json", is_flag=True, help="Print the draft as POST /v1/drafts answers it.")
@filter_options(QUERY, without={"save"})
def draft_record(file: BinaryIO, save: bool, as_json: bool, **options: Any) -> None:
    """Read the article FILE (- for standard input), and print the draft record that it makes.

    FILE is plain text in UTF-8. The words of each fact are marked, and followed by its number in the table below, where
    `?` is for what is in doubt. Nothing is stored without --save.
    """
    settings = Settings.from_environment()
    database = open_migrated_database() if save else None
    wanted = members_of_query(load_options(QUERY, options)) | {"save": save}
    try:
        wanted |= REQUEST.load({"text": decode_article(file.read())})
        draft = drafts.propose(drafts.DraftWorkers(1, settings.draft_timeout), wanted)
    except ValidationError as error:
        fail("\n".join(f"FILE: {each.violation.detail}" for each in first_errors(error.messages)))
    except Invalid as error:
        fail("\n".join(map(wrong_option, error.violations)) or error.detail)
    text = drafts.normalised_text(wanted["text"])
    if database:
        kept = text_to_keep(draft, text) if settings.keep_texts else None
        id = database.write(partial(save_draft, draft=draft, kept=kept))
        draft["announcement"] = {"id": id, "url": f"/v1/announcements/{id}"}
    if as_json:
        click.echo(encode_json(draft))
    else:
        print_draft(draft, text)
    if save:
        err.print(f"Saved as a draft: {draft['announcement']['id']}", highlight=False, soft_wrap=True)


def decode_article(content: bytes) -> str:
    """The text of a file."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        fail("FILE is not text in UTF-8. Convert it, for example: iconv -f latin1 -t utf-8 FILE, or pdftotext FILE -")


def wrong_option(located: LocatedViolation) -> str:
    """The error of one option. Members of `source` have options of their own."""
    name = "-".join(map(str, located.path)).replace("_", "-")
    violation = located.violation
    allowed = f" Choose from: {', '.join(violation.allowed)}." if violation.allowed else ""
    return f"--{name}: {violation.detail}{allowed}"


def save_draft(connection: Connection, *, draft: Json, kept: KeptText | None) -> str:
    """Save the record of a draft, and its text if that is to be kept. Returns the record's id."""
    now = current_time()
    payload = documents.validate(draft["record"])
    stored = save_one(connection, Change(operation="created", payload=payload, actor=OPERATOR, now=now))
    if kept:
        save_text(connection, *kept, now)
    return str(stored.id)


def print_draft(draft: Json, text: str) -> None:
    """Print a text with the words of each fact marked, the facts in its order, and what was left out."""
    out.print(marked_text(draft["review"], text), end="\n\n")
    facts = borderless_table("", "fact", "what it says", "sure")
    for number, entry in enumerate(draft["review"], 1):
        kind, says = described_fact(draft["record"], entry["pointer"])
        doubt = f"? {entry['doubt']}" if entry.get("doubt") else ""
        sure = f"{entry['confidence']:.0%}" if "confidence" in entry else ""
        facts.add_row(str(number), kind, Text(says), Text(" ".join(filter(None, (sure, doubt)))))
    out.print(facts)
    if draft["left_out"]:
        omitted = borderless_table("left out", "why", "words")
        for each in draft["left_out"]:
            omitted.add_row(each["type"], each["reason"], Text(" ".join(each["exact"].split())))
        out.print("", omitted)


def borderless_table(*columns: str) -> Table:
    """An empty table without lines."""
    return Table(*columns, box=None, padding=(0, 2, 0, 0))


def marked_text(review: list[Json], text: str) -> Text:
    """A text with the words of each entry marked, and its number behind them."""
    marked = Text(text.replace("\r", " "))  # Rich would drop it, and offsets would be others.
    numbers: dict[int, list[int]] = {}
    for number, entry in enumerate(review, 1):
        _, style, _ = PARTS.get(entry["pointer"].split("/")[1], ("", "underline", None))
        style += " reverse" if entry.get("doubt") else ""
        for each in entry["evidence"]:
            marked.stylize(style, each["start"], each["end"])
            numbers.setdefault(each["end"], []).append(number)
    pieces = marked.divide(sorted(numbers))
    for piece, end in zip(pieces, sorted(numbers), strict=False):
        piece.append(f"[{','.join(map(str, numbers[end]))}]", "dim")
    return Text().join(pieces)


def described_fact(record: Json, pointer: str) -> tuple[str, str]:
    """What a fact is, and what it says, in a line."""
    name, *rest = pointer.split("/")[1:]
    if not rest:
        value = record[name]
        if name == "relations":
            return name, "; ".join(f"{each['type']}: {each['title']}" for each in value)
        return name, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    kind, _, summary = PARTS[name]
    return kind, " · ".join(filter(None, summary(record[name][int(rest[0])], record)))


def party_summary(party: Json, _: Json) -> Iterator[str]:
    """Name, post and roles of a party."""
    yield party["name"]
    yield party.get("post", "")
    yield ", ".join(party["roles"])


def commitment_summary(commitment: Json, _: Json) -> Iterator[str]:
    """Statement, figure and due date of a commitment."""
    target = commitment.get("target", {})
    yield commitment["statement"]
    yield f"{with_thousands(target['value'])} {target.get('unit', '')}".strip() if target else ""
    yield f"due {commitment['due']}" if "due" in commitment else ""


def amount_summary(amount: Json, _: Json) -> Iterator[str]:
    """Kind, sum and purpose of an amount."""
    yield amount["kind"]
    yield f"{with_thousands(amount['amount'])} {amount['currency']}"
    yield amount.get("purpose", "")


def quote_summary(quote: Json, record: Json) -> Iterator[str]:
    """Speaker and words of a quote."""
    yield next(party["name"] for party in record["parties"] if party["key"] == quote["speaker"])
    yield f"“{' '.join(quote['text'].split())}”"


def source_summary(source: Json, _: Json) -> Iterator[str]:
    """Kind, title and publisher of a source."""
    yield source["kind"]
    yield " ".join((source.get("title") or source.get("url") or "").split())
    yield source.get("publisher", "")
    yield f"via {source['via']}" if "via" in source else ""


PARTS: Mapping[str, tuple[str, str, Callable[[Json, Json], Iterator[str]]]] = {
    "parties": ("party", "cyan", party_summary),
    "commitments": ("commitment", "bold green", commitment_summary),
    "amounts": ("amount", "bold yellow", amount_summary),
    "quotes": ("quote", "magenta", quote_summary),
    "sources": ("source", "blue", source_summary),
}
"""Each list of parts: what one is called, how its words are marked, and what is printed of it, given its record."""
