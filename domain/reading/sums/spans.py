"""Places of sums in running text: numbers with a sign of a currency, in one pass, each read by `parse_money`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from domain.money.parser import MAX_MONEY_LENGTH, Money, parse_money
from domain.money.refusal import AmbiguousMoney
from domain.reading.document import Document
from domain.reading.findings import Span
from domain.reading.layout.agencies import agency_countries
from domain.reading.sums.scan import LENGTH_OF_A_SIGN, Extent, Scan, find_extent, find_sign_before, scan_text
from domain.reading.sums.words import HOME_DOLLARS, NATIONS, OWN_DOLLARS

SUMS_READ = 500
"""Sums of a text that are read; one with more is a table."""

UNCLEAR_READ = 10
"""Sums in doubt for which the text is searched for names of countries."""

CURRENCIES_TRIED = 4
"""Currencies of a text that an unclear sum is tried with."""

LOOK_BACK = 10
"""Characters before a sum in which a word says whether it starts a range."""

WITHIN_WORD = re.compile("[0-9a-z\u00df-\u024f/-]")
DIGIT = re.compile(r"\d")
NUMBER_NEXT = r"(?=(?:[a-z]{0,3}[^\w\s]|[a-z]{2,3} ?)?\d)"
DASH = re.compile(rf" ?[-\u2013\u2014~\u223c\u301c] ?{NUMBER_NEXT}")
TO = re.compile(rf" (?:to|bis|à|(?P<and>and|et|und|y)) {NUMBER_NEXT}")
CHANGE = re.compile(r"(?:from|by|von|um|de|desde) $")
"""Before two sums that are no range: from $5 million to $7 million."""

OPENING = re.compile(r"(?:between|entre|zwischen) $")
IDIOM = re.compile(r"an? (?:m|b|tr)illion-")
"""A million-dollar question, which costs nothing."""

DOLLAR = re.compile(r"\$|dollars?|dólares|달러|ドル")


@dataclass(frozen=True, slots=True)
class StatedSum:
    """A sum in a text; `is_inferred` says that the text or its country tells which of several currencies it is in.

    `sign` is where the sign stands that the sum shares with the next one.
    """

    span: Span
    money: Money
    is_inferred: bool
    sign: Span | None = None


def find_sums(document: Document) -> tuple[list[StatedSum], list[Span]]:
    """The sums of a text in its order, and the places of those whose value or currency is in doubt."""
    scan = scan_text(document)
    dollar = _dollar(document)
    sums: list[StatedSum] = []
    unread: list[Span] = []
    named: dict[str, None] = {}
    end = 0
    match = scan.number.search(scan.lower)
    while match and len(sums) + len(unread) < SUMS_READ:
        places, end = _places(scan, match, end)
        found = next((each for place in places if (each := _read(scan, document, place, dollar, named))), None)
        if found:
            sums.append(found)
            named[found.money.currency] = None
        elif places:
            unread.append(places[-1])
        end = found.span.end if found else end
        match = scan.number.search(scan.lower, end)
    clear = [found for place in unread[:UNCLEAR_READ] if (found := _of_nation(document, place))]
    known = {each.span for each in clear}
    return sorted([*sums, *clear], key=lambda each: each.span), [place for place in unread if place not in known]


def _places(scan: Scan, number: re.Match[str], floor: int) -> tuple[list[Span], int]:
    """Where the sum that a number belongs to may stand: as the start of a range, and alone; and where it ends alone."""
    before = find_sign_before(scan, number.start(), floor)
    start = number.start() if before is None else before
    beside = scan.lower[start - 1 : start]
    if WITHIN_WORD.match(beside) and (before is None or beside.isalnum()):
        return [], number.end()
    extent = find_extent(scan, number, has_sign=before is not None)
    if IDIOM.match(scan.lower, start):
        return [], extent.end
    alone = Span(start, extent.end) if before is not None or extent.sign else None
    spans = [each for each in (_range(scan, number, extent, start), alone) if each]
    return [each for each in spans if each.end - each.start <= MAX_MONEY_LENGTH], extent.end


def _range(scan: Scan, number: re.Match[str], extent: Extent, start: int) -> Span | None:
    """The range of money that starts with a number, with the word that opens it; None if there is none."""
    dash = DASH.match(scan.lower, extent.end)
    joint = dash or TO.match(scan.lower, extent.end)
    if joint is None or CHANGE.search(scan.lower, max(0, start - LOOK_BACK), start):
        return None
    opening = OPENING.search(scan.lower, max(0, start - LOOK_BACK), start)
    if not dash and joint["and"] and not opening:
        return None
    digit = DIGIT.search(scan.lower, joint.end(), joint.end() + LENGTH_OF_A_SIGN)
    upper = scan.number.match(scan.lower, digit.start()) if digit else None
    before = find_sign_before(scan, upper.start(), joint.end()) if upper else None
    if upper is None or (upper.start() if before is None else before) != joint.end():
        return None
    has_sign = start < number.start()
    other = find_extent(scan, upper, has_sign=before is not None or has_sign)
    shares_sign = dash and dash[0] == dash[0].strip() and has_sign and (other.is_scaled or not extent.is_scaled)
    is_money = before is not None or other.sign or shares_sign
    return Span(opening.start() if opening else start, other.end) if is_money else None


def _read(scan: Scan, document: Document, place: Span, dollar: str, named: Iterable[str]) -> StatedSum | None:
    """The sum at a place; in doubt about its currency, in one that the text named before or the country has."""
    likely = list(islice(named, CURRENCIES_TRIED))
    is_dollar = DOLLAR.search(scan.lower, *place) is not None
    order = (None, *likely, *sorted(scan.home)) if scan.home else (*likely, None)
    for currency in (dollar, *order) if is_dollar else order:
        if money := _parse(document, place, currency):
            return StatedSum(place, money, is_inferred=currency is not None)
    return None


def _of_nation(document: Document, place: Span) -> StatedSum | None:
    """A sum in the currency of the only country that the text names whose currency its words may stand for."""
    named = [code for code, pattern in NATIONS.items() if re.search(pattern, document.text)]
    found = [money for code in named if (money := _parse(document, place, code))]
    return StatedSum(place, found[0], is_inferred=True) if len(found) == 1 else None


def _parse(document: Document, place: Span, currency: str | None) -> Money | None:
    words, jurisdiction, language = document.words(place), document.jurisdiction, document.language
    try:
        return parse_money(words, jurisdiction=jurisdiction, language=language, currency=currency)
    except AmbiguousMoney:
        return None


def _dollar(document: Document) -> str:
    """The currency of a `$` with nothing beside it: the country's dollar where its own texts write it so."""
    home = HOME_DOLLARS.get(document.country or "")
    if home is None or re.search(rf"(?<![A-Za-z])(?:{OWN_DOLLARS[home]})\$", document.text):
        return "USD"
    agency = document.dateline.agency if document.dateline else None
    is_foreign = agency and agency_countries().get(document.words(agency)) != document.country
    return "USD" if is_foreign else home
