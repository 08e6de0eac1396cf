"""Periods that a sum is for, as texts state them: `over the next ten years`, `in 2026`, `5년간`."""

import re
from collections.abc import Iterable

from domain.money.words import PHRASES
from domain.money.words.numbers import NUMBERS
from domain.money.words.phrases import Phrases
from domain.money.words.rows import spellings

_EAST_ASIAN_YEARS = (
    r"(?:향후 ?|앞으로 ?|今後 ?|未来)?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})"
    r"(?:년(?:간| ?동안)(?:에|에 걸쳐)?|(?:年間?|[カヵかケ]年)(?:で|に|の)|年間|[カヵかケ]年|年(?:内|內|间|間))"
)
_EAST_ASIAN_DATES = (
    r"(?:(?:19|20)[0-9]{2}(?:년|年)?[-~\u2013\u301c](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}|(?:令和|平成|昭和)[0-9元]{1,2})"
    r"(?:년도?|年度?)(?:까지|까지의|までに|までの|に|の|예산|予算|预算)?"
)
_FISCAL = r"(?:(?:fiscal|financial) year |fy ?)?"
_PRICES = r"(?:(?:in|at) )?(?:(?:constant|current) )?(?:19|20)[0-9]{2}(?:[-/][0-9]{2})? prices"


def period_pattern(language: str) -> re.Pattern[str]:
    """A pattern of the periods of a language, in lower case."""
    table = PHRASES.get(language, Phrases())
    joined = _any_of(spellings(f"{table.to} {table.up_to} {table.and_}"))
    year = f"{_FISCAL}(?:19|20)[0-9]{{2}}"
    span = f"{year}(?:[-\u2013/](?:20)?[0-9]{{2}}| {joined} 20[0-9]{{2}})?"
    next_ = f"(?:{_any_of(spellings(table.next_))} )"
    years = _any_of(spellings(table.years))
    within = _any_of(spellings(table.within))
    words = [spelling for row in NUMBERS.get(language, {}).values() for spelling in spellings(row)]
    number = f"(?:[0-9]{{1,2}}|{_any_of(words)})"
    ends = r"(?= ?(?:$|[,;:()]))"
    return re.compile(
        "|".join(
            (
                rf"(?<=\(){span}(?=\))",
                f"(?:{within} )?{next_}{{0,4}}{number}[ -]?{years}(?: period)?(?![^\\W\\d_])",
                f"{within} {next_}{{1,4}}{years}(?![^\\W\\d_])",
                f"(?:{within}|{_any_of(spellings(table.opening))}) {next_}{{0,3}}{span}(?: {years})?{ends}",
                _PRICES,
                _EAST_ASIAN_YEARS,
                _EAST_ASIAN_DATES,
            )
        )
    )


def _any_of(terms: Iterable[str]) -> str:
    """A pattern for the longest of some terms; for none of them, one that never matches."""
    longest_first = sorted(terms, key=lambda term: (-len(term), term))
    return f"(?:{'|'.join(map(re.escape, longest_first))})" if longest_first else "(?!)"
