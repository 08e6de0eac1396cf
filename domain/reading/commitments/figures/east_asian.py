"""Figures in Korean and Japanese: `3천만명`, `12개 시군`, `二万人`, `3割`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from domain.reading.commitments.figures.east_asian_words import (
    EAST_ASIAN_SCALES,
    EAST_ASIAN_SHARES,
    KANJI_DIGITS,
    KOREAN_NUMBERS,
)
from domain.reading.commitments.figures.figure import Comparator, Figure, Rank
from domain.reading.findings import Span

_SCALE = "십백천만억조十百千万億兆"
_LATIN_UNITS = "[A-Z]{2,4}|km²|km2|㎢|km|㎞|kg|㎏|m²|㎡|m2|m3|㎥|kWh|kW|㎿|㎾|ha|㏊|t|m|L|P|%p|%포인트|%|％"
_KOREAN_COUNTERS = (
    "퍼센트포인트|퍼센트|프로|명|여명|인|가구|세대|개소|개교|개사|개국|개관|개월|개년|개|곳|채|호|동|대|척|기|량|편|건|회|"
    "종|권|마리|그루|필지|헥타르|톤|배|선석|선|실|석|병상|학급|학교|교|사|팀|품목|과제|분야|단지|지구|노선|킬로미터|미터|"
    "메가와트|기가와트|킬로와트|리터|평|점|장|벌|쌍|쪽|본|주|필|가지|칸|군데|시군|시·군|농가|어가|기업|업체|병원|센터"
)
_JAPANESE_COUNTERS = (
    "パーセント|ポイント|人|名|社|校|カ所|か所|ヵ所|ヶ所|箇所|基|台|隻|機|件|戸|棟|頭|本|キロワット|ギガワット|メガワット|"
    "キロメートル|キロ|トン|メートル|ヘクタール|倍|世帯|店舗|店|床|カ国|か国|ヵ国|都市|自治体|市町村|市町|市区町村|駅|学級|団体|路線|線|便|区|回|種類|"
    "品目|羽|匹|施設|団体|地域|地区|園|の(?=[一-龥ァ-ヶ]{1,6}(?:で|を|に|が|へ|と))|室|席|両|艘|軒|割|分の1"
)
_NO_FIGURE = re.compile(
    r"\s?(?:여\s?)?(?:개월|개년|년|연도|월|일|주년|주간|시간|시(?!군|·군|설)|분(?!야|의)|초|세(?!대|계|트)|살|학년|학기|차(?!량)|번째|"
    r"단계|호선|호기|위(?!원|탁|성)|조(?!원|성|사)|항|기가|원|달러|유로|엔|위안|파운드|프랑|루피|링깃|바트|페소|여\s?원|(?<![\d,]\d)대\s(?=[가-힣])|"
    r"年|月|日|か月|カ月|ヵ月|ヶ月|週|時|分(?!の|野)|秒|歳|位|円|ドル|ユーロ|元|ポンド|号|条|次|期|世紀|番|章|節|億?円)"
)
_PLACE_UNIT = re.compile(
    r"(?:市町村|自治体|か所|カ所|ヵ所|箇所|校|都市|施設|地域|地区|か国|カ国|곳|시군|자치구|지자체|지역|개소|학교|시·도|시도|구|군|도|국|역|공항|"
    r"도시|병원)$"
)
"""Units of places, in which something happens."""

_ACTOR = re.compile(r"(?:은행|기업|기관|대학|부처|단체|회사|병원|시군|시·군|시·도|자치구|지자체|업체|개사|개국|사)$")
"""Units of those who act, alone or with others: 19개 은행은, 통신 3사와."""

_LEVEL = re.compile(r"(?:으로|로|に)\s?(?=\S)")
"""After a bare number: the level that something is brought to, 1.0으로, 2.0に."""

_EACH = re.compile(r"당(?![가-힣])|당\s|あたり|当たり|ごと|마다")
"""After a counter: the number says what a rate is for."""

_LEVEL_OF_TIME = re.compile(
    r"\s?(?P<unit>분|시간|일|주|개월|년|分|時間|日|週間|か月|カ月|年)\s?(?:이내|이하|미만|以内|以下|아래|밑|안쪽)?(?:으로|로|에|に)?\s?"
    r"(?:단축|줄이|줄인|줄일|앞당|낮추|短縮)"
)
"""A length of time that something is cut to, which is a figure and no date."""

_GLUE = re.compile(r"\s?여?\s?")
_UNIT = re.compile(rf"(?:{_LATIN_UNITS}|{_KOREAN_COUNTERS}|{_JAPANESE_COUNTERS})")
_NOUN = re.compile(
    r"\s(?!(?:구축|설치|조성|추가|신설|신축|건설|확충|확대|확보|지원|육성|발굴|선정|증설|보급|개설|마련|운영|지정|지급|제공|완공|도입|배치|공급|이상|이하)(?![가-힣]))(?P<noun>[가-힣A-Za-z·]{2,12})"
)
_PARTICLE = re.compile(r"(?:으로|에서|에게|까지|부터|마다|에|을|를|로|은|는|이|가|의|과|와|도)$")
_NUMBER = re.compile(
    rf"(?<![\d.,$￥₩€])\d+(?:,\d{{3}})*(?:\.\d+)?(?:[{_SCALE}]+(?:\d+(?:,\d{{3}})*[{_SCALE}]*|\s\d+(?:,\d{{3}})*(?=[{_SCALE}명개人])[{_SCALE}]*)*)?"
    rf"|(?<![가-힣])(?:{'|'.join(KOREAN_NUMBERS)})(?=\s(?:{_KOREAN_COUNTERS})(?![가-힣]{{2}}))"
    rf"|[〇一二三四五六七八九十百千万億]+(?=(?:{_JAPANESE_COUNTERS}))"
)
_NAME = re.compile(
    r"(?!(?:까지|이상|이하|이내|미만|초과|포인트|정도|수준|가량|안팎|씩|대|을|를|이|가|은|는|로|으로|에|의|와|과|도|만|인|선))[가-힣]{2}"
)
"""After a percentage in the name of a body: 포스코1%나눔재단."""

_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?")
_COMPARATORS: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    ("lte", re.compile(r"\S{0,4}\s?(?:이하|미만|以下|未満|이내|以内)")),
    ("gte", re.compile(r"\S{0,4}\s?(?:이상|초과|넘|以上|超)")),
)
_ABOUT = re.compile(r"(?:약|최대|최소|적어도|최소한|約|少なくとも|最大)\s?$")
_BEFORE = re.compile(r"(?:제|第|만\s|세계\s|上位|상위\s|(?!최대|최소|매년|각각|전국|전체)[가-힣]{2})$")
_START = re.compile(r"(?: ?(?:미만|이하|이상|안팎|수준|내외))?\S{0,4}(?:에서|から|보다|より|대비|比)")


def east_asian_figures(text: str, span: Span) -> Iterator[Figure]:
    """Yield the figures between two places of a text: shares in words first."""
    for share, value in EAST_ASIAN_SHARES.items():
        at = text.find(share, *span)
        if at >= 0:
            yield Figure(value, "%", "eq", None, Span(at, at + len(share)), Rank.PLAIN)
    for match in _NUMBER.finditer(text, *span):
        if figure := _read_figure(text, span, match):
            yield figure


def _read_figure(text: str, span: Span, match: re.Match[str]) -> Figure | None:
    """The figure that a number states; none where it is money, a date, an age, a rank or the unit of a rate."""
    place = Span(*match.span())
    lead = text[max(span.start, match.start() - 6) : match.start()]
    if time := _LEVEL_OF_TIME.match(text, match.end(), span.end):
        return Figure(_value(match[0]), time["unit"], "eq", None, place, Rank.LEVEL)
    if _BEFORE.search(lead) or _NO_FIGURE.match(text, match.end(), span.end):
        return None
    unit = _UNIT.match(text, _GLUE.match(text, match.end()).end(), span.end)  # type: ignore[union-attr]
    if unit and unit[0] == "割":
        return Figure(_value(match[0]) * 10, "%", "eq", None, place, Rank.PLAIN)
    if unit and unit[0] in "%％" and _NAME.match(text, unit.end()) and lead[-1:].isalpha():
        return None
    is_name = unit is None and ((lead[-1:].isalpha() and lead[-1:].isascii()) or not _LEVEL.match(text, match.end()))
    if is_name or (unit and _EACH.match(text, unit.end(), span.end)):
        return None
    name, end = _counted(text, unit, span) if unit else (None, match.end())
    comparator = next((name for name, pattern in _COMPARATORS if pattern.match(text, end, span.end)), None)
    comparator = comparator or _lead_comparator(_ABOUT.search(lead))
    return Figure(_value(match[0]), name, comparator, None, place, _rank(text, name, Span(end, span.end), comparator))


def _rank(text: str, unit: str | None, after: Span, comparator: Comparator) -> Rank:
    """How likely a figure is what is promised, by what stands after it."""
    is_topic = text.startswith(("은 ", "는 ", "와 ", "과 "), after.start)
    if _START.match(text, *after) or (is_topic and unit is not None and _ACTOR.search(unit)):
        return Rank.NONE
    if unit is not None and _PLACE_UNIT.search(unit) and text.startswith(("에", "に", "で"), after.start):
        return Rank.PLACE
    if text.startswith(("으로", "로 ", "に", "へ"), after.start) or comparator in {"gte", "lte"}:
        return Rank.LEVEL
    return Rank.PLAIN


def _counted(text: str, unit: re.Match[str], span: Span) -> tuple[str, int]:
    """The counter, or the noun after a counter that says nothing: 12개 시군."""
    noun = _NOUN.match(text, unit.end(), span.end) if unit[0] == "개" else None
    if noun:
        name = _PARTICLE.sub("", noun["noun"])
        return name, noun.start("noun") + len(name)
    return unit[0].replace("％", "%"), unit.end()


def _lead_comparator(about: re.Match[str] | None) -> Comparator:
    if about is None:
        return "eq"
    word = about[0].strip()
    return "lte" if word in {"최대", "最大"} else "about" if word in {"약", "約"} else "gte"


def _value(written: str) -> Decimal:
    """The value of digits, native numerals or kanji with their scales."""
    if written in KOREAN_NUMBERS:
        return Decimal(KOREAN_NUMBERS[written])
    total = section = Decimal(0)
    number: Decimal | None = None
    at = 0
    while at < len(written):
        digits = _DIGITS.match(written, at)
        if digits:
            number = Decimal(digits[0].replace(",", ""))
            at = digits.end()
            continue
        character = written[at]
        at += 1
        if character in KANJI_DIGITS:
            number = (number or Decimal(0)) * 10 + KANJI_DIGITS[character]
        elif scale := EAST_ASIAN_SCALES.get(character):
            if scale < 10**4:
                section += (1 if number is None else number) * scale
            else:
                total += ((section + (number or 0)) or Decimal(1)) * scale
                section = Decimal(0)
            number = None
    return total + section + (number or 0)
