"""Promises and sums that are denied, taken back, or hang on something."""

from datetime import date

import pytest

from domain.reading.amounts import find_amounts
from domain.reading.commitments import find_commitments
from domain.reading.document import Document
from domain.reading.findings import Extraction, Hints
from domain.reading.layout import read_document

COUNTRIES = {"en": "US", "ko": "KR", "fr": "FR", "de": "DE", "ja": "JP", "es": "ES"}


def read(text: str, language: str) -> Document:
    return read_document(text, Hints(date(2026, 4, 13), COUNTRIES[language], language))


def promises_of(document: Document) -> Extraction:
    return find_commitments(document, (), ())


def sums_of(document: Document) -> Extraction:
    return find_amounts(document, (), promises_of(document).left_out)


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("en", "The two sides have not agreed to supply power to the region by 2030.", "denied"),
        ("en", "The ministry has neither promised nor agreed to hire 200 nurses by 2030.", "denied"),
        ("en", "It scrapped a pledge to build 40 hospitals by 2030.", "denied"),
        ("en", "The city backed away from its plan to plant 5,000 trees by 2029.", "denied"),
        ("en", "The plan to build 40 hospitals by 2030 has been shelved.", "denied"),
        ("en", '"I never said we will open it by 2027," Jane Smith said.', "denied"),
        ("en", "The ministers failed to agree to build 300 homes by 2028.", "denied"),
        ("en", "The ministry no longer plans to build 40 hospitals by 2030.", "denied"),
        ("en", "The minister refused to commit to build 300 homes by 2028.", "denied"),
        ("en", "The board has yet to agree to build 300 homes by 2028.", "denied"),
        ("en", "No hospital will be forced to close a ward by 2030.", "denied"),
        ("en", "Had Congress agreed, the department would have hired 2,000 controllers by 2028.", "conditional"),
        ("fr", "Le gouvernement a abandonné son projet de construire 40 hôpitaux d'ici 2030.", "denied"),
        ("fr", "Le ministre a refusé de s'engager à construire 40 hôpitaux d'ici 2030.", "denied"),
        ("fr", "Le gouvernement ne fermera aucune gare d'ici 2030.", "denied"),
        ("fr", "Aucun hôpital ne fermera d'ici 2030.", "denied"),
        ("de", "Die Regierung hat nicht zugesagt, bis 2030 40 Kliniken zu bauen.", "denied"),
        ("de", "Die Regierung hat den Plan aufgegeben, bis 2030 40 Kliniken zu bauen.", "denied"),
        ("de", "Kein Krankenhaus wird bis 2030 geschlossen.", "denied"),
        ("es", "El gobierno abandonó el plan de construir 40 hospitales para 2030.", "denied"),
        ("es", "Ningún hospital cerrará antes de 2030.", "denied"),
        ("ko", "정부는 2030년까지 병원 40곳을 짓기로 합의하지 못했다.", "denied"),
        ("ko", "정부는 2030년까지 병원 40곳을 짓겠다고 약속한 적이 없다.", "denied"),
        ("ko", "정부는 2030년까지 병원 40곳을 짓겠다는 공약을 폐기했다.", "denied"),
    ],
)
def test_what_is_denied_or_taken_back_is_left_out_and_no_promise(language, text, reason):
    found = promises_of(read(text, language))
    assert (found.findings, [each.reason for each in found.left_out]) == ((), [reason])


def test_a_plan_that_will_be_given_up_is_no_promise_of_its_own():
    text = "The government will scrap its plan to build 12 dams."
    found = promises_of(read(text, "en")).findings
    assert [text[slice(*each.spans[0])] for each in found] == ["will scrap its plan to build 12 dams"]


def test_a_promise_beside_something_given_up_stays():
    text = "The ministry abandoned coal and agreed to build 10 mills by 2030."
    found = promises_of(read(text, "en")).findings
    assert [text[slice(*each.spans[0])] for each in found] == ["agreed to build 10 mills by 2030"]


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("en", "If Congress approves it, the department could spend $300 million on dams.", "conditional"),
        ("en", "The bank will lend $300 million if parliament approves the plan.", "conditional"),
        ("ko", "국회가 예산안을 통과시키면 추가로 5,000억 원이 지원될 수 있다.", "conditional"),
        ("fr", "Si le Parlement l'approuve, 300 millions d'euros pourraient être débloqués.", "conditional"),
        ("de", "Wenn das Parlament zustimmt, könnten weitere 300 Millionen Euro fließen.", "conditional"),
        ("es", "Si el Congreso lo aprueba, se podrían destinar 300 millones de euros.", "conditional"),
        ("ja", "国会が承認すれば、5000億円が追加で支出される可能性がある。", "conditional"),
        ("en", "She spoke on Tuesday, dismissing a report that it would spend $5 billion on dams.", "denied"),
        ("en", "It failed to agree to spend $3 billion on roads.", "denied"),
        ("en", "It scrapped a pledge to spend $5 billion on hospitals.", "denied"),
        ("en", "The opposition wants the government to double the $300 million fund.", "demanded"),
    ],
)  # fmt: skip
def test_a_sum_that_nobody_promises_is_left_out_with_the_reason(language, text, reason):
    document = read(text, language)
    found = sums_of(document)
    assert (found.findings, [each.reason for each in found.left_out]) == ((), [reason])


@pytest.mark.parametrize(
    ("language", "text", "new"),
    [
        ("ko", "월 20만원에서 30만원으로 늘린다.", "30만원"),
        ("ja", "給付金を月2万円から3万円に引き上げる。", "3万円"),
        ("en", "The grant will rise from $200 to $300 a month.", "$300"),
        ("en", "The board will raise the budget to $300 million from $200 million.", "$300 million"),
        ("fr", "L'aide passera de 200 euros à 300 euros.", "300 euros"),
        ("de", "Die Prämie steigt von 200 Euro auf 300 Euro.", "300 Euro"),
        ("es", "La ayuda subirá de 200 euros a 300 euros.", "300 euros"),
    ],
)
def test_the_old_level_of_a_sum_is_background(language, text, new):
    document = read(text, language)
    found = sums_of(document)
    assert [document.words(each.spans[0]) for each in found.findings] == [new]
    assert [each.reason for each in found.left_out] == ["past"]


def test_a_condition_of_who_receives_a_sum_leaves_it_in():
    text = "Pro Wohnung gibt es bis zu 40.000 Euro, sofern die Miete niedrig bleibt."
    assert sums_of(read(text, "de")).findings
