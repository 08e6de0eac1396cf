"""Numbers in words, by language: the spellings of each number, in rows as in `domain.money.words.rows`."""

NUMBERS: dict[str, dict[float, str]] = {
    "en": {
        0.25: "a_quarter_of_a a_quarter quarter_of_a", 0.5: "half_a half_an half",
        1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten",
        11: "eleven", 12: "twelve", 13: "thirteen", 14: "fourteen", 15: "fifteen", 16: "sixteen", 17: "seventeen",
        18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty",
        70: "seventy", 80: "eighty", 90: "ninety",
    },
    "de": {
        0.5: "eine_halbe einer_halben halbe halben", 1.5: "anderthalb eineinhalb", 2: "zwei", 2.5: "zweieinhalb",
        3: "drei", 4: "vier", 5: "fünf", 6: "sechs", 7: "sieben", 8: "acht", 9: "neun", 10: "zehn", 11: "elf",
        12: "zwölf", 15: "fünfzehn", 18: "achtzehn", 20: "zwanzig", 24: "vierundzwanzig", 30: "dreißig", 50: "fünfzig",
        60: "sechzig", 90: "neunzig", 200: "zweihundert", 300: "dreihundert",
        500: "fünfhundert",
    },
    "fr": {
        0.5: "un_demi une_demi demi", 2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit",
        9: "neuf", 10: "dix", 12: "douze", 15: "quinze", 18: "dix-huit", 20: "vingt", 24: "vingt-quatre", 30: "trente",
        50: "cinquante", 60: "soixante", 90: "quatre-vingt-dix",
    },
    "es": {
        0.5: "medio", 2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete", 8: "ocho", 9: "nueve",
        10: "diez", 12: "doce", 15: "quince", 18: "dieciocho", 20: "veinte", 24: "veinticuatro", 30: "treinta",
        50: "cincuenta", 60: "sesenta", 90: "noventa", 200: "doscientos", 300: "trescientos",
        400: "cuatrocientos", 500: "quinientos", 600: "seiscientos", 700: "setecientos", 800: "ochocientos",
        900: "novecientos",
    },
    "pt": {
        0.5: "meio", 2: "dois duas", 3: "três", 4: "quatro", 5: "cinco", 6: "seis", 7: "sete", 8: "oito", 9: "nove",
        10: "dez", 15: "quinze", 20: "vinte", 50: "cinquenta", 200: "duzentos", 300: "trezentos", 400: "quatrocentos",
        500: "quinhentos", 600: "seiscentos", 700: "setecentos", 800: "oitocentos", 900: "novecentos",
    },
    "it": {
        0.5: "mezzo", 2: "due", 3: "tre", 4: "quattro", 5: "cinque", 6: "sei", 7: "sette", 8: "otto", 9: "nove",
        10: "dieci", 20: "venti", 50: "cinquanta", 200: "duecento", 300: "trecento", 500: "cinquecento",
    },
    "nl": {
        0.5: "een_half half", 1.5: "anderhalf", 2: "twee", 2.5: "tweeënhalf", 3: "drie", 4: "vier", 5: "vijf",
        6: "zes", 7: "zeven", 8: "acht", 9: "negen", 10: "tien",
    },
    "da": {0.5: "en_halv halv", 1.5: "halvanden", 2: "to", 3: "tre", 4: "fire", 5: "fem", 10: "ti"},
    "nb": {0.5: "en_halv halv", 1.5: "halvannen", 2: "to", 3: "tre", 4: "fire", 5: "fem", 10: "ti"},
    "sv": {0.5: "en_halv halv", 2: "två", 3: "tre", 4: "fyra", 5: "fem", 10: "tio"},
    "pl": {
        0.5: "pół", 1.5: "półtora", 2: "dwa dwóch", 3: "trzy trzech", 4: "cztery czterech", 5: "pięć pięciu",
        10: "dziesięć dziesięciu",
    },
    "ru": {
        0.5: "пол", 1.5: "полтора", 2: "два две двух", 3: "три трех трёх", 4: "четыре четырех четырёх",
        5: "пять пяти", 6: "шесть шести", 10: "десять десяти", 500_000: "полмиллиона", 500_000_000: "полмиллиарда",
    },
    "tr": {0.5: "yarım", 2: "iki", 3: "üç", 4: "dört", 5: "beş", 10: "on"},
    "id": {
        0.5: "setengah", 2: "dua", 3: "tiga", 4: "empat", 5: "lima", 10: "sepuluh",
        1_000: "seribu", 1_000_000: "sejuta", 1_000_000_000: "semiliar",
    },
    "ms": {
        0.5: "setengah", 2: "dua", 3: "tiga", 4: "empat", 5: "lima", 10: "sepuluh",
        1_000: "seribu", 1_000_000: "sejuta",
    },
    "hi": {
        1: "एक ek", 1.5: "डेढ़ डेढ", 2: "दो do", 2.5: "ढाई", 3: "तीन", 4: "चार", 5: "पांच पाँच", 10: "दस",
    },
    "ar": {
        3: "ثلاثة", 4: "أربعة", 5: "خمسة", 6: "ستة", 7: "سبعة", 8: "ثمانية", 9: "تسعة", 10: "عشرة",
        2_000_000: "مليونين مليوني", 2_000_000_000: "ملياري مليارين",
    },
    "he": {0.5: "חצי"},
    "th": {1: "หนึ่ง", 2: "สอง", 3: "สาม", 5: "ห้า"},
}  # fmt: skip
"""Some have a scale written into them: `seribu` is one thousand."""

EAST_ASIAN_DIGITS: dict[float, str] = {
    1: "一 일 壹", 2: "二 이 貳 两 兩", 3: "三 삼 參", 4: "四 사 肆", 5: "五 오 伍", 6: "六 육 陸", 7: "七 칠 柒",
    8: "八 팔 捌", 9: "九 구 玖",
}  # fmt: skip

ARTICLES = {
    "en": "a an",
    "de": "ein eine einer eines einen einem",
    "fr": "un une",
    "es": "un una",
    "pt": "um uma",
    "it": "un uno una",
    "nl": "een één",
    "da": "en et én ét",
    "nb": "en et én ett",
    "sv": "en ett",
    "fi": "yksi",
    "pl": "jeden jednego",
    "ru": "один одного одна одну",
    "tr": "bir",
    "id": "satu",
    "ms": "satu",
}
"""“One” that is also an article: a number before a scale alone."""

HALVES = {
    "en": "and_a_half",
    "fr": "et_demi et_demie",
    "es": "y_medio y_media",
    "pt": "e_meio e_meia",
    "it": "e_mezzo e_mezza",
}
"""Words that add a half to the number or scale before them."""
