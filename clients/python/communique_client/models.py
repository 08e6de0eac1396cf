"""Models of JSON, generated from openapi.yaml by `make openapi`."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

ExactDecimal = Annotated[Decimal, PlainSerializer("{:f}".format, when_used="json")]


class Model(BaseModel):
    """JSON of the service. Members that this version does not know are kept, in `model_extra` too."""

    model_config = ConfigDict(extra="allow", validate_by_name=True, validate_by_alias=True, defer_build=True)


class Amount(Model):
    """A sum of money, a limit or a range, with the words of the source. For members without a description, see
    `AmountInput`.
    """

    id: UUID
    """A global id. It stays the same in every version of the record as long as the key does."""

    key: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    kind: AmountKind
    """What the money is. See /v1/vocabularies/amount_kinds."""

    amount: ExactDecimal | None = None
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""

    comparator: AmountComparator | None = None
    """How the sum that was meant stands to the figure. See /v1/vocabularies/amount_comparators."""

    upper: ExactDecimal | None = None
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""

    currency: str | None = None
    """ISO 4217."""

    text: str | None = None
    approximate: bool | None = None
    price_year: str | None = None
    value_date: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    period: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    frequency: Frequency | None = None
    """What the amount covers of its period. See /v1/vocabularies/frequencies."""

    stage: AmountStage | None = None
    """How far the money has come on its way from a wish to being spent. See /v1/vocabularies/stages."""

    part_of: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    restates: UUID | None = None
    """A UUID of any version (RFC 9562), kept in its canonical form."""

    commitment: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    payer: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    payee: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    purpose: str | None = None
    change: AmountChange | None = None
    """How an amount compares with an earlier one. For members without a description, see `AmountChangeInput`."""

    evidence: list[Evidence]


class AmountChange(Model):
    """How an amount compares with an earlier one. For members without a description, see `AmountChangeInput`."""

    percent: ExactDecimal
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""

    compared_with: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    base: ExactDecimal | None = None
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""


class AmountChangeInput(Model):
    """How an amount compares with an earlier one."""

    percent: ExactDecimal
    """The change in per cent; negative for a decrease."""

    compared_with: str | None = None
    """The period it is compared with; write a fiscal year as its months. EDTF (ISO 8601-2)."""

    base: ExactDecimal | None = None
    """The earlier amount, in the same currency."""


AmountComparator = Literal["eq", "gte", "lte"] | str
"""How the sum that was meant stands to the figure."""


AmountComparatorOrMissing = Literal["eq", "gte", "lte", "_missing"] | str
"""How the sum that was meant stands to the figure."""


class AmountInRecord(Model):
    """An amount with the record that it belongs to. For members without a description, see `Amount` and
    `AmountInput`.
    """

    id: UUID
    """A UUID of any version (RFC 9562), kept in its canonical form."""

    key: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    kind: AmountKind
    """What the money is. See /v1/vocabularies/amount_kinds."""

    amount: ExactDecimal | None = None
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""

    comparator: AmountComparator | None = None
    """How the sum that was meant stands to the figure. See /v1/vocabularies/amount_comparators."""

    upper: ExactDecimal | None = None
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""

    currency: str | None = None
    """ISO 4217."""

    text: str | None = None
    approximate: bool | None = None
    price_year: str | None = None
    value_date: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    period: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    frequency: Frequency | None = None
    """What the amount covers of its period. See /v1/vocabularies/frequencies."""

    stage: AmountStage | None = None
    """How far the money has come on its way from a wish to being spent. See /v1/vocabularies/stages."""

    part_of: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    restates: UUID | None = None
    """A UUID of any version (RFC 9562), kept in its canonical form."""

    commitment: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    payer: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    payee: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    purpose: str | None = None
    change: AmountChange | None = None
    """How an amount compares with an earlier one. For members without a description, see `AmountChangeInput`."""

    evidence: list[Evidence]
    period_from: date | None = None
    """The first day that `period` may mean."""

    period_to: date | None = None
    """The last day that `period` may mean; absent if it has no end."""

    payer_name: str | None = None
    """The name of the party that pays."""

    payee_name: str | None = None
    """The name of the party that receives the money."""

    sources: list[CitedSource]
    """The sources of its evidence."""

    announcement: RecordLink
    """The record that it belongs to."""

    highlights: list[Highlight] | None = None
    """Where the words of `q` occur; only with `highlight=true`."""

    url: str
    """Its address."""


class AmountInput(Model):
    """A sum of money, a limit or a range, with the words of the source."""

    key: str | None = None
    """A short name, unique within the record and permanent. The server makes one if you leave it out."""

    kind: AmountKind
    """The kind of money. See /v1/vocabularies/amount_kinds."""

    amount: ExactDecimal | None = None
    """The sum, an exact decimal as a string; of a range the lower end. You may leave it out if `text` states it
    unambiguously.
    """

    comparator: AmountComparator | None = None
    """Whether `amount` is the sum itself or a limit of it. Absent means `eq`. Limits are not added up as if they
    were exact. See /v1/vocabularies/amount_comparators.
    """

    upper: ExactDecimal | None = None
    """The upper end, if a range was stated; `amount` is then the lower end. Not together with a limit. Ranges are
    not added up as if they were exact.
    """

    currency: str | None = None
    """ISO 4217. You may leave it out together with `amount` if `text` names the currency."""

    text: str | None = None
    """The sum, limit or range as stated, in the language of the record. Alone, it fills `amount`, `currency`,
    `comparator`, `upper`, `approximate` and `frequency`, unless you give them: `bis zu 1,2 Mrd. Euro`, `$5-7m a
    year`. If you give `amount` too, `amount` counts. Where it has two readings, the error states both.
    """

    approximate: bool | None = None
    """Whether the source gave it as a rounded or rough figure."""

    price_year: str | None = None
    """The year whose prices the sum is stated in, if it is adjusted for inflation; of a fiscal year, the year in
    which it begins. EDTF (ISO 8601-2).
    """

    value_date: str | None = None
    """The date whose exchange rate or valuation the source used for the sum. EDTF (ISO 8601-2)."""

    period: str | None = None
    """The period that the money is for. Write a fiscal year as its months, `2022-04/2023-03`: what looks like two
    years, such as `2022-23`, is refused. EDTF (ISO 8601-2).
    """

    frequency: Frequency | None = None
    """Whether the sum covers the whole period or each year of it. See /v1/vocabularies/frequencies."""

    stage: AmountStage | None = None
    """How firmly the money is decided. See /v1/vocabularies/stages."""

    part_of: str | None = None
    """The key of the amount that this one is part of. Totals never count both."""

    restates: UUID | None = None
    """The id of the amount, of this or another record, that this one states again. Totals never count both."""

    commitment: str | None = None
    """The key of the commitment that it pays for."""

    payer: str | None = None
    """The key of the party that pays."""

    payee: str | None = None
    """The key of the party that receives the money."""

    purpose: str | None = None
    """What the money is for."""

    change: AmountChangeInput | None = None
    """The comparison with an earlier amount."""

    evidence: list[EvidenceInput] | None = None
    """The words of the sources that state this."""


AmountKind = (
    Literal["budget", "investment", "grant", "loan", "pledge", "contract", "tax", "revenue", "estimate", "other"] | str
)
"""What the money is."""


class AmountPage(Model):
    """A page of items, with their total and a link to the next page."""

    data: list[AmountInRecord]
    """The items of this page, in order."""

    meta: ListMeta
    """Facts about the whole list."""

    links: Links
    """Links to this page and to the next one."""


AmountStage = Literal["proposed", "approved", "committed", "spent", "unknown"] | str
"""How far the money has come on its way from a wish to being spent."""


AmountStageOrMissing = Literal["proposed", "approved", "committed", "spent", "unknown", "_missing"] | str
"""How far the money has come on its way from a wish to being spent."""


class AmountSum(Model):
    """The sum of a group in one currency."""

    year: str | None = None
    """The group's year; null for “not stated”. Only with `group_by=year`."""

    jurisdiction: str | None = None
    """The group's jurisdiction; null for “not stated”. Only with `group_by=jurisdiction`."""

    topic: str | None = None
    """The group's topic; null for “not stated”. Only with `group_by=topic`."""

    kind: str | None = None
    """The group's kind; null for “not stated”. Only with `group_by=kind`."""

    payer: str | None = None
    """The group's payer; null for “not stated”. Only with `group_by=payer`."""

    payee: str | None = None
    """The group's payee; null for “not stated”. Only with `group_by=payee`."""

    party: str | None = None
    """The group's party; null for “not stated”. Only with `group_by=party`."""

    stage: str | None = None
    """The group's stage; null for “not stated”. Only with `group_by=stage`."""

    frequency: str | None = None
    """The group's frequency; null for “not stated”. Only with `group_by=frequency`."""

    announcement_kind: str | None = None
    """The group's announcement_kind; null for “not stated”. Only with `group_by=announcement_kind`."""

    policy_status: str | None = None
    """The group's policy_status; null for “not stated”. Only with `group_by=policy_status`."""

    jurisdiction_group: str | None = None
    """The group's jurisdiction_group; null for “not stated”. Only with `group_by=jurisdiction_group`."""

    period_year: str | None = None
    """The group's period_year; null for “not stated”. Only with `group_by=period_year`."""

    fiscal_year: str | None = None
    """The group's fiscal_year; null for “not stated”. Only with `group_by=fiscal_year`."""

    labels: dict[str, str]
    """Labels of the groups whose values are codes or ids."""

    currency: str
    """The currency of the sum."""

    sum: ExactDecimal | None = None
    """The exact sum. An amount that is part of another one in the summary is left out. Null if there is nothing
    exact, or nothing that could be converted.
    """

    count: int
    """The number of amounts that it adds up."""

    bounds: Bounds | None = None
    """The limits and ranges, which are not in the sum; absent if there are none."""

    conversions: list[Conversion] | None = None
    """The conversions behind the sum; only with `convert`."""

    not_converted: list[NotConverted] | None = None
    """Sums that could not be converted and are not included; only with `convert`."""


