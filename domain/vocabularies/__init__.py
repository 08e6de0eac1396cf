"""Every closed list of the wire format, written once; schemas, tables and documentation take it from here."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from domain.vocabularies.access import SCOPE
from domain.vocabularies.amounts import AMOUNT_KIND, FREQUENCY, STAGE
from domain.vocabularies.commitments import COMMITMENT_KIND, COMMITMENT_STATUS, COMPARATOR
from domain.vocabularies.parties import PARTY_KIND, PARTY_ROLE, SOURCE_KIND
from domain.vocabularies.record import ANNOUNCEMENT_KIND, CHANGE_OPERATION, CHANGE_TYPE, RELATION_TYPE, STATE
from domain.vocabularies.term import Term, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "AMOUNT_KIND",
    "ANNOUNCEMENT_KIND",
    "CHANGE_OPERATION",
    "CHANGE_TYPE",
    "COMMITMENT_KIND",
    "COMMITMENT_STATUS",
    "COMPARATOR",
    "FREQUENCY",
    "PARTY_KIND",
    "PARTY_ROLE",
    "RELATION_TYPE",
    "SCOPE",
    "SOURCE_KIND",
    "STAGE",
    "STATE",
    "VOCABULARIES",
    "Term",
    "Vocabulary",
]

VOCABULARIES: Mapping[str, Vocabulary] = MappingProxyType(
    {
        vocabulary.name: vocabulary
        for vocabulary in (
            STATE,
            ANNOUNCEMENT_KIND,
            PARTY_KIND,
            PARTY_ROLE,
            COMMITMENT_KIND,
            COMPARATOR,
            COMMITMENT_STATUS,
            AMOUNT_KIND,
            FREQUENCY,
            STAGE,
            SOURCE_KIND,
            RELATION_TYPE,
            CHANGE_TYPE,
            CHANGE_OPERATION,
            SCOPE,
        )
    }
)
