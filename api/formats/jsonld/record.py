"""A record as a work in the sense of schema.org."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from api.formats.jsonld import parts
from api.formats.jsonld.parts import Node, Part, Place, node
from domain.codes import JURISDICTIONS, subdivisions
from domain.vocabularies import ANNOUNCEMENT_KIND, STATE

TYPES: Mapping[str, str] = {"law": "Legislation", "regulation": "Legislation", "report": "Report"}
"""What a kind of announcement is; any other is a CreativeWork whose genre says what it is."""

KINDS = {term.code: term.label for term in ANNOUNCEMENT_KIND.terms}
STATES = {term.code: term.label for term in STATE.terms}
NO_COUNTRY = frozenset({"EU", "UN"})
COUNTRY_LENGTH = 2

RELATIONS: Mapping[str, str] = {
    "part_of": "isPartOf",
    "restates": "isBasedOn",
    "amends": "isBasedOn",
    "supersedes": "isBasedOn",
    "implements": "isBasedOn",
    "follows": "mentions",
    "funds": "mentions",
    "cites": "citation",
}
"""The nearest that schema.org has to each type of relation."""


def work(record: Part, root: str) -> Node:
    """Return a record as a work with its parts."""
    place = Place.of(record, root)
    members = {
        **heading(record),
        "url": place.record,
        "author": every(parts.party, [party for party in record["parties"] if is_issuer(party)], place),
        "identifier": parts.identifiers(record),
        **where(record),
        "about": every(parts.commitment, record["commitments"], place),
        "hasPart": every(parts.quote, record["quotes"], place),
        **linked(record, place),
    }
    return node(TYPES.get(record["kind"], "CreativeWork"), place.record, **members)


def heading(record: Part) -> dict[str, Any]:
    """Return what a work says of itself."""
    return {
        "name": record["title"],
        "genre": KINDS[record["kind"]],
        "abstract": record.get("summary"),
        "text": record.get("body"),
        "inLanguage": record["language"],
        "workTranslation": [translation(*each) for each in record.get("translations", {}).items()],
        "keywords": record["topics"],
        "datePublished": parts.plain_date(record["announced_on"]),
        "temporalCoverage": parts.plain_period(record.get("effective")),
        "version": record["version"],
        "creativeWorkStatus": STATES[record["state"]],
        "dateModified": record["updated_at"],
    }


def translation(language: str, stated: Mapping[str, Any]) -> Node:
    """Return title and summary in another language."""
    return node("CreativeWork", inLanguage=language, name=stated.get("title"), abstract=stated.get("summary"))


def is_issuer(party: Part) -> bool:
    """Whether a party makes the announcement."""
    return "issuer" in party["roles"]


def where(record: Part) -> dict[str, Any]:
    """Return whose announcement it is, and where it was made."""
    area = jurisdiction(record["jurisdiction"])
    stated = node("Place", name=record["place"]) if "place" in record else None
    legal = {"legislationJurisdiction": area} if TYPES.get(record["kind"]) == "Legislation" else {}
    return {"spatialCoverage": area, "locationCreated": stated, **legal}


def jurisdiction(code: str) -> Node:
    """Return the area that a code stands for."""
    is_country = len(code) == COUNTRY_LENGTH and code not in NO_COUNTRY
    name = JURISDICTIONS.get(code) or subdivisions().get(code)
    return node("Country" if is_country else "AdministrativeArea", name=name, identifier=code)


def linked(record: Part, place: Place) -> dict[str, list[Node]]:
    """Return what a record names, cites and builds on, by the property that says so."""
    found: dict[str, list[Node]] = {
        "mentions": [
            *every(parts.party, [party for party in record["parties"] if not is_issuer(party)], place),
            *every(parts.amount, record["amounts"], place),
        ],
        "citation": every(parts.source, record["sources"], place),
    }
    for relation in record["relations"]:
        found.setdefault(RELATIONS[relation["type"]], []).append(parts.related(relation, place))
    return found


def every(make: Callable[[Part, Place], Node], listed: list[Part], place: Place) -> list[Node]:
    """Return a node for each part."""
    return [make(part, place) for part in listed]