class AmountSummary(Model):
    """A page of items, with their total and a link to the next page."""

    data: list[AmountSum]
    """The items of this page, in order."""

    meta: SummaryMeta
    """Facts about the whole list."""

    links: Links
    """Links to this page and to the next one."""


AmountsFacet = (
    Literal[
        "kind",
        "currency",
        "stage",
        "frequency",
        "comparator",
        "payer",
        "payee",
        "jurisdiction",
        "topic",
        "party",
        "announcement_kind",
        "language",
        "source_kind",
        "publisher",
        "policy_status",
        "year",
        "period_year",
        "fiscal_year",
        "jurisdiction_group",
        "state",
    ]
    | str
)
"""A name."""


AmountsSort = (
    Literal["-announced_on", "announced_on", "-amount", "amount", "-updated_at", "updated_at", "relevance"] | str
)
"""The order; `-` means latest or greatest first."""


AmountsSummaryGroupBy = (
    Literal[
        "currency",
        "year",
        "jurisdiction",
        "topic",
        "kind",
        "payer",
        "payee",
        "party",
        "stage",
        "frequency",
        "announcement_kind",
        "policy_status",
        "jurisdiction_group",
        "period_year",
        "fiscal_year",
    ]
    | str
)
"""A name."""


AmountsSummarySort = Literal["-sum", "sum", "-count", "count", "-group", "group"] | str
"""The order; `-` means the greatest first."""


class Announcement(Model):
    """One announcement with all its parts.

    What GET answers can be PUT back unchanged: members that only the server makes are ignored. For members
    without a description, see `AnnouncementInput`.
    """

    id: UUID
    """The record's id: a version 7 UUID made by the server, or the UUID that a client chose with PUT."""

    version: int
    """The version; each change adds one."""

    state: RecordState
    """Who can see a record. See /v1/vocabularies/states."""

    kind: AnnouncementKind
    """What was announced. See /v1/vocabularies/announcement_kinds."""

    title: str
    summary: str | None = None
    body: str | None = None
    language: str
    """A BCP 47 language tag, kept in its canonical letter case."""

    translations: dict[str, Translation] | None = None
    """Title, summary and body in other languages, by BCP 47 tag."""

    jurisdiction: str
    """ISO 3166-1 alpha-2, ISO 3166-2, `XK`, `EU`, `UN` or the code of a regional body."""

    other_jurisdictions: list[str]
    place: str | None = None
    announced_on: str
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    effective: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    policy_status: PolicyStatus | None = None
    """Where the policy stands. For members without a description, see `PolicyStatusInput`."""

    topics: list[str]
    identifiers: list[Identifier]
    parties: list[AnnouncementParty]
    commitments: list[Commitment]
    amounts: list[Amount]
    quotes: list[Quote]
    sources: list[Source]
    relations: list[Relation]
    evidence: list[FieldEvidence]
    related_from: list[RelatedFrom] | None = None
    """The records that refer to this one; only with `include=related_from`."""

    related_to: list[RelatedTo] | None = None
    """The records that this one refers to, by id or by a publisher's number, as far as they are there and you may
    see them; only with `include=related_to`.
    """

    highlights: list[Highlight] | None = None
    """Where the words of `q` occur; only with `highlight=true`."""

    change: Change
    """Why this version was made: the `change_type` and `note` of the request."""

    created_at: datetime
    """When the record was created: RFC 3339, UTC."""

    updated_at: datetime
    """When this version was made: RFC 3339, UTC."""

    significantly_updated_at: datetime
    """When the record last changed in substance: when it was created, first published or changed with the type
    `major`, or when progress on one of its commitments was reported. RFC 3339, UTC.
    """

    published_at: datetime | None = None
    """When the record was first published; absent before that."""


class AnnouncementInput(Model):
    """One announcement with all its parts.

    What GET answers can be PUT back unchanged: members that only the server makes are ignored.
    """

    state: RecordState | None = None
    """Default: `draft`. `published` publishes at once; that needs the scope publish, at least one source and one
    party with the role issuer. To withdraw a record, DELETE it. See /v1/vocabularies/states.
    """

    kind: AnnouncementKind
    """The kind of announcement. See /v1/vocabularies/announcement_kinds."""

    title: str
    """The title, in your own words or the publisher's."""

    summary: str | None = None
    """A summary in a few sentences."""

    body: str | None = None
    """The full text."""

    language: str
    """The language of title, summary and body (BCP 47)."""

    translations: dict[str, TranslationInput] | None = None
    """Title, summary and body in other languages, by BCP 47 tag."""

    jurisdiction: str
    """The jurisdiction that announced it: ISO 3166-1 alpha-2, ISO 3166-2, EU, UN or a regional body."""

    other_jurisdictions: list[str] | None = None
    """The other jurisdictions of a joint announcement, without `jurisdiction`. Filters, facets and summaries by
    jurisdiction take all of them. A season as a date has to mean the same days in all.
    """

    place: str | None = None
    """The place named in the dateline."""

    announced_on: str
    """When it was announced, usually a day. If only the latest possible day is known, leave the start open:
    `../2008-12`. Lists, filters, years and conversions then go by the last day. EDTF (ISO 8601-2).
    """

    effective: str | None = None
    """When it takes effect, or the period in which it does. EDTF (ISO 8601-2)."""

    policy_status: PolicyStatusInput | None = None
    """Where the policy stands now. Earlier versions of the record keep where it stood before."""

    topics: list[str] | None = None
    """The topics: lower-case words of any script, joined by hyphens."""

    identifiers: list[IdentifierInput] | None = None
    """The publisher's own reference numbers. A second record with one of them is a conflict."""

    parties: list[AnnouncementPartyInput] | None = None
    """The parties, each with its roles."""

    commitments: list[CommitmentInput] | None = None
    """The commitments: everything that was promised. Together they have at most 80,000 topics, parties and roles,
    their own or the record's; statements, quotes, evidence and names of their parties have at most 400,000
    characters.
    """

    amounts: list[AmountInput] | None = None
    """The sums of money that were named; each at most 20 steps below the one it is part of."""

    quotes: list[QuoteInput] | None = None
    """The quotes."""

    sources: list[SourceInput] | None = None
    """The sources of the record. Counted each time that evidence cites them, their titles, addresses and publishers
    have at most 4,000,000 characters.
    """

    relations: list[RelationInput] | None = None
    """Relations to other announcements and documents."""

    evidence: list[FieldEvidenceInput] | None = None
    """The words of the sources that state fields of the record itself. Parts have evidence of their own."""


