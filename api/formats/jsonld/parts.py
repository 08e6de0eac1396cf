"""The parts of a record as nodes of schema.org."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

Node = dict[str, Any]
Part = Mapping[str, Any]

PARTIES: Mapping[str, str] = {
    "person": "Person",
    "government": "GovernmentOrganization",
    "company": "Corporation",
    "organisation": "Organization",
    "group": "Organization",
}
SOURCES: Mapping[str, str] = {
    "news_report": "NewsArticle",
    "legal_text": "Legislation",
    "dataset": "Dataset",
    "social": "SocialMediaPosting",
}
"""What a kind of source is; any other is a CreativeWork."""

STATUSES: Mapping[str, str] = {
    "not_started": "PotentialActionStatus",
    "in_progress": "ActiveActionStatus",
    "partly_met": "ActiveActionStatus",
    "met": "CompletedActionStatus",
    "missed": "FailedActionStatus",
    "abandoned": "FailedActionStatus",
}
AGENTS = frozenset({None, "issuer", "implementer", "partner"})
"""As what a party is one of those who act; in any other role it takes part."""

BOUNDS: Mapping[str, str] = {"gte": "minValue", "lte": "maxValue"}
KNOWN_AS: Mapping[str, tuple[re.Pattern[str], str]] = {
    "wikidata": (re.compile(r"Q[1-9][0-9]*", re.ASCII), "https://www.wikidata.org/entity/"),
    "ror": (re.compile(r"0[a-z0-9]{8}", re.ASCII), "https://ror.org/"),
}
"""The schemes whose identifiers are also addresses: what one looks like, and what stands before it."""

PLAIN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2}(T[0-9:Z+-]+)?)?)?", re.ASCII)
"""What EDTF and the dates of schema.org have in common: no season, no doubt, nothing left open."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where nodes are: the root of addresses, that of their record, and the record's parties and sources by key."""

    root: str
    record: str
    parties: Mapping[str, Part]
    sources: Mapping[str, Part]

    @classmethod
    def of(cls, record: Part, root: str) -> Self:
        """Return the place of a record's parts."""
        by_key = [{part["key"]: part for part in record[name]} for name in ("parties", "sources")]
        return cls(root, f"{root}/v1/announcements/{record['id']}", *by_key)

    def of_source(self, key: str) -> str:
        """Return the id of a source."""
        return f"{self.record}#{key}"

    def of_party(self, stated: Part) -> str:
        """Return the id of a party: its address in the directory."""
        return f"{self.root}{stated['party']['url']}" if "party" in stated else f"{self.record}#{stated['key']}"


def node(type: str, at: str | None = None, **members: Any) -> Node:
    """Return an object of a type with those of its members that have a value."""
    named = {"@type": type, "@id": at, **members}
    return {name: value for name, value in named.items() if value is not None and value != []}


def plain_date(text: str | None) -> str | None:
    """Return a date that schema.org can state too; any other is left out rather than made certain."""
    return text if text and PLAIN.fullmatch(text) else None


def plain_period(text: str | None) -> str | None:
    """Return a date or a period, which may be open, that schema.org can state too."""
    sides = text.split("/") if text else []
    return text if sides and all(side == ".." or plain_date(side) for side in sides) else None


def identifiers(stated: Part) -> list[Node]:
    """Return the identifiers that something has in outside schemes."""
    return [node("PropertyValue", propertyID=each["scheme"], value=each["id"]) for each in stated["identifiers"]]


def same_as(stated: Part) -> list[str]:
    """Return the addresses that its identifiers are."""
    known = [(*KNOWN_AS[each["scheme"]], each["id"]) for each in stated["identifiers"] if each["scheme"] in KNOWN_AS]
    return [before + id for form, before, id in known if form.fullmatch(id)]


def party(stated: Part, place: Place) -> Node:
    """Return a party as it was named."""
    is_person = stated["kind"] == "person"
    return named(stated, place) | node(
        PARTIES[stated["kind"]],
        jobTitle=stated.get("post") if is_person else None,
        memberOf=body_of(stated, place),
        identifier=identifiers(stated),
        sameAs=same_as(stated),
    )


def named(stated: Part, place: Place) -> Node:
    """Return a party with no more than its name."""
    return node(PARTIES[stated["kind"]], place.of_party(stated), name=stated["name"])


def body_of(stated: Part, place: Place) -> Node | None:
    """Return what a party belongs to; nobody is a member of a person."""
    body = place.parties[stated["part_of"]] if "part_of" in stated else None
    return named(body, place) if body and body["kind"] != "person" else None


