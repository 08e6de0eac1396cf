"""Terms as a list, to be compared with one."""

from __future__ import annotations

from domain.text.analyzer import terms


def analyse(text: str) -> list[str]:
    return list(terms(text))
