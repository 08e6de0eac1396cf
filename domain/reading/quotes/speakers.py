"""The speaker of a quotation: named before it, after it, or the one who spoke last."""

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from domain.reading.document import Document
from domain.reading.findings import Finding
from domain.reading.speech import QUOTE_VERBS

NEAR = 200
"""Characters beside a quotation in which its speaker is named."""

BESIDE = 20
"""Characters beside a verb in which a pronoun is its subject."""

_VERB = re.compile(
    r"(?<!\w)(?:"
    + "|".join(sorted(QUOTE_VERBS - {"so"}, key=len, reverse=True))
    + r"|a dit|put it|according to|selon|laut|so)(?!\w)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:he|she|they|il|elle|er|sie|él|ella|(?:the|le|la|l['’]|der|die|el)\s?(?:chief |prime "
    r")?(?P<post>minister|secretary|"
    r"president|governor|"
    r"mayor|director|commissioner|official|ministre|président|présidente|maire|ministerin|präsident|präsidentin))\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_UNNAMED = re.compile(
    r"\b(?:a|an|one|another|two|senior|some|un|une|ein|eine)\s(?:[\w-]+\s){0,3}(?:sources?|officials?|"
    r"spokes(?:man|woman|person)|diplomats?|residents?|person|aide|responsable|sprecher(?:in)?)\b"
    r"|\b(?:officials|sources|critics|residents|on condition of anonymity|declined to be named|who asked not)\b",
    re.IGNORECASE,
)
_SHORTENED = "Dr Mr Ms St Mrs Prof Gov Gen Sen Rep Lt Col Sgt Capt Maj Adm Rev Hon Jr Sr Mme".split()
"""Words that end with a period inside a sentence."""

_SENTENCE_END = re.compile("".join(rf"(?<!\b{word})" for word in _SHORTENED) + r"(?<!\b[A-Z])[.!?](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it: the key of a party, or None if `unnamed` or not stated; `verb` if a verb of saying stands there."""

    speaker: str | None
    verb: bool = False
    unnamed: bool = False


class Speakers:
    """The mentions of parties in a text, by place."""

    def __init__(self, document: Document, parties: Sequence[Finding]) -> None:
        self.text = document.text
        named = sorted(
            (span, party.members["key"], party.members["kind"] == "person")
            for party in parties
            for span in party.mentions
        )
        self.named = named
        self.posts = {party.members["key"]: str(party.members.get("post", "")).casefold() for party in parties}
        self.starts = [span.start for span, _, _ in named]

    def between(self, start: int, end: int) -> Sequence[tuple[str, int, int, bool]]:
        """The mentions from `start` to `end`: key, start, end, whether it is a person."""
        inside = self.named[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [(key, span.start, span.end, person) for span, key, person in inside]

    def last_before(self, place: int, *, person: bool, post: str = "") -> str | None:
        """The party named last before a place, of those that are or are not people; first one who holds a post."""
        at = bisect_left(self.starts, place)
        keys = [key for _, key, human in reversed(self.named[max(0, at - 20) : at]) if human == person]
        return next((key for key in keys if post and post in self.posts.get(key, "")), next(iter(keys), None))

    def after(self, start: int, end: int, opening: int) -> Attribution:
        """The speaker in the words that follow a quotation: `said Ragab`, `Ragab said`, `he said`."""
        stop = _SENTENCE_END.search(self.text, start, min(end, start + NEAR))
        end = stop.start() if stop else min(end, start + NEAR)
        verb = _VERB.search(self.text, start, end)
        if not verb:
            return Attribution(None)
        return self._subject(start, end, verb, opening)

    def before(self, start: int, end: int) -> Attribution:
        """The speaker in the words that lead to a quotation: `Ragab said: `."""
        start = max(start, end - NEAR)
        for stop in _SENTENCE_END.finditer(self.text, start, end):
            start = stop.end() if self.text[stop.end() : end].strip() else start
        verb = next(iter(deque(_VERB.finditer(self.text, start, end), maxlen=1)), None)
        if verb is None:
            colon = self.text[start:end].rstrip().endswith(":")
            return Attribution(self._best(start, end, last=True) if colon else None, verb=colon)
        return self._subject(start, end, verb, start)

    def _subject(self, start: int, end: int, verb: re.Match[str], opening: int) -> Attribution:
        """Who says something: the name before the verb, a pronoun beside it, or the name after it."""
        subject = self._best(start, verb.start(), last=True)
        after = self.text.find(" ", min(end, verb.end() + BESIDE), end)
        beside = (max(start, verb.start() - BESIDE), after if after >= 0 else end)
        pronoun = _PRONOUN.search(self.text, *beside)
        if subject is None and pronoun:
            subject = self.last_before(opening, person=True, post=(pronoun["post"] or "").casefold())
        subject = subject or self._best(verb.end(), end, last=False)
        if subject is None and _UNNAMED.search(self.text, start, end):
            return Attribution(None, verb=True, unnamed=True)
        if subject is None and _IT.search(self.text, *beside):
            subject = self.last_before(opening, person=False)
        return Attribution(subject, verb=True)

    def _best(self, start: int, end: int, *, last: bool) -> str | None:
        """The person, else the body, nearest to the verb."""
        inside = self.between(start, end)
        people = [each for each in inside if each[3]] or inside
        return people[-1 if last else 0][0] if people else None