def commitment(part: Part, place: Place) -> Node:
    """Return what is to be done; when, where that is a plain date."""
    status = part.get("status")
    return node(
        "PlanAction",
        f"{place.root}{part['url']}",
        name=part["statement"],
        description=stated_due(part),
        url=f"{place.root}{part['url']}",
        scheduledTime=plain_date(part.get("due")),
        actionStatus=f"https://schema.org/{STATUSES[status['code']]}" if status else None,
        agent=[named(place.parties[each["party"]], place) for each in part["parties"] if each.get("role") in AGENTS],
        participant=[
            named(place.parties[each["party"]], place) for each in part["parties"] if each.get("role") not in AGENTS
        ],
        location=node("Place", name=part["place"]) if "place" in part else None,
        result=target(part["target"]) if "target" in part else None,
        subjectOf=evidence(part, place),
    )


def stated_due(part: Part) -> str | None:
    """Return by when, in the words that said so."""
    words = [part[name] for name in ("due_text", "due") if name in part]
    return f"Due: {' / '.join(words)}" if words else None


def target(stated: Part) -> Node:
    """Return a figure, exact, as the bound that it was stated to be."""
    value, upper = stated["value"], stated.get("upper")
    figure = (
        {"minValue": value, "maxValue": upper}
        if upper
        else {BOUNDS.get(stated.get("comparator", "eq"), "value"): value}
    )
    return node("QuantitativeValue", unitText=stated.get("unit"), **figure)


def amount(part: Part, place: Place) -> Node:
    """Return a sum; a grant, where it is one."""
    address = f"{place.root}/v1/amounts/{part['id']}"
    if part["kind"] != "grant":
        return node("MonetaryAmount", address, **told(part, place), **money(part))
    payer = named(place.parties[part["payer"]], place) if "payer" in part else None
    return node(
        "MonetaryGrant", address, **told(part, place), funder=payer, amount=node("MonetaryAmount", **money(part))
    )


def told(part: Part, place: Place) -> dict[str, Any]:
    """Return what was said of a sum."""
    return {"name": part.get("text"), "description": part.get("purpose"), "subjectOf": evidence(part, place)}


def money(part: Part) -> dict[str, Any]:
    """Return how much, of what currency, for which time."""
    period = plain_period(part.get("period")) or ""
    first, _, last = period.partition("/") if "/" in period else (period, "", period)
    return {
        "value": part["amount"],
        "currency": part["currency"],
        "validFrom": plain_date(first),
        "validThrough": plain_date(last),
    }


def quote(part: Part, place: Place) -> Node:
    """Return what was said: a Quotation where these are the words, else a work by whoever meant them."""
    speaker = named(place.parties[part["speaker"]], place)
    is_sense = part.get("paraphrase", False)
    original = node("CreativeWork", inLanguage=part["translated_from"]) if "translated_from" in part else None
    return node(
        "CreativeWork" if is_sense else "Quotation",
        f"{place.root}/v1/quotes/{part['id']}",
        text=part["text"],
        inLanguage=part["language"],
        genre="Paraphrase" if is_sense else None,
        creator=speaker if is_sense else None,
        spokenByCharacter=None if is_sense else speaker,
        dateCreated=plain_date(part.get("said_on")),
        translationOfWork=original,
        citation=evidence(part, place),
    )


def evidence(part: Part, place: Place) -> list[Node]:
    """Return the sources that say so, each once."""
    keys = dict.fromkeys(each["source"] for each in part["evidence"])
    return [node(source_type(place.sources[key]), place.of_source(key)) for key in keys]


def source_type(stated: Part) -> str:
    """Return what a source is."""
    return SOURCES.get(stated["kind"], "CreativeWork")


def source(stated: Part, place: Place) -> Node:
    """Return a source."""
    credit = [stated[name] for name in ("author", "via") if name in stated]
    return node(
        source_type(stated),
        place.of_source(stated["key"]),
        name=stated.get("title"),
        url=stated.get("url"),
        publisher=node("Organization", name=stated["publisher"]) if "publisher" in stated else None,
        creditText=", ".join(credit) or None,
        inLanguage=stated.get("language"),
        datePublished=plain_date(stated.get("published_on")),
        archivedAt=stated.get("archived_url"),
    )


def related(stated: Part, place: Place) -> Node:
    """Return a work that a record has to do with: another record, or a document elsewhere."""
    if "announcement" in stated:
        return node("CreativeWork", f"{place.root}/v1/announcements/{stated['announcement']}")
    return node("CreativeWork", name=stated.get("title"), url=stated.get("url"))
