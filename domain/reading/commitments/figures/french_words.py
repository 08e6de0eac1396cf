"""Words of figures in French."""

from types import MappingProxyType

from domain.reading.commitments.figures.number_words import NumberWords, compounds, count_words, word_set

_FR_TENS = count_words("vingt trente quarante cinquante soixante", 20, 10)

FRENCH_NUMBERS = NumberWords(
    decimal=",",
    numbers=MappingProxyType(
        {
            **count_words("deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize", 2),
            **_FR_TENS,
            **compounds(_FR_TENS, count_words("deux trois quatre cinq six sept huit neuf", 2), "-"),
            "soixante-dix": 70,
            "quatre-vingts": 80,
            "quatre-vingt": 80,
            "quatre-vingt-dix": 90,
            "dix-sept": 17,
            "dix-huit": 18,
            "dix-neuf": 19,
            "vingtaine": 20,
            "trentaine": 30,
            "dizaine": 10,
            "quinzaine": 15,
            "cinquantaine": 50,
            "centaine": 100,
            "douzaine": 12,
            "soixantaine": 60,
            "quarantaine": 40,
        }
    ),
    scales=MappingProxyType(
        {
            "cent": 100,
            "cents": 100,
            "mille": 10**3,
            "millier": 10**3,
            "milliers": 10**3,
            "million": 10**6,
            "millions": 10**6,
            "milliard": 10**9,
            "milliards": 10**9,
            "md": 10**9,
            "mds": 10**9,
        }
    ),
    shares=MappingProxyType(
        {
            "un quart": "25",
            "le quart": "25",
            "d'un quart": "25",
            "la moitié": "50",
            "de moitié": "50",
            "trois quarts": "75",
            "les trois quarts": "75",
            "un cinquième": "20",
            "d'un cinquième": "20",
            "un dixième": "10",
        }
    ),
    percent=word_set("% pour-cent"),
    units_end=word_set(
        "dans en pour à au aux avec et ou sur que qui dont par d'ici avant après depuis entre chez sous vers sans contre "
        "la le les l un une des du cette ce ces cet leur leurs son sa ses dès jusqu'à jusqu'en afin seront sera ont a "
        "est sont répartis réparties situés situées supplémentaires supplémentaire chaque par-an an ans"
    ),
    skipped=word_set("nouveaux nouvelles nouveau nouvelle autres des de d' du les"),
    aims=word_set("à atteindre sous"),
    durations=word_set(
        "an ans année années mois semaine semaines jour jours heure heures minute minutes siècle décennie"
    ),
    calendar=word_set("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    at_least=word_set("moins plus minimum supérieur"),
    at_most=word_set("maximum jusqu'à inférieur sous"),
    about=word_set("environ quelque près autour presque"),
)
