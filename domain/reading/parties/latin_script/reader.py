"""Names in texts in Latin script: bodies by their heads, people by posts and titles, companies by endings and cues."""

import re
from collections.abc import Iterator

from domain.reading.document import BlockRole, Document
from domain.reading.findings import Span
from domain.reading.parties.cues import (
    AFFIXES,
    AND,
    BODY_CUES,
    COMPANY_WORDS,
    CONNECTORS,
    FUNCTION_WORDS,
    HEADS,
    KEPT_TITLES,
    PARTICLES,
    PLAIN_POSTS,
    PORTFOLIOS,
    SUFFIXES,
    THINGS,
    TITLES,
    PartyKind,
)
from domain.reading.parties.latin_script.beside import is_abbreviated_as, is_spoken, kind_beside
from domain.reading.parties.latin_script.chunks import find_chunks
from domain.reading.parties.latin_script.french import extended
from domain.reading.parties.latin_script.kinds import kind_of_body
from domain.reading.parties.latin_script.plain import find_plain_bodies
from domain.reading.parties.latin_script.posts import is_post, portfolio_post, post_beside, post_start
from domain.reading.parties.latin_script.words import Line, split_words
from domain.reading.parties.mentions import SKIPPED, Mention
from domain.reading.parties.places import is_country, is_place

_LONGEST_HEADING = 12
"""Words of a heading that is the name of a body."""

_LONGEST_NAME = 5
"""Words of a person's name, at most."""

_ABBREVIATION = re.compile(r"\s?\(\s?[“\"']?([A-ZÀ-Ý][\w&.-]{1,11})[”\"']?\s?\)")
_CURRENCY = re.compile(r"(?:[A-Z]{1,3}\d|Rs$|Rp$|Sh$)")
_NEW = re.compile(
    r"\s+(?:(?:will|would|is to|are to)\s(?:also\s)?be\s(?:set up|established|created|built)|"
    r"(?:sera|serait)\s(?:mise? en place|créée?)|wird\s[^.]{0,40}(?:eingerichtet|gegründet|aufgebaut))\b"
)
"""What follows a body that does not exist yet."""

_HEAD_FIRST = frozenset(("fr", "es"))
_ELIDING = frozenset(("fr", "it", "ca"))


def read_latin(document: Document) -> Iterator[Mention]:
    """Names in a text, in no order."""
    language = document.language[:2]
    for number, sentence in enumerate(document.sentences):
        role = document.role(sentence)
        if role not in SKIPPED and not _CONTACT.match(document.text, *sentence.span):
            words = list(split_words(document.text, sentence.span, elision=language in _ELIDING))
            line = Line(document.text, language, number, words)
            yield from _Reader(line, sentence.span, role).mentions()