AnnouncementKind = (
    Literal[
        "roadmap",
        "strategy",
        "plan",
        "programme",
        "budget",
        "law",
        "regulation",
        "agreement",
        "consultation",
        "appointment",
        "statement",
        "report",
        "other",
    ]
    | str
)
"""What was announced."""


class AnnouncementPage(Model):
    """A page of items, with their total and a link to the next page."""

    data: list[Announcement]
    """The items of this page, in order."""

    meta: ListMeta
    """Facts about the whole list."""

    links: Links
    """Links to this page and to the next one."""


class AnnouncementParty(Model):
    """A party to the announcement, named as in the source. For members without a description, see
    `AnnouncementPartyInput`.
    """

    key: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    name: str
    kind: PartyKind
    """What a party is. See /v1/vocabularies/party_kinds."""

    roles: list[PartyRole]
    jurisdiction: str | None = None
    """ISO 3166-1 alpha-2, ISO 3166-2, `XK`, `EU`, `UN` or the code of a regional body."""

    post: str | None = None
    part_of: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    identifiers: list[Identifier]
    evidence: list[Evidence]
    party: DirectoryLink | None = None
    """The matching entry in the directory of parties."""


class AnnouncementPartyInput(Model):
    """A party to the announcement, named as in the source."""

    key: str | None = None
    """A short name, unique within the record and permanent. The server makes one if you leave it out."""

    name: str
    """The name as stated."""

    kind: PartyKind
    """The kind of party. See /v1/vocabularies/party_kinds."""

    roles: list[PartyRole]
    """The party's roles in this announcement."""

    jurisdiction: str | None = None
    """The party's jurisdiction: ISO 3166-1 alpha-2, ISO 3166-2, EU, UN or a regional body."""

    post: str | None = None
    """The post that the person held at the time."""

    part_of: str | None = None
    """The key of the party that this one belongs to: the ministry of a minister, the body of a member."""

    identifiers: list[IdentifierInput] | None = None
    """Identifiers of the party in external schemes. They decide which entry of the directory it is matched to."""

    evidence: list[EvidenceInput] | None = None
    """The words of the sources that state this."""


AnnouncementsFacet = (
    Literal[
        "kind",
        "topic",
        "jurisdiction",
        "party",
        "role",
        "language",
        "source_kind",
        "publisher",
        "policy_status",
        "jurisdiction_group",
        "year",
        "state",
    ]
    | str
)
"""A name."""


AnnouncementsSort = (
    Literal[
        "-announced_on",
        "announced_on",
        "-updated_at",
        "updated_at",
        "-significantly_updated_at",
        "significantly_updated_at",
        "-created_at",
        "created_at",
        "relevance",
    ]
    | str
)
"""The order; `-` means latest or greatest first."""


class Baseline(Model):
    """What the promise is measured from: a figure, a date or both. “40 per cent below 2005” has the date alone. For
    members without a description, see `BaselineInput`.
    """

    value: ExactDecimal | None = None
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""

    on: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """


class BaselineInput(Model):
    """What the promise is measured from: a figure, a date or both. “40 per cent below 2005” has the date alone."""

    value: ExactDecimal | None = None
    """The figure at that time. Give this, `on` or both."""

    on: str | None = None
    """The date that it is measured from. Give this, `value` or both. EDTF (ISO 8601-2)."""


class Bounds(Model):
    """The limits and ranges among the amounts of a row, which its sum does not include."""

    count: int
    """The number of limits and ranges."""

    low: ExactDecimal | None = None
    """What they come to at least; absent if one of them has no lower end."""

    high: ExactDecimal | None = None
    """What they come to at most; absent if one of them has no upper end."""


class Change(Model):
    """The reason for a version."""

    type: ChangeType
    """How much the change matters. See /v1/vocabularies/change_types."""

    note: str | None = None
    """Why the change was made."""


ChangeOperation = (
    Literal["created", "replaced", "patched", "published", "withdrawn", "progress", "merged", "split", "redacted"] | str
)
"""The operation on a record, as the change feed reports it."""


class ChangePage(Model):
    """A page of changes, oldest first."""

    data: list[LoggedChange]
    """The changes, oldest first."""

    meta: ChangesMeta
    """Whether more changes follow."""

    links: ChangesLinks
    """Links to this page and to the next one."""


ChangeType = Literal["major", "minor", "correction"] | str
"""How much a new version matters to those who rely on the record."""


class ChangedAnnouncement(Model):
    """The record that was changed."""

    id: UUID
    """Its id."""

    url: str
    """Its address. It returns the current record, which may be newer, or 410 if it was withdrawn."""


class ChangesLinks(Model):
    """Links to this page and to the next one."""

    self: str
    """This page."""

    next: str
    """The next page, now or later. It is always given, also at the end of the log."""


class ChangesMeta(Model):
    """Whether more changes follow."""

    at_end: bool
    """Whether this page ended at the last change when it was made."""

    next_cursor: str
    """The `since` of the next page, as `links.next` has it."""

    ended_by: EndedBy | None = None
    """`bytes`: this page has fewer items than `limit`, as more would be too long; `links.next` has them. Otherwise
    absent.
    """


class CitedSource(Model):
    """A source of the evidence."""

    key: str
    """The source's key in the record."""

    kind: SourceKind
    """The kind of source. See /v1/vocabularies/source_kinds."""

    title: str | None = None
    """Its title."""

    url: str | None = None
    """Its address."""

    publisher: str | None = None
    """The publisher."""


class Commitment(Model):
    """A promise, with its due date, target and parties. For members without a description, see `CommitmentInput`."""

    id: UUID
    """A global id. It stays the same in every version of the record as long as the key does."""

    key: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    kind: CommitmentKind
    """What sort of thing was promised. See /v1/vocabularies/commitment_kinds."""

    statement: str
    target: Target | None = None
    """The figure that was promised. For members without a description, see `TargetInput`."""

    baseline: Baseline | None = None
    """What the promise is measured from: a figure, a date or both. “40 per cent below 2005” has the date alone. For
    members without a description, see `BaselineInput`.
    """

    due: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    due_text: str | None = None
    due_from: date | None = None
    """The first day that `due` may mean."""

    due_to: date | None = None
    """The last day that `due` may mean; absent if it has no end."""

    due_history: list[DueDate] | None = None
    """Every published due date, oldest first, once `due` has moved; empty until then. Draft dates are not listed."""

    starts: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    place: str | None = None
    parties: list[CommitmentParty]
    topics: list[str]
    evidence: list[Evidence]
    progress: list[Progress]
    status: Status | None = None
    """The newest progress report; absent until there is one. It follows from `progress`: any other value than the
    commitment's status is refused.
    """

    url: str
    """The commitment's address."""


