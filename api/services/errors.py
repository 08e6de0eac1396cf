"""What can be refused. Each carries a sentence meant for the client; the routes have the table of statuses."""

from __future__ import annotations

from collections.abc import Iterable

from domain.violations import LocatedViolation, Violation


class ServiceError(Exception):
    """A request that is refused, why, and the places that are wrong."""

    def __init__(self, detail: str, violations: Iterable[LocatedViolation] = ()) -> None:
        """Take a sentence for the client, and every fault there is."""
        super().__init__(detail)
        self.detail = detail
        self.violations = tuple(violations)


class Malformed(ServiceError):
    """What was sent cannot be parsed."""


class Invalid(ServiceError):
    """What was sent was understood, and is wrong."""


class Unauthenticated(ServiceError):
    """There is no key, or one that is unknown, revoked or expired."""


class Forbidden(ServiceError):
    """The key lacks a scope."""


class NotFound(ServiceError):
    """There is no such thing, or none that this client may see."""


class Gone(ServiceError):
    """The record was withdrawn; the sentence is the reason."""


class Conflict(ServiceError):
    """It cannot be, beside what is already there."""


class InFlight(ServiceError):
    """The same request came before, and is not answered yet."""


class Stale(ServiceError):
    """The record has changed since the client read it."""


class PreconditionRequired(ServiceError):
    """The client has to say which version it means to change."""


class TooLarge(ServiceError):
    """It is more than can be taken."""


class Busy(ServiceError):
    """There is no room for it now."""


def invalid(violations: Iterable[LocatedViolation]) -> Invalid:
    """Return the error for everything that is wrong with an input."""
    placed = tuple(violations)
    count = "One thing is" if len(placed) == 1 else f"{len(placed):,} things are"
    return Invalid(f"{count} wrong with what was sent.", placed)


def invalid_parameter(name: str, fault: Violation) -> Invalid:
    """Return the error for one query parameter."""
    return invalid([LocatedViolation((name,), fault, "query")])
