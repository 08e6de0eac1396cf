"""Other names for members and parameters: an error suggests those that an unknown name means."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any

from domain.dates.relative_days import window_of
from domain.violations import MAX_COMPARED, Parameters, closest_match, parameters_of
from schemas.fields.scalars import MAX_QUOTE

ANNOUNCED = "announced_from={}&announced_to={}"
DUE = "due_from={}&due_to={}"
DATES = ("announced_on", "due", "said_on", "published_on", "on", "period", ANNOUNCED, "announced_from")
TEXTS = ("statement", "body", "text", "exact", "purpose", "note", "q")
NAMES = ("title", "name", "statement", "label", "q")
PEOPLE = ("parties", "party")
PLACES = ("jurisdiction", "place")

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("date", "day", "announced", "announcement_date", "announced_at", "when", "datetime"), DATES),
        **dict.fromkeys(("published", "publication_date", "pub_date", "published_at"), ("published_on", *DATES)),
        **dict.fromkeys(("announced_on", "year", "month", "years", "in_year"), (ANNOUNCED, *DATES)),
        **dict.fromkeys(
            ("date_from", "start_date", "start", "from", "begin", "since", "min_date"),
            ("announced_from={}", "announced_from", "starts", "period", "start"),
        ),
        "after": ("announced_from={}", "announced_from", "starts", "period", "suffix"),
        **dict.fromkeys(
            ("date_to", "end_date", "end", "to", "until", "max_date"),
            ("announced_to={}", "announced_to", "due", "period", "end"),
        ),
        "before": ("announced_to={}", "announced_to", "due", "period", "prefix"),
        **dict.fromkeys(("start_offset", "char_start", "position"), ("start",)),
        **dict.fromkeys(("end_offset", "char_end"), ("end",)),
        **dict.fromkeys(
            ("updated", "updated_at", "updated_on", "modified", "changed"),
            ("updated_from={}&updated_to={}", "updated_at"),
        ),
        **dict.fromkeys(("modified_since", "changed_since"), ("updated_from={}",)),
        **dict.fromkeys(("week", "this_week", "last_week"), ("announced_from=today-7d",)),
        "within": ("match=within",),
        **dict.fromkeys(("created", "created_at", "created_on"), ("created_from={}&created_to={}", "created_at")),
        **dict.fromkeys(("newest", "latest", "recent"), ("sort=-announced_on", "-announced_on")),
        "oldest": ("sort=announced_on", "announced_on"),
        **dict.fromkeys(("text", "content", "contents", "full_text", "message", "body_text", "words", "quote"), TEXTS),
        **dict.fromkeys(
            ("description", "abstract", "lead", "excerpt", "teaser"), ("summary", "statement", "purpose", *TEXTS)
        ),
        **dict.fromkeys(("name", "headline", "heading", "label", "subject_line"), NAMES),
        "title": ("name", "statement", "post", "q"),
        **dict.fromkeys(("type", "category", "genre", "document_type"), ("kind", "type")),
        "kind": ("type",),
        **dict.fromkeys(("tag", "tags", "keywords", "subject", "subjects", "theme", "topic"), ("topics", "topic")),
        **dict.fromkeys(("topics", "themes"), ("topic",)),
        **dict.fromkeys(
            ("country", "countries", "country_code", "nation", "region", "state", "location", "where"), PLACES
        ),
        **dict.fromkeys(("territory", "iso", "iso2", "iso3"), PLACES),
        **dict.fromkeys(("co_jurisdictions", "jurisdictions"), ("other_jurisdictions", "jurisdiction")),
        **dict.fromkeys(
            ("country_group", "region_group", "bloc", "continent", "group", "groups"),
            ("jurisdiction_group", "group_by"),
        ),
        **dict.fromkeys(("lang", "locale", "language_code"), ("language",)),
        **dict.fromkeys(("actors", "people", "organisations", "organizations", "persons", "participants"), PEOPLE),
        **dict.fromkeys(("organisation", "organization", "actor", "person", "body", "department"), PEOPLE),
        **dict.fromkeys(("ministry", "agency", "issuer", "company", "government", "who"), PEOPLE),
        **dict.fromkeys(("promises", "pledges", "targets", "goals", "actions", "milestones"), ("commitments",)),
        **dict.fromkeys(("promise", "pledge", "goal", "measure", "action"), ("statement", "commitments")),
        **dict.fromkeys(("deadline", "due_date", "due_on", "due_in", "due_year", "expires"), (DUE, "due")),
        **dict.fromkeys(("by", "due_by"), ("due_to={}", "speaker={}", "party={}", "due")),
        "upcoming": ("due_from=today",),
        **dict.fromkeys(("late", "is_overdue", "is_late", "lateness", "overdue"), ("overdue=true",)),
        **dict.fromkeys(("kept", "met", "done", "fulfilled", "completed", "is_met"), ("status=met",)),
        **dict.fromkeys(("missed", "broken", "failed", "unmet"), ("status=missed",)),
        **dict.fromkeys(("draft", "drafts", "is_draft"), ("state=draft",)),
        **dict.fromkeys(("corrected", "corrections", "correction", "errata"), ("change_type=correction",)),
        **dict.fromkeys(("moved", "postponed", "rescheduled"), ("due_moved=true",)),
        **dict.fromkeys(("progress_status", "state_of_progress", "fulfilment"), ("status",)),
        **dict.fromkeys(("money", "sums", "budgets", "transactions", "values"), ("amounts", "currency")),
        **dict.fromkeys(("sum", "figure", "number", "quantity", "total_amount"), ("amount", "value")),
        "value": ("amount", "value_min={}&value_max={}", "amount_min={}&amount_max={}"),
        "amount": ("value", "amount_min={}&amount_max={}", "value_min={}&value_max={}"),
        **dict.fromkeys(("currency_code", "iso_currency", "currencies"), ("currency",)),
        **dict.fromkeys(
            ("converted", "convert_to", "in_currency", "exchange", "target_currency"),
            ("currency={}&convert=announced_on",),
        ),
        **dict.fromkeys(("payer_id", "paid_by", "funder", "donor", "buyer"), ("payer", *PEOPLE)),
        **dict.fromkeys(("payee_id", "paid_to", "recipient", "supplier", "beneficiary"), ("payee", *PEOPLE)),
        **dict.fromkeys(("statements", "speeches", "quotations"), ("quotes",)),
        **dict.fromkeys(("said_by", "speaker_name", "quoted"), ("speaker",)),
        **dict.fromkeys(("minister", "president", "spokesperson", "politician"), ("speaker={}", "party={}")),
        **dict.fromkeys(("speaker_post", "post"), ("q={}", "post")),
        **dict.fromkeys(("position", "job", "job_title", "office", "function"), ("post", "q={}")),
        **dict.fromkeys(("links", "references", "documents", "urls", "citations"), ("sources", "relations")),
        **dict.fromkeys(("link", "href", "uri", "web", "website", "source_url", "permalink"), ("url", "sources")),
        **dict.fromkeys(("source", "url"), ("sources", "publisher")),
        **dict.fromkeys(("newspaper", "outlet", "media"), ("publisher",)),
        **dict.fromkeys(("related", "related_documents", "relationships"), ("relations",)),
        **dict.fromkeys(("target_id", "record", "announcement_id", "related_to"), ("announcement",)),
        **dict.fromkeys(("ids", "identifier", "reference_number", "external_id"), ("identifiers", "identifier", "id")),
        **dict.fromkeys(("uuid", "guid"), ("id",)),
        **dict.fromkeys(("effective_date", "effective_on", "valid_from", "commencement"), ("effective",)),
        **dict.fromkeys(("in_force", "valid_on"), ("in_force_on", "effective")),
        **dict.fromkeys(("legal_status", "policy_state"), ("policy_status",)),
        "status": ("code",),
        **dict.fromkeys(("change_history", "revisions"), ("history",)),
        **dict.fromkeys(("city", "venue", "dateline"), ("place",)),
        **dict.fromkeys(
            ("min", "minimum", "at_least", "min_amount", "amount_from", "over", "more_than"),
            ("amount_min", "value_min", "value"),
        ),
        **dict.fromkeys(
            ("max", "maximum", "at_most", "max_amount", "amount_to", "under", "less_than"),
            ("amount_max", "value_max", "upper"),
        ),
        **dict.fromkeys(("operator", "relation"), ("comparator", "relations")),
        **dict.fromkeys(("percentage", "pct"), ("percent",)),
        **dict.fromkeys(
            ("search", "query", "keyword", "term", "terms", "s", "search_query", "fulltext", "filter"), ("q",)
        ),
        **dict.fromkeys(("page", "offset", "skip", "page_token", "after_cursor"), ("cursor", "start")),
        **dict.fromkeys(("per_page", "page_size", "size", "count", "rows", "max_results", "top"), ("limit",)),
        **dict.fromkeys(("order", "order_by", "sort_by", "orderby", "ordering", "direction", "desc"), ("sort",)),
        **dict.fromkeys(("aggregations", "aggregate", "counts"), ("facet", "group_by")),
        **dict.fromkeys(("groupby", "by_group", "group_on"), ("group_by", "facet")),
        **dict.fromkeys(("select", "include_fields", "columns", "only", "include", "expand", "embed"), ("fields",)),
        **dict.fromkeys(("output", "fmt", "accept", "as"), ("format",)),
        **dict.fromkeys(("excel", "xls", "spreadsheet"), ("xlsx",)),
        **dict.fromkeys(("jsonl", "jsonlines", "json_lines", "ldjson"), ("ndjson",)),
        **dict.fromkeys(("rss", "feed"), ("atom",)),
        **dict.fromkeys(("ical", "icalendar", "calendar"), ("ics",)),
        **dict.fromkeys(("json_ld", "schema_org", "rdf"), ("jsonld",)),
        **dict.fromkeys(("score", "rank", "best"), ("relevance",)),
        **dict.fromkeys(("comment", "reason", "comments"), ("note",)),
    }
)
"""Meanings of other names, the likeliest first: a name, or a template of parameters with `{}` for the value.