class CommitmentInRecord(Model):
    """A commitment with the record that it belongs to. For members without a description, see `Commitment` and
    `CommitmentInput`.
    """

    id: UUID
    """A UUID of any version (RFC 9562), kept in its canonical form."""

    key: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    kind: CommitmentKind
    """What sort of thing was promised. See /v1/vocabularies/commitment_kinds."""

    statement: str
    target: Target | None = None
    """The figure that was promised. For members without a description, see `TargetInput`."""

    baseline: Baseline | None = None
    """What the promise is measured from: a figure, a date or both. “40 per cent below 2005” has the date alone. For
    members without a description, see `BaselineInput`.
    """

    due: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    due_text: str | None = None
    due_from: date | None = None
    due_to: date | None = None
    due_history: list[DueDate] | None = None
    starts: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    place: str | None = None
    parties: list[CommitmentParty]
    topics: list[str]
    evidence: list[Evidence]
    progress: list[Progress]
    status: Status | None = None
    """The status of a commitment, from its newest progress report."""

    url: str
    party_names: list[str]
    """The names of its parties, in their order."""

    sources: list[CitedSource]
    """The sources of its evidence."""

    announcement: RecordLink
    """The record that it belongs to."""

    highlights: list[Highlight] | None = None
    """Where the words of `q` occur; only with `highlight=true`."""


class CommitmentInput(Model):
    """A promise, with its due date, target and parties."""

    key: str | None = None
    """A short name, unique within the record and permanent. The server makes one if you leave it out."""

    kind: CommitmentKind
    """The kind of promise. See /v1/vocabularies/commitment_kinds."""

    statement: str
    """The promise in one sentence."""

    target: TargetInput | None = None
    """The figure that was promised."""

    baseline: BaselineInput | None = None
    """The figure to measure from."""

    due: str | None = None
    """The due date. To say “not stated”, send null or leave the field out. EDTF (ISO 8601-2)."""

    due_text: str | None = None
    """The due date in the words of the source."""

    starts: str | None = None
    """When work on it begins. EDTF (ISO 8601-2)."""

    place: str | None = None
    """The place."""

    parties: list[CommitmentPartyInput] | None = None
    """The parties that take part, each with its role. If empty, the record's parties apply."""

    topics: list[str] | None = None
    """The topics. If empty, the record's topics apply."""

    evidence: list[EvidenceInput] | None = None
    """The words of the sources that state this."""

    progress: list[ProgressInput] | None = None
    """The progress reports, by the day that they are about; the last one is the status. A change may add reports,
    never change or remove one: send those that there are, as GET returned them, with yours. If you leave it out,
    the reports stay. All commitments of a record have at most 2,000.
    """


CommitmentKind = Literal["goal", "target", "milestone", "establishment", "agreement", "measure", "other"] | str
"""What sort of thing was promised."""


class CommitmentPage(Model):
    """A page of items, with their total and a link to the next page."""

    data: list[CommitmentInRecord]
    """The items of this page, in order."""

    meta: ListMeta
    """Facts about the whole list."""

    links: Links
    """Links to this page and to the next one."""


class CommitmentParty(Model):
    """A party's part in a commitment. For members without a description, see `CommitmentPartyInput`."""

    party: str
    """A short name for a part, unique in its record and kept for life."""

    role: PartyRole | None = None
    """As what a party takes part. See /v1/vocabularies/party_roles."""


class CommitmentPartyInput(Model):
    """A party's part in a commitment."""

    party: str
    """The party's key in this record."""

    role: PartyRole | None = None
    """The party's role in this commitment. See /v1/vocabularies/party_roles."""


CommitmentStatus = (
    Literal["not_started", "in_progress", "delayed", "stalled", "met", "partly_met", "missed", "abandoned", "reversed"]
    | str
)
"""How far a commitment has been kept, as last reported."""


CommitmentStatusOrMissing = (
    Literal[
        "not_started",
        "in_progress",
        "delayed",
        "stalled",
        "met",
        "partly_met",
        "missed",
        "abandoned",
        "reversed",
        "_missing",
    ]
    | str
)
"""How far a commitment has been kept, as last reported."""


class CommitmentSum(Model):
    """The number of commitments in a group."""

    kind: str | None = None
    """The group's kind; null for “not stated”. Only with `group_by=kind`."""

    status: str | None = None
    """The group's status; null for “not stated”. Only with `group_by=status`."""

    unit: str | None = None
    """The group's unit; null for “not stated”. Only with `group_by=unit`."""

    jurisdiction: str | None = None
    """The group's jurisdiction; null for “not stated”. Only with `group_by=jurisdiction`."""

    topic: str | None = None
    """The group's topic; null for “not stated”. Only with `group_by=topic`."""

    party: str | None = None
    """The group's party; null for “not stated”. Only with `group_by=party`."""

    announcement_kind: str | None = None
    """The group's announcement_kind; null for “not stated”. Only with `group_by=announcement_kind`."""

    policy_status: str | None = None
    """The group's policy_status; null for “not stated”. Only with `group_by=policy_status`."""

    jurisdiction_group: str | None = None
    """The group's jurisdiction_group; null for “not stated”. Only with `group_by=jurisdiction_group`."""

    year: str | None = None
    """The group's year; null for “not stated”. Only with `group_by=year`."""

    due_year: str | None = None
    """The group's due_year; null for “not stated”. Only with `group_by=due_year`."""

    labels: dict[str, str]
    """Labels of the groups whose values are codes or ids."""

    count: int
    """The number of commitments."""

    overdue: int
    """The number of them that are overdue today; none of a superseded record is."""


class CommitmentSummary(Model):
    """A page of items, with their total and a link to the next page."""

    data: list[CommitmentSum]
    """The items of this page, in order."""

    meta: SummaryMeta
    """Facts about the whole list."""

    links: Links
    """Links to this page and to the next one."""


CommitmentsFacet = (
    Literal[
        "kind",
        "status",
        "unit",
        "comparator",
        "jurisdiction",
        "topic",
        "party",
        "role",
        "announcement_kind",
        "language",
        "source_kind",
        "publisher",
        "policy_status",
        "year",
        "due_year",
        "state",
        "jurisdiction_group",
    ]
    | str
)
"""A name."""


CommitmentsSort = (
    Literal["-announced_on", "announced_on", "-due", "due", "-value", "value", "-updated_at", "updated_at", "relevance"]
    | str
)
"""The order; `-` means latest or greatest first."""


CommitmentsSummaryGroupBy = (
    Literal[
        "kind",
        "status",
        "unit",
        "jurisdiction",
        "topic",
        "party",
        "announcement_kind",
        "policy_status",
        "jurisdiction_group",
        "year",
        "due_year",
    ]
    | str
)
"""A name."""


CommitmentsSummarySort = Literal["-count", "count", "-overdue", "overdue", "-group", "group"] | str
"""The order; `-` means the greatest first."""


class Conversion(Model):
    """The conversion of a sum of one day and currency."""

    currency: str
    """The currency as stated."""

    announced_on: str | None = None
    """The day of the announcements; null if it is not one known day. Not needed for the target currency."""

    sum: ExactDecimal
    """The sum as stated."""

    count: int
    """The number of amounts."""

    rate: ExactDecimal
    """The units of the target currency that one unit was worth."""

    rate_on: date | None = None
    """The day of the rate; null if `announced_on` is."""

    converted: ExactDecimal
    """The sum converted, rounded to the minor unit."""


ConversionDate = Literal["announced_on"] | str
"""The day whose exchange rate is used."""


class Coverage(Model):
    """The number, dates and freshness of a jurisdiction's records with a source by one publisher.

    A record with sources by several publishers is counted under each.
    """

    jurisdiction: str
    """The jurisdiction."""

    publisher: str | None = None
    """The publisher, as stated; absent if no source states one."""

    announcements: int
    """How many records."""

    first_on: date
    """The first day on which one of them may have been announced."""

    last_on: date
    """The last day on which one of them may have been announced."""

    changed_at: datetime
    """When one of them last changed: RFC 3339, UTC."""


class CoveragePage(Model):
    """A page of items, with their total and a link to the next page."""

    data: list[Coverage]
    """The items of this page, in order."""

    meta: Meta
    """Facts about the whole list."""

    links: Links
    """Links to this page and to the next one."""


