"""This API's HTTP conventions, each once: contracts of routes, conditions, formats, problems, retries, replicas."""

from api.http.blueprint import (
    Blueprint,
    group_writes,
    in_formats,
    long_polls,
    problem_statuses,
    public_read,
    reads,
    requires,
    streams,
    writes,
)
from api.http.context import actor_and_time, ctx, now
from api.http.problems import problem

__all__ = [
    "Blueprint",
    "actor_and_time",
    "ctx",
    "group_writes",
    "in_formats",
    "long_polls",
    "now",
    "problem",
    "problem_statuses",
    "public_read",
    "reads",
    "requires",
    "streams",
    "writes",
]
