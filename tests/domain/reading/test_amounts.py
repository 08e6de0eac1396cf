"""Sums of money in running text."""

from datetime import date

import pytest

from domain.reading.amounts import find_amounts
from domain.reading.document import Document
from domain.reading.findings import Finding, Hints
from domain.reading.layout import read_document

DAY = date(2026, 4, 13)


def read(text: str, language: str = "en", country: str | None = None) -> Document:
    return read_document(text, Hints(DAY, country, language))


def amounts(document: Document) -> list[tuple[str, str, str]]:
    found = find_amounts(document, ()).findings
    return [(document.words(each.spans[0]), each.members["amount"], each.members["currency"]) for each in found]


def reasons(document: Document) -> list[tuple[str, str]]:
    return [(document.words(each.span), each.reason) for each in find_amounts(document, ()).left_out]


@pytest.mark.parametrize(
    ("language", "country", "text", "words", "value"),
    [
        ("en", "EG", "The port will cost $1.4 billion, he said.", "$1.4 billion", "1400000000 USD"),
        ("en", "GB", "a £320 million fund for towns", "£320 million", "320000000 GBP"),
        ("en", "IN", "with an outlay of Rs 9,400 crore.", "Rs 9,400 crore", "94000000000 INR"),
        ("en", "IN", "to ₹5 lakh crore by then", "₹5 lakh crore", "5000000000000 INR"),
        ("en", "KR", "raise it to 1.2 million won", "1.2 million won", "1200000 KRW"),
        ("en", "ID", "a Rp 2.4 trillion loan", "Rp 2.4 trillion", "2400000000000 IDR"),
        ("en", "NG", "₦1.3 trillion had been set aside", "₦1.3 trillion", "1300000000000 NGN"),
        ("en", "TH", "at a cost of 110-billion baht", "110-billion baht", "110000000000 THB"),
        ("en", "KE", "at 96 billion shillings", "96 billion shillings", "96000000000 KES"),
        ("en", "ZA", "It gets R500 million.", "R500 million", "500000000 ZAR"),
        ("en", "PH", "a PHP5 billion window", "PHP5 billion", "5000000000 PHP"),
        ("en", "JM", "set aside $4.8 billion", "$4.8 billion", "4800000000 JMD"),
        ("en", "MX", "set aside $4.8 billion", "$4.8 billion", "4800000000 USD"),
        ("en", "US", "half a billion dollars for bridges", "half a billion dollars", "500000000 USD"),
        ("en", "US", "a $20-25 million plan", "$20-25 million", "20000000 USD"),
        ("en", "US", "costs between $20 and $25 million", "between $20 and $25 million", "20000000 USD"),
        ("fr", "FR", "entre 20 et 25 millions d'euros", "entre 20 et 25 millions d'euros", "20000000 EUR"),
        ("ko", "KR", "총사업비는 2조 500억 원이다.", "2조 500억 원", "2050000000000 KRW"),
        ("ko", "KR", "관광기금 4천200억원을 들여", "4천200억원", "420000000000 KRW"),
        ("ko", "KR", "최대 6억5천만달러를 빌린다.", "6억5천만달러", "650000000 USD"),
        ("fr", "SN", "un coût de 210 milliards de FCFA", "210 milliards de FCFA", "210000000000 XOF"),
        ("fr", "FR", "l'aide de 1,2 milliard d\u2019euros", "1,2 milliard d\u2019euros", "1200000000 EUR"),
        ("fr", "FR", "soit 300\u202f000 euros", "300\u202f000 euros", "300000 EUR"),
        ("fr", "FR", "portée à un milliard d'euros", "un milliard d'euros", "1000000000 EUR"),
        ("de", "DE", "rund 2,4 Milliarden Euro bereit", "2,4 Milliarden Euro", "2400000000 EUR"),
        ("de", "DE", "bis zu 40.000 Euro", "40.000 Euro", "40000 EUR"),
        ("ja", "JP", "概算要求に138億円を盛り込む。", "138億円", "13800000000 JPY"),
        ("ja", "JP", "総額は１兆２０００億円。", "１兆２０００億円", "1200000000000 JPY"),
        ("es", "ES", "aportará 50 millones de euros", "50 millones de euros", "50000000 EUR"),
        ("fr", "SN", "soit 300.000 francs CFA", "300.000 francs CFA", "300000 XOF"),
        ("de", "DE", "rund 2,7 Mrd. Euro", "2,7 Mrd. Euro", "2700000000 EUR"),
        ("de", "DE", "ein 50-Millionen-Euro-Programm", "50-Millionen-Euro", "50000000 EUR"),
        ("de", "CH", "kostet Fr. 300'000", "Fr. 300'000", "300000 CHF"),
        ("en", "IL", "NIS 5 billion a year", "NIS 5 billion", "5000000000 ILS"),
        ("en", "IN", "Rupees 500 crore a year", "Rupees 500 crore", "5000000000 INR"),
        ("en", "SE", "5 billion Swedish crowns", "5 billion Swedish crowns", "5000000000 SEK"),
    ],
)
def test_sum_is_read_where_it_stands(language: str, country: str, text: str, words: str, value: str) -> None:
    assert amounts(read(text, language, country)) == [(words, *value.split())]


