"""The vocabularies (closed lists of terms) that the API publishes: the service's own, and codes of standards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.services.errors import NotFound
from domain import codes
from domain.jurisdiction_groups import JURISDICTION_GROUP
from domain.regional_bodies import REGIONAL_BODIES
from domain.violations import closest_match
from domain.vocabularies import VOCABULARIES
from domain.vocabularies.terms import Term, Vocabulary


def code_list(name: str, title: str, meaning: str, labels: Mapping[str, str]) -> Vocabulary:
    """A standard's codes as a vocabulary; each label is also the meaning."""
    return Vocabulary(name, title, meaning, tuple(Term(code, label, label) for code, label in sorted(labels.items())))


PUBLISHED: Mapping[str, Vocabulary] = {
    **VOCABULARIES,
    "jurisdictions": code_list(
        "jurisdictions",
        "Jurisdictions",
        "ISO 3166-1 alpha-2, XK, EU, UN and regional bodies; ISO 3166-2 codes are taken too.",
        codes.JURISDICTIONS,
    ),
    "regional_bodies": code_list(
        "regional_bodies",
        "Regional bodies",
        "Regional and other intergovernmental bodies, which are jurisdictions too; no code is one of ISO 3166.",
        REGIONAL_BODIES,
    ),
    JURISDICTION_GROUP.name: JURISDICTION_GROUP,
    "currencies": code_list("currencies", "Currencies", "ISO 4217.", codes.CURRENCIES),
}
"""Every vocabulary by name."""

SHORTEST_PART = 4
"""Letters from which on a part of a name suggests it; fewer are in nearly all."""


def links() -> list[dict[str, Any]]:
    """Every vocabulary with its address, without its terms."""
    return [
        {"name": each.name, "title": each.title, "meaning": each.meaning, "url": f"/v1/vocabularies/{each.name}"}
        for each in PUBLISHED.values()
    ]


def get(name: str) -> Vocabulary:
    """One vocabulary. Raises `NotFound`, with the nearest name."""
    if name not in PUBLISHED:
        near = closest_match(name, PUBLISHED)
        stem = name.lower().removesuffix("s")
        meant = [near] if near else [each for each in PUBLISHED if len(stem) >= SHORTEST_PART and stem in each]
        question = f"Did you mean {' or '.join(f'“{each}”' for each in meant)}?" if meant else "See /v1/vocabularies."
        raise NotFound(f"There is no such vocabulary. {question}")
    return PUBLISHED[name]
