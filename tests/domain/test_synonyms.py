"""The term of a closed list that a word means."""

from __future__ import annotations

import pytest

from domain import vocabularies
from domain.jurisdiction_groups import JURISDICTION_GROUP
from domain.vocabularies.synonyms import SYNONYMS, meant_term

VOCABULARIES = {**vocabularies.VOCABULARIES, JURISDICTION_GROUP.name: JURISDICTION_GROUP}

MEANT = {
    "announcement_kinds": "Plan:plan Road-Map:roadmap Act:law bill:law treaty:agreement white_paper:strategy "
    "program:programme "
    "EXECUTIVE_ORDER:regulation decree:regulation speech:statement stategy:strategy laws:law policies:None "
    "proposal:None",
    "party_kinds": "ministry:government agency:government organization:organisation NGO:organisation firm:company "
    "individual:person consortium:group Compnay:company thing:None",
    "party_roles": "donor:funder Recipient:payee supplier:payee buyer:funder author:issuer signatory:partner boss:None",
    "commitment_kinds": "objective:goal deadline:milestone promise:measure action:measure mile-stone:milestone "
    "vow:None",
    "comparators": ">=:gte <=:lte ≥:gte at_least:gte At-Most:lte =:eq approximately:about atleast:gte ne:None",
    "commitment_statuses": "kept:met Done:met COMPLETED:met complete:met fulfilled:met broken:missed Broken:missed "
    "in-progress:in_progress ongoing:in_progress Compromise:partly_met dropped:abandoned partially-met:partly_met "
    "in_works:None stattus:None mett:met",
    "amount_kinds": "subsidy:grant appropriation:budget credit:loan income:revenue forecast:estimate fee:tax "
    "prize:None",
    "frequencies": "yearly:annual per_year:annual once:total one-off:total monthly:None",
    "stages": "disbursed:spent obligated:committed enacted:approved awarded:committed planned:proposed done:None",
    "source_kinds": "report:None news:news_report article:news_report Press-Release:press_release "
    "law:legal_text tweet:social "
    "press_relese:press_release budget:budget_document data:dataset website:other",
    "relation_types": "replaces:supersedes repeats:restates modifies:amends references:cites is_part_of:part_of "
    "see-also:cites "
    "follow-up:follows likes:None",
    "policy_statuses": "active:in_force In-Force:in_force Expired:ended revoked:repealed enacted:adopted bill:proposed "
    "paused:suspended inforce:in_force popular:None",
    "states": "Published:published live:published deleted:withdrawn unpublished:draft publishd:published secret:None",
    "change_types": "fix:correction small:minor erratum:correction typo:correction big:major patch:None",
    "scopes": "administrator:admin reader:read edit:write delete:None",
}
WORDS = [(name, *pair.rsplit(":", 1)) for name, pairs in MEANT.items() for pair in pairs.split()]


@pytest.mark.parametrize(("name", "word", "meant"), WORDS)
def test_the_term_that_was_meant_is_suggested(name: str, word: str, meant: str) -> None:
    assert str(meant_term(VOCABULARIES[name], word)) == meant


@pytest.mark.parametrize("name", SYNONYMS)
def test_a_word_means_one_term_and_is_not_another(name: str) -> None:
    terms = SYNONYMS[name]
    words = [word.strip() for text in terms.values() for word in text.split(",")]
    assert len(set(words)) == len(words)
    assert all(
        meant_term(VOCABULARIES[name], word.strip()) == code
        for code, text in terms.items()
        if code in VOCABULARIES[name].codes
        for word in text.split(",")
    )
