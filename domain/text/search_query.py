"""The query language of `q`: words, "phrases", -without, OR and prefix*."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.text.analyzer import IndexTerm, is_bigram_script, query_terms, tokens
from domain.text.spellings import NUMBER_GROUPS, joined_spelling, other_spellings
from domain.text.stemmer import irregular_words, stem

MAX_QUERY_LENGTH = 500
MAX_WORDS = 32
MAX_SHORT_PREFIXES = 8
"""Of these, the beginnings of one or two characters: each stands for a large part of all words."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟＂", '"'))  # noqa: RUF001 - as they are typed and pasted.
_MINUS = re.compile(r"(?<!\S)[\u2212\u2013\u2014](?=\S)")
_ITEM = re.compile(r'-?"[^"]*"\*?|[^\s"]+')
_LEAST_STEM = 3
_LONG_PREFIX = 3
_MAX_RESPELLED = 12
"""Terms of a phrase of which other spellings are searched for too."""

_DIGIT, _PLAIN_WORDS = re.compile("[0-9]"), re.compile(r"[\"a-zA-Z '-]+")
"""A number needs a digit, and words of Latin letters alone have no other spelling."""

# Endings of English words that stemming removes: a prefix that ends within one must find the whole word.
_ENDINGS = re.findall(
    r"\w+",
    """s es ed ing ings ment ness ation ition ity ies ive ative al ally able ability ably ible ibility ibly ance ence
    ancy ency ant ent er or ful fully less lessly ly ic ical ically ics ism ist istic ize izer ization ise iser isation
    ion ional ous ously iveness fulness ousness""",
)


class InvalidSearch(ValueError):
    """The query is invalid; the message is a sentence for the client."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Adjacent terms; with `is_prefix` the last one may be the beginning of a term."""

    terms: tuple[str, ...]
    is_prefix: bool = False


Alternatives = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """Matches texts with one phrase of each group of `required`, and none of `excluded`."""

    required: tuple[Alternatives, ...]
    excluded: Alternatives = ()


def parse_query(q: str) -> SearchQuery:
    """Parse words, "phrases", -exclusions, OR and prefix*. Punctuation alone asks for nothing. Raises InvalidSearch."""
    plain = _MINUS.sub("-", q[: MAX_QUERY_LENGTH + 1].translate(_QUOTES))
    items = _ITEM.findall(plain)
    for is_invalid, sentence in (
        (len(q) > MAX_QUERY_LENGTH, f"A query has at most {MAX_QUERY_LENGTH} characters. Leave some words out."),
        (len(items) > MAX_WORDS, f"A query has at most {MAX_WORDS} words and phrases. Leave some out."),
        (plain.count('"') % 2, 'Put quotation marks before and after a phrase: "quantum chips".'),
    ):
        if is_invalid:
            raise InvalidSearch(sentence)
    required: list[Alternatives] = []
    excluded: list[Phrase] = []
    words: dict[int, str] = {}
    previous = ""
    for item in items:
        if item == "OR":
            if previous != "word":
                raise InvalidSearch("Put OR between two words or phrases: chips OR semiconductors.")
            previous = "OR"
        elif item.startswith("-") and item.strip("-"):
            excluded += _excluded_phrases(item[1:], after_or=previous == "OR")
            previous = "-"
        elif phrases := _phrases(item):
            required.append((*required.pop(), *phrases) if previous == "OR" else phrases)
            words[len(required) - 1] = "" if previous == "OR" else item
            previous = "word"
    if previous == "OR":
        raise InvalidSearch("Put another word or phrase after OR: chips OR semiconductors.")
    if not required and not excluded:
        raise InvalidSearch("A query has at least one letter or digit.")
    _check_prefixes((*required, tuple(excluded)))
    return SearchQuery(_with_joined_words(required, words), tuple(excluded))


def _with_joined_words(groups: Sequence[Alternatives], items: Mapping[int, str]) -> tuple[Alternatives, ...]:
    """The groups, in which adjacent words that may be written as one are found so too.

    `items` are the items of the query by the index of their group; empty for a group of alternatives.
    """
    joined = [*groups]
    if not any(map(_DIGIT.search, items.values())):
        return tuple(joined)
    words = {index: tokens(item)[0] for index, item in items.items() if _is_single_word(item)}
    for start in words:
        for end in range(start + NUMBER_GROUPS, start + 1, -1):
            adjacent = [words[index] for index in range(start, end) if index in words]
            spelling = joined_spelling(adjacent) if len(adjacent) == end - start else None
            if spelling:
                phrase = _exact_phrase(query_terms(spelling))
                joined[start:end] = [(*group, phrase) for group in joined[start:end]]
                break
    return tuple(joined)


