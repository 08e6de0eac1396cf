"""An example of an extractor: it finds sums in dollars, and nothing else.

Another one would ask a model here instead of a regular expression. Whatever it answers, the server reads every sum
again from its words, and drops what they do not state.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from domain.reading import Extraction, Finding, Hints, LeftOut, Span

SUM = re.compile(r"\$(?P<figure>\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?) (?P<scale>million|billion)\b")
SCALES = {"million": 6, "billion": 9}
DENIAL = re.compile(r"\bnot\b[^.]*$")


class SumExtractor:
    """Finds sums in dollars. A sum in a sentence with `not` in front of it is left out."""

    version = "1.0"
    languages = ("en",)

    def extract(self, text: str, hints: Hints) -> Extraction:
        """The sums that a text states."""
        matches = [*SUM.finditer(text)]
        denied = [each for each in matches if DENIAL.search(text, 0, each.start())]
        left_out = tuple(LeftOut("amount", Span(*each.span()), "denied") for each in denied)
        currency = "CAD" if hints.jurisdiction == "CA" else "USD"
        return Extraction(tuple(self.findings([each for each in matches if each not in denied], currency)), left_out)

    def findings(self, matches: list[re.Match[str]], currency: str) -> Iterator[Finding]:
        """Each sum with its words."""
        for match in matches:
            figure = Decimal(match["figure"].replace(",", "")).scaleb(SCALES[match["scale"]])
            members = {"kind": "other", "amount": f"{figure:.0f}", "currency": currency, "text": match[0]}
            yield Finding("amount", members, (Span(*match.span()),), band="sign")
