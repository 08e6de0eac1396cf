"""Texts of sources, which a server with KEEP_TEXTS keeps: what the offsets of evidence count in.

They may be under copyright: only keys with the scope read get them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from api.db.sql import encode_values, in_rows_param
from api.models import SourceText
from api.services.errors import NotFound

TEXTS = SourceText.__table__


class KeptText(NamedTuple):
    """A text, and the digest of its UTF-8, under which it is kept."""

    sha256: str
    text: str


def text_to_keep(draft: Mapping[str, Any], text: str) -> KeptText | None:
    """The text of a draft, if its digest is that of the record's source: a client may have stated another one."""
    digest = draft["text"]["sha256"]
    return KeptText(digest, text) if draft["record"]["sources"][0]["sha256"] == digest else None


def save_text(connection: Connection, sha256: str, text: str, now: datetime) -> bool:
    """Keep a text under the digest of its UTF-8, unless it is there. Returns whether it is new.

    The caller has looked at the setting `keep_texts`.
    """
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    row = {"sha256": sha256, "text": text, "created_at": now}
    insert = dialect.insert(TEXTS).values(row).on_conflict_do_nothing().returning(TEXTS.c.sha256)
    return connection.scalar(insert) is not None


def get_text(connection: Connection, sha256: str) -> Mapping[str, Any]:
    """A text with its digest and the time since which it is there. Raises `NotFound`."""
    row = connection.execute(select(TEXTS).where(TEXTS.c.sha256 == sha256)).mappings().one_or_none()
    if row is None:
        raise NotFound(
            "No text with this digest is kept. A server with KEEP_TEXTS keeps those of drafts that it saves."
        )
    return dict(row)


def delete_texts(connection: Connection, digests: Iterable[str]) -> None:
    """Delete the texts with these digests, whichever of them are there."""
    statement = delete(TEXTS).where(in_rows_param([TEXTS.c.sha256], "digests"))
    connection.execute(statement, {"digests": encode_values(digests)})
