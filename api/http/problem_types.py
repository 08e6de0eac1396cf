"""Problem types (RFC 9457): their statuses, names, titles and meanings, as `/problems` shows them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProblemType:
    """A problem type of RFC 9457. Its name is the last part of its URI, and its meaning the text of its page."""

    status: int
    name: str
    title: str
    meaning: str


PROBLEM_TYPES = (
    ProblemType(400, "malformed", "Malformed request", "The request or its JSON cannot be parsed."),
    ProblemType(
        401,
        "unauthenticated",
        "Authentication required",
        "The key is missing, unknown, expired or revoked. Send `Authorization: Bearer <key>`.",
    ),
    ProblemType(403, "forbidden", "Forbidden", "The key lacks the scope that the detail names."),
    ProblemType(404, "not-found", "Not found", "Nothing is at this address, or nothing that you may see."),
    ProblemType(405, "method", "Method not allowed", "The address has other methods: see the Allow header."),
    ProblemType(406, "not-acceptable", "Not acceptable", "The address has no format that the Accept header names."),
    ProblemType(
        408,
        "timeout",
        "Request timeout",
        "The request did not come in time: its headers within REQUEST_HEADER_TIMEOUT, its body within "
        "REQUEST_BODY_TIMEOUT. Send it again.",
    ),
    ProblemType(
        409,
        "conflict",
        "Conflict",
        "The request conflicts with stored data, or with a request that is still in progress. See `errors`.",
    ),
    ProblemType(410, "withdrawn", "Withdrawn", "The record was withdrawn; the detail gives the reason."),
    ProblemType(
        412, "stale", "Precondition failed", "The record has changed since the version in If-Match. Read it again."
    ),
    ProblemType(
        413,
        "too-large",
        "Content too large",
        "The body, or a line of an import, is over the limit that the detail names.",
    ),
    ProblemType(414, "uri-too-long", "URI too long", "The address is longer than 8,190 bytes."),
    ProblemType(
        415,
        "media-type",
        "Unsupported media type",
        "Send `Content-Type: application/json`; PATCH also takes `application/merge-patch+json`, and drafts take "
        "`text/plain`. Imports take `application/x-ndjson`, plain or with `Content-Encoding: gzip`.",
    ),
    ProblemType(417, "expectation", "Expectation failed", "The only expectation that is met is `100-continue`."),
    ProblemType(422, "invalid", "Validation failed", "`errors` lists each error with its place and what is allowed."),
    ProblemType(
        428,
        "precondition-needed",
        "Precondition required",
        "Send If-Match with the ETag of the version that you change.",
    ),
    ProblemType(429, "busy", "Too many requests", "The server is at its limit. Try again after Retry-After seconds."),
    ProblemType(
        429,
        "quota-exceeded",
        "Quota exceeded",
        "You have sent more requests than the policies in `violated-policies` allow. Send the next one after "
        "Retry-After seconds. `GET /v1/quota`, which is free, says what you have left.",
    ),
    ProblemType(
        431,
        "headers-too-large",
        "Request headers too large",
        "There may be 100 headers of 8,190 bytes each, and 65,536 bytes in all.",
    ),
    ProblemType(500, "internal", "Internal error", "The server's log has the error under the id in `instance`."),
    ProblemType(
        503,
        "unavailable",
        "Service unavailable",
        "The server is overloaded, or its database unreachable or busy. Nothing was changed, unless the detail says "
        "otherwise. Try again after Retry-After seconds.",
    ),
)
TYPE_BY_STATUS = {each.status: each for each in reversed(PROBLEM_TYPES)}
"""The problem type of a status, the first one if it has several."""

TYPE_BY_NAME = {each.name: each for each in PROBLEM_TYPES}
