"""Topics: what a text is about, and what each of its commitments is about, as slugs."""

from domain.reading.topics.finder import add_topics

__all__ = ["add_topics"]
