"""Signs and names of currencies that CLDR lacks, or that several currencies share.

Spellings are in rows as in `domain.money.words.rows`. ISO codes, which are not here, are read in capitals alone.
"""

from dataclasses import dataclass

from domain.codes import CURRENCIES
from domain.money.words.rows import spellings


@dataclass(frozen=True, slots=True)
class Sign:
    """The currencies that a sign may stand for, and its usual one."""

    currencies: frozenset[str]
    usual: str | None = None
    per_unit: int = 1
    """Signs of hundredths, such as `p`, have 100 to a unit."""


_NOT_READ = "ALL BOV CHE CHW CLF COU MXV TOP USN UYI UYW XAD XAG XAU XBA XBB XBC XBD XPD XPT XSU XUA"
CODES = CURRENCIES.keys() - set(_NOT_READ.split())
"""ISO 4217 without funds, metals and bonds, and without two that are words in a headline (“TOP 15 MILLION”, “ALL”)."""

GROUPED_BY_TWO = frozenset({"BDT", "BTN", "INR", "NPR", "PKR"})
COUNTRIES_THAT_GROUP_BY_TWO = frozenset({"BD", "BT", "IN", "NP", "PK"})
"""Currencies, and countries, whose digits are grouped as in 1,50,000."""

_DOLLARS = "USD AUD BBD BMD BND BSD BZD CAD FJD GYD HKD JMD KYD LRD NAD NZD SBD SGD SRD TTD TWD XCD ZWL"
_PESOS = "ARS CLP COP CUP DOP MXN UYU"
_RIYALS = "IRR OMR QAR SAR YER"
_PENCE = "GBP FKP GIP SHP"
_CENTS = "USD EUR AUD BBD BSD BZD CAD FJD GYD HKD JMD KES KYD LKR MUR NAD NZD SGD TTD ZAR XCD"

_SHARED: tuple[tuple[str, str, str | None], ...] = (
    ("$", f"{_DOLLARS} {_PESOS} CVE MOP NIO TOP WST", "USD"),
    ("dollar dollars dolar 달러 ドル ดอลลาร์", _DOLLARS, "USD"),
    ("c$", "CAD NIO", "CAD"),
    ("£ pound pounds 파운드 ポンド", "GBP CYP EGP FKP GIP IEP LBP MTL SDG SHP SSP SYP", "GBP"),
    ("₩ won korean_won 원 ウォン", "KRW KPW", "KRW"),
    ("¥", "JPY CNY", None),
    ("元", "CNY TWD HKD", None),
    ("rs rs. re re. ₨ rupee rupees 루피 ルピー रुपया रुपये रुपए रुपयों रु रुपयो روپے روپیہ", "INR LKR MUR NPR PKR SCR", None),
    ("peso pesos", f"{_PESOS} PHP", None),
    ("kr kr.", "DKK ISK NOK SEK", None),
    ("krona", "ISK SEK", None),
    ("koruna korunas koruny", "CZK SKK", "CZK"),
    ("krone kroner", "DKK NOK", None),
    ("crowns", "CZK DKK ISK NOK SEK", None),
    ("franc francs fr fr.", "BEF BIF CDF CHF DJF FRF GNF KMF LUF RWF XAF XOF XPF", None),
    ("cfa_franc cfa_francs fcfa f_cfa cfa f.cfa", "XAF XOF", None),
    ("dinar dinars", "BHD DZD IQD JOD KWD LYD RSD TND", None),
    ("dirham dirhams dh dh. dhs dhs.", "AED MAD", None),
    ("rial rials riyal riyals", _RIYALS, None),
    ("shilling shillings", "KES SOS TZS UGX", None),
    ("lira liras lire", "ITL LBP MTL SYP TRY", None),
    ("ruble rubles rouble roubles руб р", "BYN RUB", None),
    ("leu lei", "MDL RON", None),
    ("manat manats", "AZN TMT", None),
    ("kwacha", "MWK ZMW", None),
)
"""Names that several currencies share: the spellings, the currencies, and the usual one if there is one."""

