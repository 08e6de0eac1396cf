"""Errors that services raise. Each carries a sentence for the client; `api.http.problems` has their statuses."""

from collections.abc import Iterable
from itertools import islice
from uuid import UUID

from domain.violations import MAX_VIOLATIONS, LocatedViolation, Violation

MAX_NAMED_PLACES, MAX_PLACE_LENGTH = 5, 200
"""Places that a sentence names, and characters of each: a client may have named a member."""


class ServiceError(Exception):
    """A request that cannot be served: why, and the parts of it that are wrong."""

    def __init__(self, detail: str, violations: Iterable[LocatedViolation] = ()) -> None:
        super().__init__(detail)
        self.detail = detail
        self.violations = tuple(violations)


class Malformed(ServiceError):
    """The request cannot be parsed."""


class Invalid(ServiceError):
    """The request is well-formed, but violates a rule."""


class AccessRefused(ServiceError):
    """The client may not do this: for the audit trail, the reason in a word, and the key if it is not the actor's."""

    def __init__(
        self, detail: str, violations: Iterable[LocatedViolation] = (), *, reason: str = "", key_id: UUID | None = None
    ) -> None:
        super().__init__(detail, violations)
        self.reason, self.key_id = reason, key_id


class Unauthenticated(AccessRefused):
    """The key is missing, unknown, revoked or expired."""


class Forbidden(AccessRefused):
    """The key does not allow this: it lacks a scope, or is limited to other jurisdictions or networks."""


class NotFound(ServiceError):
    """Nothing is there, or nothing that this client may see."""


class Gone(ServiceError):
    """The record was withdrawn; the sentence is the reason."""


class Conflict(ServiceError):
    """The request conflicts with stored data."""


class InFlight(ServiceError):
    """The first request with the same Idempotency-Key is still in progress."""


class Stale(ServiceError):
    """The record has changed since the client read it."""


class PreconditionRequired(ServiceError):
    """The request must name the version that it changes."""


class TooLarge(ServiceError):
    """The request is over a limit of size."""


class Busy(ServiceError):
    """The server is at a limit of its own."""


class WorkersBusy(ServiceError):
    """Every process that could do this is doing it for others, each for some seconds at most."""


class QuotaExceeded(ServiceError):
    """The client has sent more requests than a policy allows; `wait` is the seconds until it may send another."""

    def __init__(self, detail: str, *, policies: Iterable[str], wait: int) -> None:
        super().__init__(detail)
        self.policies, self.wait = list(policies), wait


class Overloaded(ServiceError):
    """The server has more to do than it can do in time."""


class RequestTimeout(ServiceError):
    """The body of the request did not come in time."""


def invalid(violations: Iterable[LocatedViolation]) -> Invalid:
    """The error for the violations of an input, at most 100. Its sentence counts them and names their places."""
    first = tuple(islice(violations, MAX_VIOLATIONS + 1))
    found = first[:MAX_VIOLATIONS]
    names = dict.fromkeys(each.pointer if each.location == "body" else str(each.path[0]) for each in found)
    places = [
        f"`{name[:MAX_PLACE_LENGTH]}`" if name else "the body as a whole" for name in list(names)[:MAX_NAMED_PLACES]
    ]
    places += ["…"] if len(names) > MAX_NAMED_PLACES else []
    more = " and more" if len(first) > len(found) else ""
    count = "1 error" if len(found) == 1 else f"{len(found):,} errors{more}"
    return Invalid(f"{count}: {', '.join(places)}. See `errors`.", found)


def invalid_parameter(name: str, violation: Violation) -> Invalid:
    """The error for one query parameter."""
    return invalid([LocatedViolation((name,), violation, "query")])
