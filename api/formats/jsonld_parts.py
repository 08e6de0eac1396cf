"""The parts of a record as schema.org nodes: parties, commitments, amounts, quotes, sources and relations."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from api.formats.base import announcement_url

Node = dict[str, Any]
Part = Mapping[str, Any]

PARTY_TYPES: Mapping[str, str] = {
    "person": "Person",
    "government": "GovernmentOrganization",
    "company": "Corporation",
    "organisation": "Organization",
    "group": "Organization",
}
SOURCE_TYPES: Mapping[str, str] = {
    "news_report": "NewsArticle",
    "legal_text": "Legislation",
    "dataset": "Dataset",
    "social": "SocialMediaPosting",
}
"""Types by kind of source; any other is a CreativeWork."""

ACTION_STATUSES: Mapping[str, str] = {
    "not_started": "PotentialActionStatus",
    "in_progress": "ActiveActionStatus",
    "delayed": "ActiveActionStatus",
    "stalled": "ActiveActionStatus",
    "partly_met": "ActiveActionStatus",
    "met": "CompletedActionStatus",
    "missed": "FailedActionStatus",
    "abandoned": "FailedActionStatus",
    "reversed": "FailedActionStatus",
}
AGENT_ROLES = frozenset({None, "issuer", "implementer", "partner"})
"""Roles in a commitment that make a party an agent; in any other role it is a participant."""

BOUNDS: Mapping[str, str] = {"gte": "minValue", "lte": "maxValue"}
IDENTIFIER_URLS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "wikidata": (re.compile(r"Q[1-9][0-9]*", re.ASCII), "https://www.wikidata.org/entity/"),
    "ror": (re.compile(r"0[a-z0-9]{8}", re.ASCII), "https://ror.org/"),
}
"""Schemes whose identifiers are part of a URL: their pattern, and the URL before it."""

ISO_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2}(T[0-9:.Z+-]+)?)?)?", re.ASCII)
"""Dates that EDTF and schema.org share: no season, no uncertainty, no open end."""


@dataclass(frozen=True, slots=True)
class RecordContext:
    """Context of the nodes of a record: the root URL, the record's URL, its parties and sources by key."""

    root: str
    url: str
    parties: Mapping[str, Part]
    sources: Mapping[str, Part]

    @classmethod
    def of(cls, record: Part, root: str) -> Self:
        """The context of a record's parts."""
        by_key = [{part["key"]: part for part in record[name]} for name in ("parties", "sources")]
        return cls(root, announcement_url(record, root), *by_key)

    def party_id(self, party: Part) -> str:
        """The URL of a party in the directory; before publication, a fragment of the record."""
        return f"{self.root}{party['party']['url']}" if "party" in party else f"{self.url}#{party['key']}"


def make_node(type: str, id: str | None = None, **members: Any) -> Node:
    """An object of this type, without members that are None or empty lists."""
    node = {"@type": type, "@id": id, **members}
    return {name: value for name, value in node.items() if value is not None and value != []}


def date_or_none(edtf: str | None) -> str | None:
    """The date if schema.org can state it too. Others are left out: they must not become more certain."""
    return edtf if edtf and ISO_DATE.fullmatch(edtf) else None


def period_or_none(edtf: str | None) -> str | None:
    """The date or period, which may be open, if schema.org can state it too."""
    sides = edtf.split("/") if edtf else []
    return edtf if sides and all(side == ".." or date_or_none(side) for side in sides) else None


def identifier_nodes(part: Part) -> list[Node]:
    """Identifiers in outside schemes."""
    return [identifier_node(each) for each in part["identifiers"]]


def identifier_node(identifier: Part) -> Node:
    """An identifier in an outside scheme."""
    return make_node("PropertyValue", propertyID=identifier["scheme"], value=identifier["id"])


def party_node(party: Part, ctx: RecordContext) -> Node:
    """A party with its post, the body it belongs to (unless that is a person) and its identifiers."""
    body = ctx.parties[party["part_of"]] if "part_of" in party else None
    return party_reference(party, ctx) | make_node(
        PARTY_TYPES[party["kind"]],
        jobTitle=party.get("post") if party["kind"] == "person" else None,
        memberOf=party_reference(body, ctx) if body and body["kind"] != "person" else None,
        identifier=identifier_nodes(party),
        sameAs=[url for each in party["identifiers"] if (url := identifier_url(each["scheme"], each["id"]))],
    )


def identifier_url(scheme: str, id: str) -> str | None:
    """The URL of an identifier; None if its scheme has none or it is not well-formed."""
    pattern, url = IDENTIFIER_URLS.get(scheme, (None, ""))
    return url + id if pattern and pattern.fullmatch(id) else None


def party_reference(party: Part, ctx: RecordContext) -> Node:
    """A party by type, id and name."""
    return make_node(PARTY_TYPES[party["kind"]], ctx.party_id(party), name=party["name"])


