"""The part of schema.org that is in use: the parent of each type, and the domain and range of each property.

Tests check JSON-LD against this table, without a network.
"""

from __future__ import annotations

PARENTS = {
    "Action": "Thing",
    "AdministrativeArea": "Place",
    "Article": "CreativeWork",
    "Corporation": "Organization",
    "Country": "AdministrativeArea",
    "CreativeWork": "Thing",
    "Dataset": "CreativeWork",
    "GovernmentOrganization": "Organization",
    "Grant": "Intangible",
    "Intangible": "Thing",
    "ItemList": "Intangible",
    "Legislation": "CreativeWork",
    "ListItem": "Intangible",
    "MonetaryAmount": "StructuredValue",
    "MonetaryGrant": "Grant",
    "NewsArticle": "Article",
    "OrganizeAction": "Action",
    "Organization": "Thing",
    "Person": "Thing",
    "Place": "Thing",
    "PlanAction": "OrganizeAction",
    "PropertyValue": "StructuredValue",
    "QuantitativeValue": "StructuredValue",
    "Quotation": "CreativeWork",
    "Report": "Article",
    "SocialMediaPosting": "Article",
    "StructuredValue": "Intangible",
}

AGENT = {"Organization", "Person"}
SUM = {"MonetaryAmount"}
FIGURE = {"MonetaryAmount", "PropertyValue", "QuantitativeValue"}
WORK = {"CreativeWork"}
TEXT: set[str] = set()
"""Range of a property that holds a text, number, date or URL."""

PROPERTIES: dict[str, tuple[set[str], set[str]]] = {
    "about": (WORK, {"Thing"}),
    "abstract": (WORK, TEXT),
    "actionStatus": ({"Action"}, TEXT),
    "agent": ({"Action"}, AGENT),
    "amount": ({"MonetaryGrant"}, SUM),
    "archivedAt": (WORK, TEXT),
    "author": (WORK, AGENT),
    "citation": (WORK, WORK),
    "creativeWorkStatus": (WORK, TEXT),
    "creator": (WORK, AGENT),
    "creditText": (WORK, TEXT),
    "currency": (SUM, TEXT),
    "dateCreated": (WORK, TEXT),
    "dateModified": (WORK, TEXT),
    "datePublished": (WORK, TEXT),
    "description": ({"Thing"}, TEXT),
    "funder": ({"Grant", *WORK}, AGENT),
    "genre": (WORK, TEXT),
    "hasPart": (WORK, WORK),
    "identifier": ({"Thing"}, {"PropertyValue"}),
    "inLanguage": (WORK, TEXT),
    "isBasedOn": (WORK, WORK),
    "isPartOf": (WORK, WORK),
    "item": ({"ListItem"}, {"Thing"}),
    "itemListElement": ({"ItemList"}, {"ListItem"}),
    "jobTitle": ({"Person"}, TEXT),
    "keywords": (WORK, TEXT),
    "legislationJurisdiction": ({"Legislation"}, {"AdministrativeArea"}),
    "legislationLegalForce": ({"Legislation"}, TEXT),
    "location": ({"Action"}, {"Place"}),
    "locationCreated": (WORK, {"Place"}),
    "maxValue": (FIGURE, TEXT),
    "memberOf": (AGENT, {"Organization"}),
    "mentions": (WORK, {"Thing"}),
    "minValue": (FIGURE, TEXT),
    "name": ({"Thing"}, TEXT),
    "numberOfItems": ({"ItemList"}, TEXT),
    "participant": ({"Action"}, AGENT),
    "position": ({"ListItem", *WORK}, TEXT),
    "propertyID": ({"PropertyValue"}, TEXT),
    "publisher": (WORK, AGENT),
    "result": ({"Action"}, {"Thing"}),
    "sameAs": ({"Thing"}, TEXT),
    "scheduledTime": ({"PlanAction"}, TEXT),
    "spatialCoverage": (WORK, {"Place"}),
    "spokenByCharacter": ({"Quotation"}, AGENT),
    "subjectOf": ({"Thing"}, WORK),
    "temporalCoverage": (WORK, TEXT),
    "text": (WORK, TEXT),
    "translationOfWork": (WORK, WORK),
    "unitText": ({"PropertyValue", "QuantitativeValue"}, TEXT),
    "url": ({"Thing"}, TEXT),
    "validFrom": (SUM, TEXT),
    "validThrough": (SUM, TEXT),
    "value": (FIGURE, TEXT),
    "version": (WORK, TEXT),
    "workTranslation": (WORK, WORK),
}


def types_of(type: str) -> set[str]:
    """A type and its ancestors."""
    types = {type}
    while type in PARENTS:
        type = PARENTS[type]
        types.add(type)
    return types
