"""Promises in running text."""

from datetime import date
from time import process_time

import pytest

from domain.reading.commitments import find_commitments
from domain.reading.findings import Extraction, Hints
from domain.reading.layout import read_document

COUNTRIES = {"en": "GB", "ko": "KR", "fr": "FR", "de": "DE", "ja": "JP", "es": "ES"}


def read(text: str, language: str = "en") -> Extraction:
    document = read_document(text, Hints(date(2026, 4, 13), COUNTRIES[language], language))
    return find_commitments(document, (), ())


def facts(text: str, language: str = "en") -> list[tuple[str, str | None, str | None]]:
    """The words of each promise, its figure, and when it is due or starts."""
    return [
        (
            text[found.spans[0].start : found.spans[0].end],
            found.members.get("target", {}).get("value"),
            found.members.get("due") or found.members.get("starts"),
        )
        for found in read(text, language).findings
    ]


def promises(text: str, language: str = "en") -> list[tuple[str | None, str | None]]:
    return [(figure, day) for _words, figure, day in facts(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The council will plant 4,000 trees by 2031.", [("4000", "2031")]),
        ("Orla Energy is to close its last coal plant by March 2028.", [(None, "2028-03")]),
        ("The minister said the state would train 3.5 million welders within 18 months.", [("3500000", "2027-10")]),
        ("The ministry aims to raise the share of rail freight to 40% by 2035 from 22% now.", [("40", "2035")]),
        ("The harbour board has agreed to dredge the northern channel.", [(None, None)]),
        ("The two cities signed a memorandum of understanding to share tide data.", [(None, None)]),
        ("Seven lakh pumps will be replaced by 2030.", [("700000", "2030")]),
        ("The agency has set a goal of cutting leaks by a quarter by 2032.", [("25", "2032")]),
        ("The fund awarded $90 million to nine towns to rebuild 31 jetties.", [("31", None)]),
        ("The rule takes effect on 1 January 2027.", [(None, "2027-01-01")]),
        ("Schools will hire 1,200 nurses by 2029 and open 90 clinics by 2031.", [("1200", "2029"), ("90", "2031")]),
        ("A tram depot would be notified within six months and completed by 2033, he said.",
         [(None, "2026-10"), (None, "2033")]),
        ("The plan includes a fund to train 640 pilots, with the first 50 to leave in August.",
         [("640", None), ("50", "2026-08")]),
        ("“We are spending $67 million to hire 30 judges by 2028,” the minister said.", [("30", "2028")]),
        ("He added that the first 450 looms were due to run before the end of 2028.", [("450", "2028")]),
        ("From 2030, all ferries will be electric.", [(None, "2030")]),
        ("The board has pledged an extra 1,300 wardens.", [("1300", None)]),
        ("Parliament passed a law banning plastic nets. It bans them from 1 January 2028.", [(None, "2028-01-01")]),
        ("The bank lowered its rate to 4.00 percent, effective May 20.", [("4", "2026-05-20")]),
        ("From 1 July, families can apply for the rebate.", [(None, "2026-07-01")]),
        ("The city will plant half a million seedlings by 2029.", [("500000", "2029")]),
        ("The city will run the pool, to be opened to all in 14 districts.", []),
        ("The minister said it will cost $40 million.", []),
        ("The port will lend $40 million.", []),
        ("Under the memorandum, the port will help draft the rules.", [(None, None)]),
        ("Applicants must publish their accounts and report every six months.", [(None, None)]),
    ],
)  # fmt: skip
def test_english_promises_are_found_with_figure_and_date(text, expected):
    assert promises(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("정부는 2029년까지 낡은 수도관 1,400km를 교체하고, 2034년까지 누수율을 6% 이하로 낮출 계획이다.",
         [("1400", "2029"), ("6", "2034")]),
        ("해양부는 내년 상반기까지 항해사 240명을 양성하기로 했다.", [("240", "2027-40")]),
        ("시는 2031년까지 관광객을 연 2천만명으로 늘리는 관광 전략을 내놨다.", [("20000000", "2031")]),
        ("공사는 대학과 기술 교류 협약을 체결했다.", [(None, None)]),
        ("교육부는 9월부터 급식비를 면제한다.", [(None, "2026-09")]),
        ("도는 12개 시군에 감지기를 설치한다고 13일 밝혔다.", [("12", None)]),
        ("장관은 \"2030년까지 교사 5천명을 뽑겠다\"고 말했다.", [("5000", "2030")]),
        ("□ 농장 500개소 조성, 청년농 3만 명 육성", [("500", None), ("30000", None)]),
        ("시는 5월부터 25개 자치구에 매니저 200명을 배치한다.", [("200", "2026-05")]),
        ("항만의 물동량을 2035년까지 연 1천800만TEU로 늘리기로 했다.", [("18000000", "2035")]),
        ("법무부는 심사 기간을 12개월에서 6개월로 단축한다.", [("6", None)]),
        ("업체는 60일 안에 이 약관을 삭제해야 한다.", [(None, "2026-06-12")]),
        ("공사는 도로에 4천억원을 투자할 예정이다.", []),
    ],
)  # fmt: skip
def test_korean_promises_are_found_with_figure_and_date(text, expected):
    assert promises(text, "ko") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La région va former 3.200 soignants d'ici 2030 et ouvrir douze maternités.",
         [("3200", "2030"), ("12", None)]),
        ("fr", "Une agence de l'eau sera créée dans un délai de six mois.", [(None, "2026-10")]),
        ("fr", "La société s'est engagée à raccorder 1 500 villages avant fin 2027.", [("1500", "2027")]),
        ("fr", "Le pays et la banque ont signé un accord pour rénover 40 gares.", [("40", None)]),
        ("de", "Das Land wird bis 2031 rund 2.400 Brücken sanieren.", [("2400", "2031")]),
        ("de", "Bis Ende 2029 sollen 12.000 Wohnungen entstehen.", [("12000", "2029")]),
        ("de", "Die Länder verpflichteten sich, die Deiche zu erhöhen.", [(None, None)]),
        ("de", "Ein Klimazentrum nimmt im ersten Quartal 2027 den Betrieb auf.", [(None, "2027-33")]),
        ("ja", "政府は病院の耐震化率を2030年度までに9割へ引き上げる方針を明らかにした。", [("90", "2030")]),
        ("ja", "県は相談窓口を全国12カ所に新設し、専門員300人を養成する計画だ。", [("12", None), ("300", None)]),
        ("ja", "両社は共同研究の協定を締結した。", [(None, None)]),
        ("es", "El gobierno construirá 240 escuelas antes de 2030.", [("240", "2030")]),
        ("es", "La empresa se comprometió a contratar a 1.500 ingenieros.", [("1500", None)]),
    ],
)  # fmt: skip
def test_promises_in_other_languages_are_found_with_figure_and_date(language, text, expected):
    assert promises(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministre a démenti tout projet de fermeture."),
        ("fr", "Une extension pourrait être étudiée si les crédits le permettent."),
        ("de", "Ob auch Häfen gefördert werden, wird derzeit geprüft."),
        ("de", "Der Verband forderte, auch die Bahnsteige bis 2030 zu verlängern."),
        ("ja", "費用を国が全額負担すべきだとの声も上がる。"),
        ("ja", "目標を見直す可能性がある。"),
        ("es", "El ministro negó que se vaya a cerrar el puerto."),
        ("en", "The ministry dismissed claims that it would sell the railway."),
        ("en", "There is no plan to raise the fare before October."),
        ("en", "The levy would only go ahead if growers failed to cut use."),
        ("en", "A second phase could follow by 2031."),
        ("en", "The opposition said the government should hire 4,000 nurses by 2028."),
        ("en", "Analysts expect demand to reach 3,000 megawatts by 2030."),
        ("en", "The party had promised to build 300 schools before the election."),
        ("en", "“A child born today will still be paying for this in 2070,” he said."),
        ("en", "The board is reviewing whether private firms will run the ferries."),
        ("en", "The port handled 4.7 million tons in 2024."),
        ("en", "In 2021 the board promised to plant 2 million trees but planted only 600,000."),
        ("en", "It was too early to say when the bridge would reopen."),
        ("en", "The drought will push 2 million people into hunger by May."),
        ("en", "He pledged that no school would close."),
        ("en", "The centre was to open in 2023 but was delayed."),
        ("en", "Scientists say the glacier will vanish by 2040."),
        ("ko", "노조는 임금 7% 인상을 요구하며 10일부터 파업에 들어간다."),
        ("ko", "정부는 2021년 어린이집 550곳을 늘리겠다고 했으나 300곳에 그쳤다."),
        ("ko", "예산이 확보되면 2028년 2단계 공사를 시작한다."),
        ("ko", "수도요금 인상은 검토하고 있지 않다."),
        ("ko", "협회는 \"통행료부터 낮춰야 한다\"고 주장했다."),
        ("ko", "지난해 방문객은 1천890만명이었다."),
        ("ko", "2019년에도 정부는 2천만명 유치를 약속했으나 이루지 못했다."),
        ("ko", "장관은 \"눈에 보이지 않는 곳부터 고치겠다\"고 강조했다."),
        ("ko", "시는 노선 연장 여부를 검토할 예정이다."),
    ],
)  # fmt: skip
def test_what_nobody_undertakes_is_no_promise(language, text):
    assert facts(text, language) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The ministry dismissed claims that it would sell the railway.", "denied"),
        ("A second phase could follow by 2031.", "conditional"),
        ("The board is reviewing whether private firms will run the ferries.", "considered"),
        ("“A child born today will still be paying for this in 2070,” he said.", "rhetoric"),
    ],
)
def test_words_that_look_like_a_promise_are_left_out_with_the_reason(text, reason):
    assert reason in {each.reason for each in read(text).left_out}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The government will also:\n- build 40 hospitals by 2030", ["Build 40 hospitals by 2030"]),
        ("- The ministry will open 12 schools by 2028.", ["The ministry will open 12 schools by 2028"]),
        ("> We will hire 200 nurses by 2030.", ["We will hire 200 nurses by 2030"]),
        ('> "We will hire 200 nurses by 2030," said Jane Smith.', ["We will hire 200 nurses by 2030"]),
        ("On Wednesday Indonesia will ban exports of nickel.", ["Indonesia will ban exports of nickel"]),
        ("The office said on Monday it will hire 90 clerks.", ["It will hire 90 clerks"]),
        ("Egypt will build a port at Suez that, officials said, is to be green.", ["Egypt will build a port at Suez"]),
    ],
)  # fmt: skip
def test_a_statement_has_the_words_of_the_promise_alone(text, expected):
    assert [each.members["statement"] for each in read(text).findings][: len(expected)] == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The board will increase its budget to $300 million, up 18.5 percent from this year.", [(None, None)]),
        ("en", "By 2030, half of the lithium will be refined at home.", [("50", "2030")]),
        ("en", "The ministry will hire between 800 and 1,000 nurses by 2030.", [("800", "2030")]),
        ("fr", "Le budget sera porté à 3 millions d'euros, en hausse de 18,5 % par rapport à 2025.", [(None, None)]),
    ],
)
def test_a_comparison_with_another_year_is_neither_a_target_nor_a_date(language, text, expected):
    assert promises(text, language) == expected


