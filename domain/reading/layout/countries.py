"""Names of countries, unions and their parts as texts use them: CLDR's in six languages, and what it does not have.

Demonyms, short names, national bodies and currencies are facts compiled by hand.
"""

import re
from functools import cache

from babel import Locale

from domain.codes import JURISDICTIONS
from domain.reading.layout.cities import capitals
from domain.reading.layout.tables import names_by_code

LANGUAGES = ("en", "fr", "de", "es")

NAMES = """
AE: Emirati|UAE|U.A.E.
AF: Afghan
AL: Albanian
AM: Armenian
AO: Angolan
AR: Argentine|Argentinian|Argentina's
AT: Austrian|österreichische|Bundeskanzleramt Österreich
AU: Australian|NSW|Albanese Government|Queensland|Victorian|Tasmanian|Tasmania|New South Wales|Western Australia
    |South Australia|Northern Territory|CSIRO|A$|AU$
AZ: Azerbaijani
BA: Bosnian|Bosnia
BB: Barbadian
BD: Bangladeshi|Bangladesh's|taka|Tk|BDT
BE: Belgian
BF: Burkinabe
BG: Bulgarian
BH: Bahraini
BI: Burundian
BJ: Beninese|béninois
BN: Bruneian
BO: Bolivian
BR: Brazilian|Petrobras|BNDES|R$
BS: Bahamian
BT: Bhutanese
BW: Botswana's|pula
BY: Belarusian
BZ: Belizean
CA: Canadian|Ontario|Quebec|Québec|Alberta|British Columbia|Manitoba|Saskatchewan|Nova Scotia|New Brunswick
    |Newfoundland|C$|CA$|gouvernement du Canada
CD: Congolese|DRC|DR Congo|RDC
CG: Congo-Brazzaville
CH: Swiss|Franken|Eidgenössisches|Schweizer|franc suisse
CI: Ivorian|Ivory Coast|ivoirien|ivoirienne
CL: Chilean|Codelco
CM: Cameroonian|camerounais
CN: Chinese|State Council|National Development and Reform Commission|NDRC|yuan
CO: Colombian|Ecopetrol
CR: Costa Rican
CU: Cuban
CV: Cape Verde|Cape Verdean
CY: Cypriot
CZ: Czech|Czech Republic|koruna
DE: German|Bundesregierung|Bundesministerium|Bundestag|Bundesamt|Bundeskanzler|Bundeskanzlerin
    |Bundesnetzagentur|deutsche Regierung
DJ: Djiboutian
DK: Danish|Ørsted
DO: Dominican Republic
DZ: Algerian|Sonatrach|algérien|algérienne
EC: Ecuadorian|Ecuadorean
EE: Estonian
EG: Egyptian|Egyptian pounds
ER: Eritrean
ES: Spanish|Gobierno de España|Consejo de Ministros
ET: Ethiopian|birr
EU: European Commission|EU|European Union|European Parliament|Member States|European Council|Council of the EU
    |European Investment Bank|Commission européenne|Europäische Kommission|EU-Kommission|Comisión Europea
    |European Central Bank|ECB|Union européenne|Europäische Union
FI: Finnish
FJ: Fijian
FR: French|Élysée|Matignon|gouvernement français|Assemblée nationale
GA: Gabonese
GB: British|Britain|UK|U.K.|Great Britain|England|Scotland|Wales|Northern Ireland|English|Scottish|Welsh|NHS|Whitehall
    |Downing Street|HM Treasury|Home Office|Environment Agency|Defra|GOV.UK
GE: Georgian
GH: Ghanaian|GH¢|cedis|cedi|GH₵|GHS|Bank of Ghana
GM: Gambian
GN: Guinean
GR: Greek
GT: Guatemalan
GY: Guyanese
HK: Hong Kong|HK$|HKSAR|HKT
HN: Honduran
HR: Croatian
HT: Haitian
HU: Hungarian|forint
ID: Indonesian|rupiah|Rp|Pertamina|Prabowo
IE: Irish|Taoiseach|Oireachtas|Dáil|TD|TDs|gov.ie
IL: Israeli|shekels
IN: Indian|crore|lakh|Union Cabinet|Union Minister|Union government|Lok Sabha|Rajya Sabha|NITI Aayog|Government of India
    |Karnataka|Kerala|Tamil Nadu|Maharashtra|Gujarat|Rajasthan|Uttar Pradesh|Madhya Pradesh|Andhra Pradesh|Telangana
    |West Bengal|Bihar|Odisha|Assam|Punjab government|Haryana|Jharkhand|Chhattisgarh|Uttarakhand|Himachal Pradesh
    |₹|PIB
IQ: Iraqi
IR: Iranian
IS: Icelandic
IT: Italian
JM: Jamaican|JIS
JO: Jordanian
JP: Japanese|yen|METI
KE: Kenyan|KenGen|Kenya Power|KES|KSh|Ksh
KG: Kyrgyz
KH: Cambodian
KP: North Korean|DPRK
KR: South Korean|Korean|Seoul's|Korea|KRW|billion won|trillion won|million won|Cheong Wa Dae|National Assembly of Korea
KW: Kuwaiti
KZ: Kazakh|tenge
LA: Lao|Laotian
LB: Lebanese
LK: Sri Lankan
LR: Liberian
LT: Lithuanian
LU: luxembourgeois
LV: Latvian
LY: Libyan
MA: Moroccan|dirhams|marocain|marocaine|OCP
MD: Moldovan
ME: Montenegrin
MG: Malagasy|malgache
MK: Macedonian
ML: Malian|malien|malienne
MM: Myanmar|Burmese
MN: Mongolian|tugrik
MR: Mauritanian|mauritanien
MT: Maltese
MU: Mauritian
MV: Maldivian
MW: Malawian|kwacha
MX: Mexican|Pemex
MY: Malaysian|ringgit|RM|Putrajaya|Petronas
MZ: Mozambican|meticais
NA: Namibian
NE: Nigerien|nigérien
NG: Nigerian|naira|₦|Federal Executive Council|CBN|NNPC|Tinubu
NI: Nicaraguan
NL: Dutch|Netherlands
NO: Norwegian|Equinor|kroner
NP: Nepali|Nepalese
NZ: New Zealand's|NZ$|New Zealanders|Beehive
OM: Omani
PA: Panamanian
PE: Peruvian|soles
PG: Papua New Guinean|kina
PH: Philippine|Filipino|PHP|₱|Malacañang
PK: Pakistani|Sindh|Balochistan|Khyber Pakhtunkhwa
PL: Polish|zloty|zlotys
PS: Palestinian|Palestine
PT: Portuguese
PY: Paraguayan
QA: Qatari|QatarEnergy
RO: Romanian|lei
RS: Serbian
RU: Russian|roubles|rubles|Kremlin|Gazprom|Rosatom
RW: Rwandan
SA: Saudi|riyals|Aramco|PIF
SD: Sudanese
SE: Swedish
SG: Singaporean|Singapore's|S$|Temasek
SI: Slovenian
SK: Slovak
SL: Sierra Leonean
SN: Senegalese|sénégalais|sénégalaise
SO: Somali
SS: South Sudanese
SV: Salvadoran
SY: Syrian
TD: Chadian|tchadien
TG: Togolese|togolais|togolaise
TH: Thai|baht
TJ: Tajik
TM: Turkmen
TN: Tunisian|tunisien|tunisienne
TR: Turkish|Turkey|lira|Turkiye
TT: Trinidadian|Trinidad
TW: Taiwanese|NT$|TSMC|Executive Yuan
TZ: Tanzanian
UA: Ukrainian|hryvnia|hryvnias
UG: Ugandan
US: American|U.S.|US government|United States|White House|U.S. Department
    |Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Hawaii|Idaho|Illinois|Indiana
    |Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana
    |Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon
    |Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|West Virginia
    |Wisconsin|Wyoming
UN: United Nations|UNICEF|UNESCO|UNHCR|UN Secretary-General|Security Council|UNDP|UN agency
UY: Uruguayan
UZ: Uzbek
VE: Venezuelan|PDVSA
VN: Vietnamese|dong|Vietnam
YE: Yemeni
ZA: South African|billion rand|million rand|Eskom|Transnet|Cabinet of South Africa
ZM: Zambian
ZW: Zimbabwean
"""

