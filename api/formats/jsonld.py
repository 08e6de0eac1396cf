"""JSON-LD in the vocabulary of schema.org: a record as one object, a list as an ItemList.

Members of a record that schema.org cannot express, such as comparators or evidence quotes, are left out; the JSON at
each object's `url` is complete.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from api.formats import jsonld_parts as parts
from api.formats.base import ListMetadata
from api.formats.jsonld_parts import Node, Part, RecordContext, make_node
from domain.codes import COUNTRIES, JURISDICTIONS, subdivisions
from domain.vocabularies import ANNOUNCEMENT_KIND, STATE

CONTEXT = {"@context": "https://schema.org"}
WORK_TYPES: Mapping[str, str] = {"law": "Legislation", "regulation": "Legislation", "report": "Report"}
"""Types by kind of announcement; any other is a CreativeWork whose genre names the kind."""

KINDS = ANNOUNCEMENT_KIND.labels
STATES = STATE.labels

RELATIONS: Mapping[str, str] = {
    "part_of": "isPartOf",
    "restates": "isBasedOn",
    "amends": "isBasedOn",
    "supersedes": "isBasedOn",
    "implements": "isBasedOn",
    "revokes": "isBasedOn",
    "partly_revokes": "isBasedOn",
    "follows": "mentions",
    "funds": "mentions",
    "cites": "citation",
}
"""The nearest property for each type of relation."""


def render_record(document: bytes, metadata: ListMetadata) -> bytes:
    """One record as JSON-LD."""
    return encode_html_safe(CONTEXT | announcement_node(orjson.loads(document), metadata.root))


def write_jsonld(documents: Iterable[bytes], metadata: ListMetadata) -> Iterator[bytes]:
    """Records as an ItemList, in their order."""
    works = [announcement_node(orjson.loads(document), metadata.root) for document in documents]
    elements = [make_node("ListItem", position=number, item=work) for number, work in enumerate(works, start=1)]
    page = make_node("ItemList", metadata.address, name=metadata.title, numberOfItems=len(works))
    yield encode_html_safe(CONTEXT | page | {"itemListElement": elements})


def encode_html_safe(value: dict[str, Any]) -> bytes:
    """JSON that can be pasted into a script element of a page, because nothing in it can close that element."""
    return orjson.dumps(value).replace(b"<", b"\\u003c")


def announcement_node(record: Part, root: str) -> Node:
    """A record as a work with its parts."""
    ctx = RecordContext.of(record, root)
    type = WORK_TYPES.get(record["kind"], "CreativeWork")
    codes = (record["jurisdiction"], *record.get("other_jurisdictions", ()))  # Old versions have none.
    areas = [jurisdiction_node(each) for each in codes]
    area = areas if len(areas) > 1 else areas[0]
    members: dict[str, Any] = {
        "name": record["title"],
        "genre": KINDS[record["kind"]],
        "abstract": record.get("summary"),
        "text": record.get("body"),
        "inLanguage": record["language"],
        "workTranslation": [
            make_node(
                "CreativeWork",
                inLanguage=language,
                name=each.get("title"),
                abstract=each.get("summary"),
                text=each.get("body"),
            )
            for language, each in record.get("translations", {}).items()
        ],
        "keywords": record["topics"],
        "datePublished": parts.date_or_none(record["announced_on"]),
        "temporalCoverage": parts.period_or_none(record.get("effective")),
        "version": record["version"],
        "creativeWorkStatus": STATES[record["state"]],
        "dateModified": record["updated_at"],
        "url": ctx.url,
        "author": [parts.party_node(each, ctx) for each in record["parties"] if "issuer" in each["roles"]],
        "identifier": parts.identifier_nodes(record),
        "spatialCoverage": area,
        "locationCreated": make_node("Place", name=record["place"]) if "place" in record else None,
        "legislationJurisdiction": area if type == "Legislation" else None,
        "legislationLegalForce": legal_force(record) if type == "Legislation" else None,
        "about": [parts.commitment_node(each, ctx) for each in record["commitments"]],
        "hasPart": [parts.quote_node(each, ctx) for each in record["quotes"]],
    }
    return make_node(type, ctx.url, **members, **linked_works(record, ctx))


def legal_force(record: Part) -> str | None:
    """Whether a law is in force, by its status; None without one."""
    status = record.get("policy_status")
    return f"https://schema.org/{'InForce' if status['code'] == 'in_force' else 'NotInForce'}" if status else None


def jurisdiction_node(code: str) -> Node:
    """The area that a code stands for."""
    name = JURISDICTIONS.get(code) or subdivisions().get(code)
    return make_node("Country" if code in COUNTRIES else "AdministrativeArea", name=name, identifier=code)


def linked_works(record: Part, ctx: RecordContext) -> dict[str, list[Node]]:
    """Parties and amounts that a record mentions, sources that it cites, and targets of relations, by property."""
    by_property = {
        "mentions": [
            *(parts.party_node(each, ctx) for each in record["parties"] if "issuer" not in each["roles"]),
            *(parts.amount_node(each, ctx) for each in record["amounts"]),
        ],
        "citation": [parts.source_node(each, ctx) for each in record["sources"]],
    }
    for relation in record["relations"]:
        by_property.setdefault(RELATIONS[relation["type"]], []).append(parts.relation_node(relation, ctx))
    return by_property
