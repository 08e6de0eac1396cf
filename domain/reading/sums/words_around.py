"""Words around a sum in running text, by what they say about it. All languages share the rows."""

import re

from domain.money.words.rows import spellings


def _pattern(words: str, parts: str = "") -> re.Pattern[str]:
    """A pattern of whole words, or of parts of words in languages that do not part them."""
    whole = "|".join(re.escape(each).replace(r"\ ", r"\s") for each in spellings(words))
    inner = [re.escape(each).replace(r"\ ", r"\s?") for each in spellings(parts)]
    return re.compile("|".join((rf"(?<!\w)(?:{whole})(?!\w)", *inner)), re.IGNORECASE)


DENIED = _pattern(
    "denied denies deny denying dismissed dismisses rejected_reports rejected_claims rejected_suggestions no_such "
    "refuted not_true untrue démenti dément démentent démentit dementiert dementierte wies_zurück desmintió niega negó "
    "ruled_out rules_out",
    "부인했 부인하 사실이_아니 사실무근 일축 否定し 否定する 事実ではない",
)
CONDITIONAL = re.compile(
    r"\bif\s[^.;]{0,200}?\b(?:could|might|may|would)\b|\b(?:could|might)\b[^.;]{0,200}?\sif\s|"
    r"\bs(?:i\s|['’]il)[^.;]{0,200}?\b(?:pourrai|serai)\w+|\b(?:wenn|falls|sofern)\s[^.;]{0,200}?\bkönnte\w*|"
    r"\bsi\s[^.;]{0,200}?\bpodrían?\b|면[,\s][^.]{0,200}[가-힣] 수 있|(?:れば|場合)[^。]{0,200}可能性",
    re.IGNORECASE,
)
"""A sentence whose sums are paid only if something else happens."""

UNSURE = re.compile(
    r"\b(?:could|might|may|would|pourrai\w+|könnt\w+|podrían?)\b|^\W*(?:if|unless|wenn|falls|sofern|si)\s|"
    r"\b(?:if|unless|wenn|falls|sofern|si|s['’]il)\s[^.;]{0,80}?(?:approv|agree|adopt|pass|vot|zustimm|beschließ|aprueb)|"
    r"[가-힣]면[,\s]|수 있|れば|可能性",
    re.IGNORECASE,
)
"""Whether a sentence that hangs on something does so itself, and not who receives the sum: `if the rent stays low`."""

CHANGE = re.compile(
    r"\b(?:rais|increas|ris(?:e|ing)|rose|lift|cut|lower|reduc|doubl|tripl|expand|boost|grow|go(?:es|ing)? up|fall|"
    r"pass(?:er|era|e|ant)\b|port(?:er|era|é)|augment|relev|baiss|abaiss|rédui|steig|erhöh|senk|angehoben|aufgestockt|"
    r"sub(?:e|irá|ir)\b|aument|elev|baja)"
    r"|인상|인하|올리|올린|올려|높이|높인|높여|오르|오른|늘어나|늘어난|줄어|내리|내린|낮추|낮춘|줄이|줄인|늘리|늘린|늘려|확대|상향|하향|증액|감액|引き上げ|引き下げ|増額|減額|増や|減ら",
    re.IGNORECASE,
)
"""Verbs that bring a sum to another level."""

TO_NEW = re.compile(
    r"(?: (?:a|per|par|pro|al) \w+)?(?: to| à| auf| a) (?:(?:about|some|around|up to|environ|rund|unos) )?"
)
OLD_TO_NEW = re.compile(r"에서 ?(?:월 |연 |최대 |약 |총 )*|から(?:月|年|最大|約)*")
FROM_OLD = re.compile(
    r"(?<!\w)(?:from|de|von|aus|desde) (?:the |about |around |some )?(?:current |present )?\Z", re.IGNORECASE
)
FROM_OLD_BEHIND = re.compile(
    r"(?: (?:a|per) \w+)?,? (?:up |down )?from (?:the |about |around )?(?:current |present )?", re.IGNORECASE
)
"""Between the old level of a sum and the new one, if FROM_OLD stands before it or the particle says so, and between the
new one and the old one."""

