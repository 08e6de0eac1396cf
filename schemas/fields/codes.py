"""Fields for codes of standards: jurisdictions, currencies and languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from marshmallow import ValidationError

from domain import codes
from domain.code_names import meant_currency, meant_jurisdiction, meant_language
from domain.jurisdiction_groups import JURISDICTION_GROUP
from domain.violations import Parameters, Violation, question
from domain.vocabularies.synonyms import meant_term
from schemas.fields.scalars import Text, field_error, quote_value


class Code(Text):
    """A code of a standard that is too long to be listed with each error."""

    standard: ClassVar[str]
    vocabulary: ClassVar[str]
    labels: ClassVar[Mapping[str, str]]
    others = ""
    """Where to look for what has no code, to end a sentence with."""

    def has_more(self, code: str) -> bool:
        """Whether the standard has this code, which has no label."""
        return False

    def check(self, text: str) -> str:
        """Look the code up."""
        if text not in self.labels and not self.has_more(text):
            raise self.unknown(text)
        return text

    def meant(self, text: str) -> str | None:
        """The code that a text means."""
        raise NotImplementedError

    def too_long(self, text: str) -> ValidationError:
        """A name in place of a code is the usual reason."""
        return self.unknown(text)

    def unknown(self, text: str) -> ValidationError:
        """The error for a text that is no code, with the code that it means."""
        near, instead = self.meant(text), self.instead(text)
        detail = (
            f"{quote_value(text)} is not {self.standard}.{question(near)} All codes: /v1/vocabularies/{self.vocabulary}"
        )
        if instead:
            detail += "."  # The parameters to send instead follow.
        elif not near:
            detail += self.others
        return ValidationError([Violation(type(self).__name__.lower(), detail, (), near, instead)])

    def instead(self, text: str) -> Parameters:
        """Other parameters that ask for what a text means."""
        return ()


class Jurisdiction(Code):
    """ISO 3166-1 alpha-2, ISO 3166-2, `XK`, `EU`, `UN` or the code of a regional body."""

    standard, vocabulary, labels = "a jurisdiction code (ISO 3166)", "jurisdictions", codes.JURISDICTIONS
    openapi: ClassVar[Mapping[str, Any]] = {"pattern": "^([A-Z]{2}(-[A-Z0-9]{1,3})?|[A-Z][A-Z0-9]+(-[A-Z]{2,})*)$"}
    longest = max(map(len, codes.JURISDICTIONS))

    def __init__(self, description: str, *, has_group: bool = False, **options: Any) -> None:
        """`has_group` is for a parameter beside which there is one for groups, `…_group`."""
        self.has_group = has_group
        self.others = "; groups of them: /v1/vocabularies/jurisdiction_groups" if has_group else ""
        super().__init__(description, **options)

    def instead(self, text: str) -> Parameters:
        """The group that a text means."""
        group = meant_term(JURISDICTION_GROUP, text) if self.has_group else None
        return ((f"{self.name}_group", group),) if group else ()

    def has_more(self, code: str) -> bool:
        """Whether it is the code of a part of a country."""
        return codes.is_jurisdiction(code)

    def meant(self, text: str) -> str | None:
        """The jurisdiction that a text means."""
        return meant_jurisdiction(text)


class Currency(Code):
    """ISO 4217."""

    standard, vocabulary, labels = "a currency code (ISO 4217)", "currencies", codes.CURRENCIES
    openapi: ClassVar[Mapping[str, Any]] = {"pattern": "^[A-Z]{3}$"}
    longest = 3

    def meant(self, text: str) -> str | None:
        """The currency that a text means."""
        return meant_currency(text)


class Language(Text):
    """A BCP 47 language tag, kept in its canonical letter case."""

    longest = 35

    def check(self, text: str) -> str:
        """Look every subtag up."""
        try:
            return codes.canonical_language_tag(text)
        except codes.InvalidLanguageTag as error:
            near = meant_language(text)
            raise field_error("language", f"{error}{question(near)}", (), near) from error
