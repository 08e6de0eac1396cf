"""Names in texts in Latin script."""

from domain.reading.parties.latin_script.reader import read_latin

__all__ = ["read_latin"]