PAST = _pattern(
    "spent was were had has have earned paid invested cost totaled totalled amounted extended provided grew fell rose "
    "stood reached received allocated awarded placed exported imported delivered came lost raised collected recorded "
    "posted disbursed contributed generated a ont avait avaient était étaient avaient_mobilisé hat haben hatte hatten "
    "wurde wurden lag lagen betrug betrugen stieg sank ha había fue fueron ascendió",
    "했다 였다 었다 았다 됐다 였으 했으 였으며 이었 했던 투입된 した 였고 ました でした だった となった",
)
FUTURE = _pattern(
    "will would shall is_to are_to to_be plans plan aims pledged pledges approved approves announced seeks expects "
    "va vont sera seront prévoit consacrera apportera wird werden soll sollen will wollen será serán destinará",
    "할_예정 하기로 할_계획 방침 투입한다 투입하 지원한다 하겠 추진 する方針 する予定 予定 へ",
)

KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "loan",
        _pattern(
            "loan loans lend lends lending lent borrow borrows credit credits prêt prêts prêter prêtera prêteront "
            "darlehen kredit kredite krediten préstamo préstamos guarantee guarantees development_bank world_bank "
            "investment_bank african_export-import_bank banque_africaine banque_mondiale weltbank entwicklungsbank "
            "banco_mundial banco_interamericano_de_desarrollo",
            "융자 대출 차관 개발은행 빌려 보증 融資 借款 貸付 開発銀行",
        ),
    ),
    (
        "tax",
        _pattern(
            "tax taxes levy levies duty duties excise impôt taxe steuer abgabe impuesto tasa toll tolls",
            "세금 과세 課税 税金",
        ),
    ),
    (
        "contract",
        _pattern(
            "contract contracts order orders worth_of_orders contrat contrats marché auftrag aufträge vertrag contrato "
            "contratos tender procurement",
            "계약 수주 契約 受注",
        ),
    ),
    (
        "grant",
        _pattern(
            "grant grants aid subsidy subsidies subvention subventions aide aides zuschuss "
            "zuschüsse zuschüssen prämie förderung fördern subvención subvenciones ayuda ayudas donate donates "
            "donated donation benefit allowance stipend scholarship scholarships reimburse receive receives receiving "
            "incentive",
            "보조금 지원금 지원_한도 장려금 수당 補助金 助成 交付金 給付 寄付",
        ),
    ),
    (
        "pledge",
        _pattern("pledge pledges pledged pledging promised zugesagt s'engage prometió", "공약 拠出を表明"),
    ),
    (
        "revenue",
        _pattern(
            "exports export_revenue revenue revenues sales earned earnings turnover imports recettes exportations "
            "einnahmen umsatz umsätze erlöse exporte ingresos ventas exportaciones",
            "수출액 수출 매출 관광수입 売上 輸出 歳入",
        ),
    ),
    (
        "investment",
        _pattern(
            "invest invests invested investing investment investments investir investit investissement investissements "
            "investiert investieren investition investitionen invertir inversión inversiones",
            "투자 投資 投じ",
        ),
    ),
    (
        "estimate",
        _pattern(
            "cost costs costing estimated price_tag coût coûter coûtera coûté estimé kosten kostet kosteten "
            "costo coste costará valued",
            "추산 추정 見込み 試算",
        ),
    ),
)
"""The kinds in the order in which their words count."""

OTHER = _pattern(
    "fine fined fines penalty penalties amende amendes bußgeld geldbuße multa wage wages salary salaries price prices "
    "per_kilo per_litre per_hour fee fees fare fares",
    "최저임금 관람료 입장료 요금 과징금 과태료 수수료 시간당 罰金 賃金",
)

