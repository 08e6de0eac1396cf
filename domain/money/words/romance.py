"""Words around a sum in the Romance languages, as in `domain.money.words.phrases`."""

from domain.money.words.phrases import Phrases

PHRASES = {
    "fr": Phrases(
        about="environ quelque quelques autour_de approximativement à_peu_près de_l'ordre_de env estimé estimés "
        "de_l'ordre_d' à_hauteur_d'environ",
        at_least="à_partir_de plus_de plus_d' au_moins au_minimum minimum supérieur_à ou_plus au-delà_de "
        "pas_moins_de un_minimum_de à_partir_d'",
        at_most="jusqu'à jusqu'à_près_de au_plus au_maximum maximum moins_de moins_d' inférieur_à pas_plus_de "
        "un_maximum_de à_hauteur_maximale_de",
        annual="par_an chaque_année annuels annuel annuelles annuelle annuellement /an l'an l'année par_année "
        "tous_les_ans",
        opening="entre",
        to="à",
        and_="et",
        filler="supplémentaire supplémentaires de_plus total un_total_de au_total en_tout "
        "nouveau nouvelle nouveaux nouvelles les le "
        "la des investissement investissements d'investissement d'investissements budget un_budget_de "
        "une_enveloppe_de enveloppe_de un_montant_de montant_de financement financements d'aide d'aides "
        "une_somme_de additionnels additionnel soit un_investissement_de à_hauteur_de à_hauteur_d' d'un_montant_de "
        "pour_un_montant_de",
        glue="d' de",
        within="sur en d'ici d'ici_à pendant pour dans au_cours_de durant à_horizon",
        next_="les des prochaines prochains la période de de_la",
        years="ans an années année mois",
    ),
    "es": Phrases(
        about="unos unas alrededor_de aproximadamente cerca_de en_torno_a aprox más_o_menos estimado estimados "
        "en_el_entorno_de del_orden_de",
        at_least="más_de al_menos por_lo_menos como_mínimo mínimo superior_a o_más por_encima_de no_menos_de "
        "a_partir_de desde un_mínimo_de",
        at_most="hasta como_máximo máximo menos_de no_más_de inferior_a por_debajo_de un_máximo_de",
        annual="al_año por_año anuales anual anualmente cada_año /año por_ejercicio",
        opening="entre",
        to="a",
        and_="y",
        filler="adicional adicionales un_total_de total en_total los las el la nuevo "
        "nueva nuevos nuevas otros otras más "
        "una_inversión_de inversión_de una_inversión inversión un_presupuesto_de presupuesto_de por_valor_de "
        "un_monto_de monto_de por_un_monto_de la_suma_de suma_de una_partida_de por_un_total_de por_importe_de "
        "importe_de un_importe_de dotación_de una_dotación_de presupuesto ayudas en_ayudas subvenciones "
        "en_subvenciones una_ayuda_de una_línea_de",
        glue="de",
        within="en durante para a_lo_largo_de hasta desde entre",
        next_="los las próximos siguientes el período periodo",
        years="años año meses",
    ),
    "pt": Phrases(
        about="cerca_de aproximadamente em_torno_de por_volta_de aprox à_volta_de estimado estimados da_ordem_de "
        "na_ordem_dos na_ordem_de",
        at_least="mais_de pelo_menos ao_menos no_mínimo mínimo acima_de superior_a ou_mais a_partir_de não_menos_de "
        "um_mínimo_de",
        at_most="até no_máximo máximo menos_de abaixo_de inferior_a não_mais_de um_máximo_de",
        annual="por_ano ao_ano anuais anual anualmente /ano a_cada_ano",
        opening="entre",
        to="a",
        and_="e",
        filler="adicional adicionais um_total_de total no_total ao_todo os as o novo nova novos novas outros mais "
        "um_investimento_de investimento_de investimento investimentos orçamento_de no_valor_de o_valor_de "
        "montante_de um_montante_de em_investimentos de_investimento investimento_total_de por_um_total_de "
        "um_montante_total_de dotação_de verba_de uma_verba_de",
        glue="de",
        within="em durante para ao_longo_de nos até",
        next_="os próximos de",
        years="anos ano meses",
    ),
    "it": Phrases(
        about="circa intorno_a approssimativamente all'incirca ca attorno_ai stimati nell'ordine_di",
        at_least="oltre più_di almeno minimo come_minimo superiore_a o_più non_meno_di a_partire_da un_minimo_di",
        at_most="fino_a fino_ad fino_a_un_massimo_di massimo al_massimo meno_di non_più_di inferiore_a un_massimo_di",
        annual="all'anno l'anno annui annuo annuali ogni_anno annualmente /anno",
        opening="tra fra",
        to="a ai ad",
        and_="e",
        filler="ulteriori ulteriore aggiuntivi totale un_totale_di in_totale complessivi i gli il la nuovi altri "
        "altre investimenti_per un_investimento_di investimento_di pari_a uno_stanziamento_di stanziamento_di "
        "per_un_importo_di per_un_totale_di investimenti finanziamenti complessivamente un_fondo_di fondo_di "
        "risorse_per stanziati",
        glue="di d' da dai",
        within="in per nei entro nel_corso_di su",
        next_="i gli prossimi",
        years="anni anno mesi",
    ),
    "ro": Phrases(
        about="aproximativ circa",
        at_least="peste cel_puțin minimum",
        at_most="până_la maximum cel_mult",
        annual="pe_an anual",
        glue="de",
    ),
}