The first meaning whose names are all known is suggested.
"""

RANGE_ENDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(("after", "since", "gt", "gte", "start"), ("from", "min")),
        **dict.fromkeys(("before", "until", "lt", "lte", "end"), ("to", "max")),
    }
)
"""Ends of the names of a range's first and last value, and those that they have here."""

DATE_LIKE = re.compile("[0-9]|today")
"""The beginning of a value of a date window."""

OTHER_LISTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "/v1/commitments": frozenset({"overdue", "overdue_on", "due", "due_from", "due_to", "due_moved", "status"}),
        "/v1/amounts": frozenset({"currency", "amount_min", "amount_max", "payer", "payee", "stage", "convert"}),
        "/v1/quotes": frozenset({"speaker", "said_from", "said_to", "paraphrase"}),
        "/v1/changes": frozenset({"change_type"}),
    }
)
"""Parameters that people look for in other lists."""


def meant_member(name: str, known: Collection[str]) -> str | None:
    """The known name that an unknown one means: the same in another case, a synonym, or a misspelling."""
    written, *others = meanings(name)
    meant = next((each for each in (written, *others) if each in known), None)
    return meant or (None if others else closest_match(written, known))


def meant_parameters(name: str, value: Any, known: Collection[str]) -> Parameters:
    """The parameters, with values, that an unknown one means; empty if a known name alone fits better, or nothing."""
    text = str(value) if isinstance(value, str | int) else ""
    first, last = window_of(text)
    for meaning in meanings(name):
        if meaning in known:
            return ()
        parameters = parameters_of(meaning, first, last) if "=" in meaning else ()
        is_window = any(each.endswith(("_from", "_to")) for each, _ in parameters)
        if is_window and text and "{}" in meaning and not DATE_LIKE.match(first):
            continue
        if parameters and all(each in known for each, _ in parameters):
            return parameters if 0 < len(text) <= MAX_QUOTE or "{}" not in meaning else ()
    return ()


def list_with(name: str, value: Any) -> str | None:
    """The address of the list that has the parameters that an unknown one means."""
    for path, names in OTHER_LISTS.items():
        if any(each in names for each in meanings(name)) or meant_parameters(name, value, names):
            return path
    return None


def meanings(name: str) -> tuple[str, ...]:
    """The name in snake case, and what it may mean, the likeliest first."""
    written = in_snake_case(name)
    stem, _, end = written.rpartition("_")
    stem = "announced" if stem == "date" else stem
    return (written, *SYNONYMS.get(written, ()), *(f"{stem}_{each}={{}}" for each in RANGE_ENDS.get(end, ()) if stem))


def in_snake_case(name: str) -> str:
    """A name as members and parameters are written: `announcedOn` and `announced-on` are `announced_on`."""
    words = re.sub("(?<=[a-z0-9])(?=[A-Z])", "_", name[:MAX_COMPARED])
    return re.sub(r"[-.\s]+", "_", words).lower()
