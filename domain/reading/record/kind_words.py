"""Words of a headline or a lead that tell the kind of an announcement: tables of patterns, one or more a line."""

from collections.abc import Mapping
from types import MappingProxyType

_SIGNED = (
    r"\b(?:sign(?:s|ed|ing)?|ink(?:s|ed)|reach(?:es|ed)|strikes?|struck"
    r"|clinch(?:es|ed)|conclud(?:es|ed)|seal(?:s|ed))\b"
)
_PACT = (
    r"(?:deals?|agreements?|memorand(?:um|a)|MoUs?|MOUs?|accords?|contracts?|pacts?|treaty|convention|protocol"
    r"|partnership|letters? of intent)\b"
)
_NAMES = (
    r"\b(?:appoint(?:s|ed)|nam(?:es|ed)|nominat(?:es|ed)) [^.]{3,60}? (?:as|to (?:the|be|lead|head)) (?:\w+ ){0,4}?"
)
_NAMED = (
    r"(?:\b(?:is|was|were|been|be) (?:appointed|named|nominated|elected|sworn in)\b[^.]{0,40}\b"
    r"|\b(?:resign(?:s|ed)|took office) as )"
)
_POST = (
    r"(?:chair|chief|head|minister|director|governor|ambassador|commissioner|president"
    r"|secretary|chairman|chairwoman)\b"
)
_TABLES = r"\b(?:unveil|present|propos|pass|approv|adopt|table|submit)\w*\b[^.]{0,50}\b"
_PRESENTS = r"\b(?:unveil|launch|announc|publish|adopt|approv|present|releas|introduc|outlin|set out|setting out)\w*"
_RATE_MOVES = (
    r"\b(?:cuts?|lower(?:s|ed)|rais(?:es|ed)|hik(?:es|ed)|ke(?:eps|pt)|h(?:olds|eld)|left|leaves)\b[^.]{0,60}\b"
)

_APPOINTMENT = rf"""
{_NAMES}{_POST}|{_NAMED}{_POST}|\bappointment of\b|\bsteps? down as\b
(?:임명|내정|취임)(?:했|한다|됐|하였|돼)|(?:に|を)(?:任命|起用)|\bernannt\b|\bnommée? \w
"""

_CONSULTATION = r"""
\b(?:launch(?:es|ed)?|open(?:s|ed)?|start(?:s|ed)?|begins?|began)\b[^.]{0,60}\bconsultation|call for evidence
\b(?:seek(?:s|ing)?|invit(?:es|ed|ing)|call(?:s|ed)? for) (?:public |your )?(?:views|comments?|feedback|submissions)
public comment|consulta pública
입법예고|의견을? ?(?:수렴|듣)
パブリックコメント|意見(?:公募|募集)|consultation publique
Konsultation
"""

_AGREEMENT = rf"""
{_SIGNED}[^.]{{0,90}}?\b{_PACT}|\b{_PACT}[^.]{{0,40}}\b(?:was|were|has been|have been)? ?signed\b
(?:협약|협정|양해각서|합의서|MOU|계약|의정서)[^.]{{0,12}}(?:체결|맺|서명|교환)|(?:합의했|합의하였)
\b(?:Vereinbarung|Abkommen|Vertrag|Absichtserklärung|Staatsvertrag)\b[^.]{{0,60}}(?:unterzeichne|geschlossen|unterschr)
unterzeichne\w*[^.]{{0,60}}(?:Vereinbarung|Abkommen|Vertrag|Absichtserklärung)
\bsign(?:é|e|ent|er|és|ée)\b[^.]{{0,80}}\b(?:accord|convention|protocole|contrat|mémorandum|partenariat)
\bfirm(?:ó|aron|an|a)\b[^.]{{0,80}}\b(?:acuerdo|convenio|memorando|contrato)
(?:協定|覚書|合意書|協力文書|契約|条約)[^。]{{0,12}}(?:締結|署名|結ん|交わ)
"""

_BUDGET = rf"""
\bbudget (?:speech|address|statement|policy statement)\b|시정연설|예산안 (?:제안설명|시정연설)|財政演説|Haushaltsrede
{_TABLES}(?:supplementary|draft|state|annual|national|federal|extra|record|\d{{4}}(?:[-/]\d+)?) budget\b
\bbudget (?:for|of) (?:fiscal|financial|the (?:fiscal|financial|next)|FY|20\d\d)
예산안을? ?(?:확정|편성|발표|의결|통과|마련)|추가경정|추경안?을|(?:当初|補正)?予算案を
予算案[^。]{{0,10}}(?:決定|可決|成立)|haushalt(?:sentwurf)? (?:beschlossen|verabschiedet)|haushaltsentwurf
projet de loi de finances|presupuesto (?:general|nacional)
"""

_REGULATION = rf"""
{_RATE_MOVES}(?:(?:interest|repo|lending) rates?|(?:key|policy|benchmark|target) [^.]{{0,25}}rate)
\b(?:bans|banned|prohibit(?:s|ed)|outlaw(?:s|ed)?) |\bfin(?:ed|es) [^.]{{3,80}}?(?:million|billion|€|\$|£|euros)
\bnew (?:rules|regulations|standards)\b|\b(?:regulator|authority|commission) (?:on \w+ )?ordered\b
\bminimum wage (?:will|to) |\bcaps [^.]{{3,30}} (?:fees|prices|rents)|\bdecree\b
최저임금[^.]{{0,40}}(?:결정|의결|확정|고시)|기준금리|(?:시행령|시행규칙|고시) 개정|과징금[^.]{{0,30}}부과|과태료
最低賃金|政策金利|省令|施行規則|課徴金|行政処分|Verordnung (?:tritt|beschlossen|erlassen)|Mindestlohn|Leitzins
Bußgeld|\bdécret\b|salaire minimum|\bSMIC\b|taux directeur|\bamende de\b|salario mínimo|tasa de interés
"""

