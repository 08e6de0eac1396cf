"""Scalar fields: each checks one kind of value, keeps it as stated, and describes itself for OpenAPI."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from marshmallow import ValidationError, fields

from domain import codes
from domain.dates.edtf import NotEdtf, parse_edtf
from domain.violations import Violation, closest_match
from domain.vocabularies import Vocabulary

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

QUOTED = 60
"""How much of a value is repeated in a sentence."""


def refuse(code: str, detail: str, allowed: tuple[str, ...] = (), did_you_mean: str | None = None) -> ValidationError:
    """Return the error that a field raises for one value."""
    return ValidationError([Violation(code, detail, allowed, did_you_mean)])


def shown(text: str) -> str:
    """Return a value short enough to be quoted in a sentence."""
    return f"“{text[:QUOTED]}…”" if len(text) > QUOTED else f"“{text}”"


class Text(fields.String):
    """Words, kept exactly as given: not blank, no control characters other than tab and line breaks."""

    openapi: ClassVar[Mapping[str, Any]] = {}
    longest = 500

    def __init__(self, description: str, *, longest: int | None = None, example: Any = None, **options: Any) -> None:
        """Take the sentence and the example that Swagger UI shows."""
        self.longest = longest or self.longest
        metadata = {"description": description, "maxLength": self.longest, "minLength": 1, **self.openapi}
        metadata |= self.describe()
        if example is not None:
            metadata["examples"] = [example]
        options.setdefault("allow_none", not options.get("required") and not options.get("dump_only"))
        super().__init__(metadata=metadata, **options)

    def describe(self) -> dict[str, Any]:
        """Return what this field adds to its OpenAPI schema."""
        return {}

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_: Any) -> Any:
        return value

    def _deserialize(self, value: Any, attr: str | None, data: Any, **_: Any) -> str:
        if not isinstance(value, str):
            raise refuse("type", "This must be a string.")
        if not value or value.isspace():
            raise refuse("blank", "This must not be blank.")
        if len(value) > self.longest:
            raise refuse("too_long", f"This is {len(value):,} characters long; at most {self.longest:,} are allowed.")
        if UNWANTED.search(value):
            raise refuse("characters", "This holds a control character or an unpaired surrogate.")
        return self.check(value)

    def _validate(self, value: Any) -> None:
        """What is wrong with a text is found by `check`; marshmallow need not look for validators on each value."""

    def check(self, text: str) -> str:
        """Return the text in the form to keep, or raise what is wrong with it."""
        return text


class Pattern(Text):
    """Text that has to match a pattern."""

    pattern: ClassVar[str]
    means: ClassVar[str]
    form: ClassVar[re.Pattern[str]]

    def __init_subclass__(cls) -> None:
        """Read the pattern once."""
        cls.form = re.compile(cls.pattern, re.ASCII)

    def describe(self) -> dict[str, Any]:
        """Add the pattern."""
        return {"pattern": f"^{self.pattern}$"}

    def check(self, text: str) -> str:
        """Compare the whole text with the pattern."""
        if self.form.fullmatch(text) is None:
            raise refuse("format", f"{shown(text)} is not {self.means}.")
        return text


class Key(Pattern):
    """A short name for a part, unique in its record and kept for life."""

    pattern = "[A-Za-z0-9][A-Za-z0-9._-]*"
    means = "a key: letters, digits, dots, hyphens and underscores, beginning with a letter or digit"
    longest = 64


class Slug(Pattern):
    """A lower-case word or words joined by hyphens."""

    pattern = "[a-z0-9]+(-[a-z0-9]+)*"
    means = "a slug: lower-case letters and digits, words joined by single hyphens"
    longest = 80


class Scheme(Pattern):
    """The name of an identifier scheme."""

    pattern = "[a-z0-9][a-z0-9._-]*"
    means = "a scheme: lower-case letters, digits, dots, hyphens and underscores"
    longest = 40


class RequestName(Pattern):
    """What a client calls a request by: kept as it is, quotation marks and all."""

    pattern = "[!-~]+"
    means = "a name for a request: visible ASCII characters without spaces"
    longest = 255


class Sha256(Pattern):
    """A SHA-256 digest in hexadecimal."""

    pattern = "[0-9a-f]{64}"
    means = "a SHA-256 digest: 64 lower-case hexadecimal digits"
    longest = 64


class DecimalText(Pattern):
    """An exact decimal number as a string, so that no program rounds it on the way."""

    pattern = r"-?(0|[1-9][0-9]{0,19})(\.[0-9]{1,8})?"
    means = "a decimal number with at most 20 digits before the point and 8 after it, without exponent or grouping"
    longest = 100

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            near = str(value) if re.fullmatch(self.pattern, str(value), re.ASCII) else None
            raise refuse("type", "Numbers are given as strings, so that none is rounded on the way.", (), near)
        return super()._deserialize(value, attr, data, **options)


class OneOf(Text):
    """One of a few words."""

    def __init__(self, allowed: tuple[str, ...], description: str, **options: Any) -> None:
        """Take the words."""
        self.allowed = allowed
        super().__init__(description, **options)

    def describe(self) -> dict[str, Any]:
        """Add the words."""
        return {"enum": list(self.allowed)}

    def check(self, text: str) -> str:
        """Look the word up."""
        if text not in self.allowed:
            detail = f"{shown(text)} is not one of the allowed values."
            raise refuse("choice", detail, self.allowed, closest_match(text.lower(), self.allowed))
        return text


class Choice(OneOf):
    """A term of a closed list."""

    def __init__(self, vocabulary: Vocabulary, description: str, **options: Any) -> None:
        """Take the list whose codes are allowed."""
        super().__init__(vocabulary.codes, f"{description} See /v1/vocabularies/{vocabulary.name}.", **options)


class Edtf(Text):
    """A date of any certainty: EDTF level 0 and 1, and quarters and halves of level 2 (ISO 8601-2)."""

    longest = 64

    def __init__(self, description: str, *, closed: bool = False, **options: Any) -> None:
        """Say with `closed` that both the first and the last possible day must be known."""
        self.closed = closed
        super().__init__(f"{description} EDTF (ISO 8601-2).", **options)

    def check(self, text: str) -> str:
        """Read the date."""
        try:
            days = parse_edtf(text)
        except NotEdtf as error:
            raise refuse("date", str(error)) from error
        if self.closed and (days.first is None or days.last is None):
            raise refuse("date", f"{shown(text)} has an open end; this date needs a first and a last possible day.")
        return text


class Code(Text):
    """A code of a standard that is too long to be listed with each error."""

    standard: ClassVar[str]
    vocabulary: ClassVar[str]
    labels: ClassVar[Mapping[str, str]]

    def is_known(self, code: str) -> bool:
        """Whether the standard has this code."""
        return code in self.labels

    def check(self, text: str) -> str:
        """Look the code up."""
        if not self.is_known(text):
            detail = f"{shown(text)} is not {self.standard}. See /v1/vocabularies/{self.vocabulary}."
            raise refuse(type(self).__name__.lower(), detail, (), codes.closest_code(text, self.labels))
        return text


class Jurisdiction(Code):
    """ISO 3166-1 alpha-2, ISO 3166-2, `EU` or `UN`."""

    standard, vocabulary, labels = "an ISO 3166 code, EU or UN", "jurisdictions", codes.JURISDICTIONS
    openapi: ClassVar[Mapping[str, Any]] = {"pattern": "^[A-Z]{2}(-[A-Z0-9]{1,3})?$"}
    longest = 6

    def is_known(self, code: str) -> bool:
        """Whether it is one of the listed codes, or of a part of a country."""
        return codes.is_jurisdiction(code)


class Currency(Code):
    """ISO 4217."""

    standard, vocabulary, labels = "an ISO 4217 code", "currencies", codes.CURRENCIES
    openapi: ClassVar[Mapping[str, Any]] = {"pattern": "^[A-Z]{3}$"}
    longest = 3


class Language(Text):
    """A BCP 47 language tag, kept in its canonical letter case."""

    longest = 35

    def check(self, text: str) -> str:
        """Look every subtag up."""
        try:
            return codes.canonical_language_tag(text)
        except codes.InvalidLanguageTag as error:
            raise refuse("language", str(error)) from error
