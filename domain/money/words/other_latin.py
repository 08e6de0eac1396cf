"""Words around a sum in other languages of the Latin script, as in `domain.money.words.phrases`."""

from domain.money.words.phrases import Phrases

PHRASES = {
    "fi": Phrases(
        about="noin arviolta",
        at_least="vähintään yli",
        at_most="enintään korkeintaan alle",
        annual="vuodessa vuosittain",
        filler="lisää yhteensä",
    ),
    "pl": Phrases(
        about="około ok w_przybliżeniu mniej_więcej szacunkowo w_granicach",
        at_least="ponad co_najmniej przynajmniej minimum min powyżej więcej_niż nie_mniej_niż przeszło",
        at_most="maksymalnie co_najwyżej maksimum maks poniżej mniej_niż nie_więcej_niż aż_do",
        annual="rocznie w_skali_roku co_roku /rok na_rok każdego_roku",
        opening="między pomiędzy",
        from_="od",
        up_to="do",
        and_="a i",
        filler="dodatkowe dodatkowych dodatkowo kolejne kolejnych łącznie razem w_sumie kwota kwotę kwocie nowe "
        "w_wysokości łączna_kwota dotacja dotacji środków inwestycji dofinansowania dofinansowanie",
        within="w przez na w_ciągu do od",
        next_="ciągu najbliższych kolejnych latach trzech",
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
    "hu": Phrases(
        about="mintegy körülbelül kb",
        at_least="legalább több_mint",
        at_most="legfeljebb maximum",
        annual="évente",
    ),
    "tr": Phrases(
        about="yaklaşık ortalama takriben",
        at_least="en_az fazla 'dan_fazla 'den_fazla üzerinde üstünde asgari aşkın ve_üzeri 'nin_üzerinde "
        "'nın_üzerinde 'yi_aşkın 'yı_aşkın",
        at_most="en_fazla azami en_çok altında 'a_kadar 'e_kadar 'ya_kadar 'ye_kadar kadar",
        annual="yılda yıllık her_yıl senede yıl_başına /yıl",
        opening="arasında arası",
        to="ile ila",
        and_="ve",
        filler="toplam ek ilave yeni tutarında değerinde 'lik 'luk 'lık 'lük lik luk yatırım bütçe kaynak hibe "
        "destek büyüklüğünde",
    ),
    "id": Phrases(
        about="sekitar kira-kira kurang_lebih kurang-lebih",
        at_least="lebih_dari lebih setidaknya minimal sedikitnya paling_sedikit di_atas tidak_kurang_dari",
        at_most="maksimal paling_banyak hingga_maksimal kurang_dari di_bawah tidak_lebih_dari",
        annual="per_tahun setiap_tahun tiap_tahun setahun /tahun per_tahunnya",
        opening="antara",
        up_to="hingga sampai sampai_dengan",
        and_="dan",
        filler="tambahan total sebesar senilai sebanyak sejumlah baru anggaran anggaran_sebesar dana investasi "
        "bantuan pinjaman hibah senilai_total dengan_nilai",
        glue="dari",
        within="selama dalam untuk pada",
        years="tahun bulan",
    ),
    "ms": Phrases(
        about="kira-kira sekitar lebih_kurang dianggarkan anggaran",
        at_least="lebih_daripada melebihi sekurang-kurangnya lebih minimum",
        at_most="maksimum tidak_melebihi kurang_daripada tidak_lebih",
        annual="setahun setiap_tahun tiap_tahun",
        opening="antara",
        up_to="hingga sehingga",
        and_="dan",
        filler="tambahan jumlah berjumlah bernilai sebanyak keseluruhan baharu peruntukan pelaburan dana bantuan",
        glue="dari",
        within="selama dalam untuk pada",
        years="tahun bulan",
    ),
    "vi": Phrases(
        about="khoảng",
        at_least="hơn trên ít_nhất tối_thiểu",
        at_most="tối_đa dưới",
        annual="mỗi_năm hàng_năm /năm",
        up_to="đến",
        filler="tổng thêm",
    ),
}
