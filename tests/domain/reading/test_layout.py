"""Blocks, sentences, datelines and the day of a text."""

from datetime import date

import pytest

from domain.reading.findings import Hints
from domain.reading.layout import read_document


def blocks(text: str) -> list[tuple[str, str]]:
    document = read_document(text, Hints())
    return [(block.role, document.words(block.span)) for block in document.blocks]


def sentences(text: str, language: str) -> list[str]:
    document = read_document(text, Hints(language=language))
    return [document.words(each.span) for each in document.sentences]


def test_the_head_of_a_release_is_labels_and_a_headline() -> None:
    text = (
        "FOR IMMEDIATE RELEASE\nMonday, June 1, 2026\nMinistry of Rivers\n\nNew ferries for the delta\n\n"
        "From:\nMinistry of Rivers\n\nThe ministry will buy nine ferries.\n\n"
        "Notes to editors\nFerries were bought in 2019."
    )
    assert [role for role, _ in blocks(text)] == [
        *("label", "label", "label", "headline", "label", "label", "body", "background", "background"),
    ]


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("By Ama Owusu", "byline"),
        ("홍길동 기자", "byline"),
        ("Reuters", "byline"),
        ("Photo: Children board a ferry. ANTARA/Sari", "caption"),
        ("The minister greets a ferry captain at the new pier", "caption"),
        ("[사진=해양부 제공]", "caption"),
        ("Read more: Ferries sink again", "boilerplate"),
        ("무단전재 및 재배포 금지", "boilerplate"),
        ("배포일: 2026년 3월 24일", "label"),
        ("Published 3 May 2026", "label"),
        ("What happens now", "headline"),
        ("What happens now?", "headline"),
        ("APP/abc", "byline"),
        ("-- BERNAMA", "byline"),
        ("bur/tr/sba", "byline"),
        ("KNA by Ann Otieno", "byline"),
        ("___", "boilerplate"),
        ("Home > News > Ferries", "boilerplate"),
        ("Accueil > Navires", "boilerplate"),
        ("This report by The Canadian Press was first published March 3, 2026.", "byline"),
        ("Zum Hintergrund: Fähren fahren seit 1900.", "background"),
        ("Ferries will sail to all islands. (PNA)", "body"),
        ("- nine ferries by 2030", "body"),
        ("About 300 ferries sail the delta today.", "body"),
    ],
)
def test_a_line_after_a_paragraph_has_the_role_that_its_words_show(line: str, role: str) -> None:
    assert blocks(f"The ministry will buy nine ferries.\n\n{line}\n\nIt said so today.")[1] == (role, line)


def test_a_section_of_background_ends_at_the_next_subheading_but_notes_to_editors_do_not() -> None:
    text = "It will sail.\n\n{}\n\nIt sailed before.\n\nNext steps\n\nIt will sail again."
    roles = {title: [role for role, _ in blocks(text.format(title))] for title in ("Background", "Notes to editors")}
    assert roles["Background"] == ["body", "background", "background", "headline", "body"]
    assert roles["Notes to editors"] == ["body", "background", "background", "background", "background"]


def test_a_known_city_before_a_colon_and_a_sentence_is_a_dateline() -> None:
    text = "Port Moresby: Papua New Guinea will buy nine ferries for its islands by 2030, a minister said."
    assert [role for role, _ in blocks(text)] == ["dateline", "body"]


def test_a_release_may_have_its_day_in_the_head_and_a_dateline_before_its_text() -> None:
    document = read_document("3 March 2026 | Austin, Texas | Press Release\n\nAUSTIN – It will sail.", Hints())
    assert document.anchor == date(2026, 3, 3)
    assert document.dateline
    assert document.dateline.place
    assert document.words(document.dateline.place) == "AUSTIN"


def test_lines_of_a_head_are_no_wrapped_paragraph() -> None:
    text = "River Board - Press release\nThe Board buys nine ferries for the delta\nSuva, 11 June 2026\n\nIt will sail."
    assert [role for role, _ in blocks(text)] == ["label", "headline", "dateline", "body"]


def test_headlines_of_other_texts_after_read_more_are_boilerplate() -> None:
    text = "It will sail.\nREAD MORE\nTaxi strike to end on Friday\nRoads get R900-million\n© 2026 Herald"
    assert [role for role, _ in blocks(text)] == ["body", *["boilerplate"] * 4]


@pytest.mark.parametrize("line", ["- nine ferries by 2030", "It will sail again."])
def test_the_text_goes_on_after_a_line_of_boilerplate(line: str) -> None:
    assert blocks(f"It will sail.\nAdvertisement\n{line}\n")[-1] == ("body", line)


def test_a_subheading_may_stand_below_a_ruler() -> None:
    assert blocks("It will sail.\n___\nWhat happens now\nIt sails.")[2] == ("headline", "What happens now")


