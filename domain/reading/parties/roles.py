"""Roles of parties, by the words before and after their names."""

import re
from collections.abc import Mapping

from domain.reading.document import Document
from domain.reading.parties import japanese, korean
from domain.reading.parties.mentions import Mention
from domain.reading.speech import SPEECH_VERBS

EASTERN_ROLES = {"ko": korean.ROLES, "ja": japanese.ROLES}

BEFORE, AFTER, FAR = 110, 90, 250
"""Characters beside a name that tell its role."""

_LIST = (
    r"(?:,\s[A-ZÀ-Þ][^,.]{1,40}){0,3}(?:,?\s(?:and|et|und)\s[A-ZÀ-Þ][^,.]{1,50}?)?(?:,\s(?:which|who)\s[^,]{1,90},)?"
)
"""Names joined to a name, up to the verb."""

_WILL = _LIST + (
    r"(?:\s?,[^,]{1,60},)?\s+(?:(?:and|et|und)\s[^,.]{1,60}?\s)?(?:also\s|jointly\s|instead\s)?"
    r"(?:will|would|shall|is to|are to|is set to|are set to|(?:has|have) (?:agreed|promised|pledged|committed|"
    r"offered|undertaken) to|"
    r"agreed to|promised to|pledged to|plans? to|intends? to|is|are|has|have|s['’]est engagée? à|va|vont|doit|"
    r"doivent|wird|werden|soll|sollen)"
    r"\s+(?:also\s|jointly\s|help\s|now\s|auch\s)?(?:it\s)?"
)
_AFTER: Mapping[str, re.Pattern[str]] = {
    role: re.compile(_WILL + f"(?:{verbs})" + r"\b", re.IGNORECASE)
    for role, verbs in {
        "funder": "lend|lending|fund|funding|financ(?:e|ing)|provid(?:e|ing)|contribut(?:e|ing)|invest(?:ing|ed)?|pay|"
        "grant|"
        "giv(?:e|ing)|donat(?:e|ing)|put(?:ting)? up|commit|match|add(?:ing)?|reimburse|cover|cleared|set aside|"
        "supporting [^.]{1,40} with|"
        "financer|investir|verser|prêter|accorder",
        "payee": "receiv(?:e|ing)|get|be awarded|be given|be paid|won|secured?|been awarded|recevoir|erhalten|bekommen",
        "implementer": "build(?:ing)?|run(?:ning)?|operat(?:e|ing)|manag(?:e|ing)|carry|implement|assemble|deliver|"
        "supply|"
        "train|install|construct|open|hire|recruit|choose|connect|overse(?:e|eing)|lead|administer|coordinate|design|"
        "produce|develop|raccorder|construire|gérer|recruter|bauen|betreiben|liefern|conduct|plant|host|create|"
        "maintain|"
        "handle|buy|ship|make|distribute|equip|repair|replace|set up|establish|monitor|select|launch|start|begin|"
        "publish",
    }.items()
}
_GERMAN_GIVES = re.compile(
    r"\s(?:und\s\S+\s)?(?:selbst\s)?(?:stellt|stellen|legt|legen|gibt|geben|zahlt|zahlen|beteiligt|beteiligen|"
    r"steuert|steuern|"
    r"fördert|fördern|finanziert|finanzieren|investiert|investieren|übernimmt|übernehmen)\b"
)
_MODAL = re.compile(_WILL + r"\w", re.IGNORECASE)
_JOIN = re.compile(
    _LIST + r"\s+(?:(?:and\s[^,.]{1,50}?\s)?(?:(?:has|have) (?:each |both |also |jointly )?(?:agreed|signed|joined|"
    r"partnered)|(?:each |both |also |jointly )?signed|inked|sealed|joined|agreed|s['’]est "
    r"engagée?|est convenue?)"
    r"|and\s(?:several\s|many\s)?others?\b[^,.]{0,40}?\s(?:have\s)?(?:launched|formed|founded|set up|established|"
    r"created))\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:\s?,[^,]{1,80},|\s?,)?\s+(?:(?:has|have|a|ont|hat|haben)\s)?(?:(?:also|on \w+|further|today|yesterday)\s)?("
    + "|".join(sorted(SPEECH_VERBS))
    + r")\b",
    re.IGNORECASE,
)
_BEFORE: Mapping[str, re.Pattern[str]] = {
    "partner": re.compile(
        r"\b(?:sign|deal|agreement|agreed|memorandum|mou|partner|pact|contract|cooperat|collaborat|together|"
        r"jointly|join|team|alongside|ventures?|"
        r"accord|convention|partenariat|lien|abkommen|vereinbarung|partnerschaft)[^.]*?\b(?:with|avec|mit|"
        r"con)\s(?:[^.]{0,60}?(?:,|and|et|und)\s)?"
        r"(?:the\s|la\s|le\s|l['’]|der\s|dem\s|[A-Z]\w+['’]s\s|\S+-based\s|(?:\w+\s)?(?:company|firm|operator|"
        r"group|utility|giant)\s)?$",
        re.IGNORECASE,
    ),
    "funder": re.compile(
        r"(?:\b(?:loan|grant|grants|funding|money|support|investment|contribution|credit|financing|million|"
        r"billion|crore|trillion)\b[^.]{0,40}\bfrom|"
        r"\b(?:financed|funded|co-funded|backed|provided|lent|supported|paid|borne|sponsored|financée?|"
        r"finanziert)\b[^.]{0,60}\b(?:by|par|von))\s(?:[A-Z]\w+['’]s\s)?"
        r"(?:[^.]{0,60}?(?:,|and|et|und)\s(?:[^.]{0,40}\sfrom\s)?)?(?:the\s|la\s|le\s|l['’]|der\s|dem\s|a\s)?$",
        re.IGNORECASE,
    ),
    "payee": re.compile(
        r"\b(?:going|go|goes|awarded?|paid|lent|grant|given|transferred|allocat\w+|million|billion|crore|contract|"
        r"loan)\b[^.,]{0,40}\b(?:to|for)\s(?:the\s|[\w-]+\s(?=$))?$",
        re.IGNORECASE,
    ),
    "implementer": re.compile(
        r"\b(?:built|operated|run|managed|carried out|implemented|led|delivered|supplied|developed|overseen|"
        r"administered|made|produced|designed|assembled|conducted)"
        r"\b[^.,]{0,30}\b(?:by|par|von)\s(?:[A-Z]\w+['’]s\s)?(?:[^.]{0,50}?(?:,|and)\s)?(?:the\s|la\s|le\s|l['’]|"
        r"der\s|dem\s)?$",
        re.IGNORECASE,
    ),
}