NOT_NAMES = frozenset("Man Jersey Jordan Chad Réunion Georgia Nauru Guam Mali Georgien Tschad".casefold().split())
"""Names of countries that mean somebody or something else as often, or that a longer name ends with."""

LOCAL_NAMES = """
US: 미국|美国|アメリカ|米国|米
CN: 중국|中国
JP: 일본|日本|우리나라 일본
KR: 한국|韓国|대한민국
KP: 북한|北朝鮮
GB: 영국|英国|英|イギリス
FR: 프랑스|フランス|仏
DE: 독일|ドイツ|独
RU: 러시아|ロシア
IN: 인도|インド
VN: 베트남|ベトナム
TH: 태국|タイ
ID: 인도네시아|インドネシア
PH: 필리핀|フィリピン
MY: 말레이시아|マレーシア
SG: 싱가포르|シンガポール
AU: 호주|オーストラリア|豪州
CA: 캐나다|カナダ
TW: 대만|台湾
EU: 유럽연합|EU 집행위원회|欧州連合|欧州委員会|EU
UA: 우크라이나|ウクライナ
SA: 사우디아라비아|사우디|サウジアラビア
AE: 아랍에미리트|UAE
UZ: 우즈베키스탄|ウズベキスタン
KZ: 카자흐스탄|カザフスタン
MN: 몽골|モンゴル
IT: 이탈리아|イタリア
ES: 스페인|スペイン
NL: 네덜란드|オランダ
PL: 폴란드|ポーランド
TR: 튀르키예|トルコ
BR: 브라질|ブラジル
MX: 멕시코|メキシコ
EG: 이집트|エジプト
KE: 케냐|ケニア
"""
"""Names in Korean and Japanese, after which a word for the government has to come."""

