"""The closed lists: whole, distinct, and explained."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from domain import vocabularies
from domain.reading import LeftOutReason
from domain.vocabularies import VOCABULARIES
from domain.vocabularies.terms import Vocabulary

NAMES = [
    "states", "announcement_kinds", "party_kinds", "party_roles", "commitment_kinds", "comparators",
    "commitment_statuses", "amount_kinds", "amount_comparators", "frequencies", "stages", "source_kinds",
    "relation_types", "policy_statuses", "change_types", "change_operations", "scopes", "audit_actions",
    "left_out_reasons",
]  # fmt: skip

every_vocabulary = pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=VOCABULARIES)


def test_each_list_is_found_under_its_name_in_a_settled_order() -> None:
    assert list(VOCABULARIES) == NAMES
    assert all(name == vocabulary.name for name, vocabulary in VOCABULARIES.items())


def test_each_list_that_the_package_offers_can_be_asked_for() -> None:
    offered = [value for value in vars(vocabularies).values() if isinstance(value, Vocabulary)]
    assert sorted(vocabulary.name for vocabulary in offered) == sorted(NAMES)


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("states", "draft published withdrawn"),
        (
            "announcement_kinds",
            (
                "roadmap strategy plan programme budget law regulation agreement consultation appointment "
                "statement report other"
            ),
        ),
        ("party_kinds", "person government company organisation group"),
        (
            "party_roles",
            "issuer speaker partner member funder payee implementer beneficiary regulator other",
        ),
        ("commitment_kinds", "goal target milestone establishment agreement measure other"),
        ("comparators", "eq gte lte about"),
        ("commitment_statuses", "not_started in_progress delayed stalled met partly_met missed abandoned reversed"),
        ("amount_kinds", "budget investment grant loan pledge contract tax revenue estimate other"),
        ("amount_comparators", "eq gte lte"),
        ("frequencies", "total annual"),
        ("stages", "proposed approved committed spent unknown"),
        (
            "source_kinds",
            "press_release news_report speech legal_text budget_document dataset social other",
        ),
        ("relation_types", "follows restates supersedes amends implements funds part_of revokes partly_revokes cites"),
        ("policy_statuses", "proposed adopted in_force suspended ended repealed"),
        ("change_types", "major minor correction"),
        ("change_operations", "created replaced patched published withdrawn progress merged split redacted"),
        ("scopes", "read write publish admin"),
        ("left_out_reasons", " ".join([*get_args(LeftOutReason), "ungrounded", "low_confidence"])),
    ],
)
def test_the_codes_are_those_of_the_wire_format_in_its_order(name: str, codes: str) -> None:
    assert VOCABULARIES[name].codes == tuple(codes.split())


@every_vocabulary
def test_codes_are_distinct_and_in_snake_case_perhaps_of_two_levels(vocabulary: Vocabulary) -> None:
    assert len(set(vocabulary.codes)) == len(vocabulary.terms)
    assert all(re.fullmatch(r"[a-z]+([_.][a-z]+)*", code) for code in vocabulary.codes)


@every_vocabulary
def test_no_two_terms_share_a_label_or_a_meaning(vocabulary: Vocabulary) -> None:
    assert len({term.label for term in vocabulary.terms}) == len(vocabulary.terms)
    assert len({term.meaning for term in vocabulary.terms}) == len(vocabulary.terms)


@every_vocabulary
def test_every_meaning_is_one_sentence(vocabulary: Vocabulary) -> None:
    meanings = [vocabulary.meaning, *(term.meaning for term in vocabulary.terms)]
    assert all(re.fullmatch(r"[A-Z][^.]+\.", meaning) for meaning in meanings)
