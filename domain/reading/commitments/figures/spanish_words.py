"""Words of figures in Spanish."""

from types import MappingProxyType

from domain.reading.commitments.figures.number_words import NumberWords, count_words, word_set

SPANISH_NUMBERS = NumberWords(
    decimal=",",
    numbers=MappingProxyType(
        {
            **count_words("dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince", 2),
            **count_words("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", 20, 10),
            **count_words(
                "doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas "
                "seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas",
                200,
                100,
            ),
            "docena": 12,
            "decena": 10,
            "veintena": 20,
        }
    ),
    scales=MappingProxyType(
        {
            "cien": 100,
            "mil": 10**3,
            "miles": 10**3,
            "millón": 10**6,
            "millones": 10**6,
            "billón": 10**12,
            "billones": 10**12,
        }
    ),
    shares=MappingProxyType(
        {
            "un cuarto": "25",
            "la mitad": "50",
            "a la mitad": "50",
            "tres cuartos": "75",
            "un quinto": "20",
        }
    ),
    percent=word_set("% por-ciento porciento"),
    units_end=word_set(
        "en de para a al con y o sobre que quien cuyo por antes después desde entre hasta sin contra la el los las un una "
        "unos unas este esta su sus será serán es son ha han cada durante adicionales adicional"
    ),
    skipped=word_set("nuevos nuevas nuevo nueva otros otras de los las"),
    aims=word_set("a al alcanzar"),
    durations=word_set("año años mes meses semana semanas día días hora horas minuto minutos siglo década décadas"),
    calendar=word_set("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    at_least=word_set("menos más mínimo superior"),
    at_most=word_set("máximo hasta inferior"),
    about=word_set("unos unas cerca alrededor aproximadamente casi"),
)