_OWN = {
    "AUD": "a$ au$ 澳元 豪ドル 호주_달러 호주달러 $au $a $aus",
    "AMD": "֏ dram drams",
    "ARS": "ar$",
    "AZN": "₼",
    "BBD": "bds$",
    "BDT": "৳ taka tk টাকা",
    "BGN": "lev leva",
    "BRL": "r$ reais real",
    "BZD": "bz$",
    "CAD": "ca$ can$ cdn$ 加元 캐나다_달러 캐나다달러 $ca $can $c",
    "CNY": "cn¥ rmb yuan renminbi 人民币 人民幣 人民元 위안 위안화 人民币元",
    "COP": "col$ $col",
    "CRC": "₡ colones",
    "CZK": "kč czech_koruna czech_korunas czech_crowns",
    "DOP": "rd$",
    "ETB": "birr",
    "EUR": "€ euro euros 유로 ユーロ 欧元 歐元 eur avro 유로화",
    "FJD": "fj$ f$ $f",
    "GBP": "gb£ uk£ sterling pound_sterling pounds_sterling 英镑 英鎊 영국_파운드 gbp stg british_pound british_pounds",
    "GEL": "₾ lari",
    "GHS": "₵ gh₵ cedi cedis gh¢ ghc",
    "HKD": "hk$ 港元 港币 港幣 香港ドル 홍콩_달러 홍콩달러 $hk",
    "HUF": "forint forints ft",
    "IDR": "rp rupiah rp.",
    "ILS": '₪ nis shekel shekels ש"ח ש״ח שח שקל שקלים שקלי',
    "INR": "₹ inr",
    "ISK": "króna krónur icelandic_crowns",
    "JMD": "j$",
    "JPY": "jp¥ yen 円 日本円 日元 日圓 日圆 엔 엔화",
    "KES": "ksh kshs ksh.",
    "KHR": "៛ riel riels",
    "KRW": "韩元 韓元",
    "KZT": "₸ tenge",
    "LAK": "₭ kip",
    "MKD": "denar denars",
    "MNT": "₮ tugrik tugriks",
    "MOP": "mop$ pataca patacas",
    "MXN": "mx$ mex$ $mx",
    "MYR": "rm ringgit ringgits",
    "NAD": "n$",
    "NGN": "₦ naira",
    "NZD": "nz$ 뉴질랜드_달러 뉴질랜드달러 $nz",
    "PEN": "s/ soles",
    "PHP": "₱ php",
    "PLN": "zł zloty zlotys złoty złotys zl złotych",
    "PYG": "₲ guarani guaranis",
    "RUB": "₽",
    "SEK": "kronor swedish_crowns",
    "SGD": "s$ sg$ シンガポールドル 싱가포르_달러 싱가포르달러 $s",
    "THB": "฿ baht บาท",
    "TRY": "₺ tl liraya liradan liralık lirayı",
    "TTD": "tt$",
    "TWD": "nt$ ntd 台币 台幣 新台币 新台幣 新臺幣 台湾ドル 대만_달러 대만달러",
    "TZS": "tsh",
    "UAH": "₴ hryvnia hryvnias грн",
    "UGX": "ush ushs",
    "USD": "us$ us-$ us_$ u.s.$ u.s._$ $us $_us usd american_dollar american_dollars dolar_as dolar_amerika 美元 美金 "
    "米ドル 미_달러 미달러 미국_달러 미국달러 เหรียญสหรัฐ เหรียญสหรัฐฯ ดอลลาร์สหรัฐฯ",
    "VND": "₫ dong đồng vnđ đ",
    "XCD": "ec$",
    "XDR": "sdr sdrs dts",
    "XPF": "cfp_franc cfp_francs",
    "ZAR": "rand rands",
    "AED": "emirati_dirham emirati_dirhams د.إ",
    "CHF": "sfr sfr. chf franken",
    "CLP": "clp$",
    "DKK": "dkr danish_crowns",
    "EGP": "e£ l.e. جنيه_مصري",
    "NOK": "nkr norwegian_crowns",
}
"""Names of one currency alone, by its code."""


_QUALIFIERS = {
    "USD": "us usa u.s u.s. сша américains américain américaines americanos americano americani americano "
    "estadounidenses norteamericanos norte-americanos statunitensi amerikanische amerikanischer amerikanske "
    "amerikanska amerykańskich",
}
"""Words that narrow a name, as in dollars US, by the currency that is then meant."""

