"""Words around a sum, by language: about, limits, ranges, years, and words that change nothing.

In rows as in `domain.money.words.rows`. Words that are not here are a reason to refuse: `cut`, `per child`, `nearly`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Spellings of what may stand around a sum."""

    about: str = ""
    at_least: str = ""
    at_most: str = ""
    annual: str = ""
    """Each year."""
    opening: str = ""
    """Before a range: `between`."""
    from_: str = ""
    """Before a range, else a lower limit: `от`, `od`."""
    to: str = ""
    """Within a range."""
    up_to: str = ""
    """Within a range, else an upper limit: `до`, `bis`."""
    and_: str = ""
    """Within a range that has been opened."""
    filler: str = ""
    glue: str = ""
    """Between number and currency: `de`."""
    within: str = ""
    """Before a period: `over` ten years."""
    next_: str = ""
    """Between these two: `the next`."""
    years: str = ""
