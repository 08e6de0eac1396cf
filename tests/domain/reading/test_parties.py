"""Parties that a text names, with kinds, posts and roles."""

from collections.abc import Mapping

import pytest

from domain.reading import Extraction, Finding, Hints
from domain.reading.rules import RulesExtractor


def read(text: str, language: str = "en") -> Extraction:
    """What the rules read in a text."""
    return RulesExtractor().extract(text, Hints(language=language))


def parties_of(text: str, language: str = "en") -> Mapping[str, Finding]:
    """The parties that the rules read in a text, by name."""
    return {each.members["name"]: each for each in read(text, language).findings if each.type == "party"}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Ministry of Fisheries will buy 40 boats.", "Ministry of Fisheries", "government"),
        (
            "The Department for Culture, Media and Sport said it would pay.",
            "Department for Culture, Media and Sport",
            "government",
        ),
        ("The works will be paid for by the African Development Bank.", "African Development Bank", "organisation"),
        ("The port ministry said work would start.", "port ministry", "government"),
        ("State-owned Lakeside Ferries will run the line.", "Lakeside Ferries", "company"),
        ("The town signed a deal with Denmark's Vindkraft.", "Vindkraft", "company"),
        ("Orchard Mills Ltd will mill the grain.", "Orchard Mills Ltd", "company"),
        ("The People's Bank of Norland will lend the money.", "People's Bank of Norland", "government"),
        ("The Farmers' Party said the price was too low.", "Farmers' Party", "organisation"),
        ("The money will go to the University of Port Ellis.", "University of Port Ellis", "organisation"),
        ("The Norwegian government will pay.", "Norwegian government", "government"),
        ("Norland's parliament passed it.", "parliament", "government"),
        ("The KESTAT statistics agency said so.", "KESTAT", "government"),
        ("Saudi food group Almond will buy it.", "Almond", "company"),
        ("Blue Harbour Yard (BHY) and others will build it.", "Blue Harbour Yard", "organisation"),
        ("It gives $4 million to Turner Ridge Builders of Billings.", "Turner Ridge Builders", "company"),
        ("The national parks agency will hire.", "national parks agency", "government"),
        ("Shelter Scotland said the plan fell short.", "Shelter Scotland", "organisation"),
        ("The State of Victoria will pay half.", "State of Victoria", "government"),
        ("Arts Council England will run it.", "Arts Council England", "organisation"),
        ("Redoak, an activist group, said no.", "Redoak", "group"),
        ("Lakeside and Ferry One have agreed to run the line.", "Lakeside", "company"),
        ("It is paid for by a grant from the Netherlands.", "Netherlands", "government"),
        ("The Treasury will invest 450 million pounds.", "Treasury", "government"),
    ],
)
def test_a_body_is_named_by_its_head_or_by_what_it_does(text: str, name: str, kind: str) -> None:
    assert parties_of(text)[name].members["kind"] == kind


@pytest.mark.parametrize(
    ("text", "language", "name", "post"),
    [
        ("Works Minister Adaeze Nwosu said so.", "en", "Adaeze Nwosu", "Works Minister"),
        ("Per Holm, Deputy Administrator, said so.", "en", "Per Holm", "Deputy Administrator"),
        ("The Minister of Works, Mr Adaeze Nwosu, said so.", "en", "Adaeze Nwosu", "Minister of Works"),
        ("Minister of Finance Adaeze Nwosu said so.", "en", "Adaeze Nwosu", "Minister of Finance"),
        (
            "The Minister of Trade, Fisheries and Works, Mr Per Holm, said so.",
            "en",
            "Per Holm",
            "Minister of Trade, Fisheries and Works",
        ),
        ("The chair of the Rail Council and Works Minister, Per Holm, said so.", "en", "Per Holm", "Works Minister"),
        ("Works Secretary Per R. Holm today said so.", "en", "Per R. Holm", "Works Secretary"),
        ("Die Fraktionschefin der Mitte, Jette Brandt, sagte ab.", "de", "Jette Brandt", "Fraktionschefin der Mitte"),
        ("홍서진 부총리 겸 재정경제부 장관은 말했다.", "ko", "홍서진", "부총리 겸 재정경제부 장관"),
        ("Rail Agency chief executive Per Holm said so.", "en", "Per Holm", "Rail Agency chief executive"),
        ("Le port rouvrira, a dit la ministre de la Mer, Ève Morin.", "fr", "Ève Morin", "ministre de la Mer"),
        (
            "Elle a cité la ministre de l'Énergie Claire Vasseur.",
            "fr",
            "Claire Vasseur",
            "ministre de l'Énergie",
        ),
        (
            "C'est ce qu'a dit le Premier ministre sénégalais Amadou Ba.",
            "fr",
            "Amadou Ba",
            "Premier ministre sénégalais",
        ),
        (
            "Coordinating Minister for Economic Affairs Budi Santosa said so.",
            "en",
            "Budi Santosa",
            "Coordinating Minister for Economic Affairs",
        ),
        (
            "The shop will stay, said Ann Ode, Assistant Secretary for Public and Indian Housing.",
            "en",
            "Ann Ode",
            "Assistant Secretary for Public and Indian Housing",
        ),
        ("Das sagte Landesumweltministerin Jette Brandt.", "de", "Jette Brandt", "Landesumweltministerin"),
        ("박서준 해수부 장관은 부두를 늘리겠다고 말했다.", "ko", "박서준", "해수부 장관"),
        ("해양수산부(장관 박서준)는 부두를 늘린다.", "ko", "박서준", "장관"),
        ("山本健太郎国土交通相は新しい橋を建設すると述べた。", "ja", "山本健太郎", "国土交通相"),
    ],
)
def test_a_person_has_the_post_beside_the_name(text: str, language: str, name: str, post: str) -> None:
    party = parties_of(text, language)[name].members
    assert (party["kind"], party["post"]) == ("person", post)


