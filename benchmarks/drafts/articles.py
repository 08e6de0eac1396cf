"""The development set: articles with what a reader finds in them. `GUIDE.md` says what counts as what."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

FOLDER = Path(__file__).parent / "articles"


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """A text, and its annotations: the record, further right values, places of the words, traps."""

    name: str
    text: str
    gold: Json

    @property
    def request(self) -> Json:
        """What is sent with POST /v1/drafts."""
        return {"text": self.text, **self.gold["request"]}

    @property
    def language(self) -> str:
        """The language of the text."""
        return str(self.gold["record"]["language"])


@cache
def read_articles() -> tuple[AnnotatedArticle, ...]:
    """All articles, by number."""
    return tuple(
        AnnotatedArticle(path.stem, path.with_suffix(".txt").read_text("utf-8"), json.loads(path.read_text("utf-8")))
        for path in sorted(FOLDER.glob("*.json"))
    )
