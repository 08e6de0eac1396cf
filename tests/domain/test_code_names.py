"""The code that a name, another code or a misspelling means."""

from __future__ import annotations

import pycountry
import pytest

from domain.code_names import meant_currency, meant_jurisdiction, meant_language
from domain.codes import COUNTRIES

JURISDICTIONS = {
    "AE": "UAE|United Arab Emirates|Vereinigte Arabische Emirate",
    "AFRICAN-UNION": "African Union|african-union|the African Union",
    "ASEAN": "asean|Association of Southeast Asian Nations",
    "BJ": "Dahomey",
    "BR": "Brasil|Brésil|BRA|076",
    "CD": "Zaire|DRC|Democratic Republic of Congo",
    "CH": "Schweiz|Suisse|Svizzera|Switzerland|CHE",
    "CI": "Ivory Coast|Côte d\u2019Ivoire|Cote d'Ivoire",
    "CN": "PRC|China|中国|People's Republic of China",
    "CZ": "Czech Republic|Czechia",
    "DE": "Germany|germany|GERMANY|Deutschland|Allemagne|Alemania|Germania|Duitsland|DEU|"
    "Federal Republic of Germany|Germny",
    "DK": "Denmark|Danmark|DNK",
    "EU": "eu|European Union|European Commission|Europäische Union",
    "FR": "France|Frankreich|FRA|250",
    "G7": "g7|G-7|Group of Seven",
    "GB": "UK|uk|U.K.|GBR|United Kingdom|the United Kingdom|Great Britain|Royaume-Uni|Vereinigtes Königreich",
    "GB-ENG": "England",
    "GB-SCT": "Scotland|gb-sct|GB_SCT",
    "GR": "EL|Greece|Hellenic Republic|GRC",
    "IN": "India|भारत|IND",
    "IR": "Iran|Persia|Islamic Republic of Iran",
    "JP": "Japan|日本|JPN",
    "KP": "DPRK|North Korea|PRK",
    "KR": "kr|KOR|South Korea|south korea|Südkorea|대한민국|한국|Republic of Korea|ROK|410",
    "MK": "Macedonia|North Macedonia",
    "MM": "Burma|Myanmar|BUR",
    "NL": "Holland|the Netherlands|Netherlands|Nederland|Pays-Bas|NLD",
    "RU": "Russia|Russian Federation|Россия|RUS",
    "SA": "Saudi Arabia|KSA",
    "SZ": "Swaziland|Eswatini",
    "TH": "Thailand|ไทย|Siam|THA",
    "TR": "Turkey|Türkiye|Turkiye|TUR",
    "TW": "Taiwan|TWN|Taiwan, Province of China",
    "UN": "United Nations|un",
    "US": "USA|usa|United States|United States of America|America|États-Unis|Estados Unidos|Vereinigte Staaten|"
    "U.S.|840",
    "US-CA": "California|us-ca|US_CA|us ca",
    "VN": "Vietnam|Viet Nam|VNM",
    "XK": "Kosovo|xk|XKX",
    "ZA": "South Africa|RSA|ZAF|South Afirca",
}
NO_JURISDICTION = [
    "",
    "!",
    "XX",
    "ZZZ",
    "Korea",
    "Limburg",
    "Atlantis",
    "Ministry of Health",
    "KRR",
    "GBB",
    "가",
    "q" * 10_000,
]

CURRENCIES = {
    "AUD": "AU$|A$|Australian dollar",
    "BRL": "R$|Brazilian real",
    "CHF": "Swiss franc|SFr|Swiss francs",
    "CNY": "RMB|yuan|Yuan Renminbi|CNH|人民币",
    "DEM": "Deutsche Mark|Deutschmark",
    "EUR": "€|euro|Euro|EURO|euros|eur|Eruo",
    "GBP": "£|Pound Sterling|British pound|gbp|sterling",
    "HUF": "forint|Hungarian forint",
    "INR": "₹|Indian rupee|Indian rupees|inr",
    "JPY": "Yen|円|Japanese yen|jpy",
    "KRW": "Won|won|₩|South Korean won|원",
    "PLN": "zloty|złoty",
    "THB": "baht|Thai baht",
    "TRY": "TRL|Turkish lira",
    "TWD": "NTD|NT$|New Taiwan dollar",
    "USD": "usd|US$|US dollar|US dollars|U.S. dollar",
}
NO_CURRENCY = ["", "$", "¥", "Rs", "dollar", "rupee", "peso", "XXX", "coins", "EUX", "million", "%"]

LANGUAGES = {
    "ar": "Arabic|ara|العربية",
    "de": "German|Deutsch|ger|deu|allemand",
    "el": "Greek|GR",
    "en": "English|eng|ENGLISH|anglais|Englisch|영어|Englsh",
    "en-GB": "en_GB|eng-GB|en_gb|British English",
    "en-US": "en_US|American English",
    "es": "Spanish|español|spa|Spanisch",
    "fr": "French|français|fra|fre|Französisch",
    "ja": "Japanese|日本語|jpn|jp",
    "ko": "Korean|한국어|kor|KOREAN|Koreanisch",
    "pt-BR": "pt_BR|Brazilian Portuguese",
    "th": "Thai|tha|ไทย",
    "zh": "Chinese|中文|zho|chi|cn",
    "zh-Hans": "Simplified Chinese|Chinese (Simplified)|zh_Hans",
    "zh-Hant": "Traditional Chinese|zho-Hant",
}
NO_LANGUAGE = ["", "-", "root", "en-XQX", "qq", "Klingonese?", "\ud800", "x"]


def cases(table: dict[str, str], nothing: list[str]) -> list[tuple[str, str | None]]:
    """Each text with the code that it means."""
    return [
        *((text, code) for code, texts in table.items() for text in texts.split("|")),
        *((each, None) for each in nothing),
    ]


@pytest.mark.parametrize(("text", "meant"), cases(JURISDICTIONS, NO_JURISDICTION))
def test_the_jurisdiction_that_was_meant_is_suggested(text: str, meant: str | None) -> None:
    assert meant_jurisdiction(text) == meant


@pytest.mark.parametrize(("text", "meant"), cases(CURRENCIES, NO_CURRENCY))
def test_the_currency_that_was_meant_is_suggested(text: str, meant: str | None) -> None:
    assert meant_currency(text) == meant


@pytest.mark.parametrize(("text", "meant"), cases(LANGUAGES, NO_LANGUAGE))
def test_the_language_that_was_meant_is_suggested(text: str, meant: str | None) -> None:
    assert meant_language(text) == meant


def test_every_code_of_three_letters_or_digits_means_its_own_country() -> None:
    assert {each.alpha_3: meant_jurisdiction(each.alpha_3) for each in pycountry.countries} == {
        each.alpha_3: each.alpha_2 for each in pycountry.countries
    }
    assert {meant_jurisdiction(each.numeric) for each in pycountry.countries} == COUNTRIES.keys() - {"XK"}


def test_every_english_name_of_a_country_means_it() -> None:
    assert {code: meant_jurisdiction(name.lower()) for code, name in COUNTRIES.items()} == {
        code: code for code in COUNTRIES
    }