@pytest.mark.parametrize(
    ("text", "language", "name", "kind"),
    [
        ("La Fondation islamique de la mer prêtera.", "fr", "Fondation islamique de la mer", "organisation"),
        ("Le ministère de la Mer va payer.", "fr", "ministère de la Mer", "government"),
        ("L'ONG Mer Bleue va payer.", "fr", "Mer Bleue", "organisation"),
        ("Das Bundeszentralamt für Häfen zahlt.", "de", "Bundeszentralamt für Häfen", "government"),
        ("Der Mieterbund lobt das.", "de", "Mieterbund", "organisation"),
        ("배달앱 운영사 바다로에 과징금을 부과한다.", "ko", "바다로", "company"),
        ("바다로는 해수부와 업무협약을 맺었다.", "ko", "바다로", "company"),
        ("행정안전부는 다리를 짓는다.", "ko", "행정안전부", "government"),
        ("関西電力とマルベニは発電所を建設する。", "ja", "マルベニ", "company"),
    ],
)
def test_other_languages_write_heads_their_own_way(text: str, language: str, name: str, kind: str) -> None:
    assert parties_of(text, language)[name].members["kind"] == kind


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("The Inland Water Agency (IWA) will drill. IWA hired staff.", "en", "Inland Water Agency"),
        ("The harbour ministry will dig. The Ministry of Harbour said so.", "en", "Ministry of Harbour"),
        ("Works Minister Adaeze Nwosu spoke. Ms Nwosu left. Nwosu said so.", "en", "Adaeze Nwosu"),
        ("해양수산부는 배를 짓는다. 해수부는 사람도 뽑는다.", "ko", "해양수산부"),
        ("農林水産省は米を買う。農水省は種も配る。", "ja", "農林水産省"),
    ],
)
def test_a_short_name_stands_for_the_same_party(text: str, language: str, name: str) -> None:
    found = parties_of(text, language)
    assert list(found) == [name]
    assert len(found[name].mentions) > 1


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The Inland Water Agency said the bank would pay.", "Inland Water Agency", "issuer"),
        ("The mine is financed by the Nordic Development Bank.", "Nordic Development Bank", "funder"),
        ("The Nordic Development Bank will lend $5 million.", "Nordic Development Bank", "funder"),
        ("The city signed an accord with Lakeside Energy.", "Lakeside Energy", "partner"),
        ("The Rail Agency said $3 million will go to the Seabird Trust.", "Seabird Trust", "payee"),
        ("The Rail Agency said the Harbour Authority will build it.", "Harbour Authority", "implementer"),
    ],
)
def test_words_beside_a_name_tell_its_role(text: str, name: str, role: str) -> None:
    assert role in parties_of(text)[name].members["roles"]


@pytest.mark.parametrize(
    "text",
    [
        "The Coastal Recovery Fund will protect 300 homes.",
        "Work will start in Port Ellis in March.",
        "Sediment will be cut by a third.",
        "A source who declined to be named said so.",
        "A Rail Data Centre will be set up in Port Ellis.",
        "It meets near the central government complex.",
        "The price rose by N86 to PHP14.",
        "The work was paid for by a Democrat.",
        "Ottawa and Berlin signed a memorandum on Tuesday.",
    ],
)
def test_things_places_and_unnamed_people_are_no_parties(text: str) -> None:
    assert not parties_of(text)


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "From: Ministry of Ports and Rail Agency\n\nPorts will open, the Harbour Authority said.",
            "Ministry of Ports",
        ),
        ("Ports will open, the Harbour Authority said. The Rail Agency will help.", "Harbour Authority"),
        ("The Rail Agency on Monday opened a line, Works Minister Adaeze Nwosu said.", "Rail Agency"),
        ("A line will open, Works Minister Adaeze Nwosu said.", "Adaeze Nwosu"),
        ("The government will open a line in March.", "government"),
    ],
)
def test_the_issuer_is_the_sender_else_who_speaks_or_acts_first(text: str, issuer: str) -> None:
    assert [name for name, party in parties_of(text).items() if "issuer" in party.members["roles"]] == [issuer]


@pytest.mark.parametrize("unit", ["Rail ", "Minister ", "Ministry of ", "A and ", "Dr. ", "the ministry ", "부 ", "省"])
def test_capitals_without_end_are_read(unit: str) -> None:
    read((unit * 50_000)[:50_000])
