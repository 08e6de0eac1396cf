"""News agencies and newsrooms of the world with the signs that stand in datelines, compiled by hand from their sites.

A line is a country or region, a colon, and names that mean agencies there; the first one that a text has is taken as
written.
"""

import re
from functools import cache

from domain.reading.layout.tables import names_by_code

AGENCIES = """
GB: Reuters|Thomson Reuters|PA|PA Media|Press Association|ロイター|로이터|로이터통신|BBC|BBC News|The Guardian|
    Financial Times|The Times|Sky News
FR: AFP|Agence France-Presse|AFPBB|AFP通信|AFP통신|RFI|France 24|Le Monde|Le Figaro|Les Echos|AFP Factuel
US: AP|Associated Press|The Associated Press|UPI|Bloomberg|Bloomberg News|PRNewswire|PR Newswire|Business Wire|
    BUSINESS WIRE|GLOBE NEWSWIRE|GlobeNewswire|Newsfile|States Newsroom|AP通信|AP통신|ブルームバーグ|블룸버그|
    CNN|NPR|VOA|The New York Times|The Washington Post|The Wall Street Journal|Politico
DE: dpa|DPA|dpa-AFX|dts|epd|KNA|AFX|Deutsche Presse-Agentur|dts Nachrichtenagentur|DW|Deutsche Welle|Tagesschau|
    Handelsblatt|Süddeutsche Zeitung|FAZ|Der Spiegel|ZEIT ONLINE|Reuters Deutschland
AT: APA|Austria Presse Agentur|APA-OTS|OTS
CH: SDA|Keystone-SDA|ATS|Keystone-ATS|awp
KR: Yonhap|Yonhap News Agency|Newsis|News1|연합뉴스|뉴스1|뉴시스|뉴스핌|이데일리|아시아경제|머니투데이|
    파이낸셜뉴스|헤럴드경제|서울경제|한국경제|매일경제|노컷뉴스|연합인포맥스|뉴스토마토|아이뉴스24|전자신문|
    쿠키뉴스|데일리안|세계일보|국민일보|한겨레|경향신문|조선일보|중앙일보|동아일보|한국일보|서울신문|문화일보|
    세계비즈|대한경제|아주경제|이투데이|프레시안|오마이뉴스|YTN|KBS|MBC|SBS|메트로신문|정책브리핑|聯合ニュース|
    連合ニュース
KP: KCNA|조선중앙통신
JP: Kyodo|Kyodo News|KYODO|Jiji|Jiji Press|JIJI|共同|共同通信|共同通信社|時事|時事通信|時事通信社|교도통신|
    지지통신|교도|日本経済新聞|NHK|日経|日本経済新聞社|読売新聞|朝日新聞|毎日新聞|産経新聞|東京新聞|ロイター通信|
    Nikkei|NHK World
CN: Xinhua|Xinhua News Agency|CNS|China News Service|新華社|新华社|신화통신|中国新闻社|中新社
TW: CNA|Central News Agency|中央社
ID: ANTARA|Antara|ANTARA News|Antaranews|The Jakarta Post|Tempo|Kompas
MY: Bernama|BERNAMA
SG: CNA|Channel NewsAsia|The Straits Times
PH: PNA|Philippine News Agency|PIA|Inquirer|Rappler|GMA News
TH: TNA|Thai News Agency|NNT|National News Bureau of Thailand|Bangkok Post
VN: VNA|Vietnam News Agency|VNS|TTXVN
KH: AKP|Agence Kampuchea Presse
LA: KPL|Lao News Agency
MM: MNA|Mizzima
MN: MONTSAME|Montsame
IN: PTI|Press Trust of India|IANS|ANI|UNI|The Hindu|Times of India|Hindustan Times|The Indian Express|
    Business Standard
PK: APP|Associated Press of Pakistan|PPI|INP|Dawn|The Express Tribune
BD: BSS|Bangladesh Sangbad Sangstha|UNB|The Daily Star
LK: Lankapuvath|Daily News Lanka
NP: RSS|Rastriya Samachar Samiti
BT: BBS
AF: Bakhtar|Pajhwok
IR: IRNA|Fars|Tasnim|Mehr|ISNA
SA: SPA|Saudi Press Agency|Arab News
AE: WAM|Emirates News Agency|Gulf News|Khaleej Times|The National
KW: KUNA|Kuwait News Agency
QA: QNA|Qatar News Agency|Al Jazeera
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
KE: KNA|Kenya News Agency|KBC|Daily Nation|Business Daily|The Standard|Capital FM
UG: URN|Uganda Radio Network
TZ: Daily News Tanzania|The Citizen
RW: RNA|Rwanda News Agency
BI: ABP
NG: NAN|News Agency of Nigeria|Premium Times|The Punch|Daily Trust|Vanguard|ThisDay
GH: GNA|Ghana News Agency|Graphic Online|MyJoyOnline|Citi Newsroom
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
ZA: SAnews|SAnews.gov.za|SA News|Daily Maverick|News24|BusinessLive|Business Day|GroundUp
ZM: ZANIS
ZW: New Ziana|ZBC
MW: MANA
SL: SLENA
LR: LINA
AU: AAP|Australian Associated Press|AAP PHOTOS|ABC News|SBS News
NZ: NZPA|RNZ|Newshub|NZ Herald
FJ: FBC
PG: NBC PNG
CA: CP|The Canadian Press|Canadian Press|La Presse Canadienne|CNW|CNW Group|CNW Telbec|Canada NewsWire|CBC|
    CBC News|The Globe and Mail|Radio-Canada
MX: Notimex
BR: Agência Brasil|ABr
AR: Télam|Telam
CL: Aton
PE: Andina|ANDINA
BO: ABI
VE: AVN
CU: Prensa Latina|PL|ACN
CO: Colprensa
JM: JIS|Jamaica Information Service|The Gleaner|Jamaica Observer
TT: CMC|CANA|Newsday
GY: DPI
ES: EFE|Europa Press|Efe|EFEverde|El País
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
IE: PA Ireland|RTÉ|The Irish Times
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
