"""Lists and summaries, and their parameters: generated from openapi.yaml by `make openapi`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from communique_client import models
from communique_client.methods import BaseClient, Stream, operation, stream
from communique_client.service import Transport


class ListAnnouncementsQuery(TypedDict, total=False):
    """Parameters of /v1/announcements."""

    all_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_topic: str | Sequence[str] | None
    announced_from: date | str | None
    announced_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    cursor: str | None
    effective: models.Missing | None
    effective_from: date | str | None
    effective_to: date | str | None
    exclude_identifier: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_language: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_publisher: str | Sequence[str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_topic: str | Sequence[str] | None
    facet: models.AnnouncementsFacet | Sequence[models.AnnouncementsFacet] | None
    highlight: bool | None
    id: UUID | str | Sequence[UUID | str] | None
    identifier: str | Sequence[str] | None
    in_force_on: date | str | None
    jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    language: str | Sequence[str] | None
    limit: int | None
    match: models.DateMatch | None
    party: str | Sequence[str] | None
    place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    published_from: date | str | None
    published_to: date | str | None
    publisher: str | Sequence[str] | None
    q: str | None
    related_to: UUID | str | Sequence[UUID | str] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    sort: models.AnnouncementsSort | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    state: models.RecordState | Sequence[models.RecordState] | None
    subdivisions: models.Include | None
    topic: str | Sequence[str] | None
    total: models.TotalMode | None
    updated_from: date | str | None
    updated_to: date | str | None


class ListCommitmentsQuery(TypedDict, total=False):
    """Parameters of /v1/commitments."""

    all_announcement_party: str | Sequence[str] | None
    all_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_announcement_topic: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_topic: str | Sequence[str] | None
    announced_from: date | str | None
    announced_to: date | str | None
    announcement: UUID | str | Sequence[UUID | str] | None
    announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    announcement_party: str | Sequence[str] | None
    announcement_place: str | Sequence[str] | None
    announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    announcement_topic: str | Sequence[str] | None
    comparator: models.TargetComparatorOrMissing | Sequence[models.TargetComparatorOrMissing] | None
    created_from: date | str | None
    created_to: date | str | None
    cursor: str | None
    due: models.Missing | None
    due_from: date | str | None
    due_moved: bool | None
    due_to: date | str | None
    effective: models.Missing | None
    effective_from: date | str | None
    effective_to: date | str | None
    exclude_announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_announcement_party: str | Sequence[str] | None
    exclude_announcement_place: str | Sequence[str] | None
    exclude_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_announcement_topic: str | Sequence[str] | None
    exclude_comparator: models.TargetComparatorOrMissing | Sequence[models.TargetComparatorOrMissing] | None
    exclude_identifier: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_kind: models.CommitmentKind | Sequence[models.CommitmentKind] | None
    exclude_language: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_publisher: str | Sequence[str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_status: models.CommitmentStatusOrMissing | Sequence[models.CommitmentStatusOrMissing] | None
    exclude_topic: str | Sequence[str] | None
    exclude_unit: str | Sequence[str] | None
    facet: models.CommitmentsFacet | Sequence[models.CommitmentsFacet] | None
    highlight: bool | None
    id: UUID | str | Sequence[UUID | str] | None
    identifier: str | Sequence[str] | None
    in_force_on: date | str | None
    jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.CommitmentKind | Sequence[models.CommitmentKind] | None
    language: str | Sequence[str] | None
    limit: int | None
    match: models.DateMatch | None
    overdue: bool | None
    overdue_on: date | str | None
    party: str | Sequence[str] | None
    place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    published_from: date | str | None
    published_to: date | str | None
    publisher: str | Sequence[str] | None
    q: str | None
    related_to: UUID | str | Sequence[UUID | str] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    since: models.DueBasis | None
    sort: models.CommitmentsSort | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    starts: models.Missing | None
    starts_from: date | str | None
    starts_to: date | str | None
    state: models.RecordState | Sequence[models.RecordState] | None
    status: models.CommitmentStatusOrMissing | Sequence[models.CommitmentStatusOrMissing] | None
    subdivisions: models.Include | None
    superseded: models.Include | None
    target: models.Missing | None
    topic: str | Sequence[str] | None
    total: models.TotalMode | None
    unit: str | Sequence[str] | None
    updated_from: date | str | None
    updated_to: date | str | None
    value_max: Decimal | int | str | None
    value_min: Decimal | int | str | None


class ListAmountsQuery(TypedDict, total=False):
    """Parameters of /v1/amounts."""

    all_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_topic: str | Sequence[str] | None
    amount_max: Decimal | int | str | None
    amount_min: Decimal | int | str | None
    announced_from: date | str | None
    announced_to: date | str | None
    announcement: UUID | str | Sequence[UUID | str] | None
    announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    approximate: bool | None
    change: models.Missing | None
    change_max: Decimal | int | str | None
    change_min: Decimal | int | str | None
    comparator: models.AmountComparatorOrMissing | Sequence[models.AmountComparatorOrMissing] | None
    convert: models.ConversionDate | None
    created_from: date | str | None
    created_to: date | str | None
    currency: str | Sequence[str] | None
    cursor: str | None
    effective: models.Missing | None
    effective_from: date | str | None
    effective_to: date | str | None
    exclude_announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_comparator: models.AmountComparatorOrMissing | Sequence[models.AmountComparatorOrMissing] | None
    exclude_currency: str | Sequence[str] | None
    exclude_frequency: models.FrequencyOrMissing | Sequence[models.FrequencyOrMissing] | None
    exclude_identifier: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_kind: models.AmountKind | Sequence[models.AmountKind] | None
    exclude_language: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    exclude_payee: str | Sequence[str] | None
    exclude_payer: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_publisher: str | Sequence[str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_stage: models.AmountStageOrMissing | Sequence[models.AmountStageOrMissing] | None
    exclude_topic: str | Sequence[str] | None
    facet: models.AmountsFacet | Sequence[models.AmountsFacet] | None
    frequency: models.FrequencyOrMissing | Sequence[models.FrequencyOrMissing] | None
    highlight: bool | None
    id: UUID | str | Sequence[UUID | str] | None
    identifier: str | Sequence[str] | None
    in_force_on: date | str | None
    jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AmountKind | Sequence[models.AmountKind] | None
    language: str | Sequence[str] | None
    limit: int | None
    match: models.DateMatch | None
    party: str | Sequence[str] | None
    payee: str | Sequence[str] | None
    payer: str | Sequence[str] | None
    period: models.Missing | None
    period_from: date | str | None
    period_to: date | str | None
    place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    published_from: date | str | None
    published_to: date | str | None
    publisher: str | Sequence[str] | None
    q: str | None
    related_to: UUID | str | Sequence[UUID | str] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    sort: models.AmountsSort | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    stage: models.AmountStageOrMissing | Sequence[models.AmountStageOrMissing] | None
    state: models.RecordState | Sequence[models.RecordState] | None
    subdivisions: models.Include | None
    topic: str | Sequence[str] | None
    total: models.TotalMode | None
    updated_from: date | str | None
    updated_to: date | str | None


class ListQuotesQuery(TypedDict, total=False):
    """Parameters of /v1/quotes."""

    all_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_topic: str | Sequence[str] | None
    announced_from: date | str | None
    announced_to: date | str | None
    announcement: UUID | str | Sequence[UUID | str] | None
    announcement_language: str | Sequence[str] | None
    announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    created_from: date | str | None
    created_to: date | str | None
    cursor: str | None
    effective: models.Missing | None
    effective_from: date | str | None
    effective_to: date | str | None
    exclude_announcement_language: str | Sequence[str] | None
    exclude_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_identifier: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_language: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_publisher: str | Sequence[str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_speaker: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    exclude_translated_from: str | Sequence[str] | None
    facet: models.QuotesFacet | Sequence[models.QuotesFacet] | None
    highlight: bool | None
    id: UUID | str | Sequence[UUID | str] | None
    identifier: str | Sequence[str] | None
    in_force_on: date | str | None
    jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    language: str | Sequence[str] | None
    limit: int | None
    match: models.DateMatch | None
    paraphrase: bool | None
    party: str | Sequence[str] | None
    place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    published_from: date | str | None
    published_to: date | str | None
    publisher: str | Sequence[str] | None
    q: str | None
    related_to: UUID | str | Sequence[UUID | str] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    said_from: date | str | None
    said_on: models.Missing | None
    said_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    sort: models.QuotesSort | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    speaker: str | Sequence[str] | None
    state: models.RecordState | Sequence[models.RecordState] | None
    subdivisions: models.Include | None
    topic: str | Sequence[str] | None
    total: models.TotalMode | None
    translated_from: str | Sequence[str] | None
    updated_from: date | str | None
    updated_to: date | str | None


class SummariseCommitmentsQuery(TypedDict, total=False):
    """Parameters of /v1/commitments/summary."""

    all_announcement_party: str | Sequence[str] | None
    all_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_announcement_topic: str | Sequence[str] | None
    all_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_topic: str | Sequence[str] | None
    announced_from: date | str | None
    announced_to: date | str | None
    announcement: UUID | str | Sequence[UUID | str] | None
    announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    announcement_party: str | Sequence[str] | None
    announcement_place: str | Sequence[str] | None
    announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    announcement_topic: str | Sequence[str] | None
    comparator: models.TargetComparatorOrMissing | Sequence[models.TargetComparatorOrMissing] | None
    created_from: date | str | None
    created_to: date | str | None
    due: models.Missing | None
    due_from: date | str | None
    due_moved: bool | None
    due_to: date | str | None
    effective: models.Missing | None
    effective_from: date | str | None
    effective_to: date | str | None
    exclude_announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_announcement_party: str | Sequence[str] | None
    exclude_announcement_place: str | Sequence[str] | None
    exclude_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_announcement_topic: str | Sequence[str] | None
    exclude_comparator: models.TargetComparatorOrMissing | Sequence[models.TargetComparatorOrMissing] | None
    exclude_identifier: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_kind: models.CommitmentKind | Sequence[models.CommitmentKind] | None
    exclude_language: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_publisher: str | Sequence[str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_status: models.CommitmentStatusOrMissing | Sequence[models.CommitmentStatusOrMissing] | None
    exclude_topic: str | Sequence[str] | None
    exclude_unit: str | Sequence[str] | None
    group_by: models.CommitmentsSummaryGroupBy | Sequence[models.CommitmentsSummaryGroupBy] | None
    id: UUID | str | Sequence[UUID | str] | None
    identifier: str | Sequence[str] | None
    in_force_on: date | str | None
    jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.CommitmentKind | Sequence[models.CommitmentKind] | None
    language: str | Sequence[str] | None
    limit: int | None
    match: models.DateMatch | None
    overdue: bool | None
    overdue_on: date | str | None
    party: str | Sequence[str] | None
    place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    published_from: date | str | None
    published_to: date | str | None
    publisher: str | Sequence[str] | None
    q: str | None
    related_to: UUID | str | Sequence[UUID | str] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    since: models.DueBasis | None
    sort: models.CommitmentsSummarySort | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    starts: models.Missing | None
    starts_from: date | str | None
    starts_to: date | str | None
    state: models.RecordState | Sequence[models.RecordState] | None
    status: models.CommitmentStatusOrMissing | Sequence[models.CommitmentStatusOrMissing] | None
    subdivisions: models.Include | None
    superseded: models.Include | None
    target: models.Missing | None
    topic: str | Sequence[str] | None
    unit: str | Sequence[str] | None
    updated_from: date | str | None
    updated_to: date | str | None
    value_max: Decimal | int | str | None
    value_min: Decimal | int | str | None


class SummariseAmountsQuery(TypedDict, total=False):
    """Parameters of /v1/amounts/summary."""

    all_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_topic: str | Sequence[str] | None
    amount_max: Decimal | int | str | None
    amount_min: Decimal | int | str | None
    announced_from: date | str | None
    announced_to: date | str | None
    announcement: UUID | str | Sequence[UUID | str] | None
    announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    approximate: bool | None
    change: models.Missing | None
    change_max: Decimal | int | str | None
    change_min: Decimal | int | str | None
    comparator: models.AmountComparatorOrMissing | Sequence[models.AmountComparatorOrMissing] | None
    convert: models.ConversionDate | None
    created_from: date | str | None
    created_to: date | str | None
    currency: str | Sequence[str] | None
    effective: models.Missing | None
    effective_from: date | str | None
    effective_to: date | str | None
    exclude_announcement_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_comparator: models.AmountComparatorOrMissing | Sequence[models.AmountComparatorOrMissing] | None
    exclude_currency: str | Sequence[str] | None
    exclude_frequency: models.FrequencyOrMissing | Sequence[models.FrequencyOrMissing] | None
    exclude_identifier: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_kind: models.AmountKind | Sequence[models.AmountKind] | None
    exclude_language: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    exclude_payee: str | Sequence[str] | None
    exclude_payer: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_publisher: str | Sequence[str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_stage: models.AmountStageOrMissing | Sequence[models.AmountStageOrMissing] | None
    exclude_topic: str | Sequence[str] | None
    frequency: models.FrequencyOrMissing | Sequence[models.FrequencyOrMissing] | None
    group_by: models.AmountsSummaryGroupBy | Sequence[models.AmountsSummaryGroupBy] | None
    id: UUID | str | Sequence[UUID | str] | None
    identifier: str | Sequence[str] | None
    in_force_on: date | str | None
    jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AmountKind | Sequence[models.AmountKind] | None
    language: str | Sequence[str] | None
    limit: int | None
    match: models.DateMatch | None
    party: str | Sequence[str] | None
    payee: str | Sequence[str] | None
    payer: str | Sequence[str] | None
    period: models.Missing | None
    period_from: date | str | None
    period_to: date | str | None
    place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    published_from: date | str | None
    published_to: date | str | None
    publisher: str | Sequence[str] | None
    q: str | None
    related_to: UUID | str | Sequence[UUID | str] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    restated: models.Include | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    sort: models.AmountsSummarySort | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    stage: models.AmountStageOrMissing | Sequence[models.AmountStageOrMissing] | None
    state: models.RecordState | Sequence[models.RecordState] | None
    subdivisions: models.Include | None
    superseded: models.Include | None
    topic: str | Sequence[str] | None
    updated_from: date | str | None
    updated_to: date | str | None


class SummariseQuotesQuery(TypedDict, total=False):
    """Parameters of /v1/quotes/summary."""

    all_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_topic: str | Sequence[str] | None
    announced_from: date | str | None
    announced_to: date | str | None
    announcement: UUID | str | Sequence[UUID | str] | None
    announcement_language: str | Sequence[str] | None
    announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    created_from: date | str | None
    created_to: date | str | None
    effective: models.Missing | None
    effective_from: date | str | None
    effective_to: date | str | None
    exclude_announcement_language: str | Sequence[str] | None
    exclude_announcement_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_identifier: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_language: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_publisher: str | Sequence[str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_speaker: str | Sequence[str] | None
    exclude_topic: str | Sequence[str] | None
    exclude_translated_from: str | Sequence[str] | None
    group_by: models.QuotesSummaryGroupBy | Sequence[models.QuotesSummaryGroupBy] | None
    id: UUID | str | Sequence[UUID | str] | None
    identifier: str | Sequence[str] | None
    in_force_on: date | str | None
    jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    language: str | Sequence[str] | None
    limit: int | None
    match: models.DateMatch | None
    paraphrase: bool | None
    party: str | Sequence[str] | None
    place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    published_from: date | str | None
    published_to: date | str | None
    publisher: str | Sequence[str] | None
    q: str | None
    related_to: UUID | str | Sequence[UUID | str] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    said_from: date | str | None
    said_on: models.Missing | None
    said_to: date | str | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    sort: models.QuotesSummarySort | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    speaker: str | Sequence[str] | None
    state: models.RecordState | Sequence[models.RecordState] | None
    subdivisions: models.Include | None
    topic: str | Sequence[str] | None
    translated_from: str | Sequence[str] | None
    updated_from: date | str | None
    updated_to: date | str | None


class ListPartiesQuery(TypedDict, total=False):
    """Parameters of /v1/parties."""

    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    cursor: str | None
    exclude_identifier: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    exclude_kind: models.PartyKind | Sequence[models.PartyKind] | None
    exclude_name: str | Sequence[str] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    facet: models.PartiesFacet | Sequence[models.PartiesFacet] | None
    id: UUID | str | Sequence[UUID | str] | None
    identifier: str | Sequence[str] | None
    jurisdiction: str | Sequence[str] | None
    kind: models.PartyKind | Sequence[models.PartyKind] | None
    limit: int | None
    name: str | Sequence[str] | None
    q: str | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    sort: models.PartiesSort | None
    total: models.TotalMode | None


class ListTopicsQuery(TypedDict, total=False):
    """Parameters of /v1/topics."""

    all_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_topic: str | Sequence[str] | None
    announced_from: date | str | None
    announced_to: date | str | None
    created_from: date | str | None
    created_to: date | str | None
    cursor: str | None
    effective: models.Missing | None
    effective_from: date | str | None
    effective_to: date | str | None
    exclude_identifier: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_language: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_publisher: str | Sequence[str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_topic: str | Sequence[str] | None
    id: UUID | str | Sequence[UUID | str] | None
    identifier: str | Sequence[str] | None
    in_force_on: date | str | None
    jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    language: str | Sequence[str] | None
    limit: int | None
    match: models.DateMatch | None
    party: str | Sequence[str] | None
    place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    published_from: date | str | None
    published_to: date | str | None
    publisher: str | Sequence[str] | None
    q: str | None
    related_to: UUID | str | Sequence[UUID | str] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    state: models.RecordState | Sequence[models.RecordState] | None
    subdivisions: models.Include | None
    topic: str | Sequence[str] | None
    total: models.TotalMode | None
    updated_from: date | str | None
    updated_to: date | str | None


class ListCoverageQuery(TypedDict, total=False):
    """Parameters of /v1/coverage."""

    cursor: str | None
    jurisdiction: str | Sequence[str] | None
    limit: int | None
    publisher: str | Sequence[str] | None


class ListChangesQuery(TypedDict, total=False):
    """Parameters of /v1/changes."""

    all_party: str | Sequence[str] | None
    all_role: models.PartyRole | Sequence[models.PartyRole] | None
    all_topic: str | Sequence[str] | None
    announced_from: date | str | None
    announced_to: date | str | None
    change_type: models.ChangeType | Sequence[models.ChangeType] | None
    created_from: date | str | None
    created_to: date | str | None
    effective: models.Missing | None
    effective_from: date | str | None
    effective_to: date | str | None
    exclude_change_type: models.ChangeType | Sequence[models.ChangeType] | None
    exclude_identifier: str | Sequence[str] | None
    exclude_jurisdiction: str | Sequence[str] | None
    exclude_jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    exclude_kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    exclude_language: str | Sequence[str] | None
    exclude_party: str | Sequence[str] | None
    exclude_place: str | Sequence[str] | None
    exclude_policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    exclude_publisher: str | Sequence[str] | None
    exclude_related_to: UUID | str | Sequence[UUID | str] | None
    exclude_relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    exclude_role: models.PartyRole | Sequence[models.PartyRole] | None
    exclude_source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    exclude_topic: str | Sequence[str] | None
    id: UUID | str | Sequence[UUID | str] | None
    identifier: str | Sequence[str] | None
    in_force_on: date | str | None
    jurisdiction: str | Sequence[str] | None
    jurisdiction_group: models.JurisdictionGroupOrMissing | Sequence[models.JurisdictionGroupOrMissing] | None
    kind: models.AnnouncementKind | Sequence[models.AnnouncementKind] | None
    language: str | Sequence[str] | None
    limit: int | None
    match: models.DateMatch | None
    party: str | Sequence[str] | None
    place: str | Sequence[str] | None
    policy_status: models.PolicyStatusCodeOrMissing | Sequence[models.PolicyStatusCodeOrMissing] | None
    published_from: date | str | None
    published_to: date | str | None
    publisher: str | Sequence[str] | None
    q: str | None
    related_to: UUID | str | Sequence[UUID | str] | None
    relation_type: models.RelationTypeOrMissing | Sequence[models.RelationTypeOrMissing] | None
    role: models.PartyRole | Sequence[models.PartyRole] | None
    significantly_updated_from: date | str | None
    significantly_updated_to: date | str | None
    source_kind: models.SourceKindOrMissing | Sequence[models.SourceKindOrMissing] | None
    state: models.RecordState | Sequence[models.RecordState] | None
    subdivisions: models.Include | None
    topic: str | Sequence[str] | None
    updated_from: date | str | None
    updated_to: date | str | None


class ImportAnnouncementsQuery(TypedDict, total=False):
    """Parameters of /v1/imports."""

    atomic: bool | None
    change_type: models.ChangeType | None
    dry_run: bool | None
    mode: models.ImportMode | None
    note: str | None


class Lists(BaseClient[Transport]):
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
