"""Names and signs of currencies, with the currencies that each may stand for, and names of scales.

In the tables below, spellings are separated by spaces and a space within one is written `_`. Latin letters
are lower case, as they are read without regard to case; ISO codes are read in capitals alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.codes import CURRENCIES


@dataclass(frozen=True, slots=True)
class Sign:
    """The currencies that a sign may stand for, and its usual one."""

    currencies: frozenset[str]
    usual: str | None = None


# ISO 4217 without funds, metals and bonds, and without two that are words in a headline ("TOP 15 MILLION", "ALL").
_NOT_READ = "ALL BOV CHE CHW CLF COU MXV TOP USN UYI UYW XAD XAG XAU XBA XBB XBC XBD XPD XPT XSU XUA"
CODES = CURRENCIES.keys() - set(_NOT_READ.split())

# Where digits are grouped 1,50,000.
GROUPED_BY_TWO = frozenset({"BDT", "BTN", "INR", "NPR", "PKR"})

# The currency of a jurisdiction, now or until the euro, where it shares a sign or name with another.
_HOMES = """
    AE:AED AG:XCD AI:XCD AR:ARS AU:AUD AZ:AZN BB:BBD BF:XOF BH:BHD BI:BIF BJ:XOF BM:BMD BN:BND BS:BSD
    BV:NOK BY:BYN BZ:BZD CA:CAD CC:AUD CD:CDF CF:XAF CG:XAF CH:CHF CI:XOF CK:NZD CL:CLP CM:XAF CN:CNY
    CO:COP CU:CUP CV:CVE CX:AUD CY:CYP DJ:DJF DK:DKK DM:XCD DO:DOP DZ:DZD EG:EGP EH:MAD FJ:FJD FK:FKP
    FO:DKK GA:XAF GB:GBP GD:XCD GG:GBP GI:GIP GL:DKK GN:GNF GQ:XAF GS:GBP GW:XOF GY:GYD HK:HKD HM:AUD
    IE:IEP IM:GBP IN:INR IQ:IQD IR:IRR IS:ISK JE:GBP JM:JMD JO:JOD JP:JPY KE:KES KI:AUD KM:KMF KN:XCD
    KP:KPW KR:KRW KW:KWD KY:KYD LB:LBP LC:XCD LI:CHF LK:LKR LR:LRD LY:LYD MA:MAD MD:MDL ML:XOF MO:MOP
    MS:XCD MT:MTL MU:MUR MW:MWK MX:MXN NA:NAD NC:XPF NE:XOF NF:AUD NI:NIO NO:NOK NP:NPR NR:AUD NU:NZD
    NZ:NZD OM:OMR PF:XPF PH:PHP PK:PKR PN:NZD QA:QAR RO:RON RS:RSD RU:RUB RW:RWF SA:SAR SB:SBD SC:SCR
    SD:SDG SE:SEK SG:SGD SH:SHP SJ:NOK SK:SKK SN:XOF SO:SOS SR:SRD SS:SSP SY:SYP TD:XAF TG:XOF TK:NZD
    TM:TMT TN:TND TO:TOP TR:TRY TT:TTD TV:AUD TW:TWD TZ:TZS UG:UGX UY:UYU VC:XCD WF:XPF WS:WST YE:YER
    ZM:ZMW ZW:ZWL