def commitment_node(part: Part, ctx: RecordContext) -> Node:
    """A commitment as a planned action."""
    url = f"{ctx.root}{part['url']}"
    due = [part[name] for name in ("due_text", "due") if name in part]
    parties = [(each.get("role"), party_reference(ctx.parties[each["party"]], ctx)) for each in part["parties"]]
    return make_node(
        "PlanAction",
        url,
        name=part["statement"],
        description=f"Due: {' / '.join(due)}" if due else None,
        url=url,
        scheduledTime=date_or_none(part.get("due")),
        actionStatus=f"https://schema.org/{ACTION_STATUSES[part['status']['code']]}" if "status" in part else None,
        agent=[party for role, party in parties if role in AGENT_ROLES],
        participant=[party for role, party in parties if role not in AGENT_ROLES],
        location=make_node("Place", name=part["place"]) if "place" in part else None,
        result=target_node(part["target"]) if "target" in part else None,
        subjectOf=evidence_nodes(part, ctx),
    )


def target_node(target: Part) -> Node:
    """A target as the value or bound that it was stated to be."""
    return make_node("QuantitativeValue", unitText=target.get("unit"), **figure_members(target, target["value"]))


def figure_members(part: Part, figure: str) -> dict[str, str]:
    """The figure of a target or an amount as a value, a bound, or the lower end of a range."""
    if "upper" in part:
        return {"minValue": figure, "maxValue": part["upper"]}
    return {BOUNDS.get(part.get("comparator", "eq"), "value"): figure}


def amount_node(part: Part, ctx: RecordContext) -> Node:
    """An amount; a grant is a MonetaryGrant with its funder, around the amount."""
    url = f"{ctx.root}/v1/amounts/{part['id']}"
    text = {"name": part.get("text"), "description": part.get("purpose"), "subjectOf": evidence_nodes(part, ctx)}
    if part["kind"] != "grant":
        return make_node("MonetaryAmount", url, **text, **money_members(part))
    funder = party_reference(ctx.parties[part["payer"]], ctx) if "payer" in part else None
    amount = make_node("MonetaryAmount", **money_members(part))
    return make_node("MonetaryGrant", url, **text, funder=funder, amount=amount)


def money_members(part: Part) -> dict[str, Any]:
    """Value or bounds, currency and period of an amount."""
    period = period_or_none(part.get("period")) or ""
    first, last = period.split("/") if "/" in period else (period, period)
    return figure_members(part, part["amount"]) | {
        "currency": part["currency"],
        "validFrom": date_or_none(first),
        "validThrough": date_or_none(last),
    }


def quote_node(part: Part, ctx: RecordContext) -> Node:
    """A Quotation; a paraphrase is a CreativeWork by the speaker."""
    speaker = party_reference(ctx.parties[part["speaker"]], ctx)
    is_paraphrase = part.get("paraphrase", False)
    original = make_node("CreativeWork", inLanguage=part["translated_from"]) if "translated_from" in part else None
    return make_node(
        "CreativeWork" if is_paraphrase else "Quotation",
        f"{ctx.root}/v1/quotes/{part['id']}",
        text=part["text"],
        inLanguage=part["language"],
        genre="Paraphrase" if is_paraphrase else None,
        creator=speaker if is_paraphrase else None,
        spokenByCharacter=None if is_paraphrase else speaker,
        dateCreated=date_or_none(part.get("said_on")),
        translationOfWork=original,
        citation=evidence_nodes(part, ctx),
    )


def evidence_nodes(part: Part, ctx: RecordContext) -> list[Node]:
    """References to the sources of a part, each once."""
    keys = dict.fromkeys(each["source"] for each in part["evidence"])
    return [make_node(source_type(ctx.sources[key]), f"{ctx.url}#{key}") for key in keys]


def source_type(source: Part) -> str:
    """The schema.org type of a source."""
    return SOURCE_TYPES.get(source["kind"], "CreativeWork")


def source_node(source: Part, ctx: RecordContext) -> Node:
    """A source."""
    credit = [source[name] for name in ("author", "via") if name in source]
    return make_node(
        source_type(source),
        f"{ctx.url}#{source['key']}",
        name=source.get("title"),
        url=source.get("url"),
        publisher=make_node("Organization", name=source["publisher"]) if "publisher" in source else None,
        creditText=", ".join(credit) or None,
        inLanguage=source.get("language"),
        datePublished=date_or_none(source.get("published_on")),
        archivedAt=source.get("archived_url"),
    )


def relation_node(relation: Part, ctx: RecordContext) -> Node:
    """The target of a relation: another record, or a document elsewhere."""
    if "announcement" in relation:
        return make_node("CreativeWork", f"{ctx.root}/v1/announcements/{relation['announcement']}")
    number = relation.get("identifier")
    return make_node(
        "CreativeWork",
        name=relation.get("title"),
        url=relation.get("url"),
        identifier=identifier_node(number) if number else None,
    )
