"""Words of figures in German."""

from types import MappingProxyType

from domain.reading.commitments.figures.number_words import NumberWords, count_words, word_set

_DE_UNITS = count_words("ein zwei drei vier fünf sechs sieben acht neun")
_DE_TENS = count_words("zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)

GERMAN_NUMBERS = NumberWords(
    decimal=",",
    numbers=MappingProxyType(
        {
            **count_words(
                "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn", 2
            ),
            "siebzehn": 17,
            "achtzehn": 18,
            "neunzehn": 19,
            "dutzend": 12,
            **_DE_TENS,
            **{
                f"{unit}und{ten}": value + ten_value
                for unit, value in _DE_UNITS.items()
                for ten, ten_value in _DE_TENS.items()
            },
            **{f"{unit}hundert": value * 100 for unit, value in _DE_UNITS.items()},
            **{f"{unit}tausend": value * 1000 for unit, value in _DE_UNITS.items()},
            "zehntausend": 10_000,
            "hunderttausend": 100_000,
            "zwanzigtausend": 20_000,
            "fünfzigtausend": 50_000,
        }
    ),
    scales=MappingProxyType(
        {
            "hundert": 100,
            "tausend": 10**3,
            "million": 10**6,
            "millionen": 10**6,
            "mio": 10**6,
            "milliarde": 10**9,
            "milliarden": 10**9,
            "mrd": 10**9,
        }
    ),
    shares=MappingProxyType(
        {
            "ein viertel": "25",
            "einem viertel": "25",
            "die hälfte": "50",
            "zur hälfte": "50",
            "drei viertel": "75",
            "dreiviertel": "75",
            "ein fünftel": "20",
            "ein zehntel": "10",
            "der hälfte": "50",
        }
    ),
    percent=word_set("% prozent"),
    units_end=word_set(
        "in im für zu zum zur bis mit und oder auf an am ab als die der das den dem des aus bei nach vor von vom seit über "
        "unter durch wird werden soll sollen will wollen kann können hat haben ist sind war waren pro je um jährlich ein "
        "eine einen gegen ohne sowie zusätzlich dass wie bereits innerhalb bundesweit landesweit entstehen gebaut "
        "eröffnen bauen schaffen fördern ausbilden erhalten"
    ),
    skipped=word_set("neue neuen neuer neues weitere weiteren weiterer zusätzliche zusätzlichen zusätzlicher mehr der"),
    aims=word_set("auf zu unter über"),
    durations=word_set(
        "jahr jahre jahren jahres monat monate monaten woche wochen tag tage tagen stunde stunden minute minuten"
    ),
    calendar=word_set("januar jänner februar märz april mai juni juli august september oktober november dezember"),
    at_least=word_set("mindestens wenigstens über minimum"),
    at_most=word_set("höchstens maximal unter bis"),
    nouns_are_capitalised=True,
    about=word_set("etwa rund ungefähr circa ca knapp fast gut"),
)
