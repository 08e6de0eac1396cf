"""Other documents that a text names, and how the announcement stands to them."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from domain.reading.document import Document
from domain.reading.findings import Finding, Span

_DOCUMENT = (
    r"(?:\s(?:the|an?|its|our))?\s(?P<title>[A-Z\d][\w'’&–-]*\s(?:(?:[A-Z\d][\w'’&–-]*|of|for|and|on|the|to|in)\s){0,12}?"
    r"(?:Act|Law|Bill|Code|Plan|Strategy|Roadmap|Road\sMap|Programme|Program|Agenda|Directive|Regulations?|Order|"
    r"Agreement|Treaty|Decree|Framework|Accord|Pact|Ordinance|White\sPaper|Convention|Compact|Constitution)\b"
    r"(?:,?\s(?:of\s)?(?:19|20)\d\d)?)"
)
_EARLIER = (
    r"(?:announced|published|released|unveiled|presented|adopted|launched|set\sout)\s"
    r"(?:earlier\s(?:this|in)\s\w+|last\s(?:week|month|year|spring|summer|autumn|winter|[A-Z]\w+)|"
    r"in\s(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s\d{4})?)"
)
_OTHER_WORD = r"(?:(?!(?:the|an?|that|which)\s)[\w'’&-]+\s)"
_PAPER = (
    r"(?:budget|plan|strategy|roadmap|road\smap|programme|program|package|law|act|bill|decree|policy|agreement|report|"
    r"proposal|pledge)"
)
_KOREAN = r"「(?P<title>[^「」\n]{2,80})」"

PATTERNS: Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]] = MappingProxyType(
    {
        "en": (
            ("implements", re.compile(r"\b[Ii]mplement(?:s|ing)?" + _DOCUMENT)),
            ("implements", re.compile(r"\b(?:[Uu]nder|[Gg]ives\seffect\sto|[Rr]equired\sby)" + _DOCUMENT)),
            ("amends", re.compile(r"\b[Aa]mend(?:s|ing|ments?\sto)?" + _DOCUMENT)),
            ("revokes", re.compile(r"\b(?:[Rr]epeal|[Rr]evok)(?:e|es|s|ing)?" + _DOCUMENT)),
            ("supersedes", re.compile(r"\b(?:[Rr]eplac|[Ss]upersed)(?:e|es|ing)" + _DOCUMENT)),
            ("follows", re.compile(r"\b(?:[Ff]ollow(?:s|ing)|[Bb]uild(?:s|ing)\son)" + _DOCUMENT)),
            ("part_of", re.compile(r"\b[Pp]art\sof" + _DOCUMENT)),
            (
                "cites",
                re.compile(
                    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s(?P<title>{_OTHER_WORD}{{0,6}}{_PAPER}\s"
                    rf"(?:(?:that|which)\s(?:the\s)?{_OTHER_WORD}{{1,6}}?)?{_EARLIER})"
                ),
            ),
            (
                "cites",
                re.compile(
                    r"\b(?:[Ee]arlier\sthis\s\w+|[Ll]ast\s(?:week|month|year)),?\s(?:[\w'’&-]+\s){1,6}?"
                    r"(?:announced|published|released|unveiled|presented|adopted|launched)\s(?:an?|the|its|their)\s"
                    rf"(?P<title>{_OTHER_WORD}{{0,6}}{_PAPER})\b"
                ),
            ),
            ("cites", re.compile(rf"\A(?P<title>.{{20,400}}?),\sas\s(?:[\w'’&-]+\s){{0,6}}?{_EARLIER}", re.DOTALL)),
        ),
        "ko": (
            ("amends", re.compile(_KOREAN + r"(?:을|를|의)?\s?(?:일부\s?|전부\s?)?개정")),
            ("revokes", re.compile(_KOREAN + r"(?:을|를)?\s?폐지")),
            ("implements", re.compile(_KOREAN + r"에\s?(?:따라|따른|의거|근거)")),
            ("follows", re.compile(_KOREAN + r"의?\s?후속")),
        ),
    }
)  # fmt: skip
"""The types of relation by language, each with a pattern whose group `title` names the other document."""

DENIED = re.compile(r"(?:\b(?:not|never|cannot)|n['’]t)\s(?:\w+\s)?\Z")
LOOK_BACK = 20
"""Characters before a relation in which it may be denied."""


def find_relations(document: Document) -> tuple[Finding, ...]:
    """The relations that the sentences of the body state in plain words, as one field of the record."""
    relations: dict[str, dict[str, str]] = {}
    spans: list[Span] = []
    patterns = PATTERNS.get(document.language.partition("-")[0], ())
    for sentence in document.sentences:
        if document.role(sentence) != "body":
            continue
        words = document.words(sentence.span)
        for relation, pattern in patterns:
            for match in pattern.finditer(words):
                title = " ".join(match["title"].split())
                if title in relations or DENIED.search(words, max(0, match.start() - LOOK_BACK), match.start()):
                    continue
                relations[title] = {"type": relation, "title": title}
                spans.append(Span(sentence.span.start + match.start(), sentence.span.start + match.end()))
    if not relations:
        return ()
    return (Finding("field", {"relations": list(relations.values())}, tuple(sorted(spans)), "relations"),)
