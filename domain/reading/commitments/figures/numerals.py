"""Tokens of a text with figures, and the numbers that they state."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from domain.reading.commitments.figures.number_words import NumberWords
from domain.reading.findings import Span

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:(?P<group>[,.'’\u00a0\u202f ])\d{3}(?!\d))(?:(?P=group)\d{3}(?!\d))*(?:[.,]\d+)?"
    r"|\d{1,2}(?:,\d{2})+,\d{3}|\d+(?:[.,]\d+)?)"
    r"|(?P<word>[^\W\d_]+(?:[-'’][^\W\d_]+)*)|(?P<mark>[^\s\w])"
)
_ONE = frozenset("a an one un une ein eine einer cien half".split())


@dataclass(frozen=True, slots=True)
class Token:
    """A number in digits, a word or a mark, case-folded."""

    text: str
    start: int
    end: int
    kind: Literal["number", "word", "mark"]


def figure_tokens(text: str, span: Span) -> list[Token]:
    """The tokens between two places of a text."""
    return [
        Token(match[0].casefold().replace("’", "'"), match.start(), match.end(), match.lastgroup)  # type: ignore[arg-type]
        for match in _TOKEN.finditer(text, *span)
    ]


def number_at(tokens: list[Token], at: int, words: NumberWords) -> tuple[Decimal, int] | None:
    """The value of a number in digits or words with its scales, and the index of the token after it."""
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == "number":
        value = _digits(token.text, words)
    elif token.text in words.numbers:
        value = Decimal(words.numbers[token.text])
    elif token.text in words.scales and len(token.text) > 2 and at and tokens[at - 1].text in _ONE:  # noqa: PLR2004
        value = Decimal("0.5") if at > 1 and tokens[at - 2].text == "half" else Decimal(1)
        at -= 1
    else:
        return None
    at += 1
    while at < len(tokens) and value is not None:
        scale = words.scales.get(tokens[at].text)
        if scale is None and tokens[at].text == "-" and at + 1 < len(tokens):
            scale = words.scales.get(tokens[at + 1].text)
            at += scale is not None
        is_glued = tokens[at].start == tokens[at - 1].end
        if scale is None or (len(tokens[at].text) == 1 and not is_glued):
            break
        value *= scale
        at += 1
    return (value, at) if value is not None else None


def _digits(written: str, words: NumberWords) -> Decimal:
    """The value of digits, with the separators of the language; three digits after the other's point are a group."""
    if words.decimal == ".":
        return Decimal(re.sub(r"[,'\u00a0\u202f ]", "", written))
    if re.fullmatch(r"\d{1,3}(?:([., '\u00a0\u202f])\d{3})+(?:[.,]\d+)?", written) and "," not in written[:4]:
        whole, comma, decimals = written.partition(",")
        return Decimal(re.sub(r"\D", "", whole) + (f".{decimals}" if comma else ""))
    return Decimal(re.sub(r"['\u00a0\u202f ]", "", written).replace(",", "."))


def is_range(text: str, tokens: list[Token], at: int, after: int) -> bool:
    """Whether a number is the lower end of a range, `10 to 15 percent`, `between 10 and 15`, `10-15`."""
    if after + 1 >= len(tokens) or (tokens[after + 1].kind != "number"):
        return False
    before = tokens[at - 1].text if at else ""
    joint = tokens[after].text
    if joint in {"to", "à", "bis", "a"}:
        return before not in {"from", "de", "von", "desde", "du"}
    if joint in {"and", "et", "und", "y"}:
        return before in {"between", "entre", "zwischen"}
    return joint in {"-", "–"} and text[tokens[after].end] != " "
