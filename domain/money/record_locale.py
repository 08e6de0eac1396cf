"""The locale of a record: the language, the country and the currency by which its sums are read."""

import re
from dataclasses import dataclass
from typing import Self

_REGION = re.compile(r"-(?P<region>[A-Za-z]{2}|[0-9]{3})(?![A-Za-z0-9])")
_WRITTEN_AS = {"no": "nb", "nn": "nb"}
"""Languages that are written with the words of another."""


@dataclass(frozen=True, slots=True)
class RecordLocale:
    """A record's language, its country, and the currency that an amount states.

    `tag` is the language as stated (BCP 47), `language` the one whose words are used; `country` is an ISO 3166-1 code
    or empty, `region` the one whose numbers are used: that of the tag, else the country.
    """

    tag: str
    language: str
    country: str
    region: str
    currency: str | None

    @classmethod
    def of(cls, tag: str, jurisdiction: str, currency: str | None) -> Self:
        """The locale of a language tag and a jurisdiction (ISO 3166)."""
        base = tag.partition("-")[0].lower()
        country = jurisdiction.upper().partition("-")[0]
        region = _REGION.search(tag)
        return cls(tag, _WRITTEN_AS.get(base, base), country, region["region"].upper() if region else country, currency)
