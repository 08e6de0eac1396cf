"""The precondition of a change: If-Match (RFC 9110)."""

from api.services.errors import PreconditionRequired, Stale


def require_match(if_match: str | None, etag: str, current: str) -> None:
    """Refuse a change that is blind (RFC 6585), or that was made to something with another ETag.

    `current` begins the sentence of the refusal: what there is now.
    """
    if if_match is None:
        raise PreconditionRequired("Send If-Match with the ETag of the version you mean to change, or *.")
    if if_match.strip() != "*" and etag not in {each.strip() for each in if_match.split(",")}:
        quotes = "" if '"' in if_match else " An ETag is sent with its quotation marks."
        raise Stale(f"{current}, with the ETag {etag}. Read it again.{quotes}")