@pytest.mark.parametrize(
    ("language", "country", "text"),
    [
        ("en", "KR", "The party that in 2022 won 3 seats has 5 real rivals."),
        ("en", "US", "It is 30 ft wide and 5 m deep, on 12 marks."),
        ("en", "US", "A stock ($AAPL), page 25p, and 1,200 people."),
        ("en", "US", "a million-dollar question"),
        ("ko", "KR", "12개 시군의 3동에서 5원칙을 지킨다."),
        ("ja", "JP", "三次元の2次元図を3回見た。"),
        ("fr", "FR", "Le 5 mars, 2.500 écoles."),
    ],
)
def test_other_numbers_are_no_sums(language: str, country: str, text: str) -> None:
    assert amounts(read(text, language, country)) == []


def test_sum_that_headline_and_body_state_is_found_once_in_the_body() -> None:
    document = read("Agency Awards $640 Million\n\nThe agency today awarded $640 million to 12 states.\n", country="US")
    (found,) = find_amounts(document, ()).findings
    assert document.words(found.spans[0]) == "$640 million"


def test_headline_rounds_the_sum_of_the_body() -> None:
    document = read(
        "Agency Awards $1.1 Billion\n\nThe agency today awarded $1.12 billion to 12 states.\n", country="US"
    )
    assert [amount for _, amount, _ in amounts(document)] == ["1120000000"]


def test_two_sums_of_a_sentence_that_are_alike_are_two() -> None:
    document = read("The bank lends $5 million to the port and $5 million to the railway.\n\nThe $5 million is new.\n")
    assert [words for words, *_ in amounts(document)] == ["$5 million"] * 2


def test_list_names_its_currency_at_its_end() -> None:
    first, second = find_amounts(read("국비 70억, 도비 30억 원을 들인다.", "ko", "KR"), ()).findings
    assert (first.members["amount"], first.members["currency"]) == ("7000000000", "KRW")
    assert first.spans[1].end == second.spans[0].end


def test_share_is_in_the_currency_of_its_whole() -> None:
    text = "Il coûtera 890 millions de francs. La Confédération paiera 35% de cette somme, soit 311,5 millions."
    whole, share = find_amounts(read(text, "fr", "CH"), ()).findings
    assert (share.members["amount"], share.members["currency"]) == ("311500000", "CHF")
    assert share.members["part_of"] == whole.members["key"]


def test_conversion_in_brackets_is_no_sum_of_its_own() -> None:
    document = read(
        "It costs 110 billion baht (about $3.2bn), of which 6 billion baht (US$175m) is lent.", country="TH"
    )
    assert [amount for _, amount, _ in amounts(document)] == ["110000000000", "6000000000"]


def test_dollar_of_a_report_from_abroad_is_the_us_dollar() -> None:
    home = "CANBERRA, July 2 (AAP) - Labor will spend $780 million on reefs.\n"
    assert amounts(read(home))[0][2] == "AUD"
    assert amounts(read(home.replace("AAP", "Reuters")))[0][2] == "USD"


