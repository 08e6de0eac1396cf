"""Exporting: stored documents straight to a file, all of one moment, and a manifest that says what is in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import orjson
from sqlalchemy import func, select

from api.models import Announcement, Party
from api.models.database import Session
from api.services import changes, documents, moving

FORMAT = 1
"""The version of the format that a manifest names."""

BATCH = 200
"""How many lines are written at a time."""


@dataclass(frozen=True, slots=True)
class Content:
    """What is exported: records in some states; as they are stored, as they were stated, or whole, to be moved."""

    states: tuple[str, ...] = ("published",)
    form: str = "stored"


def count(session: Session, content: Content) -> int:
    """Return about how many lines there will be."""
    tables = (Announcement, Party) if content.form == "whole" else (Announcement,)
    return sum(session.scalar(select(func.count()).select_from(each)) or 0 for each in tables)


class Export:
    """An export under way: how many records, bytes and what digest there are so far."""

    def __init__(self, content: Content) -> None:
        """Take what is to be exported."""
        self.content = content
        self.lines, self.bytes, self.digest = 0, 0, hashlib.sha256()

    def run(self, session: Session) -> Iterator[bytes]:
        """Yield the lines, some hundred at a time, in the order of the ids; `session` sees one moment."""
        for lines in FORMS[self.content.form](session, self.content.states):
            text = b"\n".join([*lines, b""])
            self.lines += len(lines)
            self.bytes += len(text)
            self.digest.update(text)
            yield text

    def manifest(self, session: Session, *, now: datetime) -> bytes:
        """Return what is in the file, and where in the log of changes to go on after it."""
        said = {
            "format": FORMAT,
            "form": self.content.form,
            "states": self.content.states,
            "lines": self.lines,
            "bytes": self.bytes,
            "sha256": self.digest.hexdigest(),
            "since": changes.end(session),
            "made_at": now,
        }
        return orjson.dumps(said, option=orjson.OPT_UTC_Z | orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def stored(session: Session, states: tuple[str, ...]) -> Iterator[list[bytes]]:
    """Yield documents as they are stored."""
    table = Announcement.__table__.c
    query = select(table.document).where(table.state.in_(states)).order_by(table.id)
    for rows in session.execute(query.execution_options(yield_per=BATCH)).partitions():
        yield [row[0] for row in rows]


def stated(session: Session, states: tuple[str, ...]) -> Iterator[list[bytes]]:
    """Yield what records state and their ids, without what the server makes: the same wherever they are kept."""
    for found in stored(session, states):
        yield [documents.encode({"id": orjson.loads(each)["id"]} | documents.stated_in(each)) for each in found]


Form = Callable[[Session, tuple[str, ...]], Iterator[list[bytes]]]

FORMS: Mapping[str, Form] = {"stored": stored, "stated": stated, "whole": moving.everything}
"""How records are written."""
