"""Places in quotation marks, or set off as a speaker's words."""

import re
from bisect import bisect_right
from typing import Self

from domain.reading.document import Document
from domain.reading.findings import Finding, Span

_MARKED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|「[^「」\n]*」|『[^『』\n]*』|«[^«»\n]*»|„[^“”\n]*[“”]")


class Quotations:
    """The quotations of a document, in its order."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            if self._spans and span.start < self._spans[-1].end:
                self._spans[-1] = Span(self._spans[-1].start, max(self._spans[-1].end, span.end))
            else:
                self._spans.append(span)
        self._starts = [span.start for span in self._spans]

    @classmethod
    def of(cls, document: Document, quotes: tuple[Finding, ...]) -> Self:
        """Those with marks, and those that were found."""
        marked = [Span(*match.span()) for match in _MARKED.finditer(document.text)]
        return cls([*marked, *(span for quote in quotes for span in quote.spans)])

    def around(self, start: int, end: int) -> Span | None:
        """The quotation that holds all between two places."""
        at = bisect_right(self._starts, start) - 1
        return self._spans[at] if at >= 0 and end <= self._spans[at].end + 1 else None