def test_dollar_beside_the_countrys_own_sign_is_the_us_dollar() -> None:
    text = "It spends A$780 million and lends $5 million."
    assert [currency for *_, currency in amounts(read(text, country="AU"))] == ["AUD", "USD"]
    assert [currency for *_, currency in amounts(read(text, country="FJ"))] == ["AUD", "FJD"]


def test_name_of_several_currencies_is_the_one_that_the_text_has_named() -> None:
    text = "It spends 5 billion Egyptian pounds. Of that, 2 billion pounds go to schools."
    assert [currency for *_, currency in amounts(read(text))] == ["EGP", "EGP"]


def test_only_country_that_a_text_names_tells_the_currency() -> None:
    text = "A Swiss maker pays 3.1 million francs."
    assert amounts(read(text, country="NP")) == [("3.1 million francs", "3100000", "CHF")]
    assert amounts(read(text.replace("Swiss", "Swiss and a Cameroonian"), country="NP")) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The ministry denied that it would pay $5 billion.", "denied"),
        ("In 2024 the country earned $7.8 billion from exports.", "past"),
        ("($1 = 0.8548 euros)", "exchange_rate"),
        ("“I would not pay twenty million dollars for it, or 5 dollars,” she said.", "rhetoric"),
        ("It costs 5 billion dinars.", "currency_unknown"),
    ],
)
def test_sum_that_is_no_money_of_the_announcement_is_left_out_with_the_reason(text: str, reason: str) -> None:
    assert reason in [each for _, each in reasons(read(text))]


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("en", "The bank will lend $5 million.", "loan"),
        ("en", "They signed a contract worth $5 million.", "contract"),
        ("en", "The firm will invest $5 million.", "investment"),
        ("en", "States receive $5 million.", "grant"),
        ("en", "It has set aside $5 million.", "budget"),
        ("ko", "선사에 500억원을 대출한다.", "loan"),
        ("fr", "Elle apportera 450 millions d'euros de prêts.", "loan"),
        ("de", "Es gibt einen Zuschuss von 40.000 Euro.", "grant"),
    ],
)
def test_kind_is_that_of_the_nearest_word(language: str, text: str, kind: str) -> None:
    (found,) = find_amounts(read(text, language), ()).findings
    assert found.members["kind"] == kind


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The fund has $90 million. Of the money, $20 million is for ports."),
        ("en", "Of $90 million that it costs, the bank will lend $20 million."),
        ("en", "It costs $90 million, with $20 million going to ports."),
        ("en", "It costs $90 million. A bank lends $20 million; the balance is met by the state."),
        ("fr", "L'État y consacrera 90 millions d'euros, dont 20 millions d'euros pour les ports."),
        ("de", "Es sind 90 Millionen Euro, davon 20 Millionen Euro für Häfen."),
        ("ko", "사업비의 70%인 90억 원은 국가가 낸다. 이 중 20억 원은 항만에 쓴다."),
    ],
)
def test_part_points_to_the_sum_that_it_is_part_of(language: str, text: str) -> None:
    whole, part = find_amounts(read(text, language), ()).findings
    assert part.members["part_of"] == whole.members["key"]


def test_sums_that_add_up_to_the_one_before_them_are_its_parts() -> None:
    text = "총사업비는 2조 500억 원이며, 국비는 1조 3,000억 원, 지방비는 7,500억 원이다."
    whole, *parts = find_amounts(read(text, "ko", "KR"), ()).findings
    assert [each.members["part_of"] for each in parts] == [whole.members["key"]] * 2


def test_parts_before_their_total_are_part_of_it() -> None:
    text = "It gives $6 million to ports and $2 million to trams, or $8 million in total."
    *parts, whole = find_amounts(read(text, "en", "US"), ()).findings
    assert [each.members["part_of"] for each in parts] == [whole.members["key"]] * 2