_LAW = r"""
\b(?:pass(?:es|ed)|approv(?:es|ed)|adopt(?:s|ed)|enact(?:s|ed)|introduc(?:es|ed)|tabl(?:es|ed))\b[^.]{0,60}\bbill\b
\b(?:pass(?:es|ed)|sign(?:s|ed)|enact(?:s|ed)|repeal(?:s|ed))\b[^.]{0,60}\b(?:Act|law|legislation)\b
signed into law
\b(?:bill|Bill) (?:was|has been) (?:passed|approved|tabled)|royal assent|becomes? law
(?:법안|개정안|제정안|특별법)[이을은]? ?[^.]{0,20}(?:국회|본회의|통과|의결|공포)
法案[^。]{0,20}(?:可決|成立|閣議決定|提出)
改正法が?成立|Gesetzentwurf|Gesetz (?:beschlossen|verabschiedet)|Bundestag (?:hat )?[^.]{0,40}verabschiedet
projet de loi|adopté[^.]{0,40}\bloi\b|proyecto de ley
"""

_ROADMAP = r"""
\broad ?map\b|로드맵|ロードマップ|工程表|feuille de route|\bfahrplan\b|hoja de ruta
"""

_STRATEGY = rf"""
{_PRESENTS}[^.]{{0,80}}\bstrategy\b|\bstrategy\b[^.]{{0,40}}(?:unveiled|launched|published|announced|adopted|approved)
\b(?:the|a|its|new|national) (?:(?-i:[A-Z])[\w-]+ ){{0,4}}(?-i:Strategy)\b|stratégie nationale|estrategia nacional
전략[」』"’”]?[^.]{{0,12}}(?:발표|내놨|내놓|수립|마련|확정|의결|보고|공개)
\b\w*Strategie\b[^.]{{0,60}}(?:beschlossen|vorgestellt)|(?:beschl|stell)\w+[^.]{{0,60}}\w*Strategie\b
戦略[」』]?(?:を|案)[^。]{{0,12}}(?:決定|策定|発表|まとめ|公表)
"""

_PROGRAMME = r"""
\b(?:scheme|programm?e|facility|fund|package|project|mission|grants?)\b|\bProgramm\b|\bFörder\w+
パッケージ|支援事業
"""

KIND_WORDS: Mapping[str, str] = MappingProxyType({
    "appointment": _APPOINTMENT,
    "consultation": _CONSULTATION,
    "agreement": _AGREEMENT,
    "budget": _BUDGET,
    "law": _LAW,
    "regulation": _REGULATION,
    "roadmap": _ROADMAP,
    "strategy": _STRATEGY,
    "programme": _PROGRAMME,
})  # fmt: skip
"""Kinds with the words of them; the first one that the head has decides."""

PROMISE = r"""
\b(?:will|would|shall|(?:is|are|set|agreed) to|(?:plan|aim|intend)s? to|pledge[sd]?|promise[sd]?|to be)\b
(?:할|일|될|릴|울|칠|킬) (?:계획|예정|방침)|하기로|기로 (?:했|하)|한다[.\"”]|방침|목표|予定|方針|目指す|する計画
\b(?:wird|werden|soll|sollen|will)\b|\b(?:va|vont|sera|seront|prévoit|devra|devront)\b|\b\w+(?:era|eront|ront)\b
"""

STUDY = r"""
\b(?:data|figures|statistics|survey|census|report|audit|estimates)\b|통계|조사|집계|보고서|統計|調査|白書|速報値
\b(?:Statistik\w*|Bericht|Umfrage|Daten)\b|\b(?:statistiques|rapport|enquête|données)\b
\b(?:estadística|informe|encuesta)
"""

FIGURE = r"""
\b(?:fell|rose|grew|dropped|declined|shrank|climbed|slowed|accelerated|jumped|slipped|eased|totaled|totalled)\b
\b(?:increased|decreased|stood at|narrowed|widened|contracted|expanded|edged|surged|plunged|slumped)\b
(?:증가|감소|상승|하락|늘|줄|기록)(?:했|었|한 것|하며|해)|(?:増加|減少|上昇|低下|増え|減っ)(?:した|た)
\b(?:stieg|sank|wuchs|gestiegen|gesunken|gewachsen|zurückgegangen)\b
\b(?:a|ont) (?:augmenté|reculé|baissé|progressé|chuté)\b
"""

STANCE = r"""
\b(?:dismissed|denied|denies|rejected|rejects|condemned|condemns|welcomed|welcomes|urged|urges|reaffirmed|expressed)\b
\b(?:regrets?|deplored|reiterated|apologi[sz]ed|congratulated)\b
(?:규탄|유감|환영|부인|반박|촉구)(?:했|한다|하였|하며)
非難|遺憾|抗議|否定し|dementiert|verurteilt|weist [^.]{0,40}zurück|\b(?:condamne|dément|démenti|salue|regrette)\b
"""