def _is_single_word(item: str) -> bool:
    """Whether an item of a query is a word, neither a phrase nor the beginning of a word."""
    return '"' not in item and "*" not in item and len(tokens(item)) == 1


def _check_prefixes(alternatives: Sequence[Alternatives]) -> None:
    beginnings = (phrase.terms[-1] for phrases in alternatives for phrase in phrases if phrase.is_prefix)
    if sum(len(each) < _LONG_PREFIX for each in beginnings) > MAX_SHORT_PREFIXES:
        raise InvalidSearch(
            f"A query has at most {MAX_SHORT_PREFIXES} words that are one or two characters with * (single characters "
            "of Chinese, Japanese and Korean count too). Leave some out, or write more of each."
        )


def _excluded_phrases(item: str, *, after_or: bool) -> Alternatives:
    phrases = _phrases(item)
    if not phrases:
        raise InvalidSearch("Put the word or phrase to leave out right after the minus: -chips.")
    if after_or:
        raise InvalidSearch("An exclusion cannot stand next to OR. Put -word elsewhere.")
    return phrases


def _phrases(item: str) -> Alternatives:
    """The alternative phrases of one item; none if it is all punctuation."""
    text = item.removesuffix("*")
    if item in {"-", "*"} or ("*" in text and not text.startswith('"')):
        raise InvalidSearch("Put a minus right before a word, and * at the end of one: -chips, semicond*.")
    terms = query_terms(text)
    if not terms:
        return ()
    if text == item:
        is_plain = _PLAIN_WORDS.fullmatch(text) or len(terms) > _MAX_RESPELLED
        spellings = () if is_plain else other_spellings(tokens(text))
        return tuple(dict.fromkeys([_exact_phrase(each) for each in (terms, *map(query_terms, spellings))]))
    head, last = tuple(term.text for term in terms[:-1]), terms[-1]
    if is_bigram_script(last.text):
        return (_exact_phrase(terms),)
    return (Phrase((*head, last.stated), is_prefix=True), *(Phrase((*head, each)) for each in _cut_short(last.stated)))


def _exact_phrase(terms: Sequence[IndexTerm]) -> Phrase:
    """The terms in order. A single character that is the last one may begin a bigram."""
    last = terms[-1].text
    return Phrase(tuple([term.text for term in terms]), is_prefix=len(last) == 1 and is_bigram_script(last))


def _cut_short(beginning: str) -> list[str]:
    """Stems, shorter than the prefix, of words with this prefix: `commitm*` begins `commitment`, stem `commit`.

    The stem of the prefix itself is one of them: `industri` for `industry*`.
    """
    whole = {
        beginning + ending[size:]
        for ending in _ENDINGS
        for size in range(1, len(ending))
        if beginning.endswith(ending[:size])
    }
    stems = {each for each in map(stem, whole) if _LEAST_STEM <= len(each) < len(beginning)}
    irregular = {*map(stem, irregular_words(beginning))} if len(beginning) > _LEAST_STEM else set()
    regular = {each for each in stems if beginning.startswith(each[:-1])}
    return sorted(regular | irregular | {stem(beginning)} - {beginning})


def matches(query: SearchQuery, terms: Sequence[str]) -> bool:
    """Whether a text with these terms has what the query requires, and nothing that it excludes."""
    starts: dict[str, list[int]] = {}
    for index, term in enumerate(terms):
        starts.setdefault(term, []).append(index)

    def has_any(phrases: Alternatives) -> bool:
        return any(any(phrase_at(phrase, terms, start) for start in beginnings(phrase)) for phrase in phrases)

    def beginnings(phrase: Phrase) -> Sequence[int]:
        first, *others = phrase.terms
        if others or not phrase.is_prefix:
            return starts.get(first, ())
        return [places[0] for term, places in starts.items() if term.startswith(first)]

    return all(map(has_any, query.required)) and not has_any(query.excluded)


def phrase_at(phrase: Phrase, terms: Sequence[str], start: int) -> bool:
    """Whether the phrase starts at this index."""
    *before, last = phrase.terms
    end = start + len(before)
    if end >= len(terms) or list(terms[start:end]) != before:
        return False
    return terms[end].startswith(last) if phrase.is_prefix else terms[end] == last
