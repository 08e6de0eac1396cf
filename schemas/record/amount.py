"""An amount: money that was named."""

from __future__ import annotations

from marshmallow import fields

from domain.vocabularies import AMOUNT_KIND, FREQUENCY, STAGE
from schemas.base import BaseSchema
from schemas.fields.composites import StrictBool, Uuid
from schemas.fields.scalars import Choice, Currency, DecimalText, Edtf, Key, Text
from schemas.record.evidence import evidence_field
from schemas.record.rules import amount_is_stated


class AmountChangeSchema(BaseSchema):
    """How an amount compares with an earlier one."""

    percent = DecimalText("The change in per cent; negative where it fell.", required=True, example="25.4")
    compared_with = Edtf("The time compared with.", example="2025")
    base = DecimalText("The earlier amount, in the same currency.")


class AmountSchema(BaseSchema):
    """A sum of money, exact, beside the words that named it."""

    rules = (amount_is_stated,)

    id = Uuid(
        "A global id, the same in every version of the record as long as the key stays.", dump_only=True, required=True
    )
    key = Key(
        "A short name, unique within the record and kept for life; made by the server where it is missing.",
        example="ionq-investment",
    )
    kind = Choice(AMOUNT_KIND, "What sort of money it is.", required=True, example="investment")
    amount = DecimalText(
        "The sum, an exact decimal as a string. It may be left out where `text` can be read without doubt.",
        example="15000000",
    )
    currency = Currency("ISO 4217. It may be left out with `amount`, where `text` names it.", example="USD")
    text = Text("The sum as stated. Where `amount` is given too, that is what counts.", example="US$15 million")
    approximate = StrictBool("Whether the source gave it as a rounded or rough figure.")
    period = Edtf("The time that the money is for.", example="2026/2028")
    frequency = Choice(FREQUENCY, "Whether the sum is for the whole period or for each year of it.", example="total")
    stage = Choice(STAGE, "How far the money is decided.", example="committed")
    part_of = Key("The key of the amount that this one is a part of; sums never count both.")
    commitment = Key("The key of the commitment that it pays for.", example="ionq-centre")
    payer = Key("The key of the party that pays.", example="ionq")
    payee = Key("The key of the party that is paid.")
    purpose = Text("What the money is for.", longest=1_000)
    change = fields.Nested(
        AmountChangeSchema, allow_none=True, metadata={"description": "How it compares with an earlier amount."}
    )
    evidence = evidence_field()
