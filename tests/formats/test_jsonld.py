"""JSON-LD: a processor reads it, and every type and property exists in schema.org."""

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
from tests.formats.schema_org import PARENTS, PROPERTIES, types_of
from tests.parts import amount, commitment, quote, relation
from tests.records import draft, published
from tests.strategies import ELSEWHERE, records

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
METADATA = about("announcements")
VOCABULARY = "https://schema.org/"
ADDRESSES = ("archivedAt", "sameAs", "url")
CONTEXT = {
    "@context": {"@vocab": VOCABULARY} | {name: {"@id": VOCABULARY + name, "@type": "@id"} for name in ADDRESSES}
}
DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:Z+-]+)?)?)?")
DATES = ("dateCreated", "datePublished", "scheduledTime", "validFrom", "validThrough")


def load(url: str, _: Any) -> dict[str, Any]:
    """Load the context; any other URL fails the test."""
    assert url.rstrip("/") == "https://schema.org"
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": CONTEXT}


def expanded(document: bytes) -> list[dict[str, Any]]:
    """The document as a JSON-LD processor expands it. Fails if it drops a property."""
    dropped: list[Any] = []
    options: Any = {"documentLoader": load, "base": ROOT}
    linked: list[dict[str, Any]] = processor.expand(orjson.loads(document), options, on_property_dropped=dropped.append)
    assert dropped == []
    return linked


def linked_data(record: dict[str, Any]) -> dict[str, Any]:
    """A record as JSON-LD, parsed."""
    linked: dict[str, Any] = orjson.loads(jsonld.render_record(orjson.dumps(record), METADATA))
    return linked


def misused(value: dict[str, Any]) -> Iterator[str]:
    """Types and properties of an expanded object that schema.org does not define, or not there."""
    (type,) = (each.removeprefix(VOCABULARY) for each in value["@type"])
    if type not in PARENTS:
        yield type
    for name, held in value.items():
        if not name.startswith("@"):
            yield from misplaced(type, name.removeprefix(VOCABULARY), held)


def misplaced(type: str, name: str, held: list[dict[str, Any]]) -> Iterator[str]:
    """The property if this type does not have it, and its values of a wrong type."""
    domain, holds = PROPERTIES.get(name, (set(), set()))
    if not domain & types_of(type):
        yield f"{type}.{name}"
    for inner in held:
        if "@type" in inner and "@value" not in inner:
            (sort,) = (each.removeprefix(VOCABULARY) for each in inner["@type"])
            if not holds & types_of(sort):
                yield f"{type}.{name} = {sort}"
            yield from misused(inner)


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from nodes(inner)


def test_the_worked_example_is_a_work_with_its_parts() -> None:
    record, work = whole(), linked_data(whole())
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


def test_a_commitment_is_an_action_with_a_due_date_and_a_target() -> None:
    by_name = {each["name"]: each for each in linked_data(whole())["about"]}
    clusters = by_name["Five sites are to be named as quantum clusters before July 2026 is over."]
    assert (clusters["@type"], clusters["scheduledTime"]) == ("PlanAction", "2026-07")
    assert clusters["result"] == {"@type": "QuantitativeValue", "unitText": "clusters", "value": "5"}
    experts = by_name["Ten thousand people are to be trained as quantum specialists."]
    assert experts["result"]["minValue"] == "10000"


@pytest.mark.parametrize(
    ("kind", "type"),
    [("law", "Legislation"), ("regulation", "Legislation"), ("report", "Report"), ("budget", "CreativeWork")],
)
def test_the_kind_decides_the_type(kind: str, type: str) -> None:
    work = linked_data(answered(draft(kind=kind)))
    assert (work["@type"], "legislationJurisdiction" in work) == (type, type == "Legislation")


@pytest.mark.parametrize(("code", "force"), [("in_force", "InForce"), ("repealed", "NotInForce")])
def test_the_status_of_a_law_is_its_legal_force(code: str, force: str) -> None:
    status = {"policy_status": {"code": code}}
    assert linked_data(answered(draft(kind="law", **status)))["legislationLegalForce"] == f"https://schema.org/{force}"
    assert "legislationLegalForce" not in linked_data(answered(draft(kind="plan", **status)))


@pytest.mark.parametrize("date", ["2026~", "2026-33", "202X", "2026-01-XX", "2026/2027"])
def test_a_date_that_schema_org_cannot_state_is_left_out(date: str) -> None:
    assert "datePublished" not in linked_data(answered(draft(announced_on=date)))


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [("2026/2028", "2026", "2028"), ("2026", "2026", "2026"), ("2026/..", "2026", None), ("2026~/2028", None, None)],
)
def test_an_amount_has_its_period(period: str, first: str | None, last: str | None) -> None:
    (sum,) = linked_data(answered(published(amounts=[amount(period=period)])))["mentions"]
    assert (sum["@type"], sum["value"], sum["currency"]) == ("MonetaryAmount", "15000000", "USD")
    assert (sum.get("validFrom"), sum.get("validThrough")) == (first, last)


@pytest.mark.parametrize(
    ("stated", "shown"),
    [
        ({"comparator": "eq"}, {"value": "15000000"}),
        ({"comparator": "lte"}, {"maxValue": "15000000"}),
        ({"comparator": "gte"}, {"minValue": "15000000"}),
        ({"upper": "20000000"}, {"minValue": "15000000", "maxValue": "20000000"}),
    ],
)
def test_a_limit_or_a_range_of_money_is_no_value(stated: dict[str, str], shown: dict[str, str]) -> None:
    (sum,) = linked_data(answered(published(amounts=[amount(**stated)])))["mentions"]
    assert {name: sum[name] for name in ("value", "minValue", "maxValue") if name in sum} == shown


