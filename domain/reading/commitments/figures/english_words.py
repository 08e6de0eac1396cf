"""Words of figures in English."""

from types import MappingProxyType

from domain.reading.commitments.figures.number_words import NumberWords, compounds, count_words, word_set

_EN_UNITS = count_words("one two three four five six seven eight nine")
_EN_TENS = count_words("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)

ENGLISH_NUMBERS = NumberWords(
    decimal=".",
    numbers=MappingProxyType(
        {
            **_EN_UNITS,
            **count_words("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10),
            **_EN_TENS,
            **compounds(_EN_TENS, _EN_UNITS, "-"),
            "dozen": 12,
        }
    ),
    scales=MappingProxyType(
        {
            "hundred": 100,
            "thousand": 10**3,
            "k": 10**3,
            "lakh": 10**5,
            "lakhs": 10**5,
            "million": 10**6,
            "m": 10**6,
            "mn": 10**6,
            "crore": 10**7,
            "crores": 10**7,
            "billion": 10**9,
            "bn": 10**9,
            "trillion": 10**12,
        }
    ),
    shares=MappingProxyType(
        {
            "a quarter": "25",
            "one quarter": "25",
            "one-quarter": "25",
            "three quarters": "75",
            "three-quarters": "75",
            "one in two": "50",
            "one in four": "25",
            "one in five": "20",
            "one in ten": "10",
            "half": "50",
            "one-half": "50",
            "a fifth": "20",
            "one-fifth": "20",
            "one fifth": "20",
            "a tenth": "10",
            "one tenth": "10",
            "one-tenth": "10",
            "two-fifths": "40",
            "two fifths": "40",
            "three-fifths": "60",
            "four-fifths": "80",
        }
    ),
    percent=word_set("% percent percentage per-cent pc"),
    units_end=word_set(
        "in of for to by with and or on at as that who which whose than per each every across over under through within "
        "from between among into onto via during after before until till since without around near against this next "
        "last will would is are was were be been being has have had can could may might must should shall so if when "
        "where while but a an the its their his her our annually nationwide monthly yearly daily starting beginning "
        "including such total overall instead also both up down out off away living damaged affected aged worth "
        "currently already now today along connect connected per year years there here not"
    ),
    skipped=word_set("more new additional extra further other of the these those its their such another or less"),
    aims=word_set("to at reach reaching hit below under above over than least most"),
    durations=word_set(
        "year years month months week weeks day days hour hours minute minutes decade decades century centuries "
        "year-old year-olds years-old yr yrs seconds second quarter quarters night nights"
    ),
    calendar=word_set(
        "january february march april may june july august september october november december jan feb mar apr jun jul "
        "aug sep sept oct nov dec"
    ),
    at_least=word_set("least minimum over than exceeding above exceed"),
    at_most=word_set("most maximum under below within up"),
    about=word_set("about around roughly approximately some nearly almost estimated circa"),
)
