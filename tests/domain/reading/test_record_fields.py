"""Fields of the record that a text makes, and its source."""

from datetime import date
from typing import Any

import pytest

from domain.reading.findings import Hints
from domain.reading.layout import read_document
from domain.reading.record_fields import find_fields


def fields(text: str, hints: Hints = Hints()) -> dict[str, Any]:  # noqa: B008 - immutable
    found = find_fields(read_document(text, hints), (), hints).findings
    return {name: value for each in found if each.type == "field" for name, value in each.members.items()}


def source(text: str, hints: Hints = Hints()) -> dict[str, Any]:  # noqa: B008 - immutable
    found = find_fields(read_document(text, hints), (), hints).findings
    (members,) = (dict(each.members) for each in found if each.type == "source")
    return members


def test_every_field_points_at_words_of_the_text() -> None:
    text = "LIMA, May 2, 2026 (EFE) - Peru will build ten bridges by 2030, the transport ministry said."
    found = find_fields(read_document(text, Hints()), (), Hints()).findings
    words = {next(iter(each.members)): [text[slice(*span)] for span in each.spans] for each in found}
    assert words == {
        "kind": ["Peru will build ten bridges by 2030, the transport ministry said."],
        "title": ["Peru will build ten bridges by 2030, the transport ministry said."],
        "language": ["Peru will build ten bridges by 2030, the transport ministry said."],
        "jurisdiction": ["LIMA"],
        "place": ["LIMA"],
        "announced_on": ["May 2, 2026"],
        "key": ["EFE"],
    }


@pytest.mark.parametrize(
    ("text", "jurisdiction"),
    [
        ("Peru will build ten bridges.", "PE"),
        ("ROME, May 2 (Reuters) - Peru will build ten bridges, its president said at a summit.", "PE"),
        ("REPUBLIC OF KENYA\nPRESS STATEMENT\n\nTEN BRIDGES\n\nThe Lake Uganda bridge will be built.", "KE"),
        ("The Kenyan government will lend Uganda's railway five trains.", "KE"),
        ("Press release\nMinistry of Railways\nGovernment of India\n\nTen bridges\n\nTen bridges will be built.", "IN"),
        ("European Commission - Press release\nBrussels, 2 May 2026\n\nThe Commission will act.", "EU"),
        ("Das Bundesministerium für Verkehr baut zehn Brücken.", "DE"),
        ("Le Sénégal va construire dix ponts.", "SN"),
        ("국토교통부는 다리 10개를 짓는다고 밝혔다.", "KR"),
        ("(도쿄=연합뉴스) 이가람 특파원 = 일본 정부는 다리 10개를 짓는다고 밝혔다.", "JP"),
        ("国土交通省は橋を10本造る。", "JP"),
        ("Gov. Ann Lee of Oregon will build ten bridges.", "US-OR"),
        ("MANILA, PHILIPPINES (3 March 2026) — The Asian Development Bank will lend Nepal $300 million.", "NP"),
        ("【ワシントン＝共同】米政府は3日、原子炉を建設すると発表した。", "US"),
        ("The agency will get R6.7-billion for bridges by 2029.", "ZA"),
        ("Bridges will be built at a cost of RM2.3 billion.", "MY"),
        ("DHAKA: Fifty bridges will be built at Tk 1,200 crore.", "BD"),
        ("The Scottish Government will build ten bridges.", "GB-SCT"),
        ("A bridge is a bridge.", None),
    ],
)
def test_jurisdictions(text: str, jurisdiction: str | None) -> None:
    assert fields(text).get("jurisdiction") == jurisdiction


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Peru will build ten bridges by 2030.", "plan"),
        ("Peru signed a deal on Monday with Chile to build ten bridges.", "agreement"),
        ("국토교통부는 서울시와 다리 건설 협약을 체결했다고 밝혔다.", "agreement"),
        ("Das Ministerium und die Stadt haben heute eine Vereinbarung unterzeichnet.", "agreement"),
        ("Le ministère et la ville ont signé une convention pour dix ponts.", "agreement"),
        ("Peru's exports fell 11% to 480,000 tons in May, the ministry said.", "report"),
        ("The central bank cut its key interest rate by 25 basis points.", "regulation"),
        ("Peru banned lorries from bridges.", "regulation"),
        ("Peru will ban lorries from bridges by 2030.", "plan"),
        ("A regulator fined a bank 12 million euros.", "regulation"),
        ("Parliament passed a bill that will ban smoking on bridges.", "law"),
        ("President Ann Lee appointed Bo Kim as finance minister.", "appointment"),
        ("The ministry launched a public consultation on ten bridges, which will end in May.", "consultation"),
        ("Peru unveiled a national bridge strategy that will run to 2035.", "strategy"),
        ("The Presidential Committee on Growth Strategy will build ten bridges.", "plan"),
        ("IMF Staff Reaches Agreement with Zambia\n\nZambia will build ten bridges.", "agreement"),
        ("BUDGET SPEECH BY ANN ROE, MINISTER\n\nI propose to spend $5 million on a fund that will build.", "budget"),
        ("Peru denied that it had sold ten bridges.", "statement"),
        ("A £320 million fund will protect ten bridges. It will open in May.", "programme"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert fields(text)["kind"] == kind


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Press release\n\nTen bridges for Peru\n\nPeru will build bridges.", "Ten bridges for Peru"),
        ("(LEAD) Ten bridges for Peru\n\nLIMA, May 2 (EFE) - Peru will build bridges.", "Ten bridges for Peru"),
        (
            "Herald\nNews\nTen bridges for the whole of Peru\n\nPeru will build bridges.",
            "Ten bridges for the whole of Peru",
        ),
        ("LIMA, May 2 (EFE) - Peru will build bridges. It will.", "Peru will build bridges"),
        ("word " * 100, f"{'word ' * 31}word"),
        ("word " * 31 + "$5 billion and more of it", f"{'word ' * 30}word"),
        ("> Peru will build bridges. It will.", "Peru will build bridges"),
    ],
)
def test_the_title_is_the_headline_else_the_first_sentence_cut_at_a_word(text: str, title: str) -> None:
    assert fields(text)["title"] == title


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [
        ("(부산=뉴스1) 정다온 기자 = 부산시는 30일 다리 10개를 짓는다고 밝혔다.", "2026-04-30", "30일"),
        ("부산시는 다리 10개를 짓는다. 이 계획을 1일 발표했다.", "2026-05-01", "1일"),
        ("MANILA – Ten bridges will be built, a minister said Friday.", "2026-05-01", "Friday"),
        ("MANILA – Ten bridges will be built by June 3, a minister said (May 1).", "2026-05-01", "May 1"),
    ],
)
def test_the_lead_names_the_day_of_the_announcement(text: str, day: str, words: str) -> None:
    hints = Hints(published_on=date(2026, 5, 1))
    found = find_fields(read_document(text, hints), (), hints).findings
    ((members, span),) = [(each.members, each.spans[0]) for each in found if "announced_on" in each.members]
    assert (members["announced_on"], text[slice(*span)]) == (day, words)


