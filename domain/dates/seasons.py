"""Parts of a year in EDTF (ISO 8601-2), the seasons by hemisphere.

The seasons 21 to 24 are those of the jurisdiction's hemisphere, in whole months as in meteorology; 25 to 28 are
northern and 29 to 32 southern everywhere. A season that begins in December runs into the next year: the winter of 2026
(`2026-24`) is December 2026 to February 2027 in the United Kingdom, and its summer (`2026-22`) is in New Zealand.

A country on both sides of the equator, or in the tropics, has the hemisphere of its capital, and a regional body that
of its seat; without a seat it is northern. Subdivisions have that of their country.
"""

from collections.abc import Mapping
from types import MappingProxyType

from domain.codes import country_of

SOUTHERN = frozenset(
    "ALADI ANDEAN-COMMUNITY ASEAN COMESA EAC MERCOSUR PIF SACU SADC "
    "AO AQ AR AS AU BI BO BR BV BW CC CD CG CK CL CX EC FJ FK GS HM ID IO KE KM LS MG MU MW MZ NA NC NF NR NU NZ PE PF "
    "PG PN PY RE RW SB SC SH SZ TF TK TL TO TV TZ UY VU WF WS YT ZA ZM ZW".split()
)
"""Bodies whose seat and countries whose capital, or for Antarctica all of it, is south of the equator (GeoNames)."""

SPRING, SUMMER, AUTUMN, WINTER = (3, 5), (6, 8), (9, 11), (12, 14)
"""First and last month in the northern hemisphere; months above 12 are of the next year."""

SEASONS = ("21", "22", "23", "24")
"""The codes whose months depend on the hemisphere."""

NORTHERN_MONTHS: Mapping[str, tuple[int, int]] = MappingProxyType({
    **{f"{month:02}": (month, month) for month in range(1, 13)},
    "21": SPRING, "22": SUMMER, "23": AUTUMN, "24": WINTER,
    "25": SPRING, "26": SUMMER, "27": AUTUMN, "28": WINTER,
    "29": AUTUMN, "30": WINTER, "31": SPRING, "32": SUMMER,
    "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12),
    "37": (1, 4), "38": (5, 8), "39": (9, 12),
    "40": (1, 6), "41": (7, 12),
})  # fmt: skip
SOUTHERN_MONTHS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {**NORTHERN_MONTHS, "21": AUTUMN, "22": WINTER, "23": SPRING, "24": SUMMER}
)


def is_southern(jurisdiction: str) -> bool:
    """Whether a jurisdiction, or the country of a subdivision, has southern seasons."""
    return country_of(jurisdiction) in SOUTHERN


def months_of(part: str, jurisdiction: str) -> tuple[int, int] | None:
    """The first and last month of a part of a year in a jurisdiction; None if there is no such part."""
    return (SOUTHERN_MONTHS if is_southern(jurisdiction) else NORTHERN_MONTHS).get(part)
