"""The closed lists, with the codes of the standards beside our own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from api.services.errors import NotFound
from domain import codes
from domain.violations import nearest
from domain.vocabularies import VOCABULARIES, Term, Vocabulary


def standard(name: str, title: str, meaning: str, labels: Mapping[str, str]) -> Vocabulary:
    """Return a standard's codes as a closed list."""
    return Vocabulary(name, title, meaning, tuple(Term(code, label, label) for code, label in sorted(labels.items())))


@cache
def every() -> dict[str, Vocabulary]:
    """Return all closed lists by name."""
    standards = (
        standard(
            "jurisdictions",
            "Jurisdictions",
            "ISO 3166-1 alpha-2, EU and UN; ISO 3166-2 codes are taken too.",
            codes.JURISDICTIONS,
        ),
        standard("currencies", "Currencies", "ISO 4217.", codes.CURRENCIES),
    )
    return dict(VOCABULARIES) | {vocabulary.name: vocabulary for vocabulary in standards}


def links() -> list[dict[str, Any]]:
    """Return every closed list with its address."""
    return [
        {"name": each.name, "title": each.title, "meaning": each.meaning, "url": f"/v1/vocabularies/{each.name}"}
        for each in every().values()
    ]


def get(name: str) -> Vocabulary:
    """Return one closed list. Raise `NotFound`, with the nearest name."""
    if name not in every():
        near = nearest(name, every())
        raise NotFound("There is no such vocabulary." + (f" Did you mean “{near}”?" if near else ""))
    return every()[name]
