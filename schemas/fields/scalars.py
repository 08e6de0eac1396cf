"""Scalar fields: each checks one kind of value, keeps it as stated, and describes itself for OpenAPI."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, ClassVar

from marshmallow import ValidationError, fields

from domain.dates.edtf import NotEdtf, parse_edtf
from domain.money.parser import format_decimal
from domain.text.characters import forbidden_character
from domain.text.normalize import MAX_MARKS, has_long_mark_run, make_slug
from domain.violations import Violation, closest_known, parameters_of, question
from domain.vocabularies.synonyms import meant_term
from domain.vocabularies.terms import Vocabulary
from schemas.fields.dates import date_violation

MANY_MARKS = f"This has more than {MAX_MARKS} combining marks in a row. Leave some out."

MAX_QUOTE = 60
"""Characters of a value that an error sentence repeats."""

SCALES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9, "tn": 12, "trillion": 12} | {
    f"e{power}": power for power in range(20)
}
"""Powers of ten."""

WRITTEN_NUMBER = re.compile(
    r"(-?(?:[0-9]{1,15}|[0-9]{1,3}(?:,[0-9]{3}){1,4})(?:\.[0-9]{1,8})?) ?([a-z]*|e[0-9]{1,2})", re.ASCII
)


def field_error(
    code: str, detail: str, allowed: tuple[str, ...] = (), did_you_mean: str | None = None
) -> ValidationError:
    """The error that a field raises for one value."""
    return ValidationError([Violation(code, detail, allowed, did_you_mean)])


def quote_value(text: str) -> str:
    """A value in quotation marks, cut to a length that suits a sentence."""
    return f"“{text[:MAX_QUOTE]}…”" if len(text) > MAX_QUOTE else f"“{text}”"


class Text(fields.String):
    """Text, kept exactly as given: not blank, no control characters other than tab and line breaks.

    Subclasses override `check`. `description` and `example` are shown in Swagger UI.
    """

    openapi: ClassVar[Mapping[str, Any]] = {}
    longest = 500

    def __init__(self, description: str, *, longest: int | None = None, example: Any = None, **options: Any) -> None:
        self.longest = longest or self.longest
        metadata = {"description": description, "maxLength": self.longest, "minLength": 1, **self.openapi}
        metadata |= self.describe()
        if example is not None:
            metadata["examples"] = [example]
        options.setdefault("allow_none", not options.get("required") and not options.get("dump_only"))
        super().__init__(metadata=metadata, **options)

    def describe(self) -> dict[str, Any]:
        """The members that this field adds to its OpenAPI schema."""
        return {}

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> Any:
        if not isinstance(value, str):
            raise field_error("type", "This must be a string.")
        if not value or value.isspace():
            raise field_error("blank", "This must not be blank.")
        if len(value) > self.longest:
            raise self.too_long(value)
        if wrong := forbidden_character(value):
            raise field_error("characters", wrong)
        if has_long_mark_run(value):
            raise field_error("characters", MANY_MARKS)
        return self.check(value)

    def _validate(self, value: Any) -> None:
        """Nothing: `check` has done it, so marshmallow need not look for validators."""

    def too_long(self, text: str) -> ValidationError:
        """The error for a text that is longer than allowed."""
        detail = f"This is {len(text):,} characters long; at most {self.longest:,} are allowed."
        return field_error("too_long", detail)

    def check(self, text: str) -> Any:
        """The value to keep. Raises ValidationError if the text is invalid."""
        return text


class Pattern(Text):
    """Text that matches a pattern."""

    pattern: ClassVar[str]
    means: ClassVar[str]
    form: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls) -> None:
        """Compile the pattern once."""
        cls.form = re.compile(cls.pattern, re.ASCII)

    def describe(self) -> dict[str, Any]:
        """Add the pattern."""
        return {"pattern": f"^{self.pattern}$"}

    def check(self, text: str) -> str:
        """Match the whole text."""
        if self.form.fullmatch(text) is None:
            near = self.suggest(text)
            raise field_error("format", f"{quote_value(text)} is not {self.means}{question(near)}", (), near)
        return text

    def suggest(self, text: str) -> str | None:
        """A text like this one that matches, if there is one."""
        return None


class Key(Pattern):
    """A short name for a part, unique in its record and kept for life."""

    pattern = "[A-Za-z0-9][A-Za-z0-9._-]*"
    means = "a key. Write letters, digits, dots, hyphens and underscores, with a letter or digit first: clusters-2026."
    longest = 64


class Slug(Pattern):
    """Words of any script, case-folded, joined by hyphens. The pattern is for programs: outside ASCII it takes all."""

    pattern = r"[^\x00-/:-`{-\x7f]+(-[^\x00-/:-`{-\x7f]+)*"
    means = "a topic. Write letters and digits in lower case, with hyphens for spaces: quantum-technology."
    longest = 80

    def check(self, text: str) -> str:
        """Suggest the slug that another text makes."""
        slug = make_slug(text)
        if slug != text:
            near = slug if 0 < len(slug) <= self.longest else None
            raise field_error("format", f"{quote_value(text)} is not {self.means}{question(near)}", (), near)
        return text


class Scheme(Pattern):
    """The name of an identifier scheme."""

    pattern = "[a-z0-9][a-z0-9._-]*"
    means = "a scheme. Write lower-case letters, digits, dots, hyphens and underscores: wikidata."
    longest = 40


class VisibleAscii(Pattern):
    """Visible ASCII without spaces."""

    pattern = "[!-~]+"
    means = "a name for a request. Write visible ASCII characters without spaces, such as a UUID."
    longest = 255


class Sha256(Pattern):
    """A SHA-256 digest in hexadecimal."""

    pattern = "[0-9a-f]{64}"
    means = "a SHA-256 digest. Write 64 lower-case hexadecimal digits."
    longest = 64


class DecimalText(Pattern):
    """An exact decimal as a string, which no program rounds on the way: up to 20 digits, a point, up to 8 digits."""

    pattern = r"-?(0|[1-9][0-9]{0,19})(\.[0-9]{1,8})?"
    means = "a decimal number. Write it in digits, at most 20 before the point and 8 after it: 1000000000 or 12.5."
    longest = 100

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> Any:
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            near = str(value) if self.form.fullmatch(str(value)) else None
            raise field_error("type", "Write numbers as strings, so that no program rounds them.", (), near)
        return super()._deserialize(value, attr, data, **options)

    def suggest(self, text: str) -> str | None:
        """The number in digits: 1bn, 1 billion and 1,000,000,000 are 1000000000."""
        match = WRITTEN_NUMBER.fullmatch(text.strip().lower())
        if match is None or (match[2] and match[2] not in SCALES):
            return None
        number = format_decimal(Decimal(match[1].replace(",", "")).scaleb(SCALES.get(match[2], 0)))
        return number if self.form.fullmatch(number) else None


class ComputedDecimal(DecimalText):
    """A sum or a rate as a string: of any size, with as many decimals as it has."""

    pattern = r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"


class OneOf(Text):
    """One of a few words.

    `instead` gives, for a text that is none of them, a template of the parameters that ask for what it means.
    """

    def __init__(
        self,
        allowed: tuple[str, ...],
        description: str,
        *,
        instead: Callable[[str], str | None] = lambda _: None,
        **options: Any,
    ) -> None:
        self.allowed, self.instead = allowed, instead
        super().__init__(description, **options)

    def describe(self) -> dict[str, Any]:
        """Add the words."""
        return {"enum": list(self.allowed)}

    def check(self, text: str) -> str:
        """Look the word up."""
        if text not in self.allowed:
            near, template = self.meant(text), self.instead(text)
            detail = f"{quote_value(text)} is not one of the allowed values.{question(near)}"
            instead = parameters_of(template, text[:MAX_QUOTE]) if template else ()
            raise ValidationError([Violation("choice", detail, self.allowed, near, instead)])
        return text

    def meant(self, text: str) -> str | None:
        """The word of which this one is a misspelling."""
        return closest_known(text.lower(), self.allowed)


class Choice(OneOf):
    """A term of a closed list."""

    def __init__(self, vocabulary: Vocabulary, description: str, **options: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(vocabulary.codes, f"{description} See /v1/vocabularies/{vocabulary.name}.", **options)

    def meant(self, text: str) -> str | None:
        """The term that a word means."""
        return meant_term(self.vocabulary, text)


class Edtf(Text):
    """A date of any certainty: EDTF level 0 and 1, and parts of a year of level 2 (ISO 8601-2); or a date-time.

    `closed` demands that both the first and the last possible day are known; `open_start`, the last one.
    """

    longest = 64

    def __init__(self, description: str, *, closed: bool = False, open_start: bool = False, **options: Any) -> None:
        self.closed, self.open_start = closed, open_start
        super().__init__(f"{description} EDTF (ISO 8601-2).", **options)

    def check(self, text: str) -> str:
        """Parse the date."""
        try:
            days = parse_edtf(text)
        except NotEdtf as error:
            raise ValidationError([date_violation(text, str(error))]) from error
        if self.open_start and days.last is None:
            raise field_error("date", f"{quote_value(text)} has an open end. Give its last day: ../2026-06.")
        if self.closed and (days.first is None or days.last is None):
            detail = f"{quote_value(text)} has an open end. Give both its first and its last day: 2026-01/2026-06."
            raise field_error("date", detail)
        return text
