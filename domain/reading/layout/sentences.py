"""Ends of sentences in several languages and scripts."""

import re
from collections.abc import Iterator

from domain.reading.findings import Span

_END = re.compile(r"[。！？]+|[.!?…]+")
_OPENERS = "\"'“‘«„「『(（[¿¡"
_CLOSERS = "”’»」』)）]›"
_STRAIGHT = '"'

NEVER_LAST = frozenset(
    "mr mrs ms messrs mx dr drs prof hon rev fr gen col lt sgt capt maj cmdr cdr adm brig gov sen rep pres amb supt "
    "insp st ste mt ft no nos vol art arts para sec fig figs vs v cf ca approx al eds ed pp p n nr rs re us $ "
    "jan feb mar apr jun jul aug sep sept oct nov dec febr juill janv févr avr déc mrz okt dez ene abr ago dic "
    "m mm mme mmes mlle me env av bd hab bzw bspw ggf evtl sog vgl abs str inkl zzgl dipl ing hr tel fax "
    "sr sra srta dra lic núm pág ud uds gral ing sig dott avv tgl bpk prof.dr h.e e.g i.e z.b d.h u.a o.ä z.t i.d.r "
    "tan sri hj ir drs"
    "".split()
)
"""Abbreviations that another word follows, in lower case without the last point."""

MAYBE_LAST = frozenset(
    "inc ltd co corp bros plc llc jr sr etc usw a.m p.m am pm u.s u.k u.n u.a.e e.u d.c u.s.a ph.d b.a m.a n.y l.a "
    "calif fla tex wash ill mass mich minn ariz colo conn okla ore tenn va penn pa ont que alta ee.uu mio mrd tsd "
    "bn mn sq km kg ha vol mill".split()
)
"""Abbreviations that may end a sentence: one that starts it again decides."""

STARTERS = frozenset(
    "the a an it he she they we i you in on at by for from with under this that these those there but and as if when "
    "while after before since according his her their its our all both some more most other another also however "
    "meanwhile last next one two three about asked le la les l il elle ils elles un une des en dans der die das ein "
    "eine er sie es im am bei nach el los las un una en".split()
)
"""Words that start sentences and, in capitals, hardly stand after an abbreviation."""

_BEFORE = 16
_ORDINAL_LANGUAGES = frozenset("de da nb fi cs pl hu tr".split())
_WORD_BEFORE = re.compile(r"[^\s\"'“‘«„(\[]*$")
_WORD_AFTER = re.compile(r"[^\W_]+")


def split_sentences(text: str, span: Span, language: str) -> Iterator[Span]:
    """The sentences of a block, without the white space around them. Linear in its length."""
    start, straight, counted = span.start, 0, span.start
    for match in _END.finditer(text, *span):
        if match.start() < start:
            continue
        straight += text.count(_STRAIGHT, counted, match.end())
        counted = match.end()
        end = _closed(text, match.end(), span.end, is_open=straight % 2 == 1)
        if _is_end(text, match, end, span, language):
            yield from _trimmed(text, start, end)
            start = end
    yield from _trimmed(text, start, span.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    stripped = words.lstrip()
    if stripped:
        start += len(words) - len(stripped)
        yield Span(start, start + len(stripped.rstrip()))


def _closed(text: str, at: int, limit: int, *, is_open: bool) -> int:
    """The place behind the marks that close what the sentence opened, French and stray spaces before them included."""
    while at < limit:
        following = text[at]
        if following == _STRAIGHT and is_open:
            is_open = False
        elif following not in _CLOSERS and not (following == "'" and text[at + 1 : at + 2] in ("", " ", "\n")):
            spaced = text[at + 1 : at + 2]
            if following in " \u00a0\u202f" and (spaced == "»" or (spaced == _STRAIGHT and is_open)):
                is_open, at = False, at + 2
                continue
            break
        at += 1
    return at


def _is_end(text: str, match: re.Match[str], end: int, span: Span, language: str) -> bool:
    """Whether a sentence ends at a mark, which is closed at `end`."""
    mark = match[0]
    following = text[end : end + 32].lstrip()
    if end >= span.end or not following:
        return True
    if mark[0] in "。！？":
        # Inside a quotation that goes on, as in 「…。」と述べた, the sentence goes on too.
        return end == match.end() or text[end].isspace()
    if not text[end].isspace():
        return mark == "." and text[match.start() - 1 : match.start()] == "다" and "가" <= text[end] <= "힣"
    first = following.lstrip(_OPENERS + " ")[:1]
    if first.islower() or first in ",;:":
        return False
    if mark == "." and end == match.end():
        return _ends_at_point(text, match.start(), span.start, following, language)
    return first.isupper() or not (mark[0] == "…" or mark.startswith(".."))


def _ends_at_point(text: str, at: int, start: int, following: str, language: str) -> bool:
    found = _WORD_BEFORE.search(text[max(start, at - _BEFORE) : at])
    word = found[0] if found else ""
    lower = word.casefold()
    next_word = _WORD_AFTER.match(following.lstrip(_OPENERS))
    starts_anew = bool(next_word and next_word[0].casefold() in STARTERS)
    if lower in NEVER_LAST or (word.isdigit() and at - len(word) == start):
        return False
    if lower in MAYBE_LAST or (len(word) > 1 and "." in word and word.replace(".", "").isalpha()):
        return starts_anew or following[0] in _OPENERS
    if len(word) == 1 and word.isalpha() and word.isupper() and word.isascii():
        return starts_anew
    if word.isdigit() and language in _ORDINAL_LANGUAGES:
        return len(word) > 2 or starts_anew  # noqa: PLR2004 - an ordinal such as `3. März` has two digits at most
    return not (word.isdigit() and following[:1].isdigit() and language in ("ko", "ja"))
