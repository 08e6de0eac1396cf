"""Words of dates in many languages: months by Babel's CLDR data; parts of a year, and words around a date, by tables.

All words are case-folded, without a point at their end.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from babel import Locale, UnknownLocaleError, localedata

from domain.codes import country_of, official_languages

COMMON_LANGUAGES = tuple("en de fr es pt it nl da sv nb fi pl cs uk ru tr id vi ro hu el ar hi th".split())
"""Languages whose months are tried where neither the record's nor its jurisdiction's has the word."""


def by_word(table: Mapping[str, str]) -> Mapping[str, str]:
    """From each word to its value, of a table from value to words."""
    return MappingProxyType({word: value for value, words in table.items() for word in words.split()})


SEASON_WORDS = by_word({
    "21": "spring frühling frühjahr printemps primavera lente vår forår wiosna весна весной ilkbahar 봄 春",
    "22": "summer sommer été verano verão estate zomer sommar lato лето летом yaz 여름 夏",
    "23": "autumn fall herbst automne otoño outono autunno herfst höst efterår jesień осень осенью sonbahar 가을 秋",
    "24": "winter hiver invierno inverno vinter zima зима зимой kış 겨울 冬",
})  # fmt: skip
HALF_WORDS = frozenset("half halbjahr halbjahres semestre semester halfjaar półrocze halvår полугодие h s".split())
QUARTER_WORDS = frozenset(
    "quarter quartal quartals trimestre kwartaal kwartał kvartal квартал çeyrek triwulan q t".split()
)
ORDINALS = by_word({
    "1": "1 1st 1er 1re 1º 1ª 1o first erste erstes ersten premier première primer primero primeiro primo eerste i",
    "2": "2 2nd 2e 2º 2ª 2o 2de second zweite zweites zweiten deuxième segundo secondo tweede ii last",
    "3": "3 3rd 3e 3º 3ª 3o third dritte drittes dritten troisième tercer tercero terceiro terzo derde iii",
    "4": "4 4th 4e 4º 4ª 4o fourth vierte viertes vierten quatrième cuarto quarto vierde iv",
})  # fmt: skip

FILLERS = frozenset(
    "the of in on day year calendar cy during a an der die das des dem den im am vom jahr jahres le la les l de du d "
    "en el los del año o os da do em no ano il lo gli dell della dello nel nell di van het i w r roku г года году год "
    "в во yılı pada tahun tanggal ngày tháng năm den d a.d ad ce hemisphere พ.ศ ปี".split()
)
"""Words that change nothing in a date."""

AROUND = by_word({
    "by": "by hasta para até entro tegen към до spätestens d'ici through",
    "before": "before vor avant antes prima vóór voor перед",
    "after": "after nach après después depois após dopo na после beyond",
    "from": "from since starting ab seit desde dal dall vanaf sinds с",
    "around": "around about circa approximately approx c ca roughly etwa um vers environ hacia cerca verso",
    "until": "until till up bis",
    "start": "beginning start anfang début principios início inizio begin",
    "early": "early",
    "mid": "mid middle mitte mi mediados meados metà medio",
    "late": "late",
    "end": "end ende fin finales fines fim final fine eind year-end",
})  # fmt: skip
"""Words before a date, by their meaning."""

PHRASES = (
    ("no later than", "by"), ("not later than", "by"), ("on or before", "by"), ("as of", "from"), ("as from", "from"),
    ("on or after", "from"), ("à partir de", "from"), ("a partir de", "from"), ("à compter de", "from"),
)  # fmt: skip
"""The same in several words, with one that means it."""

LINKING = frozenset("later than of the to on at de du des del della der des dem la le el a à do da di van het".split())
"""Words that may stand between a word before a date and the date."""

RANGE_WORDS = frozenset("to until till through and bis und à au y e al a tot en до по".split())
"""Words between the first and the last date of a range."""

ERAS = MappingProxyType(
    {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民國": 1911, "民国": 1911}
)
"""Years of the common era before the first year of an era."""

BUDDHIST_ERA = 543


def names(calendar: Mapping[str, Mapping[str, Mapping[int, str]]]) -> Mapping[str, int]:
    """From the names of months or weekdays in a locale, whole or abbreviated, to their numbers."""
    return MappingProxyType({
        word.casefold().strip(" ."): number
        for style in ("wide", "abbreviated")
        for context in ("format", "stand-alone")
        for number, word in calendar[context][style].items()
        if not word[0].isdigit()
    })  # fmt: skip


@lru_cache(maxsize=64)
def locale_names(language: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The names of months and of weekdays in a language with their numbers; empty for a language without data.

    The other data of the language, some 3 MB, is not kept.
    """
    try:
        locale = Locale.parse(language, sep="-")
        return names(locale.months), names(locale.days)
    except (UnknownLocaleError, ValueError):
        return MappingProxyType({}), MappingProxyType({})
    finally:
        localedata.clear_caches()


def month_number(word: str, jurisdiction: str, language: str) -> int | None:
    """The number of a month by its name: in the record's language, else in the jurisdiction's, else in any known.

    None if no language has the name, or if languages differ, as on “listopad”.
    """
    for each in likely_languages(jurisdiction, language):
        if number := locale_names(each)[0].get(word):
            return number
    numbers = {number for each in COMMON_LANGUAGES if (number := locale_names(each)[0].get(word))}
    return numbers.pop() if len(numbers) == 1 else None


def is_weekday(word: str, jurisdiction: str, language: str) -> bool:
    """Whether it is the name of a weekday."""
    return any(word in locale_names(each)[1] for each in (*likely_languages(jurisdiction, language), *COMMON_LANGUAGES))


def likely_languages(jurisdiction: str, language: str) -> Iterator[str]:
    """The record's language, then the official ones of its country, then English."""
    yield from filter(None, (language,))
    yield from official_languages(country_of(jurisdiction))
    yield "en"
