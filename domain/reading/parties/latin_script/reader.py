"""Names in texts in Latin script: bodies by their heads, people by posts and titles, companies by endings and cues."""

import re
from collections.abc import Iterator

from domain.reading.document import Document
from domain.reading.findings import Span
from domain.reading.parties.cues import (
    AFFIXES,
    BODY_CUES,
    CONNECTORS,
    FUNCTION_WORDS,
    HEADS,
    KEPT_TITLES,
    PARTICLES,
    PORTFOLIOS,
    POST_MODIFIERS,
    SUFFIXES,
    THINGS,
    TITLES,
    PartyKind,
)
from domain.reading.parties.latin_script.chunks import find_chunks
from domain.reading.parties.latin_script.french import extended
from domain.reading.parties.latin_script.kinds import kind_of_body
from domain.reading.parties.latin_script.plain import find_plain_bodies
from domain.reading.parties.latin_script.posts import is_post, post_beside, post_start
from domain.reading.parties.latin_script.words import Line, split_words
from domain.reading.parties.mentions import SKIPPED, Mention
from domain.reading.parties.places import is_country, is_region
from domain.reading.speech import QUOTE_VERBS, SPEECH_VERBS

_LONGEST_NAME = 5
"""Words of a person's name, at most."""

_ABBREVIATION = re.compile(r"\s?\(\s?[“\"']?([A-ZÀ-Ý][\w&.-]{1,11})[”\"']?\s?\)")
_CURRENCY = re.compile(r"(?:[A-Z]{1,3}\d|Rs$|Rp$|Sh$)")
_NEW = re.compile(
    r"\s+(?:will|would|is to|are to|sera|wird|soll)\s(?:also\s)?(?:be\s)?(?:set up|established|created|built|"
    r"mise? en place|eingerichtet|gegründet|aufgebaut)\b"
)
"""What follows a body that does not exist yet."""

_HEAD_FIRST = frozenset(("fr", "es"))
_ELIDING = frozenset(("fr", "it", "ca"))


def read_latin(document: Document) -> Iterator[Mention]:
    """Names in a text, in no order."""
    language = document.language[:2]
    for number, sentence in enumerate(document.sentences):
        role = document.role(sentence)
        if role not in SKIPPED:
            words = list(split_words(document.text, sentence.span, elision=language in _ELIDING))
            line = Line(document.text, language, number, words)
            yield from _Reader(line, sentence.span, headline=role == "headline").mentions()


