"""What real announcements wrote, with what it states; and the forms of each language, grammatical number and case."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from domain.money.parser import Money, format_decimal, parse_money
from domain.money.refusal import AmbiguousMoney

CASES = Path(__file__).parents[1] / "cases"
REAL: list[dict[str, Any]] = [json.loads(line) for line in (CASES / "money.jsonl").read_text().splitlines()]
FORMS = [line.split("|") for line in (CASES / "money_forms.txt").read_text().splitlines() if not line.startswith("#")]
LIMITS = {"eq": "", "gte": ">=", "lte": "<="}


def notation(money: Money) -> str:
    """What a sum states, as the file of forms writes it."""
    upper = "" if money.upper is None else f"..{format_decimal(money.upper)}"
    about, annual = "~" * money.approximate, f" {money.frequency}" if money.frequency else ""
    return f"{about}{LIMITS[money.comparator]}{format_decimal(money.amount)}{upper} {money.currency}{annual}"


@pytest.mark.parametrize("case", REAL, ids=lambda case: f"{case['jurisdiction']}-{case['text']}")
def test_a_real_sum_is_read_right_or_refused(case: dict[str, Any]) -> None:
    where = {"jurisdiction": case["jurisdiction"], "language": case["language"]}
    if case["amount"] is None:
        with pytest.raises(AmbiguousMoney):
            parse_money(case["text"], **where)
        return
    money = parse_money(case["text"], **where)
    assert (money.amount, money.currency) == (Decimal(case["amount"]), case["currency"])
    assert case["approximate"] in {None, money.approximate}
    assert money.comparator == case.get("comparator", "eq")
    assert money.upper == (Decimal(case["upper"]) if "upper" in case else None)


@pytest.mark.parametrize(("language", "jurisdiction", "text", "states"), FORMS)
def test_a_form_of_a_language_is_read_right_or_refused(
    language: str, jurisdiction: str, text: str, states: str
) -> None:
    if states == "-":
        with pytest.raises(AmbiguousMoney):
            parse_money(text, language=language, jurisdiction=jurisdiction)
    else:
        assert notation(parse_money(text, language=language, jurisdiction=jurisdiction)) == states
