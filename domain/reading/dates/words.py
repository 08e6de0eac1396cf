"""Words around dates in running text, by language, in rows as in `domain.money.words.rows`.

Months, seasons, quarters and halves are those of `domain.dates.words`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class DateWords:
    """Spellings of what stands before, within and after a date."""

    due: str
    """Before a date by which something is done."""
    within: str
    """Before a date in whose course something happens."""
    starts: str
    """Before a date from which something holds."""
    plain: str
    """Before a date on which nothing is due: compared with 2019, a budget for 2027."""
    rough: str
    """Between such a word and the date; they change nothing, but say that something happens then: early, mid."""
    links: str
    """Between such a word and the date; they change nothing: the, about."""
    opens: str
    """Before the first date of a range alone: between."""
    joints: str
    """Between the first and the last date of a range."""
    duration: str
    """Before a number of years, months, weeks or days that end the time for something."""
    units: Mapping[str, str]
    """The units of such a number, by the letter of `domain.dates.relative_days`."""
    years: Mapping[int, str]
    """Relative years, by their distance from the year of the text."""
    months: Mapping[int, str]
    """Relative months, by their distance from the month of the text."""
    of: str = ""
    """Between a month, season or part of a year and its year."""
    seasons: str = ""
    this: str = ""
    """Before a season or a part of the year: the one of the year of the text."""
    next_: str = ""
    """Before or after a month, season or part of the year: the coming one."""
    fiscal: str = ""
    decade: str = ""
    short_years: Mapping[int, str] = field(default_factory=dict)
    """Relative years that stand only before a season or a part of the year."""
    in_force: str = ""
    """Before a date, anywhere in the same clause: it is the one on which a rule begins."""
    substitutes: Mapping[str, str] = field(default_factory=dict)
    """Words that `domain.dates` does not have, with others that it has."""


WORDS: Mapping[str, DateWords] = {
    "en": DateWords(
        due="by before until till no_later_than not_later_than by_no_later_than ahead_of prior_to through up_to",
        within="in within on during over throughout at",
        starts="from starting starting_in starting_from starting_on beginning beginning_in beginning_from beginning_on "
        "as_of as_from effective effective_from effective_on with_effect_from after commencing",
        opens="between",
        plain="for since than_in compared_with compared_to against last",
        rough="early late mid end_of",
        links="the end start_of beginning_of middle close_of course_of of around about approximately at least early "
        "late mid calendar year easter christmas summer_holidays this at_the_latest on in day",
        joints="to and until till through",
        duration="within in within_the_next within_the_coming in_the_next in_the_coming over_the_next over_the_coming "
        "during_the_next within_a_period_of no_later_than within_a_maximum_of within_the_following",
        units={"d": "day days", "w": "week weeks", "m": "month months", "y": "year years"},
        years={
            -1: "last_year the_previous_year the_past_year the_year_before",
            0: "this_year the_current_year year_end year-end year's_end end-year end_of_the_year close_of_the_year "
            "turn_of_the_year rest_of_the_year later_in_the_year",
            1: "next_year the_coming_year the_following_year the_year_ahead",
            2: "the_year_after_next",
        },
        months={-1: "last_month", 0: "this_month end_of_the_month month-end", 1: "next_month the_following_month"},
        of="of of_the",
        seasons="spring summer autumn fall winter",
        this="this",
        next_="next coming the_coming",
        fiscal="fiscal_year fiscal financial_year fy budget_year",
        decade="end_of_the_decade end_of_this_decade this_decade decade's_end",
        in_force="into_force take_effect takes_effect took_effect taking_effect come_into_effect comes_into_effect "
        "effective in_force apply_from applies_from",
    ),
    "fr": DateWords(
        due="d'ici d'ici_à d'ici_au avant avant_le jusqu'en jusqu'à jusqu'au à_l'horizon au_plus_tard au_plus_tard_en "
        "au_plus_tard_le",
        within="en au à dans durant pendant le courant au_cours_de",
        starts="dès à_partir_de à_partir_du à_compter_de à_compter_du dès_le à_compter_d'",
        opens="entre de du",
        plain="pour depuis par_rapport_à contre fin_de_l'an",
        rough="fin début mi mi- milieu courant",
        links="la le l' les fin fin_de début début_de mi mi- milieu_de de du des d' l'année l'horizon l'été cours à en "
        "au courant jusqu'à la_fin environ",
        joints="à et au jusqu'en jusqu'à",
        duration="dans_un_délai_de dans_un_délai_maximum_de dans_les sous d'ici dans en au_cours_des "
        "dans_les_prochains sur_les_prochaines dans_un_délai_d' au_bout_de d'ici_à au_plus_tard_dans",
        units={"d": "jour jours", "w": "semaine semaines", "m": "mois", "y": "an ans année années"},
        years={
            -1: "l'an_dernier l'année_dernière l'an_passé l'année_passée l'année_précédente",
            0: "cette_année fin_de_l'année fin_d'année dans_l'année l'année_en_cours cours_de_l'année",
            1: "l'an_prochain l'année_prochaine l'année_suivante",
        },
        months={-1: "le_mois_dernier", 0: "ce_mois ce_mois-ci fin_du_mois", 1: "le_mois_prochain"},
        of="de du d' de_l'",
        seasons="printemps été automne hiver rentrée",
        this="cet cette ce",
        next_="prochain prochaine",
        fiscal="exercice exercice_budgétaire",
        decade="fin_de_la_décennie fin_de_cette_décennie cette_décennie",
        in_force="en_vigueur s'appliquera s'appliqueront prendra_effet prendront_effet",
        substitutes={"second": "deuxième", "seconde": "deuxième", "rentrée": "septembre"},
    ),
    "de": DateWords(
        due="bis bis_zum bis_zur bis_spätestens spätestens spätestens_bis vor vor_dem bis_zu",
        within="im in am noch_in während zum im_laufe",
        starts="ab ab_dem beginnend_ab nach vom",
        opens="zwischen von",
        plain="seit gegenüber im_vergleich_zu verglichen_mit",
        rough="ende anfang mitte",
        links="das dem der des den zum zu ende anfang beginn mitte jahr jahre jahres im in ostern weihnachten etwa "
        "spätestens frühestens laufe monats kommenden",
        joints="bis und bis_zum",
        duration="innerhalb_von innerhalb binnen in innerhalb_der_nächsten in_den_nächsten in_den_kommenden "
        "innerhalb_eines innerhalb_einer über_die_nächsten während_der_nächsten",
        units={
            "d": "tag tage tagen",
            "w": "woche wochen",
            "m": "monat monate monaten monats",
            "y": "jahr jahre jahren jahres",
        },
        years={
            -1: "letztes_jahr im_vergangenen_jahr vergangenen_jahres vergangenes_jahr letzten_jahr letzten_jahres "
            "vergangenen_jahr vorjahr vorjahres im_vorjahr",
            0: "dieses_jahr diesem_jahr dieses_jahres laufenden_jahres laufenden_jahr jahresende heuer jahreswechsel "
            "ende_des_jahres",
            1: "nächstes_jahr nächsten_jahr nächsten_jahres kommenden_jahr kommenden_jahres kommendes_jahr folgejahr",
            2: "übernächsten_jahr übernächsten_jahres übernächstes_jahr",
        },
        months={
            -1: "letzten_monat vergangenen_monat",
            0: "diesen_monat diesem_monat dieses_monats monatsende",
            1: "nächsten_monat kommenden_monat nächsten_monats kommenden_monats",
        },
        of="des im",
        seasons="frühling frühjahr sommer herbst winter",
        this="diesem diesen dieser dieses",
        next_="nächsten kommenden nächster nächste kommende nächstes kommendes",
        fiscal="haushaltsjahr geschäftsjahr",
        decade="ende_des_jahrzehnts ende_dieses_jahrzehnts ende_der_dekade",
        in_force="in_kraft treten_am gilt_ab gelten_ab",
        substitutes={
            "jahreshälfte": "halbjahr",
            "vierteljahr": "quartal",
            "jänner": "januar",
            "frühjahrs": "frühjahr",
            "sommers": "sommer",
            "herbstes": "herbst",
        },
    ),
    "es": DateWords(
        due="para antes_de antes_del hasta a_más_tardar a_más_tardar_en no_más_tarde_de al_horizonte_de",
        within="en durante el dentro_de a al",
        starts="desde a_partir_de a_partir_del tras",
        opens="entre de del",
        plain="desde_el_año frente_a respecto_a en_comparación_con",
        rough="final finales fines principios mediados inicios",
        links="el la los las de del a al en final finales fin fines principios mediados inicios comienzos año años "
        "cierre que_termine alrededor mes finalizar",
        joints="a al y hasta",
        duration="en_un_plazo_de en_el_plazo_de dentro_de en_los_próximos en_las_próximas en durante_los_próximos "
        "en_un_plazo_máximo_de en_un_máximo_de antes_de",
        units={"d": "día días", "w": "semana semanas", "m": "mes meses", "y": "año años"},
        years={
            -1: "el_año_pasado el_pasado_año año_pasado",
            0: "este_año finales_de_año final_de_año final_del_año fin_de_año fines_de_año este_mismo_año "
            "el_presente_año",
            1: "el_próximo_año el_año_que_viene próximo_año el_año_próximo el_siguiente_año año_que_viene",
        },
        months={-1: "el_mes_pasado", 0: "este_mes", 1: "el_próximo_mes el_mes_que_viene próximo_mes"},
        of="de del",
        seasons="primavera verano otoño invierno",
        this="este esta",
        next_="próximo próxima",
        fiscal="año_fiscal ejercicio",
        decade="final_de_la_década finales_de_la_década fin_de_la_década esta_década",
        in_force="en_vigor en_vigencia",
        substitutes={"primera": "primer", "segunda": "segundo", "mitad": "semestre"},
    ),
    "ko": DateWords(
        due="까지 까지는 까지의 전까지 이전에 이전까지 안에 내에 이내 이내에 내로 안으로 이내로",
        within="에 에는 중 중에 중으로 쯤 께 경 의 내 안",
        starts="부터 부터는 이후 이후부터",
        opens="",
        plain="대비 보다 이래",
        rough="",
        links="",
        joints="부터 ~ - – ∼ 에서",
        duration="향후 앞으로 이후",
        units={"d": "일", "w": "주", "m": "개월 달", "y": "년"},
        years={
            -2: "재작년",
            -1: "지난해 작년 전년 지난_해",
            0: "올해 금년 연내 연말 연초 이번_해",
            1: "내년 이듬해",
            2: "내후년 후년",
        },
        months={-1: "지난달 지난_달", 0: "이달 이번_달 이번달 월말 월내", 1: "다음_달 다음달 내달"},
        short_years={0: "올"},
    ),
    "ja": DateWords(
        due="までに まで までの 以内に 以内 以内の までには 内に 中に",
        within="に には 中 内 ごろ 頃 の ごろに 頃に",
        starts="から からは 以降 以降に より",
        opens="",
        plain="比 以来 に比べ と比べ",
        rough="",
        links="",
        joints="から ~ 〜 ～ - –",
        duration="今後 向こう",
        units={"d": "日", "w": "週間", "m": "カ月 か月 ヶ月 ヵ月 ケ月 箇月", "y": "年"},
        years={
            -2: "一昨年 おととし",
            -1: "昨年 去年 前年",
            0: "今年 本年 年内 年末",
            1: "来年 翌年 明年",
            2: "再来年",
        },
        months={-1: "先月 前月", 0: "今月 本月 月内 月末", 1: "来月 翌月"},
        short_years={0: "今 本", 1: "来 翌"},
        substitutes={"前半": "上半期", "後半": "下半期"},
    ),
}
