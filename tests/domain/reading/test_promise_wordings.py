"""Promises whose wording hides the figure, the date or the verb: in each language that has it."""

from datetime import date

import pytest

from domain.reading import Hints
from domain.reading.rules import RulesExtractor

COUNTRIES = {"en": "GB", "ko": "KR", "fr": "FR", "de": "DE", "ja": "JP", "es": "ES"}


def promises(text: str, language: str) -> list[tuple[str | None, str | None]]:
    """The figure of each promise, and when it is due or starts."""
    findings = RulesExtractor().extract(text, Hints(date(2026, 4, 13), COUNTRIES[language], language)).findings
    return [
        (each.members.get("target", {}).get("value"), each.members.get("due") or each.members.get("starts"))
        for each in findings
        if each.type == "commitment"
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Some 9,400 homes in Ardle and Kesh are to receive piped water by May 2028.", [("9400", "2028-05")]),
        ("en", "The plant is to make 80 trams a year from 2031, twice the number made last year.", [("80", "2031")]),
        ("en", "The state will build a solar ferry and have 16 in service by 2032.", [(None, None), ("16", "2032")]),
        ("en", "The firms undertake to bring five kits to trial by 2031 and to reserve 20 posts for apprentices.",
         [("5", "2031"), ("20", None)]),
        ("en", "Orla Energy plans to invest £40 million to build a cable plant in Kesh.", [(None, None)]),
        ("en", "The fund announced £9 million to clear asbestos from 310 schools.", [("310", None)]),
        ("en", "Since 1998, the fund has granted £9 million to repair 310 schools.", []),
        ("en", "The chairman of Kesh Skippers said that ferry owners must be given soft loans.", []),
        ("en", "The new director takes up her post on 1 June.", [(None, "2026-06-01")]),
        ("en", "The board and Isk today signed a tidal arrangement under which Isk will train 40 divers.",
         [(None, None), ("40", None)]),
        ("en", "The board will also hire and train 75 wardens.", [("75", None)]),
        ("en", "Isk pledged to double the number of grants to 40 a year.", [("40", None)]),
        ("en", "Scientists at Kesh project that the sea will rise by 30 centimetres by 2050.", []),
        ("en", "The state will build 900 homes in three years.", [("900", "2029")]),
        ("en", "The firm will reserve one in five posts for apprentices.", [("20", None)]),
        ("de", "Kesh will alle Gemeinden mit Brunnen ausstatten und den Verbrauch um ein Viertel senken.",
         [(None, None), ("25", None)]),
        ("ko", "도는 한빛전자와 부품 공급 협약을 맺고 2029년까지 공장 3곳을 짓는다.", [(None, None), ("3", "2029")]),
        ("fr", "Treize kilomètres d'épis et de digues seront construits avant 2030.", [("13", "2030")]),
        ("fr", "La région ouvrira 12 lycées d'ici à la fin de l'année 2029.", [("12", "2029")]),
        ("de", "Geplant sind 140 neue Stellen, die ersten 20 noch in diesem Jahr.", [("140", None), ("20", "2026")]),
        ("ja", "工場を28年春に開業する計画だ。", [(None, "2028-21")]),
        ("ja", "同社は27年4月に新工場を稼働させる。", [(None, "2027-04")]),
        ("ko", "2027년 3월부터 지원 대상이 9천 명에서 2만 명으로 늘어난다.", [("20000", "2027-03")]),
        ("ko", "도내 17개 은행은 11월 2일부터 고액 이체를 늦추는 서비스를 시행한다.", [(None, "2026-11-02")]),
        ("ko", "도는 2035년까지 전력의 60%를 풍력으로 공급하는 '바람섬 2.0'을 확정했다고 밝혔다.", [("60", "2035")]),
        ("ko", "도는 화재 대책을 내놨다.\n\n▲ 감지 체계 공동 개발(내년 상반기)\n▲ 통신 3사와 정보 실시간 공유(연내)",
         [(None, "2027-40"), (None, "2026")]),
        ("ko", "한빛2%나눔재단은 장학금으로 30억 원을 후원하기로 도와 약속했다.", [(None, None)]),
    ],
)  # fmt: skip
def test_a_promise_is_found_with_its_figure_and_its_date(language, text, expected):
    assert promises(text, language) == expected
