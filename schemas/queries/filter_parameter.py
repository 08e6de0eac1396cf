"""A filter with several values, from which its parameters are made, and parameters with the value `_missing`."""

from __future__ import annotations

from typing import Any, NamedTuple

from marshmallow import ValidationError

from domain.codes import MISSING
from domain.dates.relative_days import window_of
from domain.violations import Violation, parameters_of
from schemas.fields.scalars import MAX_QUOTE, OneOf, Text


class OrMissing(Text):
    """A value of another field, or `_missing`."""

    def __init__(self, inner: Text) -> None:
        self.inner = inner
        super().__init__(inner.metadata["description"], longest=max(inner.longest, len(MISSING)))
        self.metadata = dict(inner.metadata)
        if "enum" in self.metadata:
            self.metadata["enum"] = [*self.metadata["enum"], MISSING]
        if "pattern" in self.metadata:
            self.metadata["pattern"] += f"|^{MISSING}$"

    def check(self, text: str) -> Any:
        """Leave other values to their field."""
        return MISSING if text == MISSING else self.inner.deserialize(text)

    def too_long(self, text: str) -> ValidationError:
        """The other field's error."""
        return self.inner.too_long(text)


class MissingOnly(OneOf):
    """A parameter that can only ask for items without something; `template` is of the parameters that take values."""

    def __init__(self, what: str, template: str) -> None:
        self.template = template
        super().__init__((MISSING,), f"`{MISSING}`: without {what}.")

    def check(self, text: str) -> str:
        if text != MISSING:
            detail = f"`{self.name}` takes only `{MISSING}`."
            instead = parameters_of(self.template, *window_of(text[:MAX_QUOTE]))
            raise ValidationError([Violation("choice", detail, self.allowed, None, instead)])
        return text


class FilterParameter(NamedTuple):
    """A filter: a value's field, and descriptions of it, of `exclude_…`, `_missing` and, for many values, `all_…`."""

    value: Text
    description: str
    exclude_description: str
    missing_description: str | None = None
    all_description: str | None = None

    def with_party_name(self, party: str) -> FilterParameter:
        """This filter, for lists whose filter for a party has another name than `party`."""
        texts: Any = (text and text.replace("`party`", f"`{party}`") for text in self[1:])
        return FilterParameter(self.value, *texts)
