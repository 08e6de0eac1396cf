"""Other names for members and parameters: an error suggests the one that an unknown name means."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from domain.violations import MAX_COMPARED, closest_match

DATES = ("announced_on", "due", "said_on", "published_on", "on", "period", "announced_from")
TEXTS = ("statement", "body", "text", "exact", "purpose", "note", "q")
NAMES = ("title", "name", "statement", "label")
PEOPLE = ("parties", "party")
PLACES = ("jurisdiction", "place")

SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(("date", "day", "announced", "announcement_date", "announced_at", "when", "datetime"), DATES),
        **dict.fromkeys(("published", "publication_date", "pub_date", "published_at"), ("published_on", *DATES)),
        **dict.fromkeys(("date_from", "start_date", "from", "after", "begin"), ("announced_from", "starts", "period")),
        **dict.fromkeys(("date_to", "end_date", "to", "before", "until"), ("announced_to", "due", "period")),
        **dict.fromkeys(("text", "content", "contents", "full_text", "message", "body_text", "words", "quote"), TEXTS),
        **dict.fromkeys(
            ("description", "abstract", "lead", "excerpt", "teaser"), ("summary", "statement", "purpose", *TEXTS)
        ),
        **dict.fromkeys(("name", "headline", "heading", "label", "subject_line"), NAMES),
        "title": ("name", "statement", "post"),
        **dict.fromkeys(("type", "category", "genre", "document_type"), ("kind", "type")),
        "kind": ("type",),
        **dict.fromkeys(("tag", "tags", "keywords", "subject", "subjects", "theme", "topic"), ("topics", "topic")),
        **dict.fromkeys(("topics", "themes"), ("topic",)),
        **dict.fromkeys(("country", "countries", "country_code", "nation", "region", "state", "location"), PLACES),
        **dict.fromkeys(("territory", "iso", "iso2", "iso3"), PLACES),
        **dict.fromkeys(("co_jurisdictions", "jurisdictions"), ("other_jurisdictions", "jurisdiction")),
        **dict.fromkeys(("country_group", "region_group", "bloc", "group"), ("jurisdiction_group", "group_by")),
        **dict.fromkeys(("lang", "locale", "language_code"), ("language",)),
        **dict.fromkeys(("actors", "people", "organisations", "organizations", "persons", "participants"), PEOPLE),
        **dict.fromkeys(("organisation", "organization", "actor", "person", "body", "department"), PEOPLE),
        **dict.fromkeys(("ministry", "agency", "issuer", "company"), PEOPLE),
        **dict.fromkeys(("promises", "pledges", "targets", "goals", "actions", "milestones"), ("commitments",)),
        **dict.fromkeys(("promise", "pledge", "goal", "measure", "action"), ("statement", "commitments")),
        **dict.fromkeys(("deadline", "due_date", "due_on", "by", "due_by", "expires"), ("due_from", "due")),
        **dict.fromkeys(("due_before", "due_until"), ("due_to",)),
        **dict.fromkeys(("due_after", "due_since"), ("due_from",)),
        **dict.fromkeys(("late", "is_overdue"), ("overdue",)),
        **dict.fromkeys(("progress_status", "state_of_progress", "fulfilment"), ("status",)),
        **dict.fromkeys(("money", "sums", "budgets", "transactions", "values"), ("amounts",)),
        **dict.fromkeys(("sum", "figure", "number", "quantity", "total_amount"), ("amount", "value")),
        "value": ("amount",),
        "amount": ("value",),
        **dict.fromkeys(("currency_code", "iso_currency"), ("currency",)),
        **dict.fromkeys(("payer_id", "paid_by", "funder", "donor", "buyer"), ("payer", *PEOPLE)),
        **dict.fromkeys(("payee_id", "paid_to", "recipient", "supplier", "beneficiary"), ("payee", *PEOPLE)),
        **dict.fromkeys(("statements", "speeches", "quotations"), ("quotes",)),
        **dict.fromkeys(("said_by", "speaker_name", "quoted"), ("speaker",)),
        **dict.fromkeys(("position", "job", "job_title", "office", "function"), ("post",)),
        **dict.fromkeys(("links", "references", "documents", "urls", "citations"), ("sources", "relations")),
        **dict.fromkeys(("link", "href", "uri", "web", "website", "source_url", "permalink"), ("url", "sources")),
        **dict.fromkeys(("source", "url"), ("sources",)),
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
        **dict.fromkeys(("min", "minimum", "at_least"), ("amount_min", "value_min", "value")),
        **dict.fromkeys(("max", "maximum", "at_most"), ("amount_max", "value_max", "upper")),
        **dict.fromkeys(("operator", "relation"), ("comparator", "relations")),
        **dict.fromkeys(("percentage", "pct"), ("percent",)),
        **dict.fromkeys(("search", "query", "keyword", "term", "terms", "s", "search_query"), ("q",)),
        **dict.fromkeys(("page", "offset", "skip", "page_token", "after_cursor"), ("cursor",)),
        **dict.fromkeys(("per_page", "page_size", "size", "count", "rows", "max_results", "top"), ("limit",)),
        **dict.fromkeys(("order", "order_by", "sort_by", "orderby", "ordering"), ("sort",)),
        **dict.fromkeys(("aggregations", "aggregate", "counts"), ("facet", "group_by")),
        **dict.fromkeys(("groupby", "by_group", "group_on"), ("group_by", "facet")),
        **dict.fromkeys(("select", "include_fields", "columns", "only"), ("fields",)),
        **dict.fromkeys(("output", "fmt", "accept", "as"), ("format",)),
        "year": ("announced_from", "announced_on", "period", "due"),
        **dict.fromkeys(("comment", "reason", "comments"), ("note",)),
    }
)
"""For a name, those that it may mean, the likeliest first: the first that there is gets suggested."""


def meant_member(name: str, known: Collection[str]) -> str | None:
    """The known name that an unknown one means: the same in another case, a synonym, or a misspelling."""
    words = re.sub("(?<=[a-z0-9])(?=[A-Z])", "_", name[:MAX_COMPARED])
    written = re.sub(r"[-.\s]+", "_", words).lower()
    candidates = (written, *SYNONYMS.get(written, ()))
    return next((each for each in candidates if each in known), None) or closest_match(written, known)