DateMatch = Literal["overlaps", "within"] | str
"""How an uncertain date is compared with a window."""


class DirectoryLink(Model):
    """A party's entry in the directory."""

    id: UUID
    """The party's id in the directory."""

    url: str
    """Its address."""


class DirectoryParty(Model):
    """A party of the directory, under all its names."""

    id: UUID
    """The party's id."""

    name: str
    """Its name: as an administrator chose it, or else as the published record that was announced last has it."""

    kind: PartyKind
    """The kind of party. See /v1/vocabularies/party_kinds."""

    jurisdiction: str | None = None
    """Its jurisdiction."""

    aliases: list[str]
    """Other names: those that published records state, and those that an administrator added."""

    identifiers: list[Identifier]
    """Its identifiers in external schemes."""

    succeeds: UUID | None = None
    """The id of the party that it came after."""

    succeeded_by: list[UUID] | None = None
    """The ids of the parties that came after it, if there are any."""

    roles: dict[str, int]
    """The number of published records in which it has each role."""

    announcements: int
    """The number of published records in which it appears."""

    url: str
    """Its address."""


DueBasis = Literal["current", "first"] | str
"""The due date that lateness is measured from."""


class DueDate(Model):
    """A due date that a commitment has had."""

    due: str | None = None
    """The due date; absent if it was removed. EDTF (ISO 8601-2)."""

    version: int
    """The version of the record that set it."""

    changed_at: datetime
    """When that version was made."""


EndedBy = Literal["bytes"] | str
"""What ended a page before its limit."""


class ErrorDetail(Model):
    """One error at one place, given as a pointer or as a parameter."""

    pointer: str | None = None
    """The place in the body: a JSON Pointer (RFC 6901); empty for the body as a whole."""

    parameter: str | None = None
    """The query parameter or header, where it is not the body."""

    code: str
    """A stable code for programs."""

    detail: str
    """What is wrong, and how to correct it."""

    allowed: list[str] | None = None
    """The allowed values or forms, if there are few."""

    did_you_mean: str | None = None
    """The value or the name that was meant, if that is beyond doubt."""


class Evidence(Model):
    """The words of a source: a TextQuoteSelector of the W3C Web Annotation model, and a TextPositionSelector beside
    it.

    `start` and `end` are optional. In another copy of the text they may not hold: then the occurrence of `exact`
    with the longest matching `prefix` and `suffix` is the place. For members without a description, see
    `EvidenceInput`.
    """

    source: str
    """A short name for a part, unique in its record and kept for life."""

    exact: str
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None
    end: int | None = None


class EvidenceInput(Model):
    """The words of a source: a TextQuoteSelector of the W3C Web Annotation model, and a TextPositionSelector beside
    it.

    `start` and `end` are optional. In another copy of the text they may not hold: then the occurrence of `exact`
    with the longest matching `prefix` and `suffix` is the place.
    """

    source: str
    """The key of the source."""

    exact: str
    """The exact words of the source."""

    prefix: str | None = None
    """The words just before them, which help to find the place."""

    suffix: str | None = None
    """The words just after them."""

    start: int | None = None
    """Where `exact` begins: the number of Unicode code points before it in the text whose digest is the source's
    `sha256`, which is then required. Give `start` and `end`, or neither.
    """

    end: int | None = None
    """Where `exact` ends: `start` and the number of its code points."""


class FacetValue(Model):
    """The number of matches with one value."""

    value: str
    """The value, as a filter takes it; `_missing` stands for “not stated”."""

    label: str
    """Its label."""

    count: int
    """The number of matches that have it."""


class FieldEvidence(Model):
    """The words of a source that state a field of the record itself. For members without a description, see
    `FieldEvidenceInput`.
    """

    source: str
    """A short name for a part, unique in its record and kept for life."""

    exact: str
    prefix: str | None = None
    suffix: str | None = None
    start: int | None = None
    end: int | None = None
    field: FieldEvidenceField
    """The field of the record that they state."""


FieldEvidenceField = (
    Literal[
        "kind",
        "title",
        "summary",
        "body",
        "language",
        "translations",
        "jurisdiction",
        "other_jurisdictions",
        "place",
        "announced_on",
        "effective",
        "policy_status",
        "topics",
        "identifiers",
        "relations",
    ]
    | str
)
"""The field of the record that they state."""


class FieldEvidenceInput(Model):
    """The words of a source that state a field of the record itself."""

    source: str
    """The key of the source."""

    exact: str
    """The exact words of the source."""

    prefix: str | None = None
    """The words just before them, which help to find the place."""

    suffix: str | None = None
    """The words just after them."""

    start: int | None = None
    """Where `exact` begins: the number of Unicode code points before it in the text whose digest is the source's
    `sha256`, which is then required. Give `start` and `end`, or neither.
    """

    end: int | None = None
    """Where `exact` ends: `start` and the number of its code points."""

    field: FieldEvidenceField
    """The field of the record that they state."""


Frequency = Literal["total", "annual"] | str
"""What the amount covers of its period."""


FrequencyOrMissing = Literal["total", "annual", "_missing"] | str
"""What the amount covers of its period."""


class Highlight(Model):
    """A place where the words of `q` occur."""

    field: str
    """The member that contains them."""

    fragment: str
    """The text around them, safe for HTML, with each match inside `<mark>` and `</mark>`."""


class Identifier(Model):
    """An identifier in an external scheme. For members without a description, see `IdentifierInput`."""

    scheme: str
    """The name of an identifier scheme."""

    id: str


class IdentifierInput(Model):
    """An identifier in an external scheme."""

    scheme: str
    """The scheme: wikidata, ror, lei, doi, or a name of the publisher's own."""

    id: str
    """The identifier in that scheme."""


class ImportCounts(Model):
    """Number of lines by status."""

    lines: int
    """Lines that were answered."""

    created: int
    """New records."""

    replaced: int
    """Existing records that were changed."""

    unchanged: int
    """Records that existed with the same content."""

    refused: int
    """Lines with an error."""

    undone: int
    """Valid lines that were rolled back because another line was refused."""


ImportMode = Literal["create", "upsert"] | str
"""`create` refuses a record whose id or identifier exists already."""


class ImportResult(Model):
    """A line of the response: the result of one line of the import. The last line is the summary."""

    line: int | None = None
    """Line number, from 1. Not in the summary."""

    status: ImportResultStatus | None = None
    """Result of the line. `undone`: the line was valid, but was rolled back because another line was refused."""

    id: UUID | None = None
    """The record's id. Missing if nothing was written."""

    version: int | None = None
    """The record's version."""

    url: str | None = None
    """The record's address."""

    problem: Problem | None = None
    """Why the line was refused; in the summary, why the import stopped."""

    summary: ImportCounts | None = None
    """In the summary: number of lines by status."""

    complete: bool | None = None
    """In the summary: whether every line was answered. If it is false, or the summary is missing, send the import
    again with the same `Idempotency-Key`: it resumes.
    """

    atomic: bool | None = None
    """In the summary: whether the import was all or nothing."""

    dry_run: bool | None = None
    """In the summary: whether the import was a dry run."""


ImportResultStatus = Literal["created", "replaced", "unchanged", "refused", "undone"] | str
"""Result of the line."""


Include = Literal["include"] | str
"""Whether to take these in too; by default they are left out."""


JurisdictionGroupOrMissing = (
    Literal[
        "AFRICAN-UNION",
        "ANDEAN-COMMUNITY",
        "APEC",
        "ARAB-LEAGUE",
        "ASEAN",
        "BENELUX",
        "BRICS",
        "CARICOM",
        "COMMONWEALTH",
        "EAC",
        "EAEU",
        "ECOWAS",
        "EEA",
        "EFTA",
        "EU",
        "EU27",
        "EURO-AREA",
        "FIVE-EYES",
        "G20",
        "G7",
        "GCC",
        "MERCOSUR",
        "NATO",
        "NORDIC-COUNCIL",
        "OECD",
        "OPEC",
        "PACIFIC-ALLIANCE",
        "PIF",
        "SAARC",
        "SADC",
        "SCO",
        "VISEGRAD",
        "_missing",
    ]
    | str
)
"""A group."""


