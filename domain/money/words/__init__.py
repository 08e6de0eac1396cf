"""Words that sums are stated with, by language, where CLDR has none: scales, numbers, phrases, signs of currencies."""

from domain.money.words import further, germanic, other_scripts, romance

PHRASES = germanic.PHRASES | romance.PHRASES | further.PHRASES | other_scripts.PHRASES
