"""Refusals by the service as exceptions, one class for each type of problem (RFC 9457) that a program may handle."""

import re

import httpx
from pydantic import ValidationError

from communique_client.models import ErrorDetail, Problem


class ProblemError(Exception):
    """A refusal. `problem` has its members; `headers` are those of the response, if it was one of its own."""

    def __init__(self, problem: Problem, headers: httpx.Headers | None = None) -> None:
        """The message has the status, the title and the detail."""
        super().__init__(f"{problem.status} {problem.title}: {problem.detail}")
        self.problem = problem
        self.headers = headers or httpx.Headers()

    @property
    def errors(self) -> list[ErrorDetail]:
        """Every error of the request: its place, its code, and often what was meant."""
        return self.problem.errors or []


class Unauthenticated(ProblemError):
    """401: the key is missing, unknown, expired or revoked."""


class Forbidden(ProblemError):
    """403: the key lacks a scope."""


class NotFound(ProblemError):
    """404: nothing is there, or nothing that the key may see."""


class Conflict(ProblemError):
    """409: an id or identifier exists already."""


class Withdrawn(ProblemError):
    """410: the record was withdrawn; `problem.detail` gives the reason."""


class Stale(ProblemError):
    """412: the record has changed since it was read."""


class TooLarge(ProblemError):
    """413: the body, or a line of an import, is too long."""


class Invalid(ProblemError):
    """422: `errors` lists what is wrong."""


class Busy(ProblemError):
    """429: the service is at its limit."""


class QuotaExceeded(ProblemError):
    """429: the key has sent more requests than its quota allows."""


class Unavailable(ProblemError):
    """503: the service is overloaded, or its database away."""


BY_TYPE = {re.sub(r"(?<=[a-z])(?=[A-Z])", "-", each.__name__).lower(): each for each in ProblemError.__subclasses__()}
"""Classes by the last part of the problem's type: `not-found`."""


def problem_error(problem: Problem, headers: httpx.Headers | None = None) -> ProblemError:
    """The exception for a problem: a ProblemError if its type has no class."""
    return BY_TYPE.get(problem.type.rpartition("/")[2], ProblemError)(problem, headers)


def error_of(answer: httpx.Response, content: bytes) -> ProblemError:
    """The exception for a response with this content. One that is no problem document comes from a proxy."""
    try:
        problem = Problem.model_validate_json(content)
    except ValidationError:
        title, detail = f"{answer.reason_phrase}, not from the service", content[:200].decode(errors="replace")
        problem = Problem(type="about:blank", title=title, status=answer.status_code, detail=detail, instance="")
    return problem_error(problem, answer.headers)
