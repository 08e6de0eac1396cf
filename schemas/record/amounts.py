"""Amounts of a record, as clients send and read them."""

from domain.vocabularies import AMOUNT_COMPARATOR, AMOUNT_KIND, FREQUENCY, STAGE
from schemas.base import BaseSchema
from schemas.fields.codes import Currency
from schemas.fields.composites import StrictBool, Uuid, Year
from schemas.fields.described import object_field
from schemas.fields.scalars import Choice, DecimalText, Edtf, Key, Text
from schemas.record.evidence import EVIDENCE
from schemas.record.parts import GLOBAL_ID, part_key
from schemas.record.rules import amount_is_consistent


class AmountChangeSchema(BaseSchema):
    """How an amount compares with an earlier one."""

    percent = DecimalText("The change in per cent; negative for a decrease.", required=True, example="25.4")
    compared_with = Edtf("The period it is compared with; write a fiscal year as its months.", example="2025")
    base = DecimalText("The earlier amount, in the same currency.")


class AmountSchema(BaseSchema):
    """A sum of money, a limit or a range, with the words of the source."""

    rules = (amount_is_consistent,)

    id = GLOBAL_ID
    key = part_key("ionq-investment")
    kind = Choice(AMOUNT_KIND, "The kind of money.", required=True, example="investment")
    amount = DecimalText(
        "The sum, an exact decimal as a string; of a range the lower end. You may leave it out if `text` states "
        "it unambiguously.",
        example="15000000",
    )
    comparator = Choice(
        AMOUNT_COMPARATOR,
        "Whether `amount` is the sum itself or a limit of it. Absent means `eq`. Limits are not added up as if they "
        "were exact.",
        example="eq",
    )
    upper = DecimalText(
        "The upper end, if a range was stated; `amount` is then the lower end. Not together with a limit. Ranges are "
        "not added up as if they were exact.",
        example="20000000",
    )
    currency = Currency(
        "ISO 4217. You may leave it out together with `amount` if `text` names the currency.", example="USD"
    )
    text = Text(
        "The sum, limit or range as stated, in the language of the record. Alone, it fills `amount`, `currency`, "
        "`comparator`, `upper`, `approximate` and `frequency`, unless you give them: `bis zu 1,2 Mrd. Euro`, `$5-7m a "
        "year`. If you give `amount` too, `amount` counts. Where it has two readings, the error states both.",
        example="US$15 million",
    )
    approximate = StrictBool("Whether the source gave it as a rounded or rough figure.")
    price_year = Year(
        "The year whose prices the sum is stated in, if it is adjusted for inflation; of a fiscal year, the year in "
        "which it begins.",
        example="2025",
    )
    value_date = Edtf(
        "The date whose exchange rate or valuation the source used for the sum.", closed=True, example="2026-01-29"
    )
    period = Edtf(
        "The period that the money is for. Write a fiscal year as its months, `2022-04/2023-03`: what looks like two "
        "years, such as `2022-23`, is refused.",
        example="2026/2028",
    )
    frequency = Choice(FREQUENCY, "Whether the sum covers the whole period or each year of it.", example="total")
    stage = Choice(STAGE, "How firmly the money is decided.", example="committed")
    part_of = Key("The key of the amount that this one is part of. Totals never count both.")
    restates = Uuid(
        "The id of the amount, of this or another record, that this one states again. Totals never count both.",
        example="019c0dea-8800-8000-8000-000000000004",
    )
    commitment = Key("The key of the commitment that it pays for.", example="ionq-centre")
    payer = Key("The key of the party that pays.", example="ionq")
    payee = Key("The key of the party that receives the money.")
    purpose = Text("What the money is for.", longest=1_000)
    change = object_field(AmountChangeSchema, "The comparison with an earlier amount.", required=False, allow_none=True)
    evidence = EVIDENCE