SIGNS = {"R": "ZA", "N": "NG", "Sh": "KE", "K": "ZM"}
SIGN_PATTERN = re.compile(
    rf"(?<!\w)(?P<name>{'|'.join(SIGNS)})(?=\s?\d[\d.,]*(?:[\s-]?(?:bn|m|billion|million|trillion)\b))"
)
"""Signs of money of a single letter or two, which mean it before a large sum alone."""

GOVERNMENT_WORDS = (
    r"(?:\s?(?:연방|중앙)?\s?(?:정부|총리|대통령|의회|재무부|국방부|외교부|상무부|총통|국무원|내각|집행위)"
    r"|(?:の)?(?:政府|首相|大統領|国務院|議会|財務省|国防省|商務省|当局|委員会|連邦政府))"
)


@cache
def country_names() -> dict[str, str]:
    """Codes by names in Latin letters: of countries, of their capitals and of what belongs to them."""
    found = {
        name: code
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if code in JURISDICTIONS and name.casefold() not in NOT_NAMES and len(name) > 3  # noqa: PLR2004 - a code is none
    }
    return capitals() | found | {name: code for code, name in names_by_code(NAMES)}


@cache
def country_pattern() -> re.Pattern[str]:
    """A pattern for any of the names in Latin letters, longest first."""
    names = "|".join(re.escape(name) for name in sorted(country_names(), key=len, reverse=True))
    return re.compile(rf"(?<![\w.])(?P<name>{names})(?![^\W\d_])")


@cache
def government_pattern() -> re.Pattern[str]:
    """A pattern for a foreign government in Korean or Japanese."""
    names = "|".join(sorted(local_names(), key=len, reverse=True))
    return re.compile(rf"(?P<name>{names}){GOVERNMENT_WORDS}")


@cache
def local_names() -> dict[str, str]:
    """Codes by names in Korean and Japanese."""
    return {name: code for code, name in names_by_code(LOCAL_NAMES)}
