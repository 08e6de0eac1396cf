"""Words around a sum, by language: about, limits, ranges, years, and words that change nothing.

Written as in `domain.money.words.scales`. Words that are not here are a reason to refuse: `cut`, `per child`, `nearly`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Spellings of what may stand around a sum."""

    about: str = ""
    at_least: str = ""
    at_most: str = ""
    annual: str = ""
    """Each year."""
    opening: str = ""
    """Before a range: `between`."""
    from_: str = ""
    """Before a range, else a lower limit: `от`, `od`."""
    to: str = ""
    """Within a range."""
    up_to: str = ""
    """Within a range, else an upper limit: `до`, `bis`."""
    and_: str = ""
    """Within a range that has been opened."""
    filler: str = ""
    glue: str = ""
    """Between number and currency: `de`."""
    within: str = ""
    """Before a period: `over` ten years."""
    next_: str = ""
    """Between these two: `the next`."""
    years: str = ""


PHRASES = {
    "en": Phrases(
        about="about around some approximately approx roughly circa ca c. c estimated or_so or_thereabouts "
        "in_the_region_of in_the_order_of of_the_order_of on_the_order_of",
        at_least="at_least more_than over above exceeding in_excess_of upwards_of upward_of no_less_than "
        "not_less_than "
        "no_fewer_than a_minimum_of minimum_of minimum min greater_than well_over just_over or_more and_more plus "
        "and_above and_over or_above",
        at_most="up_to at_most no_more_than not_more_than less_than fewer_than under below a_maximum_of maximum_of "
        "maximum max not_exceeding as_much_as not_to_exceed or_less and_below or_below just_under well_under "
        "limited_to capped_at",
        annual="a_year per_year per_annum p.a p.a. pa each_year every_year annually yearly /_year /year /yr a_yr "
        "per_yr "
        "annual",
        opening="between from",
        to="to through",
        and_="and",
        filler="additional further extra new another the total totalling totaling a_total_of total_of sum "
        "a_sum_of of "
        "worth in in_total altogether overall investment investments funding fund funds grant grants loan loans "
        "budget "
        "financing public private government federal state national only also in_funding in_investment in_grants "
        "in_new_funding in_cash cash prices",
        glue="of",
        within="over in during within for across throughout by until through from since to",
        next_="the a next coming following past last first period of",
        years="years year months decade decades yrs",
    ),
    "de": Phrases(
        about="rund etwa ca circa zirka ungefähr annähernd schätzungsweise geschätzt geschätzte geschätzten in_etwa",
        at_least="gut mindestens mehr_als über wenigstens mind oder_mehr und_mehr minimal nicht_weniger_als ab",
        at_most="bis_zu höchstens maximal max weniger_als unter nicht_mehr_als bis_maximal bis_höchstens",
        annual="pro_jahr im_jahr je_jahr jährlich jährliche jährlichen p.a p._a /_jahr /jahr per_annum jedes_jahr",
        opening="zwischen",
        up_to="bis",
        and_="und",
        filler="weitere weiteren weiterer zusätzlich zusätzliche zusätzlichen zusätzlicher insgesamt gesamt neue "
        "neuen "
        "die der das den in_höhe_von von_insgesamt mittel fördermittel investitionen investition fördersumme budget "
        "gesamtvolumen_von volumen_von nochmals noch_einmal",
        glue="an von",
        within="über in innerhalb_von für binnen im_jahr bis ab seit von",
        next_="die den der nächsten kommenden ersten letzten",
        years="jahre jahren jahr monate monaten",
    ),
    "fr": Phrases(
        about="environ quelque quelques autour_de approximativement à_peu_près de_l'ordre_de env estimé estimés",
        at_least="à_partir_de plus_de plus_d' au_moins au_minimum minimum supérieur_à ou_plus au-delà_de pas_moins_de",
        at_most="jusqu'à jusqu'à_près_de au_plus au_maximum maximum moins_de moins_d' inférieur_à pas_plus_de",
        annual="par_an chaque_année annuels annuel annuelles annuelle annuellement /_an /an l'an l'année "
        "par_année tous_les_ans",
        opening="entre",
        to="à",
        and_="et",
        filler="supplémentaire supplémentaires de_plus total un_total_de au_total en_tout nouveaux nouvelles les "
        "le la des "
        "investissement investissements d'investissement d'investissements budget un_budget_de une_enveloppe_de "
        "enveloppe_de un_montant_de montant_de financement financements d'aide d'aides une_somme_de additionnels "
        "additionnel soit un_investissement_de",
        glue="d' de",
        within="sur en d'ici d'ici_à pendant pour dans au_cours_de durant à_horizon",
        next_="les des prochaines prochains la période de",
        years="ans an années année mois",
    ),
    "es": Phrases(
        about="unos unas alrededor_de aproximadamente cerca_de en_torno_a aprox más_o_menos estimado estimados",
        at_least="más_de al_menos por_lo_menos como_mínimo mínimo superior_a o_más por_encima_de no_menos_de "
        "a_partir_de "
        "desde",
        at_most="hasta como_máximo máximo menos_de no_más_de inferior_a por_debajo_de",
        annual="al_año por_año anuales anual anualmente cada_año /_año /año",
        opening="entre",
        to="a",
        and_="y",
        filler="adicional adicionales un_total_de total en_total los las el la nuevos nuevas otros otras más "
        "una_inversión_de "
        "inversión_de una_inversión inversión un_presupuesto_de presupuesto_de por_valor_de un_monto_de monto_de "
        "por_un_monto_de la_suma_de suma_de una_partida_de",
        glue="de",
        within="en durante para a_lo_largo_de hasta desde entre",
        next_="los las próximos siguientes el período periodo",
        years="años año meses",
    ),
    "pt": Phrases(
        about="cerca_de aproximadamente em_torno_de por_volta_de aprox à_volta_de estimado estimados",
        at_least="mais_de pelo_menos ao_menos no_mínimo mínimo acima_de superior_a ou_mais a_partir_de não_menos_de",
        at_most="até no_máximo máximo menos_de abaixo_de inferior_a não_mais_de",
        annual="por_ano ao_ano anuais anual anualmente /_ano /ano a_cada_ano",
        opening="entre",
        to="a",
        and_="e",
        filler="adicional adicionais um_total_de total no_total ao_todo os as o novos novas outros mais "
        "um_investimento_de "
        "investimento_de investimento investimentos orçamento_de no_valor_de o_valor_de montante_de um_montante_de",
        glue="de",
        within="em durante para ao_longo_de nos até",
        next_="os próximos de",
        years="anos ano meses",
    ),
    "it": Phrases(
        about="circa intorno_a approssimativamente all'incirca ca attorno_ai stimati",
        at_least="oltre più_di almeno minimo come_minimo superiore_a o_più non_meno_di a_partire_da",
        at_most="fino_a fino_ad fino_a_un_massimo_di massimo al_massimo meno_di non_più_di inferiore_a",
        annual="all'anno l'anno annui annuo annuali ogni_anno annualmente /_anno /anno",
        opening="tra fra",
        to="a ai ad",
        and_="e",
        filler="ulteriori ulteriore aggiuntivi totale un_totale_di in_totale complessivi i gli il la nuovi altri "
        "altre "
        "investimenti_per un_investimento_di investimento_di pari_a uno_stanziamento_di stanziamento_di "
        "per_un_importo_di per_un_totale_di",
        glue="di d' da dai",
        within="in per nei entro nel_corso_di su",
        next_="i gli prossimi",
        years="anni anno mesi",
    ),
    "nl": Phrases(
        about="ongeveer circa ca rond zo'n omstreeks plusminus naar_schatting",
        at_least="meer_dan ruim minstens ten_minste tenminste minimaal boven_de of_meer vanaf",
        at_most="tot_en_met maximaal max hoogstens ten_hoogste minder_dan tot_maximaal niet_meer_dan",
        annual="per_jaar jaarlijks jaarlijkse p.j elk_jaar ieder_jaar /_jaar /jaar",
        opening="tussen",
        up_to="tot",
        and_="en",
        filler="extra aanvullende nog_eens totaal in_totaal een_totaal_van de het nieuwe additionele investering_van "
        "een_investering_van budget_van ter_waarde_van",
        glue="aan van",
        within="in over gedurende binnen voor tot",
        next_="de komende eerste",
        years="jaar jaren maanden",
    ),
    "da": Phrases(
        about="cirka ca omkring omtrent omtrentlig anslået",
        at_least="mindst godt mere_end over minimum eller_mere ikke_under",
        at_most="op_til højst maksimalt maks højest under mindre_end ikke_over",
        annual="om_året årligt årlige pr_år per_år hvert_år /_år /år",
        opening="mellem fra",
        to="til",
        and_="og",
        filler="yderligere ekstra i_alt samlet samlede nye en_ramme_på ramme_på en_pulje_på pulje_på",
        within="over i på for frem_til",
        next_="de næste kommende",
        years="år måneder",
    ),
    "nb": Phrases(
        about="cirka ca omkring omtrent rundt om_lag omlag anslagsvis",
        at_least="minst godt mer_enn over minimum eller_mer",
        at_most="inntil opptil opp_til maksimalt maks høyst under mindre_enn",
        annual="i_året årlig årlige per_år pr_år hvert_år /_år /år",
        opening="mellom fra",
        to="til",
        and_="og",
        filler="ytterligere ekstra totalt til_sammen samlet nye en_ramme_på ramme_på i_alt",
        within="over i på for fram_til frem_til",
        next_="de neste kommende",
        years="år måneder",
    ),
    "sv": Phrases(
        about="cirka ca omkring ungefär runt uppskattningsvis",
        at_least="minst drygt mer_än över minimum eller_mer åtminstone",
        at_most="upp_till högst maximalt max under mindre_än som_mest",
        annual="om_året per_år årligen årliga varje_år /_år /år",
        opening="mellan från",
        to="till",
        and_="och",
        filler="ytterligare extra totalt sammanlagt samlat nya en_satsning_på satsning_på",
        within="över i på under för fram_till",
        next_="de kommande närmaste",
        years="år månader",
    ),
    "fi": Phrases(
        about="noin arviolta",
        at_least="vähintään yli",
        at_most="enintään korkeintaan alle",
        annual="vuodessa vuosittain",
        filler="lisää yhteensä",
    ),
    "pl": Phrases(
        about="około ok w_przybliżeniu mniej_więcej szacunkowo",
        at_least="ponad co_najmniej przynajmniej minimum min powyżej więcej_niż nie_mniej_niż przeszło",
        at_most="maksymalnie co_najwyżej maksimum maks poniżej mniej_niż nie_więcej_niż aż_do",
        annual="rocznie w_skali_roku co_roku /_rok na_rok każdego_roku",
        opening="między pomiędzy",
        from_="od",
        up_to="do",
        and_="a i",
        filler="dodatkowe dodatkowych dodatkowo kolejne kolejnych łącznie razem w_sumie kwota kwotę kwocie nowe "
        "w_wysokości "
        "łączna_kwota",
        within="w przez na w_ciągu do od",
        next_="ciągu najbliższych kolejnych",
        years="lat lata latach roku miesięcy",
    ),
    "cs": Phrases(
        about="asi přibližně zhruba okolo kolem cca",
        at_least="více_než nejméně alespoň přes minimálně",
        at_most="maximálně nejvýše nejvíce méně_než pod až",
        annual="ročně za_rok každý_rok",
        opening="mezi",
        from_="od",
        up_to="do",
        and_="a",
        filler="dalších celkem celkově",
    ),
    "ro": Phrases(
        about="aproximativ circa",
        at_least="peste cel_puțin minimum",
        at_most="până_la maximum cel_mult",
        annual="pe_an anual",
        glue="de",
    ),
    "hu": Phrases(
        about="mintegy körülbelül kb", at_least="legalább több_mint", at_most="legfeljebb maximum", annual="évente"
    ),
    "tr": Phrases(
        about="yaklaşık ortalama takriben",
        at_least="en_az fazla 'dan_fazla 'den_fazla üzerinde üstünde asgari aşkın ve_üzeri",
        at_most="en_fazla azami en_çok altında 'a_kadar 'e_kadar 'ya_kadar 'ye_kadar kadar",
        annual="yılda yıllık her_yıl senede yıl_başına /_yıl",
        to="ile ila",
        opening="arasında arası",
        and_="ve",
        filler="toplam ek ilave yeni tutarında değerinde",
    ),
    "id": Phrases(
        about="sekitar kira-kira kurang_lebih kurang-lebih",
        at_least="lebih_dari lebih setidaknya minimal sedikitnya paling_sedikit di_atas tidak_kurang_dari",
        at_most="maksimal paling_banyak hingga_maksimal kurang_dari di_bawah tidak_lebih_dari",
        annual="per_tahun setiap_tahun tiap_tahun setahun /_tahun",
        opening="antara",
        glue="dari",
        up_to="hingga sampai sampai_dengan",
        and_="dan",
        filler="tambahan total sebesar senilai sebanyak sejumlah baru anggaran anggaran_sebesar dana",
        within="selama dalam untuk pada",
        years="tahun bulan",
    ),
    "ms": Phrases(
        about="kira-kira sekitar lebih_kurang dianggarkan anggaran",
        at_least="lebih_daripada melebihi sekurang-kurangnya lebih minimum",
        at_most="maksimum tidak_melebihi kurang_daripada tidak_lebih",
        annual="setahun setiap_tahun tiap_tahun",
        opening="antara",
        glue="dari",
        up_to="hingga sehingga",
        and_="dan",
        filler="tambahan jumlah berjumlah bernilai sebanyak keseluruhan baharu peruntukan",
        within="selama dalam untuk pada",
        years="tahun bulan",
    ),
    "vi": Phrases(
        about="khoảng ",
        at_least="hơn trên ít_nhất tối_thiểu",
        at_most="tối_đa dưới",
        annual="mỗi_năm hàng_năm /_năm",
        up_to="đến",
        filler="tổng thêm",
    ),
}