class _Reader:
    """Reads the names in one sentence."""

    def __init__(self, line: Line, sentence: Span, *, headline: bool) -> None:
        self.line, self.words, self.sentence, self.headline = line, line.words, sentence, headline
        self.vacant: tuple[int, str] = (-1, "")

    def mentions(self) -> Iterator[Mention]:
        """The names, and runs of capitals that may be names."""
        for start, end in find_chunks(self.words):
            yield from self._chunk(start, end)
        for start, end, kind in find_plain_bodies(self.line):
            yield self._make(start, end, kind, certain=True)

    def _make(self, start: int, end: int, kind: PartyKind | None, *, certain: bool, post: str | None = None) -> Mention:
        span = Span(self.words[start].start, self.words[end - 1].end)
        found = _ABBREVIATION.match(self.line.text, span.end)
        if kind != "person" and certain:
            certain = not is_country(self.line.text[span.start : span.end])
        return Mention(
            span,
            self.line.text[span.start : span.end],
            kind,
            self.line.number,
            certain=certain and not (self.headline and span != self.sentence),
            post=post,
            abbreviation=found[1] if found else None,
        )

    def _chunk(self, start: int, end: int) -> Iterator[Mention]:
        words = self.words
        while start < end and words[start].lower in (FUNCTION_WORDS if words[start].first else _ARTICLES):
            start += 1
        if start == end or _CURRENCY.match(words[start].text):
            return
        posts = [at for at in range(start, end) if is_post(words[at])]
        titles = [at for at in range(start, end) if words[at].lower in TITLES]
        if titles and (not posts or titles[-1] > posts[-1] or titles[0] == start):
            yield from self._titled(start, titles[0], end)
        elif posts and not self._is_office(start, posts[-1]):
            yield from self._post(start, end, posts[-1])
        else:
            yield from self._named(start, end)

    def _titled(self, start: int, title: int, end: int) -> Iterator[Mention]:
        """`Dr. Orville Beckford-Grant`: titles, then the name; before them perhaps a post."""
        name = title
        while name < end and (self.words[name].lower in TITLES or self.words[name].text == "."):
            if self.words[name].lower in KEPT_TITLES:
                break
            name += 1
        if start < title and any(is_post(word) for word in self.words[start:title]):
            yield from self._person(name, end, self.line.phrase(post_start(self.line, start), title))
        else:
            yield from self._person(name, end, None, titled=True)

    def _person(self, start: int, end: int, post: str | None, *, titled: bool = False) -> Iterator[Mention]:
        """A person's name, without letters after it: `MP`."""
        while end > start and (self.words[end - 1].lower in AFFIXES or self.words[end - 1].text == "."):
            end -= 1
        joint = next((at for at in range(start, end) if self.words[at].lower in CONNECTORS - PARTICLES), end)
        end = joint if self.words[joint - 1].capital else end
        if not 0 < end - start <= _LONGEST_NAME:
            return
        post = post or self._vacant_before(start) or post_beside(self.line, start, end)
        yield self._make(start, end, "person", certain=end - start > 1 and (titled or post is not None), post=post)

    def _body_after(self, joint: int, end: int) -> Iterator[Mention]:
        """The body that a post is in: `Chairman of the National Association of Nurses`."""
        start = joint
        while start < end and not self.words[start].capital:
            start += 1
        if joint < start < end and self._kind(start, end)[1]:
            yield from self._named(start, end)

    def _vacant_before(self, start: int) -> str | None:
        """The post that ends at the comma before a name: `Minister of Trade and Investment, Mr. Adebayo`."""
        while start and (self.words[start - 1].lower in TITLES or self.words[start - 1].text == "."):
            start -= 1
        comma, post = self.vacant
        return post if start and self.words[start - 1].text == "," and comma == start - 1 else None

    def _is_office(self, start: int, post: int) -> bool:
        """Whether a post is part of a body's name: `Office of the President`, `Council of Ministers`."""
        heads = [at for at in range(start, post) if self.words[at].lower in HEADS]
        return any(
            self.words[at].lower in ("of", "for", "du", "de", "des", "der")
            for head in heads
            for at in range(head, post)
        )

    def _post(self, start: int, end: int, post: int) -> Iterator[Mention]:
        """A post with the name after it, or alone: the name is then on one side, or elsewhere."""
        words, name = self.words, post + 1
        if (
            name < end
            and words[name].lower in CONNECTORS
            and words[name].lower not in PARTICLES - {"of", "de", "du", "des", "la", "der", "den"}
        ):
            name = self._name_after_portfolio(name + 1, end)
        if name < end and not any(word.lower in HEADS for word in words[name:end]):
            yield from self._person(name, end, self.line.phrase(post_start(self.line, start), name))
        elif name < end:
            yield from self._named(name, end)
        else:
            self.vacant = (end, self.line.phrase(post_start(self.line, start), end))
            yield from self._body_after(post + 1, end)
        if (
            post > start
            and words[post - 1].lower in HEADS
            and words[post - 1].lower not in PORTFOLIOS | {"industries", "government"}
        ):
            yield from self._named(start, post)

    def _name_after_portfolio(self, at: int, end: int) -> int:
        """Where the name begins in `Minister of Finance Jane Doe`; `end` where there is none."""
        words, first = self.words, at
        while at < end and (words[at].lower in PORTFOLIOS or words[at].lower in CONNECTORS or words[at].text == ","):
            at += 1
        if (
            at > first
            and 1 < end - at <= _LONGEST_NAME
            and not any(word.lower in CONNECTORS - PARTICLES for word in words[at:end])
        ):
            return at
        return end

    def _named(self, start: int, end: int) -> Iterator[Mention]:
        """A name that holds no post: a body, a company, a person beside a post, or unknown."""
        cue_first = self.line.language == "de" or self.words[start].lower in ("ong", "ngo")
        if cue_first and end - start > 1 and self.words[start].lower in BODY_CUES:
            start += 1
        kind, certain = self._kind(start, end)
        longer = extended(self.line, end) if self.line.language == "fr" else end
        if longer > end:
            kind, certain, end = self._kind(start, longer)[0] or kind, True, longer
        suffixed = self.line.lower(end) == "," and self.line.lower(end + 1) in SUFFIXES
        if suffixed and self.words[end + 1].capital:
            kind, certain, end = "company", True, end + 2
        if not certain and self.words[start].lower not in THINGS:
            cue = self._cue_before(start) or self._cue_after(end) or self._employer(end)
            if cue and not is_country(self.line.phrase(start, end)):
                kind, certain = (kind or cue), True
            elif kind is None and 1 < end - start <= _LONGEST_NAME and not self.words[start].text.isupper():
                post = self._vacant_before(start) or post_beside(self.line, start, end)
                spoken = self._is_spoken(start, end)
                place = any(is_country(word.text) or is_region(word.text) for word in self.words[start:end])
                if spoken and not post and (place or self.line.lower(start - 1) in _ARTICLES):
                    kind = "organisation"
                elif post or spoken:
                    yield self._make(start, end, "person", certain=True, post=post)
                    return
        if not _NEW.match(self.line.text, self.words[end - 1].end):
            yield self._make(start, end, kind, certain=certain)

    def _kind(self, start: int, end: int) -> tuple[PartyKind | None, bool]:
        words = [word.lower for word in self.words[start:end]]
        return kind_of_body(words, head_first=self.line.language in _HEAD_FIRST)

    def _cue_before(self, start: int) -> PartyKind | None:
        """The kind that the word before a name tells: `state-owned`, `utility`, `Singapore-based`."""
        if not start or not self.words[start].joined:
            return None
        before = self.words[start - 1]
        if before.is_cue:
            return "company"
        if self.line.language == "fr" and self.line.lower(start - 2) in BODY_CUES:
            return BODY_CUES[self.line.lower(start - 2)]
        plain = not before.capital or before.first or before.text.isupper() or self.line.language == "de"
        return BODY_CUES.get(before.lower) if plain else None

    def _cue_after(self, end: int) -> PartyKind | None:
        """The kind that words after a comma tell: `Temasys Semicon, a chip maker`."""
        if self.line.lower(end) != "," or self.line.lower(end + 1) not in _APPOSITIONS:
            return None
        stop = end + 2
        while (
            stop < min(len(self.words), end + 8)
            and self.words[stop].text not in ",.;:"
            and self.line.lower(stop) not in _OF
        ):
            stop += 1
        heads = self.words[stop - 2 : stop]
        if any(is_post(word) for word in heads[-1:]):
            return None
        return next((BODY_CUES[word.lower] for word in reversed(heads) if word.lower in BODY_CUES), None)

    def _employer(self, end: int) -> PartyKind | None:
        """Whether a post in lower case follows, and then a name: `Master Electricians Australia chief executive`."""
        at = end
        if self.words[end - 1].lower in POST_MODIFIERS | PORTFOLIOS:
            return None
        while at < len(self.words) and at < end + 3 and self.words[at].joined and not self.words[at].capital:
            at += 1
        if at == end or at >= len(self.words) or not is_post(self.words[at - 1]):
            return None
        return "company" if self.words[at].capital and self.words[at].joined else None

    def _is_spoken(self, start: int, end: int) -> bool:
        """Whether a verb of saying stands beside the name."""
        after = self.line.lower(end) if end < len(self.words) and self.words[end].joined else ""
        before = self.line.lower(start - 1) if self.words[start].joined else ""
        quoted = any(word.text in '"”»“' for word in self.words[max(0, start - 5) : start])
        return after in SPEECH_VERBS or before in (QUOTE_VERBS if quoted else SPEECH_VERBS - {"called", "so"})


_ARTICLES = frozenset("the le la les l' der die das el los las".split())
_OF = frozenset("of for which who in at that de d' von".split())
_APPOSITIONS = frozenset("a an the one une un le la principal ein eine der die owned".split())