PART_BEFORE = _pattern(
    "of_which of_that of_this of_it of_the_sum of_the_money of_the_total of_the_amount of_the_funding of_the_fund "
    "of_the_package of_the_budget of_these including includes out_of_which out_of_that among_them dont "
    "sur_ce_montant sur_cette_somme davon darunter hiervon de_los_cuales de_las_cuales incluidos incluidas de_ellos "
    "financed_by funded_by à_hauteur_de earmarked y_apportera y_contribuera of_the_allocation de_cette_somme "
    "de_ce_montant de_cette_enveloppe financed_in_part_by funded_in_part_by partly_funded_by partly_financed_by",
    "이_중 이_가운데 그중 가운데 나머지 %인 うち このうち 内訳 残り",
)
WHOLE_AHEAD = re.compile(r"(?:out )?(?:of|sur|von|de) (?:the |les |den |der |los )?$", re.IGNORECASE)
"""Before the sum at the start of a sentence, of which the others are parts: Of $9 million, a bank lends $2 million."""

PART_BEHIND = _pattern(
    "reserved ring-fenced of_that of_it of_this of_the_total of_the_sum of_the_money of_the_amount of_which davon "
    "going_to going_for the_balance the_rest the_remainder le_reste der_rest el_resto coming_from",
    "나머지 残り",
)
"""Before and behind a sum that is part of one stated before it."""

PAYS = _pattern(
    "provide provides provided providing lend lends lending lent invest invests invested investing investment "
    "contribute contributes contributed contributing spend spends spending commit commits committed pledge pledges "
    "pledged allocate allocates allocated set_aside sets_aside setting_aside has_set_aside award awards awarded "
    "finance finances financed fund funds funded donate donates donated add adds added extend extends extended "
    "cover covers put_up puts_up putting give gives gave grant grants granted earmark earmarks earmarked pay pays "
    "paid paying pour pump offer offers offering has have reimburse open apportera apporteront consacrera "
    "consacreront financera financeront versera verseront prêtera investira investiront débloque débloquera "
    "mobilise mobilisera accordera y_consacrera stellt stellen gibt geben investiert investieren zahlt zahlen "
    "fördert fördern trägt beteiligt beteiligen steuert legt legen übernimmt destinará invertirá aportará "
    "financiará investir financer consacrer verser prêter allouer débloquer apporter make_available makes_available "
    "made_available contribuera contribueront contribuer put_in puts_in support supports supporting supported back "
    "backs backing"
)
RECEIVES = _pattern(
    "receive receives received receiving get gets obtain obtains secured secures recevra recevront reçoit "
    "erhält erhalten bekommt bekommen recibirá recibirán",
    "받는 받게 받을 지원받 受け取る",
)
RECEIVED = re.compile("[을를]?\\s?(?:받|모금|を受け取)")
PAYS_BEHIND = _pattern(
    "fördern fördert investieren investiert beisteuern bereitstellen bereitzustellen zahlen ausgeben bereit finanzieren"
)
"""Verbs at the end of a German clause."""

FINES = _pattern("fined fines fine ordered condamné condamne verhängte multó")
SIGNS = re.compile(r".{0,30}(?:체결|締結)")
"""What a government signs with others, who pay."""

TOPICS = re.compile(r"\s?(?:\([^)]{1,40}\)\s?)?(?:은|는|이|가|도|は|が|も)(?=[\s,、]|[^\W\uac00-\ud7a3])")
"""Particles behind the subject of a sentence."""

FROM_PAYER = re.compile(
    r"(?<!\w)(?:from|by|par|de|von|vom|de la|du)\s(?:the|la|le|l'|der|dem|den|el)?\s?$", re.IGNORECASE
)
TO_PAYEE = re.compile(
    r"(?<!\w)(?:to|for|pour|à|au|aux|an|für|para|a)\s(?:the|la|le|les|l'|der|dem|den|die|das|el|los)?\s?$",
    re.IGNORECASE,
)

FINED = re.compile(r"에(?:게)?\s?[^,.]{0,12}(?:과징금|과태료|벌금)[^,.]{0,6}$")
OTHER_TOPIC = re.compile(r"(?:은|는|は)\s?(?:총|약|모두|約)?\s?$")
"""Directly before a sum: its subject is another one than the party further on."""

TOPIC_OF_SUM = re.compile(r"(?:은|는|は)\s?$")
REST = _pattern("rest", "나머지 残り")
