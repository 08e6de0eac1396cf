"""Parties: who takes part by name, with posts and roles."""

from collections.abc import Mapping, Sequence

from domain.reading.document import Document
from domain.reading.findings import Extraction, Finding
from domain.reading.layout.agencies import agency_countries
from domain.reading.parties.generic import find_generic, find_government
from domain.reading.parties.issuer import body_of, find_issuer
from domain.reading.parties.japanese import read_japanese
from domain.reading.parties.korean import read_korean
from domain.reading.parties.latin_script import read_latin
from domain.reading.parties.promotion import promoted
from domain.reading.parties.register import Party, Register
from domain.reading.parties.roles import roles_of

READERS = {"ko": read_korean, "ja": read_japanese}
"""Readers of names in other scripts than Latin."""


_ISSUER_ROLES = frozenset(("funder", "partner"))
"""Roles that a body has beside that of the issuer; that it acts and speaks goes without saying."""

_MOST_BODIES = 50
"""Bodies among which that of a post is looked for."""


def find_parties(document: Document) -> Extraction:
    """The parties that a text names, in the order in which their full names stand."""
    parties = sorted(_collect(document), key=lambda each: each.name.span)
    for party in parties:
        party.mentions.sort(key=lambda each: each.span)
        roles = dict.fromkeys(role for mention in party.mentions for role in roles_of(document, mention))
        party.roles = [role for role in roles if party.kind != "person" or role == "speaker"]
    issuer = find_issuer(document, parties)
    if issuer:
        kept = [role for role in issuer.roles if issuer.kind == "person" or role in _ISSUER_ROLES]
        issuer.roles = list(dict.fromkeys(("issuer", *kept)))
    bodies = [party for party in parties if party.kind != "person"][:_MOST_BODIES]
    keys = {id(party): f"p{number}" for number, party in enumerate(parties, 1)}
    return Extraction(tuple(_party_finding(party, bodies, keys) for party in parties))


def _collect(document: Document) -> list[Party]:
    """The parties with their mentions: certain names first, then those that act, then short names."""
    register = Register()
    read = READERS.get(document.language[:2], read_latin)
    mentions = sorted(
        (each for each in read(document) if each.name not in agency_countries() and "Presse-Agentur" not in each.name),
        key=lambda each: each.span,
    )
    for mention in mentions:
        if mention.certain:
            register.add(mention)
    uncertain = [mention for mention in mentions if not mention.certain]
    for mention in promoted(document, (each for each in uncertain if not register.find(each))):
        register.add(mention)
    for mention in uncertain:
        party = register.find(mention)
        if party and mention.span not in {each.span for each in party.mentions[-3:]}:
            party.mentions.append(mention)
    government = find_government(document) if all(each.kind == "person" for each in register.parties) else None
    if government:
        register.add(government)
    for party, mention in list(find_generic(document, register.parties)):
        party.mentions.append(mention)
    return register.parties


def _party_finding(party: Party, bodies: Sequence[Party], keys: Mapping[int, str]) -> Finding:
    members = {"key": keys[id(party)], "name": party.name.name, "kind": party.kind, "roles": party.roles or ["other"]}
    if party.kind == "person":
        body = body_of(party, bodies)
        members |= {"post": party.post} if party.post else {}
        members |= {"part_of": keys[id(body)]} if body else {}
    return Finding("party", members, (party.name.span,), "named", mentions=tuple(each.span for each in party.mentions))