def test_the_day_that_the_client_gives_stays_where_the_text_names_none() -> None:
    assert fields("Ten bridges will be built.", Hints(published_on=date(2026, 5, 1)))["announced_on"] == "2026-05-01"


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("LIMA, May 2 (EFE) - Peru will build ten bridges.", "EFE"),
        ("Lima — Peru will build ten bridges.\nReuters", "Reuters"),
        ("橋を10本造る。（共同）", "共同"),
        ("MANILA – Ten bridges will be built. (PNA)", "PNA"),
        ("SINGAPORE: Ten bridges will be built.\n\nSource: CNA/kg(rj)", "CNA"),
        ("European Commission - Press release\n\nTen bridges\n\nTen bridges will be built.", "European Commission"),
        (
            "Bridges\n\nFrom:\nDepartment for Food and Rivers and Bridge Agency\n\nIt will.",
            "Department for Food and Rivers",
        ),
        ("보도자료\n배포일: 2026. 5. 2.\n국토교통부\n\n다리 10개 짓는다\n\n국토교통부는 밝혔다.", "국토교통부"),
        ("보도자료\n담당부서: 국토교통부 교량과\n\n다리 10개 짓는다\n\n국토교통부는 밝혔다.", "국토교통부"),
        (
            "Communiqué de presse\nMinistère des Ponts\n\nDix ponts\n\nDix ponts seront construits.",
            "Ministère des Ponts",
        ),
        ("보도자료\n\n다리 10개 짓는다\n\n□ 국토교통부(장관 이한솔)는 밝혔다.", "국토교통부"),
        ("교육부 보도자료\n제공일: 2026. 3. 3.\n\n다리 10개 짓는다\n\n교육부는 밝혔다.", "교육부"),
        ("다리 10개를 짓는다. /연합뉴스", "연합뉴스"),
        ("FIJI GOVERNMENT MEDIA RELEASE\n\nTEN BRIDGES FOR ALL\n\nTen bridges will be built.", "FIJI GOVERNMENT"),
        ("News release\nRoads and Bridges\n\nTen bridges for all\n\nTen bridges will be built.", "Roads and Bridges"),
        ("日本経済新聞　電子版\n橋10本に1兆円\n2026年6月2日 18:00\n\n橋を造る。", "日本経済新聞"),
        ("보도자료\n국토교통부 · 금융위원회\n\n다리 10개 짓는다\n\n양 기관은 밝혔다.", "국토교통부"),
        ("Kisumu, Wednesday, November 18, 2026\nKNA by Ann Otieno\n\nTen bridges will be built.", "KNA"),
        ("Ten bridges for all of Peru\nJane Roe, Reuters\n\nTen bridges will be built.", "Reuters"),
        ("Peru will build ten bridges, a minister told Reuters.", "Reuters"),
        ("[헤럴드경제=홍길동 기자] 국토교통부가 다리를 짓는다고 밝혔다.", "헤럴드경제"),
        ("Commission européenne - Communiqué de presse\n\nDix ponts\n\nDix ponts viendront.", "Commission européenne"),
        ("It will.\n\nThis report by The Canadian Press was first published March 3, 2026.", "The Canadian Press"),
        (
            "U.S. Department of Energy\nOffice of Affairs\n\nTen bridges for all\n\nIt will.",
            "U.S. Department of Energy",
        ),
        ("The White House\n\nFACT SHEET: Ten Bridges\nMarch 3, 2026\n\nTen bridges will be built.", "The White House"),
        ("The Government will build ten bridges, the Minister has said.", None),
    ],
)
def test_publishers(text: str, publisher: str | None) -> None:
    assert source(text).get("publisher") == publisher


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("LIMA, May 2 (Reuters) - Peru will build bridges, state news agency Andina reported.", "Andina"),
        ("CAIRO, May 2 (Xinhua) -- Ten bridges will be built, according to the state-run MENA news agency.", "MENA"),
        ("(서울=뉴스1) 정다온 기자 = 교도통신에 따르면 일본 정부는 다리를 짓는다.", "교도통신"),
        ("RFI Afrique\nDix ponts\n\nDix ponts seront construits, a dit un ministre cité par l'AFP.", "AFP"),
        ("Dakar, 2 mai 2026 (AFP) - Dix ponts seront construits, selon l'agence APS.", "APS"),
        ("LIMA, May 2 (Reuters) - Peru will build bridges, a minister told Reuters.", None),
        ("LIMA, Peru (AP) — Peru will build bridges, a minister told The Associated Press.", None),
        ("Abuja, May 2 (NAN) The minister told the News Agency of Nigeria that bridges will be built.", None),
        ("Peru will build ten bridges, Petra said.", None),
        ("(베이징 AFP=연합뉴스) 중국 정부는 3일 다리를 짓는다고 밝혔다.", "AFP"),
    ],
)
def test_cited_agencies(text: str, via: str | None) -> None:
    assert source(text).get("via") == via


@pytest.mark.parametrize(
    "text",
    [
        "The minister said on 3 May 2026 that ten bridges will be built by 4 June 2030.",
        "국토교통부는 2026년 5월 3일 다리 10개를 짓는다고 밝혔다.",
        "国土交通省は2026年5月3日、橋を10本造ると発表した。",
    ],
)
def test_a_text_without_a_head_may_say_the_day_in_its_lead(text: str) -> None:
    assert fields(text)["announced_on"] == "2026-05-03"


def test_a_due_date_is_no_day_of_announcement() -> None:
    assert "announced_on" not in fields("Ten bridges will be built by 4 June 2030.")


def test_the_place_may_be_a_part_of_a_label() -> None:
    text = "3 March 2026 | News release | Geneva\n\nTen bridges for all\n\nTen bridges will be built."
    assert fields(text)["place"] == "Geneva"


def test_what_the_client_says_of_the_source_stays() -> None:
    given = {"key": "mine", "publisher": "Herald", "url": "https://herald.example/1"}
    found = source("LIMA, May 2 (EFE) - Peru will build ten bridges.", Hints(source=given))
    assert {name: found[name] for name in given} == given