class LeftOut(Model):
    """The matches that were left out for one reason."""

    count: int
    """Their number."""


class LeftOutReasons(Model):
    """The matches that were left out, by reason; a reason without any is absent."""

    superseded: LeftOut | None = None
    """Those of records that a published record supersedes, directly or not."""

    restated: LeftOut | None = None
    """Amounts that restate others."""

    not_converted: LeftOut | None = None
    """With `convert` and `amount_min` or `amount_max`: amounts that match all else, and have no rate."""


class Links(Model):
    """Links to this page and to the next one."""

    self: str
    """This page."""

    next: str | None = None
    """The next page; absent on the last one."""


class ListMeta(Model):
    """Facts about a list with facets and ids."""

    total: Total
    """The number of items that match."""

    ended_by: EndedBy | None = None
    """`bytes`: this page has fewer items than `limit`, as more would be too long; `links.next` has them. Otherwise
    absent.
    """

    next_cursor: str | None = None
    """The `cursor` of the next page, as `links.next` has it; absent on the last one."""

    facets: dict[str, list[FacetValue]] | None = None
    """With `facet`: for each name the 100 most frequent values among all matches. An item with several values is
    counted under each.
    """

    left_out: LeftOutReasons | None = None
    """With `overdue` or `overdue_on`: the commitments that would be overdue if their records were not superseded;
    with `convert`: the amounts that cannot be compared. Absent if there are none.
    """

    not_found: list[UUID] | None = None
    """With `id`: the given ids that this list, with these filters, does not contain."""

    notes: list[Note] | None = None
    """Only if nothing matches: the values of topics, parties, speakers, payers, payees and publishers that nothing
    in this list has, whatever the other filters. Three values are looked up.
    """


class LoggedChange(Model):
    """One change of one record."""

    seq: int
    """Its number in the log. Numbers only increase, with gaps."""

    op: ChangeOperation
    """The operation. See /v1/vocabularies/change_operations."""

    announcement: ChangedAnnouncement
    """The record that was changed."""

    version: int
    """The version that the change made."""

    change: Change
    """How much the change matters, and why it was made."""

    paths: list[str]
    """The places that changed, as JSON Pointers in which a part is named by its key. The empty pointer is the whole
    record: its first version, or the one that published it.
    """

    at: datetime
    """When it was made: RFC 3339, UTC."""

    left_filter: bool | None = None
    """True if the record was in the list of announcements with the filters of this request before the change, and is
    not after it: it is withdrawn, or does not match any more. Otherwise absent.
    """


class Meta(Model):
    """Facts about the whole list."""

    total: Total
    """The number of items that match."""

    ended_by: EndedBy | None = None
    """`bytes`: this page has fewer items than `limit`, as more would be too long; `links.next` has them. Otherwise
    absent.
    """

    next_cursor: str | None = None
    """The `cursor` of the next page, as `links.next` has it; absent on the last one."""


Missing = Literal["_missing"] | str
"""Stands for items that state nothing."""


class NotConverted(Model):
    """A sum that could not be converted, with the reason."""

    currency: str
    """The currency as stated."""

    reason: str
    """The reason: `currency`, `date` or `announced_on`."""

    detail: str
    """The reason in a sentence."""

    sum: ExactDecimal | None = None
    """The sum as stated; null if there are only limits and ranges."""

    count: int
    """The number of amounts in the sum."""

    bounds: Bounds | None = None
    """The limits and ranges, which are not in the sum; absent if there are none."""


class Note(Model):
    """A value of a filter for which the list is empty: nothing in the list has it."""

    parameter: str
    """The parameter."""

    value: str
    """The value as it was sent."""

    detail: str
    """What is unknown, and what to do instead."""

    did_you_mean: list[str]
    """The nearest values that something in the list has, if any."""


PartiesFacet = Literal["kind", "jurisdiction", "role"] | str
"""A name."""


PartiesSort = Literal["name", "-name"] | str
"""The order, by name; `-` means backwards."""


PartyKind = Literal["person", "government", "company", "organisation", "group"] | str
"""What a party is."""


class PartyPage(Model):
    """A page of items, with their total and a link to the next page."""

    data: list[DirectoryParty]
    """The items of this page, in order."""

    meta: ListMeta
    """Facts about the whole list."""

    links: Links
    """Links to this page and to the next one."""


PartyRole = (
    Literal[
        "issuer", "speaker", "partner", "member", "funder", "payee", "implementer", "beneficiary", "regulator", "other"
    ]
    | str
)
"""As what a party takes part."""


class PolicyStatus(Model):
    """Where the policy stands. For members without a description, see `PolicyStatusInput`."""

    code: PolicyStatusCode
    """Where the announced policy stands. See /v1/vocabularies/policy_statuses."""

    on: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """


PolicyStatusCode = Literal["proposed", "adopted", "in_force", "suspended", "ended", "repealed"] | str
"""Where the announced policy stands."""


PolicyStatusCodeOrMissing = (
    Literal["proposed", "adopted", "in_force", "suspended", "ended", "repealed", "_missing"] | str
)
"""Where the announced policy stands."""


class PolicyStatusInput(Model):
    """Where the policy stands."""

    code: PolicyStatusCode
    """The status. See /v1/vocabularies/policy_statuses."""

    on: str | None = None
    """When it came to have this status. EDTF (ISO 8601-2)."""


class Problem(Model):
    """Why a request failed (RFC 9457), with all of its errors."""

    type: str
    """The address of a page that explains this type of problem."""

    title: str
    """The type of problem, in a few words."""

    status: int
    """The HTTP status."""

    detail: str
    """What went wrong with this request, in a sentence."""

    instance: str
    """The request's id, as in the X-Request-Id header and in the server's log."""

    errors: list[ErrorDetail] | None = None
    """All errors of the request that have a place."""

    violated_policies: list[str] | None = Field(default=None, alias="violated-policies")
    """With `quota-exceeded`: the rate limits that the request exceeded."""


class Progress(Model):
    """A progress report on a commitment. Reports are added and never changed. For members without a description, see
    `ProgressInput`.
    """

    id: UUID
    """The report's id."""

    status: CommitmentStatus
    """How far a commitment has been kept, as last reported. See /v1/vocabularies/commitment_statuses."""

    on: str
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    value: ExactDecimal | None = None
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""

    note: str | None = None
    source: ReportSource | None = None
    """The source of a progress report. For members without a description, see `ReportSourceInput`."""

    reported_at: datetime
    """When the report was recorded: RFC 3339, UTC."""


class ProgressInput(Model):
    """A progress report on a commitment. Reports are added and never changed."""

    status: CommitmentStatus
    """The status of the commitment. See /v1/vocabularies/commitment_statuses."""

    on: str
    """The day or the period that the report is about. EDTF (ISO 8601-2)."""

    value: ExactDecimal | None = None
    """The figure reached, an exact decimal as a string."""

    note: str | None = None
    """What happened."""

    source: ReportSourceInput | None = None
    """The source, with a url, a title, or both."""


class Quote(Model):
    """The words of one party, or a paraphrase of them. For members without a description, see `QuoteInput`."""

    id: UUID
    """A global id. It stays the same in every version of the record as long as the key does."""

    key: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    text: str
    language: str
    """A BCP 47 language tag, kept in its canonical letter case."""

    speaker: str
    """A short name for a part, unique in its record and kept for life."""

    said_on: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    paraphrase: bool | None = None
    translated_from: str | None = None
    """A BCP 47 language tag, kept in its canonical letter case."""

    about: list[str]
    evidence: list[Evidence]


