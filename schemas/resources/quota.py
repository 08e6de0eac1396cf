"""Rate limits of the caller."""

from marshmallow import Schema

from schemas.fields.described import integer_field, list_field, string_field


class PolicySchema(Schema):
    """A rate limit and what is left of it."""

    policy = string_field("Its name, as in the RateLimit and RateLimit-Policy headers.", "reads")
    applies_to = string_field("The requests that count.", enum=["reads", "writes"])
    quota = integer_field("The number of requests that you may send in a window.", 600, minimum=1)
    window = integer_field("The length of a window, in seconds. It slides.", 60, minimum=1)
    remaining = integer_field("The number of requests that you may still send.", 599, minimum=0)
    reset = integer_field("The seconds until you may send one more than that.", 12, minimum=0)


class QuotaSchema(Schema):
    """The rate limits of the caller."""

    holder = string_field("What they belong to: your key, or without one your address.", enum=["key", "address"])
    policies = list_field(PolicySchema, "The limits; empty if this server has none.")
