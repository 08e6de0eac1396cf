"""The address that a mistyped one means: other words, singular and plural, misspellings, and a wrong beginning."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import dropwhile
from urllib.parse import quote
from uuid import UUID

from domain.violations import is_misspelling

MAX_STEPS, MAX_STEP = 8, 100
"""Steps of an address, and characters of each, up to which another one is looked for."""

BEGINNING = re.compile(r"api|rest|v[0-9.]*", re.ASCII)
"""A step before the resource: `/v1`, or what other APIs have there."""

PARAMETER = re.compile(r"<(?:(\w+)[^:<>]*:)?\w+>", re.ASCII)
"""A parameter in a rule, perhaps with its converter."""

VALUES: Mapping[str, re.Pattern[str]] = {
    "uuid": re.compile("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}", re.ASCII | re.IGNORECASE),
    "int": re.compile("[0-9]+", re.ASCII),
}
"""Values of parameters by converter; others take any."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "announcements": ("records", "documents", "news", "search", "policies"),
    "commitments": ("promises", "pledges", "targets", "goals"),
    "amounts": ("money", "sums", "budgets"),
    "quotes": ("statements", "speeches"),
    "parties": ("party", "people", "organisations", "organizations", "actors", "speakers"),
    "topics": ("tags", "subjects"),
    "vocabularies": ("vocabulary", "vocab", "codes", "enums", "lists"),
    "imports": ("bulk", "batch", "upload"),
    "changes": ("feed", "events", "updates"),
    "versions": ("history", "revisions"),
    "summary": ("summaries", "total", "totals", "sum", "stats", "statistics", "aggregate"),
    "summary.svg": ("chart", "graph"),
    "timeline.svg": ("timeline",),
    "progress": ("reports", "status"),
    "publish": ("published", "publication"),
    "docs": ("documentation", "swagger", "swagger-ui", "redoc", "api-docs", "doc"),
    "openapi.json": ("openapi", "swagger.json", "schema", "spec"),
    "openapi.yaml": ("openapi.yml", "swagger.yaml"),
    "healthz": ("ping", "live", "livez", "alive"),
    "readyz": ("ready", "status"),
}
"""Words that people try for a step of an address."""


def nearest_address(path: str, rules: Collection[str]) -> str | None:
    """The address, by one of these rules, that a path without one means most likely."""
    steps = [each for each in path.split("/") if each]
    if len(steps) > MAX_STEPS or any(len(each) > MAX_STEP for each in steps):
        return None
    wanted = without_beginning(steps)
    found = {rule: cost for rule in rules if (cost := distance(wanted, steps_of(rule))) is not None}
    if not wanted or not found:
        return None
    rule = min(sorted(found), key=lambda each: (found[each], not each.startswith("/v1/")))
    given = iter(wanted)
    return "/".join(
        step if BEGINNING.fullmatch(step) else fill(step, next(given)) if step else "" for step in rule.split("/")
    )


@lru_cache(maxsize=256)
def steps_of(rule: str) -> tuple[str, ...]:
    """The steps of a rule after its beginning."""
    return tuple(without_beginning([each for each in rule.split("/") if each]))


def without_beginning(steps: Sequence[str]) -> list[str]:
    """The steps from the first that names a resource."""
    return [*dropwhile(lambda step: BEGINNING.fullmatch(step.lower()), steps)]


def distance(given: Sequence[str], steps: Sequence[str]) -> int | None:
    """How far a path is from the steps of a rule: the steps that differ; None if one cannot be meant."""
    if len(given) != len(steps):
        return None
    costs = [cost_of(each, step) for each, step in zip(given, steps, strict=True)]
    return None if None in costs else sum(cost or 0 for cost in costs)


def cost_of(given: str, step: str) -> int | None:
    """0 for the step itself, 1 for a value of a parameter or a word for it, 2 for a misspelling, None for another."""
    parameter = PARAMETER.fullmatch(step)
    if parameter:
        form = VALUES.get(parameter[1] or "")
        return 1 if form is None or form.fullmatch(given) else None
    word = given.lower()
    if word == step:
        return 0
    if word in WORDS.get(step, ()) or f"{word}s" in WORDS.get(step, ()) or f"{word}s" == step:
        return 1
    return 2 if is_misspelling(word, step, 1) or is_misspelling(word, step, 2) else None


def fill(step: str, given: str) -> str:
    """A step of a rule, with the given value for a parameter."""
    parameter = PARAMETER.fullmatch(step)
    if parameter and parameter[1] == "uuid":
        return str(UUID(given))
    return quote(given) if parameter else step
