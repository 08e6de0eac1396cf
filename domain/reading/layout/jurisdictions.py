"""The jurisdiction that a text is about: what its head and its lead name weighs most."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from domain.codes import subdivisions
from domain.reading.document import Block, Dateline
from domain.reading.findings import Span
from domain.reading.layout.agencies import agency_countries
from domain.reading.layout.cities import city_countries
from domain.reading.layout.countries import (
    SIGN_PATTERN,
    SIGNS,
    country_names,
    country_pattern,
    government_pattern,
    local_names,
)

OF_SUBJECT, OF_HEAD, OF_BODY, WHOLE_BODY = 5, 3, 1, 4
"""What a name weighs at the start of a headline or of the lead, elsewhere in them, and in the body, once and in all."""

OF_LABEL, OF_DATELINE, OF_AGENCY = 6, 4, 3
SUBJECT_LENGTH = 25
LEAD_LENGTH = 400
BODY_LENGTH = 4_000

OF_LANGUAGE: Mapping[str, tuple[str, int]] = {
    "ko": ("KR", 6), "ja": ("JP", 6), "de": ("DE", 2), "fr": ("FR", 1), "it": ("IT", 3), "th": ("TH", 4),
    "vi": ("VN", 4), "tr": ("TR", 4), "pl": ("PL", 4), "id": ("ID", 4), "sv": ("SE", 4), "da": ("DK", 4),
    "nb": ("NO", 4), "fi": ("FI", 4), "cs": ("CZ", 4), "hu": ("HU", 4), "ro": ("RO", 4), "uk": ("UA", 4),
    "el": ("GR", 4), "he": ("IL", 4), "ka": ("GE", 4), "hy": ("AM", 4), "km": ("KH", 4), "lo": ("LA", 4),
    "my": ("MM", 4), "am": ("ET", 4), "nl": ("NL", 2), "hi": ("IN", 4), "bn": ("BD", 3), "zh": ("CN", 3),
}  # fmt: skip
"""The country that mostly writes in a language, and what that weighs."""

LENDERS = re.compile(
    r"World Bank|Development Bank|\b(?:ADB|AfDB|EBRD|AIIB|EIB|IMF|IsDB|UNDP|UNICEF|UNHCR|FAO|WFP|IFAD|WHO|ILO|IAEA)\b"
    r"|International Monetary Fund|World Health Organization"
    r"|European Bank for Reconstruction|European Investment Bank|Green Climate Fund"
)
"""International bodies: what they announce is about the country that they help, not about that of their seat."""

LENDER_LENGTH = 60

WORLDWIDE = frozenset("GB FR US DE ES CN RU JP TR".split())
"""Countries whose agencies report from everywhere."""

SEATS = {"brussels": "EU", "bruxelles": "EU", "brüssel": "EU", "bruselas": "EU", "strasbourg": "EU"}
"""Cities that are seats of a union too."""

STATE_WORDS: Mapping[str, str] = {
    "US": r"Gov\.|Governor\b|governor\b|state lawmakers|state legislature|[Ss]tate officials",
    "CA": r"\bPremier\b|[Pp]rovincial government|\b[Pp]rovince\b|Government of (?:Ontario|Alberta|Manitoba)",
    "AU": r"\bPremier\b|[Ss]tate [Gg]overnment|(?:NSW|Queensland|Victorian|Tasmanian) Government",
    "DE": r"Landesregierung|Ministerpräsident|Staatsregierung|Landesminister|Staatsminister|Senator|isches Ministerium",
    "GB": r"(?:Scottish|Welsh) [Gg]overnment|First Minister|Northern Ireland Executive",
}
"""Words of governments of parts of a country."""

STATE_NAMES = {
    "NSW": "AU-NSW", "Victorian": "AU-VIC", "Tasmanian": "AU-TAS", "Scottish": "GB-SCT", "Scotland": "GB-SCT",
    "Welsh": "GB-WLS", "Wales": "GB-WLS", "Northern Ireland": "GB-NIR", "Hessische": "DE-HE", "Bayerische": "DE-BY",
}  # fmt: skip


def find_jurisdiction(
    text: str, language: str, blocks: tuple[Block, ...], dateline: Dateline | None
) -> tuple[str | None, Span | None]:
    """The jurisdiction with the words that name it; its country where no part of one stands out."""
    weights: defaultdict[str, int] = defaultdict(int)
    bodies: defaultdict[str, int] = defaultdict(int)
    places: dict[str, Span] = {}
    for code, weight, span in _clues(text, blocks, dateline):
        if weight == OF_BODY:
            bodies[code] = min(bodies[code] + weight, WHOLE_BODY)
        else:
            weights[code] += weight
        places.setdefault(code, span)
    for code, weight in bodies.items():
        weights[code] += weight
    if language in OF_LANGUAGE:
        code, weight = OF_LANGUAGE[language]
        weights[code] += weight
    if not weights:
        return None, None
    code = max(weights, key=lambda each: weights[each])
    part, words = _part(text, blocks, code)
    return (part, words) if part else (code, places.get(code))


def _clues(text: str, blocks: tuple[Block, ...], dateline: Dateline | None) -> Iterator[tuple[str, int, Span]]:
    """Codes with what they weigh and the words that name them."""
    if dateline and dateline.place and not _is_of_lender(text, blocks):
        place = text[dateline.place.start : dateline.place.end].casefold()
        for code in filter(None, (city_countries().get(place.split("·")[0]), SEATS.get(place))):
            yield code, OF_DATELINE if place not in SEATS else 2, dateline.place
    if dateline and dateline.agency:
        country = agency_countries().get(text[dateline.agency.start : dateline.agency.end], "")
        if country and country not in WORLDWIDE:
            yield country, OF_AGENCY, dateline.agency
    has_lead = False
    for block in blocks:
        start, end = block.span
        if block.role == "label":
            yield from _named(text, start, end, OF_LABEL, OF_LABEL)
        elif block.role in ("headline", "body") and not has_lead:
            has_lead = block.role == "body"
            lead = min(end, start + LEAD_LENGTH)
            yield from _named(text, start, lead, OF_SUBJECT, OF_HEAD)
            yield from _named(text, lead, end, OF_BODY, OF_BODY)
        elif block.role in ("body", "background") and start < BODY_LENGTH:
            yield from _named(text, start, min(end, BODY_LENGTH), OF_BODY, OF_BODY)


def _is_of_lender(text: str, blocks: tuple[Block, ...]) -> bool:
    """Whether the headline or the lead begins with an international body."""
    first = next((block for block in blocks if block.role in ("headline", "body")), None)
    return first is not None and bool(LENDERS.search(text, first.span.start, first.span.start + LENDER_LENGTH))


def _named(text: str, start: int, end: int, of_subject: int, elsewhere: int) -> Iterator[tuple[str, int, Span]]:
    """Countries that a part of a text names: each at its first place there."""
    named: set[str] = set()
    if (words := text[start:end]).isupper() and len(words.title()) == len(words):
        # Heads in capitals: `REPUBLIC OF KENYA`.
        text = text[:start] + words.title()
    tables = (
        (country_pattern(), country_names()),
        (government_pattern(), local_names()),
        (SIGN_PATTERN, SIGNS),
    )
    for pattern, codes in tables:
        for match in pattern.finditer(text, start, end):
            code = codes[match["name"]]
            if code not in named or elsewhere == OF_BODY:
                weight = of_subject if match.start() - start <= SUBJECT_LENGTH else elsewhere
                yield (
                    code,
                    weight * (2 if codes is local_names() and weight > OF_BODY else 1),
                    Span(*match.span("name")),
                )
            named.add(code)


def _part(text: str, blocks: tuple[Block, ...], country: str) -> tuple[str | None, Span | None]:
    """The part of a country whose government the headline or the lead names."""
    if country not in STATE_WORDS:
        return None, None
    head = [block for block in blocks if block.role in ("headline", "body", "label")][:4]
    if not head:
        return None, None
    start, end = head[0].span.start, min(head[-1].span.end, head[0].span.start + 2 * LEAD_LENGTH)
    if not re.search(STATE_WORDS[country], text[start:end]):
        return None, None
    names = _state_names(country)
    match = re.search("|".join(map(re.escape, sorted(names, key=len, reverse=True))), text[start:end])
    return (names[match[0]], Span(start + match.start(), start + match.end())) if match else (None, None)


@cache
def _state_names(country: str) -> dict[str, str]:
    found = {name: code for code, name in subdivisions().items() if code.startswith(f"{country}-")}
    if country == "GB":
        found = {}
    return found | {name: code for name, code in STATE_NAMES.items() if code.startswith(f"{country}-")}
