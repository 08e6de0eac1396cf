"""Filters of amounts, as a table from which their parameters are made, and rules of their parameters."""

from collections.abc import Mapping
from typing import Any

from domain.code_names import meant_currency
from domain.violations import Violation
from domain.vocabularies import AMOUNT_COMPARATOR, AMOUNT_KIND, FREQUENCY, STAGE
from schemas.base import Rules
from schemas.fields.codes import Currency
from schemas.fields.scalars import Choice, OneOf
from schemas.queries.filter_parameter import FilterParameter
from schemas.queries.filters import PARTY
from schemas.record.rules import Object, Violations

AMOUNT: Mapping[str, FilterParameter] = {
    "kind": FilterParameter(
        Choice(AMOUNT_KIND, "A kind of money."), "Of any of these kinds.", "Of none of these kinds."
    ),
    "currency": FilterParameter(
        Currency("ISO 4217.", example="USD"), "In any of these currencies.", "In none of these currencies."
    ),
    "stage": FilterParameter(
        Choice(STAGE, "A stage."), "At any of these stages.", "At none of these stages.", "without a stage"
    ),
    "frequency": FilterParameter(
        Choice(FREQUENCY, "A frequency."),
        "Meant for the whole period, or for each year of it.",
        "With none of these frequencies.",
        "without a frequency",
    ),
    "comparator": FilterParameter(
        Choice(AMOUNT_COMPARATOR, "A comparator."),
        "With any of these comparators: `gte` and `lte` find limits.",
        "With none of these comparators.",
        "without a comparator",
    ),
    "payer": FilterParameter(PARTY, "Paid by any of these.", "Paid by none of these.", "without a payer"),
    "payee": FilterParameter(PARTY, "Paid to any of these.", "Paid to none of these.", "without a payee"),
}
"""Filters of amounts themselves."""


def conversion_of(text: str) -> str:
    """The parameters that convert into the currency that a text means, or into euros."""
    return f"currency={meant_currency(text) or 'EUR'}&convert=announced_on"


CONVERT = OneOf(
    ("announced_on",),
    "Compare `amount_min` and `amount_max` with amounts of all currencies, each converted into the one `currency` that "
    "is given, which is then the target and not a filter, at the European Central Bank's reference rate of the day of "
    "its announcement. Amounts without a rate do not match; `meta.left_out` counts them.",
    instead=lambda text: f"{conversion_of(text)}&amount_min=0",
)


def currency_is_single(loaded: Object, _: Object) -> Violations:
    """Amounts are sorted within a currency."""
    if not str(loaded.get("sort")).endswith("amount"):
        return
    if len(loaded.get("currency") or ()) != 1:
        yield ("sort",), Violation("currency", "Sorting by amount needs one `currency`.", ("currency",))
    elif loaded.get("convert") is not None:
        detail = (
            "With `convert`, amounts of all currencies match: their order is not by amount. Leave out one of the two."
        )
        yield ("sort",), Violation("convert", detail)


def target_is_single(loaded: Object, _: Object) -> Violations:
    """Amounts are converted into one currency."""
    if loaded.get("convert") is not None and len(loaded.get("currency") or ()) != 1:
        yield ("convert",), Violation("currency", "Converting needs one `currency` to convert into.", ("currency",))


def bounds_are_stated(loaded: Object, _: Object) -> Violations:
    """A list converts amounts to compare them."""
    if loaded.get("convert") is not None and loaded.get("amount_min") is None and loaded.get("amount_max") is None:
        names = ("amount_min", "amount_max")
        yield ("convert",), Violation("amount", "This needs `amount_min` or `amount_max`.", names)


def name_target(loaded: dict[str, Any]) -> dict[str, Any]:
    """With `convert`, the one `currency` is no filter: `convert` becomes the currency to convert into."""
    if "convert" not in loaded:
        return loaded
    (target,) = loaded["currency"]
    return {name: value for name, value in loaded.items() if name != "currency"} | {"convert": target}


RULES: Rules = (currency_is_single, target_is_single, bounds_are_stated)
"""Rules of the parameters of a list."""
