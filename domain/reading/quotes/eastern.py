"""The speaker of a quotation in Korean or Japanese: the topic of the clause that leads to it."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from domain.reading.findings import Span
from domain.reading.quotes.speakers import NEAR, Attribution, Speakers


class Grammar(NamedTuple):
    """How a language marks a quotation: what makes a name before it the topic, and what follows it."""

    topic: re.Pattern[str]
    pronoun: re.Pattern[str]
    unnamed: re.Pattern[str]
    quotative: re.Pattern[str]
    said: re.Pattern[str]
    sentence_end: re.Pattern[str]


GRAMMARS: Mapping[str, Grammar] = {
    "ko": Grammar(
        topic=re.compile(
            r"(?:\([^)]{1,30}\))?(?:\s?[가-힣A-Za-z0-9·]*[^은는이가을를에의과와로며고서\s\"“”]){0,4}?\s?(?:[가-힣·]*(?:장|관|사|수|원|인|자|표|씨|리|님))?(?:은|는|이|가|도|께서는?|측은|측이)(?=[\s,:]|$)"
        ),
        pronoun=re.compile(
            r"(?<!\S)(?:그는|그녀는|그가|(?:장관|차관|시장|지사|대표|회장|사장|위원장|총리|대통령|청장|원장|"
            r"교수)(?:은|는|이|가)\s)"
        ),
        unnamed=re.compile(
            r"관계자(?:는|가|들은)?|당국자|소식통|시민은|주민은|주민들은|직원은|업계는|업계에서는|전문가들|일각에서"
        ),
        quotative=re.compile(
            r"\s?(?:이?라[고며]|이?라면서|이?라는|이?라[ ,]|고(?=[\s,])|며|면서|다[고며]|는\s(?:입장|뜻|취지|설명|"
            r"점)|등)"
        ),
        said=re.compile(
            r"말했|밝혔|강조|설명|전했|덧붙|주장|지적|당부|비판|촉구|평가|답했|했다|한다|입장|언급|호소|약속|다짐|"
            r"반박|우려|제안|발표|요구|말하|밝히"
        ),
        sentence_end=re.compile(r"[다요]\.\s|[.!?]\s"),
    ),
    "ja": Grammar(
        topic=re.compile(r"(?:[（(][^）)]{1,30}[）)])?[一-龥々ァ-ヶーA-Za-z・]{0,14}(?:氏|さん|大臣|相)?(?:は|が|も)"),
        pronoun=re.compile(r"(?<![^\s。、])(?:同氏|同相|同大臣|彼|彼女|大臣|知事|首相|社長|会長)(?:は|が|も)"),
        unnamed=re.compile(r"関係者(?:は|が|によると)|担当者(?:は|が)|幹部(?:は|が)|住民(?:は|が)|男性|女性"),
        quotative=re.compile(r"\s?(?:と(?![いはも]う?(?:計画|名))|とも|などと|との)"),
        said=re.compile(
            r"述べ|話し|語っ|語り|強調|説明|訴え|指摘|コメント|とした|としてい|批判|表明|言っ|発言|明らかに|"
            r"呼びかけ|求め|期待|期し|答え|話す|語る|述"
        ),
        sentence_end=re.compile(r"。"),
    ),
}


FOLLOWS = 30
"""Characters after a quotation in which a speaker is named as the topic."""

_THUS = re.compile(
    r"[。.]?\s?[^。\n]{2,80}?(?:こう(?:語|述べ|話|強調|説明|訴え)|(?:이렇게|이같이) (?:말|밝|강조|설명))"
)
"""A sentence after a quotation that says that somebody spoke so."""


def attribute(speakers: Speakers, grammar: Grammar, clause: Span, marked: Span) -> Attribution:
    """Who says the words in marks, by the rest of the clause."""
    text, (start, end), (opening, closing) = speakers.text, clause, marked
    lead = max(start, opening - NEAR)
    for stop in grammar.sentence_end.finditer(text, lead, opening):
        lead = stop.end() if text[stop.end() : opening].strip() else lead
    tail = text[closing : min(end, closing + NEAR)]
    thus = _THUS.match(text, closing, min(end, closing + NEAR))
    if thus:
        said_after = [each for each in speakers.between(closing, thus.end()) if grammar.topic.match(text, each[2])]
        return Attribution(said_after[0][0] if said_after else None, verb=True)
    colon = text[lead:opening].rstrip().endswith((":", "："))
    if not colon and not (
        grammar.quotative.match(tail) and (grammar.said.search(tail) or not tail.strip() or end < closing + NEAR)
    ):
        return Attribution(None)
    topics = [each for each in speakers.between(lead, opening) if colon or grammar.topic.match(text, each[2], opening)]
    topics = [each for each in topics if each[3]] or topics
    after = speakers.between(closing, min(end, closing + FOLLOWS))
    topics += [each for each in after if each[3] and grammar.topic.match(text, each[2])]
    if topics:
        return Attribution(topics[0][0], verb=True)
    if grammar.unnamed.search(text, lead, opening):
        return Attribution(None, verb=True, unnamed=True)
    if grammar.pronoun.search(text, lead, opening):
        return Attribution(speakers.last_before(lead, person=True), verb=True)
    return Attribution(None, verb=True)
