"""The source of a record: who published the text, and which agency it cites."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from domain.reading.document import Document
from domain.reading.findings import Finding, Hints, Span
from domain.reading.layout.agencies import agency_pattern
from domain.reading.layout.blocks import is_name_of_body
from domain.reading.layout.lines import role_of_words

KEY = "s1"
TITLE_LENGTH = 200

_FROM = re.compile(
    r"(?:from|issued by|released by|source|herausgeber|de|발신|제공|자료 ?제공|発信元)\s?[:：]\s*|from (?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:담당 ?부서|담당|문의)\s?[:：]\s*(?P<name>[가-힣]{2,14}?(?:부|처|청|위원회|공사|공단|원))(?=[\s(]|$)"
)
_RELEASE_OF = re.compile(
    r"(?P<name>[^\d\n]{2,60}?) (?:보도(?:참고)?자료|(?:[-–|/] )?(?:(?:press|news|media) (?:release|statement)"
    r"|pressemitteilung|communiqué de presse))",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"(?:press|news|media) (?:release|statement|communiqu)|for immediate release|보도|報道|プレス|ニュースリリース"
    r"|presse|medienmitteilung|communiqué|nota de prensa|comunicado|release id|posted on",
    re.IGNORECASE,
)
WIRES = (
    *("Reuters", "AFP", "AP", "The Associated Press", "dpa", "Yonhap", "Kyodo News", "Kyodo", "Jiji Press", "Xinhua"),
    *("TASS", "Interfax", "ANSA", "EFE", "Bloomberg", "Anadolu", "KCNA", "PTI", "IANS", "ANI"),
)
"""Agencies whose names mean nothing else, so that what they say or are told is cited from them."""

_STATE = re.compile(r"(?:the )?(?:government|republic|kingdom|commonwealth) of ", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:The )?(?P<name>[A-Z][\w.&'’-]*(?: (?:(?:of|for|and|the|on|de|la|&)(?= )|[A-Z][\w.&-]*)){1,9}?)"
    r"(?:['’]s\b| (?:(?:has|have|will|to|today|is|are)\b|[A-Z]?[a-z]+(?:s|ed)\b))"
)
_KOREAN_SUBJECT = re.compile(
    r"[□○ㅇ\s]*(?P<name>[가-힣·]{2,14}(?:부|처|청|원|위원회|공사|공단|시|도))\s?[(（]"
    r"(?:장관|청장|처장|위원장|시장|도지사|지사|원장|사장|이사장)"
)
_BODY_WORD = re.compile(
    r"\b(?:Ministry|Department|Agency|Commission|Bank|Office|Council|Authority|Administration|Board|Bureau|Service|Fund"
    r"|Government|Institute|Corporation|Treasury|Cabinet|Programme|Organi[sz]ation|Centre|Center|University)\b"
)
_SECOND_BODY = re.compile(
    r"\u3000|(?:,? and (?:the )?|; | ?[|·] ?|, )"
    r"(?:(?:Ministry|Department|Office|NHS|HM|The|Rt|Hon|\S*(?:부|처|청|위원회)$)"
    r"|(?:(?!and )\w+ ){1,3}(?:Agency|Office|Authority|Council))"
)


def find_source(
    document: Document, parties: tuple[Finding, ...], title: str | None, of_title: Span | None, hints: Hints
) -> Finding:
    """The source with the words that name it, else those of its title. What the client said of it stays as it is."""
    report = _agency(document) or _own_agency(document)
    publisher = report or _issuing_body(document, parties)
    via = _cited_agency(document, report)
    members: dict[str, Any] = {
        "key": KEY,
        "kind": "news_report" if report or not _is_release(document) else "press_release",
    }
    if title:
        members["title"] = title
    for name, span in (("publisher", publisher), ("via", via)):
        if span:
            members[name] = document.words(span)
    spans = tuple(span for span in (publisher or of_title, via) if span)
    band = "source.agency" if report else "source.release" if publisher else "source.unnamed"
    return Finding("source", members | dict(hints.source), spans, band)


@cache
def _agency_patterns() -> tuple[re.Pattern[str], ...]:
    """An agency in a line of its own, or as the first or last part of one: `Jane Roe, Reuters`, `KNA by Ann Otieno`."""
    name, mark = rf"(?P<name>{agency_pattern()})", r"[\s()\[\]—–|/=,;:.-]"
    return (
        re.compile(rf"this (?:report|article|story) by {name}(?!\w)", re.IGNORECASE),
        re.compile(rf"{mark}*{name}(?:{mark}+(?:by\s)?[^\n]*|)\Z"),
        re.compile(rf"[^\n]*?(?:[,;:=/|(—–-]\s?|^){name}(?: News)?(?:/[\w()/]{{1,20}})?[\s)\]—–/.=|-]*(?:\d[^\n]*)?\Z"),
    )


@cache
def _end_pattern() -> re.Pattern[str]:
    """An agency at the end of a text: `(PNA)`, `(3日 共同)`, ` - AFP`, `./연합뉴스`."""
    others, names = r"[^()（）\n]{0,14}", agency_pattern()
    bracketed = rf"[(（\[【]\s?(?:{others}[/=\s])?(?P<name>{names})(?:[/=]{others})?\s?[)）\]】]"
    return re.compile(rf"(?:{bracketed}|\s[-–—]{{1,2}}\s?(?P<dashed>{names})|[.。]\s?/\s?(?P<slashed>{names}))\s*\Z")


def _agency(document: Document) -> Span | None:
    """The agency whose report it is: that of the dateline, else of a line or of brackets at the end."""
    if document.dateline and document.dateline.agency:
        return document.dateline.agency
    for block in reversed(document.blocks):
        words = document.words(block.span)
        if block.role in ("byline", "label") and len(words) < TITLE_LENGTH:
            for pattern in _agency_patterns():
                if match := pattern.match(words):
                    return _within(block.span, match)
        elif block.role in ("body", "headline", "background"):
            ending = Span(max(block.span.start, block.span.end - 40), block.span.end)
            if match := _end_pattern().search(document.words(ending)):
                return _within(ending, match)
    return None


@cache
def _own_pattern() -> re.Pattern[str]:
    """An agency that speaks of itself in its report."""
    wires = "|".join(WIRES)
    of_itself = "learned|journalist|reporter|correspondent|tally"
    return re.compile(
        rf"\b(?:told|polled by) (?:the )?(?P<told>{wires})(?!\w)|(?<!\w)(?P<name>{wires}) (?:{of_itself})\b"
    )


def _own_agency(document: Document) -> Span | None:
    """The agency that is told what the text reports, where nothing else says who publishes it."""
    if _is_release(document):
        return None
    bodies = (block.span for block in document.blocks if block.role == "body")
    matches = (_own_pattern().search(document.text, *span) for span in bodies)
    return next((Span(*match.span(match.lastgroup or 0)) for match in matches if match), None)


def _within(span: Span, match: re.Match[str]) -> Span:
    name = match.lastgroup or "name"
    return Span(span.start + match.start(name), span.start + match.end(name))


def _is_release(document: Document) -> bool:
    """Whether the head says so, or has a headline and a day, and nobody who reports."""
    head = document.blocks[:8]
    if any(_RELEASE.search(document.text, *block.span) for block in head if block.role == "label"):
        return True
    roles = {block.role for block in head}
    return (
        document.language not in ("ko", "ja")
        and {"label", "headline"} <= roles
        and not {"byline", "boilerplate"} & roles
    )


def _issuing_body(document: Document, parties: tuple[Finding, ...]) -> Span | None:
    """The body whose release it is: as the head names it, else the issuer, else the subject of the headline."""
    for span in _bodies_of_head(document):
        return span
    if not _is_release(document):
        return None
    for party in parties:
        if "issuer" in party.members["roles"] and party.members["kind"] != "person":
            return party.spans[0]
    for block in document.blocks:
        if block.role == "body" and (match := _KOREAN_SUBJECT.match(document.text, *block.span)):
            return Span(*match.span("name"))
        if block.role in ("headline", "body") and (match := _SUBJECT.match(document.text, *block.span)):
            return Span(*match.span("name")) if _BODY_WORD.search(match["name"]) else None
    return None


def _bodies_of_head(document: Document) -> Iterator[Span]:
    """The bodies that labels name, the likeliest first."""
    labels = [block.span for block in document.blocks if block.role == "label"]
    previous = ""
    later: list[Span] = []
    for span in labels:
        words = document.words(span)
        if match := _RELEASE_OF.match(words):
            yield _first_name(document, Span(span.start, span.start + match.end(match.lastgroup or 0)))
        elif (match := _FROM.match(words)) and match.end() < len(words):
            yield _first_name(document, Span(span.start + match.end(), span.end))
        elif _FROM.fullmatch(previous + ":") or _FROM.fullmatch(previous):
            yield _first_name(document, span)
        elif match := _OFFICE.match(words):
            later.append(_within(span, match))
        elif _STATE.match(words):
            later.append(span)
        elif is_name_of_body(words):
            yield _first_name(document, span)
        elif role_of_words(words) is None and not any(each.isdigit() for each in words):
            later.append(_first_name(document, span))
        previous = words
    yield from later


def _first_name(document: Document, span: Span) -> Span:
    """The first of the bodies that are named one after the other; `Food and Rural Affairs` is none."""
    words = document.words(span)
    second = _SECOND_BODY.search(words)
    return Span(span.start, span.start + second.start()) if second else span


@cache
def _cited_patterns() -> tuple[re.Pattern[str], ...]:
    name, wire = rf"(?P<name>{agency_pattern()})", rf"(?P<name>{'|'.join(WIRES)})"
    state = (
        r"(?:the )?(?:(?:official|state|state-run|state-owned|national|local) )*(?:news |press )?(?:agency |service )?"
    )
    french = r"(?:l['’](?:agence (?:de presse )?(?:officielle |nationale )?)?|la )?"
    german = r"(?:die |der )?(?:Nachrichtenagentur )?"
    patterns = (
        rf"\b(?:according to|citing|cited by|quoted by|reported by|via|quoting) {state}{name}(?!\w)",
        rf", reports? {name}(?!\w)",
        rf"(?<![\w(]){name}(?: news agency| agency)?,? (?:has |had )?(?:reported|reports|quoted|cited)\b",
        rf"(?<![\w(]){wire}(?: news agency)? (?:said|says)\b",
        rf"(?<!\w){name}(?:통신)?(?: 보도)?(?:에 따르면|[은는이가] ?[^.]{{0,30}}?(?:보도|전)했|[을를] 인용)",
        rf"\b(?:selon|d'après|citant|citée?s? par|rapporte|a rapporté) {french}{name}(?!\w)",
        rf"\b(?:confié|déclaré|indiqué) à {french}{name}(?!\w)",
        rf"(?:laut|nach Angaben (?:der|von)|berichtete?|meldete?|wie) {german}{name}(?!\w)",
        rf"{name}(?:通信|電)?(?:によると|によれば|が(?:報じ|伝え)|は[^。]{{0,20}}(?:報じ|伝え))",
        rf"(?<=[\s【\[（(]){name}\s?[=＝](?!\w{{2,4}}\s?기자)",
        rf"(?:según|citando a) (?:la agencia )?{name}(?!\w)",
    )
    return tuple(map(re.compile, patterns))


def _cited_agency(document: Document, report: Span | None) -> Span | None:
    """The agency that the text gives as the source of its words, another one than that which published it."""
    own = document.words(report) if report else ""
    for block in document.blocks:
        if block.role not in ("body", "byline", "dateline"):
            continue
        for pattern in _cited_patterns():
            for match in pattern.finditer(document.text, *block.span):
                span = Span(*match.span("name"))
                if not _is_same(document.words(span), own):
                    return span
    return None


def _is_same(one: str, other: str) -> bool:
    """Whether two names mean one agency: a part of the other, or its initials (`AP`, `Associated Press`)."""
    if not other:
        return False
    folded, initials = [], []
    for name in (one, other):
        folded.append(name.casefold().removeprefix("the "))
        initials.append("".join(word[0] for word in name.split() if word[0].isupper() and word != "The").casefold())
    return folded[0] in folded[1] or folded[1] in folded[0] or folded[0] == initials[1] or folded[1] == initials[0]
