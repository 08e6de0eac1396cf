"""Words for scales of numbers, by language: what CLDR has no data for.

Each power of ten has its spellings, in rows as in `domain.money.words.rows`. A spelling that is listed under two powers
is not read: the error names both.
"""

SCALES: dict[str, dict[int, str]] = {
    "en": {
        2: "hundred hundred_and",
        3: "thousand thousands k",
        5: "lakh lakhs lac lacs",
        6: "million millions m mn mln mm mio",
        7: "crore crores cr karod",
        9: "billion billions b bn bln milliard milliards arab",
        11: "kharab",
        12: "trillion trillions t tn trn trln",
    },
    "de": {
        2: "hundert",
        3: "tausend tsd t k",
        6: "million millionen mio mill mn m",
        9: "milliarde milliarden mrd mia md billion",
        12: "billion billionen bio trillion trillionen",
        18: "trillion trillionen",
    },
    "fr": {
        2: "cent cents",
        3: "mille millier milliers k",
        6: "million millions m mio",
        9: "milliard milliards md mds mrd mrds mia g billion",
        12: "billion billions trillion trillions",
        18: "trillion trillions",
    },
    "es": {
        2: "cien ciento cientos",
        3: "mil miles k",
        6: "millón millones mill mills mm mn mio m",
        9: "millardo millardos",
        12: "billón billones trillón trillones",
        18: "trillón trillones",
    },
    "pt": {
        2: "cem cento",
        3: "mil milhar milhares k",
        6: "milhão milhões mi mn mio m mm",
        9: "bilhão bilhões bi bn",
        12: "trilhão trilhões tri bilião biliões",
    },
    "it": {
        2: "cento",
        3: "mille mila migliaia k",
        6: "milione milioni mln mio m",
        9: "miliardo miliardi mld mrd mdi",
        12: "bilione bilioni trilione trilioni",
        18: "trilione trilioni",
    },
    "nl": {
        2: "honderd",
        3: "duizend k",
        6: "miljoen miljoenen mln mio m",
        9: "miljard miljarden mld mrd billion",
        12: "biljoen biljoenen bln billion",
    },
    "da": {
        2: "hundrede",
        3: "tusind tusinde t k",
        6: "million millioner mio mill m",
        9: "milliard milliarder mia mrd billion",
        12: "billion billioner bio",
    },
    "nb": {
        2: "hundre",
        3: "tusen t k",
        6: "million millioner mill mio mn m",
        9: "milliard milliarder mrd mia billion",
        12: "billion billioner",
    },
    "sv": {
        2: "hundra",
        3: "tusen t k",
        6: "miljon miljoner milj mn mio m",
        9: "miljard miljarder mdr md mrd billion",
        12: "biljon biljoner billion",
    },
    "fi": {
        3: "tuhat tuhatta t k",
        6: "miljoona miljoonaa milj m",
        9: "miljardi miljardia mrd",
        12: "biljoona biljoonaa",
    },
    "pl": {
        2: "sto",
        3: "tysiąc tysiące tysięcy tysiąca tys k",
        6: "milion miliony milionów miliona mln m",
        9: "miliard miliardy miliardów miliarda mld billion",
        12: "bilion biliony bilionów biliona bln billion",
    },
    "cs": {
        3: "tisíc tisíce tisíců tis k",
        6: "milion miliony milionů milionu milión milióny miliónů mil mio m",
        9: "miliarda miliardy miliard mld mia",
        12: "bilion biliony bilionů bil",
    },
    "ro": {
        3: "mie mii k",
        6: "milion milioane mil mln m",
        9: "miliard miliarde mld mrd",
    },
    "hu": {
        3: "ezer e k",
        6: "millió m",
        9: "milliárd mrd md",
        12: "billió",
    },
    "ru": {
        2: "сто",
        3: "тысяча тысячи тысяч тысячу тыс т",
        6: "миллион миллиона миллионов миллиону миллионы млн",
        9: "миллиард миллиарда миллиардов миллиарды млрд",
        12: "триллион триллиона триллионов триллионы трлн",
    },
    "uk": {
        3: "тисяча тисячі тисяч тисячу тис",
        6: "мільйон мільйона мільйони мільйонів млн",
        9: "мільярд мільярда мільярди мільярдів млрд",
        12: "трильйон трильйона трильйони трильйонів трлн",
    },
    "tr": {
        2: "yüz",
        3: "bin k",
        6: "milyon mn mln m",
        9: "milyar mr mlr mrd",
        12: "trilyon tr",
    },
    "id": {
        2: "ratus",
        3: "ribu rb k",
        6: "juta jt m",
        9: "miliar milyar mlr m",
        12: "triliun trilyun t tn",
    },
    "ms": {
        2: "ratus",
        3: "ribu k",
        6: "juta jt m",
        9: "bilion b bn",
        12: "trilion t",
    },
    "vi": {
        3: "nghìn ngàn k",
        6: "triệu tr",
        9: "tỷ tỉ",
    },
    "hi": {
        2: "सौ",
        3: "हज़ार हजार",
        5: "लाख",
        6: "मिलियन",
        7: "करोड़ करोड",
        9: "अरब बिलियन",
        11: "खरब",
        12: "ट्रिलियन",
    },
    "ur": {3: "ہزار", 5: "لاکھ", 6: "ملین", 7: "کروڑ", 9: "ارب بلین", 11: "کھرب", 12: "ٹریلین"},
    "bn": {3: "হাজার", 5: "লাখ লক্ষ", 6: "মিলিয়ন", 7: "কোটি", 9: "বিলিয়ন"},
    "ar": {
        2: "مئة مائة",
        3: "ألف آلاف ألفا الف",
        6: "مليون ملايين مليونا",
        9: "مليار مليارات مليارا بليون بلايين",
        12: "تريليون تريليونات ترليون",
    },
    "fa": {3: "هزار", 6: "میلیون", 9: "میلیارد", 12: "تریلیون"},
    "he": {2: "מאה מאות", 3: "אלף אלפי", 6: "מיליון מיליוני", 9: "מיליארד מיליארדי", 12: "טריליון טריליוני"},
    "el": {
        3: "χίλια χιλιάδες χιλιάδων χιλ",
        6: "εκατομμύριο εκατομμύρια εκατομμυρίων εκατ εκ",
        9: "δισεκατομμύριο δισεκατομμύρια δισεκατομμυρίων δισ δις",
        12: "τρισεκατομμύριο τρισεκατομμύρια τρισεκατομμυρίων τρισ τρις",
    },
    "th": {2: "ร้อย", 3: "พัน", 4: "หมื่น", 5: "แสน", 6: "ล้าน", 12: "ล้านล้าน"},
}

