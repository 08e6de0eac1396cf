"""Lists and summaries, and their parameters: generated from openapi.yaml by `make openapi`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from communique_client import models
from communique_client.methods import Connected, Stream, operation, stream
from communique_client.service import IO


class ListAnnouncementsQuery(TypedDict, total=False):
    """Parameters of /v1/announcements."""

    q: str | None
    jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    all_topic: str | Sequence[str] | None
    topic: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    language: str | Sequence[str] | None
    exclude_language: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    party: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    publisher: str | Sequence[str] | None
    exclude_publisher: str | Sequence[str] | None
    identifier: str | Sequence[str] | None
    exclude_identifier: str | Sequence[str] | None
    place: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    related_to: UUID | str | Sequence[UUID | str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    subdivisions: models.Include | None
    in_force_on: date | str | None
    state: models.RecordState | Sequence[models.RecordState] | None
    id: UUID | str | Sequence[UUID | str] | None
    announced_from: date | str | None
    announced_to: date | str | None
    effective_from: date | str | None
    effective_to: date | str | None
    effective: models.Missing | None
    updated_from: date | str | None
    updated_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    published_from: date | str | None
    published_to: date | str | None
    match: models.DateMatch | None
    sort: models.AnnouncementsSort | None
    limit: int | None
    cursor: str | None
    facet: models.AnnouncementsFacet | Sequence[models.AnnouncementsFacet] | None
    total: models.TotalMode | None
    highlight: bool | None


class ListCommitmentsQuery(TypedDict, total=False):
    """Parameters of /v1/commitments."""

    q: str | None
    overdue: bool | None
    overdue_on: date | str | None
    kind: models.CommitmentKind | Sequence[models.CommitmentKind] | None
    exclude_kind: models.CommitmentKind | Sequence[models.CommitmentKind] | None
    status: models.CommitmentStatusOrMissing | Sequence[models.CommitmentStatusOrMissing] | None
    exclude_status: models.CommitmentStatusOrMissing | Sequence[models.CommitmentStatusOrMissing] | None
    unit: str | Sequence[str] | None
    exclude_unit: str | Sequence[str] | None
    comparator: models.TargetComparatorOrMissing | Sequence[models.TargetComparatorOrMissing] | None
    exclude_comparator: models.TargetComparatorOrMissing | Sequence[models.TargetComparatorOrMissing] | None
    place: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    all_topic: str | Sequence[str] | None
    topic: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    party: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    all_announcement_topic: str | Sequence[str] | None
    announcement_topic: str | Sequence[str] | None
    exclude_announcement_topic: str | Sequence[str] | None
    language: str | Sequence[str] | None
    exclude_language: str | Sequence[str] | None
    all_announcement_party: str | Sequence[str] | None
    announcement_party: str | Sequence[str] | None
    exclude_announcement_party: str | Sequence[str] | None
    all_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    publisher: str | Sequence[str] | None
    exclude_publisher: str | Sequence[str] | None
    identifier: str | Sequence[str] | None
    exclude_identifier: str | Sequence[str] | None
    announcement_place: str | Sequence[str] | None
    exclude_announcement_place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    related_to: UUID | str | Sequence[UUID | str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    superseded: models.Include | None
    due_moved: bool | None
    subdivisions: models.Include | None
    in_force_on: date | str | None
    target: models.Missing | None
    state: models.RecordState | Sequence[models.RecordState] | None
    announcement: UUID | str | Sequence[UUID | str] | None
    id: UUID | str | Sequence[UUID | str] | None
    due_from: date | str | None
    due_to: date | str | None
    due: models.Missing | None
    starts_from: date | str | None
    starts_to: date | str | None
    starts: models.Missing | None
    value_min: Decimal | int | str | None
    value_max: Decimal | int | str | None
    announced_from: date | str | None
    announced_to: date | str | None
    effective_from: date | str | None
    effective_to: date | str | None
    effective: models.Missing | None
    updated_from: date | str | None
    updated_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    published_from: date | str | None
    published_to: date | str | None
    match: models.DateMatch | None
    sort: models.CommitmentsSort | None
    limit: int | None
    cursor: str | None
    facet: models.CommitmentsFacet | Sequence[models.CommitmentsFacet] | None
    total: models.TotalMode | None
    highlight: bool | None


class ListAmountsQuery(TypedDict, total=False):
    """Parameters of /v1/amounts."""

    q: str | None
    convert: models.ConversionDate | None
    approximate: bool | None
    kind: models.AmountKind | Sequence[models.AmountKind] | None
    exclude_kind: models.AmountKind | Sequence[models.AmountKind] | None
    currency: str | Sequence[str] | None
    exclude_currency: str | Sequence[str] | None
    stage: models.AmountStageOrMissing | Sequence[models.AmountStageOrMissing] | None
    exclude_stage: models.AmountStageOrMissing | Sequence[models.AmountStageOrMissing] | None
    frequency: models.FrequencyOrMissing | Sequence[models.FrequencyOrMissing] | None
    exclude_frequency: models.FrequencyOrMissing | Sequence[models.FrequencyOrMissing] | None
    comparator: models.AmountComparatorOrMissing | Sequence[models.AmountComparatorOrMissing] | None
    exclude_comparator: models.AmountComparatorOrMissing | Sequence[models.AmountComparatorOrMissing] | None
    payer: str | Sequence[str] | None
    exclude_payer: str | Sequence[str] | None
    payee: str | Sequence[str] | None
    exclude_payee: str | Sequence[str] | None
    jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    all_topic: str | Sequence[str] | None
    topic: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    language: str | Sequence[str] | None
    exclude_language: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    party: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    publisher: str | Sequence[str] | None
    exclude_publisher: str | Sequence[str] | None
    identifier: str | Sequence[str] | None
    exclude_identifier: str | Sequence[str] | None
    place: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    related_to: UUID | str | Sequence[UUID | str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    subdivisions: models.Include | None
    in_force_on: date | str | None
    state: models.RecordState | Sequence[models.RecordState] | None
    announcement: UUID | str | Sequence[UUID | str] | None
    id: UUID | str | Sequence[UUID | str] | None
    period_from: date | str | None
    period_to: date | str | None
    period: models.Missing | None
    amount_min: Decimal | int | str | None
    amount_max: Decimal | int | str | None
    change_min: Decimal | int | str | None
    change_max: Decimal | int | str | None
    change: models.Missing | None
    announced_from: date | str | None
    announced_to: date | str | None
    effective_from: date | str | None
    effective_to: date | str | None
    effective: models.Missing | None
    updated_from: date | str | None
    updated_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    published_from: date | str | None
    published_to: date | str | None
    match: models.DateMatch | None
    sort: models.AmountsSort | None
    limit: int | None
    cursor: str | None
    facet: models.AmountsFacet | Sequence[models.AmountsFacet] | None
    total: models.TotalMode | None
    highlight: bool | None


class ListQuotesQuery(TypedDict, total=False):
    """Parameters of /v1/quotes."""

    q: str | None
    paraphrase: bool | None
    speaker: str | Sequence[str] | None
    exclude_speaker: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    language: str | Sequence[str] | None
    exclude_language: str | Sequence[str] | None
    translated_from: str | Sequence[str] | None
    exclude_translated_from: str | Sequence[str] | None
    jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    all_topic: str | Sequence[str] | None
    topic: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    announcement_language: str | Sequence[str] | None
    exclude_announcement_language: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    party: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    all_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    publisher: str | Sequence[str] | None
    exclude_publisher: str | Sequence[str] | None
    identifier: str | Sequence[str] | None
    exclude_identifier: str | Sequence[str] | None
    place: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    related_to: UUID | str | Sequence[UUID | str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    subdivisions: models.Include | None
    in_force_on: date | str | None
    state: models.RecordState | Sequence[models.RecordState] | None
    announcement: UUID | str | Sequence[UUID | str] | None
    id: UUID | str | Sequence[UUID | str] | None
    said_from: date | str | None
    said_to: date | str | None
    said_on: models.Missing | None
    announced_from: date | str | None
    announced_to: date | str | None
    effective_from: date | str | None
    effective_to: date | str | None
    effective: models.Missing | None
    updated_from: date | str | None
    updated_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    published_from: date | str | None
    published_to: date | str | None
    match: models.DateMatch | None
    sort: models.QuotesSort | None
    limit: int | None
    cursor: str | None
    facet: models.QuotesFacet | Sequence[models.QuotesFacet] | None
    total: models.TotalMode | None
    highlight: bool | None


class SummariseCommitmentsQuery(TypedDict, total=False):
    """Parameters of /v1/commitments/summary."""

    q: str | None
    group_by: models.CommitmentsSummaryGroupBy | Sequence[models.CommitmentsSummaryGroupBy] | None
    overdue: bool | None
    overdue_on: date | str | None
    kind: models.CommitmentKind | Sequence[models.CommitmentKind] | None
    exclude_kind: models.CommitmentKind | Sequence[models.CommitmentKind] | None
    status: models.CommitmentStatusOrMissing | Sequence[models.CommitmentStatusOrMissing] | None
    exclude_status: models.CommitmentStatusOrMissing | Sequence[models.CommitmentStatusOrMissing] | None
    unit: str | Sequence[str] | None
    exclude_unit: str | Sequence[str] | None
    comparator: models.TargetComparatorOrMissing | Sequence[models.TargetComparatorOrMissing] | None
    exclude_comparator: models.TargetComparatorOrMissing | Sequence[models.TargetComparatorOrMissing] | None
    place: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    all_topic: str | Sequence[str] | None
    topic: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    party: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    all_announcement_topic: str | Sequence[str] | None
    announcement_topic: str | Sequence[str] | None
    exclude_announcement_topic: str | Sequence[str] | None
    language: str | Sequence[str] | None
    exclude_language: str | Sequence[str] | None
    all_announcement_party: str | Sequence[str] | None
    announcement_party: str | Sequence[str] | None
    exclude_announcement_party: str | Sequence[str] | None
    all_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    publisher: str | Sequence[str] | None
    exclude_publisher: str | Sequence[str] | None
    identifier: str | Sequence[str] | None
    exclude_identifier: str | Sequence[str] | None
    announcement_place: str | Sequence[str] | None
    exclude_announcement_place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    related_to: UUID | str | Sequence[UUID | str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    superseded: models.Include | None
    due_moved: bool | None
    subdivisions: models.Include | None
    in_force_on: date | str | None
    target: models.Missing | None
    state: models.RecordState | Sequence[models.RecordState] | None
    announcement: UUID | str | Sequence[UUID | str] | None
    id: UUID | str | Sequence[UUID | str] | None
    due_from: date | str | None
    due_to: date | str | None
    due: models.Missing | None
    starts_from: date | str | None
    starts_to: date | str | None
    starts: models.Missing | None
    value_min: Decimal | int | str | None
    value_max: Decimal | int | str | None
    announced_from: date | str | None
    announced_to: date | str | None
    effective_from: date | str | None
    effective_to: date | str | None
    effective: models.Missing | None
    updated_from: date | str | None
    updated_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    published_from: date | str | None
    published_to: date | str | None
    match: models.DateMatch | None
    sort: models.CommitmentsSummarySort | None
    limit: int | None


class SummariseAmountsQuery(TypedDict, total=False):
    """Parameters of /v1/amounts/summary."""

    q: str | None
    group_by: models.AmountsSummaryGroupBy | Sequence[models.AmountsSummaryGroupBy] | None
    convert: models.ConversionDate | None
    approximate: bool | None
    kind: models.AmountKind | Sequence[models.AmountKind] | None
    exclude_kind: models.AmountKind | Sequence[models.AmountKind] | None
    currency: str | Sequence[str] | None
    exclude_currency: str | Sequence[str] | None
    stage: models.AmountStageOrMissing | Sequence[models.AmountStageOrMissing] | None
    exclude_stage: models.AmountStageOrMissing | Sequence[models.AmountStageOrMissing] | None
    frequency: models.FrequencyOrMissing | Sequence[models.FrequencyOrMissing] | None
    exclude_frequency: models.FrequencyOrMissing | Sequence[models.FrequencyOrMissing] | None
    comparator: models.AmountComparatorOrMissing | Sequence[models.AmountComparatorOrMissing] | None
    exclude_comparator: models.AmountComparatorOrMissing | Sequence[models.AmountComparatorOrMissing] | None
    payer: str | Sequence[str] | None
    exclude_payer: str | Sequence[str] | None
    payee: str | Sequence[str] | None
    exclude_payee: str | Sequence[str] | None
    jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    all_topic: str | Sequence[str] | None
    topic: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    language: str | Sequence[str] | None
    exclude_language: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    party: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    publisher: str | Sequence[str] | None
    exclude_publisher: str | Sequence[str] | None
    identifier: str | Sequence[str] | None
    exclude_identifier: str | Sequence[str] | None
    place: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    related_to: UUID | str | Sequence[UUID | str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    subdivisions: models.Include | None
    in_force_on: date | str | None
    superseded: models.Include | None
    restated: models.Include | None
    state: models.RecordState | Sequence[models.RecordState] | None
    announcement: UUID | str | Sequence[UUID | str] | None
    id: UUID | str | Sequence[UUID | str] | None
    period_from: date | str | None
    period_to: date | str | None
    period: models.Missing | None
    amount_min: Decimal | int | str | None
    amount_max: Decimal | int | str | None
    change_min: Decimal | int | str | None
    change_max: Decimal | int | str | None
    change: models.Missing | None
    announced_from: date | str | None
    announced_to: date | str | None
    effective_from: date | str | None
    effective_to: date | str | None
    effective: models.Missing | None
    updated_from: date | str | None
    updated_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    published_from: date | str | None
    published_to: date | str | None
    match: models.DateMatch | None
    sort: models.AmountsSummarySort | None
    limit: int | None


class SummariseQuotesQuery(TypedDict, total=False):
    """Parameters of /v1/quotes/summary."""

    q: str | None
    group_by: models.QuotesSummaryGroupBy | Sequence[models.QuotesSummaryGroupBy] | None
    paraphrase: bool | None
    speaker: str | Sequence[str] | None
    exclude_speaker: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    language: str | Sequence[str] | None
    exclude_language: str | Sequence[str] | None
    translated_from: str | Sequence[str] | None
    exclude_translated_from: str | Sequence[str] | None
    jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    all_topic: str | Sequence[str] | None
    topic: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    announcement_language: str | Sequence[str] | None
    exclude_announcement_language: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    party: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    all_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    publisher: str | Sequence[str] | None
    exclude_publisher: str | Sequence[str] | None
    identifier: str | Sequence[str] | None
    exclude_identifier: str | Sequence[str] | None
    place: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    related_to: UUID | str | Sequence[UUID | str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    subdivisions: models.Include | None
    in_force_on: date | str | None
    state: models.RecordState | Sequence[models.RecordState] | None
    announcement: UUID | str | Sequence[UUID | str] | None
    id: UUID | str | Sequence[UUID | str] | None
    said_from: date | str | None
    said_to: date | str | None
    said_on: models.Missing | None
    announced_from: date | str | None
    announced_to: date | str | None
    effective_from: date | str | None
    effective_to: date | str | None
    effective: models.Missing | None
    updated_from: date | str | None
    updated_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    published_from: date | str | None
    published_to: date | str | None
    match: models.DateMatch | None
    sort: models.QuotesSummarySort | None
    limit: int | None


class ListPartiesQuery(TypedDict, total=False):
    """Parameters of /v1/parties."""

    q: str | None
    kind: models.PartyKind | Sequence[models.PartyKind] | None
    exclude_kind: models.PartyKind | Sequence[models.PartyKind] | None
    jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    name: str | Sequence[str] | None
    exclude_name: str | Sequence[str] | None
    identifier: str | Sequence[str] | None
    exclude_identifier: str | Sequence[str] | None
    id: UUID | str | Sequence[UUID | str] | None
    sort: models.PartiesSort | None
    limit: int | None
    cursor: str | None
    facet: models.PartiesFacet | Sequence[models.PartiesFacet] | None
    total: models.TotalMode | None


class ListTopicsQuery(TypedDict, total=False):
    """Parameters of /v1/topics."""

    q: str | None
    jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    all_topic: str | Sequence[str] | None
    topic: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    language: str | Sequence[str] | None
    exclude_language: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    party: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    publisher: str | Sequence[str] | None
    exclude_publisher: str | Sequence[str] | None
    identifier: str | Sequence[str] | None
    exclude_identifier: str | Sequence[str] | None
    place: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    related_to: UUID | str | Sequence[UUID | str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    subdivisions: models.Include | None
    in_force_on: date | str | None
    state: models.RecordState | Sequence[models.RecordState] | None
    id: UUID | str | Sequence[UUID | str] | None
    announced_from: date | str | None
    announced_to: date | str | None
    effective_from: date | str | None
    effective_to: date | str | None
    effective: models.Missing | None
    updated_from: date | str | None
    updated_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    published_from: date | str | None
    published_to: date | str | None
    match: models.DateMatch | None
    limit: int | None
    cursor: str | None
    total: models.TotalMode | None


class ListCoverageQuery(TypedDict, total=False):
    """Parameters of /v1/coverage."""

    jurisdiction: str | Sequence[str] | None
    publisher: str | Sequence[str] | None
    limit: int | None
    cursor: str | None


class ListChangesQuery(TypedDict, total=False):
    """Parameters of /v1/changes."""

    q: str | None
    change_type: models.ChangeType | Sequence[models.ChangeType] | None
    exclude_change_type: models.ChangeType | Sequence[models.ChangeType] | None
    jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    all_topic: str | Sequence[str] | None
    topic: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    language: str | Sequence[str] | None
    exclude_language: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    party: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    publisher: str | Sequence[str] | None
    exclude_publisher: str | Sequence[str] | None
    identifier: str | Sequence[str] | None
    exclude_identifier: str | Sequence[str] | None
    place: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    related_to: UUID | str | Sequence[UUID | str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    subdivisions: models.Include | None
    in_force_on: date | str | None
    state: models.RecordState | Sequence[models.RecordState] | None
    id: UUID | str | Sequence[UUID | str] | None
    announced_from: date | str | None
    announced_to: date | str | None
    effective_from: date | str | None
    effective_to: date | str | None
    effective: models.Missing | None
    updated_from: date | str | None
    updated_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    published_from: date | str | None
    published_to: date | str | None
    match: models.DateMatch | None
    limit: int | None


class Lists(Connected[IO]):
    """Each list, its pages one by one, and the summaries."""

    @stream
    def announcements(self, **filters: Unpack[ListAnnouncementsQuery]) -> Stream[models.Announcement]:
        """List the announcements that match every filter, the latest first."""
        return self.service.items("/v1/announcements", models.AnnouncementPage, filters)

    @operation
    async def announcements_page(self, **filters: Unpack[ListAnnouncementsQuery]) -> models.AnnouncementPage:
        """A page of /v1/announcements: the first, or that of a `cursor`, with its total, facets and notes."""
        return await self.service.get("/v1/announcements", models.AnnouncementPage, filters)

    @stream
    def commitments(self, **filters: Unpack[ListCommitmentsQuery]) -> Stream[models.CommitmentInRecord]:
        """List the commitments that match every filter, the latest announced first."""
        return self.service.items("/v1/commitments", models.CommitmentPage, filters)

    @operation
    async def commitments_page(self, **filters: Unpack[ListCommitmentsQuery]) -> models.CommitmentPage:
        """A page of /v1/commitments: the first, or that of a `cursor`, with its total, facets and notes."""
        return await self.service.get("/v1/commitments", models.CommitmentPage, filters)

    @stream
    def amounts(self, **filters: Unpack[ListAmountsQuery]) -> Stream[models.AmountInRecord]:
        """List the amounts that match every filter, the latest announced first."""
        return self.service.items("/v1/amounts", models.AmountPage, filters)

    @operation
    async def amounts_page(self, **filters: Unpack[ListAmountsQuery]) -> models.AmountPage:
        """A page of /v1/amounts: the first, or that of a `cursor`, with its total, facets and notes."""
        return await self.service.get("/v1/amounts", models.AmountPage, filters)

    @stream
    def quotes(self, **filters: Unpack[ListQuotesQuery]) -> Stream[models.QuoteInRecord]:
        """List the quotes that match every filter, the latest announced first."""
        return self.service.items("/v1/quotes", models.QuotePage, filters)

    @operation
    async def quotes_page(self, **filters: Unpack[ListQuotesQuery]) -> models.QuotePage:
        """A page of /v1/quotes: the first, or that of a `cursor`, with its total, facets and notes."""
        return await self.service.get("/v1/quotes", models.QuotePage, filters)

    @operation
    async def commitments_summary(self, **filters: Unpack[SummariseCommitmentsQuery]) -> models.CommitmentSummary:
        """Count the commitments that match every filter, by one to three groups."""
        return await self.service.get("/v1/commitments/summary", models.CommitmentSummary, filters)

    @operation
    async def amounts_summary(self, **filters: Unpack[SummariseAmountsQuery]) -> models.AmountSummary:
        """Add up the amounts that match every filter, exactly, by currency and one to three groups."""
        return await self.service.get("/v1/amounts/summary", models.AmountSummary, filters)

    @operation
    async def quotes_summary(self, **filters: Unpack[SummariseQuotesQuery]) -> models.QuoteSummary:
        """Count the quotes that match every filter, by one to three groups."""
        return await self.service.get("/v1/quotes/summary", models.QuoteSummary, filters)

    @stream
    def parties(self, **filters: Unpack[ListPartiesQuery]) -> Stream[models.DirectoryParty]:
        """List the parties of records, by name."""
        return self.service.items("/v1/parties", models.PartyPage, filters)

    @operation
    async def parties_page(self, **filters: Unpack[ListPartiesQuery]) -> models.PartyPage:
        """A page of /v1/parties: the first, or that of a `cursor`, with its total, facets and notes."""
        return await self.service.get("/v1/parties", models.PartyPage, filters)

    @stream
    def topics(self, **filters: Unpack[ListTopicsQuery]) -> Stream[models.Topic]:
        """List the topics of the records that match every filter, alphabetically, with the number of records of each."""
        return self.service.items("/v1/topics", models.TopicPage, filters)

    @operation
    async def topics_page(self, **filters: Unpack[ListTopicsQuery]) -> models.TopicPage:
        """A page of /v1/topics: the first, or that of a `cursor`, with its total, facets and notes."""
        return await self.service.get("/v1/topics", models.TopicPage, filters)

    @stream
    def coverage(self, **filters: Unpack[ListCoverageQuery]) -> Stream[models.Coverage]:
        """Count the records by jurisdiction and publisher of sources, with their first, last and latest recorded days."""
        return self.service.items("/v1/coverage", models.CoveragePage, filters)

    @operation
    async def coverage_page(self, **filters: Unpack[ListCoverageQuery]) -> models.CoveragePage:
        """A page of /v1/coverage: the first, or that of a `cursor`, with its total, facets and notes."""
        return await self.service.get("/v1/coverage", models.CoveragePage, filters)
