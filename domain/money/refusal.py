"""The error of a text that states no sum beyond doubt, and the reasons that words in it give."""

import re

_A_LITTLE_LESS = (
    r"\b(?:nearly|almost|close to|just about|near)\b|près de|\b(?:knapp|fast|beinahe|casi|quase|quasi|bijna|næsten"
    r"|nesten|nästan|lähes|prawie|hampir|gần)\b|почти|майже|neredeyse|거의|近|σχεδόν|लगभग पौने|ما يقرب من|כמעט|เกือบ"
)
_ONE_OF_MANY = (
    r"\b(?:per|a|an) ?(?:capita|head|person|child|pupil|student|patient|household|family|home|unit|tonne|ton|kg|litre"
    r"|[kmg]wh|hectare|day|week|month|hour)\b|\b(?:each|apiece)\b|/ ?(?:tonne|t|kg|[kmg]wh|month|day|hour)\b"
    r"|par (?:habitant|personne|mois)|(?:pro|je) (?:kopf|person|monat|tonne)|por (?:habitante|persona|pessoa|mes|mês)"
    r"|1인당"
)
_REASONS = (
    (re.compile(r"%|\bper ?cent\b|퍼센트"), "a percentage is not a sum of money"),
    (re.compile(_A_LITTLE_LESS), "a word such as “nearly” may mean about the sum, or at most the sum"),
    (re.compile(_ONE_OF_MANY), "it states money for one of many, or for less than a year"),
)


class AmbiguousMoney(ValueError):
    """The text does not state exactly one sum, limit or range; the message says why and what to give instead."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The sum cannot be read without doubt: {reason}. "
            'Give `amount` (such as "15000000") and `currency` (such as "USD") as well.'
        )


def explain(text: str) -> str | None:
    """The reason to refuse a text, in lower case, that one of its words gives; None if none does."""
    return next((reason for pattern, reason in _REASONS if pattern.search(text)), None)
