"""News agencies of the world with the names and signs that stand in datelines, compiled by hand from their own sites.

A line is a country or region, a colon, and names that mean agencies there; the first one that a text has is taken as
written.
"""

import re
from functools import cache

from domain.reading.layout.tables import names_by_code

AGENCIES = """
GB: Reuters|Thomson Reuters|PA|PA Media|Press Association|ロイター|로이터|로이터통신
FR: AFP|Agence France-Presse|AFPBB|AFP通信|AFP통신
US: AP|Associated Press|The Associated Press|UPI|Bloomberg|Bloomberg News|PRNewswire|PR Newswire|Business Wire|
    BUSINESS WIRE|GLOBE NEWSWIRE|GlobeNewswire|Newsfile|States Newsroom|AP通信|AP통신|ブルームバーグ|블룸버그
DE: dpa|DPA|dpa-AFX|dts|epd|KNA|AFX|Deutsche Presse-Agentur|dts Nachrichtenagentur
AT: APA|Austria Presse Agentur|APA-OTS|OTS
CH: SDA|Keystone-SDA|ATS|Keystone-ATS|awp
KR: Yonhap|Yonhap News Agency|Newsis|News1|연합뉴스|뉴스1|뉴시스|뉴스핌|이데일리|아시아경제|머니투데이|
    파이낸셜뉴스|헤럴드경제|서울경제|한국경제|매일경제|노컷뉴스|연합인포맥스|뉴스토마토|아이뉴스24|전자신문|
    쿠키뉴스|데일리안|세계일보|국민일보|한겨레|경향신문|조선일보|중앙일보|동아일보|한국일보|서울신문|문화일보|
    세계비즈|대한경제|아주경제|이투데이|프레시안|오마이뉴스|YTN|KBS|MBC|SBS|메트로신문|정책브리핑|聯合ニュース|
    連合ニュース
KP: KCNA|조선중앙통신
JP: Kyodo|Kyodo News|KYODO|Jiji|Jiji Press|JIJI|共同|共同通信|共同通信社|時事|時事通信|時事通信社|교도통신|
    지지통신|교도|日本経済新聞|NHK
CN: Xinhua|Xinhua News Agency|CNS|China News Service|新華社|新华社|신화통신|中国新闻社|中新社
TW: CNA|Central News Agency|中央社
ID: ANTARA|Antara|ANTARA News|Antaranews
MY: Bernama|BERNAMA
SG: CNA|Channel NewsAsia
PH: PNA|Philippine News Agency|PIA
TH: TNA|Thai News Agency|NNT|National News Bureau of Thailand
VN: VNA|Vietnam News Agency|VNS|TTXVN
KH: AKP|Agence Kampuchea Presse
LA: KPL|Lao News Agency
MM: MNA|Mizzima
MN: MONTSAME|Montsame
IN: PTI|Press Trust of India|IANS|ANI|UNI
PK: APP|Associated Press of Pakistan|PPI|INP
BD: BSS|Bangladesh Sangbad Sangstha|UNB
LK: Lankapuvath|Daily News Lanka
NP: RSS|Rastriya Samachar Samiti
BT: BBS
AF: Bakhtar|Pajhwok
IR: IRNA|Fars|Tasnim|Mehr|ISNA
SA: SPA|Saudi Press Agency
AE: WAM|Emirates News Agency
KW: KUNA|Kuwait News Agency
QA: QNA|Qatar News Agency
BH: BNA|Bahrain News Agency
OM: ONA|Oman News Agency
JO: Petra|Jordan News Agency
LB: NNA|National News Agency
SY: SANA|Syrian Arab News Agency
IQ: INA|Iraqi News Agency
PS: WAFA|Wafa
IL: TPS|Tazpit
TR: AA|Anadolu|Anadolu Agency|DHA|IHA|Demirören News Agency
EG: MENA|Middle East News Agency
LY: LANA
TN: TAP|Tunis Afrique Presse
DZ: APS|Algérie Presse Service|Algeria Press Service
MA: MAP|Maghreb Arabe Presse|Maghreb Arab Press
SD: SUNA
ET: ENA|Ethiopian News Agency
SO: SONNA
KE: KNA|Kenya News Agency|KBC
UG: URN|Uganda Radio Network
TZ: Daily News Tanzania
RW: RNA|Rwanda News Agency
BI: ABP
NG: NAN|News Agency of Nigeria
GH: GNA|Ghana News Agency
CI: AIP|Agence Ivoirienne de Presse
SN: APS|Agence de Presse Sénégalaise
ML: AMAP
BF: AIB|Agence d'Information du Burkina
BJ: ABP|Agence Bénin Presse
TG: ATOP
NE: ANP
CM: CAMNEWS
CD: ACP|Agence Congolaise de Presse
CG: ACI
GA: AGP
AO: ANGOP|Angop
MZ: AIM
NA: NAMPA|Nampa
BW: BOPA
ZA: SAnews|SAnews.gov.za|SA News
ZM: ZANIS
ZW: New Ziana|ZBC
MW: MANA
SL: SLENA
LR: LINA
AU: AAP|Australian Associated Press|AAP PHOTOS
NZ: NZPA|RNZ|Newshub
FJ: FBC
PG: NBC PNG
CA: CP|The Canadian Press|Canadian Press|La Presse Canadienne|CNW|CNW Group|CNW Telbec|Canada NewsWire
MX: Notimex
BR: Agência Brasil|ABr
AR: Télam|Telam
CL: Aton
PE: Andina|ANDINA
BO: ABI
VE: AVN
CU: Prensa Latina|PL|ACN
CO: Colprensa
JM: JIS|Jamaica Information Service
TT: CMC|CANA
GY: DPI
ES: EFE|Europa Press|Efe|EFEverde
PT: Lusa|LUSA
IT: ANSA|Ansa|Adnkronos|AGI|LaPresse
BE: Belga|BELGA
NL: ANP|ANP Nederland
LU: LW
DK: Ritzau
SE: TT|TT News Agency
NO: NTB
FI: STT
IS: RÚV
IE: PA Ireland
PL: PAP|Polska Agencja Prasowa
CZ: ČTK|CTK
SK: TASR|SITA
HU: MTI
RO: Agerpres|AGERPRES|Mediafax
BG: BTA
GR: ANA-MPA|AMNA|ANA
CY: CNA|Cyprus News Agency
MT: DOI
SI: STA
HR: HINA|Hina
RS: Tanjug|Beta
BA: FENA
ME: MINA
MK: MIA
AL: ATA
XK: KosovaPress
EE: BNS|ERR
LV: LETA
LT: ELTA|BNS
UA: Ukrinform|Interfax-Ukraine|UNIAN
BY: BelTA|BELTA
MD: MOLDPRES
RU: TASS|RIA Novosti|Interfax|ТАСС|РИА Новости|Интерфакс|타스통신|タス通信
GE: Interpressnews
AM: Armenpress|ARMENPRESS
AZ: AZERTAC|Trend|APA
KZ: Kazinform|KazInform
UZ: UzA|Dunyo
KG: Kabar
TJ: Khovar
TM: TDH
UN: UN News
"""


@cache
def agency_countries() -> dict[str, str]:
    """Countries by the names of their agencies."""
    found: dict[str, str] = {}
    for country, name in names_by_code(AGENCIES):
        found.setdefault(name, country)
    return found


@cache
def agency_pattern() -> str:
    """The source of a pattern for any of the names, longest first."""
    return "|".join(map(re.escape, sorted(agency_countries(), key=len, reverse=True)))
