"""Numerals of Korean and Japanese."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

KOREAN_NUMBERS = MappingProxyType(
    {
        "한": 1,
        "두": 2,
        "세": 3,
        "네": 4,
        "다섯": 5,
        "여섯": 6,
        "일곱": 7,
        "여덟": 8,
        "아홉": 9,
        "열": 10,
        "스무": 20,
    }
)
"""Native numerals, which are read before a counter alone: `일곱 곳`."""

KANJI_DIGITS = MappingProxyType({digit: at for at, digit in enumerate("〇一二三四五六七八九")})

EAST_ASIAN_SCALES = MappingProxyType({
    "십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12,
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "億": 10**8, "兆": 10**12,
})  # fmt: skip

EAST_ASIAN_SHARES: Mapping[str, Decimal] = MappingProxyType({
    "절반": Decimal(50), "반으로": Decimal(50), "半減": Decimal(50), "半分": Decimal(50), "4분의 1": Decimal(25),
    "4分の1": Decimal(25), "四分の一": Decimal(25),
})  # fmt: skip