_HUNDREDTHS: tuple[tuple[str, str, str | None], ...] = (
    ("pence penny", _PENCE, "GBP"),
    ("cent cents ct ¢", _CENTS, None),
    ("centime centimes", "EUR CHF", None),
    ("céntimos céntimo cêntimos cêntimo", "EUR", "EUR"),
    ("centavos centavo", "BRL MXN COP ARS CLP PHP", None),
    ("paise paisa", "INR PKR NPR", None),
    ("øre öre", "DKK NOK SEK", None),
    ("копеек копейки коп", "RUB BYN", None),
    ("groszy grosze", "PLN", "PLN"),
    ("rappen", "CHF", "CHF"),
    ("kuruş", "TRY", "TRY"),
    ("kopecks kopeks", "RUB", "RUB"),
)
"""Names of hundredths, in the same form."""

HUNDREDTHS_AFTER_DIGITS = {
    "p": Sign(frozenset(_PENCE.split()), None, 100),
    "c": Sign(frozenset(_CENTS.split()), None, 100),
}
"""Letters for hundredths, right behind digits: 50p."""

HOME_SIGNS: dict[str, dict[str, str]] = {
    "AF": {"AFN": "afs"}, "AO": {"AOA": "kz"}, "BA": {"BAM": "km"}, "BB": {"BBD": "bd$"}, "BG": {"BGN": "lv лв"},
    "BH": {"BHD": "bd"}, "BI": {"BIF": "fbu"}, "BM": {"BMD": "bd$"}, "BN": {"BND": "b$"}, "BS": {"BSD": "b$"},
    "BT": {"BTN": "nu"}, "CD": {"CDF": "fc"}, "DJ": {"DJF": "fdj"}, "DZ": {"DZD": "da"}, "EG": {"EGP": "le"},
    "ET": {"ETB": "br"}, "GM": {"GMD": "d"}, "GN": {"GNF": "fg"}, "GY": {"GYD": "g$"}, "HT": {"HTG": "g gdes"},
    "IQ": {"IQD": "id"}, "JO": {"JOD": "jd"}, "KE": {"KES": "sh shs"}, "KG": {"KGS": "сом"}, "KW": {"KWD": "kd"},
    "KY": {"KYD": "ci$"}, "KZ": {"KZT": "тг"}, "LB": {"LBP": "ll"}, "LR": {"LRD": "l$ ld"}, "LS": {"LSL": "m"},
    "MG": {"MGA": "ar"}, "MM": {"MMK": "k ks"}, "MN": {"MNT": "төг"}, "MR": {"MRU": "um"}, "MV": {"MVR": "rf"},
    "MW": {"MWK": "k mk"}, "MZ": {"MZN": "mt"}, "NG": {"NGN": "n"}, "NP": {"NPR": "nrs"}, "OM": {"OMR": "ro"},
    "PG": {"PGK": "k"}, "PH": {"PHP": "p"}, "QA": {"QAR": "qr qrs"}, "RS": {"RSD": "din"}, "RW": {"RWF": "frw"},
    "SA": {"SAR": "sr"}, "SB": {"SBD": "si$"}, "SL": {"SLE": "nle"}, "SZ": {"SZL": "e"}, "TH": {"THB": "bt"},
    "TJ": {"TJS": "сомони"}, "TN": {"TND": "td dt"}, "TO": {"TOP": "t$"}, "TW": {"TWD": "t$"}, "TZ": {"TZS": "sh shs"},
    "UG": {"UGX": "sh shs"}, "UZ": {"UZS": "сум so'm"}, "VU": {"VUV": "vt"}, "WS": {"WST": "ws$"}, "ZM": {"ZMW": "k"},
    "ZW": {"ZWG": "zig"},
}  # fmt: skip
"""Letters that newspapers of a country use for its currency, and CLDR does not."""

QUALIFIERS = {name: Sign(frozenset({code})) for code, row in _QUALIFIERS.items() for name in spellings(row)}

SIGNS: dict[str, Sign] = {
    **{
        name: Sign(frozenset(codes.split()), usual, 100) for row, codes, usual in _HUNDREDTHS for name in spellings(row)
    },
    **{name: Sign(frozenset({code})) for code, row in _OWN.items() for name in spellings(row)},
    **{name: Sign(frozenset(codes.split()), usual) for row, codes, usual in _SHARED for name in spellings(row)},
}
"""Every spelling with what it stands for."""