class QuoteInRecord(Model):
    """A quote with the record that it belongs to. For members without a description, see `Quote` and `QuoteInput`."""

    id: UUID
    """A UUID of any version (RFC 9562), kept in its canonical form."""

    key: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    text: str
    language: str
    """A BCP 47 language tag, kept in its canonical letter case."""

    speaker: str
    """A short name for a part, unique in its record and kept for life."""

    said_on: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    paraphrase: bool | None = None
    translated_from: str | None = None
    """A BCP 47 language tag, kept in its canonical letter case."""

    about: list[str]
    evidence: list[Evidence]
    said_from: date | None = None
    """The first day that `said_on` may mean."""

    said_to: date | None = None
    """The last day that `said_on` may mean; absent if it has no end."""

    speaker_name: str
    """The speaker's name."""

    speaker_post: str | None = None
    """The speaker's post at the time."""

    sources: list[CitedSource]
    """The sources of its evidence."""

    announcement: RecordLink
    """The record that it belongs to."""

    highlights: list[Highlight] | None = None
    """Where the words of `q` occur; only with `highlight=true`."""

    url: str
    """Its address."""


class QuoteInput(Model):
    """The words of one party, or a paraphrase of them."""

    key: str | None = None
    """A short name, unique within the record and permanent. The server makes one if you leave it out."""

    text: str
    """The words that were said."""

    language: str
    """The language of `text` (BCP 47)."""

    speaker: str
    """The key of the party that said it."""

    said_on: str | None = None
    """When it was said. EDTF (ISO 8601-2)."""

    paraphrase: bool | None = None
    """Whether `text` is a paraphrase and not the exact words."""

    translated_from: str | None = None
    """The original language, if `text` is a translation."""

    about: list[str] | None = None
    """The keys of the parts of the record that it is about."""

    evidence: list[EvidenceInput] | None = None
    """The words of the sources that state this."""


class QuotePage(Model):
    """A page of items, with their total and a link to the next page."""

    data: list[QuoteInRecord]
    """The items of this page, in order."""

    meta: ListMeta
    """Facts about the whole list."""

    links: Links
    """Links to this page and to the next one."""


class QuoteSum(Model):
    """The number of quotes in a group."""

    speaker: str | None = None
    """The group's speaker; null for “not stated”. Only with `group_by=speaker`."""

    post: str | None = None
    """The group's post; null for “not stated”. Only with `group_by=post`."""

    role: str | None = None
    """The group's role; null for “not stated”. Only with `group_by=role`."""

    language: str | None = None
    """The group's language; null for “not stated”. Only with `group_by=language`."""

    translated_from: str | None = None
    """The group's translated_from; null for “not stated”. Only with `group_by=translated_from`."""

    jurisdiction: str | None = None
    """The group's jurisdiction; null for “not stated”. Only with `group_by=jurisdiction`."""

    topic: str | None = None
    """The group's topic; null for “not stated”. Only with `group_by=topic`."""

    party: str | None = None
    """The group's party; null for “not stated”. Only with `group_by=party`."""

    kind: str | None = None
    """The group's kind; null for “not stated”. Only with `group_by=kind`."""

    policy_status: str | None = None
    """The group's policy_status; null for “not stated”. Only with `group_by=policy_status`."""

    jurisdiction_group: str | None = None
    """The group's jurisdiction_group; null for “not stated”. Only with `group_by=jurisdiction_group`."""

    year: str | None = None
    """The group's year; null for “not stated”. Only with `group_by=year`."""

    labels: dict[str, str]
    """Labels of the groups whose values are codes or ids."""

    count: int
    """The number of quotes."""


class QuoteSummary(Model):
    """A page of items, with their total and a link to the next page."""

    data: list[QuoteSum]
    """The items of this page, in order."""

    meta: SummaryMeta
    """Facts about the whole list."""

    links: Links
    """Links to this page and to the next one."""


QuotesFacet = (
    Literal[
        "speaker",
        "post",
        "role",
        "language",
        "translated_from",
        "jurisdiction",
        "topic",
        "party",
        "kind",
        "source_kind",
        "publisher",
        "policy_status",
        "jurisdiction_group",
        "year",
        "state",
    ]
    | str
)
"""A name."""


QuotesSort = (
    Literal["-announced_on", "announced_on", "-said_on", "said_on", "-updated_at", "updated_at", "relevance"] | str
)
"""The order; `-` means latest or greatest first."""


QuotesSummaryGroupBy = (
    Literal[
        "speaker",
        "post",
        "role",
        "language",
        "translated_from",
        "jurisdiction",
        "topic",
        "party",
        "kind",
        "policy_status",
        "jurisdiction_group",
        "year",
    ]
    | str
)
"""A name."""


QuotesSummarySort = Literal["-count", "count", "-group", "group"] | str
"""The order; `-` means the greatest first."""


class RecordLink(Model):
    """The record that a part belongs to."""

    id: UUID
    """The record's id."""

    title: str
    """Its title."""

    jurisdiction: str
    """Its jurisdiction."""

    other_jurisdictions: list[str] | None = None
    """The other jurisdictions of a joint announcement; absent without any."""

    announced_on: str
    """When it was announced. EDTF (ISO 8601-2)."""

    version: int
    """Its version."""

    updated_at: datetime
    """When it last changed."""

    url: str
    """Its address."""


RecordState = Literal["draft", "published", "withdrawn"] | str
"""Who can see a record."""


class RelatedFrom(Model):
    """A record that refers to this one."""

    type: RelationType
    """The relation of that record to this one. See /v1/vocabularies/relation_types."""

    announcement: UUID
    """The id of that record."""

    title: str
    """Its title."""

    url: str
    """Its address."""


class RelatedTo(Model):
    """A record that this one refers to."""

    type: RelationType
    """The relation of this record to that one. See /v1/vocabularies/relation_types."""

    announcement: UUID
    """The id of that record."""

    title: str
    """Its title."""

    url: str
    """Its address."""


class Relation(Model):
    """A link to another record by its id or by a publisher's number, or to a document elsewhere.

    The number may be of a record that is not there yet: the two are related as soon as a record has it among its
    `identifiers`. Until then, and beside it, `url` and `title` say what is meant. For members without a
    description, see `RelationInput`.
    """

    type: RelationType
    """How this record stands to the announcement it points at. See /v1/vocabularies/relation_types."""

    announcement: UUID | None = None
    """A UUID of any version (RFC 9562), kept in its canonical form."""

    identifier: Identifier | None = None
    """An identifier in an external scheme. For members without a description, see `IdentifierInput`."""

    url: str | None = None
    """An absolute http or https URL (RFC 3986)."""

    title: str | None = None


class RelationInput(Model):
    """A link to another record by its id or by a publisher's number, or to a document elsewhere.

    The number may be of a record that is not there yet: the two are related as soon as a record has it among its
    `identifiers`. Until then, and beside it, `url` and `title` say what is meant.
    """

    type: RelationType
    """The relation of this record to the other. See /v1/vocabularies/relation_types."""

    announcement: UUID | None = None
    """The id of another record, which must exist. Not together with identifier, url or title."""

    identifier: IdentifierInput | None = None
    """A publisher's number of the other record, which need not be there yet. `include=related_to` shows the record."""

    url: str | None = None
    """The address of a document elsewhere."""

    title: str | None = None
    """The title of a document elsewhere."""


RelationType = (
    Literal[
        "follows",
        "restates",
        "supersedes",
        "amends",
        "implements",
        "funds",
        "part_of",
        "revokes",
        "partly_revokes",
        "cites",
    ]
    | str
)
"""How this record stands to the announcement it points at."""


RelationTypeOrMissing = (
    Literal[
        "follows",
        "restates",
        "supersedes",
        "amends",
        "implements",
        "funds",
        "part_of",
        "revokes",
        "partly_revokes",
        "cites",
        "_missing",
    ]
    | str
)
"""How this record stands to the announcement it points at."""


