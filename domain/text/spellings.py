"""Other spellings of what a query asks for, which a text may have instead: written together, or with spaces.

`HB374` is `HB 374`, `COVID-19` is `covid19`, `1000000` is `1 000 000` and `1.000.000`, `반도체산업` is `반도체 산업`.
The index has a text as it is written; a query asks for each spelling.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from domain.text.analyzer import POINT

_LETTERS_OR_DIGITS = re.compile("[0-9]+|[^0-9]+")
_MAX_JOINTS = 3
"""Places between letters and digits: each doubles the spellings."""

NUMBER_GROUPS = 5
"""Groups of three digits of a number, up to trillions."""

_GROUPED = re.compile(rf"[1-9][0-9]{{0,2}}(?:[ {POINT}][0-9]{{3}}){{1,{NUMBER_GROUPS - 1}}}", re.ASCII)
_NUMBER = re.compile(f"(?!(?:19|20)[0-9]{{2}}$)[1-9][0-9]{{3,{3 * NUMBER_GROUPS - 1}}}", re.ASCII)
"""A number that may be written in groups, as years are not."""

_HANGUL = re.compile("[\uac00-\ud7a3]+")
_MAX_SYLLABLES, _MAX_LONG = 9, 24
"""Korean words up to the first length get any number of spaces, longer ones up to the second length one."""


def other_spellings(tokens: Sequence[str]) -> list[str]:
    """Texts that say the same as adjacent tokens of a text, written otherwise."""
    text = " ".join(tokens)
    found = {*_names(tokens), *_numbers(text), *_korean(tokens)}
    return sorted(found - {text})


def joined_spelling(words: Sequence[str]) -> str | None:
    """Adjacent words of a query as one: letters with digits (`HB 374`), or the groups of a number (`1 000 000`)."""
    if len(words) == 2 and all(map(str.isalnum, words)) and len(_joints(words)) == 1:  # noqa: PLR2004 - A pair.
        return "".join(words)
    return "".join(words) if _GROUPED.fullmatch(" ".join(words)) else None


def _joints(atoms: Sequence[str]) -> list[int]:
    """Indexes of atoms that may be written together with the one before: letters next to digits."""
    return [
        index
        for index, (left, right) in enumerate(pairwise(atoms), 1)
        if left[-1].isdigit() != right[0].isdigit() and (left + right).isalnum()
    ]


def _names(tokens: Sequence[str]) -> Iterator[str]:
    """Names of letters and digits, each time they meet together or apart."""
    atoms = [atom for token in tokens for atom in _LETTERS_OR_DIGITS.findall(token)]
    joints = _joints(atoms)
    if not 0 < len(joints) <= _MAX_JOINTS:
        return
    for is_joined in product((False, True), repeat=len(joints)):
        joined = {joint for joint, chosen in zip(joints, is_joined, strict=True) if chosen}
        yield "".join(atom if index in joined else f" {atom}" for index, atom in enumerate(atoms)).strip()


def _numbers(text: str) -> Iterator[str]:
    """A number without groups, and with groups of three digits that have a space or a point between them."""
    digits = re.sub(f"[ {POINT}]", "", text) if _GROUPED.fullmatch(text) else text
    if _NUMBER.fullmatch(digits):
        groups = re.findall("[0-9]{1,3}(?=(?:[0-9]{3})*$)", digits)
        yield from (digits, " ".join(groups), ".".join(groups))


def _korean(tokens: Sequence[str]) -> Iterator[str]:
    """Korean words in one, and a word as several: writers leave out the spaces of compounds, or set them."""
    if not all(map(_HANGUL.fullmatch, tokens)):
        return
    run = "".join(tokens)
    yield run
    if len(tokens) == 1 and 2 < len(run) <= _MAX_LONG:  # noqa: PLR2004 - Two syllables are one word.
        yield f"{run[0]} {run[1:]}"
        yield from _spaced(run, is_many=len(run) <= _MAX_SYLLABLES)


def _spaced(run: str, *, is_many: bool) -> Iterator[str]:
    """A compound with one space or `is_many`, into words of two syllables or more."""
    for end in range(2, len(run) - 1):
        yield f"{run[:end]} {run[end:]}"
        if is_many:
            yield from (f"{run[:end]} {rest}" for rest in _spaced(run[end:], is_many=True))
