"""Layout of a text: its blocks with their roles, its sentences, language, dateline, day and country."""

from domain.reading.layout.heads import read_document

__all__ = ["read_document"]
