"""A check, and its result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from api.db.causes import diagnose
from api.settings import Settings

MAX_EXAMPLES = 5
"""Findings of a check that are shown; the others are counted."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked: a snapshot of the database, the settings, and the time by this machine."""

    connection: Connection
    settings: Settings
    now: datetime


class Find(Protocol):
    """The function of a check."""

    def __call__(self, subject: Subject) -> Iterator[str]:
        """Yield a sentence for each thing that is wrong."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check: what is right if it finds nothing, and what to do if it finds something."""

    name: str
    meaning: str
    hint: str
    find: Find


@dataclass(slots=True)
class Result:
    """How many things a check found, the first of them, and what to do."""

    name: str
    meaning: str
    hint: str
    count: int = 0
    examples: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, check: Check, subject: Subject) -> Result:
        """Run a check. What cannot be read is a finding, and ends the check: a page of the file, or a stored value."""
        result = cls(check.name, check.meaning, check.hint)
        try:
            with subject.connection.begin_nested():  # PostgreSQL ends a transaction at its first error.
                for finding in check.find(subject):
                    result.add(finding)
        except DBAPIError as error:
            result.add(str(diagnose(error, subject.connection.engine.url)))
        except Exception as error:  # noqa: BLE001 - A damaged value may fail anywhere.
            result.add(f"A stored value cannot be read, and what comes after it was not checked: {error!r}.")
        return result

    def add(self, finding: str) -> None:
        """Count a finding, and keep it if it is one of the first."""
        self.count += 1
        if len(self.examples) < MAX_EXAMPLES:
            self.examples.append(finding)

    def as_json(self) -> dict[str, Any]:
        """The members of a JSON object."""
        members: dict[str, Any] = {"check": self.name, "ok": self.count == 0, "findings": self.count}
        return members | ({"examples": self.examples, "hint": self.hint} if self.count else {})