SCALES_BY_COUNTRY: dict[tuple[str, str], dict[int, str]] = {
    ("en", "IN"): {5: "l"},
    ("es", "CL"): {3: "m", 6: "m"},
    ("es", "PR"): {9: "billón billones", 12: "billón billones trillón trillones"},
    ("es", "US"): {9: "billón billones", 12: "billón billones trillón trillones"},
    ("pt", "BR"): {9: "bilião biliões", 12: "bilião biliões"},
    **{
        ("pt", country): {
            9: "bilhão bilhões bi",
            12: "bilhão bilhões bi trilhão trilhões tri",
            18: "trilhão trilhões tri",
        }
        for country in ("AO", "CV", "GW", "MZ", "PT", "ST", "TL")
    },
}
"""Scales of a language in a country that differ from those of the language."""

LONG_BILLION: dict[str, str | None] = {"da": "DKK", "nb": "NOK", "de": None, "fr": None}
"""Languages whose “billion” is 10^12, with the currency in which it surely is.

Danish and Norwegian write 2 billion as English does and mean 10^12, as their own currency shows. In German and French
the singular is grammatical below 2 alone.
"""

SMALL_UNITS = {1: "십 十", 2: "백 百", 3: "천 千"}
LARGE_UNITS = {4: "만 万 萬", 8: "억 億 亿", 12: "조 兆 万亿 萬億 万億"}
"""East Asian units, which any language reads. A small one counts within a large one: 6조 4천400억 is 6.44 trillion."""

ALONE = {
    "es": "mil cien ciento",
    "pt": "mil cem cento",
    "it": "mille cento",
    "fr": "mille cent",
    "de": "hundert tausend",
    "nl": "honderd duizend",
    "pl": "tysiąc milion miliard bilion",
    "ru": "тысяча тысячу миллион миллиард триллион",
    "uk": "тисяча тисячу мільйон мільярд трильйон",
    "tr": "bin yüz",
    "ar": "ألف الف مليون مليار تريليون",
    "he": "אלף מיליון מיליארד טריליון",
}
"""Scales that state one of themselves where no number precedes them."""

ABBREVIATIONS = {
    "es": {
        "mdp": "millones pesos",
        "mdd": "millones dólares",
        "mmdp": "mil millones pesos",
        "mmdd": "mil millones dólares",
    },
}
"""Abbreviations of a scale with its currency, and the words that they stand for."""
