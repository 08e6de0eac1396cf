"""What actors undertake, order or aim at: promises, each with its figure, its date and its kind."""

from domain.reading.commitments.finder import find_commitments

__all__ = ["find_commitments"]
