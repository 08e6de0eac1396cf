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
CONSIDERED = _pattern(
    "is_considering are_considering was_considering under_consideration no_decision could_reach mulling",
    "검토_중 검토하고 検討している",
)
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
            "darlehen kredit kredite krediten préstamo préstamos credit_window credit_line guarantee guarantees",
            "융자 대출 차관 融資 借款 貸付",
        ),
    ),
    (
        "tax",
        _pattern(
            "tax taxes levy levies duty duties excise impôt taxe steuer abgabe impuesto tasa fee fees toll",
            "세금 과징금 과태료 수수료 課税 税",
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
            "grant grants award awards awarded awarding subsidy subsidies subvention subventions aide aides zuschuss "
            "zuschüsse zuschüssen prämie förderung fördern subvención subvenciones ayuda ayudas donate donates "
            "donated donation benefit allowance stipend scholarship scholarships reimburse receive receives receiving "
            "incentive",
            "보조금 지원금 장려금 수당 補助金 助成 交付金 給付",
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
            "투자 投資",
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
    "per_kilo per_litre per_hour",
    "최저임금 과징금 시간당 罰金 賃金",
)

PART_BEFORE = _pattern(
    "of_which of_that of_this of_it of_the_sum of_the_money of_the_total of_the_amount of_the_funding of_the_fund "
    "of_the_package of_the_budget of_these including includes out_of_which out_of_that among_them dont sur_ce_montant "
    "sur_cette_somme davon darunter hiervon de_los_cuales de_las_cuales incluidos incluidas de_ellos",
    "이_중 이_가운데 그중 가운데 나머지 うち このうち 内訳 残り",
)
"""Before a sum that is part of the one stated before it."""

PART_BEHIND = _pattern("of_that of_it of_this of_the_total of_which davon")
SHARE = _pattern(
    "going_to going_for earmarked ring-fenced set_aside financed_by funded_by cofinanced_by financé financée finanziert"
)