class ReportSource(Model):
    """The source of a progress report. For members without a description, see `ReportSourceInput`."""

    url: str | None = None
    """An absolute http or https URL (RFC 3986)."""

    title: str | None = None
    publisher: str | None = None
    via: str | None = None
    author: str | None = None
    official: bool | None = None
    language: str | None = None
    """A BCP 47 language tag, kept in its canonical letter case."""

    published_on: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    retrieved_at: datetime | None = None
    """An instant: a date-time of ISO 8601 with its offset, in any form; kept as RFC 3339 in UTC."""

    archived_url: str | None = None
    """An absolute http or https URL (RFC 3986)."""

    sha256: str | None = None
    """A SHA-256 digest in hexadecimal."""

    kind: SourceKind | None = None
    """What sort of document the facts were taken from. See /v1/vocabularies/source_kinds."""


class ReportSourceInput(Model):
    """The source of a progress report."""

    url: str | None = None
    """Its address, http or https. Give this, a title, or both."""

    title: str | None = None
    """Its title. Give this, an address, or both."""

    publisher: str | None = None
    """The publisher."""

    via: str | None = None
    """The agency that it cites."""

    author: str | None = None
    """The author."""

    official: bool | None = None
    """Whether it comes from the body that made the announcement."""

    language: str | None = None
    """Its language (BCP 47)."""

    published_on: str | None = None
    """When it was published. EDTF (ISO 8601-2)."""

    retrieved_at: datetime | None = None
    """When you read it: RFC 3339, UTC."""

    archived_url: str | None = None
    """The address of an archived copy."""

    sha256: str | None = None
    """The SHA-256 digest of the document that you read. Where evidence has `start` and `end`, that of the text in
    which they count, in UTF-8 with LF as line breaks.
    """

    kind: SourceKind | None = None
    """The kind of source. See /v1/vocabularies/source_kinds."""


class Source(Model):
    """A source of a record. For members without a description, see `SourceInput`."""

    url: str | None = None
    """An absolute http or https URL (RFC 3986)."""

    title: str | None = None
    publisher: str | None = None
    via: str | None = None
    author: str | None = None
    official: bool | None = None
    language: str | None = None
    """A BCP 47 language tag, kept in its canonical letter case."""

    published_on: str | None = None
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    retrieved_at: datetime | None = None
    """An instant: a date-time of ISO 8601 with its offset, in any form; kept as RFC 3339 in UTC."""

    archived_url: str | None = None
    """An absolute http or https URL (RFC 3986)."""

    sha256: str | None = None
    """A SHA-256 digest in hexadecimal."""

    key: str | None = None
    """A short name for a part, unique in its record and kept for life."""

    kind: SourceKind
    """What sort of document the facts were taken from. See /v1/vocabularies/source_kinds."""

    history: list[SourceChange]
    evidence: list[Evidence]


class SourceChange(Model):
    """A change of a document that its publisher states. For members without a description, see `SourceChangeInput`."""

    on: str
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    note: str


class SourceChangeInput(Model):
    """A change of a document that its publisher states."""

    on: str
    """When the document was changed. EDTF (ISO 8601-2)."""

    note: str
    """What was changed, as the publisher states it."""


class SourceInput(Model):
    """A source of a record."""

    url: str | None = None
    """Its address, http or https. Give this, a title, or both."""

    title: str | None = None
    """Its title. Give this, an address, or both."""

    publisher: str | None = None
    """The publisher."""

    via: str | None = None
    """The agency that it cites."""

    author: str | None = None
    """The author."""

    official: bool | None = None
    """Whether it comes from the body that made the announcement."""

    language: str | None = None
    """Its language (BCP 47)."""

    published_on: str | None = None
    """When it was published. EDTF (ISO 8601-2)."""

    retrieved_at: datetime | None = None
    """When you read it: RFC 3339, UTC."""

    archived_url: str | None = None
    """The address of an archived copy."""

    sha256: str | None = None
    """The SHA-256 digest of the document that you read. Where evidence has `start` and `end`, that of the text in
    which they count, in UTF-8 with LF as line breaks.
    """

    key: str | None = None
    """A short name, unique within the record and permanent. The server makes one if you leave it out."""

    kind: SourceKind
    """The kind of source. See /v1/vocabularies/source_kinds."""

    history: list[SourceChangeInput] | None = None
    """The changes of the document since it came out, as its publisher lists them. Changes of the record itself are
    its versions.
    """

    evidence: list[EvidenceInput] | None = None
    """The words of the sources that state this."""


SourceKind = (
    Literal["press_release", "news_report", "speech", "legal_text", "budget_document", "dataset", "social", "other"]
    | str
)
"""What sort of document the facts were taken from."""


SourceKindOrMissing = (
    Literal[
        "press_release",
        "news_report",
        "speech",
        "legal_text",
        "budget_document",
        "dataset",
        "social",
        "other",
        "_missing",
    ]
    | str
)
"""What sort of document the facts were taken from."""


class Status(Model):
    """The status of a commitment, from its newest progress report."""

    code: CommitmentStatus
    """The status. See /v1/vocabularies/commitment_statuses."""

    on: str
    """The day that the report is about. EDTF (ISO 8601-2)."""


class SummaryMeta(Model):
    """Facts about a summary, which has no pages."""

    total: Total
    """The number of items that match."""

    left_out: LeftOutReasons | None = None
    """What the sums, or the numbers of overdue commitments, leave out; absent if that is nothing."""

    notes: list[Note] | None = None
    """Only if nothing matches: the values of topics, parties, speakers, payers, payees and publishers that nothing
    in this list has, whatever the other filters. Three values are looked up.
    """


class Target(Model):
    """The figure that was promised. For members without a description, see `TargetInput`."""

    value: ExactDecimal
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""

    unit: str | None = None
    comparator: TargetComparator | None = None
    """How an outcome is held against the value of a target. See /v1/vocabularies/comparators."""

    upper: ExactDecimal | None = None
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""


TargetComparator = Literal["eq", "gte", "lte", "about"] | str
"""How an outcome is held against the value of a target."""


TargetComparatorOrMissing = Literal["eq", "gte", "lte", "about", "_missing"] | str
"""How an outcome is held against the value of a target."""


class TargetInput(Model):
    """The figure that was promised."""

    value: ExactDecimal
    """The figure, an exact decimal as a string."""

    unit: str | None = None
    """What is counted or measured."""

    comparator: TargetComparator | None = None
    """How the outcome is compared with the figure. See /v1/vocabularies/comparators."""

    upper: ExactDecimal | None = None
    """The upper end, if a range was promised."""


class Topic(Model):
    """A topic with its numbers of records and commitments."""

    topic: str
    """The topic."""

    announcements: int
    """The number of records about it."""

    commitments: int | None = None
    """The number of commitments about it; given when one topic is read by itself."""

    first_on: date | None = None
    """The first day on which a record about it may have been announced."""

    last_on: date | None = None
    """The last such day."""

    url: str
    """Its address."""


class TopicPage(Model):
    """A page of items, with their total and a link to the next page."""

    data: list[Topic]
    """The items of this page, in order."""

    meta: Meta
    """Facts about the whole list."""

    links: Links
    """Links to this page and to the next one."""


class Total(Model):
    """How many items match."""

    value: int
    """The number of items counted."""

    relation: TotalRelation
    """`eq`: exactly this many; `gte`: at least this many, as counting stopped there."""


TotalMode = Literal["capped", "exact"] | str
"""How matches are counted."""


TotalRelation = Literal["eq", "gte"] | str
"""`eq`:"""


class Translation(Model):
    """Title, summary and body in one language. For members without a description, see `TranslationInput`."""

    title: str | None = None
    summary: str | None = None
    body: str | None = None


class TranslationInput(Model):
    """Title, summary and body in one language."""

    title: str | None = None
    """The title in that language."""

    summary: str | None = None
    """The summary in that language."""

    body: str | None = None
    """The full text in that language."""
