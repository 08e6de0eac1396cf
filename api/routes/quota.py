"""`/v1/quota`: what the caller has left of its rate limits."""

from __future__ import annotations

from typing import Any

from flask import Response

from api.http import Blueprint, public_read, quotas, responses
from api.services.rate_limits import KINDS
from schemas.queries.base import BaseQuery
from schemas.resources.quota import QuotaSchema

blueprint = Blueprint("Quota", __name__, url_prefix="/v1/quota", description="Rate limits, and what is left of them.")


@blueprint.get("")
@public_read
@blueprint.arguments(BaseQuery(), location="query")
@blueprint.response(200, QuotaSchema())
def get_quota(_: dict[str, Any]) -> Response:
    """Read your rate limits and what you have left. This request is free.

    A limit belongs to a key, or to the address of clients without a key. Exports (`format=ndjson` or `csv` without a
    `limit`) and waiting for changes are free too.
    """
    limiter, holder = quotas.rate_limiter(), quotas.quota_holder()
    policies = [quotas.usage_item(each) for kind in KINDS for each in limiter.usage(kind, holder)]
    response = responses.dump_value(QuotaSchema(), {"holder": holder.partition(":")[0], "policies": policies})
    response.headers["Cache-Control"] = "no-store"
    return response
