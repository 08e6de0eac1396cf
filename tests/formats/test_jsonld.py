"""JSON-LD that a processor understands, in words that schema.org has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from pyld import jsonld as processor

from api.formats import jsonld
from domain.vocabularies import (
    AMOUNT_KIND,
    ANNOUNCEMENT_KIND,
    COMMITMENT_STATUS,
    PARTY_KIND,
    RELATION_TYPE,
    SOURCE_KIND,
)
from tests.formats.documents import ROOT, about, answered, whole, written
from tests.formats.schema_org import PARENTS, PROPERTIES, sorts
from tests.parts import amount, commitment, quote, relation
from tests.records import draft, published
from tests.strategies import ELSEWHERE, records

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SUBJECT = about("announcements")
VOCABULARY = "https://schema.org/"
ADDRESSES = ("archivedAt", "sameAs", "url")
CONTEXT = {
    "@context": {"@vocab": VOCABULARY} | {name: {"@id": VOCABULARY + name, "@type": "@id"} for name in ADDRESSES}
}
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:Z+-]+)?)?)?")
DATES = ("dateCreated", "datePublished", "scheduledTime", "validFrom", "validThrough")


def load(url: str, _: Any) -> dict[str, Any]:
    """Give the context; there is nothing else, and no network."""
    assert url.rstrip("/") == "https://schema.org"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


def expanded(document: bytes) -> list[dict[str, Any]]:
    """Return what a JSON-LD processor reads, which leaves nothing out."""
    dropped: list[Any] = []
    options: Any = {"documentLoader": load, "base": ROOT}
    found: list[dict[str, Any]] = processor.expand(orjson.loads(document), options, on_property_dropped=dropped.append)
    assert dropped == []
    return found


def of(record: dict[str, Any]) -> dict[str, Any]:
    """Return a record as JSON-LD, as JSON."""
    found: dict[str, Any] = orjson.loads(jsonld.render_record(orjson.dumps(record), SUBJECT))
    return found


def misused(value: dict[str, Any]) -> Iterator[str]:
    """Yield each type and property of an expanded object that schema.org has not, or not there."""
    (type,) = (each.removeprefix(VOCABULARY) for each in value["@type"])
    if type not in PARENTS:
        yield type
    for name, held in value.items():
        if not name.startswith("@"):
            yield from misplaced(type, name.removeprefix(VOCABULARY), held)


def misplaced(type: str, name: str, held: list[dict[str, Any]]) -> Iterator[str]:
    """Yield a property that this type has not, and objects in it that it does not hold."""
    domain, holds = PROPERTIES.get(name, (set(), set()))
    if not domain & sorts(type):
        yield f"{type}.{name}"
    for inner in held:
        if "@type" in inner and "@value" not in inner:
            (sort,) = (each.removeprefix(VOCABULARY) for each in inner["@type"])
            if not holds & sorts(sort):
                yield f"{type}.{name} = {sort}"
            yield from misused(inner)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in JSON."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


def test_the_worked_example_is_a_work_with_its_parts() -> None:
    """By whom, of where and when, with promises, sums, quotes and sources."""
    record, work = whole(), of(whole())
    assert (work["@context"], work["@type"], work["genre"]) == ("https://schema.org", "CreativeWork", "Road map")
    assert work["@id"] == work["url"] == f"{ROOT}/v1/announcements/{record['id']}"
    assert (work["datePublished"], work["inLanguage"], work["keywords"]) == ("2026-01-29", "en", record["topics"])
    assert [(each["@type"], each["name"]) for each in work["author"]] == [
        ("GovernmentOrganization", "Ministry of Science and ICT")
    ]
    assert work["spatialCoverage"] == {"@type": "Country", "name": "South Korea", "identifier": "KR"}
    assert [each["@id"] for each in work["about"]] == [ROOT + part["url"] for part in record["commitments"]]
    assert [each["name"] for each in work["citation"]] == [
        record["sources"][0]["title"],
        record["relations"][0]["title"],
    ]


def test_a_commitment_is_planned_for_the_date_it_is_due() -> None:
    """With its figure as the bound that it is, exact."""
    found = {each["name"]: each for each in of(whole())["about"]}
    clusters = found["Five sites are to be named as quantum clusters before July 2026 is over."]
    assert (clusters["@type"], clusters["scheduledTime"]) == ("PlanAction", "2026-07")
    assert clusters["result"] == {"@type": "QuantitativeValue", "unitText": "clusters", "value": "5"}
    experts = found["Ten thousand people are to be trained as quantum specialists."]
    assert experts["result"]["minValue"] == "10000"


@pytest.mark.parametrize(
    ("kind", "type"),
    [("law", "Legislation"), ("regulation", "Legislation"), ("report", "Report"), ("budget", "CreativeWork")],
)
def test_the_kind_decides_the_type(kind: str, type: str) -> None:
    """What schema.org has no type for is a work whose genre says what it is."""
    work = of(answered(draft(kind=kind)))
    assert (work["@type"], "legislationJurisdiction" in work) == (type, type == "Legislation")


@pytest.mark.parametrize("date", ["2026~", "2026-33", "202X", "2026-01-XX", "2026/2027"])
def test_a_date_that_schema_org_cannot_state_is_left_out(date: str) -> None:
    """It is not made certain."""
    assert "datePublished" not in of(answered(draft(announced_on=date)))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [("2026/2028", "2026", "2028"), ("2026", "2026", "2026"), ("2026/..", "2026", None), ("2026~/2028", None, None)],
)
def test_money_has_the_time_it_is_for(period: str, first: str | None, last: str | None) -> None:
    """As far as schema.org can state it."""
    (sum,) = of(answered(published(amounts=[amount(period=period)])))["mentions"]
    assert (sum["@type"], sum["value"], sum["currency"]) == ("MonetaryAmount", "15000000", "USD")
    assert (sum.get("validFrom"), sum.get("validThrough")) == (first, last)


def test_a_grant_has_a_funder() -> None:
    """schema.org knows who pays of no other sum."""
    record = published(amounts=[amount(kind="grant", payer="msit")])
    (grant,) = of(answered(record))["mentions"]
    assert (grant["@type"], grant["amount"]["value"]) == ("MonetaryGrant", "15000000")
    assert grant["funder"]["name"] == "Ministry of Science and ICT"


def test_a_paraphrase_is_no_quotation() -> None:
    """Only the words themselves are one."""
    quotes = [quote(speaker="msit"), quote(speaker="msit", paraphrase=True, translated_from="ko")]
    exact, sense = of(answered(published(quotes=quotes)))["hasPart"]
    assert (exact["@type"], exact["spokenByCharacter"]["name"]) == ("Quotation", "Ministry of Science and ICT")
    assert (sense["@type"], sense["genre"], sense["creator"]["name"]) == (
        "CreativeWork",
        "Paraphrase",
        "Ministry of Science and ICT",
    )
    assert sense["translationOfWork"]["inLanguage"] == "ko"


def test_relations_are_links() -> None:
    """To another record by its address here, to a document elsewhere by its own."""
    relations = [
        {"type": "part_of", "announcement": str(ELSEWHERE[0])},
        relation(type="amends", url="https://example.org/a"),
        relation(type="follows", title="Before"),
    ]
    work = of(answered(draft(relations=relations)))
    assert [each["@id"] for each in work["isPartOf"]] == [f"{ROOT}/v1/announcements/{ELSEWHERE[0]}"]
    assert [each["url"] for each in work["isBasedOn"]] == ["https://example.org/a"]
    assert [each["name"] for each in work["mentions"]] == ["Before"]


@pytest.mark.parametrize(
    ("id", "same"), [("Q29046", ["https://www.wikidata.org/entity/Q29046"]), ("Q1/../../x", None), ("29046", None)]
)
def test_an_identifier_that_is_an_address_is_one(id: str, same: list[str] | None) -> None:
    """Only in the form that its scheme has."""
    party = published()["parties"][0] | {"identifiers": [{"scheme": "wikidata", "id": id}]}
    (author,) = of(answered(published(parties=[party])))["author"]
    assert author.get("sameAs") == same
    assert author["identifier"] == [{"@type": "PropertyValue", "propertyID": "wikidata", "value": id}]


def test_a_status_is_a_term_of_schema_org() -> None:
    """What was never reported has none."""
    record = answered(published(commitments=[commitment(key="a"), commitment(key="b")]))
    record["commitments"][0]["status"] = {"code": "met", "on": "2026"}
    assert [each.get("actionStatus") for each in of(record)["about"]] == [
        "https://schema.org/CompletedActionStatus",
        None,
    ]


def test_every_term_of_every_closed_list_has_a_word() -> None:
    """Each kind, status and type of relation, and each stands where schema.org has it."""
    parties = [{"key": kind, "name": kind, "kind": kind, "roles": ["other"]} for kind in PARTY_KIND.codes]
    sources = [{"kind": kind, "title": kind} for kind in SOURCE_KIND.codes]
    amounts = [amount(kind=kind, payer="person") for kind in AMOUNT_KIND.codes]
    relations = [relation(type=type) for type in RELATION_TYPE.codes]
    promises = [commitment(key=code) for code in COMMITMENT_STATUS.codes]
    for kind in ANNOUNCEMENT_KIND.codes:
        record = answered(
            draft(
                kind=kind, parties=parties, sources=sources, amounts=amounts, relations=relations, commitments=promises
            )
        )
        for part in record["commitments"]:
            part["status"] = {"code": part["key"], "on": "2026"}
        (found,) = expanded(jsonld.render_record(orjson.dumps(record), SUBJECT))
        assert list(misused(found)) == []


def test_nobody_is_a_member_of_a_person() -> None:
    """schema.org knows members of organisations alone."""
    parties = [
        {"key": "p", "name": "Bae", "kind": "person", "roles": ["speaker"], "part_of": "m"},
        {"key": "m", "name": "Ministry", "kind": "government", "roles": ["other"]},
        {"key": "o", "name": "Office", "kind": "organisation", "roles": ["other"], "part_of": "p"},
    ]
    found = {each["name"]: each for each in of(answered(draft(parties=parties)))["mentions"]}
    assert found["Bae"]["memberOf"]["name"] == "Ministry"
    assert "memberOf" not in found["Office"]


def test_a_list_keeps_its_order() -> None:
    """With the place of each record in it."""
    later = whole() | {"id": str(ELSEWHERE[0])}
    page = orjson.loads(written("jsonld", SUBJECT, [later, whole()]))
    assert (page["@type"], page["@id"], page["numberOfItems"]) == ("ItemList", SUBJECT.address, 2)
    elements = page["itemListElement"]
    assert [each["position"] for each in elements] == [1, 2]
    assert [each["item"]["url"].rpartition("/")[2] for each in elements] == [later["id"], whole()["id"]]


def test_nothing_in_it_ends_a_script_element() -> None:
    """Search engines read JSON-LD from pages, so it gets pasted into them."""
    document = jsonld.render_record(orjson.dumps(answered(draft(title="</script><b>"))), SUBJECT)
    assert b"<" not in document
    assert orjson.loads(document)["name"] == "</script><b>"


def test_an_empty_list_is_understood() -> None:
    """It has no elements and says so."""
    (page,) = expanded(written("jsonld", SUBJECT, []))
    assert page[f"{VOCABULARY}numberOfItems"] == [{"@value": 0}]


def test_every_word_of_the_table_is_connected() -> None:
    """Each type is a sort of Thing, and each property is of types in the table and holds such."""
    assert all("Thing" in sorts(type) for type in PARENTS)
    assert set().union(*(domain | holds for domain, holds in PROPERTIES.values())) <= {*PARENTS, "Thing"}


@QUICK
@given(records())
def test_any_record_is_understood(stated: dict[str, Any]) -> None:
    """Every word exists and stands where schema.org has it; ids are absolute, dates are dates, and nothing is null."""
    record = answered(stated)
    for document in (jsonld.render_record(orjson.dumps(record), SUBJECT), written("jsonld", SUBJECT, [record])):
        (found,) = expanded(document)
        assert list(misused(found)) == []
        for node in nodes(orjson.loads(document)):
            assert node.get("@id", ROOT).startswith(ROOT)
            assert None not in node.values()
            assert all(DATE.fullmatch(node[name]) for name in DATES if name in node)
