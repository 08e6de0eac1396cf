"""Values that are wrong, or nearly right: the material of `bad_inputs`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.strategies import LIMITS, MOMENTS, READABLE, SPEECH, TAGS

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1.5, 1e308, 2**63, -(2**63), 10**40, [], {}, [[]], [None], {"": None}, "", " ", "\x00"),
    *("a" * 5_000, "e" + "\u0301" * 40, "\ud7ff\U0010fffd", "../../etc/passwd", "null", "NaN", "Infinity", "-0", "1e9"),
    *("2026-13", "2026-02-30", "9999-12-31", "0000", "-0001", "2026-29", "../..", "{}", "[]", "%00", "\u202e", "🇰🇷"),
    *SPEECH,
    *LIMITS,
    *MOMENTS,
    *TAGS,
)
DATES = ("2026", "2026-07", "2026-07-31", "2026-07~", "2026?", "202X", "2026-21", "2026/2027", "2026-07/..", "../2030")
DATE_SIGNS = "0123456789-/.~?%XYTZ:+ \u0660\u2212"
SUMS = (*(words for words, _ in READABLE), "1,234.56", "R$ 500 milhões", "1.500 million", "£2.5m per year", "5-10 bn")
SUM_SIGNS = "0123456789.,'-\u2013~%$€£¥₩₹ kmbntrillioncrore億兆원万조\u00a0\u202f"
WORDS = ("quantum", "chips", "양자", "技術", "experts", "e\u0301", "IonQ", "2035", "a*", "-b", '"', '"two words"', "OR")
WORD_SIGNS = '"-*() OR:^~+\\/\u0301\uff51é원'
SYNTAX = ("[", "]", "{", "}", ",", ":", '"', "\\", "\\u", "\\ud800", "1e999", "nul", "\x00", "\xff", "'", "//", "NaN")
HEADERS = (
    *(
        "Accept",
        "Authorization",
        "If-None-Match",
        "If-Match",
        "Content-Type",
        "X-Request-Id",
        "Origin",
        "Idempotency-Key",
    ),
    *("Communique-Position", "Range", "Cookie", "Host", "Expect", "Content-Encoding", "Accept-Encoding", "traceparent"),
    *("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Prefix", "SCRIPT_NAME", "X-HTTP-Method-Override", "Date"),
)
HEADER_VALUES = (
    *(
        "",
        "*",
        '"',
        'W/"',
        '"a", "b", *',
        "*/*;q=",
        "text/html;q=9",
        "application/json; charset=utf-7",
        "Bearer",
        "Basic Og==",
    ),
    *(
        "bytes=0-1",
        "gzip, br",
        "\xe9\xff",
        "a" * 4_000,
        ",".join(["a/b;q=0.1"] * 400),
        "100-continue",
        "-1",
        "1e3",
        "null",
    ),
)
NUMBERS = ("1", "2", "0", "-1", "9" * 30)
RIGHT: Mapping[str, tuple[str, ...]] = {
    "as_of": ("2026", "2026-01-30T09:00:00Z"),
    "convert": ("announced_on",),
    "currency": ("EUR", "USD", "XTS"),
    "facet": ("kind", "kind,topic,year", "state"),
    "fields": ("id", "id,title,parties.name", "statement,announcement.title"),
    "format": ("csv", "ndjson", "atom", "jsonfeed", "ics", "jsonld"),
    "from": ("0", "1", "2026-01"),
    "group_by": ("kind", "kind,year", "jurisdiction,kind,topic", "currency"),
    "include": ("related_from", "related_to"),
    "limit": ("0", "1", "200"),
    "match": ("within", "overlaps"),
    "q": ("plan", "quantum -chips"),
    "sort": ("-due", "amount", "relevance"),
}
"""Right values of parameters that a wrong one leaves without effect."""

BODIES: Mapping[str, Any] = {
    "/v1/keys": {
        "name": "A key",
        "scopes": ["read", "write"],
        "expires_at": "2030-01-01T00:00:00Z",
        "jurisdictions": ["KR"],
        "networks": ["192.0.2.0/24", "2001:db8::/32"],
    },
    "/v1/announcements/{id}/redactions": {
        "pointers": ["/summary", "/quotes/all-hands/text", "/commitments/clusters/evidence/0/exact", "/change/note"],
        "reason": "Asked for.",
    },
    "/v1/parties/{id}/merge": {"into": "00000000-0000-0000-0000-000000000000"},
    "/v1/drafts": {
        "text": "SEOUL, Jan. 29 - The ministry will train 10,000 experts by 2035 for $5 million, “at last”, it said.",
        "published_on": "2026-01-29",
        "jurisdiction": "KR",
        "source": {"title": "Experts", "url": "https://example.org/experts"},
        "min_confidence": 0.5,
        "save": True,
    },
    "/v1/announcements/search": {"q": "plan", "kind": ["plan"], "facet": ["kind"], "limit": 2, "state": ["published"]},
    "/v1/commitments/search": {"q": "plan", "unit": ["sites"], "sort": "value", "value_min": "1", "overdue": True},
    "/v1/amounts/search": {"currency": ["EUR"], "convert": "announced_on", "amount_min": "1", "period_from": "2026"},
    "/v1/quotes/search": {"q": "plan", "speaker": ["Bae"], "said_from": "2026", "highlight": True, "paraphrase": False},
}
"""Right bodies of operations that no other kind of input is for, by path."""
