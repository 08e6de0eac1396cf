"""A model in plain Python of records, and of who may see and change them."""

from __future__ import annotations

from dataclasses import dataclass, field

PROMISE = {"key": "c", "kind": "goal", "statement": "Lead."}
REPORT = {"status": "in_progress", "on": "2026-08", "source": {"title": "A report"}}
NOTE = {"note": "Because."}
NO_RECORD = "11111111-2222-4333-8444-555555555555"

ACTORS = {
    "public": None,
    "reader": ("read",),
    "writer": ("write",),
    "publisher": ("read", "write", "publish"),
}
WRITERS, PUBLISHERS, READERS = {"writer", "publisher"}, {"publisher"}, {"reader", "publisher"}


@dataclass
class ModelVersion:
    """What a version says."""

    title: str
    state: str
    operation: str
    statement: str | None
    etag: str = ""


@dataclass
class ModelRecord:
    """A record and its versions."""

    id: str
    versions: list[ModelVersion] = field(default_factory=list)
    commitment: str = ""
    reports: int = 0
    first_public: int | None = None

    @property
    def last(self) -> ModelVersion:
        """The current version."""
        return self.versions[-1]

    def add(self, title: str, state: str, operation: str, statement: str | None) -> None:
        """Add a version."""
        self.versions.append(ModelVersion(title, state, operation, statement))
        if state == "published" and self.first_public is None:
            self.first_public = len(self.versions)

    def is_visible(self, actor: str) -> bool:
        """Whether an actor may know of it."""
        return self.first_public is not None or actor in READERS


def denial(actor: str, allowed: set[str]) -> int | None:
    """Status for an actor that is not among the allowed."""
    return None if actor in allowed else 401 if actor == "public" else 403
