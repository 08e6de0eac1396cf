"""Words of figures by language: numbers, scales, shares, and what beside a number says that it is no figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words of a language that is written with spaces, all case-folded.

    `numbers` and `scales` give values; `shares` are phrases that are a percentage; `percent` are the words after a
    number that make it one. `units_end` are words that end the noun after a number; `skipped` stand between a number
    and its noun. `aims`, `limits` and `baselines` are words before a number: `to`, `up to`, `from`.
    """

    decimal: str
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    shares: Mapping[str, str]
    percent: frozenset[str]
    units_end: frozenset[str]
    skipped: frozenset[str]
    aims: frozenset[str]
    baselines: frozenset[str]
    durations: frozenset[str]
    calendar: frozenset[str]
    at_least: frozenset[str]
    at_most: frozenset[str]
    about: frozenset[str]


def _row(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _count(words: str, first: int = 1, step: int = 1) -> dict[str, int]:
    """Numbers in words, counted up from the first; several spellings of one are joined by `/`."""
    return {word: first + step * at for at, each in enumerate(words.split()) for word in each.split("/")}


def _with_units(tens: Mapping[str, int], units: Mapping[str, int], joint: str) -> dict[str, int]:
    return {f"{ten}{joint}{unit}": ten_value + value for ten, ten_value in tens.items() for unit, value in units.items()}


_EN_UNITS = _count("one two three four five six seven eight nine")
_EN_TENS = _count("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_DE_UNITS = _count("ein zwei drei vier fünf sechs sieben acht neun")
_DE_TENS = _count("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
_FR_TENS = _count("vingt trente quarante cinquante soixante", 20, 10)

ENGLISH = NumberWords(
    decimal=".",
    numbers=MappingProxyType({
        **_EN_UNITS,
        **_count("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10),
        **_EN_TENS,
        **_with_units(_EN_TENS, _EN_UNITS, "-"),
        "dozen": 12,
    }),
    scales=MappingProxyType({
        "hundred": 100, "thousand": 10**3, "k": 10**3, "lakh": 10**5, "lakhs": 10**5, "million": 10**6, "m": 10**6,
        "mn": 10**6, "crore": 10**7, "crores": 10**7, "billion": 10**9, "bn": 10**9, "trillion": 10**12,
    }),
    shares=MappingProxyType({
        "a quarter": "25", "one quarter": "25", "one-quarter": "25", "three quarters": "75", "three-quarters": "75",
        "half": "50", "one-half": "50", "a fifth": "20", "one-fifth": "20", "one fifth": "20", "a tenth": "10",
        "one tenth": "10", "one-tenth": "10", "two-fifths": "40", "two fifths": "40", "three-fifths": "60",
        "four-fifths": "80",
    }),
    percent=_row("% percent percentage per-cent pc"),
    units_end=_row(
        "in of for to by with and or on at as that who which whose than per each every across over under through within "
        "from between among into onto via during after before until till since without around near against this next "
        "last will would is are was were be been being has have had can could may might must should shall so if when "
        "where while but a an the its their his her our annually nationwide monthly yearly daily starting beginning "
        "including such total overall instead also both up down out off away living damaged affected aged worth "
        "currently already now today year years there here not"
    ),
    skipped=_row("more new additional extra further other of the these those its their such another or less"),
    aims=_row("to at reach reaching hit below under above over than least most"),
    baselines=_row("from of than"),
    durations=_row(
        "year years month months week weeks day days hour hours minute minutes decade decades century centuries "
        "year-old year-olds years-old yr yrs seconds second quarter quarters night nights"
    ),
    calendar=_row(
        "january february march april may june july august september october november december jan feb mar apr jun jul "
        "aug sep sept oct nov dec"
    ),
    at_least=_row("least minimum over than exceeding above exceed"),
    at_most=_row("most maximum under below within up"),
    about=_row("about around roughly approximately some nearly almost estimated circa"),
)

FRENCH = NumberWords(
    decimal=",",
    numbers=MappingProxyType({
        **_count("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", 2),
        **_FR_TENS,
        **_with_units(_FR_TENS, _count("deux trois quatre cinq six sept huit neuf", 2), "-"),
        "soixante-dix": 70, "quatre-vingts": 80, "quatre-vingt": 80, "quatre-vingt-dix": 90, "dix-sept": 17,
        "dix-huit": 18, "dix-neuf": 19, "vingtaine": 20, "trentaine": 30, "dizaine": 10, "quinzaine": 15,
        "cinquantaine": 50, "centaine": 100, "douzaine": 12, "soixantaine": 60, "quarantaine": 40,
    }),
    scales=MappingProxyType({
        "cent": 100, "cents": 100, "mille": 10**3, "millier": 10**3, "milliers": 10**3, "million": 10**6,
        "millions": 10**6, "milliard": 10**9, "milliards": 10**9, "md": 10**9, "mds": 10**9,
    }),
    shares=MappingProxyType({
        "un quart": "25", "le quart": "25", "d'un quart": "25", "la moitié": "50", "de moitié": "50",
        "trois quarts": "75", "les trois quarts": "75", "un cinquième": "20", "d'un cinquième": "20",
        "un dixième": "10",
    }),
    percent=_row("% pour-cent"),
    units_end=_row(
        "dans en pour à au aux avec et ou sur que qui dont par d'ici avant après depuis entre chez sous vers sans contre "
        "la le les l un une des du cette ce ces cet leur leurs son sa ses dès jusqu'à jusqu'en afin seront sera ont a "
        "est sont répartis réparties situés situées supplémentaires supplémentaire chaque par-an an ans"
    ),
    skipped=_row("nouveaux nouvelles nouveau nouvelle autres des de d' du les"),
    aims=_row("à atteindre sous"),
    baselines=_row("de contre depuis des"),
    durations=_row("an ans année années mois semaine semaines jour jours heure heures minute minutes siècle décennie"),
    calendar=_row(
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
    ),
    at_least=_row("moins plus minimum supérieur"),
    at_most=_row("maximum jusqu'à inférieur sous"),
    about=_row("environ quelque près autour presque"),
)

GERMAN = NumberWords(
    decimal=",",
    numbers=MappingProxyType({
        **_count("zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn", 2),
        "siebzehn": 17, "achtzehn": 18, "neunzehn": 19, "dutzend": 12,
        **_DE_TENS,
        **{f"{unit}und{ten}": value + ten_value
           for unit, value in _DE_UNITS.items() for ten, ten_value in _DE_TENS.items()},
        **{f"{unit}hundert": value * 100 for unit, value in _DE_UNITS.items()},
        **{f"{unit}tausend": value * 1000 for unit, value in _DE_UNITS.items()},
        "zehntausend": 10_000, "hunderttausend": 100_000, "zwanzigtausend": 20_000, "fünfzigtausend": 50_000,
    }),
    scales=MappingProxyType({
        "hundert": 100, "tausend": 10**3, "million": 10**6, "millionen": 10**6, "mio": 10**6, "milliarde": 10**9,
        "milliarden": 10**9, "mrd": 10**9,
    }),
    shares=MappingProxyType({
        "ein viertel": "25", "einem viertel": "25", "die hälfte": "50", "zur hälfte": "50", "drei viertel": "75",
        "dreiviertel": "75", "ein fünftel": "20", "ein zehntel": "10", "der hälfte": "50",
    }),
    percent=_row("% prozent"),
    units_end=_row(
        "in im für zu zum zur bis mit und oder auf an am ab als die der das den dem des aus bei nach vor von vom seit über "
        "unter durch wird werden soll sollen will wollen kann können hat haben ist sind war waren pro je um jährlich ein "
        "eine einen gegen ohne sowie zusätzlich dass wie bereits innerhalb bundesweit landesweit entstehen gebaut "
        "eröffnen bauen schaffen fördern ausbilden erhalten"
    ),
    skipped=_row("neue neuen neuer neues weitere weiteren weiterer zusätzliche zusätzlichen zusätzlicher mehr der"),
    aims=_row("auf zu unter über"),
    baselines=_row("von aus der"),
    durations=_row("jahr jahre jahren jahres monat monate monaten woche wochen tag tage tagen stunde stunden minute minuten"),
    calendar=_row(
        "januar jänner februar märz april mai juni juli august september oktober november dezember"
    ),
    at_least=_row("mindestens wenigstens über minimum"),
    at_most=_row("höchstens maximal unter bis"),
    about=_row("etwa rund ungefähr circa ca knapp fast gut"),
)

SPANISH = NumberWords(
    decimal=",",
    numbers=MappingProxyType({
        **_count("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince", 2),
        **_count("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10),
        **_count("doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas "
                 "seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas",
                 200, 100),
        "docena": 12, "decena": 10, "veintena": 20,
    }),
    scales=MappingProxyType({
        "cien": 100, "mil": 10**3, "miles": 10**3, "millón": 10**6, "millones": 10**6, "billón": 10**12,
        "billones": 10**12,
    }),
    shares=MappingProxyType({
        "un cuarto": "25", "la mitad": "50", "a la mitad": "50", "tres cuartos": "75", "un quinto": "20",
    }),
    percent=_row("% por-ciento porciento"),
    units_end=_row(
        "en de para a al con y o sobre que quien cuyo por antes después desde entre hasta sin contra la el los las un una "
        "unos unas este esta su sus será serán es son ha han cada durante adicionales adicional"
    ),
    skipped=_row("nuevos nuevas nuevo nueva otros otras de los las"),
    aims=_row("a al alcanzar"),
    baselines=_row("de desde del"),
    durations=_row("año años mes meses semana semanas día días hora horas minuto minutos siglo década décadas"),
    calendar=_row("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    at_least=_row("menos más mínimo superior"),
    at_most=_row("máximo hasta inferior"),
    about=_row("unos unas cerca alrededor aproximadamente casi"),
)

WORDS: Mapping[str, NumberWords] = MappingProxyType({"en": ENGLISH, "fr": FRENCH, "de": GERMAN, "es": SPANISH})

KOREAN_NUMBERS = MappingProxyType({
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스무": 20,
})
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