def test_a_grant_has_a_funder() -> None:
    record = published(amounts=[amount(kind="grant", payer="msit")])
    (grant,) = linked_data(answered(record))["mentions"]
    assert (grant["@type"], grant["amount"]["value"]) == ("MonetaryGrant", "15000000")
    assert grant["funder"]["name"] == "Ministry of Science and ICT"


def test_a_paraphrase_is_no_quotation() -> None:
    quotes = [quote(speaker="msit"), quote(speaker="msit", paraphrase=True, translated_from="ko")]
    exact, sense = linked_data(answered(published(quotes=quotes)))["hasPart"]
    assert (exact["@type"], exact["spokenByCharacter"]["name"]) == ("Quotation", "Ministry of Science and ICT")
    assert (sense["@type"], sense["genre"], sense["creator"]["name"]) == (
        "CreativeWork",
        "Paraphrase",
        "Ministry of Science and ICT",
    )
    assert sense["translationOfWork"]["inLanguage"] == "ko"


def test_relations_are_links() -> None:
    relations = [
        {"type": "part_of", "announcement": str(ELSEWHERE[0])},
        relation(type="amends", url="https://example.org/a"),
        relation(type="follows", title="Before"),
        {"type": "revokes", "identifier": {"scheme": "fr", "id": "2021-01765"}},
    ]
    work = linked_data(answered(draft(relations=relations)))
    assert [each["@id"] for each in work["isPartOf"]] == [f"{ROOT}/v1/announcements/{ELSEWHERE[0]}"]
    amended, revoked = work["isBasedOn"]
    assert amended["url"] == "https://example.org/a"
    assert revoked["identifier"] == {"@type": "PropertyValue", "propertyID": "fr", "value": "2021-01765"}
    assert [each["name"] for each in work["mentions"]] == ["Before"]


@pytest.mark.parametrize(
    ("id", "same"), [("Q29046", ["https://www.wikidata.org/entity/Q29046"]), ("Q1/../../x", None), ("29046", None)]
)
def test_a_well_formed_identifier_is_also_a_url(id: str, same: list[str] | None) -> None:
    party = published()["parties"][0] | {"identifiers": [{"scheme": "wikidata", "id": id}]}
    (author,) = linked_data(answered(published(parties=[party])))["author"]
    assert author.get("sameAs") == same
    assert author["identifier"] == [{"@type": "PropertyValue", "propertyID": "wikidata", "value": id}]


def test_a_status_is_a_term_of_schema_org() -> None:
    record = answered(published(commitments=[commitment(key="a"), commitment(key="b")]))
    record["commitments"][0]["status"] = {"code": "met", "on": "2026"}
    assert [each.get("actionStatus") for each in linked_data(record)["about"]] == [
        "https://schema.org/CompletedActionStatus",
        None,
    ]


def test_every_code_of_every_vocabulary_has_a_type_or_property() -> None:
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
        (expanded_node,) = expanded(jsonld.render_record(orjson.dumps(record), METADATA))
        assert list(misused(expanded_node)) == []


def test_nobody_is_a_member_of_a_person() -> None:
    parties = [
        {"key": "p", "name": "Bae", "kind": "person", "roles": ["speaker"], "part_of": "m"},
        {"key": "m", "name": "Ministry", "kind": "government", "roles": ["other"]},
        {"key": "o", "name": "Office", "kind": "organisation", "roles": ["other"], "part_of": "p"},
    ]
    by_name = {each["name"]: each for each in linked_data(answered(draft(parties=parties)))["mentions"]}
    assert by_name["Bae"]["memberOf"]["name"] == "Ministry"
    assert "memberOf" not in by_name["Office"]


def test_a_list_keeps_its_order() -> None:
    later = whole() | {"id": str(ELSEWHERE[0])}
    page = orjson.loads(written("jsonld", METADATA, [later, whole()]))
    assert (page["@type"], page["@id"], page["numberOfItems"]) == ("ItemList", METADATA.address, 2)
    elements = page["itemListElement"]
    assert [each["position"] for each in elements] == [1, 2]
    assert [each["item"]["url"].rpartition("/")[2] for each in elements] == [later["id"], whole()["id"]]


def test_no_text_closes_a_script_element() -> None:
    """Search engines read JSON-LD from pages."""
    document = jsonld.render_record(orjson.dumps(answered(draft(title="</script><b>"))), METADATA)
    assert b"<" not in document
    assert orjson.loads(document)["name"] == "</script><b>"


def test_an_empty_list_has_zero_items() -> None:
    (page,) = expanded(written("jsonld", METADATA, []))
    assert page[f"{VOCABULARY}numberOfItems"] == [{"@value": 0}]


def test_the_schema_org_table_is_consistent() -> None:
    assert all("Thing" in types_of(type) for type in PARENTS)
    assert set().union(*(domain | holds for domain, holds in PROPERTIES.values())) <= {*PARENTS, "Thing"}


@QUICK
@given(records())
def test_any_record_is_valid_linked_data(stated: dict[str, Any]) -> None:
    """Types and properties exist, ids are absolute, dates are dates, and nothing is null."""
    record = answered(stated)
    for document in (jsonld.render_record(orjson.dumps(record), METADATA), written("jsonld", METADATA, [record])):
        (expanded_node,) = expanded(document)
        assert list(misused(expanded_node)) == []
        for node in nodes(orjson.loads(document)):
            assert node.get("@id", ROOT).startswith(ROOT)
            assert None not in node.values()
            assert all(DATE.fullmatch(node[name]) for name in DATES if name in node)
