"""Numbers in words, by language, written as in `domain.money.words.scales`."""

# The number before the colon, then its spellings.
NUMBERS = {
    "en": "0.25:a_quarter_of_a|a_quarter|quarter_of_a 0.5:half_a|half_an|half 1:one 2:two 3:three 4:four "
    "5:five 6:six 7:seven 8:eight 9:nine 10:ten 11:eleven 12:twelve 13:thirteen 14:fourteen 15:fifteen "
    "16:sixteen 17:seventeen 18:eighteen 19:nineteen 20:twenty 30:thirty 40:forty 50:fifty 60:sixty "
    "70:seventy 80:eighty 90:ninety",
    "de": "0.5:eine_halbe|einer_halben|halbe|halben 1.5:anderthalb|eineinhalb 2:zwei 2.5:zweieinhalb 3:drei "
    "4:vier 5:fünf 6:sechs 7:sieben 8:acht 9:neun 10:zehn 11:elf 12:zwölf 15:fünfzehn 20:zwanzig "
    "50:fünfzig 200:zweihundert 300:dreihundert 500:fünfhundert",
    "fr": "0.5:un_demi|une_demi|demi 2:deux 3:trois 4:quatre 5:cinq 6:six 7:sept 8:huit 9:neuf 10:dix "
    "15:quinze 20:vingt 50:cinquante",
    "es": "0.5:medio 2:dos 3:tres 4:cuatro 5:cinco 6:seis 7:siete 8:ocho 9:nueve 10:diez 15:quince 20:veinte "
    "200:doscientos 300:trescientos 400:cuatrocientos 500:quinientos 600:seiscientos 700:setecientos "
    "800:ochocientos 900:novecientos 50:cincuenta",
    "pt": "0.5:meio 2:dois|duas 3:três 4:quatro 5:cinco 6:seis 7:sete 8:oito 9:nove 10:dez 15:quinze 20:vinte "
    "200:duzentos 300:trezentos 400:quatrocentos 500:quinhentos 600:seiscentos 700:setecentos "
    "800:oitocentos 900:novecentos 50:cinquenta",
    "it": "0.5:mezzo 2:due 3:tre 4:quattro 5:cinque 6:sei 7:sette 8:otto 9:nove 10:dieci 20:venti 200:duecento "
    "300:trecento 500:cinquecento 50:cinquanta",
    "nl": "0.5:een_half|half 1.5:anderhalf 2:twee 2.5:tweeënhalf 3:drie 4:vier 5:vijf 6:zes 7:zeven 8:acht "
    "9:negen 10:tien",
    "da": "0.5:en_halv|halv 1.5:halvanden 2:to 3:tre 4:fire 5:fem 10:ti",
    "nb": "0.5:en_halv|halv 1.5:halvannen 2:to 3:tre 4:fire 5:fem 10:ti",
    "sv": "0.5:en_halv|halv 2:två 3:tre 4:fyra 5:fem 10:tio",
    "pl": "0.5:pół 1.5:półtora 2:dwa|dwóch 3:trzy|trzech 4:cztery|czterech 5:pięć|pięciu 10:dziesięć|dziesięciu",
    "ru": "0.5:пол 1.5:полтора 2:два|две|двух 3:три|трех|трёх 4:четыре|четырех|четырёх 5:пять|пяти "
    "6:шесть|шести 10:десять|десяти",
    "tr": "0.5:yarım 2:iki 3:üç 4:dört 5:beş 10:on",
    "id": "0.5:setengah 2:dua 3:tiga 4:empat 5:lima 10:sepuluh",
    "ms": "0.5:setengah 2:dua 3:tiga 4:empat 5:lima 10:sepuluh",
    "hi": "1:एक|ek 1.5:डेढ़|डेढ 2:दो|do 2.5:ढाई 3:तीन 4:चार 5:पांच|पाँच 10:दस",
    "ar": "3:ثلاثة 4:أربعة 5:خمسة 6:ستة 7:سبعة 8:ثمانية 9:تسعة 10:عشرة",
    "he": "0.5:חצי",
    "th": "1:หนึ่ง 2:สอง 3:สาม 5:ห้า",
}

EAST_ASIAN_DIGITS = {
    digit: value
    for digits in ("一二三四五六七八九", "일이삼사오육칠팔구", "壹貳參肆伍陸柒捌玖")
    for value, digit in enumerate(digits, start=1)
} | {"两": 2, "兩": 2}

# "One", which is also an article.
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

# Scales with "one" or "two" written into them.
WHOLE_NUMBERS: dict[str, dict[int, str]] = {
    "ru": {500_000: "полмиллиона", 500_000_000: "полмиллиарда"},
    "id": {1_000: "seribu", 1_000_000: "sejuta", 1_000_000_000: "semiliar"},
    "ms": {1_000: "seribu", 1_000_000: "sejuta"},
    "ar": {2_000_000: "مليونين مليوني", 2_000_000_000: "ملياري مليارين"},
}

# What adds a half to the number or scale before it.
HALVES = {
    "en": "and_a_half",
    "fr": "et_demi et_demie",
    "es": "y_medio y_media",
    "pt": "e_meio e_meia",
    "it": "e_mezzo e_mezza",
}
