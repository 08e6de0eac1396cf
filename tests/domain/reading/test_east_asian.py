"""What ministries and agencies of Korea and Japan write: endings of verbs and nouns, items of lists, short years."""

from datetime import date
from typing import Any

import pytest

from domain.reading import Hints
from domain.reading.rules import RulesExtractor

COUNTRIES = {"ko": "KR", "ja": "JP"}


def parts(text: str, kind: str, language: str) -> list[dict[str, Any]]:
    """The members of what the rules find of a kind."""
    hints = Hints(date(2026, 9, 1), COUNTRIES[language], language)
    return [dict(each.members) for each in RulesExtractor().extract(text, hints).findings if each.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "value", "day"),
    [
        ("노을시는 10월부터 70세 이상에게 버스를 무료로 제공키로 했다.", "measure", None, "2026-10"),
        ("노을부에 따르면 내년 3월부터 돌봄교실이 6천 곳으로 확대된다.", "target", "6000", "2027-03"),
        ("내년 3월부터 지원 대상이 1만 명에서 3만 명으로 늘어난다.", "target", "30000", "2027-03"),
        ("노을도는 2035년까지 전력의 70%를 재생에너지로 공급하는 '바람 섬'을 확정했다.", "target", "70", "2035"),
        ("노을시는 다온모빌리티와 결제 협약을 맺고 서비스를 알렸다.", "agreement", None, None),
        ("- 스마트공장 3,000개 구축('27년까지)", "target", "3000", "2027"),
        ("- 창업공간 600곳 조성, 2028년까지 완료", "target", "600", "2028"),
    ],
)
def test_korean_promises_have_their_figure_and_day(text, kind, value, day):
    (found,) = parts(text, "commitment", "ko")
    day_found = found.get("due") or found.get("starts")
    assert (found["kind"], found.get("target", {}).get("value"), day_found) == (kind, value, day)


@pytest.mark.parametrize(
    ("text", "kind", "value", "day"),
    [
        ("・2027年度末までに避難所500カ所に空調を設置", "target", "500", "2027"),
        ("・電気バス300台の導入（2028年度）", "target", "300", "2028"),
        ("野路都は12月から水道の基本料金を無償とする。", "measure", None, "2026-12"),
        ("更新手続きを2027年4月からオンラインで可能にすると述べた。", "measure", None, "2027-04"),
        ("野路省は2028年までに規制を緩和することとなった。", "milestone", None, "2028"),
        ("野路庁は、大雨の予測を来年5月から発表する運用を始める。", "measure", None, "2027-05"),
        ("開業を2038年度末まで延期せざるを得ないとの考えを示した。", "milestone", None, "2038"),
    ],
)
def test_japanese_promises_have_their_figure_and_day(text, kind, value, day):
    (found,) = parts(text, "commitment", "ja")
    day_found = found.get("due") or found.get("starts")
    assert (found["kind"], found.get("target", {}).get("value"), day_found) == (kind, value, day)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("국회가 예산안을 통과시키면 청년 5만 명이 지원될 수 있다.", "ko"),
        ("장관은 상공회의소에서 '소부장 경쟁력 강화방안'을 발표하고 돌아갔다.", "ko"),
        ("3조 2,000억 원을 투자하겠다고 밝혔다.", "ko"),
        ("1조2천억원을 편성한다.", "ko"),
        ("うち420億円は、車両の購入補助に充てる。", "ja"),
        ("国会が予算案を可決すれば、来年度から支援が始まる可能性がある。", "ja"),
    ],
)
def test_conditions_presentations_and_sums_alone_are_no_promise(text, language):
    assert parts(text, "commitment", language) == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2030년까지 3조 2,000억 원을 투자하겠다고 밝혔다.", "3200000000000"),
        ("1조2천억원을 편성한다.", "1200000000000"),
    ],
)
def test_a_sum_that_is_no_promise_is_an_amount(text, amount):
    assert [each["amount"] for each in parts(text, "amount", "ko")] == [amount]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("정부는 '반도체 소부장 경쟁력 강화방안'을 발표했다.", "ko", []),
        ("다온노총 요금소지부는 철회를 요구했다.", "ko", [("다온노총 요금소지부", "organisation")]),
        ("다온1%나눔재단은 장학금을 준다.", "ko", [("다온1%나눔재단", "organisation")]),
        ("보건복지부는 예산을 늘린다.", "ko", [("보건복지부", "government")]),
        ("한국남부발전은 풍력을 늘린다.", "ko", [("한국남부발전", "company")]),
        ("全国ヘルパー協議会は賃上げを求めた。", "ja", [("全国ヘルパー協議会", "organisation")]),
        ("ノジマ学館とは、再就職を支援する協定を結んだ。", "ja", [("ノジマ学館", "company")]),
    ],
)
def test_east_asian_names_have_their_kind(text, language, expected):
    found = [(each["name"], each["kind"]) for each in parts(text, "party", language)]
    assert [each for each in found if each[0] != "정부"] == expected


def test_a_post_alone_at_the_start_of_a_block_speaks_for_the_person_named_above():
    text = "野路県の鈴川知寛知事は7日、対策を発表した。\n\n知事は「人とクマの間に線を引き直す」と述べた。"
    (quote,) = parts(text, "quote", "ja")
    speaker = next(each["name"] for each in parts(text, "party", "ja") if each["key"] == quote["speaker"])
    assert speaker == "鈴川知寛"


def test_a_counter_before_the_verb_in_a_list_is_the_unit():
    (found,) = parts("- 2028년까지 스마트공장 3,000개 구축", "commitment", "ko")
    assert found["target"]["unit"] == "개"


def test_a_day_before_the_word_for_released_is_that_of_the_text():
    text = "보도자료\n2026년 7월 2일(목) 배포\n노을부\n\n노을부, 빈집 정비\n\n노을부는 8월 누리집을 개설한다."
    found = RulesExtractor().extract(text, Hints(None, "KR", "ko")).findings
    assert [each.members["announced_on"] for each in found if "announced_on" in each.members] == ["2026-07-02"]


@pytest.mark.parametrize("verb", ["늘린다", "높인다", "오른다", "늘어난다", "내린다"])
def test_the_sum_that_another_takes_the_place_of_is_no_amount(verb):
    text = f"노을시의 지원 한도는 400만 원에서 800만 원으로 {verb}."
    assert [each["amount"] for each in parts(text, "amount", "ko")] == ["8000000"]