@pytest.mark.parametrize(
    ("text", "value", "unit", "comparator"),
    [
        ("The city will open two small libraries.", "2", "small libraries", "eq"),
        ("The city will hire up to 150 lifeguards.", "150", "lifeguards", "lte"),
        ("The city will hire at least 150 lifeguards.", "150", "lifeguards", "gte"),
        ("The city will equip about 4,000 of the buses.", "4000", "buses", "about"),
        ("The city aims to cut waste by 12.5 per cent.", "12.5", "%", "eq"),
        ("The ministry targets cutting infant deaths to 12 per 1,000 births.", "12", "per 1,000 births", "eq"),
    ],
)
def test_a_target_has_its_value_unit_and_comparator(text, value, unit, comparator):
    (found,) = read(text).findings
    assert found.members["target"] == {"value": value, "unit": unit, "comparator": comparator}


@pytest.mark.parametrize(
    "text",
    [
        "The city will open a library at a cost of $4 million in 2028.",
        "The city will protect children aged 65 or over under Article 9 of the 2019 act.",
        "The city will open a library on 3 May within 18 months.",
    ],
)
def test_money_dates_ages_and_labels_are_no_target(text):
    assert [found.members.get("target") for found in read(text).findings] == [None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The city will hire 150 lifeguards.", "target"),
        ("The state will set up a Tide Data Centre.", "establishment"),
        ("The two ports signed an agreement to share tide data.", "agreement"),
        ("The state will publish the route by 2028.", "milestone"),
        ("The state will waive the harbour fee.", "measure"),
        ("The state aims to lead the world in tide power.", "goal"),
    ],
)
def test_a_promise_has_the_kind_of_what_is_promised(text, kind):
    assert [found.members["kind"] for found in read(text).findings] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Orla is to become the largest maker of tide turbines by 2035.", "goal"),
        ("Orla aims to be among the world's top five tram builders.", "goal"),
        ("The board will choose five sites for depots by July.", "milestone"),
        ("The board will plant 500 trees by July.", "target"),
    ],
)
def test_a_state_is_a_goal_and_a_dated_step_with_a_figure_a_milestone(text, kind):
    assert [found.members["kind"] for found in read(text).findings] == [kind]


def test_a_rank_is_no_figure():
    assert promises("Orla aims to be among the world's top five tram builders by 2030.") == [(None, "2030")]


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("en", "will build 3 homes and "),
        ("en", "“we will build 4 homes” "),
        ("en", "signed a "),
        ("en", "the 3 of 4 "),
        ("ko", "3만 명을 늘리고, "),
        ("ko", "협약을 "),
        ("ja", "新設し、"),
        ("fr", "annoncé que "),
        ("de", "bauen und "),
        ("es", "va a construir "),
    ],
)
def test_the_work_grows_with_the_length_of_the_text_alone(language, unit):
    short, long = (_seconds(unit * (size // len(unit)), language) for size in (6_000, 24_000))
    assert long < 12 * max(short, 0.005)


def _seconds(text: str, language: str) -> float:
    document = read_document(text, Hints(date(2026, 4, 13), COUNTRIES[language], language))
    began = process_time()
    find_commitments(document, (), ())
    return process_time() - began