def roles_of(document: Document, mention: Mention) -> list[str]:
    """The roles that the words around a mention tell, the surest first."""
    before, after = beside(document, mention)
    if document.language[:2] in EASTERN_ROLES:
        found = [role for role, pattern in EASTERN_ROLES[document.language[:2]].items() if pattern.match(after)]
        return [role for role in found if role != "speaker" or _quotes(mention, before, after)]
    found = [role for role, pattern in _AFTER.items() if pattern.match(after)]
    if document.language[:2] == "de" and _GERMAN_GIVES.match(after):
        found.append("funder")
    if _JOIN.match(after):
        found.append("partner")
    found += [role for role, pattern in _BEFORE.items() if pattern.search(before)]
    if is_speaker(before, after) and _quotes(mention, before, after):
        found.append("speaker")
    return list(dict.fromkeys(found))


def _quotes(mention: Mention, before: str, after: str) -> bool:
    """Whether a person, or a body whose words stand in marks: that a body said something is no role."""
    return mention.kind == "person" or bool(_OPENING.search(after) or _CLOSING.search(before))


_OPENING, _CLOSING = re.compile('["“„«「]'), re.compile('["”“»」]')


def beside(document: Document, mention: Mention) -> tuple[str, str]:
    """The words before and after a name in its sentence, as far as they tell its role."""
    sentence = document.sentences[mention.sentence].span
    far = FAR if document.language[:2] in EASTERN_ROLES else AFTER
    before = document.text[max(sentence.start, mention.span.start - BEFORE) : mention.span.start]
    after = document.text[mention.span.end : min(sentence.end, mention.span.end + far)]
    return before, _PARENTHESIS.sub("", after)


def acts(document: Document, mention: Mention) -> bool:
    """Whether the name is the subject of a promise or an agreement."""
    _, after = beside(document, mention)
    return bool(_MODAL.match(after) or _JOIN.match(after) or _GERMAN_GIVES.match(after))


def is_speaker(before: str, after: str) -> bool:
    """Whether a verb of saying has the name between these words for its subject."""
    return bool(_SAID.match(after) or _SAID_BEFORE.search(before))


_PARENTHESIS = re.compile(r"^\s?\([^)]{1,40}\)")
_SAID_BEFORE = re.compile(
    r"(?:[\"”’»“,]\s*|\b)(?:said|says|added|stated|noted|told|explained|annoncé|déclaré|dit|indiqué|expliqué|"
    r"affirmé|ajouté|souligné|"
    r"sagte|erklärte|betonte|dijo|afirmó)\s+(?:(?:the|le|la|l['’]|der|die|\w+di)\s)?(?:(?:(?!\b(?:to|in|by|that|"
    r"with|for|at|on)\b)[^.,\"“”»«]){0,60}?,?\s)?$",
    re.IGNORECASE,
)