class _Reader:
    """Reads the names in one sentence."""

    def __init__(self, line: Line, sentence: Span, role: BlockRole) -> None:
        self.line, self.words, self.sentence = line, line.words, sentence
        self.headline, self.label = role == "headline", role == "label"
        self.cut = False
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
            certain=certain
            and (
                not self.headline
                or (span == self.sentence and end - start <= _LONGEST_HEADING)
                or (self.cut and kind != "person")
            ),
            post=post,
            abbreviation=found[1] if found else None,
        )

    def _chunk(self, start: int, end: int) -> Iterator[Mention]:
        words = self.words
        while start < end and words[start].lower in (FUNCTION_WORDS if words[start].first else _ARTICLES):
            start += 1
        if start == end or _CURRENCY.match(words[start].text):
            return
        if self.headline:
            verb = next((at for at in range(start + 1, end) if words[at].lower in _HEADLINE_VERBS), end)
            self.cut, end = verb < end, verb
        posts = [at for at in range(start, end) if is_post(words[at]) and words[at].lower not in PLAIN_POSTS]
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
        if joint < start < end and self.words[end - 1].lower != "office" and self._kind(start, end)[1]:
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
            person = self._name_after_body(name, end)
            yield from self._named(name, person)
            if person < end:
                yield from self._person(person, end, self.line.phrase(post_start(self.line, start), person))
        else:
            self.vacant = (end, self.line.phrase(post_start(self.line, start), end))
            yield from self._body_after(post + 1, end)
        if (
            post > start
            and words[post - 1].lower in HEADS
            and words[post - 1].lower not in PORTFOLIOS | {"industries", "government", "division"}
        ):
            yield from self._named(start, post)

    def _name_after_body(self, start: int, end: int) -> int:
        """Where the name begins in `Head of the Probation Service Ann Ode said`; `end` where there is none."""
        head = max(at for at in range(start, end) if self.words[at].lower in HEADS) + 1
        plain = not any(word.lower in PORTFOLIOS | CONNECTORS or is_place(word.text) for word in self.words[head:end])
        return head if plain and 1 < end - head <= _LONGEST_NAME and is_spoken(self.line, head, end) else end

    def _name_after_portfolio(self, at: int, end: int) -> int:
        """Where the name begins in `Minister of Finance Jane Doe`; `end` where there is none."""
        words, first = self.words, at
        while at < end and (words[at].lower in PORTFOLIOS or words[at].lower in CONNECTORS or words[at].text == ","):
            at += 1
        told = any(word.lower in PORTFOLIOS for word in words[first:at])
        joined = any(word.lower in CONNECTORS - PARTICLES for word in words[at:end])
        if told and not joined and 1 < end - at <= _LONGEST_NAME:
            return at
        return end

    def _named(self, start: int, end: int) -> Iterator[Mention]:
        """A name that holds no post: a body, a company, a person beside a post, or unknown."""
        while end - start > 1 and self.words[start].lower in CONNECTORS and not self.words[start].capital:
            start += 1
        name = self._name_of_minister(start, end)
        if name is not None:
            yield from self._person(name[0], end, name[1])
            return
        cue_first = self.line.language == "de" or self.words[start].lower in ("ong", "ngo")
        if cue_first and end - start > 1 and self.words[start].lower in BODY_CUES:
            yield self._make(start + 1, end, BODY_CUES[self.words[start].lower], certain=True)
            return
        kind, certain, end = self._body(start, end)
        if not certain and self.words[start].lower not in THINGS:
            cue = kind_beside(self.line, start, end)
            if cue and not is_country(self.line.phrase(start, end)):
                kind, certain = kind or cue, True
            elif kind is None and 1 < end - start <= _LONGEST_NAME and not self.words[start].text.isupper():
                post = self._vacant_before(start) or post_beside(self.line, start, end)
                kind = "person" if post else self._kind_of_speaker(start, end)
                if kind == "person":
                    yield self._make(start, end, kind, certain=True, post=post)
                    return
        if not _NEW.match(self.line.text, self.words[end - 1].end):
            yield self._make(start, end, kind, certain=certain)

    def _name_of_minister(self, start: int, end: int) -> tuple[int, str] | None:
        """Where a name begins behind a post in lower case with what it is for, and the post; or None."""
        name = start
        while name < end and (self.words[name].lower in PORTFOLIOS or self.words[name].lower in CONNECTORS):
            name += 1
        post = portfolio_post(self.line, name) if 1 < end - name <= _LONGEST_NAME else None
        if post is None or any(word.lower in HEADS for word in self.words[name:end]):
            return None
        return name, self.line.phrase(post, name)

    def _body(self, start: int, end: int) -> tuple[PartyKind | None, bool, int]:
        """The kind of a body, whether it is certain, and where its name ends."""
        words = self.words
        if not (self.label or self.headline) or any(word.lower not in PORTFOLIOS | AND for word in words[start:end]):
            kind, certain = self._kind(start, end)
        else:
            kind, certain = "government", end - start > 1 and self._is_whole(start, end)
        if kind is None:
            end = self._before_place(start, end)
            kind, certain = self._kind(start, end)
        longer = extended(self.line, end) if self.line.language == "fr" else end
        if longer > end:
            kind, certain, end = self._kind(start, longer)[0] or kind, True, longer
        if self.line.lower(end) == "," and self.line.lower(end + 1) in SUFFIXES and words[end + 1].capital:
            return "company", True, end + 2
        found = _ABBREVIATION.match(self.line.text, words[end - 1].end)
        if kind is None and found and is_abbreviated_as(self.line, start, end, found[1]):
            return "organisation", True, end
        return kind, certain, end

    def _kind_of_speaker(self, start: int, end: int) -> PartyKind | None:
        """A name that speaks is a person's, unless an article or a place in it says that it is a body's."""
        words = self.words[start:end]
        if not is_spoken(self.line, start, end) or any(word.lower in PORTFOLIOS for word in words):
            return None
        place = is_place(words[-1].text) or is_place(words[0].text) or is_place(self.line.phrase(end - 2, end))
        return "organisation" if place or self.line.lower(start - 1) in _ARTICLES else "person"

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether the words are the whole sentence."""
        return Span(self.words[start].start, self.words[end - 1].end) == self.sentence

    def _before_place(self, start: int, end: int) -> int:
        """The end of a company's name without its place: `Turner Ridge Builders of Billings`."""
        joint = next((at for at in range(start + 1, end) if self.words[at].lower == "of"), end)
        return joint if self.words[joint - 1].lower in COMPANY_WORDS else end

    def _kind(self, start: int, end: int) -> tuple[PartyKind | None, bool]:
        words = [word.lower for word in self.words[start:end]]
        return kind_of_body(words, head_first=self.line.language in _HEAD_FIRST)


_CONTACT = re.compile(r"(?:media |press )?contacts?\b|contact (?:presse|médias)", re.IGNORECASE)
_HEADLINE_VERBS = frozenset(
    "awards invests announces launches approves unveils signs to will says commits proposes opens backs seeks plans "
    "welcomes gives grants provides adopts expands names sets calls issues releases allocates secures receives "
    "completes appoints begins starts cuts raises bans orders fines publishes celebrates joins extends delivers "
    "kicks and".split()
)
"""Verbs in capitals that end a name in a headline."""

_ARTICLES = frozenset("the le la les l' der die das el los las".split())
