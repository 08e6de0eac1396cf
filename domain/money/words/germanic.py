"""Words around a sum in English, German, Dutch and the Nordic languages, as in `domain.money.words.phrases`."""

from domain.money.words.phrases import Phrases

PHRASES = {
    "en": Phrases(
        about="about around some approximately approx roughly circa ca c. c estimated or_so or_thereabouts "
        "in_the_region_of in_the_order_of of_the_order_of on_the_order_of estimated_at somewhere_around "
        "in_the_vicinity_of",
        at_least="at_least more_than over above exceeding in_excess_of upwards_of upward_of no_less_than "
        "not_less_than no_fewer_than a_minimum_of minimum_of minimum min greater_than well_over just_over or_more "
        "and_more plus and_above and_over or_above slightly_more_than a_little_over slightly_over just_above "
        "excess_of or_over as_low_as upwards_to",
        at_most="up_to at_most no_more_than not_more_than less_than fewer_than under below a_maximum_of maximum_of "
        "maximum max not_exceeding as_much_as not_to_exceed or_less and_below or_below just_under well_under "
        "limited_to capped_at upto as_high_as no_greater_than not_greater_than slightly_less_than slightly_under "
        "just_below a_little_under at_the_most",
        annual="a_year a-year per_year per_annum p.a p.a. pa each_year every_year annually yearly /year a_yr per_yr "
        "annual /yr /annum year_on_year per_fiscal_year per_financial_year",
        opening="between from",
        to="to through",
        and_="and",
        filler="additional further extra new another the total totalling totaling a_total_of total_of sum a_sum_of "
        "of worth in in_total altogether overall investment investments funding fund funds grant grants loan loans "
        "budget financing public private government federal state national in_funding in_investment in_grants "
        "in_new_funding in_cash initial record combined amount amounts a_sum the_sum_of totals costing cost costs "
        "valued_at valued amounting_to amounts_to equal_to equivalent equivalent_to or i.e = contribution "
        "contributions contract contracts support aid package programme program project projects pledge pledges "
        "commitment award awards allocation allocations spending expenditure capital core dedicated revenue one-off "
        "multi-year extra_funding",
        glue="of",
        within="over spread_over by_the_end_of until_the_end_of in during within for "
        "across throughout by until through to",
        next_="the a next coming following past last first period of this fiscal_year financial_year fy the_period "
        "of_the course_of the_course_of years",
        years="years year months decade decades yrs",
    ),
    "de": Phrases(
        about="rund etwa ca circa zirka ungefähr annähernd schätzungsweise geschätzt geschätzte geschätzten in_etwa "
        "rd in_der_größenordnung_von",
        at_least="gut mindestens mehr_als über wenigstens mind oder_mehr und_mehr minimal nicht_weniger_als ab "
        "etwas_über etwas_mehr_als",
        at_most="bis_zu höchstens maximal max weniger_als unter nicht_mehr_als bis_maximal bis_höchstens nicht_über",
        annual="pro_jahr im_jahr je_jahr jährlich jährliche jährlichen p.a p._a /jahr per_annum jedes_jahr",
        opening="zwischen",
        up_to="bis",
        and_="und",
        filler="weitere weiteren weiterer zusätzlich zusätzliche zusätzlichen zusätzlicher insgesamt gesamt neue "
        "neuen die der das den in_höhe_von von_insgesamt mittel fördermittel investitionen investition fördersumme "
        "budget gesamtvolumen_von volumen_von nochmals noch_einmal in_höhe_von_insgesamt weitere_insgesamt zuschuss "
        "zuschüsse fonds förderung haushalt gesamtinvestition gesamtinvestitionen gesamtvolumen gesamtkosten_von "
        "nochmal einmalig",
        glue="an von",
        within="über in innerhalb_von für binnen im_jahr bis ab seit von",
        next_="die den der nächsten kommenden ersten letzten",
        years="jahre jahren jahr monate monaten",
    ),
    "nl": Phrases(
        about="ongeveer circa ca rond zo'n omstreeks plusminus naar_schatting",
        at_least="meer_dan ruim minstens ten_minste tenminste minimaal boven_de of_meer vanaf een_minimum_van "
        "iets_meer_dan",
        at_most="tot_en_met maximaal max hoogstens ten_hoogste minder_dan tot_maximaal niet_meer_dan een_maximum_van",
        annual="per_jaar jaarlijks jaarlijkse p.j elk_jaar ieder_jaar /jaar",
        opening="tussen",
        up_to="tot",
        and_="en",
        filler="extra aanvullende nog_eens totaal in_totaal een_totaal_van de het nieuwe additionele "
        "investering_van een_investering_van budget_van ter_waarde_van subsidie investering budget in_het_totaal "
        "aanvullend",
        glue="aan van",
        within="in over gedurende binnen voor tot",
        next_="de komende eerste",
        years="jaar jaren maanden",
    ),
    "da": Phrases(
        about="cirka ca omkring omtrent omtrentlig anslået",
        at_least="mindst godt mere_end over minimum eller_mere ikke_under",
        at_most="op_til højst maksimalt maks højest under mindre_end ikke_over",
        annual="om_året årligt årlige pr_år per_år hvert_år /år",
        opening="mellem fra",
        to="til",
        and_="og",
        filler="yderligere ekstra i_alt samlet samlede nye en_ramme_på ramme_på en_pulje_på pulje_på bevilling "
        "på_i_alt støtte",
        within="over i på for frem_til",
        next_="de næste kommende",
        years="år måneder",
    ),
    "nb": Phrases(
        about="cirka ca omkring omtrent rundt om_lag omlag anslagsvis",
        at_least="minst godt mer_enn over minimum eller_mer",
        at_most="inntil opptil opp_til maksimalt maks høyst under mindre_enn",
        annual="i_året årlig årlige per_år pr_år hvert_år /år",
        opening="mellom fra",
        to="til",
        and_="og",
        filler="ytterligere ekstra totalt til_sammen samlet nye en_ramme_på ramme_på i_alt støtte bevilgning "
        "investering på_til_sammen",
        within="over i på for fram_til frem_til",
        next_="de neste kommende",
        years="år måneder",
    ),
    "sv": Phrases(
        about="cirka ca omkring ungefär runt uppskattningsvis",
        at_least="minst drygt mer_än över minimum eller_mer åtminstone",
        at_most="upp_till högst maximalt max under mindre_än som_mest",
        annual="om_året per_år årligen årliga varje_år /år",
        opening="mellan från",
        to="till",
        and_="och",
        filler="ytterligare extra totalt sammanlagt samlat nya en_satsning_på satsning_på anslag investering stöd "
        "på_totalt",
        within="över i på under för fram_till",
        next_="de kommande närmaste",
        years="år månader",
    ),
}
