"""API keys, the secret that signs cursors, texts of sources, and stored results of requests with an Idempotency-Key:
responses, and imports batch by batch.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from api.db.sql import Compressed
from api.models.base import Base, Json, OptionalJson


class ApiKey(Base):
    """A key's name, what it may do, and its lifetime. `digest` is the SHA-256 of a random 256-bit secret.

    After a rotation, the secret before, `previous_digest`, works until `previous_expires_at`. `ended_at` is when it was
    noticed that the key had expired: from then on it is refused, whatever the clock says.
    """

    __tablename__ = "api_keys"
    __table_args__ = (Index(None, "previous_digest", unique=True),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    scopes: Mapped[Json]
    jurisdictions: Mapped[OptionalJson]
    networks: Mapped[OptionalJson]
    digest: Mapped[str] = mapped_column(unique=True)
    previous_digest: Mapped[str | None]
    previous_expires_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    rotated_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class SigningKey(Base):
    """The secret that signs tokens such as cursors: one row. `accepts_unsigned`: whether 0.2.0 made the database, so
    that readers of the change feed hold tokens without a signature.
    """

    __tablename__ = "signing_keys"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    accepts_unsigned: Mapped[bool]


class SourceText(Base):
    """The text of a source, by the SHA-256 digest of its UTF-8: what the offsets of evidence count in."""

    __tablename__ = "source_texts"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    created_at: Mapped[datetime]


class IdempotencyRecord(Base):
    """The response to a request with an Idempotency-Key, by API key and `name`, the SHA-256 of that header.

    `fingerprint` is a hash of the request. No secret is stored: `salt` stands in its place in the body, and the secret
    is derived again from it and the secret of the API key that sent the request.
    """

    __tablename__ = "kept_answers"  # Its name in 0.1; a new one would fail the old workers during an update.
    __table_args__ = (Index(None, "created_at"),)

    key_id: Mapped[UUID] = mapped_column(ForeignKey("api_keys.id"), primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    status: Mapped[int]
    headers: Mapped[Json]
    body: Mapped[bytes] = mapped_column(Compressed)
    salt: Mapped[str | None]
    created_at: Mapped[datetime]


class Import(Base):
    """An import with an Idempotency-Key, and how far it got. `question` is a hash of its options."""

    __tablename__ = "imports"
    __table_args__ = (Index(None, "updated_at"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    question: Mapped[str]
    lines: Mapped[int]
    is_complete: Mapped[bool]
    updated_at: Mapped[datetime]


class ImportBatch(Base):
    """Lines of an import that were committed together: a hash of all lines up to the last one, and the results.

    `waiting` has the numbers of lines that are not answered yet, because they refer to records on later lines.
    """

    __tablename__ = "import_batches"

    import_id: Mapped[str] = mapped_column(ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True)
    last_line: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    digest: Mapped[str]
    waiting: Mapped[Json]
    results: Mapped[bytes] = mapped_column(Compressed)
