"""The contract of a view, as the decorators in `blueprint` state it: what its route takes and gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from marshmallow import Schema

MEDIA_TYPES = {
    "POST": ("application/json",),
    "PUT": ("application/json",),
    "PATCH": ("application/merge-patch+json", "application/json"),
    "QUERY": ("application/json",),
}
"""Content types of a JSON body, by method; the preferred one first."""

PLAIN_TEXT = "text/plain"
"""Content type that is taken too where the schema of the body has a member for it, `plain_text`."""


MAX_OPEN_BODY_BYTES = 65_536
"""Maximum bytes of the body of an operation that needs no key; all others take MAX_BODY_BYTES."""


@dataclass(frozen=True, slots=True)
class Input:
    """A part of the request that a schema validates: the `json` body, the `query` or `headers`."""

    schema: Schema
    location: str
    examples: Mapping[str, str] = field(default_factory=dict)
    """For a body, names of example components, by the title that a reader picks them by."""
    required: tuple[str, ...] = ()
    """Members without which the operation is always refused, by a check after the schema's."""


@dataclass(frozen=True, slots=True)
class Output:
    """A response on success; without a schema, its body is empty or in one of the view's other formats."""

    status: int
    schema: Schema | None = None
    content_type: str = "application/json"
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Contract:
    """Inputs, responses and required scopes of a view."""

    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    formats: tuple[str, ...] = ("json",)
    is_export: bool = False
    """Without a `limit`, tables are of a whole list, of which so many at a time are sent."""
    problem_statuses: tuple[int, ...] = ()
    """Statuses of problems besides those that follow from the inputs."""
    scopes: tuple[str, ...] = ()
    """The scopes that a key needs; without any, it needs none."""
    scopes_if_published: tuple[str, ...] = ()
    """Further scopes that it needs for a record that is published, before or after the change."""
    public_read: bool = False
    """Open to everyone, unless a setting demands a key."""
    reads: bool = False
    writes: bool = False
    streams: bool = False


def contract_of(view: Any) -> Contract:
    """The contract of a view; an empty one for a view without any."""
    contract: Contract = getattr(view, "contract", Contract())
    return contract


def body_types(method: str, contract: Contract) -> tuple[str, ...]:
    """The content types of the body of an operation."""
    has_text = any(hasattr(each.schema, "plain_text") for each in contract.inputs)
    return (*MEDIA_TYPES[method], PLAIN_TEXT) if has_text else MEDIA_TYPES[method]