"""
HOME_CURRENCY = {home: code for home, _, code in (pair.partition(":") for pair in _HOMES.split())}

_DOLLARS = "USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD ZWL"
_PESOS = "ARS CLP COP CUP DOP MXN UYU"
_RIYALS = "IRR OMR QAR SAR YER"

# What several currencies are called: the spellings, the currencies, and the usual one where there is one.
_SHARED: tuple[tuple[str, str, str | None], ...] = (
    ("$", f"{_DOLLARS} {_PESOS} CVE MOP NIO TOP WST", "USD"),
    ("dollar dollars 달러 ドル", _DOLLARS, "USD"),
    ("c$", "CAD NIO", "CAD"),
    ("£ pound pounds 파운드 ポンド", "GBP CYP EGP FKP GIP IEP LBP MTL SDG SHP SSP SYP", "GBP"),
    ("₩ won korean_won 원 ウォン", "KRW KPW", "KRW"),
    ("¥", "JPY CNY", None),
    ("元", "CNY TWD HKD", None),
    ("rs rs. ₨ rupee rupees 루피 ルピー", "INR LKR MUR NPR PKR SCR", None),
    ("peso pesos", f"{_PESOS} PHP", None),
    ("kr kr.", "DKK ISK NOK SEK", None),
    ("krona", "ISK SEK", None),
    ("koruna korunas koruny", "CZK SKK", "CZK"),
    ("krone kroner", "DKK NOK", None),
    ("franc francs", "BEF BIF CDF CHF DJF FRF GNF KMF LUF RWF XAF XOF XPF", None),
    ("cfa_franc cfa_francs fcfa", "XAF XOF", None),
    ("dinar dinars", "BHD DZD IQD JOD KWD LYD RSD TND", None),
    ("dirham dirhams dh dhs", "AED MAD", None),
    ("rial rials riyal riyals", _RIYALS, None),
    ("shilling shillings", "KES SOS TZS UGX", None),
    ("lira liras", "ITL LBP MTL SYP TRY", None),
    ("ruble rubles rouble roubles", "BYN RUB", None),
    ("leu lei", "MDL RON", None),
    ("manat manats", "AZN TMT", None),
    ("kwacha", "MWK ZMW", None),
)

# What one currency alone is called.
_OWN = {
    "AUD": "a$ au$ 澳元 豪ドル 호주_달러 호주달러",
    "AMD": "֏ dram drams",
    "ARS": "ar$",
    "AZN": "₼",
    "BBD": "bds$",
    "BDT": "৳ taka",
    "BGN": "lev leva",
    "BRL": "r$ reais",
    "BZD": "bz$",
    "CAD": "ca$ can$ cdn$ 加元 캐나다_달러 캐나다달러",
    "CNY": "cn¥ rmb yuan renminbi 人民币 人民幣 人民元 위안 위안화",
    "COP": "col$",
    "CRC": "₡ colones",
    "CZK": "kč czech_koruna czech_korunas",
    "DOP": "rd$",
    "ETB": "birr",
    "EUR": "€ euro euros 유로 ユーロ 欧元 歐元",
    "FJD": "fj$",
    "GBP": "gb£ uk£ sterling pound_sterling pounds_sterling 英镑 英鎊 영국_파운드",
    "GEL": "₾ lari",
    "GHS": "₵ gh₵ cedi cedis",
    "HKD": "hk$ 港元 港币 港幣 香港ドル 홍콩_달러 홍콩달러",
    "HUF": "forint forints",
    "IDR": "rp rupiah",
    "ILS": "₪ nis shekel shekels",
    "INR": "₹",
    "ISK": "króna krónur",
    "JMD": "j$",
    "JPY": "jp¥ yen 円 日本円 日元 日圓 日圆 엔 엔화",
    "KES": "ksh kshs",
    "KHR": "៛ riel riels",
    "KRW": "韩元 韓元",
    "KZT": "₸ tenge",
    "LAK": "₭ kip",
    "MKD": "denar denars",
    "MNT": "₮ tugrik tugriks",
    "MOP": "mop$ pataca patacas",
    "MXN": "mx$ mex$",
    "MYR": "rm ringgit",
    "NAD": "n$",
    "NGN": "₦ naira",
    "NZD": "nz$ 뉴질랜드_달러 뉴질랜드달러",
    "PEN": "s/ soles",
    "PHP": "₱",
    "PLN": "zł zloty zlotys złoty złotys",
    "PYG": "₲ guarani guaranis",
    "RUB": "₽",
    "SEK": "kronor",
    "SGD": "s$ sg$ シンガポールドル 싱가포르_달러 싱가포르달러",
    "THB": "฿ baht",
    "TRY": "₺",
    "TTD": "tt$",
    "TWD": "nt$ ntd 台币 台幣 新台币 新台幣 新臺幣 台湾ドル 대만_달러 대만달러",
    "TZS": "tsh",
    "UAH": "₴ hryvnia hryvnias",
    "UGX": "ush",
    "USD": "us$ us_$ u.s.$ u.s._$ 美元 美金 米ドル 미_달러 미달러 미국_달러 미국달러",
    "VND": "₫ dong đồng",
    "XCD": "ec$",
    "XDR": "sdr sdrs",
    "XPF": "cfp_franc cfp_francs",
    "ZAR": "rand",
}

# Names of a currency with its country: the noun, then adjective and currency.
_NATIONAL = {
    "dollar dollars": "us USD u.s. USD american USD australian AUD bahamian BSD barbadian BBD belize BZD "
    "brunei BND canadian CAD east_caribbean XCD fijian FJD guyanese GYD hong_kong HKD jamaican JMD "
    "liberian LRD namibian NAD new_taiwan TWD nt TWD taiwan TWD new_zealand NZD singapore SGD",
    "peso pesos": "argentine ARS chilean CLP colombian COP cuban CUP dominican DOP mexican MXN "
    "philippine PHP uruguayan UYU",
    "pound pounds": "british GBP egyptian EGP lebanese LBP south_sudanese SSP sudanese SDG syrian SYP",
    "won": "south_korean KRW north_korean KPW",
    "yen": "japanese JPY",
    "yuan": "chinese CNY",
    "rupee rupees": "indian INR mauritian MUR nepalese NPR pakistani PKR seychellois SCR sri_lankan LKR",
    "krona kronor": "swedish SEK icelandic ISK",
    "krone kroner": "danish DKK norwegian NOK",
    "franc francs": "burundian BIF comorian KMF congolese CDF djiboutian DJF guinean GNF rwandan RWF swiss CHF",
    "dinar dinars": "algerian DZD bahraini BHD iraqi IQD jordanian JOD kuwaiti KWD libyan LYD serbian RSD tunisian TND",
    "dirham dirhams": "emirati AED moroccan MAD uae AED",
    "rial rials riyal riyals": "iranian IRR omani OMR qatari QAR saudi SAR yemeni YER",
    "shilling shillings": "kenyan KES somali SOS tanzanian TZS ugandan UGX",
    "lira liras": "syrian SYP turkish TRY",
    "ruble rubles rouble roubles": "belarusian BYN russian RUB",
    "leu lei": "moldovan MDL romanian RON",
}

# Words that may stand before a larger one, as in "lakh crore"; then all scale words.
LEADING_SCALES = {"hundred": 10**2, "thousand": 10**3, "lakh": 10**5}
SCALES = {
    **LEADING_SCALES,
    **dict.fromkeys(["k"], 10**3),
    **dict.fromkeys(["lac", "lakhs"], 10**5),
    **dict.fromkeys(["million", "m", "mn", "mln"], 10**6),
    **dict.fromkeys(["crore", "crores", "cr"], 10**7),
    **dict.fromkeys(["billion", "b", "bn", "bln"], 10**9),
    **dict.fromkeys(["trillion", "tn", "trn", "trln"], 10**12),
}
# East Asian numbers: small units count within a large one (6조 4천400억 is 6.44 trillion).
SMALL_UNITS = {"십": 10, "十": 10, "백": 100, "百": 100, "천": 1000, "千": 1000}
LARGE_UNITS = {
    **dict.fromkeys("만万萬", 10**4),
    **dict.fromkeys("억億亿", 10**8),
    **dict.fromkeys(["조", "兆", "万亿", "萬億"], 10**12),
}
_ABOUT = "about around some approximately approx approx. roughly circa ca. ~ ≈ 〜 약 대략 約 约 大約 大约 およそ"
ABOUT_BEFORE = _ABOUT.split()
ABOUT_AFTER = ["or so", "가량", "정도", "안팎", "내외", "左右", "程度", "ほど"]

# Why a text is refused, where its words tell; none of these words is a term that can be read.
_LIMITS = (
    r"\b(?:up to|over|under|above|below|nearly|almost|at least|at most|(?:more|less|fewer) than|as much as"
    r"|minimum|maximum|exceeding)\b|[<>≤≥+]|이상|이하|초과|미만|최대|최소|以上|以下|超"
)
EXPLANATIONS = (
    (re.compile(r"%|per ?cent|퍼센트"), "a percentage is not a sum of money"),
    (re.compile(_LIMITS), "it states a limit, or more than a sum"),
    (re.compile(r"^\W*[-\u2212]"), "a minus sign may be a dash"),
    (
        re.compile(r"^[^0-9]*[0-9].*?(?:[-\u2010-\u2015~/]|\b(?:to|and|or)\b)(?=.*[0-9])"),
        "it states a range or several sums",
    ),
)


def _spellings(row: str) -> list[str]:
    return [spelling.replace("_", " ") for spelling in row.split()]


def _national() -> Iterator[tuple[str, str]]:
    for nouns, row in _NATIONAL.items():
        adjectives = _spellings(row)
        for adjective, code in zip(adjectives[::2], adjectives[1::2], strict=True):
            yield from ((f"{adjective} {noun}", code) for noun in _spellings(nouns))


# Every spelling in lower case, and every code in capitals, with what it stands for.
SIGNS: dict[str, Sign] = {
    **{code: Sign(frozenset({code})) for code in CODES},
    **{name: Sign(frozenset({code})) for code, row in _OWN.items() for name in _spellings(row)},
    **{name: Sign(frozenset({code})) for name, code in _national()},
    **{name: Sign(frozenset(codes.split()), usual) for row, codes, usual in _SHARED for name in _spellings(row)},
}
