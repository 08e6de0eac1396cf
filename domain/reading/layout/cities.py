"""Capitals, seats of government and large cities by country, compiled by hand: where announcements are dated.

A name that two countries share is listed for the one whose reports use it without its country. Names in Korean and
Japanese stand for the cities that Korean and Japanese reports are dated from.
"""

from functools import cache

from domain.reading.layout.tables import names_by_code

CITIES = """
AE: Abu Dhabi|Dubai|Sharjah|아부다비|두바이|アブダビ|ドバイ
AF: Kabul|카불|カブール
AG: St. John's
AL: Tirana
AM: Yerevan|Erevan
AO: Luanda
AR: Buenos Aires|Córdoba|Rosario|부에노스아이레스|ブエノスアイレス
AT: Vienna|Wien|Vienne|Graz|Linz|Salzburg|빈|ウィーン
AU: Canberra|Sydney|Melbourne|Brisbane|Perth|Adelaide|Hobart|Darwin|Cairns|Gold Coast|캔버라|시드니|멜버른|
    キャンベラ|シドニー
AZ: Baku|Bakou
BA: Sarajevo
BB: Bridgetown
BD: Dhaka|Dacca|Chattogram|Chittagong|다카|ダッカ
BE: Brussels|Bruxelles|Brüssel|Bruselas|Brussel|Antwerp|Antwerpen|Anvers|Liège|Namur|Gent|브뤼셀|ブリュッセル
BF: Ouagadougou
BG: Sofia
BH: Manama
BI: Gitega|Bujumbura
BJ: Porto-Novo|Cotonou
BN: Bandar Seri Begawan
BO: La Paz|Sucre|Santa Cruz de la Sierra
BR: Brasília|Brasilia|São Paulo|Sao Paulo|Rio de Janeiro|Belém|Belem|Salvador|Recife|Fortaleza|브라질리아|
    ブラジリア|サンパウロ
BS: Nassau
BT: Thimphu
BW: Gaborone
BY: Minsk
BZ: Belmopan
CA: Ottawa|Toronto|Montreal|Montréal|Vancouver|Calgary|Edmonton|Winnipeg|Halifax|Quebec City|Québec|Regina|
    Saskatoon|Whitehorse|Yellowknife|Iqaluit|Charlottetown|Fredericton|Gatineau|오타와|オタワ
CD: Kinshasa|Lubumbashi|Goma
CF: Bangui
CG: Brazzaville|Pointe-Noire
CH: Bern|Berne|Geneva|Genève|Genf|Ginebra|Zurich|Zürich|Basel|Lausanne|Davos|제네바|베른|다보스|ジュネーブ|
    ベルン
CI: Abidjan|Yamoussoukro
CL: Santiago|Santiago de Chile|Valparaíso|산티아고|サンティアゴ
CM: Yaoundé|Yaounde|Douala
CN: Beijing|Peking|Pékin|Pekín|Shanghai|Guangzhou|Shenzhen|Chongqing|Tianjin|Wuhan|Chengdu|Hangzhou|Nanjing|
    Xi'an|Urumqi|Boao|베이징|상하이|北京|上海|瀋陽|広州
CO: Bogotá|Bogota|Medellín|Medellin|Cali|보고타|ボゴタ
CR: San José|San Jose
CU: Havana|La Habana|La Havane|Havanna|아바나|ハバナ
CV: Praia
CY: Nicosia|Nicosie
CZ: Prague|Praha|Prag|Praga|Brno|프라하|プラハ
DE: Berlin|Bonn|Munich|München|Hamburg|Frankfurt|Köln|Cologne|Stuttgart|Düsseldorf|Dresden|Leipzig|Hannover|
    Mainz|Wiesbaden|Potsdam|Erfurt|Magdeburg|Schwerin|Kiel|Bremen|Saarbrücken|Dortmund|Nürnberg|Karlsruhe|Essen|
    Meseberg|베를린|프랑크푸르트|ベルリン|フランクフルト
DJ: Djibouti
DK: Copenhagen|København|Copenhague|Kopenhagen|Aarhus|코펜하겐|コペンハーゲン
DM: Roseau
DO: Santo Domingo
DZ: Algiers|Alger|Algier|Argel|Oran
EC: Quito|Guayaquil
EE: Tallinn
EG: Cairo|Le Caire|Kairo|El Cairo|Alexandria|New Administrative Capital|Sharm el-Sheikh|카이로|カイロ
ER: Asmara
ES: Madrid|Barcelona|Sevilla|Seville|Valencia|Bilbao|Zaragoza|마드리드|マドリード
ET: Addis Ababa|Addis-Abeba|Addis Abeba|아디스아바바|アディスアベバ
FI: Helsinki|Tampere|헬싱키|ヘルシンキ
FJ: Suva|Nadi
FM: Palikir
FR: Paris|Marseille|Lyon|Lille|Toulouse|Bordeaux|Nantes|Strasbourg|Nice|Rennes|Montpellier|파리|パリ
GA: Libreville
GB: London|Londres|Londra|Manchester|Birmingham|Edinburgh|Glasgow|Cardiff|Belfast|Liverpool|Leeds|Aberdeen|런던|
    ロンドン
GD: St. George's
GE: Tbilisi|Tiflis
GH: Accra|Kumasi|Tamale|아크라|アクラ
GM: Banjul
GN: Conakry
GQ: Malabo
GR: Athens|Athènes|Athen|Atenas|Thessaloniki|아테네|アテネ
GT: Guatemala City|Ciudad de Guatemala
GW: Bissau
GY: Georgetown
HK: Hong Kong|홍콩|香港
HN: Tegucigalpa
HR: Zagreb
HT: Port-au-Prince
HU: Budapest|부다페스트|ブダペスト
ID: Jakarta|Nusantara|Bandung|Surabaya|Medan|Denpasar|Yogyakarta|Makassar|Semarang|Bali|Batam|자카르타|
    ジャカルタ
IE: Dublin|Cork|Galway|더블린|ダブリン
IL: Jerusalem|Jérusalem|Tel Aviv|예루살렘|エルサレム
IN: New Delhi|Delhi|Mumbai|Bengaluru|Bangalore|Chennai|Kolkata|Hyderabad|Ahmedabad|Gandhinagar|Pune|Jaipur|
    Lucknow|Patna|Bhopal|Thiruvananthapuram|Kochi|Chandigarh|Bhubaneswar|Guwahati|Ranchi|Raipur|Dehradun|Shimla|
    Srinagar|Jammu|Panaji|Amaravati|Vijayawada|Visakhapatnam|Imphal|Shillong|Aizawl|Kohima|Agartala|Itanagar|
    Gangtok|Nagpur|Surat|Indore|Varanasi|Mysuru|뉴델리|뭄바이|ニューデリー|ムンバイ
IQ: Baghdad|Bagdad|Erbil|Basra|바그다드|バグダッド
IR: Tehran|Téhéran|Teheran|Teherán|테헤란|テヘラン
IS: Reykjavik|Reykjavík
IT: Rome|Roma|Rom|Milan|Milano|Mailand|Turin|Torino|Naples|Napoli|Venice|Palermo|Bologna|Florence|로마|밀라노|
    ローマ|ミラノ
JM: Kingston|Montego Bay
JO: Amman
JP: Tokyo|Osaka|Kyoto|Nagoya|Fukuoka|Sapporo|Yokohama|Hiroshima|Sendai|Kobe|Naha|도쿄|오사카|東京|大阪|京都|
    名古屋|福岡|札幌|横浜|広島|仙台|神戸|那覇|高松|金沢|新潟|長崎|熊本|鹿児島
KE: Nairobi|Mombasa|Kisumu|Nakuru|Eldoret|나이로비|ナイロビ
KG: Bishkek
KH: Phnom Penh|Siem Reap|프놈펜|プノンペン
KI: Tarawa
KM: Moroni
KN: Basseterre
KP: Pyongyang|Pjöngjang|평양|平壌
KR: Seoul|Séoul|Sejong|Busan|Incheon|Daejeon|Daegu|Gwangju|Ulsan|Suwon|Changwon|Jeju|Pohang|Jeonju|Chuncheon|
    Cheongju|서울|세종|부산|인천|대전|대구|광주|울산|수원|창원|제주|포항|전주|춘천|청주|과천|성남|용인|안산|여수|
    목포|순천|강릉|원주|안동|홍성|무안|의정부|ソウル|釜山|世宗|セジョン
KW: Kuwait City|Kuwait
KZ: Astana|Almaty|Nur-Sultan|아스타나|アスタナ
LA: Vientiane
LB: Beirut|Beyrouth
LC: Castries
LI: Vaduz
LK: Colombo|Sri Jayawardenepura Kotte|Kandy|콜롬보|コロンボ
LR: Monrovia
LS: Maseru
LT: Vilnius
LU: Luxembourg|Luxemburg
LV: Riga
LY: Tripoli|Benghazi
MA: Rabat|Casablanca|Marrakech|Marrakesh|Tanger|Agadir|라바트|ラバト
MC: Monaco
MD: Chisinau|Chișinău
ME: Podgorica
MG: Antananarivo
MK: Skopje
ML: Bamako
MM: Naypyidaw|Nay Pyi Taw|Yangon|네피도|ネピドー|ヤンゴン
MN: Ulaanbaatar|Ulan Bator|울란바토르|ウランバートル
MR: Nouakchott
MT: Valletta
MU: Port Louis
MV: Malé|Male
MW: Lilongwe|Blantyre
MX: Mexico City|Ciudad de México|Mexico|Mexiko-Stadt|Monterrey|Guadalajara|Cancún|멕시코시티|メキシコ市
MY: Kuala Lumpur|Putrajaya|Penang|George Town|Johor Bahru|Kota Kinabalu|Kuching|쿠알라룸푸르|クアラルンプール
MZ: Maputo
NA: Windhoek
NE: Niamey
NG: Abuja|Lagos|Kano|Ibadan|Port Harcourt|Kaduna|Enugu|아부자|アブジャ|ラゴス
NI: Managua
NL: The Hague|Den Haag|La Haye|Amsterdam|Rotterdam|헤이그|암스테르담|ハーグ|アムステルダム
NO: Oslo|Bergen|Stavanger|오슬로|オスロ
NP: Kathmandu|Katmandou|Pokhara|카트만두|カトマンズ
NZ: Wellington|Auckland|Christchurch|Dunedin|웰링턴|ウェリントン
OM: Muscat|Mascate
PA: Panama City|Ciudad de Panamá
PE: Lima|Cusco|Arequipa|리마|リマ
PG: Port Moresby
PH: Manila|Quezon City|Cebu|Davao|Davao City|Cebu City|Baguio|마닐라|マニラ
PK: Islamabad|Karachi|Lahore|Peshawar|Quetta|Rawalpindi|이슬라마바드|イスラマバード
PL: Warsaw|Varsovie|Warschau|Varsovia|Warszawa|Krakow|Kraków|Gdansk|바르샤바|ワルシャワ
PS: Ramallah|Gaza
PT: Lisbon|Lisboa|Lisbonne|Lissabon|Porto|리스본|リスボン
PY: Asunción|Asuncion
QA: Doha|도하|ドーハ
RO: Bucharest|Bucarest|Bukarest|București
RS: Belgrade|Belgrad|Beograd
RU: Moscow|Moscou|Moskau|Moscú|St. Petersburg|Vladivostok|모스크바|블라디보스토크|モスクワ
RW: Kigali|키갈리
SA: Riyadh|Riyad|Riad|Jeddah|Mecca|Dammam|NEOM|리야드|제다|リヤド|ジッダ
SB: Honiara
SD: Khartoum|Port Sudan
SE: Stockholm|Gothenburg|Göteborg|Malmö|스톡홀름|ストックホルム
SG: Singapore|Singapur|Singapour|싱가포르|シンガポール
SI: Ljubljana
SK: Bratislava
SL: Freetown
SM: San Marino
SN: Dakar|Saint-Louis|Thiès|Ziguinchor|Diamniadio|다카르|ダカール
SO: Mogadishu|Mogadiscio
SR: Paramaribo
SS: Juba
SV: San Salvador
SY: Damascus|Damas|Damaskus
SZ: Mbabane
TD: N'Djamena|N’Djamena
TG: Lomé|Lome
TH: Bangkok|Chiang Mai|Phuket|방콕|バンコク
TJ: Dushanbe
TL: Dili
TM: Ashgabat
TN: Tunis
TO: Nuku'alofa
TR: Ankara|Istanbul|Izmir|Antalya|앙카라|이스탄불|アンカラ|イスタンブール
TT: Port of Spain|Port-of-Spain
TW: Taipei|Taipeh|Kaohsiung|Taichung|타이베이|台北|臺北
TZ: Dodoma|Dar es Salaam|Arusha|Zanzibar
UA: Kyiv|Kiev|Kiew|Lviv|Odesa|Odessa|Kharkiv|키이우|キーウ
UG: Kampala|Entebbe
US: Washington|Washington, D.C.|Washington DC|Washington D.C.|New York|Los Angeles|Chicago|Houston|San Francisco|
    Boston|Seattle|Atlanta|Miami|Detroit|Philadelphia|Dallas|Denver|Sacramento|Austin|Albany|Columbus|
    Springfield|Lansing|Harrisburg|Tallahassee|Raleigh|Richmond|Trenton|Annapolis|Indianapolis|Nashville|Phoenix|
    Salt Lake City|Olympia|Salem|Madison|St. Paul|Des Moines|Jefferson City|Topeka|Lincoln|Pierre|Bismarck|
    Helena|Boise|Cheyenne|Carson City|Santa Fe|Oklahoma City|Little Rock|Baton Rouge|Montgomery|Frankfort|
    Charleston|Hartford|Providence|Concord|Montpelier|Augusta|Juneau|Honolulu|Las Vegas|San Diego|Minneapolis|
    Pittsburgh|Cleveland|Baltimore|New Orleans|워싱턴|워싱턴DC|뉴욕|로스앤젤레스|샌프란시스코|シカゴ|ワシントン|
    ニューヨーク|ロサンゼルス
UY: Montevideo
UZ: Tashkent|Samarkand|타슈켄트|タシケント
VA: Vatican City
VC: Kingstown
VE: Caracas
VN: Hanoi|Ha Noi|Hanoï|Ho Chi Minh City|Da Nang|하노이|호찌민|ハノイ|ホーチミン
VU: Port Vila
WS: Apia
XK: Pristina|Prishtina
YE: Sanaa|Sana'a|Aden
ZA: Pretoria|Tshwane|Cape Town|Johannesburg|Durban|Bloemfontein|Le Cap|프리토리아|케이프타운|プレトリア|
    ヨハネスブルク
ZM: Lusaka
ZW: Harare|Bulawayo
"""


@cache
def city_countries() -> dict[str, str]:
    """Countries by the names of their cities in lower case."""
    return {name.casefold(): country for country, name in names_by_code(CITIES)}


AMBIGUOUS_CAPITALS = frozenset("victoria male praia sucre nassau roseau kingston georgetown washington".split())


@cache
def capitals() -> dict[str, str]:
    """Countries by the names of their capitals, as they are written, which mean nothing else."""
    found: dict[str, str] = {}
    for country, name in names_by_code(CITIES):
        if country not in found and name.casefold() not in AMBIGUOUS_CAPITALS:
            found[country] = name
    return {name: country for country, name in found.items()}