@pytest.mark.parametrize(
    ("language", "text", "period"),
    [
        ("en", "It will spend $96 million over four years.", "2026/2029"),
        ("en", "A budget of €2.4 billion for 2028-2034.", "2028/2034"),
        ("en", "The measures will cost $2.9 billion this year.", "2026"),
        ("en", "It set aside ₦1.3 trillion in the 2027 budget.", "2027"),
        ("en", "The budget for ports this year comes to about $4 million.", "2026"),
        ("en", "The 2027 budget for ports comes to $4 million.", "2027"),
        ("en", "It lends $5 million to build a port by 2030.", None),
        ("en", "It has lost $5 million over the past two years.", None),
        ("en", "It has set aside $5 million (£4 million) for the scheme this year.", "2026"),
        ("fr", "Elle apportera 450 millions d'euros sur quatre ans.", "2026/2029"),
        ("de", "Für die ersten fünf Jahre stehen 310 Millionen Euro bereit.", "2026/2030"),
        ("ko", "5년간 총 3조 원을 투입한다.", "2026/2030"),
        ("ko", "내년 예산안에 2천860억원을 반영했다.", "2027"),
        ("ko", "내년부터 3년간 총 2,700억 원을 투입한다.", "2027/2029"),
        ("en", "The five-year program has a price tag of $420 million.", "2026/2030"),
        ("ko", "2028년까지 3조 원을 투입한다.", None),
        ("ja", "27年度予算に138億円を盛り込む。", "2027"),
    ],
)
def test_period_is_the_one_beside_the_sum(language: str, text: str, period: str | None) -> None:
    (found,) = find_amounts(read(text, language), ()).findings
    assert found.members.get("period") == period


def test_what_a_named_payee_receives_is_part_of_the_award() -> None:
    parties = (
        Finding("party", {"key": "p0", "kind": "agency", "name": "Agency A"}, (), "name"),
        Finding("party", {"key": "p1", "kind": "agency", "name": "Board B"}, (), "name"),
    )
    document = read("Agency A awarded $640 million to 12 states.\nBoard B will receive $117 million.\n")
    award, part = find_amounts(document, parties).findings
    assert (part.members["part_of"], part.members["payer"]) == (award.members["key"], "p0")


@pytest.mark.parametrize(
    ("language", "text", "names", "payer", "payee"),
    [
        ("en", "Bank A will lend $5 million to Port B.", "Bank A|Port B", "p0", "p1"),
        ("en", "Port B will receive $5 million from Bank A.", "Port B|Bank A", "p1", "p0"),
        ("en", "Board C fined App D $5 million.", "Board C|App D", "p1", "p0"),
        ("en", "Bank A opened an office at Port B worth $5 million.", "Bank A|Port B", None, None),
        ("en", "Town T gets $9 million and adds $5 million.", "Town T", "p0", None),
        ("fr", "La Banque A apportera 5 millions d'euros.", "Banque A", "p0", None),
        ("de", "Der Bund will Häfen mit 5 Millionen Euro fördern.", "Bund", "p0", None),
        ("ko", "해양수산부는 500억원을 지원한다.", "해양수산부", "p0", None),
        ("ko", "총 500억원은 정부가 낸다.", "정부", "p0", None),
        ("ko", "공정위는 바로온에 과징금 214억원을 부과한다.", "공정위|바로온", "p1", "p0"),
        ("ko", "백신은 GC가 공급하며, 계약 금액은 1,365억 원이다.", "GC", None, None),
        ("en", "The ministry will spend $5 million.", "Ministry of Health", "p0", None),
        ("fr", "Le fonds, alimenté par l'Union A à hauteur de 5 millions d'euros.", "Union A", "p0", None),
    ],
)
def test_payer_and_payee_are_those_of_the_sentence(
    language: str, text: str, names: str, payer: str | None, payee: str | None
) -> None:
    parties = tuple(
        Finding("party", {"key": f"p{at}", "kind": "company", "name": name}, (), "name")
        for at, name in enumerate(names.split("|"))
    )
    *_, found = find_amounts(read(text, language), parties).findings
    assert (found.members.get("payer"), found.members.get("payee")) == (payer, payee)