def test_the_post_below_the_name_of_a_minister_is_a_label() -> None:
    text = "Nine ferries\n\n3 May 2026\nHon Ann Roe\nRivers and Boats\n\nThe Government will buy nine ferries."
    assert [role for role, _ in blocks(text)] == ["headline", "label", "label", "label", "body"]


def test_wrapped_and_hyphenated_lines_are_one_paragraph() -> None:
    text = (
        "The ministry will buy nine ferries for the delta, and the river commu-\nnity will get a say in their\n"
        "names before they sail.\n\nA second paragraph follows."
    )
    assert len(blocks(text)) == 2


def test_what_a_crawler_put_before_a_text_is_boilerplate_and_gives_its_day() -> None:
    document = read_document(" date 2026-10-07 The Government will pay.", Hints())
    assert (document.blocks[0].role, document.anchor) == ("boilerplate", date(2026, 10, 7))


@pytest.mark.parametrize(
    ("head", "place", "day", "agency"),
    [
        ("CAIRO, April 13 (Reuters) - ", "CAIRO", "April 13", "Reuters"),
        ("SEOUL, Feb. 11 (Yonhap) -- ", "SEOUL", "Feb. 11", "Yonhap"),
        ("Canberra, 2 July 2026 (AAP) - ", "Canberra", "2 July 2026", "AAP"),
        ("Abuja, Oct. 6, 2026 (NAN) ", "Abuja", "Oct. 6, 2026", "NAN"),
        ("New Delhi [India], June 3 (ANI): ", "New Delhi", "June 3", "ANI"),
        ("BEIJING, June 3 (Xinhua) -- ", "BEIJING", "June 3", "Xinhua"),
        ("Dakar, 9 juin 2026 (AFP) - ", "Dakar", "9 juin 2026", "AFP"),
        ("BERLIN (dpa) - ", "BERLIN", None, "dpa"),
        ("Berlin (dpa/bb) - ", "Berlin", None, "dpa"),
        ("Berlin, 3. März 2026 – ", "Berlin", "3. März 2026", None),
        ("Madrid, 3 jun (EFE).- ", "Madrid", "3 jun", "EFE"),
        ("OTTAWA, Ontario, June 3, 2026 – ", "OTTAWA", "June 3, 2026", None),
        ("OTTAWA, ON, June 3, 2026 /CNW/ - ", "OTTAWA", "June 3, 2026", "CNW"),
        ("MANILA, Philippines — ", "MANILA", None, None),
        ("NEW DELHI: ", "NEW DELHI", None, None),
        ("Bangkok — ", "Bangkok", None, None),
        ("Washington, D.C. – ", "Washington", None, None),
        ("WASHINGTON, February 24, 2026—", "WASHINGTON", "February 24, 2026", None),
        ("TUCSON, Ariz. – ", "TUCSON", None, None),
        ("Nyeri, 17 July 2026 – ", "Nyeri", "17 July 2026", None),
        ("Hannover, 5. März 2026. ", "Hannover", "5. März 2026", None),
        ("MANILA, PHILIPPINES (3 March 2026) — ", "MANILA", "3 March 2026", None),
        ("June 3, 2026 – Ottawa, Ontario – ", "Ottawa", "June 3, 2026", None),
        ("TOKYO, June 3, Kyodo - ", "TOKYO", "June 3", "Kyodo"),
        ("TOKYO, June 3 (Jiji Press)--", "TOKYO", "June 3", "Jiji Press"),
        ("MOSCOW, June 3. /TASS/. ", "MOSCOW", "June 3", "TASS"),
        ("KUALA LUMPUR, June 3 (Bernama) -- ", "KUALA LUMPUR", "June 3", "Bernama"),
        ("BERLIN (dpa-AFX) - ", "BERLIN", None, "dpa-AFX"),
        ("Dodoma. ", "Dodoma", None, None),
        ("Lusaka, Zambia – June 3, 2026: ", "Lusaka", "June 3, 2026", None),
        ("BRIDGETOWN, Barbados, June 3, 2026 (BGIS) – ", "BRIDGETOWN", "June 3, 2026", "BGIS"),
        ("TAGUIG CITY – ", "TAGUIG CITY", None, None),
        ("Ouagadougou, 3 juin 2026 (AIB)-", "Ouagadougou", "3 juin 2026", "AIB"),
        ("(베이징 AFP=연합뉴스) ", "베이징", None, "연합뉴스"),
        ("(Madison, Wis., May 12, 2026) – ", "Madison", "May 12, 2026", None),
        ("Rabat, 24 fév 2026 (AFP) - ", "Rabat", "24 fév 2026", "AFP"),
        ("(서울=뉴스1) 정다온 기자 = ", "서울", None, "뉴스1"),
        ("[세종=뉴시스] 김하나 이두리 기자 = ", "세종", None, "뉴시스"),
        ("(서울·세종=연합뉴스) 박세나 기자 = ", "서울·세종", None, "연합뉴스"),
        ("【東京=共同】", "東京", None, "共同"),
        ("【ソウル時事】", "ソウル", None, "時事"),
        ("［東京　３日　ロイター］ - ", "東京", "３日", "ロイター"),
    ],
)
def test_datelines(head: str, place: str | None, day: str | None, agency: str | None) -> None:
    document = read_document(f"{head}The government will build ferries.", Hints(published_on=date(2026, 6, 5)))
    assert document.dateline
    found = (document.dateline.place, document.dateline.day, document.dateline.agency)
    assert tuple(span and document.words(span) for span in found) == (place, day, agency)
    assert document.words(document.blocks[-1].span) == "The government will build ferries."


