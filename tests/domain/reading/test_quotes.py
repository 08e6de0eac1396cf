"""Quotations of a text, each with its speaker."""

import pytest

from domain.reading import Extraction, Hints
from domain.reading.rules import RulesExtractor


def read(text: str, language: str = "en") -> Extraction:
    """What the rules read in a text."""
    return RulesExtractor().extract(text, Hints(language=language))


def quotes_of(text: str, language: str = "en") -> list[tuple[str, tuple[str, ...]]]:
    """The speaker and the stretches of each quotation."""
    findings = read(text, language).findings
    names = {each.members["key"]: each.members["name"] for each in findings if each.type == "party"}
    return [
        (names[each.members["speaker"]], tuple(text[span.start : span.end] for span in each.spans))
        for each in findings
        if each.type == "quote"
    ]


WORDS = "The sea gives back what you lend it"


@pytest.mark.parametrize(
    "text",
    [
        f'"{WORDS}," Works Minister Adaeze Nwosu said.',
        f'"{WORDS}," said Works Minister Adaeze Nwosu.',
        f"“{WORDS},” said Adaeze Nwosu, Works Minister.",
        f'Works Minister Adaeze Nwosu said: "{WORDS}"',
        f'Adaeze Nwosu, Works Minister, said: "{WORDS}"',
        f'Works Minister Adaeze Nwosu said:\n\n"{WORDS}"',
        f'" {WORDS} , " Works Minister Adaeze Nwosu remarked .',
        f"‘{WORDS},’ Works Minister Adaeze Nwosu said.",
        f'Works Minister Adaeze Nwosu spoke in Port Ellis. "{WORDS}," she said.',
        f'Works Minister Adaeze Nwosu spoke in Port Ellis. "{WORDS}," the minister told reporters.',
    ],
)
def test_the_speaker_is_named_before_or_after_the_words(text: str) -> None:
    assert quotes_of(text) == [("Adaeze Nwosu", (WORDS,))]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        (
            "« La mer rend ce qu'on lui prête », a déclaré Ève Morin, ministre de la Mer.",
            "fr",
            ("Ève Morin", ("La mer rend ce qu'on lui prête",)),
        ),
        (
            "„Das Meer gibt zurück, was man ihm leiht“, sagte Umweltministerin Jette Brandt.",
            "de",
            ("Jette Brandt", ("Das Meer gibt zurück, was man ihm leiht",)),
        ),
        (
            '박서준 해수부 장관은 "바다는 빌려준 만큼 돌려준다"라며 "먼저 배를 짓겠다"고 말했다.',
            "ko",
            ("박서준", ("바다는 빌려준 만큼 돌려준다", "먼저 배를 짓겠다")),
        ),
        (
            "山本健太郎国土交通相は「海は貸した分だけ返してくれる」と述べた。",
            "ja",
            ("山本健太郎", ("海は貸した分だけ返してくれる",)),
        ),
    ],
)
def test_marks_and_verbs_of_other_languages_are_read(
    text: str, language: str, expected: tuple[str, tuple[str, ...]]
) -> None:
    assert quotes_of(text, language) == [expected]


def test_a_paragraph_after_said_is_a_quotation_without_marks() -> None:
    assert quotes_of(f"Works Minister Adaeze Nwosu said:\n\n{WORDS}.") == [("Adaeze Nwosu", (f"{WORDS}.",))]


def test_a_quotation_that_he_said_breaks_is_one() -> None:
    text = f'"{WORDS}," Works Minister Adaeze Nwosu said. "We will lend it a wall."'
    assert quotes_of(text) == [("Adaeze Nwosu", (WORDS, "We will lend it a wall."))]


def test_a_quotation_without_marks_goes_on_to_the_next_speaker() -> None:
    text = f"Works Minister Adaeze Nwosu said:\n\n{WORDS}.\n\nThe wall will hold.\n\nDr. Per Holm said:\n\nIt will not."
    assert quotes_of(text) == [("Adaeze Nwosu", (f"{WORDS}.", "The wall will hold."))]


@pytest.mark.parametrize("dash", ["\n– ", " — ", "\n-- "])
def test_a_name_after_a_dash_signs_the_words_before(dash: str) -> None:
    text = f'Works Minister Adaeze Nwosu met Dr. Per Holm.\n\n"{WORDS}."{dash}Dr. Per Holm, Rail Agency'
    assert quotes_of(text) == [("Per Holm", (f"{WORDS}.",))]


def test_a_paragraph_of_a_quotation_alone_is_of_the_only_one_spoken_of() -> None:
    text = f'Works Minister Adaeze Nwosu says the wall is late.\n\n"{WORDS}."'
    assert quotes_of(text) == [("Adaeze Nwosu", (f"{WORDS}.",))]


@pytest.mark.parametrize("marks", ['“{}"', '"{}”', "”{}”"])
def test_marks_that_do_not_match_are_marks(marks: str) -> None:
    assert quotes_of("Works Minister Adaeze Nwosu said:" + marks.format(WORDS)) == [("Adaeze Nwosu", (WORDS,))]


def test_a_quotation_of_several_paragraphs_is_one() -> None:
    text = f"Works Minister Adaeze Nwosu said: “{WORDS}.\n\n“We will lend it a wall.”"
    assert quotes_of(text) == [("Adaeze Nwosu", (f"{WORDS}.", "We will lend it a wall."))]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('Works Minister Adaeze Nwosu called the claim "false".', "fragment"),
        (f'"{WORDS}," said an official who declined to be named.', "unnamed_speaker"),
        ('The Rail Agency opened "The House of the Long River" in May.', "unattributed"),
    ],
)
def test_words_in_marks_that_are_no_quotation_are_left_out(text: str, reason: str) -> None:
    assert not quotes_of(text)
    assert [each.reason for each in read(text).left_out if each.type == "quote"] == [reason]


@pytest.mark.parametrize("mark", ['"', "“", "”", "«", "‘", "'", "「", "„", '" ', "“a ", "said: “"])
def test_marks_without_end_are_read(mark: str) -> None:
    read((mark * 50_000)[:50_000])


def test_marks_stand_for_the_words_between_two_stretches() -> None:
    text = f'"{WORDS}," said Works Minister Adaeze Nwosu. "It will take the pier."'
    (quote,) = (each for each in read(text).findings if each.type == "quote")
    assert quote.members["text"] == f"{WORDS} … It will take the pier."


def test_the_signs_of_quoted_lines_are_no_part_of_a_quotation() -> None:
    text = f'A pier will open in May.\n\n> Works Minister Adaeze Nwosu said: "{WORDS}.\n\n> "It will take the pier."'
    assert quotes_of(text) == [("Adaeze Nwosu", (f"{WORDS}.", "It will take the pier."))]
    (quote,) = (each for each in read(text).findings if each.type == "quote")
    assert quote.members["text"] == f"{WORDS}. It will take the pier."


def test_a_form_of_address_with_a_period_ends_no_sentence() -> None:
    text = f'Gov. Adaeze Nwosu opened the pier.\n\n"{WORDS}," Gov. Adaeze Nwosu said at the opening.'
    assert quotes_of(text) == [("Adaeze Nwosu", (WORDS,))]
