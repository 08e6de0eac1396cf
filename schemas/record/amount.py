"""Amounts of money."""

from __future__ import annotations

from domain.vocabularies import AMOUNT_KIND, FREQUENCY, STAGE
from schemas.base import BaseSchema
from schemas.fields.composites import StrictBool, Uuid
from schemas.fields.described import object_field
from schemas.fields.scalars import Choice, Currency, DecimalText, Edtf, Key, Text
from schemas.record.evidence import evidence_field
from schemas.record.rules import amount_is_stated


class AmountChangeSchema(BaseSchema):
    """How an amount compares with an earlier one."""

    percent = DecimalText("The change in per cent; negative for a decrease.", required=True, example="25.4")
    compared_with = Edtf("The period it is compared with.", example="2025")
    base = DecimalText("The earlier amount, in the same currency.")


class AmountSchema(BaseSchema):
    """An exact sum of money, with the words of the source."""

    rules = (amount_is_stated,)

    id = Uuid(
        "A global id. It stays the same in every version of the record as long as the key does.",
        dump_only=True,
        required=True,
    )
    key = Key(
        "A short name, unique within the record and permanent. The server makes one if you leave it out.",
        example="ionq-investment",
    )
    kind = Choice(AMOUNT_KIND, "The kind of money.", required=True, example="investment")
    amount = DecimalText(
        "The sum, an exact decimal as a string. You may leave it out if `text` states one sum unambiguously.",
        example="15000000",
    )
    currency = Currency(
        "ISO 4217. You may leave it out together with `amount` if `text` names the currency.", example="USD"
    )
    text = Text(
        "The sum as stated. If you give `amount` too, `amount` counts. Without it, limits, approximations such as "
        "“nearly” and ranges are refused, because they do not state one sum.",
        example="US$15 million",
    )
    approximate = StrictBool("Whether the source gave it as a rounded or rough figure.")
    period = Edtf("The period that the money is for.", example="2026/2028")
    frequency = Choice(FREQUENCY, "Whether the sum covers the whole period or each year of it.", example="total")
    stage = Choice(STAGE, "How firmly the money is decided.", example="committed")
    part_of = Key("The key of the amount that this one is part of. Totals never count both.")
    commitment = Key("The key of the commitment that it pays for.", example="ionq-centre")
    payer = Key("The key of the party that pays.", example="ionq")
    payee = Key("The key of the party that receives the money.")
    purpose = Text("What the money is for.", longest=1_000)
    change = object_field(AmountChangeSchema, "The comparison with an earlier amount.", required=False, allow_none=True)
    evidence = evidence_field()