@pytest.mark.parametrize(
    "text",
    [
        "Ferries: the government will build them.",
        "Mr Paris (AFP member) said it will build ferries.",
        "The ministry - which is in Seoul - will build ferries.",
        "Seoul will build ferries.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert read_document(text, Hints()).dateline is None


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("CAIRO, April 13 (Reuters) - Egypt will pay.", date(2026, 4, 13)),
        ("LIMA, Dec. 30 (AP) — Peru will pay.", date(2025, 12, 30)),
        ("Lima, 2 May 2024 (EFE) - Peru will pay.", date(2024, 5, 2)),
        ("Peru will pay.", date(2026, 4, 15)),
        ("보도자료\n배포일: 2026. 3. 24.(화)\n\n해양부는 배를 산다고 밝혔다.", date(2026, 3, 24)),
        ("船を買う計画\n2026年3月24日 18時32分\n\n国土交通省は船を買う。", date(2026, 3, 24)),
        (
            "보도자료\n2026년 3월 24일(화) 12시 이후 보도\n\n배를 산다\n\n해양부는 배를 산다고 밝혔다.",
            date(2026, 3, 24),
        ),
        ("報道発表\n令和8年3月24日\n\n国土交通省は船を買う。", date(2026, 3, 24)),
        ("Pressemitteilung\nBerlin, 3. März 2026\n\nDas Ministerium kauft Schiffe.", date(2026, 3, 3)),
    ],
)
def test_the_day_that_a_text_gives_for_itself_goes_before_that_of_the_client(text: str, anchor: date) -> None:
    assert read_document(text, Hints(published_on=date(2026, 4, 15))).anchor == anchor


@pytest.mark.parametrize("known", [date.min, date.max])
def test_days_at_the_ends_of_the_calendar_are_read(known: date) -> None:
    assert read_document("LIMA, May 2 (EFE) - Peru will pay on 31 December.", Hints(published_on=known)).dateline


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr. Lee of the U.S. Navy paid Rs. 5 crore on Feb. 3.|Dr. A. B. Kim agreed."),
        ("en", 'She said, "We pay.|We always did."|He left at 5 p.m.|The U.S. followed.'),
        ("en", "It grew 3.5 percent.|“Will it last?” he asked.|No. 3 is next."),
        ("en", "It starts in August .|The end."),
        ("fr", "« Nous payons. » a dit M. Diop.|Les 2.500 écoles suivront !|Tant mieux."),
        ("de", "Am 3. März beginnt es.|Das kostet 2,5 Mio. Euro bzw. mehr.|Es war 2024.|Dann nicht."),
        ("ko", "정부는 배를 산다.|김 장관은 “사겠다.|꼭 산다”고 말했다."),
        ("ja", "政府は船を買う。|大臣は「買う。|必ず買う」と述べた。"),
    ],
)
def test_sentences(language: str, text: str) -> None:
    joiner = "" if language == "ja" else " "
    assert sentences(joiner.join(text.split("|")), language) == text.split("|")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministry said that it will buy nine ferries."),
        ("fr", "Le ministère a annoncé que les écoles seront construites."),
        ("de", "Das Ministerium wird die Schulen bis 2030 bauen."),
        ("es", "El ministerio dijo que las escuelas se construirán en la región."),
        ("pt", "O ministério disse que as escolas serão construídas na região do norte."),
        ("ko", "KT와 해양부는 2030년까지 배를 산다."),
        ("ja", "政府は2030年までに船を買う。"),
        ("zh", "政府将在2030年之前购买船只。"),
        ("uk", "Уряд побудує школи в кожній області України."),
    ],
)
def test_languages(language: str, text: str) -> None:
    assert read_document(text, Hints()).language == language


@pytest.mark.parametrize(
    "part", ['"', ".", "(", "]", " ", "\n", ". ", "a\n", '." ', "다. ", "。」", "a@", "May ", "April 13\n"]
)
def test_hostile_texts_are_read(part: str) -> None:
    text = (part * 50_000)[:50_000]
    document = read_document(text, Hints())
    assert sum(each.span.end - each.span.start for each in document.sentences) <= len(text)
