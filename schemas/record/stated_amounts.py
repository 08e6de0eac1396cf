"""What the words of an amount state."""

from collections.abc import Mapping
from typing import Any

from domain.money import parser
from domain.money.refusal import AmbiguousMoney


def stated_members(amount: Mapping[str, Any], record: Mapping[str, Any]) -> dict[str, Any]:
    """The members of an amount that its text states, in the language and country of its record.

    Raises AmbiguousMoney.
    """
    jurisdiction, language, currency = (
        value if isinstance(value, str) else None
        for value in (record.get("jurisdiction"), record.get("language"), amount.get("currency"))
    )
    money = parser.parse_money(amount["text"], jurisdiction=jurisdiction, language=language, currency=currency)
    if money.upper is not None and amount.get("comparator", "eq") != "eq":
        raise AmbiguousMoney("the text states a range, and `comparator` a limit")
    members = {
        "amount": parser.format_decimal(money.amount),
        "currency": money.currency,
        "comparator": None if money.comparator == "eq" else money.comparator,
        "upper": None if money.upper is None else parser.format_decimal(money.upper),
        "approximate": money.approximate or None,
        "frequency": money.frequency,
    }
    return {name: value for name, value in members.items() if value is not None}
