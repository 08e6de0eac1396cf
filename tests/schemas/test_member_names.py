"""The member or parameter that an unknown name means."""

from __future__ import annotations

import pytest

from schemas.member_names import meant_member
from schemas.queries.lists import AmountsQuery, AnnouncementsQuery, CommitmentsQuery
from schemas.record.amounts import AmountSchema
from schemas.record.announcement import AnnouncementSchema
from schemas.record.commitments import CommitmentSchema
from schemas.record.evidence import EvidenceSchema
from schemas.record.parts import AnnouncementPartySchema, QuoteSchema
from schemas.record.sources import SourceSchema

SCHEMAS = {
    "record": AnnouncementSchema(),
    "party": AnnouncementPartySchema(),
    "commitment": CommitmentSchema(),
    "amount": AmountSchema(),
    "quote": QuoteSchema(),
    "source": SourceSchema(),
    "evidence": EvidenceSchema(),
    "announcements": AnnouncementsQuery(),
    "commitments": CommitmentsQuery(),
    "amounts": AmountsQuery(),
}
MEANT = {
    "record": "date:announced_on country:jurisdiction Title:title headline:title name:title type:kind tags:topics "
    "keywords:topics lang:language description:summary content:body bodyText:body url:sources promises:commitments "
    "money:amounts announcedOn:announced_on announced-on:announced_on titel:title effectiveDate:effective "
    "legal_status:policy_status in_force:effective zzz:None",
    "party": "type:kind country:jurisdiction title:name role:roles position:post titel:None identifier:identifiers",
    "commitment": "text:statement deadline:due title:statement type:kind description:statement dueDate:due",
    "amount": "value:amount sum:amount type:kind date:period description:purpose curency:currency donor:payer",
    "quote": "quote:text said_by:speaker date:said_on lang:language",
    "source": "link:url type:kind name:title date:published_on headline:title outlet:publisher change_history:history",
    "evidence": "quote:exact from:start to:end offset:start startOffset:start before:prefix after:suffix",
    "announcements": "country:jurisdiction query:q search:q page:cursor per_page:limit order_by:sort tag:topic "
    "lang:language organisation:party type:kind in_force:in_force_on corrected:None",
    "commitments": "due_before:None is_late:None",
    "amounts": "min:amount_min donor:payer groupby:facet",
}
WORDS = [(name, *pair.split(":")) for name, pairs in MEANT.items() for pair in pairs.split()]


@pytest.mark.parametrize(("schema", "name", "meant"), WORDS)
def test_the_name_that_was_meant_is_suggested(schema: str, name: str, meant: str) -> None:
    assert str(meant_member(name, sorted(SCHEMAS[schema].known))) == meant
